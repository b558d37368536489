//! The forms of blockers, incidents and packages: what is typed is what is asked for, and no key but the one on a button asks.

use super::beside_fixture::{PACKAGES, at};
use super::golden::picture;
use super::keys::every_key;
use super::steer::{go, to};
use super::{Effect, Message, press, update};
use crate::domain::cohort::Cohort;
use crate::domain::incident::{self, AtCreation, PolicyChange, Status};
use crate::domain::package::{self, DeployStatus, Place};
use crate::domain::rollout::{BlockerKind, Command, Severity};
use crate::tui::screen;

const REPORT: &str = "\
# Gardens lose their seeds

## What happens

Seeds vanish when a bed is moved.

## Implementation

- Keep the seeds of a bed that moves
- Fill in what was lost
";

#[test]
fn the_form_of_a_blocker_takes_all_that_the_shell_takes() {
    picture("blocker_form", |width, height| {
        let mut model = at("3ab", (width, height));
        press(&mut model, "Seeds vanish");
        model
    });
    let mut model = at("3ab", (80, 24));
    press(&mut model, "Seeds vanish");
    to(&mut model, "kind");
    press(&mut model, " ");
    to(&mut model, "severity");
    press(&mut model, "l ");
    to(&mut model, "owner");
    press(&mut model, "tom");
    to(&mut model, "due");
    press(&mut model, "2d");
    to(&mut model, "plan");
    press(&mut model, "one\ntwo");
    to(&mut model, "expected");
    press(&mut model, "no seed is lost");
    to(&mut model, "also");
    press(&mut model, "compost");
    let effects = go(&mut model);
    let [
        Effect::Dispatch {
            rollout,
            command: Command::RaiseBlocker { title, details, .. },
            seen: Some(_),
        },
        Effect::Dispatch {
            rollout: other,
            seen: None,
            ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert_eq!((rollout.as_str(), other.as_str()), ("r2", "r3"));
    assert_eq!(title, "Seeds vanish");
    assert_eq!(details.kind, Some(BlockerKind::Bug));
    assert_eq!(details.severity, Some(Severity::S2));
    assert_eq!(details.owner.as_deref(), Some("tom"));
    assert!(details.due.is_some() && !details.soft);
    assert_eq!(details.plan, ["one", "two"]);
    assert_eq!(details.expected, ["no seed is lost"]);
    assert_eq!(details.shared.as_deref(), Some("r2/B4"));
}

#[test]
fn a_bug_report_that_is_pasted_on_the_blockers_fills_the_form() {
    let mut model = at("3", (120, 36));
    let effects = update(&mut model, Message::Pasted(REPORT.to_owned()));
    assert!(!effects.iter().any(Effect::records));
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::Dispatch { command: Command::RaiseBlocker { title, details, .. }, .. }]
        if title == "Gardens lose their seeds" && details.plan.len() == 2 && details.description.is_some())
    );
    let mut model = at("3ab", (120, 36));
    update(&mut model, Message::Pasted(REPORT.to_owned()));
    let form = &model.dialog.as_ref().unwrap().form;
    assert_eq!(form.text("text"), "Gardens lose their seeds");
    assert_eq!(form.text("plan").lines().count(), 2);
}

#[test]
fn a_blocker_is_closed_with_a_reason_unless_its_plan_is_worked_off() {
    picture("blocker_close", |width, height| at("3c", (width, height)));
    let mut model = at("3c", (80, 24));
    to(&mut model, "go");
    assert_eq!(press(&mut model, "\n"), vec![], "the button is off");
    to(&mut model, "text");
    press(&mut model, "not needed");
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::Dispatch { command: Command::CloseBlocker { blocker, reason }, .. }]
        if blocker.as_str() == "B2" && reason == "not needed")
    );
}

#[test]
fn a_note_on_a_blocker_names_it() {
    let mut model = at("3an", (80, 24));
    press(&mut model, "later");
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::Dispatch { command: Command::NoteBlocker { blocker, text }, .. }]
        if blocker.as_str() == "B2" && text == "later")
    );
    let mut model = at("3jjan", (80, 24));
    press(&mut model, "paged");
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::Dispatch { command: Command::AddNote { step: None, text }, .. }]
        if text == "I2: paged")
    );
}

#[test]
fn an_incident_without_a_record_gets_one_when_somebody_gives_it_a_status() {
    picture("incident_status", |width, height| {
        at("3jjj\n", (width, height))
    });
    let mut model = at("3jjj\n", (80, 24));
    assert!(screen(&model).text().contains("There is no record yet"));
    to(&mut model, "status");
    press(&mut model, "l ");
    let effects = go(&mut model);
    let update = incident::Command::Update {
        status: Some(Status::Acknowledged),
        policy: PolicyChange::Keep,
    };
    assert_eq!(effects, [Effect::ChangeIncident("I1".into(), update)]);
    let told = Message::RecordedBeside {
        texts: vec!["I1 acknowledged".to_owned()],
    };
    super::update(&mut model, told);
    let said = &model.notice.as_ref().unwrap().text;
    assert_eq!(said, "I1 acknowledged   ui takes it back");
}

