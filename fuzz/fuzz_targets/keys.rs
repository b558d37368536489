//! A table of keys of one's own, then any keys, pastes, clicks and sizes on the demo: nothing breaks, and every frame can be drawn.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use rollgate::tui::Message;
use rollgate::tui::keymap::{self, KeyMap};
use rollgate_fuzz::Room;

thread_local! {
    static ROOM: RefCell<Room> = RefCell::new(Room::new());
}

fuzz_target!(|input: (String, String)| {
    let (table, pressed) = input;
    let map = keymap::read("keys.toml", &table);
    if let Ok(map) = &map {
        let written = keymap::written(map);
        let again = keymap::read("keys.toml", &written).map(|again| keymap::written(&again));
        assert_eq!(again.as_deref(), Ok(written.as_str()));
    }
    ROOM.with_borrow_mut(|room| {
        room.begin();
        room.desk.model.keys = map.unwrap_or_else(|_| KeyMap::default());
        for letter in pressed.chars().take(60) {
            room.say(meant(letter, &pressed));
        }
        room.draw();
    });
});

fn meant(letter: char, all: &str) -> Message {
    let code = u32::from(letter);
    let below = |end: u32| u16::try_from(code % end).unwrap_or_default();
    match code {
        0x90..=0x9f => Message::Resized {
            width: 1 + below(16) * 14,
            height: 1 + below(16) * 4,
        },
        0x100..=0x17f => Message::Clicked {
            column: below(120),
            row: below(40),
        },
        0x180..=0x18f => Message::Pasted(all.to_owned()),
        _ => Message::Key(rollgate_fuzz::key(letter)),
    }
}
