//! What a document is about: title, flag, kind of work, generation of template. Where two places disagree it says so and takes the title's word.

use std::collections::BTreeSet;

use super::block::{Block, Prose};
use super::markdown::Document;
use super::section::Section;
use super::vocabulary;
use crate::chatops;
use crate::domain::flag::FlagName;
use crate::domain::plan::{Instruction, RolloutKind};

/// The longest first line that is taken for a title, in bytes.
const LONGEST_TITLE: usize = 160;

/// How much of a text is held against the templates, in bytes; none is a tenth as long.
const LONGEST_TEMPLATE: usize = 200_000;

/// A title with the code in it.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub(super) text: String,
    codes: Vec<String>,
}

/// Finds the title: a first heading of level 1, a first line, a suggestion in a comment, the front matter, any heading.
pub(super) fn title(document: &Document, sections: &[Section]) -> Title {
    first_block(document)
        .or_else(|| quick_action(sections))
        .or_else(|| suggestion(document))
        .or_else(|| front_matter(document))
        .or_else(|| any_heading(sections))
        .unwrap_or_else(|| Title {
            text: "Untitled checklist".to_owned(),
            codes: Vec::new(),
        })
}

fn first_block(document: &Document) -> Option<Title> {
    match document.blocks.first()? {
        Block::Heading(heading) if heading.level == 1 => Some(of_prose(&heading.prose)),
        Block::Prose(prose) => {
            let title = of_prose(prose);
            let tagged = title.text.starts_with('[');
            let plain =
                !title.text.ends_with(['.', ':']) && !title.text.starts_with(['/', '<', '{']);
            (tagged || plain && title.text.len() <= LONGEST_TITLE && !title.text.is_empty())
                .then_some(title)
        }
        Block::Heading(_) | Block::List(_) | Block::Fence(_) => None,
    }
}

fn of_prose(prose: &Prose) -> Title {
    Title {
        text: prose.text.clone(),
        codes: prose.spans.iter().map(|span| span.text.clone()).collect(),
    }
}

/// Reads a title out of GitLab's quick action `/title`.
fn quick_action(sections: &[Section]) -> Option<Title> {
    prose(sections).find_map(|prose| {
        let (_, title) = prose.text.split_once("/title ")?;
        let title = title.split(" /").next().unwrap_or(title).trim();
        (!title.is_empty()).then(|| of_line(title))
    })
}

/// Goes through the paragraphs of all sections.
pub(super) fn prose(sections: &[Section]) -> impl Iterator<Item = &Prose> {
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| match block {
        Block::Prose(prose) => Some(prose),
        Block::Heading(_) | Block::List(_) | Block::Fence(_) => None,
    })
}

fn suggestion(document: &Document) -> Option<Title> {
    document.comments.iter().find_map(|comment| {
        let (before, after) = comment.split_once(':')?;
        let first = after.lines().next()?.trim();
        let is_title = before.to_ascii_lowercase().starts_with("title");
        (is_title && !first.is_empty()).then(|| of_line(first))
    })
}

fn front_matter(document: &Document) -> Option<Title> {
    let matter = document.front_matter.as_deref()?;
    ["title:", "name:"].iter().find_map(|key| {
        let line = matter.lines().find_map(|line| line.strip_prefix(key))?;
        let text = line.trim().trim_matches(['"', '\'']);
        (!text.is_empty()).then(|| of_line(text))
    })
}

fn any_heading(sections: &[Section]) -> Option<Title> {
    let section = sections.iter().find(|section| !section.title.is_empty())?;
    Some(of_line(&section.title))
}

/// Reads a title out of one line of Markdown.
fn of_line(line: &str) -> Title {
    let codes = line.split('`').skip(1).step_by(2).map(str::to_owned);
    Title {
        codes: codes.collect(),
        text: line.replace('`', "").trim().to_owned(),
    }
}

/// Finds the flag in a line that is a title.
pub(super) fn flag_in_line(line: &str) -> Option<FlagName> {
    flag_in_title(&of_line(line))
}

/// Finds the flag in the title: in backticks, or as the last word with an underscore of a title about a flag.
pub(super) fn flag_in_title(title: &Title) -> Option<FlagName> {
    let lower = title.text.to_ascii_lowercase();
    let about_a_flag = lower.contains("feature flag") || lower.contains("[ff]");
    let mut codes = title.codes.iter();
    let in_code =
        codes.find_map(|code| real_name(code).filter(|_| about_a_flag || code.contains('_')));
    if in_code.is_some() || !about_a_flag {
        return in_code;
    }
    let word = |word: &str| real_name(word.trim_matches(['"', '\'', ',', '.', '(', ')', '“', '”']));
    let with_underscore = title
        .text
        .split_whitespace()
        .filter(|text| text.contains('_'));
    with_underscore.filter_map(word).next_back().or_else(|| {
        let (_, after) = title.text.rsplit_once(':')?;
        let mut words = after.split_whitespace();
        let only = words.next()?;
        words.next().is_none().then(|| word(only)).flatten()
    })
}

