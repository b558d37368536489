//! `export`: a rollout written out as its document, a report, a picture or a table; or the whole fleet.

use std::path::Path;

use serde_json::json;

use super::beside::Beside;
use crate::cli::answer::{Answer, Body};
use crate::cli::args::Export;
use crate::cli::confirm::agreed;
use crate::cli::output::{Line, Page, Role, success};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::error::Report;
use crate::export::{Form, csv, fleet_page, fleet_strips, fleet_table, markdown_table};
use crate::tracker::{Existing, Tracker, write_out};

/// How many days of a fleet are shown.
const DAYS: u32 = 28;

/// What is written out: as text, as data for scripts, and what it has no room for.
type Written = (String, serde_json::Value, Option<String>);

/// Writes a rollout out, or the fleet.
pub(crate) fn export(session: &mut Session<'_, '_>, args: &Export) -> Result<Answer, Report> {
    let hint = "ROLLGATE_AS says who you are here";
    let form = Form::parse(&args.form);
    let form = form.ok_or_else(|| usage(format!("{} is no form of export", args.form), hint))?;
    let tracker = session.open()?;
    let (text, data, warning) = match &args.flag {
        Some(flag) => of_rollout(session, &tracker, flag, form)?,
        None => of_fleet(session, &tracker, form)?,
    };
    match &args.output {
        Some(path) => Ok(to_file(session, path, &text)?.warn(warning.into_iter().collect())),
        None => Ok(Answer::with(&data, Body::Raw(text))?.warn(warning.into_iter().collect())),
    }
}

fn of_rollout(
    session: &Session<'_, '_>,
    tracker: &Tracker,
    flag: &str,
    form: Form,
) -> Result<Written, Report> {
    if form == Form::Json {
        let (_, view) = session.view(tracker, flag)?;
        let mut data = serde_json::to_value(&view).unwrap_or_default();
        Beside::of(tracker, &view, session.at()?)?.put_into(&mut data);
        return Ok((success(session.now, &data, &[]), data, None));
    }
    let id = tracker.find(flag)?;
    if matches!(form, Form::Markdown | Form::Checklist) && session.global.at.is_some() {
        let hint = "leave --at out";
        return Err(usage("the document is written as it stands now", hint));
    }
    let written = tracker.written(&id, form, session.at()?)?;
    let warning = unwritten(&written.left_out);
    let (text, mut data, _) = as_document(form, written.text);
    if let Some(data) = data.as_object_mut().filter(|_| form == Form::Markdown) {
        data.insert("left_out".to_owned(), json!(written.left_out));
    }
    Ok((text, data, warning))
}

fn of_fleet(session: &Session<'_, '_>, tracker: &Tracker, form: Form) -> Result<Written, Report> {
    if session.global.at.is_some() {
        return Err(usage(
            "the fleet is written as it stands now",
            "leave --at out",
        ));
    }
    let rows = tracker.fleet()?;
    let now = session.now;
    let text = match form {
        Form::Json => {
            let data = serde_json::to_value(&rows).unwrap_or_default();
            return Ok((success(now, &data, &[]), data, None));
        }
        Form::Markdown => markdown_table(&fleet_table(&rows, now)).join("\n") + "\n",
        Form::Csv => csv(&fleet_table(&rows, now)),
        Form::Strip => fleet_strips(&rows, &tracker.days(&rows, DAYS)?, now).file(),
        Form::Html => fleet_page(
            &rows,
            &tracker.days(&rows, DAYS)?,
            now,
            &tracker.template()?,
        )?,
        Form::Checklist
        | Form::Stages
        | Form::Ramp
        | Form::Gantt
        | Form::Packages
        | Form::CsvLog => {
            let message = format!("{} is about one rollout", form.as_str());
            return Err(usage(
                message,
                "name it, or take md, html, svg:strip, csv or json",
            ));
        }
    };
    Ok(as_document(form, text))
}

fn as_document(form: Form, text: String) -> Written {
    let data = json!({ "format": form.as_str(), "document": text });
    (text, data, None)
}

/// Warns of steps whose state is in no box of the document.
fn unwritten(numbers: &[String]) -> Option<String> {
    let (first, rest) = numbers.split_first()?;
    let steps = match rest.len() {
        0 => format!("step {first} has"),
        more => format!("step {first} and {more} more have"),
    };
    Some(format!(
        "the state of {steps} no box in the document that can hold it; --as checklist writes every state"
    ))
}

fn to_file(session: &mut Session<'_, '_>, path: &Path, text: &str) -> Result<Answer, Report> {
    if session.global.dry_run {
        return word("would write", path, text.len());
    }
    let is_there = std::fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    if is_there {
        agreed(session, &format!("write over {}", path.display()))?;
    }
    let existing = if is_there {
        Existing::Replace
    } else {
        Existing::Keep
    };
    write_out(path, text.as_bytes(), existing)?;
    word("ok wrote", path, text.len())
}

fn word(verb: &str, path: &Path, bytes: usize) -> Result<Answer, Report> {
    let mut page = Page::new();
    page.push(
        Line::new()
            .word(Role::Good, verb)
            .plain(&format!(" {bytes} bytes to {}", path.display())),
    );
    Answer::with(
        &json!({ "path": path.display().to_string(), "bytes": bytes }),
        Body::Word(page),
    )
}
