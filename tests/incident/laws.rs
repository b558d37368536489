//! What holds for any run of commands: the invariants of the record, and that nobody is told for nothing.

use proptest::prelude::*;
use proptest::sample::select;
use rollgate::domain::id::Seq;
use rollgate::domain::incident::{
    Alert, AtCreation, BLOCKS_FLAGS, Command, Event, Incident, PolicyChange, Status, decide,
    evolve, is_reversible,
};
use rollgate::domain::rollout::Severity;

use crate::support::{alert, minute, policies};

fn statuses() -> impl Strategy<Value = Status> {
    select(Status::ALL.to_vec())
}

fn alerts() -> impl Strategy<Value = Option<Alert>> {
    let policy = select(vec![None, Some("day"), Some("night")]);
    prop::option::of((statuses(), policy).prop_map(|(status, policy)| alert(status, policy)))
}

fn changes() -> impl Strategy<Value = PolicyChange> {
    select(vec![
        PolicyChange::Keep,
        PolicyChange::Keep,
        PolicyChange::Unset,
        PolicyChange::Set("day".into()),
        PolicyChange::Set("night".into()),
    ])
}

fn commands() -> impl Strategy<Value = Command> {
    let backfills = select(vec!["b1".to_owned(), "b2".to_owned()]);
    prop_oneof![
        8 => (prop::option::of(statuses()), changes())
            .prop_map(|(status, policy)| Command::Update { status, policy }),
        4 => Just(Command::Escalate),
        1 => Just(Command::Close { reason: None }),
        2 => backfills.clone().prop_map(|backfill| Command::Backfill { backfill }),
        2 => backfills.prop_map(|backfill| Command::UndoBackfill { backfill }),
        2 => prop::option::of(select(vec![Severity::S1, Severity::S2, Severity::S3]))
            .prop_map(|severity| Command::Rate { severity }),
        2 => (select(vec!["r1", "r2"]), any::<bool>())
            .prop_map(|(rollout, linked)| Command::Link { rollout: rollout.into(), linked }),
        1 => any::<bool>().prop_map(|on| Command::Label { label: BLOCKS_FLAGS.to_owned(), on }),
        4 => Just(Command::Undo),
        3 => Just(Command::Redo),
    ]
}

fn first() -> impl Strategy<Value = Command> {
    let eager = select(vec![
        AtCreation::Nothing,
        AtCreation::FromAlert,
        AtCreation::Everything,
    ]);
    (alerts(), eager).prop_map(|(alert, record)| Command::Add {
        title: "errors".to_owned(),
        alert,
        record,
    })
}

fn must_hold(incident: &Incident) {
    if let Some(record) = &incident.record {
        let is_resolved = record.status == Status::Resolved;
        assert_eq!(record.resolved_at.is_some(), is_resolved, "{incident:?}");
        let has_begun = record.escalations_started_at.is_some();
        assert_eq!(record.policy.is_some(), has_begun, "{incident:?}");
    }
    let may_tell = incident.record.as_ref().is_some_and(|record| {
        record.status.is_open() && record.policy.is_some() && !incident.closed
    });
    // A record changed after the incident was closed may escalate again; nothing else does.
    let is_reopened = incident.closed && incident.status().is_some_and(Status::is_open);
    assert!(
        incident.pending.is_empty() || may_tell || is_reopened,
        "{incident:?}"
    );
}

