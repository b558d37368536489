//! A hostile paste into every field of every dialog that a key opens: it stays text, submits nothing, and acts on no cell.

use std::collections::BTreeSet;
use std::rc::Rc;

use rollgate::domain::id::Actor;
use rollgate::shell::{DataSource, Desk, OpenData, Place};
use rollgate::store::MemoryStore;
use rollgate::tracker::{FixedClock, Tracker, Who};
use rollgate::tui::dialog::{ImportAsked, Purpose};
use rollgate::tui::keymap::Keys;
use rollgate::tui::view::{Canvas, Theme};
use rollgate::tui::{Effect, Key, KeyCode, Message, Model, update};

use crate::corpus::acts;

const PASTE: &str = "one\r\ntwo\n\u{1b}[201~q\u{1b}]0;owned\u{7}\0\u{9b}2J\ty\u{202e}yes\n";

fn demo() -> Desk {
    let moment = "2026-03-09T14:32:00Z".parse().unwrap();
    let clock = FixedClock::at(moment);
    let actor = Actor::from("tester");
    let who = Who {
        actor: actor.clone(),
        said_at: None,
    };
    let tracker = Tracker::new(Box::<MemoryStore>::default(), Box::new(clock.clone()), who);
    let source = DataSource {
        tracker,
        clock: Rc::new(clock),
        actor,
    };
    let data = OpenData::new(source, None);
    let model = Model::new(120, 40, data.now());
    let mut desk = Desk::new(model, data, Place::default());
    desk.carry_out(vec![Effect::EnterDemo]);
    desk
}

/// Presses a key; what it only wants to read is read, nothing else is carried out.
fn press(desk: &mut Desk, key: Key) {
    for effect in update(&mut desk.model, Message::Key(key)) {
        if matches!(effect, Effect::Open(_) | Effect::Refresh) {
            desk.carry_out(vec![effect]);
        }
    }
}

/// Pastes into what has the focus now, and asserts that it is text there and nothing more.
fn paste_and_look(desk: &mut Desk, place: &str) {
    let purpose = desk
        .model
        .dialog
        .as_ref()
        .map(|dialog| dialog.purpose.clone());
    let effects = update(&mut desk.model, Message::Pasted(PASTE.to_owned()));
    assert!(effects.is_empty(), "{place}: {effects:?}");
    let now = desk
        .model
        .dialog
        .as_ref()
        .map(|dialog| dialog.purpose.clone());
    let takes_a_document = matches!(
        purpose,
        Some(Purpose::OpenFile | Purpose::Import(ImportAsked::Link | ImportAsked::ByHand))
    );
    // A whole text is what these ask for: it is read, and here it is said that it is no rollout.
    if takes_a_document && now == Some(Purpose::NotARollout) {
        return;
    }
    assert_eq!(now, purpose, "{place}");
    let mut canvas = Canvas::empty(120, 40);
    for (_, _, cell) in canvas.paint(desk.screen(), &Theme::default()) {
        assert!(
            !cell.symbol().contains(acts),
            "{place}: {:?}",
            cell.symbol()
        );
    }
}

/// Pastes into every field of the dialog that is open; returns how many there are.
fn every_field(desk: &mut Desk, place: &str) -> usize {
    let mut seen = BTreeSet::new();
    for _ in 0..24 {
        let Some(dialog) = &desk.model.dialog else {
            panic!("{place}: the dialog closed");
        };
        let name = dialog.form.focused().to_owned();
        let field = dialog.form.field(&name);
        if field.is_some() && seen.insert(name.clone()) {
            let is_single = field.is_some_and(rollgate::tui::field::Field::is_single);
            paste_and_look(desk, &format!("{place}, field {name}"));
            let dialog = desk.model.dialog.as_ref();
            let text = dialog
                .map(|dialog| dialog.form.text(&name))
                .unwrap_or_default();
            assert!(!is_single || !text.contains('\n'), "{place}: {text:?}");
        }
        press(desk, Key::plain(KeyCode::Tab));
    }
    seen.len()
}

#[test]
fn t11_a_hostile_paste_into_every_field_of_every_dialog_is_text_and_nothing_more() {
    let mut desk = demo();
    let first = desk.model.clone();
    let (mut dialogs, mut fields) = (BTreeSet::new(), 0);
    for way in [
        "", "j", "\r", "\r2", "\r3", "\r4", "\r5", "\r6", "j\r", "j\r2", "j\r3",
    ] {
        let begin = |desk: &mut Desk| {
            desk.carry_out(vec![Effect::Open(None)]);
            desk.model = first.clone();
            for letter in way.chars() {
                let is_enter = letter == '\r';
                press(
                    desk,
                    if is_enter {
                        Key::plain(KeyCode::Enter)
                    } else {
                        Key::char(letter)
                    },
                );
            }
        };
        begin(&mut desk);
        let context = desk.model.context();
        let bindings = desk.model.keys.clone();
        for binding in bindings.all().filter(|binding| binding.context == context) {
            begin(&mut desk);
            match binding.keys {
                Keys::One(key) => press(&mut desk, key),
                Keys::Two(one, two) => {
                    press(&mut desk, one);
                    press(&mut desk, two);
                }
            }
            let place = format!("{way:?} {}", binding.label);
            if let Some(dialog) = &desk.model.dialog {
                dialogs.insert(dialog.title.clone());
                fields += every_field(&mut desk, &place);
            } else if desk.model.search.is_some() || desk.model.palette.is_some() {
                paste_and_look(&mut desk, &place);
                fields += 1;
            }
        }
    }
    println!("{fields} fields of {} dialogs: {dialogs:?}", dialogs.len());
    assert!(
        dialogs.len() >= 8 && fields >= 20,
        "{fields} fields, {dialogs:?}"
    );
}
