//! What is said once in a life, when it first matters: of copying, of times, of a failed test. It is a line and stands in nobody's way.

use super::keymap::{Action, App, Record};
use super::model::Model;

/// Something that is said once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hint {
    /// The first copy from another machine: whether it arrives can only be tried.
    Clipboard,
    /// The first time that runs.
    Bell,
    /// The first test that failed.
    Blocker,
}

impl Hint {
    /// Returns the name under which it is remembered that it was said.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Clipboard => "hint/clipboard",
            Self::Bell => "hint/bell",
            Self::Blocker => "hint/blocker",
        }
    }

    /// Returns the line, with the keys as they are mapped.
    pub fn words(self, model: &Model) -> String {
        match self {
            Self::Clipboard => {
                let plain = model.key_of(Action::App(App::Plain));
                format!(
                    "over ssh: paste it somewhere now; if nothing comes, {plain} shows it to select"
                )
            }
            Self::Bell if model.look.bell => {
                "when a time ends I ring the bell and set the window title; nothing pops up"
                    .to_owned()
            }
            Self::Bell => {
                "when a time ends I set the window title; the bell is off, nothing pops up"
                    .to_owned()
            }
            Self::Blocker => {
                let raise = model.key_of(Action::Record(Record::RaiseBlocker));
                let show = model.key_of(Action::App(App::Blockers));
                format!(
                    "a failed test: {raise} raises a blocker that others see, {show} shows them"
                )
            }
        }
    }
}

impl Model {
    /// Says a hint below the next message, unless the person wants none.
    pub const fn hint_at(&mut self, hint: Hint) {
        if !self.walk.is_off {
            self.hint = Some(hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Timestamp;
    use crate::tui::{Key, Message, screen, update};

    #[test]
    fn it_waits_for_the_message_before_it_and_goes_with_the_next_key() {
        let mut model = Model::new(80, 24, Timestamp::UNIX_EPOCH);
        update(&mut model, Message::Refreshed(Box::default()));
        let words = "sent to the terminal's clipboard".to_owned();
        update(&mut model, Message::Copied { words });
        update(&mut model, Message::Hinted(Hint::Clipboard));
        let told = |model: &Model| screen(model).text();
        assert!(told(&model).contains("sent to the terminal"));
        update(&mut model, Message::Key(Key::char('j')));
        assert!(told(&model).contains("hint over ssh: paste it somewhere now"));
        update(&mut model, Message::Key(Key::char('j')));
        assert!(!told(&model).contains("over ssh"));
    }

    #[test]
    fn whoever_wants_no_hints_gets_none_and_a_silent_bell_is_not_promised() {
        let mut model = Model::new(80, 24, Timestamp::UNIX_EPOCH);
        model.walk.is_off = true;
        update(&mut model, Message::Hinted(Hint::Bell));
        assert_eq!(model.hint, None);
        model.look.bell = false;
        assert!(Hint::Bell.words(&model).contains("the bell is off"));
    }
}
