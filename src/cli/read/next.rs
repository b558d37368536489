//! `next`: the next thing to do, or only the line to copy.

use crate::cli::answer::{Answer, Body};
use crate::cli::args::Next;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::refused;
use crate::cli::session::Session;
use crate::cli::suggest::{next_command, record_command};
use crate::error::Report;
use crate::projection::{NextView, RolloutView};

/// Shows the next thing to do.
pub(crate) fn next(session: &Session<'_, '_>, args: &Next) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, &args.flag)?;
    let next = &view.next;
    let asks = next.asks.clone();
    if !args.command {
        return Ok(Answer::new(next, page(&view))?.warn(asks));
    }
    Ok(Answer::with(next, Body::Page(command(next)?))?.warn(asks))
}

/// Returns the line to copy; a line with an open blank is never printed for copying.
fn command(next: &NextView) -> Result<Page, Report> {
    let about = |report: Report| Report {
        reasons: next.reasons.clone(),
        step: next.step.clone(),
        ..report
    };
    let Some(instruction) = &next.instruction else {
        let message = format!("the next thing is no command: {}", next.in_one_line());
        let code = if matches!(next.kind, "gate" | "wait") {
            "GATE_CLOSED"
        } else {
            "NO_COMMAND"
        };
        return Err(about(refused(code, message)));
    };
    if next.held {
        let message = "a gate is closed before this command";
        return Err(about(refused("GATE_CLOSED", message)));
    }
    if !next.copyable {
        let message = format!("a blank is open in {instruction}");
        let report =
            refused("BLANK_OPEN", message).hint("record it with step done … --set KEY=VALUE");
        return Err(about(report));
    }
    let mut page = Page::new();
    page.say(instruction);
    Ok(page)
}

fn page(view: &RolloutView) -> Page {
    let next = &view.next;
    let mut page = Page::new();
    page.push(Line::new().word(Role::Strong, &next.in_one_line()));
    if let Some(instruction) = next.instruction.as_ref().filter(|line| **line != next.text) {
        page.say(&format!("  {instruction}"));
    }
    for reason in &next.reasons {
        page.say(&format!("  - {reason}"));
    }
    let commands = [Some(next_command(view)), record_command(view)];
    for command in commands.into_iter().flatten() {
        page.push(Line::new().word(Role::Quiet, &format!("  {command}")));
    }
    page
}
