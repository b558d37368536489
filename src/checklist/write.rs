//! Marks written back into a source: the bytes of the boxes change and nothing else, or nothing at all.

use std::collections::BTreeMap;

use thiserror::Error;

use super::lines::Lines;
use super::markdown::{Task, TaskForm, html, tasks};
use super::reflow::reflow;
use crate::domain::plan::Mark;

/// A wish to change one box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toggle {
    /// The box as it was read.
    pub mark: Mark,
    /// What shall stand in it: one character. A box in HTML takes `x` and a space, or the attribute that ticks it as written.
    pub symbol: String,
}

/// A wish with what has to be written for it.
#[derive(Debug)]
struct Wish<'t> {
    mark: &'t Mark,
    written: String,
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
    let forms: BTreeMap<(usize, usize), TaskForm> = before
        .iter()
        .map(|task| ((task.mark.start, task.mark.end), task.form))
        .collect();
    let mut wishes = Vec::with_capacity(toggles.len());
    for toggle in toggles {
        let form = forms.get(&(toggle.mark.start, toggle.mark.end)).copied();
        wishes.push(wish(
            source,
            toggle,
            form,
            lines.line_at(toggle.mark.start),
        )?);
    }
    wishes.sort_by_key(|wish| wish.mark.start);
    wishes.dedup_by_key(|wish| wish.mark.start);
    let written = spliced(read, &wishes)?;
    compare(&before, &wishes, &tasks(&written))?;
    spliced(source, &wishes)
}

/// Tells whether a box can hold a symbol; one in HTML can be ticked or not, nothing else.
pub fn holds(mark: &Mark, symbol: char) -> bool {
    let is_html = mark.symbol.is_empty() || html::ticks(&mark.symbol);
    !is_html || matches!(symbol, 'x' | ' ')
}

/// Puts the wished symbols in the place of the old ones.
fn spliced(source: &str, wishes: &[Wish<'_>]) -> Result<String, WriteBackError> {
    let mut written = String::with_capacity(source.len() + wishes.len() * 8);
    let mut from = 0;
    for wish in wishes {
        let unchanged = source.get(from..wish.mark.start);
        written.push_str(unchanged.ok_or_else(|| moved(wish.mark, 0))?);
        written.push_str(&wish.written);
        from = wish.mark.end;
    }
    written.push_str(source.get(from..).unwrap_or_default());
    Ok(written)
}

fn moved(mark: &Mark, line: usize) -> WriteBackError {
    WriteBackError::Moved {
        line,
        symbol: mark.symbol.clone(),
    }
}

/// Checks one toggle against the source: a box, with these bytes, that is no link, and a symbol that fits.
fn wish<'t>(
    source: &str,
    toggle: &'t Toggle,
    form: Option<TaskForm>,
    line: usize,
) -> Result<Wish<'t>, WriteBackError> {
    let mark = &toggle.mark;
    let stands = source.get(mark.start..mark.end) == Some(mark.symbol.as_str());
    let form =
        form.filter(|form| stands && (*form == TaskForm::Html || is_in_brackets(source, mark)));
    let form = form.ok_or_else(|| moved(mark, line))?;
    let written = match form {
        TaskForm::Html => attribute(toggle),
        TaskForm::Rendered | TaskForm::Glued | TaskForm::Bare => {
            fits(&toggle.symbol).then(|| toggle.symbol.clone())
        }
    };
    let bad = || WriteBackError::BadSymbol {
        line,
        symbol: toggle.symbol.clone(),
    };
    Ok(Wish {
        mark,
        written: written.ok_or_else(bad)?,
    })
}

fn is_in_brackets(source: &str, mark: &Mark) -> bool {
    let before = source.get(..mark.start);
    let after = source.get(mark.end..);
    before.is_some_and(|before| before.ends_with('['))
        && after.is_some_and(|after| after.starts_with(']') && !after.starts_with("]:"))
}

/// Tells whether a symbol is one character that can stand in a box.
fn fits(symbol: &str) -> bool {
    let mut symbols = symbol.chars();
    let fits = symbols.next().is_some_and(|c| {
        c == ' ' || !(c.is_whitespace() || c.is_control() || "[]\\`<>&!*_|".contains(c))
    });
    fits && symbols.next().is_none()
}

/// Returns the attribute to be written into a box in HTML; `None` for what it cannot hold.
fn attribute(toggle: &Toggle) -> Option<String> {
    let was = &toggle.mark.symbol;
    match toggle.symbol.as_str() {
        "" | " " => Some(String::new()),
        "x" | "X" if was.is_empty() => Some(html::CHECKED.to_owned()),
        "x" | "X" => Some(was.clone()),
        written => html::ticks(written).then(|| written.to_owned()),
    }
}

/// Checks that the boxes after are those before, with the wished marks.
fn compare(before: &[Task], wishes: &[Wish<'_>], after: &[Task]) -> Result<(), WriteBackError> {
    let mut shift: isize = 0;
    let wishes: BTreeMap<usize, &Wish<'_>> =
        wishes.iter().map(|wish| (wish.mark.start, wish)).collect();
    for (index, task) in before.iter().enumerate() {
        let wish = wishes.get(&task.mark.start);
        let symbol = wish.map_or(&task.mark.symbol, |wish| &wish.written);
        let expected = task.mark.start.checked_add_signed(shift);
        // A box in HTML that is not ticked any more has its place elsewhere in the tag.
        let may_move = wish.is_some() && symbol.is_empty();
        let same = after.get(index).is_some_and(|found| {
            let stands = may_move || Some(found.mark.start) == expected;
            stands && found.mark.symbol == *symbol
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
