//! A document cut into sections by its headings, and by the emphasis that stands for headings.

use super::block::{Block, Heading, Link, Prose};
use super::vocabulary;
use crate::domain::plan::StageKind;

/// The level of a paragraph that is bold only; below every true heading.
const BOLD: u8 = 7;
/// The level of a paragraph that is italic only.
const ITALIC: u8 = 8;
/// The longest text that may stand for a heading, in bytes.
const LONGEST: usize = 200;

/// What stands between one heading and the next.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// The titles above it and its own, without the document's title.
    pub(super) path: Vec<String>,
    pub(super) title: String,
    /// The links in the title.
    pub(super) links: Vec<Link>,
    /// The paragraph whose emphasis is the title, where it says more than the title.
    pub(super) lead: Option<Prose>,
    pub(super) blocks: Vec<Block>,
    kind: Option<StageKind>,
    is_rollback: bool,
    is_panel: bool,
}

impl Section {
    /// Returns what the section is for, by its own title, else by the nearest one above it that says so.
    pub(super) const fn kind(&self) -> Option<StageKind> {
        self.kind
    }

    /// Tells whether it belongs to the way back, by its title or one above it.
    pub(super) const fn is_rollback(&self) -> bool {
        self.is_rollback
    }

    /// Tells whether it is there to be read, not to be gone through.
    pub(super) const fn is_panel(&self) -> bool {
        self.is_panel
    }
}

/// A heading that covers what follows, and what it says of itself.
struct Above {
    level: u8,
    title: String,
    kind: Option<StageKind>,
}

impl Above {
    /// Returns what it says of the sections below it; a plan, a ramp or a way back says nothing of its parts.
    fn inherited(&self) -> Option<StageKind> {
        self.kind.filter(|kind| {
            !matches!(
                kind,
                StageKind::Plan | StageKind::Ramp | StageKind::Rollback | StageKind::Announce
            )
        })
    }
}

/// Cuts `blocks` into sections.
pub(super) fn cut(blocks: Vec<Block>) -> Vec<Section> {
    let blocks = with_emphasis(blocks);
    let title_line = document_title(&blocks).map(|heading| heading.prose.line);
    let mut sections = vec![Section::default()];
    let mut above: Vec<Above> = Vec::new();
    for (block, lead) in blocks {
        let Block::Heading(heading) = block else {
            if let Some(section) = sections.last_mut() {
                section.blocks.push(block);
            }
            continue;
        };
        let is_document = title_line == Some(heading.prose.line);
        let title = heading.prose.text.trim_end_matches(':').trim().to_owned();
        let own = vocabulary::stage_kind(&title);
        if !is_document {
            above.retain(|above| above.level < heading.level);
            above.push(Above {
                level: heading.level,
                title: title.clone(),
                kind: own,
            });
        }
        let is_rollback = |kind: Option<StageKind>| kind == Some(StageKind::Rollback);
        let own = own.filter(|_| !(is_document && is_rollback(own)));
        let mut covering = above.iter().rev().skip(1);
        sections.push(Section {
            path: above.iter().map(|above| above.title.clone()).collect(),
            kind: own.or_else(|| covering.find_map(Above::inherited)),
            is_rollback: above.iter().any(|above| is_rollback(above.kind)),
            is_panel: vocabulary::is_panel(&title),
            title,
            links: heading.prose.links,
            lead,
            blocks: Vec::new(),
        });
    }
    for section in &mut sections {
        section.blocks = super::block::attach_fences(std::mem::take(&mut section.blocks));
    }
    sections
}

/// Returns the heading that is the title of the whole document: the first one, when no other has its level 1.
fn document_title(blocks: &[(Block, Option<Prose>)]) -> Option<&Heading> {
    let mut headings = blocks.iter().filter_map(|(block, _)| match block {
        Block::Heading(heading) => Some(heading),
        Block::Prose(_) | Block::List(_) | Block::Fence(_) => None,
    });
    let first = headings.next().filter(|heading| heading.level == 1)?;
    headings.all(|heading| heading.level > 1).then_some(first)
}

/// Makes headings of paragraphs that stand for one.
fn with_emphasis(blocks: Vec<Block>) -> Vec<(Block, Option<Prose>)> {
    let mut after = blocks.into_iter().peekable();
    let mut result = Vec::new();
    while let Some(block) = after.next() {
        let Block::Prose(prose) = block else {
            result.push((block, None));
            continue;
        };
        match emphasis(&prose, after.peek()) {
            Some(heading) => {
                let says_more = heading.prose.text.len() < prose.text.len();
                result.push((Block::Heading(heading), says_more.then_some(prose)));
            }
            None => result.push((Block::Prose(prose), None)),
        }
    }
    result
}

fn emphasis(prose: &Prose, next: Option<&Block>) -> Option<Heading> {
    let lead = prose.lead.as_ref()?;
    let words = lead.text.split_whitespace().count();
    let is_aside = ["warning", "note", "important", "caution", "tip", "example"]
        .contains(&vocabulary::words(&lead.text).as_str());
    if words == 0 || words > 12 || is_aside || prose.text.len() > LONGEST {
        return None;
    }
    let is_title = words <= 8 && !lead.text.ends_with('.') && !lead.text.starts_with('(');
    let announces = lead.is_strong && matches!(next, Some(Block::List(_) | Block::Fence(_)));
    let stands_alone = lead.is_whole && (lead.is_strong || is_title);
    (stands_alone || announces).then(|| Heading {
        level: if lead.is_strong { BOLD } else { ITALIC },
        prose: Prose {
            text: lead.text.clone(),
            ..prose.clone()
        },
    })
}
