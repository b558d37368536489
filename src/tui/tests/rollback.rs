//! The way back: no page of the wizard records, the word does, and the checklist leads from step to step to the end.

use super::fixture::{self, Story};
use super::golden::picture;
use super::{Effect, Key, Message, Model, model, opened, press, update};
use crate::domain::plan::StepState;
use crate::domain::rollout::{Command, RollbackDetails};
use crate::projection::{FleetRow, OpenRollout};
use crate::tui::screen;

const FLAG: &str = "garden_layout_remembers_its_owner_everywhere";

/// Opens the wizard.
pub(super) fn wizard(width: u16, height: u16) -> Model {
    let mut model = opened(width, height);
    press(&mut model, "!");
    model
}

/// Goes to the page with the plan: the first reason, some words, the button.
pub(super) fn plan_page(width: u16, height: u16) -> Model {
    let mut model = wizard(width, height);
    press(&mut model, " \t422 from the collector\t\t\t\t\t\t\n");
    model
}

pub(super) fn confirm_page(width: u16, height: u16) -> Model {
    let mut model = plan_page(width, height);
    press(&mut model, "\n");
    model
}

pub(super) fn going_back() -> Story {
    let back = Command::TriggerRollback {
        reason: "QA failed: 422 from the collector".to_owned(),
        already_at: None,
        seen_by_users: false,
        details: RollbackDetails::default(),
    };
    fixture::ramping().then(1, &back)
}

pub(super) fn mark(story: Story, order: usize, state: StepState, note: Option<&str>) -> Story {
    let command = Command::MarkRollbackStep {
        order,
        state,
        note: note.map(str::to_owned),
    };
    story.then(1, &command)
}

/// Reads the data as it is after `story`.
pub(super) fn read(model: &mut Model, story: &Story) -> Vec<Effect> {
    let history = story.history();
    let mut snapshot = fixture::snapshot();
    snapshot.fleet.retain(|row| row.id.as_str() != "r1");
    snapshot.fleet.extend(FleetRow::of(&history));
    snapshot.open = OpenRollout::of(&history, fixture::now()).map(Box::new);
    update(model, Message::Refreshed(Box::new(snapshot)))
}

/// Opens the checklist of `story`.
pub(super) fn checklist(width: u16, height: u16, story: &Story) -> Model {
    let mut model = opened(width, height);
    read(&mut model, story);
    press(&mut model, "!");
    model
}

pub(super) fn settled() -> Story {
    let story = mark(going_back(), 1, StepState::Done, None);
    let count = going_back()
        .history()
        .rollout
        .facts
        .rollback
        .map_or(0, |back| back.items.len());
    (2..=count).fold(story, |story, order| {
        mark(story, order, StepState::Skipped, Some("not needed here"))
    })
}

pub(super) fn command(effects: &[Effect]) -> Option<Command> {
    match effects {
        [Effect::Dispatch { command, .. }] => Some(command.clone()),
        _ => None,
    }
}

