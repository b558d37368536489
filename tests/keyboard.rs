//! Any keys, sizes and pastes through the real loop and a real data file: nothing breaks, and nothing changes without an event.
//!
//! With `ROLLGATE_CORPUS` set the real documents are pasted on every page too; without it that test says so and passes.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "helpers of tests fail by panicking, like tests"
)]

use std::rc::Rc;

use chrono::{TimeDelta, TimeZone as _, Utc};
use proptest::prelude::*;
use proptest::sample::select;
use rollgate::domain::Timestamp;
use rollgate::domain::id::Actor;
use rollgate::projection::FleetRow;
use rollgate::shell::{DataSource, Desk, OpenData, Place};
use rollgate::store::SqliteStore;
use rollgate::tracker::{FixedClock, ImportOptions, Tracker, Who};
use rollgate::tui::{Effect, Key, KeyCode, Message, Model};

const DOCUMENT: &str = include_str!("fixtures/quick_export.md");

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 3, 10, 9, 0, 0).unwrap()
}

/// A screen on a data file, and a second look at the same file.
struct Room {
    desk: Desk,
    clock: FixedClock,
    witness: Tracker,
    _folder: tempfile::TempDir,
}

fn tracker(folder: &tempfile::TempDir, clock: &FixedClock) -> Tracker {
    let store = SqliteStore::open(&folder.path().join("rollgate.db")).unwrap();
    let who = Who {
        actor: Actor::from("tester"),
        said_at: None,
    };
    Tracker::new(Box::new(store), Box::new(clock.clone()), who)
}

impl Room {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = FixedClock::at(now());
        let mut own = tracker(&folder, &clock);
        let options = ImportOptions {
            source: "paste".to_owned(),
            ..ImportOptions::default()
        };
        own.import(DOCUMENT, &options).unwrap();
        let source = DataSource {
            tracker: own,
            clock: Rc::new(clock.clone()),
            actor: Actor::from("tester"),
        };
        let data = OpenData::new(source, None);
        let model = Model::new(100, 30, data.now());
        let mut desk = Desk::new(model, data, Place::default());
        desk.carry_out(vec![Effect::Refresh]);
        let witness = tracker(&folder, &clock);
        Self {
            desk,
            clock,
            witness,
            _folder: folder,
        }
    }

    /// Says something as the loop does: the time first.
    fn say(&mut self, message: Message) {
        self.clock.advance(1);
        self.desk.say(Message::Ticked(self.desk.now()));
        self.desk.say(message);
        let width = usize::from(self.desk.model.width);
        for row in self.desk.screen().rows {
            assert_eq!(row.width(), width, "{}", row.text());
        }
    }

    fn press(&mut self, keys: &str) {
        for letter in keys.chars() {
            let key = match letter {
                '\n' => Key::plain(KeyCode::Enter),
                '\u{1b}' => Key::plain(KeyCode::Esc),
                letter => Key::char(letter),
            };
            self.say(Message::Key(key));
        }
    }

    /// Returns how many events there are, and what the fleet says.
    fn records(&self) -> (usize, Vec<FleetRow>) {
        let report = self.witness.verify().unwrap();
        assert!(report.ok, "{:?}", report.broken);
        (report.events, self.witness.fleet().unwrap())
    }
}

fn key() -> impl Strategy<Value = Key> {
    let codes = select(vec![
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
        KeyCode::Function(1),
        KeyCode::Function(5),
    ]);
    let letters: Vec<char> = (' '..='~').chain("жλ世é\u{301}".chars()).collect();
    prop_oneof![
        6 => select(letters).prop_map(Key::char),
        4 => codes.prop_map(Key::plain),
        1 => prop::char::range('a', 'z').prop_map(Key::ctrl),
    ]
}

fn message() -> impl Strategy<Value = Message> {
    prop_oneof![
        20 => key().prop_map(Message::Key),
        1 => (0_u16..140, 0_u16..45).prop_map(|(width, height)| Message::Resized { width, height }),
        1 => "[a-z \\n\u{5d0}\u{1f469}\u{200d}\u{1f4bb}世]{0,40}".prop_map(Message::Pasted),
        1 => Just(Message::Pasted("# Rollout of `other`\n\n- [ ] one\n".to_owned())),
        1 => (0_u16..100, 0_u16..30).prop_map(|(column, row)| Message::Clicked { column, row }),
        1 => (-5_i16..5).prop_map(Message::Scrolled),
        1 => Just(Message::ClickedOther),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn any_two_hundred_keys_sizes_and_pastes_break_nothing_and_change_nothing_without_an_event(
        messages in prop::collection::vec(message(), 200)
    ) {
        let mut room = Room::new();
        let mut before = room.records();
        for part in messages.chunks(20) {
            for message in part {
                room.say(message.clone());
            }
            let after = room.records();
            prop_assert!(after.0 >= before.0);
            if after.0 == before.0 {
                prop_assert_eq!(&after.1, &before.1);
            }
            before = after;
        }
    }
}

/// The ways to every page, from the fleet.
const PAGES: [&str; 12] = [
    "", "\n", "\n2", "\n3", "\n4", "\n5", "\n6", "\nz", "\nY", ",", "?", "vh",
];

#[test]
fn a_paste_of_a_real_document_on_any_page_changes_nothing_and_opens_a_question_or_a_preview() {
    let Some(folder) = std::env::var_os("ROLLGATE_CORPUS") else {
        println!("ROLLGATE_CORPUS is unset: the real documents are not pasted");
        return;
    };
    let seeds = std::path::Path::new(&folder).join("seeds");
    for file in std::fs::read_dir(seeds).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for way in PAGES {
            let mut room = Room::new();
            room.press(way);
            let before = room.records();
            room.say(Message::Pasted(text.clone()));
            let model = &room.desk.model;
            let previews = matches!(
                model.pages.last(),
                Some(rollgate::tui::page::Page::ImportPreview(_))
            );
            assert!(previews || model.dialog.is_some(), "{way:?}");
            assert_eq!(room.records(), before);
        }
    }
}

#[test]
fn a_second_screen_on_the_file_makes_a_dialog_say_that_it_is_out_of_date() {
    let mut room = Room::new();
    room.press("\nan");
    room.clock.advance(1);
    room.press("mine");
    let rollout = room.witness.find("quick").unwrap();
    let note = rollgate::domain::rollout::Command::AddNote {
        step: None,
        text: "theirs".to_owned(),
    };
    room.witness.dispatch(&rollout, &note, None).unwrap();
    room.desk.look_for_others();
    let before = room.records().0;
    room.say(Message::Key(Key::plain(KeyCode::Tab)));
    room.say(Message::Key(Key::plain(KeyCode::Tab)));
    room.press("\n");
    let text = room.desk.screen().text();
    assert!(
        text.contains("Another rollgate has changed this rollout"),
        "{text}"
    );
    assert!(text.contains("theirs"), "{text}");
    assert_eq!(room.records().0, before);
    room.say(Message::Key(Key::plain(KeyCode::Tab)));
    room.press("\n");
    assert_eq!(room.records().0, before + 1);
    let later = now() + TimeDelta::minutes(5);
    assert!(room.desk.now() < later);
}
