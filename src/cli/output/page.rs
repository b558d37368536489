//! A page for a person: lines of words with roles. Words are cleaned when they are put on it, so that none gets by.

use unicode_width::UnicodeWidthStr as _;

use crate::domain::plan::StepState;
use crate::export::shown;

/// What a word is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Text.
    Plain,
    /// A title or a name.
    Strong,
    /// What may be missed.
    Quiet,
    /// What is done or open.
    Good,
    /// What is going on.
    Busy,
    /// What runs or waits.
    Waiting,
    /// What is closed, failed or dangerous.
    Bad,
}

/// Lines for a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Page {
    lines: Vec<Line>,
}

/// One line of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    words: Vec<(Role, String)>,
}

impl Page {
    /// Makes an empty page.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a line.
    pub(crate) fn push(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Adds a line of plain text.
    pub(crate) fn say(&mut self, text: &str) {
        self.push(Line::new().plain(text));
    }

    /// Adds an empty line, unless the page is empty or ends with one.
    pub(crate) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.words.is_empty()) {
            self.push(Line::new());
        }
    }

    /// Adds the lines of another page.
    pub(crate) fn extend(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }

    /// Returns its lines.
    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }
}

impl Line {
    /// Makes an empty line.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a text with a role.
    #[must_use]
    pub(crate) fn word(mut self, role: Role, text: &str) -> Self {
        self.words.push((role, shown(text)));
        self
    }

    /// Adds plain text.
    #[must_use]
    pub(crate) fn plain(self, text: &str) -> Self {
        self.word(Role::Plain, text)
    }

    /// Adds the mark of a state.
    #[must_use]
    pub(crate) fn mark(self, state: StepState) -> Self {
        self.word(role_of(state), &state.mark().to_string())
    }

    /// Adds blanks up to this column, at least one.
    #[must_use]
    pub(crate) fn to(mut self, column: usize) -> Self {
        let width: usize = self.words.iter().map(|(_, text)| text.width()).sum();
        let gap = column.saturating_sub(width).max(1);
        self.words.push((Role::Plain, " ".repeat(gap)));
        self
    }

    /// Returns its words.
    pub(crate) fn words(&self) -> &[(Role, String)] {
        &self.words
    }
}

/// Returns the role of a state.
pub(crate) const fn role_of(state: StepState) -> Role {
    match state {
        StepState::Done => Role::Good,
        StepState::Doing => Role::Busy,
        StepState::Waiting | StepState::Elapsed => Role::Waiting,
        StepState::Blocked | StepState::Failed => Role::Bad,
        StepState::Overridden | StepState::RolledBack | StepState::Unknown => Role::Strong,
        StepState::NotApplicable | StepState::Skipped => Role::Quiet,
        StepState::Todo => Role::Plain,
    }
}
