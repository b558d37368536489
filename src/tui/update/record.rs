//! What is recorded at once, and which dialog comes first for the rest.

use super::{
    advance, backfill, blocker_form, blockers, decide, drill, fleet, hook, incident_form,
    look_back, open_step, package_form, ramp, reason, rollback_run, run, scan, take_back, timer,
    vouch, watch, writes,
};
use crate::domain::flag::Environment::Production;
use crate::domain::id::Seq;
use crate::domain::plan::{Instruction, StepKind, StepState};
use crate::domain::rollout::Command;
use crate::projection::{RolloutView, StepView};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Action, App, Context, Record};
use crate::tui::model::{Model, Tone};

/// Tells whether it is about a rollout of the fleet that is not read yet.
fn waits_for_the_rollout(model: &Model, what: Record) -> bool {
    let is_about_a_rollout = !matches!(
        what,
        Record::AddIncident | Record::UndoPackages | Record::RedoPackages
    );
    model.page_context() == Context::Fleet && model.view().is_none() && is_about_a_rollout
}

/// Records `what`, or opens the dialog that asks for it.
pub(super) fn perform(model: &mut Model, what: Record) -> Vec<Effect> {
    if let Some(effects) = look_back::refused(model, what) {
        return effects;
    }
    if waits_for_the_rollout(model, what) {
        return fleet::read_then(model, Action::Record(what));
    }
    match what {
        Record::Tick => tick(model),
        Record::Done => done(model),
        Record::Todo => mark(model, StepState::Todo),
        Record::Doing => mark(model, StepState::Doing),
        Record::NotApplicable => reason::mark(model, StepState::NotApplicable),
        Record::Skip => reason::mark(model, StepState::Skipped),
        Record::Block => reason::mark(model, StepState::Blocked),
        Record::Override => advance::open_override(model),
        Record::Advance => advance::open(model),
        Record::Qa => hook::open_qa(model),
        Record::Note if model.page_context() == Context::Blockers => blockers::note(model),
        Record::Note => reason::note(model),
        Record::Vouch => vouch::open(model),
        Record::Writes => writes::open(model),
        Record::RaiseBlocker => blocker_form::open(model, None),
        Record::CloseSelected => blockers::close(model),
        Record::EditSelected => blockers::edit(model),
        Record::UndoIncident
        | Record::RedoIncident
        | Record::UndoPackages
        | Record::RedoPackages => take_back::beside(model, what),
        Record::BlockerStep => blockers::tick(model),
        Record::AddIncident => incident_form::add(model),
        Record::Backfill | Record::UndoBackfill => backfill::perform(model, what),
        Record::ScanPackages => scan::open(model),
        Record::IncidentStatus => incident_form::status(model),
        Record::Escalate => incident_form::escalate(model),
        Record::AddPackage
        | Record::AddMigration
        | Record::Deployed
        | Record::Executed
        | Record::NameCode => package_form::open(model, what),
        Record::CloseBlocker => reason::close_blocker(model),
        Record::Decide => decide::open(model, None),
        Record::Hold => reason::hold(model),
        Record::Abandon => reason::abandon(model),
        Record::Undo => take_back(model, &Command::Undo),
        Record::Redo => take_back(model, &Command::Redo),
        Record::Percentage => ramp::open(model),
        Record::TimerStart => timer::start(model),
        Record::TimerExtend => timer::extend(model),
        Record::Drill => drill::open(model),
        Record::TimerPause => timer::pause(model),
        Record::TimerStop => timer::stop(model),
        Record::Watch(verb) => watch::open(model, verb),
        Record::Rollback => hook::open_rollback(model),
        Record::RollbackTick => rollback_run::tick(model),
        Record::RollbackFailed => rollback_run::say(model, Some(StepState::Failed)),
        Record::RollbackSkipped => rollback_run::say(model, Some(StepState::Skipped)),
        Record::RollbackNote => rollback_run::say(model, None),
    }
}

/// Marks the selected step done; where its lines have open blanks, what they were filled with is asked first.
fn done(model: &mut Model) -> Vec<Effect> {
    if model.step().is_some_and(switches_everybody) {
        return run::open(model);
    }
    let blank = model.step().and_then(open_blank).cloned();
    let Some(blank) = blank else {
        return mark(model, StepState::Done);
    };
    let effects = run::open(model);
    let text = format!("{blank} is not filled: say with what it was run");
    model.tell(Tone::Warn, text);
    effects
}

/// Tells whether ticking a step would say that production was switched for everybody: no single key says so.
fn switches_everybody(step: &StepView) -> bool {
    let is_open = matches!(
        step.state,
        StepState::Todo | StepState::Unknown | StepState::RolledBack
    );
    let mut lines = step.instructions.iter();
    is_open
        && lines.any(|line| {
            let is_for_all = line.scopes.is_empty() && line.environments.contains(&Production);
            is_for_all && line.changes_a_flag()
        })
}

