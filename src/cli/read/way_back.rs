//! The way back: what would be done, and what is being done.

use crate::cli::answer::Answer;
use crate::cli::moment::{in_words, when};
use crate::cli::output::{Line, Page, Role};
use crate::cli::package::at_risk;
use crate::cli::refusal::not_found;
use crate::cli::session::Session;
use crate::domain::flag::Environment;
use crate::domain::package::Place;
use crate::error::Report;
use crate::projection::{RollbackPlanView, RollbackRunView, RollbackStepView, WallClock};

/// Shows what a rollback would do.
pub(crate) fn rollback_plan(
    session: &Session<'_, '_>,
    flag: &str,
    scope: &[Environment],
) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, flag)?;
    let plan = &view.rollback.plan.within(scope);
    let mut page = plan_page(view.name(), plan);
    let horizon = tracker.horizon(Place::Gprd, session.at()?)?;
    at_risk(&mut page, &horizon);
    Ok(Answer::new(plan, page)?.warn(plan.warnings.clone()))
}

fn plan_page(name: &str, plan: &RollbackPlanView) -> Page {
    let mut page = Page::new();
    page.push(Line::new().word(Role::Strong, &format!("The way back of {name}")));
    for (place, words) in &plan.from {
        let mut steps = plan.steps.iter();
        let is_chosen = steps.any(|step| step.environment == Some(*place));
        let stays = if is_chosen {
            ""
        } else {
            " (not chosen, stays)"
        };
        page.say(&format!("  {place}: {words}{stays}"));
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
    document(&mut page, plan);
    for impossible in &plan.impossible {
        page.push(
            Line::new()
                .word(Role::Bad, "impossible: ")
                .plain(impossible),
        );
    }
    page
}

/// Lists what the document itself says, which the lines above may cover.
fn document(page: &mut Page, plan: &RollbackPlanView) {
    if plan.document_steps.is_empty() {
        return;
    }
    page.gap();
    page.say("The document says:");
    for text in &plan.document_steps {
        page.say(&format!("  - {text}"));
    }
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
    if let Some(incident) = &run.incident {
        page.say(&format!("incident {incident}"));
    }
    if !run.scope.is_empty() {
        let places: Vec<&str> = run.scope.iter().map(|place| place.as_str()).collect();
        page.say(&format!("only in {}", places.join(", ")));
    }
    if let Some(safe) = safe(run, session.clock()) {
        page.say(&safe);
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

/// Says how soon it was safe; what was off before it was recorded was so at the time that was said.
pub(super) fn safe(run: &RollbackRunView, clock: WallClock) -> Option<String> {
    let seconds = run.safe_after_s?;
    Some(match run.already_at {
        Some(at) if seconds == 0 => {
            format!("off at {}, before it was recorded", when(at, clock))
        }
        Some(_) | None => format!("safe after {}", in_words(seconds)),
    })
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
