//! Records that did not get through: somebody else was faster, or the store cannot take them. Nothing is lost, nothing is guessed.

use super::{Effect, Key, KeyCode, Message, Model, fixture, opened, press, update};
use crate::domain::rollout::Command;
use crate::tui::message::Failure;
use crate::tui::screen;
use crate::tui::screen::Line;

/// Lets the rollout be changed by somebody else while `model` is as it is.
fn changed_elsewhere(model: &mut Model) {
    let mut snapshot = fixture::snapshot();
    let open = snapshot.open.as_mut().unwrap();
    let mut entry = open.timeline.last().unwrap().clone();
    entry.seq += 1;
    entry.actor = "sarah".to_owned();
    entry.text = "QA failed at 10%".to_owned();
    entry.at = fixture::now();
    open.view.seq += 1;
    open.timeline.push(entry);
    update(model, Message::Refreshed(Box::new(snapshot)));
}

fn stale() -> Model {
    stale_at(80, 24)
}

/// Returns a dialog that was to be recorded after somebody else had changed its rollout.
pub(super) fn stale_at(width: u16, height: u16) -> Model {
    let mut model = opened(width, height);
    press(&mut model, "anwhat I saw");
    changed_elsewhere(&mut model);
    model.now += chrono::TimeDelta::seconds(20);
    let effects = press(&mut model, "\t\t\n");
    assert!(!effects.iter().any(Effect::records), "{effects:?}");
    assert!(
        matches!(effects.as_slice(), [Effect::SaveDraft { text, .. }] if text == "what I saw"),
        "{effects:?}"
    );
    model
}

