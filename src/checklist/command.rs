//! The lines to run in items, fences and prose. It finds them; chatops reads them.

use super::block::{Block, Fence, Item, Prose};
use super::template;
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
pub(super) fn of_prose(prose: &Prose) -> Vec<Instruction> {
    let spans: Vec<Instruction> = prose
        .spans
        .iter()
        .filter_map(|span| chatops::parse_line(&span.text))
        .collect();
    if spans.iter().any(is_operation) {
        return spans;
    }
    let mut found: Vec<Instruction> = chatops::scan(&prose.text)
        .into_iter()
        .filter_map(|found| chatops::parse_line(&found.text))
        .collect();
    found.extend(spans);
    found
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
