//! A part of a source that is read as Markdown by itself, with the way back from its lines to the places in the source.

use std::borrow::Cow;

use crate::checklist::lines::{Lines, numbered};

/// A part of a source, its indentation taken away.
#[derive(Debug)]
pub(super) struct Region<'s> {
    pub(super) text: Cow<'s, str>,
    /// Where each of its lines begins in the source, in bytes.
    starts: Vec<usize>,
    /// How many lines of the source stand before it.
    base: usize,
}

impl<'s> Region<'s> {
    /// Takes a whole source with its lines.
    pub(super) fn whole(source: &'s str, lines: &Lines) -> Self {
        Self {
            starts: lines.starts().to_vec(),
            text: Cow::Borrowed(source),
            base: 0,
        }
    }

    /// Takes `text`, whose lines are the ends of the source's lines from `first` on; `None` when they are not.
    pub(super) fn within(source: &str, lines: &Lines, text: &str, first: usize) -> Option<Self> {
        let mut starts = Vec::new();
        for (number, line) in numbered(text) {
            let whole = lines.text(source, first + number - 1);
            // The empty line behind the last line break may lie behind the end of the part.
            let start = match whole {
                Some((start, found)) if found.ends_with(line) => start + found.len() - line.len(),
                Some((start, _)) if line.is_empty() => start,
                None if line.is_empty() => source.len(),
                Some(_) | None => return None,
            };
            starts.push(start);
        }
        Some(Self {
            text: Cow::Owned(text.to_owned()),
            starts,
            base: first.checked_sub(1)?,
        })
    }

    /// Returns the line of the source for a line of the region.
    pub(super) fn line(&self, line: usize) -> usize {
        line + self.base
    }

    /// Returns the place in the source of a column, both counted from 1, columns in bytes.
    pub(super) fn offset(&self, line: usize, column: usize) -> Option<usize> {
        let start = self.starts.get(line.checked_sub(1)?)?;
        Some(start + column.checked_sub(1)?)
    }
}
