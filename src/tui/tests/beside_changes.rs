//! What is known of blockers and incidents is changed from their page, and what was recorded beside a rollout is taken back there.

use super::beside_fixture::at;
use super::golden::picture;
use super::steer::{go, to};
use super::{Effect, Key, Message, press, update};
use crate::domain::rollout::{Command, Severity};
use crate::domain::{incident, package};
use crate::tui::screen;

#[test]
fn only_what_is_different_about_a_blocker_is_recorded() {
    picture("blocker_edit", |width, height| at("3ae", (width, height)));
    let mut model = at("3ae", (80, 24));
    to(&mut model, "go");
    assert_eq!(press(&mut model, "\n"), vec![], "nothing is different yet");
    to(&mut model, "owner");
    press(&mut model, " and ana");
    to(&mut model, "severity");
    press(&mut model, "lll ");
    to(&mut model, "steps");
    press(&mut model, "Tell support");
    let effects = go(&mut model);
    let [
        Effect::Dispatch {
            command: Command::EditBlocker { blocker, edit },
            ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert_eq!(blocker.as_str(), "B2");
    assert_eq!(edit.owner.as_deref(), Some("tom and ana"));
    assert_eq!(edit.severity, Some(None));
    assert_eq!(edit.steps, ["Tell support"]);
    assert_eq!((&edit.title, &edit.due, edit.soft), (&None, &None, None));
    assert!(edit.expected.is_empty());
}

#[test]
fn a_closed_blocker_is_not_changed() {
    let model = at("3jjjjae", (80, 24));
    assert!(model.dialog.is_none());
    assert!(screen(&model).text().contains("B1 is closed"));
}

#[test]
fn how_bad_an_incident_is_and_what_it_is_about_is_changed_in_one_form() {
    picture("incident_details", |width, height| {
        at("3jjae", (width, height))
    });
    let mut model = at("3jjae", (80, 24));
    to(&mut model, "severity");
    press(&mut model, "hh ");
    to(&mut model, "about");
    press(&mut model, ", compost");
    to(&mut model, "labels");
    update(&mut model, Message::Key(Key::ctrl('u')));
    press(&mut model, "on call");
    let effects = go(&mut model);
    let wish = |command| Effect::ChangeIncident("I2".into(), command);
    let label = |label: &str, on| incident::Command::Label {
        label: label.to_owned(),
        on,
    };
    let rate = incident::Command::Rate {
        severity: Some(Severity::S1),
    };
    let link = incident::Command::Link {
        rollout: "r3".into(),
        linked: true,
    };
    let expected = [rate, link, label("canary", false), label("on call", true)];
    assert_eq!(effects, expected.map(wish));
}

#[test]
fn a_name_that_fits_no_rollout_is_said_before_anything_is_recorded() {
    let mut model = at("3jjae", (80, 24));
    to(&mut model, "about");
    press(&mut model, ", nowhere");
    assert!(
        screen(&model)
            .text()
            .contains("No rollout is called nowhere")
    );
    assert_eq!(go(&mut model), vec![]);
}

#[test]
fn what_an_undo_takes_back_is_said_before_it_is_asked_for() {
    let mut model = at("3jjui", (80, 24));
    let text = screen(&model).text();
    assert!(
        text.contains("acknowledged") && text.contains("by sarah"),
        "{text}"
    );
    let undo = Effect::ChangeIncident("I2".into(), incident::Command::Undo);
    assert_eq!(go(&mut model), [undo]);
    let model = at("3jjuI", (80, 24));
    assert!(model.dialog.is_none(), "nothing was taken back");
    let mut model = at("4ul", (80, 24));
    assert!(screen(&model).text().contains("seed_catalog"));
    let undo = Effect::RecordPackages(package::Command::Undo);
    assert_eq!(go(&mut model), [undo]);
}
