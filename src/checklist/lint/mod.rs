//! What a checklist should be told before it is gone through. It points at lines and changes nothing.

mod line;
mod shape;

use serde::Serialize;

use super::reading::{Reading, Severity};
use crate::domain::plan::RolloutKind;

/// Something that a checklist does badly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A word that scripts can rely on: `no_rollback`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// Where, from 1; 0 for the document as a whole.
    pub line: usize,
    /// What is so.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Every code that a finding can have, in the order of the page that explains them.
pub const LINT_CODES: [&str; 37] = [
    "percentage_without_actors",
    "percentage_with_scope",
    "random_deprecated",
    "random_used",
    "hundred_percent",
    "ladder_jump",
    "production_first",
    "name_missing",
    "value_missing",
    "value_invalid",
    "word_too_many",
    "value_before_name",
    "option_without_value",
    "unknown_option",
    "unknown_subcommand",
    "address_missing",
    "open_blank",
    "no_rollback",
    "no_qa",
    "no_owner",
    "no_channel",
    "licensed_name",
    "duplicate_step",
    "contradiction",
    "wait_after_close",
    "flag_unknown",
    "flag_conflict",
    "unknown_mark",
    "box_without_space",
    "tilde_pair",
    "mark_definition",
    "unclosed_fence",
    "boxes_in_fence",
    "fixed_box",
    "state_lost",
    "lists_lost",
    "not_a_rollout",
];

/// Looks for what a checklist does badly; the findings come in the order of the document.
///
/// What chatops would refuse is an error, what goes wrong later is a warning, what is only missing is a note. What
/// reading found is among the findings. Rules about flags hold for rollouts of flags only.
pub fn lint(reading: &Reading) -> Vec<Finding> {
    let mut findings: Vec<Finding> = reading
        .diagnostics
        .iter()
        .map(|found| Finding {
            code: found.code.to_owned(),
            severity: found.severity,
            line: found.line,
            message: found.message.clone(),
            hint: found.hint.clone(),
        })
        .collect();
    if reading.is_rollout {
        findings.extend(line::findings(&reading.plan));
        findings.extend(shape::findings(&reading.plan));
        if reading.plan.kind == RolloutKind::FeatureFlag {
            findings.extend(shape::of_flag(&reading.plan));
        }
    }
    findings.sort_by_key(|finding| finding.line);
    findings
}

fn finding(code: &str, severity: Severity, line: usize, message: impl Into<String>) -> Finding {
    Finding {
        code: code.to_owned(),
        severity,
        line,
        message: message.into(),
        hint: None,
    }
}

impl Finding {
    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

#[cfg(test)]
mod tests;
