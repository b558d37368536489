//! The lines to run in items, fences and prose. It finds them; chatops reads them.

use super::block::{Block, Fence, Item, Prose, Span};
use super::{template, vocabulary};
use crate::chatops;
use crate::domain::plan::{Dialect, Instruction};

/// What a fence is written in when its lines are for a shell.
const SHELLS: [&str; 7] = [
    "sh",
    "shell",
    "bash",
    "zsh",
    "console",
    "shell-session",
    "shellscript",
];

/// Words that forbid what they stand before.
const NEGATIONS: [&str; 5] = ["not", "dont", "never", "avoid", "cannot"];

/// Words that may stand between one that forbids and the code that it forbids.
const BEFORE_CODE: [&str; 8] = ["use", "run", "execute", "call", "the", "do", "a", "any"];

/// Tells whether a line is one that acts on flags or deployments, not just any shell line.
pub(super) fn is_operation(instruction: &Instruction) -> bool {
    matches!(instruction.dialect, Dialect::Chatops | Dialect::Console)
}

/// Returns the lines to run of an item: in its words and in the fences and paragraphs directly in it.
pub(super) fn of_item(item: &Item) -> Vec<Instruction> {
    let mut instructions = of_prose(&item.prose);
    for block in &item.blocks {
        match block {
            Block::Prose(prose) => instructions.extend(of_prose(prose)),
            Block::Fence(fence) => {
                instructions.extend(of_fence(fence).into_iter().map(|(_, line)| line));
            }
            Block::Heading(_) | Block::List(_) => {}
        }
    }
    instructions
}

/// Returns the lines to run in running text: its code spans, or what looks like one where nothing is marked as code.
///
/// What the text says not to run is none, nor is the name of a file that nothing runs.
pub(super) fn of_prose(prose: &Prose) -> Vec<Instruction> {
    let allowed = |span: &&Span| !is_warned_of(&prose.text, &span.text);
    let lines = prose
        .spans
        .iter()
        .filter(allowed)
        .filter_map(|span| chatops::parse_line(&span.text))
        .filter(|line| line.dialect != Dialect::Shell || !names_a_text(&line.normalised));
    // Instructions are large and stay for long, so there is room for as many as there can be and no more.
    let mut spans: Vec<Instruction> = Vec::with_capacity(prose.spans.len());
    spans.extend(lines);
    if spans.iter().any(is_operation) {
        return spans;
    }
    let places = chatops::scan(&prose.text);
    let mut found: Vec<Instruction> = Vec::with_capacity(places.len() + spans.len());
    let allowed = places
        .iter()
        .filter(|found| !is_warned_of(&prose.text, &found.text));
    found.extend(allowed.filter_map(|found| chatops::parse_line(&found.text)));
    found.extend(spans);
    found
}

/// Tells whether the words directly before a piece of code say that it must not be run: `do NOT use`, `never run`.
fn is_warned_of(text: &str, code: &str) -> bool {
    let before = text.split_once(code).map(|(before, _)| before);
    let Some(before) = before.filter(|before| !before.is_empty()) else {
        return false;
    };
    let sentence = before.rsplit(['.', ';', '!', '?']).next();
    let sentence = sentence.unwrap_or_default();
    if sentence.is_ascii() && !may_end_a_warning(sentence) {
        return false;
    }
    let words = vocabulary::words(sentence);
    let words: Vec<&str> = words.rsplit(' ').take(4).collect();
    let is_not = |word: &&str| NEGATIONS.contains(word);
    let mut between = words.iter().take_while(|word| !is_not(word));
    between.all(|word| BEFORE_CODE.contains(word)) && words.iter().any(is_not)
}

/// Tells whether the last word of a sentence in ASCII can belong to a warning; mostly it cannot, and the others need not be read.
fn may_end_a_warning(sentence: &str) -> bool {
    let said = sentence.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let mut words = said.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '\'');
    let last = vocabulary::words(words.next().unwrap_or_default());
    let is_in = |known: &[&str]| known.contains(&last.as_str());
    is_in(&NEGATIONS) || is_in(&BEFORE_CODE)
}

/// Tells whether a line is nothing but the name of a file that is read, not run: `./docs/notes.md`.
fn names_a_text(line: &str) -> bool {
    let name = line.rsplit('/').next().unwrap_or_default();
    let kind = name.rsplit_once('.').map(|(_, kind)| kind);
    !line.contains(char::is_whitespace)
        && kind.is_some_and(|kind| {
            [
                "md", "txt", "rst", "json", "yml", "yaml", "toml", "html", "xml", "lock",
            ]
            .contains(&kind)
        })
}

/// Returns the lines to run in a fence, with their places: each chatops or console line by itself, shell lines together.
pub(super) fn of_fence(fence: &Fence) -> Vec<(usize, Instruction)> {
    let info = fence.info.split_whitespace().next().unwrap_or_default();
    let is_shell = SHELLS.contains(&info.to_ascii_lowercase().as_str());
    let mut instructions = Vec::new();
    let mut script: Vec<(usize, &str)> = Vec::new();
    for (number, text) in &fence.lines {
        let without = template::without_logic(text);
        let line = without.trim();
        let read = chatops::parse_line(line);
        let is_comment = line.is_empty() || line.starts_with("# ") || line.starts_with("```");
        let joins = !is_comment && (is_shell || !script.is_empty() || read.is_some());
        match read.filter(|read| {
            read.dialect != Dialect::Shell && script.is_empty() || is_operation(read)
        }) {
            Some(instruction) => {
                instructions.extend(shell(&mut script));
                instructions.push((*number, instruction));
            }
            None if joins && (info.is_empty() || is_shell) => script.push((*number, text)),
            None => {}
        }
    }
    instructions.extend(shell(&mut script));
    instructions
}

/// Makes one instruction of the shell lines gathered so far.
fn shell(script: &mut Vec<(usize, &str)>) -> Option<(usize, Instruction)> {
    let (first, _) = *script.first()?;
    let lines: Vec<&str> = std::mem::take(script)
        .into_iter()
        .map(|(_, text)| text.trim_end())
        .collect();
    Some((first, chatops::shell(&lines.join("\n"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_not_be_run_is_no_line_to_run() {
        for (text, code, expected) in [
            ("Push it: git push origin v1", "git push origin v1", 1),
            ("Do NOT use git push --tags", "git push --tags", 0),
            ("Never run git push --tags here", "git push --tags", 0),
            ("Look at it (don't run git gc yet)", "git gc", 0),
            ("Do not wait. Run git push", "git push", 1),
            ("If it is not there, run git fetch", "git fetch", 1),
            ("Write ./docs/notes.md", "./docs/notes.md", 0),
            ("Run ./bin/notes", "./bin/notes", 1),
            (
                "Do not run /chatops run feature set a_b true",
                "/chatops run feature set a_b true",
                0,
            ),
        ] {
            let spans = vec![Span {
                text: code.to_owned(),
                line: 1,
            }];
            let prose = Prose {
                spans,
                ..Prose::plain(text, 1)
            };
            assert_eq!(of_prose(&prose).len(), expected, "{text}");
        }
    }
}
