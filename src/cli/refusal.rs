//! The refusals that the command line itself has a reason for, each with its exit code and the next thing to try.

use crate::error::Report;

/// The command was typed wrong.
pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Report {
    report("USAGE", 2, message, Some(hint.into()))
}

/// Nothing has that name.
pub(crate) fn not_found(message: impl Into<String>, hint: impl Into<String>) -> Report {
    report("NOT_FOUND", 3, message, Some(hint.into()))
}

/// It is not allowed in this state.
pub(crate) fn refused(code: &'static str, message: impl Into<String>, hint: Option<String>) -> Report {
    report(code, 4, message, hint)
}

/// Somebody has to agree first, and cannot be asked or said no.
pub(crate) fn unconfirmed(message: impl Into<String>, hint: Option<String>) -> Report {
    report("NEEDS_CONFIRMATION", 5, message, hint)
}

/// Something outside failed.
pub(crate) fn failed(code: &'static str, message: impl Into<String>, hint: Option<String>) -> Report {
    report(code, 1, message, hint)
}

fn report(code: &'static str, exit: u8, message: impl Into<String>, hint: Option<String>) -> Report {
    Report {
        code,
        message: message.into(),
        hint,
        reasons: Vec::new(),
        step: None,
        exit,
    }
}
