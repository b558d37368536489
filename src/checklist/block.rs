//! The one shape that every kind of document is brought into before it is understood: headings, prose, lists, fences.

use crate::domain::plan::Mark;

/// A part of a document, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading, or emphasis that stands for one.
    Heading(Heading),
    /// A paragraph.
    Prose(Prose),
    /// A list, or the rows of a table that are tasks.
    List(Vec<Item>),
    /// Lines set apart as code.
    Fence(Fence),
}

/// A heading; the smaller the level, the more it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) prose: Prose,
}

/// Running text brought into one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Prose {
    /// The words, without markup.
    pub(super) text: String,
    /// Where it begins, from 1.
    pub(super) line: usize,
    /// The code in it.
    pub(super) spans: Vec<Span>,
    /// The links in it.
    pub(super) links: Vec<Link>,
    /// The emphasis that it begins with.
    pub(super) lead: Option<Lead>,
}

/// A code span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) line: usize,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) target: String,
}

/// Emphasis at the beginning of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead {
    pub(super) text: String,
    pub(super) is_strong: bool,
    /// Whether nothing else stands in the paragraph.
    pub(super) is_whole: bool,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) line: usize,
    pub(super) mark: Option<Mark>,
    /// Whether a box that is no Markdown is ticked: one in HTML or an option of a form, which has no mark.
    pub(super) ticked: Option<bool>,
    /// Its first paragraph.
    pub(super) prose: Prose,
    /// What follows in it.
    pub(super) blocks: Vec<Block>,
    /// Whether the text shows that it never had a box, where boxes are lost.
    pub(super) is_plain: bool,
}

/// A block of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fence {
    pub(super) line: usize,
    pub(super) info: String,
    /// Its lines with their numbers.
    pub(super) lines: Vec<(usize, String)>,
    pub(super) is_fenced: bool,
}

impl Item {
    /// Tells whether it has a box.
    pub(super) const fn is_box(&self) -> bool {
        self.mark.is_some() || self.ticked.is_some()
    }

    /// Tells whether it or anything below it has a box.
    pub(super) fn has_box(&self) -> bool {
        self.is_box() || self.lists().flatten().any(Self::has_box)
    }

    /// Returns the lists directly in it.
    pub(super) fn lists(&self) -> impl Iterator<Item = &Vec<Self>> {
        self.blocks.iter().filter_map(|block| match block {
            Block::List(items) => Some(items),
            Block::Heading(_) | Block::Prose(_) | Block::Fence(_) => None,
        })
    }
}

impl Prose {
    /// Makes prose of plain words.
    pub(super) fn plain(text: impl Into<String>, line: usize) -> Self {
        Self {
            text: text.into(),
            line,
            ..Self::default()
        }
    }

    /// Tells whether it announces what comes next.
    pub(super) fn ends_with_colon(&self) -> bool {
        self.text.trim_end().ends_with([':', '：'])
    }
}

/// Tells whether any item has a box.
pub(super) fn any_box(blocks: &[Block]) -> bool {
    let lists = blocks.iter().filter_map(|block| match block {
        Block::List(items) => Some(items),
        Block::Heading(_) | Block::Prose(_) | Block::Fence(_) => None,
    });
    lists.flatten().any(Item::has_box)
}

/// Gives each fence that stands directly behind an item ending in a colon to that item.
///
/// Templates write the rollback command at column 0 below its box, where Markdown no longer takes it for a part of the item.
pub(super) fn attach_fences(blocks: Vec<Block>) -> Vec<Block> {
    let is_fence = |block: &Block| matches!(block, Block::Fence(_));
    if !blocks.iter().any(is_fence) {
        return blocks;
    }
    let mut attached: Vec<Block> = Vec::new();
    for block in blocks {
        let Block::Fence(fence) = block else {
            attached.push(block);
            continue;
        };
        let announcing = match attached.last_mut() {
            Some(Block::List(items)) => announcing_item(items),
            Some(Block::Heading(_) | Block::Prose(_) | Block::Fence(_)) | None => None,
        };
        match announcing {
            Some(item) => item.blocks.push(Block::Fence(fence)),
            None => attached.push(Block::Fence(fence)),
        }
    }
    attached
}

/// Returns the last item, the deepest first, whose text ends with a colon and that has nothing below it yet.
fn announcing_item(items: &mut [Item]) -> Option<&mut Item> {
    let last = items.last_mut()?;
    if last.prose.ends_with_colon() && last.lists().next().is_none() {
        return Some(last);
    }
    last.blocks.iter_mut().rev().find_map(|block| match block {
        Block::List(nested) => announcing_item(nested),
        Block::Heading(_) | Block::Prose(_) | Block::Fence(_) => None,
    })
}
