//! The one JSON document of a command: an envelope round its data, or round what went wrong. Keys are never taken away.

use serde::Serialize;
use serde_json::Value;

use super::escape::escaped;
use super::is_active;
use crate::domain::Timestamp;
use crate::error::Report;

/// The number of the contract; it changes when a key changes its meaning.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Success<'a> {
    schema: u32,
    rollgate: &'static str,
    now: Timestamp,
    data: &'a Value,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct Failure<'a> {
    schema: u32,
    rollgate: &'static str,
    now: Timestamp,
    error: Problem<'a>,
}

#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    message: &'a str,
    hint: Option<&'a str>,
    reasons: &'a [String],
    step: Option<&'a str>,
}

/// Returns the document of a command that worked, in one line with its line break.
pub(crate) fn success(now: Timestamp, data: &Value, warnings: &[String]) -> String {
    printed(&Success {
        schema: SCHEMA,
        rollgate: env!("CARGO_PKG_VERSION"),
        now,
        data,
        warnings,
    })
}

/// Returns the document of a command that did not.
pub(crate) fn failure(now: Timestamp, report: &Report) -> String {
    printed(&Failure {
        schema: SCHEMA,
        rollgate: env!("CARGO_PKG_VERSION"),
        now,
        error: Problem {
            code: report.code,
            message: &report.message,
            hint: report.hint.as_deref(),
            reasons: &report.reasons,
            step: report.step.as_deref(),
        },
    })
}

/// Returns data as documents without an envelope, one a line: each item of a list, or all of what is none.
pub(crate) fn lines(data: &Value) -> String {
    match data {
        Value::Array(items) => items.iter().map(printed).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            printed(data)
        }
    }
}

/// Prints a value so that a terminal can only show it: what acts becomes a JSON escape, which reads back as it was.
fn printed(document: &impl Serialize) -> String {
    let text = serde_json::to_string(document).unwrap_or_else(|error| {
        // Only a map with keys that are no text fails, and there is none.
        format!(
            "{{\"schema\":{SCHEMA},\"error\":{{\"code\":\"INTERNAL\",\"message\":\"{error}\"}}}}"
        )
    });
    escaped(&text, is_active) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_reads_back_and_holds_nothing_that_acts() {
        let title = "\u{1b}]0;x\u{7} \u{7f}\u{9b} \u{202e} \u{e0041} grüße";
        let now = "2026-01-31T14:32:00Z".parse().unwrap();
        let text = success(now, &serde_json::json!({ "title": title }), &[]);
        assert!(!text.trim_end().chars().any(is_active), "{text:?}");
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["data"]["title"], title);
        assert_eq!(read["now"], "2026-01-31T14:32:00Z");
    }
}
