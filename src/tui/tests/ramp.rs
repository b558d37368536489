//! The ramp: its view and its dialog, which records nothing before the number that was set is typed.

use super::golden::picture;
use super::{Effect, Key, Message, Model, fixture, opened, press, update};
use crate::domain::flag::{Basis, Percentage};
use crate::domain::plan::StepState;
use crate::domain::rollout::GateKind;
use crate::projection::OpenRollout;

/// Opens the dialog of the rollout whose production is at 10% and whose wait still runs.
fn dialog(width: u16, height: u16) -> Model {
    let mut model = opened(width, height);
    press(&mut model, "%");
    model
}

/// Opens a rollout whose wait is over and whose 10% were held long enough.
fn climbing(width: u16, height: u16) -> Model {
    let mut model = opened(width, height);
    let story = fixture::ramping().mark(20, "3.2.2", StepState::Done, "");
    let later = fixture::now() + chrono::TimeDelta::minutes(90);
    let open = OpenRollout::of(&story.history(), later).map(Box::new);
    model.snapshot.as_mut().unwrap().open = open;
    update(&mut model, Message::Ticked(later));
    model
}

/// Opens a rollout whose 10% were set two minutes ago.
fn just_set(width: u16, height: u16) -> Model {
    let mut model = opened(width, height);
    let then = fixture::now() - chrono::TimeDelta::minutes(56);
    let whole = fixture::ramping().history();
    let open = OpenRollout::of(&whole.at(then), then).map(Box::new);
    model.snapshot.as_mut().unwrap().open = open;
    update(&mut model, Message::Ticked(then));
    model
}

fn percent(whole: u32) -> Percentage {
    Percentage::from_thousandths(whole * 1000).unwrap()
}

fn text(model: &Model) -> String {
    crate::tui::screen(model).text()
}

/// Goes on with Tab to the stop of this name.
fn to(model: &mut Model, name: &str) {
    for _ in 0..40 {
        if model.dialog.as_ref().unwrap().form.focused() == name {
            return;
        }
        press(model, "\t");
    }
    panic!("no stop is called {name}\n{}", text(model));
}

#[test]
fn the_view_of_the_ramp() {
    picture("ramp", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, "2");
        model
    });
}

#[test]
fn the_dialog_of_the_ramp() {
    picture("ramp_dialog", dialog);
}

#[test]
fn the_dialog_of_the_ramp_with_open_gates() {
    picture("ramp_dialog_open", |width, height| {
        let mut model = climbing(width, height);
        press(&mut model, "%");
        to(&mut model, "text");
        press(&mut model, "the graph is flat");
        to(&mut model, "word");
        press(&mut model, "50");
        model
    });
}

#[test]
fn the_dialog_of_the_ramp_with_a_hard_gate_closed() {
    picture("ramp_dialog_hard", |width, height| {
        let mut model = just_set(width, height);
        press(&mut model, "%");
        model
    });
}

#[test]
fn a_percentage_is_recorded_only_when_its_number_is_typed() {
    let mut model = climbing(120, 36);
    press(&mut model, "%");
    to(&mut model, "text");
    press(&mut model, "the graph is flat");
    to(&mut model, "go");
    assert_eq!(press(&mut model, "\n"), vec![]);
    to(&mut model, "word");
    press(&mut model, "49");
    assert!(text(&model).contains("49% was typed, and 50% is chosen"));
    to(&mut model, "go");
    assert_eq!(press(&mut model, "\n"), vec![]);
    to(&mut model, "word");
    update(&mut model, Message::Key(Key::ctrl('u')));
    press(&mut model, "50");
    to(&mut model, "go");
    let effects = press(&mut model, "\n");
    assert_eq!(
        effects,
        vec![Effect::SetPercentage {
            rollout: "r1".into(),
            percentage: (percent(50), Basis::Actors),
            reason: Some("the graph is flat".to_owned()),
            overrides: vec![],
            reply: None,
        }]
    );
}

