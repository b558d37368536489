//! `ramp set`: a percentage that was set in production, recorded at the step of the document that asks for one.

use super::changed;
use super::passage::passage;
use crate::cli::answer::Answer;
use crate::cli::args::RampSet;
use crate::cli::confirm::{confirmed, confirmed_percentage};
use crate::cli::refusal::{refused, usage};
use crate::cli::session::Session;
use crate::domain::flag::{Basis, FlagValue, Percentage};
use crate::domain::plan::{Instruction, StepState};
use crate::domain::rollout::Outcome;
use crate::error::Report;
use crate::projection::{RolloutView, StepView};
use crate::tracker::RunReport;

/// Records a percentage.
pub(crate) fn set_ramp(session: &mut Session<'_, '_>, args: &RampSet) -> Result<Answer, Report> {
    let percentage = Percentage::parse(&args.percent).ok_or_else(|| {
        let message = format!("{} is no percentage", args.percent);
        usage(message, "write 25 or 0.5: 0 to 100, at most three decimals")
    })?;
    let passage = passage(&args.passing, args.reason.as_deref())?;
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let view = tracker.view(&id, None)?;
    let (step, blank) = place(&view, percentage, args.by.into())?;
    if passage.overrides.is_empty() {
        confirmed_percentage(session, (&view, percentage), args.confirm.as_deref())?;
    } else {
        let subject = (&view, args.confirm.as_deref());
        confirmed(session, &tracker, subject, "an override in")?;
    }
    let filled = blank.map(|blank| (blank, percentage.to_string()));
    let report = RunReport {
        filled: filled.into_iter().collect(),
        outcome: Outcome::Succeeded,
        reply: args.reply.clone(),
        passage,
    };
    let events = tracker.run_step(&id, &step.id, &report)?;
    changed(session, &tracker, &id, &events)
}

/// Finds the step of the current stage that the percentage belongs to, and the blank that it fills.
fn place(
    view: &RolloutView,
    percentage: Percentage,
    basis: Basis,
) -> Result<(&StepView, Option<String>), Report> {
    let stage = view
        .current_stage()
        .ok_or_else(|| refused("WRONG_STATE", "there is no current stage"))?;
    let applies = |step: &&StepView| {
        !matches!(
            step.state,
            StepState::NotApplicable | StepState::Skipped | StepState::Overridden
        )
    };
    let steps = stage.steps.iter().flat_map(StepView::outline);
    let steps: Vec<&StepView> = steps.filter(applies).collect();
    let fits = |line: &&Instruction| line.is_ramp() && line.basis() == Some(basis);
    let named = steps.iter().find(|step| {
        let mut lines = step.instructions.iter().filter(fits);
        step.state != StepState::Done
            && lines.any(|line| line.value == Some(FlagValue::Percentage(percentage)))
    });
    if let Some(step) = named {
        return Ok((step, None));
    }
    let open = steps.iter().find_map(|step| {
        let mut lines = step.instructions.iter().filter(fits);
        let blank = lines.find_map(|line| match &line.value {
            Some(FlagValue::Blank(blank)) => Some(blank.clone()),
            Some(FlagValue::On | FlagValue::Off | FlagValue::Percentage(_)) | None => None,
        })?;
        Some((*step, Some(blank)))
    });
    open.ok_or_else(|| {
        let message = format!(
            "no step of stage {} asks for {percentage}% counted so",
            stage.number
        );
        let hint = "rollgate show FLAG lists the steps; step done … records a line of the document";
        refused("WRONG_STATE", message).hint(hint)
    })
}
