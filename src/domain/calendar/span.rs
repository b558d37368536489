//! A stretch of time in UTC and the words for a moment. It is never empty and never runs backwards.

use crate::domain::Timestamp;

/// A stretch of time: its beginning belongs to it, its end does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    from: Timestamp,
    until: Timestamp,
}

impl Span {
    /// Makes a span; `None` when it would be empty or run backwards.
    pub(super) fn new(from: Timestamp, until: Timestamp) -> Option<Self> {
        (from < until).then_some(Self { from, until })
    }

    /// Returns the first moment of it.
    pub(super) const fn from(self) -> Timestamp {
        self.from
    }

    /// Returns the first moment after it.
    pub(super) const fn until(self) -> Timestamp {
        self.until
    }

    /// Tells whether `moment` belongs to it.
    pub(super) fn contains(self, moment: Timestamp) -> bool {
        self.from <= moment && moment < self.until
    }

    /// Tells whether any moment from `first` to `last`, both included, belongs to it.
    pub(super) fn touches(self, first: Timestamp, last: Timestamp) -> bool {
        self.from <= last && first < self.until
    }
}

/// Says a moment as a person reads it: `Mon 30 Nov 2026 02:00 UTC`.
pub(super) fn in_words(moment: Timestamp) -> String {
    moment.format("%a %-d %b %Y %H:%M UTC").to_string()
}