#[test]
fn a_closed_hard_gate_keeps_the_button_off_until_it_is_passed_with_a_reason() {
    let mut model = just_set(120, 36);
    press(&mut model, "%");
    assert!(
        text(&model).contains("left of the stay at 10%"),
        "{}",
        text(&model)
    );
    to(&mut model, "word");
    press(&mut model, "50");
    to(&mut model, "go");
    assert_eq!(press(&mut model, "\n"), vec![]);
    to(&mut model, GateKind::Dwell.as_str());
    press(&mut model, " ");
    to(&mut model, "text");
    press(&mut model, "the incident is over");
    to(&mut model, "go");
    let effects = press(&mut model, "\n");
    let [
        Effect::SetPercentage {
            overrides, reason, ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}\n{}", text(&model));
    };
    assert_eq!(overrides, &vec![GateKind::Dwell]);
    assert_eq!(reason.as_deref(), Some("the incident is over"));
}

#[test]
fn the_line_that_is_copied_is_the_one_of_the_choice() {
    let mut model = climbing(120, 36);
    press(&mut model, "%");
    let effects = update(&mut model, Message::Key(Key::ctrl('y')));
    let [Effect::Copy { text, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(text.ends_with(" 50 --actors"), "{text}");
    assert!(model.dialog.is_some());
}

#[test]
fn what_no_step_asks_for_says_so_and_is_not_recorded() {
    let mut model = climbing(120, 36);
    press(&mut model, "%");
    to(&mut model, "rung");
    press(&mut model, "ll ");
    to(&mut model, "other");
    press(&mut model, "33");
    let seen = text(&model);
    assert!(seen.contains("no open step of the document"), "{seen}");
    to(&mut model, "word");
    press(&mut model, "33");
    to(&mut model, "go");
    assert_eq!(press(&mut model, "\n"), vec![]);
}

#[test]
fn a_ramp_that_is_closed_keeps_its_words_and_changes_nothing() {
    let mut model = dialog(80, 24);
    to(&mut model, "text");
    press(&mut model, "because");
    let effects = press(&mut model, "\u{1b}");
    let [Effect::SaveDraft { key, text }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let (key, kept) = (key.clone(), text.clone());
    assert_eq!(press(&mut model, "%"), vec![Effect::FindDraft(key.clone())]);
    update(&mut model, Message::DraftFound { key, text: kept });
    let form = &model.dialog.as_ref().unwrap().form;
    assert_eq!(form.text("text"), "because");
    assert_eq!(form.text("word"), "");
}

#[test]
fn on_the_fleet_the_dialog_is_about_the_selected_row() {
    let mut model = opened(80, 24);
    press(&mut model, "q%");
    let seen = text(&model);
    let name = "garden_layout_remembers_its_owner_everywhere";
    assert!(seen.lines().nth(1).unwrap().contains(name), "{seen}");
}

#[test]
fn a_rollout_without_a_flag_has_no_ramp() {
    let mut model = opened(80, 24);
    fixture::at_stage(&mut model, "r4");
    assert_eq!(press(&mut model, "%"), vec![]);
    assert!(model.dialog.is_none());
    press(&mut model, "2");
    assert!(text(&model).contains("about no flag"));
}

#[test]
fn a_page_down_shows_the_end_of_a_long_dialog_and_the_focus_stays() {
    let mut model = opened(80, 24);
    press(&mut model, "%");
    let focus = model.dialog.as_ref().unwrap().form.focus;
    let before = crate::tui::screen(&model).text();
    assert!(before.contains("PgDn more"), "{before}");
    for _ in 0..6 {
        let key = Key::plain(crate::tui::KeyCode::PageDown);
        update(&mut model, Message::Key(key));
    }
    let after = crate::tui::screen(&model).text();
    assert!(after.contains("Cancel"), "{after}");
    assert_eq!(model.dialog.as_ref().unwrap().form.focus, focus);
}
