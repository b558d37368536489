//! What single keys may do, and what they may never do.

use super::{Effect, Key, KeyCode, Message, Model, fixture, model, opened, press, update};
use crate::domain::plan::StepState;
use crate::domain::rollout::Command;

/// Returns every key there is.
pub(super) fn every_key() -> Vec<Key> {
    let characters = (' '..='~').chain("öжß%€".chars());
    let mut keys: Vec<Key> = characters.map(Key::char).collect();
    keys.extend(('a'..='z').map(Key::ctrl));
    keys.extend(('a'..='z').map(|letter| Key {
        alt: true,
        ..Key::char(letter)
    }));
    let codes = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
    ];
    keys.extend(codes.map(Key::plain));
    keys.extend((1..=12).map(|number| Key::plain(KeyCode::Function(number))));
    keys
}

/// Tells whether an effect may follow a single key: it records nothing, or what undo takes back.
pub(super) fn is_harmless(effect: &Effect) -> bool {
    if let Effect::Dispatch { command, .. } = effect {
        return matches!(
            command,
            Command::MarkStep { reason: None, .. }
                | Command::MarkBlockerStep { .. }
                | Command::MarkRollbackStep { note: None, .. }
                | Command::Undo
                | Command::Redo
        );
    }
    !effect.records()
}

#[test]
fn no_key_of_a_dialog_but_enter_on_its_button_records() {
    for opens in [
        "r", "!", "%", "sn", "ss", "sb", "so", "an", "ab", "d", "sa", " h", " -",
    ] {
        let mut dialog = opened(80, 24);
        fixture::at_stage(&mut dialog, if opens == "d" { "r1" } else { "r2" });
        press(&mut dialog, opens);
        assert!(dialog.dialog.is_some(), "{opens}");
        for key in every_key() {
            let mut model = dialog.clone();
            let effects = update(&mut model, Message::Key(key));
            assert!(
                !effects.iter().any(Effect::records),
                "{opens} {key}: {effects:?}"
            );
        }
    }
}

#[test]
fn an_unknown_second_key_closes_the_menu_and_does_nothing() {
    let mut model = opened(80, 24);
    press(&mut model, "s");
    assert!(model.prefix.is_some());
    assert_eq!(press(&mut model, "q"), vec![]);
    assert!(model.prefix.is_none());
    assert!(!model.pages.is_empty());
}

#[test]
fn an_alt_letter_is_an_escape_without_the_letter() {
    let mut model = opened(80, 24);
    press(&mut model, "s");
    let key = Key {
        alt: true,
        ..Key::char('x')
    };
    assert_eq!(update(&mut model, Message::Key(key)), vec![]);
    assert!(model.prefix.is_none());
}

#[test]
fn ctrl_c_twice_quits_and_anything_between_forgets_the_first() {
    let mut model = model(80, 24);
    let interrupt = || Message::Key(Key::ctrl('c'));
    assert_eq!(update(&mut model, interrupt()), vec![]);
    press(&mut model, "j");
    assert_eq!(update(&mut model, interrupt()), vec![]);
    assert_eq!(update(&mut model, interrupt()), vec![Effect::Quit]);
}

#[test]
fn escape_never_ends_the_program_and_q_goes_one_level_back() {
    let mut model = opened(80, 24);
    assert_eq!(press(&mut model, "q"), vec![Effect::Open(None)]);
    assert_eq!(press(&mut model, "\u{1b}\u{1b}"), vec![]);
    assert_eq!(press(&mut model, "q"), vec![Effect::Quit]);
}

#[test]
fn only_q_works_where_the_terminal_is_too_small() {
    for key in every_key().into_iter().filter(|key| *key != Key::ctrl('c')) {
        let mut model = opened(39, 11);
        let effects = update(&mut model, Message::Key(key));
        let quits = key == Key::char('q');
        assert_eq!(
            effects,
            if quits { vec![Effect::Quit] } else { vec![] },
            "{key}"
        );
    }
}

#[test]
fn a_tick_marks_a_plain_step_and_a_second_one_opens_it_again() {
    let mut model = opened(80, 24);
    press(&mut model, "h");
    let effects = press(&mut model, "x");
    let command = |effects: &[Effect]| match effects {
        [Effect::Dispatch { command, .. }] => Some(command.clone()),
        _ => None,
    };
    assert_eq!(
        command(&effects),
        Some(Command::MarkStep {
            step: "2.1".into(),
            state: StepState::Todo,
            reason: None
        })
    );
}

