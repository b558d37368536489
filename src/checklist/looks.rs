//! What a text that is no checklist looks like instead, and what can be done with it.

use super::reading::{Diagnostic, Severity};
use super::vocabulary;

/// Returns what a text looks like, by the phrases of the vocabulary; `None` when nothing tells.
pub(super) fn kind(text: &str) -> Option<&'static str> {
    vocabulary::find("looks", text)
}

/// Says that there is no rollout and what there is.
pub(super) fn instead(text: &str) -> Diagnostic {
    let items = text
        .lines()
        .filter(|line| line.trim_start().starts_with(['-', '*', '•']))
        .count();
    let message = match kind(text) {
        Some(kind) => format!(
            "no rollout found: this reads like {kind} ({items} list items, no task and no line to run)"
        ),
        None if text.trim().is_empty() => "no rollout found: the text is empty".to_owned(),
        None => format!("no rollout found: {items} list items, no task and no line to run"),
    };
    let hint = match kind(text) {
        Some("a bug report") => "record it as a blocker of the rollout that it holds up",
        Some("a proposal") => {
            "keep it as a reference; packages and migrations have commands of their own"
        }
        Some(_) | None => "a rollout has boxes (`- [ ]`) or chatops lines",
    };
    Diagnostic::new("not_a_rollout", Severity::Warning, 0, message).hint(hint)
}
