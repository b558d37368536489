//! What is to be seen: lines of words with roles. It knows no colour and no terminal.

use super::shown::Shown;

/// What a piece of text is, which decides how it looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Body,
    /// A heading, or the key in a hint.
    Title,
    /// What may be missed.
    Dim,
    /// The lines of frames.
    Frame,
    /// Something done.
    Done,
    /// Where one is now.
    Doing,
    /// Time that runs.
    Wait,
    /// Time that is over.
    Elapsed,
    /// Something that stands in the way.
    Bad,
    /// Something that failed.
    Failed,
    /// An override or a way back.
    Special,
    /// Something unknown that needs an answer.
    Question,
    /// The bar of truth while production is off.
    Bar,
    /// The bar of truth while production is above zero.
    Production,
    /// The message of something that went wrong.
    Error,
    /// A button, a box or a field that has the focus.
    Focus,
    /// No text at all: the place of the text caret.
    Caret,
}

/// A piece of a line in one role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: Shown,
    /// What it is.
    pub role: Role,
    /// Whether it belongs to the selection.
    pub selected: bool,
    /// The place in the page's list that a click on it selects.
    pub row: Option<usize>,
}

/// A line of the screen, or of a part of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its pieces from left to right.
    pub spans: Vec<Span>,
}

/// A whole screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Screen {
    /// Columns.
    pub width: u16,
    /// Its lines from the top.
    pub rows: Vec<Line>,
    /// Where the terminal's cursor is to stand: column and row from 0.
    pub cursor: Option<(u16, u16)>,
    /// The title of the terminal's window.
    pub title: Shown,
}

impl Line {
    /// Makes an empty line.
    pub const fn new() -> Self {
        Self { spans: Vec::new() }
    }

    /// Makes a line of ordinary text.
    pub fn of(text: &str) -> Self {
        Self::new().and(Role::Body, text)
    }

    /// Makes a line of text that was cleaned already.
    pub fn shown(role: Role, text: Shown) -> Self {
        Self::new().and_shown(role, text)
    }

    /// Adds `text` in `role`.
    #[must_use]
    pub fn and(self, role: Role, text: &str) -> Self {
        self.and_shown(role, Shown::of(text))
    }

    /// Adds cleaned text in `role`.
    #[must_use]
    pub fn and_shown(mut self, role: Role, text: Shown) -> Self {
        self.spans.push(Span {
            text,
            role,
            selected: false,
            row: None,
        });
        self
    }

    /// Adds all of `other`.
    #[must_use]
    pub fn and_line(mut self, other: Self) -> Self {
        self.spans.extend(other.spans);
        self
    }

    /// Adds blanks up to `column`.
    #[must_use]
    pub fn to_column(self, column: usize) -> Self {
        let blanks = column.saturating_sub(self.width());
        self.and_shown(Role::Body, Shown::blanks(blanks))
    }

    /// Puts `right` at the right end of `columns`; the left part is cut where both do not fit.
    #[must_use]
    pub fn and_right(self, right: Self, columns: usize) -> Self {
        let room = columns.saturating_sub(right.width());
        self.fit(room).and_line(right).fit(columns)
    }

    /// Marks all of it as selected.
    #[must_use]
    pub fn selected(mut self) -> Self {
        for span in &mut self.spans {
            span.selected = true;
        }
        self
    }

    /// Says which place in the page's list a click on it selects.
    #[must_use]
    pub fn for_row(mut self, row: usize) -> Self {
        for span in &mut self.spans {
            span.row = Some(row);
        }
        self
    }

    /// Says which place a click selects: `first`, for a piece that has a place already so many further.
    #[must_use]
    pub fn for_rows_from(mut self, first: usize) -> Self {
        for span in &mut self.spans {
            span.row = Some(first + span.row.unwrap_or(0));
        }
        self
    }

    /// Takes selection, caret and what a click would select away.
    #[must_use]
    pub fn unselected(mut self) -> Self {
        self.spans.retain(|span| span.role != Role::Caret);
        for span in &mut self.spans {
            span.selected = false;
            span.row = None;
        }
        self
    }

