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
use crate::projection::{
    RollbackPlanView, RollbackRunView, RollbackStepView, RolloutView, StepView, WallClock,
};

/// Shows what a rollback would do.
pub(crate) fn rollback_plan(
    session: &Session<'_, '_>,
    flag: &str,
    scope: &[Environment],
) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, flag)?;
    let plan = &view.rollback.plan.within(scope);
    let mut page = plan_page(&view, plan);
    let horizon = tracker.horizon(Place::Gprd, session.at()?)?;
    at_risk(&mut page, &horizon);
    Ok(Answer::new(plan, page)?.warn(plan.warnings.clone()))
}

fn plan_page(view: &RolloutView, plan: &RollbackPlanView) -> Page {
    let mut page = Page::new();
    let title = format!("The way back of {}", view.name());
    page.push(Line::new().word(Role::Strong, &title));
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
        command(&mut page, step, 5);
        page.push(Line::new().to(5).word(Role::Quiet, &step.why));
    }
    document(&mut page, view);
    afterwards(&mut page, view, plan);
    for impossible in &plan.impossible {
        page.push(
            Line::new()
                .word(Role::Bad, "impossible: ")
                .plain(impossible),
        );
    }
    page
}

/// Says who is told and what is posted once it is off, with the command that makes the text.
fn afterwards(page: &mut Page, view: &RolloutView, plan: &RollbackPlanView) {
    page.gap();
    for what in &plan.afterwards {
        page.push(Line::new().word(Role::Strong, "then").to(5).plain(what));
    }
    let text = format!("the text is ready: rollgate text issue {}", view.name());
    page.push(Line::new().to(5).word(Role::Quiet, &text));
}

/// Lists what the document itself says, with its commands, which the lines above may cover.
fn document(page: &mut Page, view: &RolloutView) {
    let steps = view.rollback.steps.iter().flat_map(StepView::outline);
    let steps: Vec<&StepView> = steps.filter(|step| step.kind.has_state()).collect();
    if steps.is_empty() {
        return;
    }
    page.gap();
    page.say("The document says:");
    for step in steps {
        page.say(&format!("  - {}", step.text));
        let lines = step.instructions.iter().map(|line| &line.normalised);
        for line in lines.filter(|line| !step.text.contains(line.as_str())) {
            page.say(&format!("    {line}"));
        }
    }
}

/// Shows the command of a step whose words only lead up to it.
fn command(page: &mut Page, step: &RollbackStepView, column: usize) {
    if let Some(line) = step.line_apart() {
        page.push(Line::new().to(column).plain(line));
    }
}

/// Shows the last rollback that began.
pub(crate) fn rollback_run(session: &Session<'_, '_>, flag: &str) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, flag)?;
    let drill = drilled(&view, session.clock());
    let Some(run) = &view.rollback.last else {
        let drill = drill.map_or_else(String::new, |words| format!("; {words}"));
        let message = format!("no rollback of {} has begun{drill}", view.name());
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
        command(&mut page, step, 7);
        let details = [
            step.note.as_deref().map(|note| format!("note: {note}")),
            said(step, session),
        ];
        for detail in details.into_iter().flatten() {
            page.push(Line::new().to(7).word(Role::Quiet, &detail));
        }
    }
    if let Some(words) = drill {
        page.push(Line::new().word(Role::Quiet, &words));
    }
    Answer::new(run, page)
}

/// Says when the way back was rehearsed last; `None` where nobody said so.
pub(super) fn drilled(view: &RolloutView, clock: WallClock) -> Option<String> {
    let drill = view.rollback.drill.as_ref()?;
    let at = drill.at.map(|at| when(at, clock)).unwrap_or_default();
    let by = drill.by.as_deref().unwrap_or_default();
    let took = in_words(drill.took_s);
    Some(format!("the way back was rehearsed in {took}, {by} {at}"))
}

/// Says how soon it was safe; what was off before it was recorded was so at the time that was said.
pub(super) fn safe(run: &RollbackRunView, clock: WallClock) -> Option<String> {
    let first = run.steps.first();
    let is_off = first.is_some_and(|step| step.environment.is_some() && step.state.is_settled());
    match (run.already_at, run.safe_after_s) {
        (Some(at), _) if is_off => Some(format!(
            "off at {}, before it was recorded",
            when(at, clock)
        )),
        (_, seconds) => Some(format!("safe after {}", in_words(seconds?))),
    }
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
