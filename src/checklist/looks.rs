//! What a text that is no checklist looks like instead, and what can be done with it.

use super::reading::{Diagnostic, Severity};
use super::vocabulary;
use crate::domain::plan::StageKind;

/// Returns what a text looks like, by the phrases of the vocabulary; `None` when nothing tells.
pub(super) fn kind(text: &str) -> Option<&'static str> {
    vocabulary::find("looks", text)
}

/// How many headings of a rollout tell that a text was one.
const FEWEST_HEADINGS: usize = 3;

/// Counts the lines that are headings of stages which only rollouts have.
fn headings(text: &str) -> usize {
    let lines = text.lines().filter(|line| line.len() < 80);
    lines
        .filter(|line| {
            matches!(
                vocabulary::stage_kind(line.trim_start_matches('#')),
                Some(
                    StageKind::Nonprod
                        | StageKind::Canary
                        | StageKind::Ramp
                        | StageKind::Rollback
                        | StageKind::DefaultOn
                )
            )
        })
        .count()
}

/// Says that there is no rollout and what there is.
pub(super) fn instead(text: &str) -> Diagnostic {
    let items = text
        .lines()
        .filter(|line| line.trim_start().starts_with(['-', '*', '•']))
        .count();
    if headings(text) >= FEWEST_HEADINGS {
        let message =
            "no rollout found: the headings of a rollout are there, but its lists are lost";
        return Diagnostic::new("lists_lost", Severity::Warning, 0, message)
            .hint("copy the issue again, from its description's source");
    }
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