/// Returns a blank in the lines of a step that is done by running them.
fn open_blank(step: &StepView) -> Option<&String> {
    let is_run = step.kind == StepKind::Instruction
        || step.kind.follows_its_runs()
            && step.instructions.iter().any(Instruction::changes_a_flag);
    let mut blanks = step.instructions.iter().flat_map(|line| &line.blanks);
    let was_run = matches!(
        step.state,
        StepState::Done | StepState::Doing | StepState::Waiting | StepState::Elapsed
    );
    blanks.next().filter(|_| is_run && !was_run)
}

/// Gives the selected step a state.
pub(super) fn mark(model: &Model, state: StepState) -> Vec<Effect> {
    let Some(step) = model.step().map(|step| step.id.clone()) else {
        return vec![];
    };
    let command = Command::MarkStep {
        step,
        state,
        reason: None,
    };
    dispatch(model, command, false)
}

/// Asks the shell to record `command`; with `seen`, only if nothing has happened since.
pub(super) fn dispatch(model: &Model, command: Command, seen: bool) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    vec![Effect::Dispatch {
        rollout: view.id.clone(),
        command,
        seen: seen.then(|| Seq::new(view.seq)),
    }]
}

/// Ticks or unticks a plain step; says why not for any other.
fn tick(model: &mut Model) -> Vec<Effect> {
    let Some(step) = model.step() else {
        return vec![];
    };
    let number = step.number.clone();
    if let Some(why) = behind_a_gate(model) {
        let key = model.key_of(Action::Record(Record::Advance));
        model.tell(
            Tone::Error,
            format!("{number} is behind a gate: {why}   {key} shows the gates"),
        );
        return vec![];
    }
    let open = model.key_of(Action::App(App::Open));
    let qa = model.key_of(Action::Record(Record::Qa));
    let why = match step.kind {
        _ if let Some(answer) = ruled_out(step) => {
            format!("is left out because {answer}: answer the question anew to get it back")
        }
        StepKind::Group => "is a heading: tick the steps under it".to_owned(),
        StepKind::Note => "is text to be read: there is nothing to tick".to_owned(),
        StepKind::Decision => format!("is a question: {open} answers it"),
        StepKind::Qa if !step.state.is_settled() => format!("is a test: {qa} records its result"),
        StepKind::Action
        | StepKind::Instruction
        | StepKind::Qa
        | StepKind::Wait
        | StepKind::Watch
        | StepKind::Announce => {
            if open_step::is_ramp(step) {
                return ramp::open(model);
            }
            let state = ticked(step);
            return if state == StepState::Done {
                done(model)
            } else {
                mark(model, state)
            };
        }
    };
    model.tell(Tone::Warn, format!("{number} {why}"));
    vec![]
}

/// Returns the answer that leaves a step out; `None` where a person or the document did, or nobody.
fn ruled_out(step: &StepView) -> Option<&String> {
    let is_out = step.state == StepState::NotApplicable && step.set.is_none();
    step.reason.as_ref().filter(|_| is_out)
}

/// Returns what a tick makes of a step: a wait begins before it is done.
fn ticked(step: &StepView) -> StepState {
    let is_wait = matches!(step.kind, StepKind::Wait | StepKind::Watch);
    match step.state {
        state if state.is_settled() => StepState::Todo,
        StepState::Waiting | StepState::Elapsed => StepState::Done,
        StepState::Unknown
        | StepState::Todo
        | StepState::Doing
        | StepState::Done
        | StepState::NotApplicable
        | StepState::Blocked
        | StepState::Failed
        | StepState::Skipped
        | StepState::Overridden
        | StepState::RolledBack => {
            if is_wait && step.wait_s.is_some() {
                StepState::Doing
            } else {
                StepState::Done
            }
        }
    }
}

/// Says what stands between the current stage and the one that is shown.
fn behind_a_gate(model: &Model) -> Option<String> {
    let (view, stage) = (model.view()?, model.stage()?);
    let current = view.current_stage()?;
    (stage.number > current.number).then(|| {
        let closed = closed_reasons(view);
        if closed.is_empty() {
            format!("stage {} is not left yet", current.number)
        } else {
            closed.join("; ")
        }
    })
}

/// Returns why the gates of the current stage are closed.
pub(super) fn closed_reasons(view: &RolloutView) -> Vec<String> {
    let closed = view.gates.iter().filter(|gate| !gate.open);
    closed.flat_map(|gate| gate.reasons.clone()).collect()
}

fn take_back(model: &mut Model, command: &Command) -> Vec<Effect> {
    let found = model.view().and_then(|view| {
        let is_redo = *command == Command::Redo;
        let words = if is_redo { &view.redo } else { &view.undo };
        words.as_ref()
    });
    if found.is_some() {
        return dispatch(model, command.clone(), true);
    }
    model.tell(Tone::Warn, "there is nothing to take back or to bring back");
    vec![]
}
