//! A refusal: every reason at once, in words that a person can act on.

use std::fmt;

use serde::Serialize;

use super::gate::Reason;
use crate::domain::id::StepId;

/// Why a command was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejection {
    /// The kind of refusal, which scripts rely on.
    pub code: RejectionCode,
    /// Every reason, the weightiest first.
    pub reasons: Vec<Reason>,
    /// The step that it is about.
    pub step: Option<StepId>,
}

/// The kinds of refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RejectionCode {
    /// A gate is closed.
    GateClosed,
    /// A placeholder that matters is not filled.
    BlankOpen,
    /// Nothing has that name.
    NotFound,
    /// Not in this state of the rollout or of the step.
    WrongState,
    /// A reason or a note has to be given.
    ReasonMissing,
}

impl RejectionCode {
    /// Returns the word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GateClosed => "GATE_CLOSED",
            Self::BlankOpen => "BLANK_OPEN",
            Self::NotFound => "NOT_FOUND",
            Self::WrongState => "WRONG_STATE",
            Self::ReasonMissing => "REASON_MISSING",
        }
    }
}

impl Rejection {
    /// Makes a refusal with one reason.
    pub fn new(code: RejectionCode, about: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            code,
            reasons: vec![Reason::new(about, text)],
            step: None,
        }
    }

    /// Makes a refusal for several reasons.
    pub fn for_reasons(code: RejectionCode, reasons: Vec<Reason>) -> Self {
        Self {
            code,
            reasons,
            step: None,
        }
    }

    /// Says which step it is about.
    #[must_use]
    pub fn about_step(mut self, step: &StepId) -> Self {
        self.step = Some(step.clone());
        self
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, reason) in self.reasons.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{}", reason.text)?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejection {}
