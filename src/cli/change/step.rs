//! `step`: what became of steps. An instruction that is done was run, with its blanks filled.

use std::collections::BTreeMap;

use super::changed;
use super::observe::{doubt, drift};
use super::passage::passage;
use crate::cli::answer::Answer;
use crate::cli::args::{Step, StepMark};
use crate::cli::confirm::{confirmed, confirming_word};
use crate::cli::pair::{Pair, find_blank};
use crate::cli::refusal::{not_found, usage};
use crate::cli::session::Session;
use crate::cli::way_out::way_out;
use crate::domain::id::{RolloutId, StepId};
use crate::domain::plan::{Step as Asked, StepState};
use crate::domain::rollout::{Command, Outcome, Passage, RejectionCode};
use crate::error::Report;
use crate::projection::RolloutView;
use crate::tracker::{Recorded, RunReport, Tracker, TrackerError};

/// Gives steps a state.
pub(crate) fn step(session: &mut Session<'_, '_>, args: &Step) -> Result<Answer, Report> {
    if !args.blanks.is_empty() && !matches!(args.mark, StepMark::Done | StepMark::Fail) {
        let hint = "give it with `step done` or `step fail`";
        return Err(usage("--set says with what an instruction was run", hint));
    }
    let passage = passage(&args.passing, args.reason.as_deref())?;
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let history = tracker.history(&id)?;
    let mut steps = Vec::new();
    for name in &args.steps {
        steps.push(tracker.find_step(&history, name)?);
    }
    let view = tracker.view(&id, None)?;
    let filled = filled(&view, &steps, &args.blanks)?;
    if args.mark == StepMark::Override || !args.passing.gates.is_empty() {
        let subject = (&view, args.confirm.as_deref());
        confirmed(session, &tracker, subject, "an override in")?;
    }
    let mut events = Vec::new();
    for step in &steps {
        let done = one(&mut tracker, &id, (step, args), (&filled, &passage));
        match done {
            Ok(new) => events.extend(new),
            Err(report) => return Err(after(report, &events)),
        }
    }
    let answer = changed(session, &tracker, &id, &events)?;
    if args.reply.is_none() {
        return Ok(answer);
    }
    let switches = |step: &StepId| {
        let plan = history.rollout.plan.as_ref();
        let found = plan.and_then(|plan| plan.step(step));
        found.is_some_and(Asked::changes_a_flag)
    };
    let reply = args.reply.as_deref().filter(|_| steps.iter().any(switches));
    let words = doubt(&tracker, &id, reply)?;
    // The answer may show another value than the line that was run.
    Ok(answer.warn(words).warn(drift(&tracker.view(&id, None)?)))
}

fn one(
    tracker: &mut Tracker,
    id: &RolloutId,
    (step, args): (&StepId, &Step),
    (filled, passage): (&BTreeMap<String, String>, &Passage),
) -> Result<Vec<Recorded>, Report> {
    let rollout = tracker.history(id)?.rollout;
    let plan = rollout.plan.as_ref();
    let found = plan.and_then(|plan| plan.step(step));
    if found.is_some_and(|found| is_run(found, rollout.was_run(step), args)) {
        let outcome = if args.mark == StepMark::Fail {
            Outcome::Failed
        } else {
            Outcome::Succeeded
        };
        let report = RunReport {
            filled: filled.clone(),
            outcome,
            reply: args.reply.clone(),
            passage: passage.clone(),
        };
        let run = tracker.run_step(id, step, &report);
        return run.map_err(|error| with_way_out(error, tracker, id, (step, &report)));
    }
    let command = Command::MarkStep {
        step: step.clone(),
        state: state(args.mark),
        reason: args.reason.clone(),
    };
    Ok(tracker.dispatch(id, &command, None)?)
}

/// Says how the gates before a run are opened, or passed against the rules.
fn with_way_out(
    error: TrackerError,
    tracker: &Tracker,
    id: &RolloutId,
    (step, report): (&StepId, &RunReport),
) -> Report {
    let is_closed = matches!(&error, TrackerError::Rejected { rejection, .. }
        if rejection.code == RejectionCode::GateClosed);
    let refusal = Report::from(error);
    let gates = tracker.gates_of_run(id, step, report);
    let (true, Ok(gates), Ok(view), Ok(fleet)) =
        (is_closed, gates, tracker.view(id, None), tracker.fleet())
    else {
        return refusal;
    };
    match way_out(&view, &gates, &confirming_word(&view, &fleet)) {
        Some(way) => refusal.hint(way),
        None => refusal,
    }
}

/// Tells whether marking a step means that its instructions were run: they have not been, or it is said with what.
fn is_run(step: &Asked, was_run: bool, args: &Step) -> bool {
    if step.instructions.is_empty() || !matches!(args.mark, StepMark::Done | StepMark::Fail) {
        return false;
    }
    let is_said = !args.blanks.is_empty() || args.reply.is_some() || !args.passing.gates.is_empty();
    is_said || (!was_run && step.is_done_by_a_run())
}

const fn state(mark: StepMark) -> StepState {
    match mark {
        StepMark::Done => StepState::Done,
        StepMark::Todo => StepState::Todo,
        StepMark::Doing => StepState::Doing,
        StepMark::Na => StepState::NotApplicable,
        StepMark::Skip => StepState::Skipped,
        StepMark::Block => StepState::Blocked,
        StepMark::Fail => StepState::Failed,
        StepMark::Override => StepState::Overridden,
    }
}

/// Finds the blanks that are meant by `pairs` among those of the steps.
fn filled(
    view: &RolloutView,
    steps: &[StepId],
    pairs: &[Pair],
) -> Result<BTreeMap<String, String>, Report> {
    let meant = view.steps().filter(|step| steps.contains(&step.id));
    let mut blanks: Vec<String> = Vec::new();
    for step in meant {
        blanks.extend(step.blanks.iter().cloned());
        blanks.extend(
            step.instructions
                .iter()
                .flat_map(|line| line.blanks.clone()),
        );
    }
    let mut filled = BTreeMap::new();
    for (key, value) in pairs {
        let Some(blank) = find_blank(key, &blanks) else {
            let hint = if blanks.is_empty() {
                "no blank is open there".to_owned()
            } else {
                blanks.dedup();
                format!("open there: {}", blanks.join(", "))
            };
            return Err(not_found(format!("no blank is called {key}"), hint));
        };
        filled.insert(blank.clone(), value.clone());
    }
    Ok(filled)
}

/// Says what was recorded before it was refused.
fn after(mut report: Report, events: &[Recorded]) -> Report {
    if !events.is_empty() {
        let texts: Vec<&str> = events.iter().map(|event| event.text.as_str()).collect();
        let before = format!("recorded before it was refused: {}", texts.join("; "));
        report.hint = Some(match report.hint {
            Some(hint) => format!("{hint}   ({before})"),
            None => before,
        });
    }
    report
}
