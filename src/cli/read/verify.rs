//! `verify`: the hash chain of every stream. It reports and mends nothing.

use crate::cli::answer::Answer;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::domain::counted;
use crate::error::{Exit, Report};

/// Checks that the history is untouched.
pub(crate) fn verify(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let report = session.open()?.verify()?;
    let mut page = Page::new();
    let (events, streams) = (
        counted(report.events, "event"),
        counted(report.streams, "stream"),
    );
    let counts = format!("{events} in {streams}");
    if report.ok {
        page.push(
            Line::new()
                .word(Role::Good, "ok")
                .plain(&format!(" {counts}, every hash fits")),
        );
    } else {
        let broken = format!("BROKEN in {} places", report.broken.len());
        page.push(
            Line::new()
                .word(Role::Bad, &broken)
                .plain(&format!(", of {counts}")),
        );
    }
    for broken in &report.broken {
        page.say(&format!(
            "  {} event {}: {}",
            broken.stream, broken.seq, broken.why
        ));
    }
    let exit = if report.ok { Exit::Ok } else { Exit::Data };
    Ok(Answer::new(&report, page)?.exit(exit))
}