#[test]
fn a_step_behind_a_gate_is_not_ticked_and_says_why() {
    let mut model = opened(80, 24);
    fixture::at_stage(&mut model, "r2");
    press(&mut model, "l");
    assert_eq!(press(&mut model, "x"), vec![]);
    let text = model.notice.unwrap().text;
    assert!(text.contains("behind a gate"), "{text}");
    assert!(text.contains("the last QA result is fail"), "{text}");
}

#[test]
fn a_command_with_an_open_blank_is_never_copied() {
    let mut model = opened(80, 24);
    press(&mut model, "/3.3\n");
    assert_eq!(press(&mut model, "yy"), vec![]);
    let text = model.notice.unwrap().text;
    assert!(text.contains("<percentage>"), "{text}");
}

#[test]
fn the_way_back_is_two_keys_away_on_the_fleet_too() {
    let mut model = opened(80, 24);
    let copy = |effects: &[Effect]| match effects {
        [Effect::Copy { text, label }] => Some((text.clone(), label.clone())),
        _ => None,
    };
    let here = copy(&press(&mut model, "yr")).unwrap();
    assert!(here.0.contains("false"), "{here:?}");
    assert!(
        here.1
            .starts_with("garden_layout_remembers_its_owner_everywhere")
    );
    press(&mut model, "q");
    assert_eq!(copy(&press(&mut model, "yr")).unwrap(), here);
    // A row that was not read yet is read first, and copied when it is there.
    model.snapshot.as_mut().unwrap().open = None;
    let effects = press(&mut model, "yr");
    assert_eq!(effects, vec![Effect::Open(Some("r1".into()))]);
    let effects = update(
        &mut model,
        Message::Refreshed(Box::new(fixture::snapshot())),
    );
    assert_eq!(copy(&effects).unwrap(), here);
}

#[test]
fn undo_shows_first_what_it_would_take_back() {
    let mut model = opened(120, 36);
    press(&mut model, "u");
    let text = crate::tui::screen(&model).text();
    assert!(
        text.contains("undo the last record: note on 3.2.2"),
        "{text}"
    );
    let effects = press(&mut model, "u");
    assert!(matches!(
        effects.as_slice(),
        [Effect::Dispatch {
            command: Command::Undo,
            seen: Some(_),
            ..
        }]
    ));
}

#[test]
fn looking_for_text_goes_from_stage_to_stage() {
    let mut model = opened(80, 24);
    press(&mut model, "/look at\n");
    assert_eq!(model.step().unwrap().number, "1.3");
    press(&mut model, "\u{1b}.");
    assert_eq!(model.stage().unwrap().number, 3);
}

#[test]
fn an_entry_of_the_log_leads_to_its_step() {
    let mut model = opened(80, 24);
    press(&mut model, "5G\n");
    assert!(model.notice.is_some());
    press(&mut model, "5g");
    press(&mut model, "g\n");
    assert_eq!(model.step().unwrap().number, "3.2.2");
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut model = model(120, 36);
    let row = crate::tui::screen(&model)
        .rows
        .iter()
        .position(|line| line.text().contains("│  ◷ WAITING"))
        .unwrap();
    let click = || Message::Clicked {
        column: 20,
        row: u16::try_from(row).unwrap(),
    };
    assert_eq!(update(&mut model, click()), vec![]);
    assert_eq!(model.selected_row().unwrap().id.as_str(), "r1");
    assert_eq!(
        update(&mut model, click()),
        vec![Effect::Open(Some("r1".into()))]
    );
}

#[test]
fn a_menu_that_does_not_fit_can_be_paged_and_stays_open() {
    let mut model = opened(40, 12);
    press(&mut model, "s");
    let last = |model: &Model| {
        crate::tui::screen(model)
            .text()
            .contains("advance to the next")
    };
    assert!(!last(&model));
    update(&mut model, Message::Key(Key::plain(KeyCode::PageDown)));
    assert!(last(&model) && model.prefix.is_some());
}
