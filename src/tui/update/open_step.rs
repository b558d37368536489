//! What Enter opens on a step: the thing that this kind of step needs. It never records by itself.

use super::{confirm, decide, hook, ramp, run};
use crate::domain::plan::{Instruction, StepKind, StepState};
use crate::domain::rollout::{Command, spoken};
use crate::projection::StepView;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::keymap::{Action, Record};
use crate::tui::model::{Model, Tone};

/// Opens what the selected step needs.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(step) = model.step() else {
        return super::next_thing::go(model);
    };
    match step.kind {
        StepKind::Qa => hook::open_qa(model),
        StepKind::Decision => {
            let key = step.decision.as_ref().map(|decision| decision.key.clone());
            decide::open(model, key.as_ref())
        }
        StepKind::Wait | StepKind::Watch => time(model),
        _ if is_ramp(step) => ramp::open(model),
        StepKind::Instruction | StepKind::Action | StepKind::Announce
            if !step.instructions.is_empty() =>
        {
            run::open(model)
        }
        StepKind::Instruction
        | StepKind::Action
        | StepKind::Announce
        | StepKind::Group
        | StepKind::Note => {
            if let Some(page) = model.rollout_page_mut() {
                page.zoomed = !page.zoomed;
            }
            vec![]
        }
    }
}

/// Tells whether a step is the ramp of production, run once for each percentage, and is not over.
pub(super) fn is_ramp(step: &StepView) -> bool {
    let mut lines = step.instructions.iter();
    lines.any(Instruction::is_open_ramp_of_production) && !step.state.is_settled()
}

/// Opens the menu of what can be done to a time that runs.
fn menu_of_times(model: &mut Model) -> Vec<Effect> {
    let keys = model.key_of(Action::Record(Record::TimerExtend));
    let mut letters = keys.chars();
    if let (Some(first), Some(_)) = (letters.next(), letters.next()) {
        model.prefix = Some(Key::char(first));
    }
    vec![]
}

/// Asks whether a time is to begin or is to be called done; says what is left of one that runs.
fn time(model: &mut Model) -> Vec<Effect> {
    let Some(step) = model.step() else {
        return vec![];
    };
    let state = match &step.timer {
        Some(timer) if !timer.is_over(model.now) => {
            let left = spoken(timer.seconds_left(model.now));
            let text = format!("{} has {left} left", step.number);
            model.tell(Tone::Warn, text);
            return menu_of_times(model);
        }
        None if !step.state.is_settled() && step.wait_s.is_some() => StepState::Doing,
        Some(_) | None => StepState::Done,
    };
    let verb = if state == StepState::Doing {
        "Start the time of"
    } else {
        "Mark done"
    };
    let title = format!("{verb} {}", step.number);
    let command = Command::MarkStep {
        step: step.id.clone(),
        state,
        reason: None,
    };
    confirm::open(model, &title, command)
}
