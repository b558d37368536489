//! Marks written back into a source: the bytes of the boxes change and nothing else, or nothing at all.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::lines::Lines;
use super::markdown::{Task, tasks};
use super::reflow::reflow;
use crate::domain::plan::Mark;

/// A wish to change one box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toggle {
    /// The box as it was read.
    pub mark: Mark,
    /// What shall stand in it: one character.
    pub symbol: String,
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WriteBackError {
    /// The source is not the one that the box was read from.
    #[error("line {line}: there is no box with `{symbol}` any more")]
    Moved {
        /// Where, from 1.
        line: usize,
        /// What stood in the box.
        symbol: String,
    },
    /// No box can hold this.
    #[error("line {line}: `{symbol}` cannot stand in a box")]
    BadSymbol {
        /// Where, from 1.
        line: usize,
        /// What was asked for.
        symbol: String,
    },
    /// Another box would change with it: a link definition, a pair of strike-through marks.
    #[error("line {line}: the change would alter how another part of the document reads")]
    Entangled {
        /// Where, from 1.
        line: usize,
    },
}

/// Changes boxes and nothing else.
///
/// Each box is checked to stand where it was read, the text is spliced, and read again: the same boxes must be there with
/// only the wished marks changed. Otherwise nothing is written and the error names the line.
pub fn write_back(source: &str, toggles: &[Toggle]) -> Result<String, WriteBackError> {
    let lines = Lines::of(source);
    // Lines run together are parted byte for byte, so that a box stands at the same place in both texts.
    let parted = reflow(source);
    let read = parted.as_deref().unwrap_or(source);
    let before = tasks(read);
    let mut wishes: Vec<&Toggle> = toggles.iter().collect();
    wishes.sort_by_key(|toggle| toggle.mark.start);
    wishes.dedup_by_key(|toggle| toggle.mark.start);
    let known: BTreeSet<(usize, usize)> = before
        .iter()
        .map(|task| (task.mark.start, task.mark.end))
        .collect();
    for toggle in &wishes {
        check(source, toggle, &known, lines.line_at(toggle.mark.start))?;
    }
    let written = spliced(read, &wishes)?;
    compare(&before, &wishes, &tasks(&written))?;
    spliced(source, &wishes)
}

/// Puts the wished symbols in the place of the old ones.
fn spliced(source: &str, wishes: &[&Toggle]) -> Result<String, WriteBackError> {
    let mut written = String::with_capacity(source.len() + wishes.len() * 4);
    let mut from = 0;
    for toggle in wishes {
        let unchanged = source.get(from..toggle.mark.start);
        written.push_str(unchanged.ok_or_else(|| moved(toggle, 0))?);
        written.push_str(&toggle.symbol);
        from = toggle.mark.end;
    }
    written.push_str(source.get(from..).unwrap_or_default());
    Ok(written)
}

fn moved(toggle: &Toggle, line: usize) -> WriteBackError {
    WriteBackError::Moved {
        line,
        symbol: toggle.mark.symbol.clone(),
    }
}

/// Checks one wish against the source: a box, with these bytes, that is no link, and a symbol that fits.
fn check(
    source: &str,
    toggle: &Toggle,
    known: &BTreeSet<(usize, usize)>,
    line: usize,
) -> Result<(), WriteBackError> {
    let mark = &toggle.mark;
    let is_known = known.contains(&(mark.start, mark.end));
    let stands = source.get(mark.start..mark.end) == Some(mark.symbol.as_str())
        && source
            .get(..mark.start)
            .is_some_and(|before| before.ends_with('['))
        && source
            .get(mark.end..)
            .is_some_and(|after| after.starts_with(']') && !after.starts_with("]:"));
    if !is_known || !stands {
        return Err(moved(toggle, line));
    }
    let mut symbols = toggle.symbol.chars();
    let fits = symbols.next().is_some_and(|c| {
        c == ' ' || !(c.is_whitespace() || c.is_control() || "[]\\`<>&!*_|".contains(c))
    });
    if fits && symbols.next().is_none() {
        Ok(())
    } else {
        Err(WriteBackError::BadSymbol {
            line,
            symbol: toggle.symbol.clone(),
        })
    }
}

/// Checks that the boxes after are those before, with the wished marks.
fn compare(before: &[Task], wishes: &[&Toggle], after: &[Task]) -> Result<(), WriteBackError> {
    let mut shift: isize = 0;
    let wishes: BTreeMap<usize, &&Toggle> = wishes
        .iter()
        .map(|toggle| (toggle.mark.start, toggle))
        .collect();
    for (index, task) in before.iter().enumerate() {
        let wish = wishes.get(&task.mark.start);
        let symbol = wish.map_or(&task.mark.symbol, |toggle| &toggle.symbol);
        let expected = task.mark.start.checked_add_signed(shift);
        let same = after.get(index).is_some_and(|found| {
            Some(found.mark.start) == expected && found.mark.symbol == *symbol
        });
        if !same {
            return Err(WriteBackError::Entangled { line: task.line });
        }
        shift += isize::try_from(symbol.len()).unwrap_or(0)
            - isize::try_from(task.mark.symbol.len()).unwrap_or(0);
    }
    match after.get(before.len()) {
        Some(extra) => Err(WriteBackError::Entangled { line: extra.line }),
        None => Ok(()),
    }
}
