//! One report for every failure: the same words on the screen, in the shell and in JSON.

use super::exit::Exit;
use crate::domain::rollout::{Rejection, RejectionCode};
use crate::store::StoreError;
use crate::tracker::TrackerError;

/// A failure as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The kind, which scripts rely on.
    pub code: &'static str,
    /// What happened, in one line.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
    /// Every reason.
    pub reasons: Vec<String>,
    /// The place of the step that it is about.
    pub step: Option<String>,
    /// How the program ends with it.
    pub exit: Exit,
}

impl Report {
    /// Makes a report without hint and reasons.
    pub fn new(code: &'static str, message: impl Into<String>, exit: Exit) -> Self {
        Self {
            code,
            message: message.into(),
            hint: None,
            reasons: Vec::new(),
            step: None,
            exit,
        }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Tells whether it was refused by a rule; otherwise something broke.
    pub fn is_refusal(&self) -> bool {
        matches!(
            self.exit,
            Exit::Refused | Exit::NotFound | Exit::Unconfirmed | Exit::Changed
        )
    }
}

impl From<TrackerError> for Report {
    fn from(error: TrackerError) -> Self {
        match error {
            TrackerError::Rejected {
                rejection,
                name,
                step,
            } => refused(&rejection, &name, step),
            TrackerError::NotFound { .. } => {
                Self::new("NOT_FOUND", error.to_string(), Exit::NotFound)
                    .hint("rollgate list --all shows every rollout")
            }
            TrackerError::IncidentNotFound { .. } => {
                Self::new("INCIDENT_NOT_FOUND", error.to_string(), Exit::NotFound)
                    .hint("rollgate incident list shows every incident")
            }
            TrackerError::Ambiguous { .. } => {
                Self::new("AMBIGUOUS", error.to_string(), Exit::NotFound).hint("name more of it")
            }
            TrackerError::StepNotFound { .. } => {
                Self::new("STEP_NOT_FOUND", error.to_string(), Exit::NotFound)
                    .hint("rollgate show FLAG lists the steps with their numbers")
            }
            TrackerError::NotARollout {
                ref diagnostics, ..
            } => Self {
                reasons: diagnostics
                    .iter()
                    .map(|found| found.message.clone())
                    .collect(),
                hint: diagnostics.iter().find_map(|found| found.hint.clone()),
                ..Self::new("NOT_A_ROLLOUT", error.to_string(), Exit::Refused)
            },
            TrackerError::AlreadyImported { ref name, .. } => {
                let hint = format!("rollgate show {name}");
                Self::new("ALREADY_IMPORTED", error.to_string(), Exit::Refused).hint(hint)
            }
            TrackerError::Changed { ref texts, .. } => Self {
                reasons: texts.clone(),
                hint: Some("look at what changed, then try again".to_owned()),
                ..Self::new("CHANGED", error.to_string(), Exit::Changed)
            },
            TrackerError::Unreadable { .. } => {
                Self::new("DAMAGED", with_causes(&error), Exit::Data).hint("rollgate verify")
            }
            TrackerError::CalendarFile { ref source, .. } => {
                Self::new("CALENDAR", error.to_string(), Exit::Usage).hint(source.hint.clone())
            }
            TrackerError::Unsealable { .. }
            | TrackerError::WriteBack { .. }
            | TrackerError::Policies(_)
            | TrackerError::Calendar { .. } => {
                Self::new("FAILED", with_causes(&error), Exit::Failed)
            }
            TrackerError::Page(error) => Self::from(error),
            TrackerError::Template { .. } => Self::new("TEMPLATE", error.to_string(), Exit::Usage),
            TrackerError::Package(refusal) => Self::from(refusal),
            TrackerError::Scan(error) => Self::from(error),
            TrackerError::Store(error) => Self::from(error),
        }
    }
}

fn refused(rejection: &Rejection, name: &str, step: Option<String>) -> Report {
    let exit = match rejection.code {
        RejectionCode::NotFound => Exit::NotFound,
        RejectionCode::GateClosed
        | RejectionCode::BlankOpen
        | RejectionCode::WrongState
        | RejectionCode::ReasonMissing => Exit::Refused,
    };
    let hint = match rejection.code {
        RejectionCode::GateClosed => Some(format!("rollgate next {name}")),
        RejectionCode::BlankOpen => Some(fill_in(rejection, name, step.as_deref())),
        RejectionCode::ReasonMissing => rejection
            .reasons
            .iter()
            .any(|reason| !matches!(reason.about.as_str(), "title" | "name" | "label" | "link"))
            .then(|| "say why with --reason or --note".to_owned()),
        RejectionCode::NotFound | RejectionCode::WrongState => None,
    };
    let message = match rejection.reasons.as_slice() {
        [reason] => reason.text.clone(),
        reasons => format!("refused for {} reasons", reasons.len()),
    };
    Report {
        code: rejection.code.as_str(),
        message,
        hint,
        reasons: rejection
            .reasons
            .iter()
            .map(|reason| reason.text.clone())
            .collect(),
        step,
        exit,
    }
}

/// Says how every open blank is filled, and how the step is passed without.
fn fill_in(rejection: &Rejection, name: &str, step: Option<&str>) -> String {
    let bare = |blank: &str| {
        blank
            .trim_matches(['<', '>', '{', '}', '[', ']'])
            .to_owned()
    };
    let blanks = rejection.reasons.iter().map(|reason| bare(&reason.about));
    let pairs: Vec<String> = blanks.map(|key| format!("--set '{key}=…'")).collect();
    let step = step.unwrap_or("STEP");
    format!(
        "rollgate step done {name} {step} {}   (or pass it with step override and a reason)",
        pairs.join(" ")
    )
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

impl From<StoreError> for Report {
    fn from(error: StoreError) -> Self {
        let is_conflict = matches!(error, StoreError::Conflict { .. });
        let exit = if is_conflict {
            Exit::Changed
        } else {
            Exit::Data
        };
        Self::new("DATA", with_causes(&error), exit)
    }
}