/// Finds the flag in sentences that are about it: `behind the x feature flag`, `remove the x feature flag`.
///
/// Other flags are named in documents too, so a name alone does not count.
pub(super) fn flag_in_text(text: &str) -> Option<FlagName> {
    if !text.contains('_') {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| vocabulary::words(word);
    (0..words.len()).find_map(|at| {
        let mut rest = words.get(at..)?.iter().copied();
        let about = bare(rest.next()?);
        if !matches!(
            about.as_str(),
            "behind" | "remove" | "enable" | "rollout" | "of"
        ) {
            return None;
        }
        let mut word = rest.next()?;
        if matches!(bare(word).as_str(), "the" | "a" | "our") {
            word = rest.next()?;
        }
        let follows = [rest.next().map(bare), rest.next().map(bare)];
        let is_flag = follows == [Some("feature".to_owned()), Some("flag".to_owned())];
        let name = word.trim_matches(['`', ':', '.', ',', '"', '(', ')']);
        (is_flag && name.contains('_'))
            .then(|| real_name(name))
            .flatten()
    })
}

/// Returns the flags that instructions change, each once.
pub(super) fn flags_of<'a, I: Iterator<Item = &'a Instruction>>(instructions: I) -> Vec<FlagName> {
    let mut flags: Vec<FlagName> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for instruction in instructions.filter(|instruction| instruction.changes_a_flag()) {
        let named = instruction.flag.as_deref();
        let named = named.filter(|named| seen.insert(named));
        let flag = named.and_then(real_name);
        flags.extend(flag.filter(|flag| !flags.contains(flag)));
    }
    flags
}

/// Takes a word for the name of a flag unless it is a placeholder for one.
fn real_name(word: &str) -> Option<FlagName> {
    let word = word.trim().trim_matches(['`', ':']);
    let is_word = word.len() > 2 && word.chars().any(char::is_lowercase);
    FlagName::parse(word)
        .filter(|_| is_word && chatops::blanks(word).is_empty() && !chatops::is_flag_blank(word))
}

/// Says what kind of work the document is about.
pub(super) fn kind(
    title: &Title,
    sections: &[Section],
    instructions: &[&Instruction],
) -> RolloutKind {
    let by_headings = || {
        sections
            .iter()
            .find_map(|section| vocabulary::rollout_kind(&section.title))
    };
    let about_a_flag = || {
        let words = prose(sections).map(|prose| vocabulary::words(&prose.text));
        let mut found = words.filter(|words| words.contains("feature flag"));
        found.next().map(|_| RolloutKind::FeatureFlag)
    };
    let changes_a_flag = instructions.iter().any(|line| line.changes_a_flag());
    vocabulary::rollout_kind(&title.text)
        .or_else(|| changes_a_flag.then_some(RolloutKind::FeatureFlag))
        .or_else(about_a_flag)
        .or_else(by_headings)
        .unwrap_or(RolloutKind::Other)
}

/// Says which generation of GitLab's template a rollout of a flag was written from, by the marks that each one left.
///
/// Source: the template's history in gitlab-org/gitlab `.gitlab/issue_templates/Feature Flag Roll Out.md`.
pub(super) fn generation(
    source: &str,
    has_boxes: bool,
    instructions: &[&Instruction],
) -> Option<String> {
    let mut end = source.len().min(LONGEST_TEMPLATE);
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let words = vocabulary::words(source.get(..end).unwrap_or_default());
    let has = |phrase: &str| words.contains(phrase);
    let is_new = |line: &&&Instruction| line.normalised.starts_with("/chatops gitlab run feature");
    let any_new = instructions.iter().any(|line| is_new(&line));
    let names_pre = instructions
        .iter()
        .any(|line| line.normalised.contains(" --pre"));
    let generation = if has("this issue is just the commands") || (any_new && !has_boxes) {
        "g6"
    } else if names_pre {
        "g5"
    } else if has("between every step wait for at least") {
        "g4"
    } else if has("rollout on non production environments") {
        "g3"
    } else if has("partial rollout phase") || has("rollout timeline") {
        "g2"
    } else if has("beta groups projects") && has("roll out steps") {
        "g1"
    } else {
        return None;
    };
    Some(generation.to_owned())
}
