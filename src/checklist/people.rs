//! Who answers for a rollout and what its document points to: owners, channels, links. It opens nothing.

use std::collections::HashSet;

use super::block::{Block, Item, Link};
use super::section::Section;
use super::vocabulary;
use crate::chatops;
use crate::domain::plan::{Owner, Reference, ReferenceKind};

/// Words of a role that owns something, outside a section that is about owners.
const ROLES: [&str; 8] = [
    "dri",
    "team",
    "pm",
    "em",
    "owner",
    "best individual",
    "release manager",
    "slack channel",
];

/// Returns the owners that a document names: `- Role: name` in a section about them, or with a role that says so.
pub(super) fn owners(sections: &[Section]) -> Vec<Owner> {
    let mut owners: Vec<Owner> = Vec::new();
    for section in sections.iter().filter(|section| section.is_panel()) {
        let about_owners = vocabulary::find("panel", &section.title) == Some("owners");
        for item in items(&section.blocks) {
            owners.extend(owner(item, about_owners));
        }
    }
    owners
}

fn owner(item: &Item, about_owners: bool) -> Option<Owner> {
    let (role, name) = item.prose.text.split_once(':')?;
    let (role, name) = (role.trim(), name.trim());
    let lower = role.to_lowercase();
    let words = format!(" {} ", vocabulary::words(&lower));
    let names_role = ROLES
        .iter()
        .any(|role| words.contains(&format!(" {role} ")));
    let has_role = about_owners || (names_role && words.split_whitespace().count() <= 8);
    let is_channel = lower.contains("channel");
    let is_open = name.is_empty()
        || name == "NAME"
        || chatops::blanks(name)
            .iter()
            .any(|blank| name.contains(blank.as_str()));
    (has_role && !is_channel && !is_open && !name.starts_with("//")).then(|| Owner {
        role: role.to_owned(),
        name: name.to_owned(),
    })
}

/// Returns channels and links in the order in which they are named, each once.
pub(super) fn references(sections: &[Section]) -> Vec<Reference> {
    let mut references = References::default();
    for section in sections {
        of_text(&section.title, &section.links, &mut references);
        of_blocks(&section.blocks, &mut references);
    }
    references.all
}

/// References found so far, each once.
#[derive(Debug, Default)]
struct References {
    all: Vec<Reference>,
    targets: HashSet<String>,
}

fn of_blocks(blocks: &[Block], references: &mut References) {
    let mut waiting: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = waiting.pop() {
        match block {
            Block::Prose(prose) => of_text(&prose.text, &prose.links, references),
            Block::List(items) => {
                // The stack is read from its end, so what comes first is pushed last.
                for item in items.iter().rev() {
                    waiting.extend(item.blocks.iter().rev());
                }
                for item in items {
                    of_text(&item.prose.text, &item.prose.links, references);
                }
            }
            Block::Heading(_) | Block::Fence(_) => {}
        }
    }
}

fn of_text(text: &str, links: &[Link], references: &mut References) {
    for link in links {
        let kind = kind_of(&link.target);
        add(references, kind, &link.text, &link.target);
    }
    // Every reference has one of these signs, and few texts have any.
    if !(text.contains("://") || ['#', '!', '&'].iter().any(|sign| text.contains(*sign))) {
        return;
    }
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '"')) {
        let word = word.trim_end_matches(['.', ':', ';', '!', '?']);
        if word.starts_with("https://") || word.starts_with("http://") {
            add(references, kind_of(word), "", word);
        } else if is_channel(word) {
            add(references, ReferenceKind::Channel, "", word);
        } else if let Some((kind, word)) = decorated(word) {
            add(references, kind, "", word);
        }
    }
}

fn add(references: &mut References, kind: ReferenceKind, text: &str, target: &str) {
    let is_one = !target.is_empty() && !target.starts_with('<');
    if is_one && references.targets.insert(target.to_owned()) {
        references.all.push(Reference {
            kind,
            text: text.to_owned(),
            target: target.to_owned(),
        });
    }
}

/// Tells whether a word is a Slack channel: `#g_team`, `#production`.
fn is_channel(word: &str) -> bool {
    let Some(name) = word.strip_prefix('#') else {
        return false;
    };
    name.len() > 2
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c))
        && chatops::blanks(name).is_empty()
}

/// Reads `#12`, `!34` and `&56` as GitLab writes them, with a project or a group before them or not: `a/b#12`.
///
/// Behind the number may stand `+` or `+s`, by which GitLab shows the title. Source: GitLab Flavored Markdown, references.
fn decorated(word: &str) -> Option<(ReferenceKind, &str)> {
    let word = word
        .strip_suffix("+s")
        .unwrap_or(word)
        .trim_end_matches('+');
    let at = word.rfind(['#', '!', '&'])?;
    let (path, reference) = word.split_at_checked(at)?;
    let (mark, digits) = (reference.chars().next()?, reference.get(1..)?);
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let is_path = path
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    let names_project = path.contains('/') && !path.starts_with('/');
    let names_group = mark == '&' && path.len() > 2;
    if !is_path || !(path.is_empty() || names_project || names_group) {
        return None;
    }
    let kind = match mark {
        '!' => ReferenceKind::MergeRequest,
        _ => ReferenceKind::Issue,
    };
    Some((kind, word))
}

fn kind_of(target: &str) -> ReferenceKind {
    let has = |parts: &[&str]| parts.iter().any(|part| target.contains(part));
    if target.starts_with('#') {
        ReferenceKind::Other
    } else if has(&["/issues/", "/work_items/", "/epics/"]) {
        ReferenceKind::Issue
    } else if has(&["/merge_requests/", "/pull/"]) {
        ReferenceKind::MergeRequest
    } else if has(&[
        "dashboards.",
        "grafana",
        "kibana",
        "sentry",
        "log.gprd",
        "prometheus",
    ]) {
        ReferenceKind::Dashboard
    } else if has(&["docs.", "/doc/", "handbook"]) {
        ReferenceKind::Documentation
    } else {
        ReferenceKind::Other
    }
}

fn items(blocks: &[Block]) -> impl Iterator<Item = &Item> {
    blocks.iter().flat_map(|block| match block {
        Block::List(items) => items.as_slice(),
        Block::Heading(_) | Block::Prose(_) | Block::Fence(_) => &[],
    })
}
