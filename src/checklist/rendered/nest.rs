//! Items without indentation nested again: by the ends of levels that are left as bare bullets, and by what items say.

use crate::checklist::block::{Block, Item};
use crate::checklist::repair::{Confidence, Repair, RepairKind, Repairs};
use crate::checklist::vocabulary;

/// The deepest level that is restored.
const DEEPEST: usize = 12;

/// How many items back a level is looked for that must have begun.
const MOST_LOOKED_AT: usize = 200;

/// An item whose depth is still to be found.
#[derive(Debug, Clone)]
pub(super) struct Flat {
    pub(super) item: Item,
    /// How many levels ended before it.
    pub(super) closes: usize,
    /// How far it is indented, where the text shows it.
    pub(super) indent: Option<usize>,
    /// Whether the bullet behind it shows that a level begins.
    pub(super) opens: bool,
    pub(super) depth: usize,
    /// Whether its words say that others are below it.
    pub(super) is_parent: bool,
}

/// Nests `flats`; `closes` levels end behind the last.
pub(super) fn nest(mut flats: Vec<Flat>, closes: usize, repairs: &mut Repairs) -> Vec<Item> {
    if flats.iter().any(|flat| flat.indent.is_some()) {
        by_indent(&mut flats);
    } else {
        by_closes(&mut flats, closes, repairs);
    }
    let mut rest = flats.into_iter().peekable();
    level(&mut rest, 0)
}

/// Takes the depth from the indentation.
fn by_indent(flats: &mut [Flat]) {
    let mut open: Vec<usize> = Vec::new();
    for flat in flats {
        let indent = flat.indent.unwrap_or_default();
        while open.last().is_some_and(|above| *above >= indent) {
            open.pop();
        }
        flat.depth = open.len().min(DEEPEST);
        open.push(indent);
    }
}

/// Finds the depth from the ends of levels: what ended must have begun, and where is told by the words.
fn by_closes(flats: &mut [Flat], trailing: usize, repairs: &mut Repairs) {
    let mut depth = 0_usize;
    for index in 0..flats.len() {
        let (before, rest) = flats.split_at_mut(index);
        let Some(flat) = rest.first_mut() else {
            return;
        };
        for _ in 0..flat.closes {
            depth = ended(before, depth, repairs);
        }
        if flat.closes == 0 && before.last().is_some_and(|above| begins(above, flat)) {
            depth = (depth + 1).min(DEEPEST);
        }
        flat.depth = depth;
    }
    for _ in 0..trailing {
        depth = ended(flats, depth, repairs);
    }
}

/// Ends one level; where none is known to be open, one is opened in hindsight.
fn ended(before: &mut [Flat], depth: usize, repairs: &mut Repairs) -> usize {
    if depth > 0 {
        return depth - 1;
    }
    let from = before.len().saturating_sub(MOST_LOOKED_AT);
    let before = before.get_mut(from..).unwrap_or_default();
    if let Some(parent) = parent_in_hindsight(before) {
        let (above, below) = before.split_at_mut(parent + 1);
        let accepted = above
            .last()
            .is_some_and(|parent| repairs.offer(nesting(parent, below.len())));
        for flat in below.iter_mut().filter(|_| accepted) {
            flat.depth = (flat.depth + 1).min(DEEPEST);
        }
    }
    0
}

fn nesting(parent: &Flat, below: usize) -> Repair {
    let text = &parent.item.prose.text;
    let confidence = if parent.is_parent {
        Confidence::Medium
    } else {
        Confidence::Low
    };
    let texts = (
        text.clone(),
        format!("{text} (with {below} items below it)"),
    );
    Repair::new(parent.item.line, RepairKind::Nesting, texts, confidence)
}

/// Finds the item below which a level must have begun: one that announces others, else the first without anything below it.
fn parent_in_hindsight(before: &[Flat]) -> Option<usize> {
    let has_none_below = |index: usize| before.get(index + 1).is_none_or(|next| next.depth == 0);
    let childless: Vec<usize> = before
        .iter()
        .enumerate()
        .filter(|(index, flat)| {
            flat.depth == 0 && index + 1 < before.len() && has_none_below(*index)
        })
        .map(|(index, _)| index)
        .collect();
    let announcing = childless
        .iter()
        .rev()
        .find(|index| before.get(**index).is_some_and(|flat| flat.is_parent));
    let last_with_some_below = before.iter().rposition(|flat| flat.depth > 0);
    let first = childless
        .iter()
        .find(|index| last_with_some_below.is_none_or(|last| **index > last));
    announcing.or(first).copied()
}

/// Tells whether the words of an item say that others are below it.
pub(super) fn is_parent(text: &str) -> bool {
    vocabulary::find("parent", text).is_some()
}

fn is_command(flat: &Flat) -> bool {
    !flat.item.prose.spans.is_empty()
}

/// Tells whether a level begins between two items: words that announce, a command below words, a condition below a plan.
fn begins(above: &Flat, flat: &Flat) -> bool {
    if is_command(above) || above.item.mark.is_some() {
        return false;
    }
    let text = &above.item.prose.text;
    let is_aside = text.starts_with('(') && !text.starts_with("(Optional");
    let announces = above.opens || above.item.prose.ends_with_colon();
    let is_condition = vocabulary::branch(&flat.item.prose.text).is_some();
    announces || (is_command(flat) && !is_aside) || (is_condition && above.is_parent)
}

fn level(rest: &mut std::iter::Peekable<std::vec::IntoIter<Flat>>, depth: usize) -> Vec<Item> {
    let mut items = Vec::new();
    while let Some(flat) = rest.next_if(|next| next.depth >= depth) {
        let mut item = flat.item;
        if rest.peek().is_some_and(|next| next.depth > depth) {
            item.blocks.push(Block::List(level(rest, depth + 1)));
        }
        items.push(item);
    }
    items
}
