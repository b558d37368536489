//! Blockers in full: a plan that is worked off, a soft one that only warns, old events that knew less.

use rollgate::domain::plan::{Plan, StageKind};
use rollgate::domain::rollout::{
    BlockerDetails, BlockerEdit, BlockerKind, Command, Event, GateKind, RejectionCode, Severity,
    warnings,
};
use rollgate::journal::{decode, encode};

use crate::people_told::told;
use crate::plan::plan;
use crate::scenario::{Scenario, abandon, monday, started};

fn stages() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .stage("Cleanup", StageKind::Cleanup)
        .build()
}

fn raise(details: BlockerDetails) -> Command {
    Command::RaiseBlocker {
        title: "no rows".to_owned(),
        link: None,
        details,
    }
}

fn planned() -> Command {
    raise(BlockerDetails {
        kind: Some(BlockerKind::Bug),
        severity: Some(Severity::S2),
        owner: Some(" grace ".to_owned()),
        plan: vec![" delete ".to_owned(), " ".to_owned(), "backfill".to_owned()],
        ..BlockerDetails::default()
    })
}

fn soft() -> Command {
    raise(BlockerDetails {
        soft: true,
        ..BlockerDetails::default()
    })
}

fn step(order: usize, done: bool) -> Command {
    Command::MarkBlockerStep {
        blocker: "B1".into(),
        order,
        done,
    }
}

fn close(reason: &str) -> Command {
    Command::CloseBlocker {
        blocker: "B1".into(),
        reason: reason.to_owned(),
    }
}

#[test]
fn a_plan_that_is_worked_off_closes_without_another_reason() {
    started(stages())
        .after(&[planned()])
        .when(close(""))
        .then_refused(RejectionCode::ReasonMissing, &["to close a blocker"])
        .after(&[step(2, true)])
        .when(close(" "))
        .then_refused(RejectionCode::ReasonMissing, &["to close a blocker"])
        .closed(GateKind::Blockers, &["B1 is open: no rows"])
        .after(&[step(1, true)])
        .when(close(""))
        .then(&[Event::BlockerClosed {
            blocker: "B1".into(),
            reason: "its plan is worked off".to_owned(),
        }])
        .open(GateKind::Blockers);
}

#[test]
fn a_step_of_a_plan_goes_both_ways_and_empty_ones_are_left_out() {
    started(stages())
        .after(&[planned(), step(1, true)])
        .when(step(1, true))
        .then_nothing()
        .after(&[step(1, false)])
        .when(step(1, false))
        .then_nothing()
        .when(step(3, true))
        .then_refused(RejectionCode::NotFound, &["the steps of B1 are 1 to 2"])
        .when(step(0, true))
        .then_refused(RejectionCode::NotFound, &["the steps of B1 are 1 to 2"])
        .after(&[close("else")])
        .when(step(1, true))
        .then_refused(RejectionCode::WrongState, &["B1 is closed"]);
}

#[test]
fn a_step_can_be_undone_and_needs_a_plan() {
    let scenario = started(stages()).after(&[planned(), step(1, true), Command::Undo]);
    assert!(!scenario.rollout.facts.blockers[0].is_done(0));
    started(stages())
        .after(&[raise(BlockerDetails::default())])
        .when(step(1, true))
        .then_refused(RejectionCode::NotFound, &["B1 has no plan"])
        .after(&[abandon("cancelled")])
        .when(step(1, true))
        .then_refused(RejectionCode::WrongState, &["abandoned"]);
}

#[test]
fn a_soft_blocker_warns_and_lets_the_rollout_through() {
    let nothing = Command::SayWrites {
        answer: rollgate::domain::cohort::Writes::Nothing,
    };
    let scenario = started(stages())
        .after(&[nothing, soft()])
        .after(&told())
        .open(GateKind::Blockers);
    let texts: Vec<String> = warnings(&scenario.rollout)
        .into_iter()
        .map(|reason| reason.text)
        .collect();
    assert_eq!(texts, ["B1 is open, it does not hold: no rows"]);
    let scenario = scenario.after(&[close("known"), Command::Advance]);
    assert_eq!(warnings(&scenario.rollout), []);
}

