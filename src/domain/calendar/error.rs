//! What is wrong with the text of a calendar, at which line, and what to write instead. A calendar is read whole or not at all.

/// The first mistake in the text of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("calendar, line {line}: {what}")]
pub struct CalendarError {
    /// The line of the mistake, counted from 1.
    pub line: usize,
    /// What is wrong, in one sentence without a period.
    pub what: String,
    /// What to do about it.
    pub hint: String,
}
