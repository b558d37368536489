//! The way back: what would be done, and what is being done.

use crate::cli::answer::Answer;
use crate::cli::moment::{in_words, when};
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::not_found;
use crate::cli::session::Session;
use crate::error::Report;
use crate::projection::{RollbackPlanView, RollbackRunView, RollbackStepView};

/// Shows what a rollback would do.
pub(crate) fn rollback_plan(session: &Session<'_, '_>, flag: &str) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, flag)?;
    let plan = &view.rollback.plan;
    Ok(Answer::new(plan, plan_page(view.name(), plan))?.warn(plan.warnings.clone()))
}

fn plan_page(name: &str, plan: &RollbackPlanView) -> Page {
    let mut page = Page::new();
    page.push(Line::new().word(Role::Strong, &format!("The way back of {name}")));
    for (place, words) in &plan.from {
        page.say(&format!("  {place}: {words}"));
    }
    if let Some(console) = &plan.console {
        page.push(Line::new().plain("  ").word(Role::Waiting, console));
    }
    page.gap();
    for step in &plan.steps {
        page.push(
            Line::new()
                .word(Role::Strong, &format!("{:>3}", step.order))
                .to(5)
                .plain(&step.text),
        );
        page.push(Line::new().to(5).word(Role::Quiet, &step.why));
    }
    for impossible in &plan.impossible {
        page.push(
            Line::new()
                .word(Role::Bad, "impossible: ")
                .plain(impossible),
        );
    }
    page
}

/// Shows the last rollback that began.
pub(crate) fn rollback_run(session: &Session<'_, '_>, flag: &str) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, flag)?;
    let Some(run) = &view.rollback.last else {
        let message = format!("no rollback of {} has begun", view.name());
        return Err(not_found(
            message,
            "rollgate rollback plan shows what one would do",
        ));
    };
    let mut page = Page::new();
    let state = if run.finished {
        "finished"
    } else {
        "under way"
    };
    page.push(
        Line::new()
            .word(Role::Bad, &format!("ROLLBACK {} {state}", run.id))
            .plain(&begun(run, session)),
    );
    page.say(&format!("because {}", run.reason));
    if let Some(seconds) = run.safe_after_s {
        page.say(&format!("safe after {}", in_words(seconds)));
    }
    for step in &run.steps {
        page.push(item(step));
        let details = [
            step.note.as_deref().map(|note| format!("note: {note}")),
            said(step, session),
        ];
        for detail in details.into_iter().flatten() {
            page.push(Line::new().to(7).word(Role::Quiet, &detail));
        }
    }
    Answer::new(run, page)
}

fn begun(run: &RollbackRunView, session: &Session<'_, '_>) -> String {
    let at = run
        .at
        .map(|at| when(at, session.clock()))
        .unwrap_or_default();
    format!("   {} {at}", run.by.as_deref().unwrap_or_default())
}

fn item(step: &RollbackStepView) -> Line {
    let line = Line::new()
        .word(Role::Strong, &format!("{:>3}", step.order))
        .to(5);
    line.mark(step.state).plain(" ").plain(&step.text)
}

fn said(step: &RollbackStepView, session: &Session<'_, '_>) -> Option<String> {
    let at = when(step.at?, session.clock());
    Some(format!("{} {at}", step.by.as_deref()?))
}
