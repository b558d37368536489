//! What the fuzz targets share: words out of bytes, and the demo's screen and events. It checks nothing.

use std::rc::Rc;

use rollgate::domain::id::Actor;
use rollgate::journal::Envelope;
use rollgate::shell::{DataSource, Desk, OpenData, Place};
use rollgate::store::MemoryStore;
use rollgate::tracker::{FixedClock, Tracker, Who, load_demo};
use rollgate::tui::view::{Canvas, Theme};
use rollgate::tui::{Effect, Key, KeyCode, Message, Model, update};

/// A moment on which nothing is locked.
const MOMENT: i64 = 1_770_000_000;

fn clock() -> FixedClock {
    FixedClock::at(chrono::DateTime::from_timestamp(MOMENT, 0).expect("a moment in range"))
}

/// A desk over the demo, which lives in memory and is never changed: what would change it, or act outside of it, is not carried out.
pub struct Room {
    /// The desk.
    pub desk: Desk,
    begin: Model,
    /// What a terminal of this size shows.
    shown: ((u16, u16), Canvas),
}

impl Room {
    /// Makes one.
    pub fn new() -> Self {
        let actor = Actor::from("fuzz");
        let who = Who {
            actor: actor.clone(),
            said_at: None,
        };
        let clock = clock();
        let tracker = Tracker::new(Box::<MemoryStore>::default(), Box::new(clock.clone()), who);
        let source = DataSource {
            tracker,
            clock: Rc::new(clock),
            actor,
        };
        let data = OpenData::new(source, None);
        let model = Model::new(100, 30, data.now());
        let mut desk = Desk::new(model, data, Place::default());
        desk.carry_out(vec![Effect::EnterDemo]);
        let begin = desk.model.clone();
        let shown = ((0, 0), Canvas::empty(0, 0));
        Self { desk, begin, shown }
    }

    /// Goes back to the first screen of the demo.
    pub fn begin(&mut self) {
        self.desk.carry_out(vec![Effect::Open(None)]);
        self.desk.model = self.begin.clone();
    }

    /// Says something to the screen; what it only wants to read is read.
    pub fn say(&mut self, message: Message) {
        for effect in update(&mut self.desk.model, message) {
            if matches!(
                effect,
                Effect::Open(_) | Effect::Refresh | Effect::LookAt(_)
            ) {
                self.desk.carry_out(vec![effect]);
            }
        }
    }

    /// Draws the screen over what is shown, or anew on a terminal of another size.
    pub fn draw(&mut self) {
        let size = (self.desk.model.width, self.desk.model.height);
        if self.shown.0 != size {
            self.shown = (size, Canvas::empty(size.0, size.1));
        }
        self.shown.1.paint(self.desk.screen(), &Theme::default());
    }
}

/// Returns every event of the demo as it is kept.
pub fn events() -> Vec<Envelope> {
    let store = Box::<MemoryStore>::default();
    let (tracker, _) = load_demo(store, Rc::new(clock()), Actor::from("fuzz")).expect("a demo");
    let store = tracker.store();
    let streams = store.streams().expect("streams");
    let loaded = streams
        .iter()
        .map(|stream| store.load(stream).expect("events"));
    loaded.flatten().collect()
}

/// Returns the key that a letter stands for: most stand for themselves, the rest for what a keyboard has besides.
pub fn key(letter: char) -> Key {
    let code = match u32::from(letter) {
        10 | 13 => KeyCode::Enter,
        1..=26 => {
            let named = char::from_u32(u32::from(letter) + 96).unwrap_or('a');
            return Key::ctrl(named);
        }
        27 => KeyCode::Esc,
        28 => KeyCode::Tab,
        29 => KeyCode::BackTab,
        30 => KeyCode::Backspace,
        31 => KeyCode::Delete,
        0x80 => KeyCode::Up,
        0x81 => KeyCode::Down,
        0x82 => KeyCode::Left,
        0x83 => KeyCode::Right,
        0x84 => KeyCode::PageUp,
        0x85 => KeyCode::PageDown,
        0x86 => KeyCode::Home,
        0x87 => KeyCode::End,
        0x88 => KeyCode::Function(1),
        _ => KeyCode::Char(letter),
    };
    Key::plain(code)
}