    /// Returns how many columns it takes.
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| span.text.width()).sum()
    }

    /// Returns exactly `columns` of it: cut at the end with a mark, or filled with blanks.
    #[must_use]
    pub fn fit(self, columns: usize) -> Self {
        let width = self.width();
        if width == columns {
            return self;
        }
        if width < columns {
            let last = self.spans.last();
            let is_selected = last.is_some_and(|span| span.selected);
            let is_live = last.is_some_and(|span| span.role == Role::Production);
            let role = if is_live {
                Role::Production
            } else {
                Role::Body
            };
            let mut line = self.and_shown(role, Shown::blanks(columns - width));
            if let Some(last) = line.spans.last_mut() {
                last.selected = is_selected;
            }
            return line;
        }
        let mut fitted = Self::new();
        let mut room = columns;
        for span in self.spans {
            let wide = span.text.width();
            // The last piece that has room carries the mark of the cut.
            let text = if room > 0 && wide >= room {
                Shown::of(&format!("{}…", span.text.slice(0, room - 1)))
            } else {
                span.text.slice(0, room)
            };
            let taken = text.width();
            room = room.saturating_sub(taken);
            if taken > 0 || wide == 0 {
                fitted.spans.push(Span { text, ..span });
            }
        }
        fitted.fit_exactly(columns)
    }

    fn fit_exactly(self, columns: usize) -> Self {
        let blanks = columns.saturating_sub(self.width());
        if blanks == 0 {
            self
        } else {
            self.and_shown(Role::Body, Shown::blanks(blanks))
        }
    }

    /// Returns the columns from `from` up to `to`.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> Self {
        let mut slice = Self::new();
        let mut column = 0;
        for span in &self.spans {
            let end = column + span.text.width();
            if end > from && column < to || (end == column && (from..=to).contains(&column)) {
                let text = span
                    .text
                    .slice(from.saturating_sub(column), to.saturating_sub(column));
                slice.spans.push(Span {
                    text,
                    ..span.clone()
                });
            }
            column = end;
        }
        slice
    }

    /// Lays `other` over this line at `column`.
    #[must_use]
    pub fn under(&self, other: Self, column: usize) -> Self {
        let end = column + other.width();
        let width = self.width();
        self.slice(0, column)
            .fit_exactly(column)
            .and_line(other)
            .and_line(self.slice(end, width))
    }

    /// Returns its text.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Returns the column of the first piece that fits `wanted`.
    fn column_of(&self, wanted: impl Fn(&Span) -> bool) -> Option<usize> {
        let place = self.spans.iter().position(wanted)?;
        let before = self.spans.iter().take(place);
        Some(before.map(|span| span.text.width()).sum())
    }
}

impl Screen {
    /// Tells whether text is typed somewhere on it.
    pub fn has_caret(&self) -> bool {
        let spans = self.rows.iter().flat_map(|row| &row.spans);
        spans.into_iter().any(|span| span.role == Role::Caret)
    }

    /// Makes a screen of `rows`, each brought to the width, and finds the place of the cursor: the caret, else the selection.
    pub fn of(width: u16, rows: Vec<Line>, title: Shown) -> Self {
        let columns = usize::from(width);
        let rows: Vec<Line> = rows.into_iter().map(|row| row.fit(columns)).collect();
        let find = |wanted: &dyn Fn(&Span) -> bool| {
            rows.iter().enumerate().find_map(|(row, line)| {
                let column = line.column_of(wanted)?.min(columns.saturating_sub(1));
                Some((u16::try_from(column).ok()?, u16::try_from(row).ok()?))
            })
        };
        let cursor = find(&|span| span.role == Role::Caret).or_else(|| find(&|span| span.selected));
        Self {
            width,
            rows,
            cursor,
            title,
        }
    }

    /// Returns the place in the page's list that stands at a cell.
    pub fn row_at(&self, column: u16, row: u16) -> Option<usize> {
        let line = self.rows.get(usize::from(row))?;
        let column = usize::from(column);
        line.slice(column, column + 1)
            .spans
            .iter()
            .find_map(|span| span.row)
    }

    /// Returns its lines as text, without the blanks at their ends.
    pub fn text(&self) -> String {
        let rows: Vec<String> = self.rows.iter().map(Line::text).collect();
        let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
        rows.join("\n")
    }
}

/// Puts parts of the same height side by side.
pub fn beside(left: Vec<Line>, right: Vec<Line>) -> Vec<Line> {
    left.into_iter()
        .zip(right)
        .map(|(left, right)| left.and_line(right))
        .collect()
}
