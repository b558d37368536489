//! Text copied from a rendered page brought back into blocks: headings by their words, bullets by their dashes, torn lines joined.

mod cut;
mod furniture;
mod join;
mod nest;

use self::cut::{Piece, pieces};
use self::join::Joiner;
use self::nest::{Flat, nest};
use super::block::{Block, Heading, Prose, Span};
use super::facts;
use super::lines::numbered;
use super::markdown::{Document, Task};
use super::reading::Form;
use super::repair::{Confidence, Repair, RepairKind, Repairs};
use super::vocabulary;
use crate::domain::flag::FlagName;

/// What is left after mending.
#[derive(Debug, Default)]
pub(super) struct Mended {
    pub(super) blocks: Vec<Block>,
    pub(super) tasks: Vec<Task>,
}

/// Tells whether a text has lost its marks: no heading, no box but `[-]`, and lines that are headings by their words only.
pub(super) fn form(text: &str, document: &Document) -> Form {
    let has_box = document.tasks.iter().any(|task| task.mark.symbol != "-");
    if has_box {
        return Form::Raw;
    }
    let lines = numbered(text);
    let is_marked = |line: &str| {
        let line = line.trim_start();
        line.starts_with("# ")
            || line.starts_with("## ")
            || line.starts_with("### ")
            || line.starts_with("```")
    };
    if lines.iter().any(|(_, line)| is_marked(line)) {
        return Form::Raw;
    }
    let headings = lines
        .iter()
        .filter(|(_, line)| is_heading(line, false))
        .count();
    let dots = lines
        .iter()
        .filter(|(_, line)| line.trim_start().starts_with('•'))
        .count();
    if headings >= 2 || dots >= 2 {
        Form::Rendered
    } else {
        Form::Raw
    }
}

/// Tells whether a line is a heading by its words; `strictly` when only whole known headings count.
fn is_heading(line: &str, strictly: bool) -> bool {
    let line = line.trim();
    let words = line.split_whitespace().count();
    if words == 0
        || words > 12
        || line.ends_with(['.', ','])
        || line.starts_with(['-', '•', '/', '*'])
    {
        return false;
    }
    if vocabulary::is_panel(line) || vocabulary::find("heading", line).is_some() {
        return true;
    }
    let begins = line.starts_with(|c: char| c.is_uppercase() || c == '(');
    !strictly
        && begins
        && words <= 9
        && !line.ends_with(':')
        && vocabulary::stage_kind(line).is_some()
}

/// Mends a text as far as its repairs are accepted.
pub(super) fn mend(text: &str, repairs: &mut Repairs) -> Mended {
    let mut mended = Mended::default();
    let lines = furniture::drop(numbered(text), repairs);
    let flag = flag(&lines);
    let mut rest = lines.as_slice();
    if let Some(((number, title), after)) = rest.split_first() {
        mended.blocks.push(heading(1, *number, title));
        rest = after;
    }
    let pieces = pieces(text, rest);
    let mut section: Vec<Piece> = Vec::new();
    for piece in pieces {
        let Piece::Heading { line, text } = piece else {
            section.push(piece);
            continue;
        };
        if repairs.offer(heading_repair(line, &text)) {
            close(
                std::mem::take(&mut section),
                flag.as_ref(),
                &mut mended,
                repairs,
            );
            mended.blocks.push(heading(2, line, &text));
        } else {
            let mark = None;
            section.push(Piece::Text { line, text, mark });
        }
    }
    close(section, flag.as_ref(), &mut mended, repairs);
    mended
}

fn heading_repair(line: usize, text: &str) -> Repair {
    let confidence = if is_heading(text, true) {
        Confidence::High
    } else {
        Confidence::Medium
    };
    let texts = (text.to_owned(), format!("## {text}"));
    Repair::new(line, RepairKind::Heading, texts, confidence)
}

/// Finds the name of the flag before anything is parted with its help: in the title, else in the first words about it.
fn flag(lines: &[(usize, &str)]) -> Option<FlagName> {
    let (_, first) = lines.first()?;
    let joined: Vec<&str> = lines.iter().map(|(_, line)| line.trim()).collect();
    facts::flag_in_line(first).or_else(|| facts::flag_in_text(&joined.join(" ")))
}

fn heading(level: u8, line: usize, text: &str) -> Block {
    Block::Heading(Heading {
        level,
        prose: prose(text.trim(), line),
    })
}

/// Makes prose of a line that may still have its backticks.
fn prose(text: &str, line: usize) -> Prose {
    let spans = text.split('`').skip(1).step_by(2).map(|code| Span {
        text: code.to_owned(),
        line,
    });
    Prose {
        spans: spans.collect(),
        ..Prose::plain(text.replace('`', ""), line)
    }
}

/// Makes blocks of what stood between two headings.
fn close(pieces: Vec<Piece>, flag: Option<&FlagName>, mended: &mut Mended, repairs: &mut Repairs) {
    let mut joiner = Joiner::new(flag, repairs);
    for piece in pieces {
        joiner.take(piece);
    }
    let result = joiner.finish();
    mended.tasks.extend(result.tasks);
    for part in result.parts {
        match part {
            join::Part::Prose(prose) => mended.blocks.push(Block::Prose(prose)),
            join::Part::List { items, closes } => {
                let items: Vec<Flat> = items;
                mended
                    .blocks
                    .push(Block::List(nest(items, closes, repairs)));
            }
        }
    }
}
