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