#[test]
fn a_dialog_out_of_date_says_so_before_it_saves() {
    let model = stale();
    let text = screen(&model).text();
    for words in [
        "Another rollgate has changed this rollout",
        "sarah recorded: QA failed at 10%",
        "20 seconds ago",
        "[ Look at what changed ]",
        "[ Record mine as well ]",
        "[ Close ]",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn what_changed_can_be_looked_at_and_the_text_is_kept() {
    let mut model = stale();
    assert_eq!(press(&mut model, "\n"), vec![]);
    assert!(model.dialog.is_none() && model.pending.stale.is_none());
    let text = screen(&model).text();
    assert!(text.contains("QA failed at 10%"), "{text}");
}

#[test]
fn whoever_has_read_it_may_record_all_the_same() {
    let mut model = stale();
    let seen = model.view().unwrap().seq;
    let effects = press(&mut model, "\t\n");
    let [
        Effect::Dispatch {
            command: Command::AddNote { text, .. },
            seen: told,
            ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert_eq!(text, "what I saw");
    assert_eq!(told.unwrap().get(), seen);
}

#[test]
fn closing_the_question_records_nothing() {
    for keys in ["\u{1b}", "\t\t\n"] {
        let mut model = stale();
        assert_eq!(press(&mut model, keys), vec![]);
        assert!(model.dialog.is_none() && model.pending.stale.is_none());
    }
}

fn full() -> Message {
    Message::Failed(Failure {
        message: "the disk is full".to_owned(),
        reasons: vec![],
        hint: None,
        refused: false,
        unsaved: true,
    })
}

fn unsaved(width: u16, height: u16) -> Model {
    let mut model = opened(width, height);
    press(&mut model, "anwhat I saw\t\t\n");
    assert_eq!(update(&mut model, full()), vec![]);
    model
}

#[test]
fn a_record_that_is_not_saved_is_told_on_every_page_and_covers_nothing() {
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 12)] {
        let mut model = unsaved(width, height);
        for keys in ["", "2", "5", "6", "1", " ", ":"] {
            press(&mut model, keys);
            let shown = screen(&model);
            assert_eq!(shown.rows.len(), usize::from(height));
            let rows: Vec<String> = shown.rows.iter().map(Line::text).collect();
            let bar = rows.iter().position(|row| row.contains("PRODUCTION 10%"));
            let told = &rows[bar.unwrap() + 1];
            assert!(told.starts_with("! NOT SAVED  the disk is full"), "{told}");
            press(&mut model, "\u{1b}");
        }
    }
}

#[test]
fn nothing_else_is_recorded_before_it_is_saved_and_f5_tries_again() {
    let mut model = unsaved(80, 24);
    let refused = press(&mut model, "st");
    assert!(!refused.iter().any(Effect::records), "{refused:?}");
    assert!(
        model
            .notice
            .as_ref()
            .unwrap()
            .text
            .contains("F5 tries again")
    );
    press(&mut model, "anmore");
    assert_eq!(press(&mut model, "\t\t\n"), vec![]);
    assert_eq!(model.dialog.as_ref().unwrap().form.text("text"), "more");
    press(&mut model, "\u{1b}");
    let f5 = || Message::Key(Key::plain(KeyCode::Function(5)));
    let effects = update(&mut model, f5());
    let [
        Effect::Dispatch {
            command: Command::AddNote { text, .. },
            ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert_eq!(text, "what I saw");
    update(&mut model, full());
    assert!(model.pending.unsaved.is_some(), "still full");
    update(&mut model, f5());
    let recorded = Message::Recorded {
        rollout: "r1".into(),
        texts: vec!["note".to_owned()],
    };
    update(&mut model, recorded);
    assert!(model.pending.unsaved.is_none());
    assert!(press(&mut model, "st").iter().any(Effect::records));
}

#[test]
fn it_can_be_copied_and_leaving_asks() {
    let mut model = unsaved(80, 24);
    let effects = press(&mut model, "yE");
    assert!(
        matches!(effects.as_slice(), [Effect::Copy { text, .. }] if text.contains("what I saw")),
        "{effects:?}"
    );
    press(&mut model, "q");
    assert_eq!(press(&mut model, "q"), vec![]);
    assert_eq!(model.dialog.as_ref().unwrap().title, "Quit?");
}

#[test]
fn the_editor_gets_the_text_with_the_focus_and_gives_it_back() {
    let mut model = opened(80, 24);
    press(&mut model, "anhalf");
    let effects = update(&mut model, Message::Key(Key::ctrl('e')));
    let [Effect::SaveDraft { text, .. }, Effect::Edit(edited)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!((text.as_str(), edited.as_str()), ("half", "half"));
    update(
        &mut model,
        Message::Edited("half and\nthe rest\n".to_owned()),
    );
    let text = model.dialog.as_ref().unwrap().form.text("text");
    assert_eq!(text, "half and\nthe rest");
    press(&mut model, "\t");
    let on_button = update(&mut model, Message::Key(Key::ctrl('e')));
    assert_eq!(on_button, vec![]);
}

/// Closes a note while the disk is full: the store answers that it could not keep the text.
fn closed_while_full(keys: &str) -> Model {
    let mut model = opened(80, 24);
    press(&mut model, "anwhat I saw");
    let effects = press(&mut model, keys);
    let [Effect::SaveDraft { key, text }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let (key, text) = (key.clone(), text.clone());
    let why = "disk full: nothing was saved".to_owned();
    let answer = update(&mut model, Message::DraftNotKept { key, text, why });
    assert_eq!(answer, vec![]);
    model
}

#[test]
fn given_a_full_disk_when_a_dialog_is_closed_then_its_next_opening_shows_what_was_typed() {
    for close in ["\u{1b}", "\t\n"] {
        let mut model = closed_while_full(close);
        assert!(model.dialog.is_none());
        let text = screen(&model).text();
        assert!(
            text.contains("the text is kept until you quit   disk full"),
            "{text}"
        );
        // The store would only know what was kept before.
        assert_eq!(press(&mut model, "an"), vec![]);
        let typed = model.dialog.as_ref().unwrap().form.text("text");
        assert_eq!(typed, "what I saw");
    }
}

#[test]
fn given_a_text_in_memory_when_there_is_room_again_then_the_store_gets_it() {
    let mut model = closed_while_full("\u{1b}");
    let effects = update(&mut model, Message::Key(Key::plain(KeyCode::Function(5))));
    assert!(
        matches!(effects.as_slice(), [Effect::Refresh, Effect::SaveDraft { text, .. }] if text == "what I saw"),
        "{effects:?}"
    );
    assert!(model.pending.drafts.is_empty());
    let opened = press(&mut model, "an");
    assert!(
        matches!(opened.as_slice(), [Effect::FindDraft(_)]),
        "{opened:?}"
    );
}

#[test]
fn given_a_text_in_memory_when_one_quits_then_it_asks() {
    let mut model = closed_while_full("\u{1b}");
    press(&mut model, "q");
    assert_eq!(press(&mut model, "q"), vec![]);
    assert_eq!(model.dialog.as_ref().unwrap().title, "Quit?");
    let text = screen(&model).text();
    assert!(text.contains("will be lost"), "{text}");
}