fn edit(edit: BlockerEdit) -> Command {
    Command::EditBlocker {
        blocker: "B1".into(),
        edit: Box::new(edit),
    }
}

fn note(text: &str) -> Command {
    Command::NoteBlocker {
        blocker: "B1".into(),
        text: text.to_owned(),
    }
}

#[test]
fn what_is_known_of_a_blocker_can_be_changed_and_taken_away() {
    let due = monday() + chrono::TimeDelta::days(1);
    let more = edit(BlockerEdit {
        link: Some("https://example.com/1".to_owned()),
        owner: Some(" ada ".to_owned()),
        due: Some(Some(due)),
        steps: vec!["try it".to_owned()],
        expected: vec!["old rows are there".to_owned()],
        ..BlockerEdit::default()
    });
    let less = edit(BlockerEdit {
        link: Some(String::new()),
        owner: Some(" ".to_owned()),
        due: Some(None),
        ..BlockerEdit::default()
    });
    let scenario = started(stages()).after(&[planned(), step(2, true), more.clone()]);
    let blocker = &scenario.rollout.facts.blockers[0];
    assert_eq!(blocker.link.as_deref(), Some("https://example.com/1"));
    assert_eq!(blocker.details.owner.as_deref(), Some("ada"));
    assert_eq!(blocker.details.due, Some(due));
    assert_eq!(blocker.details.plan, ["delete", "backfill", "try it"]);
    assert_eq!(blocker.details.expected, ["old rows are there"]);
    assert!(
        blocker.is_done(1) && !blocker.is_worked_off(),
        "steps keep their places"
    );
    let scenario = scenario.after(&[less]);
    let blocker = &scenario.rollout.facts.blockers[0];
    assert_eq!((&blocker.link, &blocker.details.owner), (&None, &None));
    assert_eq!(blocker.details.due, None);
    assert_eq!(blocker.details.severity, Some(Severity::S2));
    let scenario = scenario.after(&[Command::Undo]);
    let blocker = &scenario.rollout.facts.blockers[0];
    assert_eq!(blocker.details.owner.as_deref(), Some("ada"));
    let nothing = edit(BlockerEdit::default());
    scenario
        .when(nothing)
        .then_nothing()
        .after(&[close("known")])
        .when(more)
        .then_refused_for(RejectionCode::WrongState);
}

#[test]
fn a_blocker_that_turns_soft_opens_its_gate_and_hard_again_closes_it() {
    let turn = |soft| {
        edit(BlockerEdit {
            soft: Some(soft),
            ..BlockerEdit::default()
        })
    };
    started(stages())
        .after(&[planned(), turn(true)])
        .open(GateKind::Blockers)
        .after(&[turn(false)])
        .closed(GateKind::Blockers, &["B1 is open"]);
}

#[test]
fn a_note_goes_to_its_blocker_even_when_that_is_closed() {
    let scenario = started(stages()).after(&[planned(), note(" first "), close("known")]);
    let scenario = scenario.after(&[note("it came back")]);
    let facts = &scenario.rollout.facts;
    let notes: Vec<&str> = facts
        .notes_of(&facts.blockers[0].id)
        .map(|note| note.text.as_str())
        .collect();
    assert_eq!(notes, ["first", "it came back"]);
    scenario
        .when(note(" "))
        .then_refused_for(RejectionCode::ReasonMissing);
}

#[test]
fn an_event_from_before_blockers_had_details_is_read_and_written_as_it_was() {
    let old = r#"{"id":"B1","link":null,"title":"errors"}"#;
    let event: Event = decode("blocker_raised", 1, old).unwrap();
    let Event::BlockerRaised(cause) = &event else {
        panic!("{event:?}");
    };
    assert_eq!(cause.details, BlockerDetails::default());
    assert_eq!(encode(&event).unwrap().payload, old);
}

#[test]
fn one_that_is_closed_with_its_plan_unfinished_is_kept_as_against_the_rules() {
    let against = |closed: Scenario| {
        let blocker = closed.rollout.facts.blockers.iter().next().cloned();
        blocker.and_then(|blocker| blocker.against).is_some()
    };
    let open = started(stages()).after(&[planned(), step(1, true)]);
    assert!(against(open.clone().after(&[close("it can wait")])));
    assert!(!against(open.after(&[step(2, true), close("")])));
}
