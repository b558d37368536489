//! The refusals that the command line itself has a reason for, each with its exit code and the next thing to try.

use crate::error::{Exit, Report};

/// The command was typed wrong.
pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Report {
    Report::new("USAGE", message, Exit::Usage).hint(hint)
}

/// Nothing has that name.
pub(crate) fn not_found(message: impl Into<String>, hint: impl Into<String>) -> Report {
    Report::new("NOT_FOUND", message, Exit::NotFound).hint(hint)
}

/// It is not allowed in this state.
pub(crate) fn refused(code: &'static str, message: impl Into<String>) -> Report {
    Report::new(code, message, Exit::Refused)
}

/// Somebody has to agree first, and cannot be asked or said no.
pub(crate) fn unconfirmed(message: impl Into<String>) -> Report {
    Report::new("NEEDS_CONFIRMATION", message, Exit::Unconfirmed)
}

/// Something outside failed.
pub(crate) fn failed(code: &'static str, message: impl Into<String>) -> Report {
    Report::new(code, message, Exit::Failed)
}
