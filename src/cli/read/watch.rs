//! A page that goes on: printed again when something in it has changed, until nobody reads any more. It waits and records nothing.

use std::time::Duration;

use serde_json::Value;

use crate::cli::answer::{Answer, Body};
use crate::cli::output::lines;
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::error::Report;

/// How often is looked.
const INTERVAL: Duration = Duration::from_secs(2);

/// What a program ends with when the reader of its output went away, as a shell counts SIGPIPE.
const BROKEN_PIPE: u8 = 141;

/// Keys of a row that change with every second and so are no news.
const RUNNING: [&str; 4] = ["seconds_left", "age_days", "next", "left_s"];

/// Prints what `look` sees, and again whenever it is something else. As lines, only the rows that are new are printed.
pub(super) fn watch(
    session: &mut Session<'_, '_>,
    look: impl Fn(&Session<'_, '_>) -> Result<Answer, Report>,
) -> Result<Answer, Report> {
    if session.global.json {
        let hint = "give --format jsonl instead of --json";
        return Err(usage("a list that goes on is no single document", hint));
    }
    let mut known: Option<Vec<Value>> = None;
    loop {
        let answer = look(session)?;
        let rows = answer.data.as_array().cloned().unwrap_or_default();
        let still: Vec<Value> = rows.iter().cloned().map(without_clocks).collect();
        if known.as_ref() != Some(&still) {
            let is_new = |row: &Value| known.as_ref().is_none_or(|known| !known.contains(row));
            let text = if session.global.wants_lines() {
                let told = rows.iter().zip(&still).filter(|(_, still)| is_new(still));
                lines(&Value::Array(told.map(|(row, _)| row.clone()).collect()))
            } else {
                page(session, answer)
            };
            let stdout = &mut session.io.stdout;
            let written = stdout
                .write_all(text.as_bytes())
                .and_then(|()| stdout.flush());
            if written.is_err() {
                return Answer::with(&(), Body::Nothing(BROKEN_PIPE));
            }
            known = Some(still);
        }
        session.host.pause(INTERVAL);
    }
}

fn page(session: &Session<'_, '_>, answer: Answer) -> String {
    let at = session.zone().format(session.host.now(), "%H:%M:%S %Z");
    let body = match answer.body {
        Body::Page(page) | Body::Word(page) => session.style().page(&page),
        Body::Raw(text) => text,
        Body::Nothing(_) => String::new(),
    };
    format!("{at}\n{body}\n")
}

/// Takes away what a running clock changes, so that only what happened is left.
fn without_clocks(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let stays = map
                .into_iter()
                .filter(|(key, _)| !RUNNING.contains(&key.as_str()));
            let stays = stays.map(|(key, value)| (key, without_clocks(value)));
            Value::Object(stays.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_clocks).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_runs_is_no_news_and_a_state_is() {
        let row = |left: u64, state: &str| {
            without_clocks(serde_json::json!({
                "state": state, "timers": [{ "step": "1.1", "seconds_left": left }]
            }))
        };
        assert_eq!(row(10, "waiting"), row(8, "waiting"));
        assert_ne!(row(10, "waiting"), row(0, "elapsed"));
    }
}
