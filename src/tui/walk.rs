//! The walk through the demo: three lines that say what to try, one after the other and each once. It does nothing by itself.

use super::keymap::{Action, App, Context, Copied, Record};
use super::message::Message;
use super::model::Model;

/// What is to be tried, in order.
const LINES: [&str; 3] = [
    "1 of 3  {open} opens a rollout, {next} is the next thing to do   {hints}: hints off",
    "2 of 3  {copy} copies a command, {tick} ticks a step, {undo} undoes   {hints}: hints off",
    "3 of 3  {ramp} ramps, {back} copies the way back, {leave} leads out   {hints}: hints off",
];

/// What stands in the lines for the keys of a command.
const KEYS: [(&str, Action); 9] = [
    ("{open}", Action::App(App::Open)),
    ("{next}", Action::App(App::NextThing)),
    ("{hints}", Action::App(App::Hints)),
    ("{copy}", Action::Copy(Copied::Instruction)),
    ("{tick}", Action::Record(Record::Tick)),
    ("{undo}", Action::Record(Record::Undo)),
    ("{ramp}", Action::Record(Record::Percentage)),
    ("{back}", Action::Copy(Copied::Rollback)),
    ("{leave}", Action::App(App::Leave)),
];

/// How far the walk is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Walk {
    /// How many lines were followed.
    followed: usize,
    /// Whether the person wants none.
    pub is_off: bool,
}

impl Walk {
    /// Returns the line to show now, names of commands in it for their keys.
    fn line(&self) -> Option<&'static str> {
        LINES.get(self.followed).copied().filter(|_| !self.is_off)
    }

    /// Begins it again.
    pub const fn begin(&mut self) {
        self.followed = 0;
    }

    /// Goes on where what the line says has happened: `is_open` tells whether a rollout is on the screen.
    pub const fn follow(&mut self, happened: Happened, is_open: bool) {
        let is_followed = match (self.followed, happened) {
            (0, _) => is_open,
            (1, Happened::Recorded | Happened::Copied)
            | (2, Happened::RampShown | Happened::Copied) => true,
            _ => false,
        };
        if is_followed {
            self.followed += 1;
        }
    }
}

/// What has happened, as far as the walk is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Happened {
    /// Something was recorded.
    Recorded,
    /// Something was copied.
    Copied,
    /// The ramp was shown.
    RampShown,
    /// Anything else.
    Else,
}

impl Happened {
    /// Returns what a message means for the walk.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "most of what is said is no step of the walk"
    )]
    pub const fn of(message: &Message) -> Self {
        match message {
            Message::Recorded { .. } => Self::Recorded,
            Message::Copied { .. } => Self::Copied,
            _ => Self::Else,
        }
    }
}

impl Model {
    /// Returns the line of the walk to show now, with the keys as they are mapped.
    pub fn walk_line(&self) -> Option<String> {
        let line = self.walk.line()?.to_owned();
        let keys = KEYS.iter();
        Some(keys.fold(line, |line, (name, action)| {
            if line.contains(name) {
                line.replace(name, &self.key_of(*action))
            } else {
                line
            }
        }))
    }

    /// Goes on with the walk through the demo after something has happened.
    pub fn follow_walk(&mut self, happened: Happened) {
        if self.demo {
            let is_ramp = self.page_context() == Context::Ramp;
            let happened = if is_ramp {
                Happened::RampShown
            } else {
                happened
            };
            self.walk.follow(happened, self.rollout_page().is_some());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_shown_until_it_was_followed_and_never_again() {
        let mut walk = Walk::default();
        walk.follow(Happened::Else, false);
        assert_eq!(walk.line(), Some(LINES[0]));
        walk.follow(Happened::Else, true);
        assert_eq!(walk.line(), Some(LINES[1]));
        walk.follow(Happened::RampShown, true);
        assert_eq!(walk.line(), Some(LINES[1]));
        walk.follow(Happened::Copied, true);
        assert_eq!(walk.line(), Some(LINES[2]));
        walk.follow(Happened::RampShown, true);
        assert_eq!(walk.line(), None);
    }

    #[test]
    fn hints_that_are_off_are_off() {
        let walk = Walk {
            is_off: true,
            ..Walk::default()
        };
        assert_eq!(walk.line(), None);
    }
}
