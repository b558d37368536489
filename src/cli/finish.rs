//! What came out of a command, printed: one document or one page on standard output, talk beside it, an exit code at the end.

use std::io::{ErrorKind, Write as _};

use super::answer::{Answer, Body};
use super::output::{Page, Style, escaped, failure, lines, shown, success};
use super::refusal::failed;
use super::session::Session;
use crate::error::Report;

/// What a program ends with when the reader of its output went away, as a shell counts SIGPIPE.
const BROKEN_PIPE: u8 = 141;

/// Prints what came out and returns the exit code.
pub(crate) fn finish(session: &mut Session<'_, '_>, answer: Result<Answer, Report>) -> u8 {
    match answer {
        Ok(answer) => deliver(session, answer),
        Err(report) => refuse(session, &report),
    }
}

fn deliver(session: &mut Session<'_, '_>, answer: Answer) -> u8 {
    if let Body::Nothing(code) = answer.body {
        return code;
    }
    let is_page = matches!(answer.body, Body::Page(_));
    let is_plain = session.global.json || session.global.format.is_some();
    let is_long = is_page && !is_plain && !session.global.no_pager && session.io.terminal.stdout;
    let text = if session.global.json {
        let document = success(session.now, &answer.data, &answer.warnings);
        document_letters(session, document)
    } else if session.global.wants_lines() {
        document_letters(session, lines(&answer.data))
    } else {
        for warning in &answer.warnings {
            session.talk(&format!("warning: {warning}"));
        }
        body(session, answer.body)
    };
    if is_long && session.host.page(&session.setting.pager, &text) {
        return answer.exit.code();
    }
    let code = print(session, &text, answer.changed);
    if code == 0 { answer.exit.code() } else { code }
}

fn body(session: &Session<'_, '_>, body: Body) -> String {
    match body {
        Body::Word(_) if session.global.quiet => String::new(),
        Body::Word(page) | Body::Page(page) => session.style().page(&page),
        // A terminal gets no byte that acts on it, not even from a document that is printed as it is.
        Body::Raw(text) if session.io.terminal.stdout => {
            let lines = text
                .lines()
                .map(|line| session.style().letters(&shown(line)) + "\n");
            lines.collect()
        }
        Body::Raw(text) => text,
        Body::Nothing(_) => String::new(),
    }
}

/// Escapes what is not ASCII where only ASCII may be printed.
fn document_letters(session: &Session<'_, '_>, document: String) -> String {
    if session.ascii() {
        escaped(&document, |letter| !letter.is_ascii())
    } else {
        document
    }
}

fn refuse(session: &mut Session<'_, '_>, report: &Report) -> u8 {
    let code = report.exit.code();
    if session.global.json {
        let document = document_letters(session, failure(session.now, report));
        let printed = print(session, &document, false);
        return if printed == 0 { code } else { printed };
    }
    complain(session, report);
    code
}

/// Says on standard error what went wrong; `--quiet` does not silence it.
fn complain(session: &mut Session<'_, '_>, report: &Report) {
    let style = Style {
        color: false,
        ascii: session.ascii(),
    };
    let mut page = Page::new();
    page.say(&format!("error: {}", report.message));
    for reason in report
        .reasons
        .iter()
        .filter(|reason| **reason != report.message)
    {
        page.say(&format!("  - {reason}"));
    }
    if let Some(hint) = &report.hint {
        page.say(&format!("hint: {hint}"));
    }
    session
        .io
        .stderr
        .write_all(style.page(&page).as_bytes())
        .ok();
}

/// Writes to standard output. A reader that went away is no error; a full disk is.
fn print(session: &mut Session<'_, '_>, text: &str, changed: bool) -> u8 {
    let stdout = &mut session.io.stdout;
    let Err(error) = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    else {
        return 0;
    };
    if error.kind() == ErrorKind::BrokenPipe {
        return BROKEN_PIPE;
    }
    let mut report = failed(
        "NOT_PRINTED",
        format!("standard output cannot be written: {error}"),
    );
    if changed {
        report = report.hint("what was asked has been recorded; do not ask again");
    }
    complain(session, &report);
    report.exit.code()
}
