//! What comes out of reading a document: a plan, and everything that was repaired, doubted or not understood on the way.

use serde::Serialize;

use super::repair::Repair;
use crate::domain::plan::Plan;

/// A document as read. Reading never fails; what went wrong is in `diagnostics`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Whether the text is a checklist that can be gone through at all.
    pub is_rollout: bool,
    /// What it asks for.
    pub plan: Plan,
    /// How much of everything there is.
    pub counts: Counts,
    /// What was mended, and how sure that is.
    pub repairs: Vec<Repair>,
    /// What only a person can answer.
    pub questions: Vec<Question>,
    /// What the reader has to be told.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the text still has its marks.
    pub form: Form,
}

/// Whether a text is Markdown or what was left of it after rendering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Markdown as it was written.
    Raw,
    /// Text copied from a page: headings and boxes are lost, bullets displaced.
    Rendered,
}

/// How much of everything a document holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Stages, without the rollback section.
    pub stages: usize,
    /// Steps in the stages, nested ones, groups and notes included.
    pub steps: usize,
    /// Live boxes in the source as GitHub-flavoured Markdown renders them, and those marked `~` and `-`.
    pub tasks: usize,
    /// Boxes with `x` or `X`.
    pub boxes_done: usize,
    /// Boxes with `~` or `-`.
    pub boxes_na: usize,
    /// Lines to copy and run, those of the rollback section included.
    pub instructions: usize,
    /// Questions that make branches applicable.
    pub decisions: usize,
    /// Steps that wait.
    pub waits: usize,
    /// Steps that watch.
    pub watches: usize,
    /// Steps whose result must be recorded.
    pub qa: usize,
    /// What was mended.
    pub repairs: usize,
    /// Different placeholders left to fill.
    pub blanks: usize,
}

/// Something that the document leaves open and only a person knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The word by which it is answered.
    pub key: String,
    /// The question.
    pub text: String,
    /// The answers to choose from; none where any text will do.
    pub options: Vec<String>,
    /// The line that asks it; 0 for the document as a whole.
    pub line: usize,
}

/// Something that the reader has to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// A word that scripts can rely on.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where, from 1; 0 for the document as a whole.
    pub line: usize,
    /// What is so.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Note,
    /// Somebody should look.
    Warning,
    /// It cannot go on so.
    Error,
}

impl Diagnostic {
    pub(super) fn new(
        code: &'static str,
        severity: Severity,
        line: usize,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            line,
            message: message.into(),
            hint: None,
        }
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
