//! A desk over an empty store in memory, where the clock stands still, and keys as a test writes them. It opens no terminal.

use std::rc::Rc;

use chrono::{TimeZone as _, Utc};
use rollgate::domain::id::Actor;
use rollgate::shell::{DataSource, Desk, OpenData};
use rollgate::store::MemoryStore;
use rollgate::tracker::{FixedClock, Tracker, Who};
use rollgate::tui::{Key, KeyCode, Message};

/// Opens an empty store on a Tuesday morning.
pub(crate) fn open_data() -> OpenData {
    let clock = FixedClock::at(Utc.with_ymd_and_hms(2026, 3, 10, 9, 0, 0).unwrap());
    let actor = Actor::from("tester");
    let who = Who {
        actor: actor.clone(),
        said_at: None,
    };
    let store = Box::<MemoryStore>::default();
    let source = DataSource {
        tracker: Tracker::new(store, Box::new(clock.clone()), who),
        clock: Rc::new(clock),
        actor,
    };
    OpenData::new(source, None)
}

/// Presses the keys of `text`; a line break is Enter, a tab is Tab, an escape is Esc.
pub(crate) fn presses(desk: &mut Desk, text: &str) {
    for character in text.chars() {
        desk.say(Message::Key(key(character)));
    }
}

/// Returns the key that a character stands for.
pub(crate) fn key(character: char) -> Key {
    match character {
        '\n' => Key::plain(KeyCode::Enter),
        '\t' => Key::plain(KeyCode::Tab),
        '\u{1b}' => Key::plain(KeyCode::Esc),
        character => Key::char(character),
    }
}

/// Returns what the screen shows.
pub(crate) fn screen(desk: &Desk) -> String {
    desk.screen().text()
}
