//! Which incidents hold which rollouts: severity, link, label and openness, every combination.

use rollgate::domain::incident::{AtCreation, BLOCKS_FLAGS, Command, Holding, Incident, Status};
use rollgate::domain::rollout::Severity;

use crate::support::{added, after, enter, given};

fn rate(severity: Option<Severity>) -> Command {
    Command::Rate { severity }
}

fn link(linked: bool) -> Command {
    Command::Link {
        rollout: "search".into(),
        linked,
    }
}

fn label(text: &str, on: bool) -> Command {
    Command::Label {
        label: text.to_owned(),
        on,
    }
}

/// Makes an incident with these commands given in order.
fn made(commands: &[Command]) -> Incident {
    let begun = added(None, AtCreation::Nothing);
    let mut commands = commands.iter();
    commands
        .try_fold(begun, |incident, command| Some(after(incident, command, 1)))
        .unwrap()
}

fn hard(incident: &Incident, rollout: &str) -> Option<bool> {
    let holding = incident.holds(&rollout.into());
    holding.map(|holding| holding.hard)
}

#[test]
fn a_link_holds_hard_for_s1_and_s2_and_only_warns_for_the_rest() {
    let table = [
        (None, false),
        (Some(Severity::S1), true),
        (Some(Severity::S2), true),
        (Some(Severity::S3), false),
        (Some(Severity::S4), false),
    ];
    for (severity, is_hard) in table {
        let incident = made(&[rate(severity), link(true)]);
        let expected = Some(Holding {
            severity,
            hard: is_hard,
        });
        assert_eq!(incident.holds(&"search".into()), expected, "{severity:?}");
        // Those of S1 and S2 get the label that stops every flag by themselves.
        assert_eq!(
            incident.holds(&"other".into()).is_some(),
            is_hard,
            "{severity:?}"
        );
    }
}

#[test]
fn the_label_holds_every_rollout_whatever_the_severity() {
    let incident = made(&[label("~\"blocks feature-flags\"", true)]);
    assert!(incident.labels.contains(BLOCKS_FLAGS));
    assert_eq!(hard(&incident, "any"), Some(true));
    let other = made(&[rate(Some(Severity::S3)), label("group::search", true)]);
    assert_eq!(hard(&other, "any"), None);
}

#[test]
fn an_incident_holds_as_long_as_it_is_open() {
    let open = [None, Some(Status::Triggered), Some(Status::Acknowledged)];
    for status in open {
        let mut incident = made(&[link(true)]);
        if let Some(status) = status {
            incident = after(incident, &enter(status), 2);
        }
        assert_eq!(hard(&incident, "search"), Some(false), "{status:?}");
    }
    for end in [
        enter(Status::Resolved),
        enter(Status::Ignored),
        Command::Close { reason: None },
    ] {
        let over = after(made(&[rate(Some(Severity::S1)), link(true)]), &end, 2);
        assert_eq!(hard(&over, "search"), None, "{end:?}");
        let again = after(over, &Command::Undo, 3);
        assert_eq!(hard(&again, "search"), Some(true), "{end:?} taken back");
    }
    let apart = after(
        made(&[rate(Some(Severity::S3)), link(true)]),
        &link(false),
        2,
    );
    assert_eq!(hard(&apart, "search"), None, "it is about something else");
}

#[test]
fn what_is_so_already_makes_nothing_happen() {
    let incident = made(&[rate(Some(Severity::S3)), link(true), label("x", true)]);
    for command in [rate(Some(Severity::S3)), link(true), label(" ~x", true)] {
        assert_eq!(given(&incident, &command, 2), [], "{command:?}");
    }
    assert_eq!(given(&incident, &label("y", false), 2), []);
}

#[test]
fn a_backfill_is_not_taken_back_by_an_undo() {
    let fill = Command::Backfill {
        backfill: "F1".to_owned(),
    };
    let alert = crate::support::alert(Status::Acknowledged, Some("day"));
    let incident = after(
        added(Some(alert), AtCreation::Nothing),
        &rate(Some(Severity::S3)),
        1,
    );
    let filled = after(incident, &fill, 2);
    assert_eq!(filled.undoable(), None);
}
