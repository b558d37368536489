//! `export`: a rollout written out, its own document byte for byte but for the boxes that changed, a clean checklist, or JSON.

use std::io::Write as _;
use std::path::Path;

use serde_json::json;

use super::beside::Beside;
use crate::cli::answer::{Answer, Body};
use crate::cli::args::Export;
use crate::cli::output::{Line, Page, Role, success};
use crate::cli::refusal::{failed, usage};
use crate::cli::session::Session;
use crate::error::Report;

/// Writes a rollout out.
pub(crate) fn export(session: &Session<'_, '_>, args: &Export) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let mut warnings = Vec::new();
    let (text, data) = match args.form.as_str() {
        form @ ("md" | "checklist") => {
            if session.global.at.is_some() {
                return Err(usage(
                    "the document is written as it stands now",
                    "leave --at out",
                ));
            }
            let id = tracker.find(&args.flag)?;
            let (text, left_out) = if form == "md" {
                let exported = tracker.export_markdown(&id)?;
                (exported.text, exported.left_out)
            } else {
                (tracker.export_checklist(&id)?, Vec::new())
            };
            warnings.extend(unwritten(&left_out));
            let data = json!({ "format": form, "document": text, "left_out": left_out });
            (text, data)
        }
        "json" => {
            let (_, view) = session.view(&tracker, &args.flag)?;
            let mut data = serde_json::to_value(&view).unwrap_or_default();
            Beside::of(&tracker, &view, session.at()?)?.put_into(&mut data);
            (success(session.now, &data, &[]), data)
        }
        other => {
            let hint = "the forms are md, checklist and json; ROLLGATE_AS says who you are here";
            return Err(usage(format!("{other} is no form of export"), hint));
        }
    };
    let Some(path) = &args.output else {
        return Ok(Answer::with(&data, Body::Raw(text))?.warn(warnings));
    };
    if session.global.dry_run {
        return Ok(word("would write", path, text.len())?.warn(warnings));
    }
    write(path, text.as_bytes())?;
    Ok(word("ok wrote", path, text.len())?.warn(warnings))
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

/// Writes a file whole or not at all: beside it first, then in its place. A link in its place is replaced, not followed.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Report> {
    let problem = |error: std::io::Error| {
        failed("NOT_WRITTEN", format!("{}: {error}", path.display()))
            .hint("nothing was written; name another file")
    };
    let name = path
        .file_name()
        .ok_or_else(|| usage("-o needs the name of a file", "give -o FILE"))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(beside);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(&beside).map_err(problem)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        std::fs::remove_file(&beside).ok();
        problem(error)
    })
}