/// Says what every fact must be about: how it differs from the state that it was decided on.
fn must_fit(before: &Incident, event: &Event, after: &Incident, at: i64) {
    match event {
        Event::Updated { record, pending } => {
            let had = before.record.as_ref().and_then(|old| old.policy.as_ref());
            let is_new = record.policy.is_some() && had != record.policy.as_ref();
            if is_new && before.record.is_some() {
                assert_eq!(record.status, Status::Triggered);
                assert_eq!(record.escalations_started_at, Some(minute(at)));
            }
            if record.status == Status::Triggered && before.status() != Some(Status::Triggered) {
                let started = record.policy.as_ref().map(|_| minute(at));
                assert_eq!(record.escalations_started_at, started);
            }
            let was_open = before.status().is_some_and(Status::is_open);
            let is_other = had != record.policy.as_ref() || was_open != record.status.is_open();
            assert_eq!(pending.is_some(), is_other, "{before:?} {event:?}");
            assert_eq!(
                before.alert, after.alert,
                "an update leaves the alert alone"
            );
        }
        Event::Escalated {
            sent,
            skipped,
            dropped,
        } => {
            assert_eq!(before.record, after.record);
            let told = sent.len() + skipped.len() + dropped.len();
            assert!(told > 0);
            assert_eq!(before.pending.len(), after.pending.len() + told);
        }
        Event::Backfilled { .. } => assert!(before.record.is_none() && before.alert.is_some()),
        Event::BackfillUndone { .. } => assert_eq!(after.record, None),
        Event::Closed { .. } => {
            assert_eq!(before.record.is_some(), after.record.is_some());
            assert!(
                after
                    .alert
                    .as_ref()
                    .is_none_or(|alert| alert.status == Status::Resolved)
            );
        }
        Event::Added { .. } => assert!(before.created_at.is_none()),
        Event::Rated { .. }
        | Event::Linked { .. }
        | Event::Unlinked { .. }
        | Event::Labelled { .. }
        | Event::Unlabelled { .. } => {
            assert_eq!(before.record, after.record);
            assert_eq!(before.pending, after.pending);
        }
        Event::Undone { event } => assert_eq!(after.redoable(), Some(*event)),
        Event::Redone { event } => assert_eq!(after.undoable(), Some(*event)),
    }
}

proptest! {
    #[test]
    fn the_invariants_hold_after_any_run(
        add in first(),
        run in prop::collection::vec((commands(), 0..40_i64), 0..30),
    ) {
        let mut incident = Incident::new("I1".into());
        let mut at = 0;
        for (command, minutes) in std::iter::once((add, 0)).chain(run) {
            at += minutes;
            let decided = decide(&incident, &command, &policies(), minute(at));
            let is_way_back = matches!(command, Command::Undo | Command::Redo);
            prop_assert!(decided.is_ok() || is_way_back, "{decided:?}");
            let events = decided.unwrap_or_default();
            prop_assert!(events.len() <= 1, "one command makes one event at most");
            for event in &events {
                let after = evolve(incident.clone(), event);
                must_fit(&incident, event, &after, at);
                incident = after;
                must_hold(&incident);
            }
            if !is_way_back && !matches!(command, Command::Add { .. }) {
                let again = decide(&incident, &command, &policies(), minute(at)).unwrap();
                let is_flip = matches!(command, Command::Backfill { .. } | Command::UndoBackfill { .. });
                prop_assert!(is_flip || again.is_empty() || is_overruled(&command), "{command:?} twice: {again:?}");
            }
        }
    }
}

/// Returns the state without the count of its events.
fn uncounted(mut incident: Incident) -> Incident {
    incident.seq = Seq::ZERO;
    incident
}

proptest! {
    #[test]
    fn an_undo_leaves_what_was_before_and_a_redo_what_was_after(
        add in first(),
        run in prop::collection::vec(commands(), 0..20),
    ) {
        let mut incident = Incident::new("I1".into());
        for command in std::iter::once(add).chain(run) {
            let events = decide(&incident, &command, &policies(), minute(0)).unwrap_or_default();
            let Some(event) = events.first() else { continue };
            let after = evolve(incident.clone(), event);
            if is_reversible(event) {
                let undone = decide(&after, &Command::Undo, &policies(), minute(0)).unwrap();
                let back = evolve(after.clone(), &undone[0]);
                prop_assert_eq!(&back.record, &incident.record);
                prop_assert_eq!(&back.pending, &incident.pending);
                prop_assert_eq!((&back.alert, back.closed), (&incident.alert, incident.closed));
                prop_assert_eq!((&back.rollouts, &back.labels), (&incident.rollouts, &incident.labels));
                prop_assert_eq!(back.severity, incident.severity);
                let redone = decide(&back, &Command::Redo, &policies(), minute(0)).unwrap();
                let again = evolve(back, &redone[0]);
                prop_assert_eq!(uncounted(again), uncounted(after.clone()));
            }
            incident = after;
        }
    }
}

/// Tells whether a command sends a status that its policy overruled: sent again, the policy is no news and the status counts.
fn is_overruled(command: &Command) -> bool {
    matches!(
        command,
        Command::Update { status: Some(status), policy: PolicyChange::Set(_) } if *status != Status::Triggered
    )
}
