//! The message line: how something went, and what there is to say. It is told until the next key; what went wrong is kept longer.

use super::model::Model;
use crate::domain::Timestamp;

/// How many of those that went wrong are kept.
const KEPT: usize = 100;

/// The message line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it went.
    pub tone: Tone,
    /// What there is to say.
    pub text: String,
}

/// How something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Well.
    Ok,
    /// There is something to know.
    Warn,
    /// It was refused, or it broke.
    Error,
}

/// What went wrong before, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// When, and what.
    pub log: Vec<(Timestamp, Notice)>,
    /// Whether the plain page shows them.
    pub is_shown: bool,
}

impl Model {
    /// Says that something went well.
    pub fn say(&mut self, text: impl Into<String>) {
        self.tell(Tone::Ok, text);
    }

    /// Says something in this tone.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        let text = text.into();
        let notice = Notice { tone, text };
        if tone != Tone::Ok {
            self.told.log.insert(0, (self.now, notice.clone()));
            self.told.log.truncate(KEPT);
        }
        self.notice = Some(notice);
    }
}
