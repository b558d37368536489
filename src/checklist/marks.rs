//! What is odd about the boxes of a source, whatever they stand for: marks that renderers do not show, or show as something else.

use super::lines::numbered;
use super::markdown::{Document, Task, TaskForm};
use super::reading::{Diagnostic, Severity};

/// Returns what is odd about boxes, and the fences that would hide them.
pub(super) fn diagnostics(text: &str, document: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &document.unclosed {
        let message = "a code block is opened here and never closed";
        found.push(
            Diagnostic::new("unclosed_fence", Severity::Warning, *line, message)
                .hint("boxes behind it are code to any renderer; close it to make them tasks"),
        );
    }
    let closed = document
        .boxed
        .iter()
        .filter(|(line, _)| !document.unclosed.contains(line));
    found.extend(closed.map(|(line, count)| {
        let boxes = if *count == 1 {
            "box stands"
        } else {
            "boxes stand"
        };
        let message = format!("{count} {boxes} in this code block, where they are no tasks");
        Diagnostic::new("boxes_in_fence", Severity::Note, *line, message)
            .hint("import the inside of the block by itself if it is the checklist")
    }));
    found.extend(document.fixed.iter().map(fixed));
    found.extend(document.tasks.iter().filter_map(unknown_mark));
    let glued = document
        .tasks
        .iter()
        .filter(|task| task.form == TaskForm::Glued);
    found.extend(glued.map(|task| {
        let message = "no space stands behind this box, so GitHub shows it as text";
        Diagnostic::new("box_without_space", Severity::Note, task.line, message)
            .hint("put a space behind the bracket")
    }));
    found.extend(document.tasks.iter().filter_map(|task| struck(text, task)));
    if !document.tasks.is_empty() {
        found.extend(defined(text));
    }
    found
}

/// Boxes whose state no text can hold: it is kept here and written nowhere.
fn fixed((line, count): &(usize, usize)) -> Diagnostic {
    let boxes = if *count == 1 {
        "the box here"
    } else {
        "the boxes here"
    };
    let message =
        format!("{boxes} cannot be ticked in the text ({count}): their state is kept here only");
    Diagnostic::new("fixed_box", Severity::Note, *line, message)
        .hint("export as a checklist to write their state down")
}

fn unknown_mark(task: &Task) -> Option<Diagnostic> {
    let symbol = task.mark.symbol.as_str();
    let known = task.form == TaskForm::Html
        || matches!(symbol, "x" | "X" | "~" | "-")
        || symbol.trim().is_empty();
    (!known).then(|| {
        let message =
            format!("the mark [{symbol}] has no agreed meaning, so the step's state is unknown");
        Diagnostic::new("unknown_mark", Severity::Note, task.line, message)
            .hint("write [ ], [x] or [~]")
    })
}

/// Two `[~]` in one paragraph, which strike through what stands between them.
///
/// Source: GitLab Flavored Markdown, where one `~` on each side strikes text through.
fn struck(text: &str, task: &Task) -> Option<Diagnostic> {
    let rest = text.get(task.mark.end + 1..)?.lines().next()?;
    let is_pair = task.mark.symbol == "~" && rest.contains("[~]");
    is_pair.then(|| {
        let message = "two [~] stand in this line, so GitLab strikes through what is between them and shows no box";
        Diagnostic::new("tilde_pair", Severity::Warning, task.line, message)
            .hint("write the second one as code: `[~]`")
    })
}

/// Link definitions with the name of a mark: every box with it becomes a link.
fn defined(text: &str) -> Vec<Diagnostic> {
    if !text.contains("]: ") {
        return Vec::new();
    }
    let mut is_code = false;
    let mut found = Vec::new();
    for (number, line) in numbered(text) {
        let line = line.trim_start();
        is_code ^= line.starts_with("```") || line.starts_with("~~~");
        let defines = ["[x]: ", "[X]: ", "[~]: ", "[-]: "]
            .iter()
            .any(|start| line.starts_with(start));
        if defines && !is_code {
            let message = "a link with the name of a mark is defined here, so boxes with that mark become links";
            found.push(
                Diagnostic::new("mark_definition", Severity::Warning, number, message)
                    .hint("give the link another name"),
            );
        }
    }
    found
}