#[test]
fn a_policy_is_chosen_and_the_button_says_that_it_triggers() {
    let mut model = at("3jjsi", (80, 24));
    to(&mut model, "policy");
    press(&mut model, "jj ");
    assert!(screen(&model).text().contains("which triggers I2"));
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::ChangeIncident(_, incident::Command::Update { status: None, policy: PolicyChange::Set(name) })] if name.as_str() == "default")
    );
}

#[test]
fn an_incident_is_added_with_its_alert() {
    let mut model = at("3ai", (80, 24));
    press(&mut model, "Nothing is saved");
    to(&mut model, "alert");
    press(&mut model, "l ");
    to(&mut model, "record");
    press(&mut model, "ll ");
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::AddIncident { title, alert: Some(alert), record: AtCreation::Everything, about: Some(_) }]
        if title == "Nothing is saved" && alert.status == Status::Triggered && alert.policy.is_none())
    );
}

#[test]
fn what_somebody_says_of_packages_is_asked_for_as_the_shell_does() {
    picture("package_executed", |width, height| {
        at("4e", (width, height))
    });
    let mut model = at("4e", (80, 24));
    to(&mut model, "how");
    press(&mut model, " ");
    let effects = go(&mut model);
    let run = package::Command::Execute {
        environment: Place::Gprd,
        package: PACKAGES[2].to_owned(),
        ok: true,
    };
    assert_eq!(effects, [Effect::RecordPackages(run)]);
    let mut model = at("4ad", (80, 24));
    to(&mut model, "how");
    press(&mut model, "lll ");
    let effects = go(&mut model);
    assert!(matches!(
        effects.as_slice(),
        [Effect::RecordPackages(package::Command::Deploy {
            status: DeployStatus::Paused,
            ..
        })]
    ));
    let mut model = at("4af", (80, 24));
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::NameCode { rollout, .. }] if rollout.as_str() == "r2")
    );
    let mut model = at("4am", (80, 24));
    press(&mut model, "db/post_migrate/20220301120000_x.rb");
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::RecordPackages(package::Command::Add { packages })] if packages[0].1.len() == 1)
    );
}

#[test]
fn a_note_that_is_pasted_on_the_packages_opens_its_form() {
    let mut model = at("4", (80, 24));
    let note = format!(
        "{} db/post_migrate/20220301120000_x.rb",
        "14.9.202203010920-aaaaaaaaaaa.bbbbbbbbbbb"
    );
    let effects = update(&mut model, Message::Pasted(note));
    assert_eq!(effects, vec![]);
    assert!(screen(&model).text().contains("1 package, 1 migration"));
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::RecordPackages(package::Command::Add { packages })] if packages.len() == 1)
    );
}

#[test]
fn a_test_names_the_data_it_tried_where_the_answer_makes_it_count() {
    let mut model = at("r", (120, 36));
    to(&mut model, "cohort");
    press(&mut model, "ll ");
    to(&mut model, "verdict");
    press(&mut model, " ");
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::Dispatch { command: Command::RecordQa { result, .. }, .. }]
        if result.cohort == Some(Cohort::WhileOff)),
        "{effects:?}"
    );
    let mut other = super::opened(120, 36);
    press(&mut other, "r");
    let form = &other.dialog.as_ref().unwrap().form;
    assert!(form.items.iter().all(|item| item.name() != "cohort"));
}

#[test]
fn a_failed_test_says_where_the_text_of_its_blocker_is() {
    let mut model = at("r", (120, 36));
    to(&mut model, "verdict");
    press(&mut model, "l ");
    to(&mut model, "text");
    press(&mut model, "nothing is shown");
    let effects = go(&mut model);
    assert!(
        matches!(effects.as_slice(), [Effect::Dispatch { command: Command::RecordQa { raise_blocker: Some(title), .. }, .. }]
        if title == "nothing is shown")
    );
    let recorded = Message::Recorded {
        rollout: "r2".into(),
        texts: vec!["QA fail of 1.3".to_owned()],
    };
    update(&mut model, recorded);
    let said = &model.notice.as_ref().unwrap().text;
    assert!(said.contains("yi copies its text for the issue"), "{said}");
}

#[test]
fn no_key_of_these_pages_records_what_must_be_asked() {
    let is_tick = |effect: &Effect| {
        matches!(
            effect,
            Effect::Dispatch {
                command: Command::MarkBlockerStep { .. } | Command::Undo | Command::Redo,
                ..
            }
        )
    };
    for keys in [
        "3", "3jj", "3s", "3a", "3v", "3u", "4", "4a", "4y", "4g", "3ab", "3c", "3ai", "3jjsi",
        "3jjse", "3jjc", "3ae", "3jjae", "3jjui", "4ul", "4e", "4ap", "4am", "4ad", "4af", "gw",
    ] {
        let page = at(keys, (80, 24));
        for key in every_key() {
            let mut model = page.clone();
            let effects = update(&mut model, Message::Key(key));
            let recorded: Vec<&Effect> = effects
                .iter()
                .filter(|effect| effect.records() && !is_tick(effect))
                .collect();
            assert!(recorded.is_empty(), "{keys} {key}: {recorded:?}");
        }
    }
}
