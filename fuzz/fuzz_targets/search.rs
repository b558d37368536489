//! Any text as what is looked for: in the fleet, in a log, among the commands. Nothing panics, and no more is found than there is.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use rollgate::tui::{Key, KeyCode, Message, palette};
use rollgate_fuzz::Room;

thread_local! {
    static ROOM: RefCell<Room> = RefCell::new(Room::new());
}

/// The ways to the places where something is looked for.
const WAYS: [&str; 4] = ["/", "\r5/", ":", "\r:"];

fuzz_target!(|input: (u8, String)| {
    let (place, text) = input;
    ROOM.with_borrow_mut(|room| {
        room.begin();
        let all = room.desk.model.rows().len();
        let way = WAYS[usize::from(place) % WAYS.len()];
        for letter in way.chars() {
            room.say(Message::Key(rollgate_fuzz::key(letter)));
        }
        if place >= 128 {
            room.say(Message::Pasted(text.clone()));
        }
        let typed = text.chars().filter(|letter| !letter.is_control());
        for letter in typed.take(if place >= 128 { 0 } else { 100 }) {
            room.say(Message::Key(Key::char(letter)));
        }
        let model = &room.desk.model;
        assert!(model.rows().len() <= all);
        assert!(palette::found(model).len() <= palette::all(model).len());
        room.draw();
        for code in [KeyCode::Enter, KeyCode::Esc] {
            room.say(Message::Key(Key::plain(code)));
            room.draw();
        }
    });
});
