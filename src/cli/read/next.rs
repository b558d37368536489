//! `next`: the next thing to do, or only the line to copy.

use crate::chatops;
use crate::cli::answer::{Answer, Body};
use crate::cli::args::Next;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::refused;
use crate::cli::session::Session;
use crate::cli::suggest::{next_command, record_command};
use crate::domain::Timestamp;
use crate::domain::rollout::{Gate, Passage, Switch, switch_gates};
use crate::error::Report;
use crate::projection::{History, NextView, RolloutView};

/// Shows the next thing to do.
pub(crate) fn next(session: &Session<'_, '_>, args: &Next) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (id, view) = session.view(&tracker, &args.flag)?;
    let now = session.at()?.unwrap_or(session.now);
    let history = tracker.history(&id)?.at(now);
    let passage = tracker.passage_at(now)?;
    let closed = closed_gates(&history, &view, &passage, now);
    let reasons = |hard: bool| {
        let gates = closed.iter().filter(move |gate| gate.hard == hard);
        gates.flat_map(|gate| gate.reasons.iter().map(|reason| reason.text.clone()))
    };
    if !args.command {
        let warnings = reasons(true).chain(reasons(false)).collect();
        return Ok(Answer::new(&view.next, page(&view))?.warn(warnings));
    }
    let page = command(&view.next)?;
    let against: Vec<String> = reasons(true).collect();
    if !against.is_empty() {
        let report = refused("GATE_CLOSED", "a gate is closed before this command");
        return Err(Report {
            reasons: against,
            step: view.next.step,
            ..report
        });
    }
    let answer = Answer::with(&view.next, Body::Page(page))?;
    Ok(answer.warn(reasons(false).collect()))
}

/// Returns the gates that are closed to the line that comes next, if it switches the flag.
fn closed_gates(
    history: &History,
    view: &RolloutView,
    passage: &Passage,
    now: Timestamp,
) -> Vec<Gate> {
    let line = view
        .next
        .instruction
        .as_deref()
        .filter(|_| view.next.kind == "step");
    let (Some(line), Some(plan)) = (
        line.and_then(chatops::parse_line),
        history.rollout.plan.as_deref(),
    ) else {
        return Vec::new();
    };
    let switch = Switch::of(&history.rollout, plan, &[line]);
    let asked = plan
        .steps()
        .find(|step| Some(&step.number) == view.next.step.as_ref());
    let switch = match asked {
        Some(step) => switch.for_step(&step.id),
        None => switch,
    };
    let gates = switch_gates(&history.rollout, plan, &switch, passage, now);
    gates.into_iter().filter(|gate| !gate.open).collect()
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
