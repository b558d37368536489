//! The one channel into the loop. A key, a signal and a worker's answer are all just something that came in.

use std::time::Duration;

use super::keyboard::Pressed;
use super::probe::Answers;
use super::scan::ScanDone;
use super::signals::Farewell;
use crate::tui::Message;

/// Something that came in.
#[derive(Debug)]
pub(super) enum Incoming {
    /// The person did something.
    Pressed(Pressed),
    /// Somebody who was sent has an answer.
    Said(Message),
    /// Somebody who was sent to read a repository is back.
    Scanned(Box<ScanDone>),
    /// The terminal answered.
    Answered(Answers),
    /// The terminal answered after its time; so long it took.
    Late(Duration),
    /// The terminal has another size.
    Resized,
    /// The program goes on after a stop.
    Continued,
    /// The program ends by a signal, and waits a moment for what was typed to be kept.
    Ending(Farewell),
    /// The terminal is gone: nothing can be shown or asked any more.
    Gone,
}