#[test]
fn the_first_key_opens_a_page_that_asks_why_and_records_nothing() {
    let mut model = opened(80, 24);
    let effects = press(&mut model, "!");
    assert_eq!(effects, vec![Effect::FindDraft("rollback/r1".to_owned())]);
    let text = screen(&model).text();
    assert!(text.contains("IN A HURRY?"), "{text}");
    let effects = update(&mut model, Message::Key(Key::ctrl('y')));
    let [Effect::Copy { text, label }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(
        text.contains(&format!("/chatops run feature set {FLAG} false")),
        "{text}"
    );
    assert!(label.starts_with(FLAG));
    assert!(model.dialog.is_some(), "the wizard stays open");
}

#[test]
fn no_row_of_enters_starts_a_rollback() {
    let mut model = wizard(80, 24);
    for _ in 0..60 {
        let effects = press(&mut model, "\n");
        assert!(command(&effects).is_none(), "{effects:?}");
        if model.dialog.is_none() {
            break;
        }
    }
    let mut model = confirm_page(80, 24);
    let effects = press(&mut model, "\n");
    assert!(
        matches!(effects.as_slice(), [Effect::SaveDraft { .. }]),
        "cancel has the focus"
    );
}

#[test]
fn the_word_and_the_button_start_it() {
    let mut model = confirm_page(80, 24);
    model.dialog.as_mut().unwrap().form.focus = 0;
    assert_eq!(
        press(&mut model, "gard\t\t\t\n"),
        vec![],
        "the button is off"
    );
    model.dialog.as_mut().unwrap().form.focus = 0;
    press(&mut model, "en");
    assert_eq!(
        press(&mut model, "\n"),
        vec![],
        "Enter in the field presses nothing"
    );
    let effects = press(&mut model, "\t\t\n");
    let wanted = Command::TriggerRollback {
        reason: "QA failed: 422 from the collector".to_owned(),
        already_at: None,
        seen_by_users: false,
        details: RollbackDetails::default(),
    };
    assert_eq!(command(&effects), Some(wanted));
    // When it is recorded, the checklist is there, and the draft is forgotten.
    read(&mut model, &going_back());
    let recorded = Message::Recorded {
        rollout: "r1".into(),
        texts: vec!["rollback started".to_owned()],
    };
    let effects = update(&mut model, recorded);
    assert!(matches!(effects.as_slice(), [Effect::SaveDraft { text, .. }] if text.is_empty()));
    assert!(screen(&model).text().contains("Rollback R1"));
}

#[test]
fn the_whole_name_confirms_too_and_other_words_do_not() {
    for (typed, starts) in [
        (FLAG, true),
        ("garden", true),
        ("Garden", false),
        ("layout", false),
    ] {
        let mut model = confirm_page(80, 24);
        model.dialog.as_mut().unwrap().form.focus = 0;
        update(&mut model, Message::Pasted(typed.to_owned()));
        let effects = press(&mut model, "\t\t\t\n");
        assert_eq!(command(&effects).is_some(), starts, "{typed}");
    }
}

#[test]
fn two_words_are_asked_for_where_another_flag_begins_so() {
    let mut model = opened(80, 24);
    let rows = &mut model.snapshot.as_mut().unwrap().fleet;
    let mut other = rows
        .iter()
        .find(|row| row.id.as_str() == "r2")
        .unwrap()
        .clone();
    (other.id, other.flag) = ("r9".into(), Some("garden_fence".to_owned()));
    rows.push(other);
    press(&mut model, "! \t\t\t\t\t\t\t\n\n");
    assert!(
        screen(&model).text().contains("garden_layout\n")
            || screen(&model).text().contains("garden_layout ")
    );
    model.dialog.as_mut().unwrap().form.focus = 0;
    assert_eq!(press(&mut model, "garden\t\t\t\n"), vec![]);
}

#[test]
fn what_was_run_already_has_its_time() {
    let mut model = wizard(80, 24);
    press(&mut model, " \t\t\tl \t");
    let form = &mut model.dialog.as_mut().unwrap().form;
    form.field_mut("time").unwrap().set("25:99");
    press(&mut model, " ");
    assert!(screen(&model).text().contains("Write the time as 14:44"));
    model
        .dialog
        .as_mut()
        .unwrap()
        .form
        .field_mut("time")
        .unwrap()
        .set("14:1");
    press(&mut model, "2\t\t \t\t\n\n");
    model.dialog.as_mut().unwrap().form.focus = 0;
    let effects = press(&mut model, "garden\t\t\t\n");
    let Some(Command::TriggerRollback {
        already_at,
        seen_by_users,
        reason,
        ..
    }) = command(&effects)
    else {
        panic!("{effects:?}");
    };
    assert_eq!(
        already_at.unwrap().to_rfc3339(),
        "2022-03-09T14:12:00+00:00"
    );
    assert!(seen_by_users);
    assert_eq!(reason, "QA failed");
}

#[test]
fn every_way_out_changes_nothing_and_keeps_the_words() {
    for make in [wizard, plan_page, confirm_page] {
        for key in [Key::plain(super::KeyCode::Esc), Key::ctrl('c')] {
            let mut model = make(80, 24);
            let effects = update(&mut model, Message::Key(key));
            assert!(model.dialog.is_none());
            assert!(effects.iter().all(|effect| matches!(
                effect,
                Effect::SaveDraft { .. } | Effect::ReadPackages(None)
            )));
        }
    }
    let mut model = plan_page(80, 24);
    let effects = press(&mut model, "\u{1b}");
    let [Effect::SaveDraft { key, text }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    press(&mut model, "!");
    let found = Message::DraftFound {
        key: key.clone(),
        text: text.clone(),
    };
    update(&mut model, found);
    assert_eq!(
        model.dialog.unwrap().form.text("text"),
        "422 from the collector"
    );
}

#[test]
fn back_leads_to_the_page_before_with_what_was_typed() {
    let mut model = confirm_page(80, 24);
    press(&mut model, "\t\n");
    assert!(screen(&model).text().contains("WHAT WILL CHANGE"));
    let form = &mut model.dialog.as_mut().unwrap().form;
    *form = form.clone().focused_on("back");
    press(&mut model, "\n");
    assert_eq!(
        model.dialog.as_ref().unwrap().form.text("text"),
        "422 from the collector"
    );
}

#[test]
fn the_fleet_opens_it_for_the_selected_row() {
    let mut model = model(80, 24);
    model.fleet.selected = Some("r1".into());
    press(&mut model, "!");
    let text = screen(&model).text();
    assert!(
        text.contains("IN A HURRY?") && text.contains(FLAG),
        "{text}"
    );
}

#[test]
fn the_pages_of_the_wizard() {
    picture("rollback_1_reason", wizard);
    picture("rollback_2_plan", plan_page);
    picture("rollback_3_confirm", |width, height| {
        let mut model = confirm_page(width, height);
        model.dialog.as_mut().unwrap().form.focus = 0;
        press(&mut model, "gard");
        model
    });
}

#[test]
fn the_checklist_of_a_rollback() {
    picture("rollback_4_run", |width, height| {
        let story = mark(
            going_back(),
            1,
            StepState::Done,
            Some("the bot said: set to false"),
        );
        checklist(width, height, &story)
    });
    picture("rollback_5_settled", |width, height| {
        checklist(width, height, &settled())
    });
}

#[test]
fn the_bar_of_truth_is_seen_on_every_page() {
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 12)] {
        let run = |width, height| checklist(width, height, &going_back());
        for make in [wizard, plan_page, confirm_page, run] {
            let bar = super::bar(&make(width, height));
            assert!(bar.contains("PRODUCTION 10%"), "{bar}");
        }
    }
}
