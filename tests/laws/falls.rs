//! What falls when production is not on for everybody any more, as an auditor works it out from the events. It asks no rule.

use rollgate::domain::Timestamp;
use rollgate::domain::flag::Environment::Production;
use rollgate::domain::flag::{FlagValue, Percentage};
use rollgate::domain::id::StepId;
use rollgate::domain::plan::{
    Instruction, Outline, Stage, StageKind, Step, StepKind, StepState, Verb,
};
use rollgate::domain::rollout::Event;

use crate::ledger::Ledger;

/// Follows the flag, and takes back what stood on everybody where a run took it away from somebody.
pub(crate) fn follow(ledger: &mut Ledger, event: &Event, at: (usize, Timestamp)) {
    let was_up = ledger.places.is_up();
    ledger.places.follow(event);
    let Event::InstructionRun { step, .. } = event else {
        return;
    };
    if ledger.places.is_up() {
        let up_by = ledger.up_by.take().filter(|_| was_up);
        ledger.up_by = up_by.or_else(|| Some(step.clone()));
        return;
    }
    if !was_up || is_the_end(&ledger.plan.stages[ledger.current]) {
        return;
    }
    // A step further on in the document leads down by the document.
    let place = |id: &StepId| {
        let mut all = ledger.plan.steps();
        all.position(|known| known.id == *id)
    };
    let up = ledger.up_by.as_ref().and_then(place);
    if up.is_some() && place(step) > up {
        return;
    }
    let stages = ledger.plan.stages.clone();
    let stages = stages.iter().take_while(|stage| !is_the_end(stage));
    let steps = stages.flat_map(|stage| Outline::of(&stage.steps));
    for step in steps.skip_while(|step| !puts_up(step)) {
        let said = ledger.said.get(&step.id).map(|said| said.state);
        let state = said.unwrap_or(step.initial);
        let is_done = state == StepState::Done;
        if is_done && puts_up(step) {
            ledger.say(&step.id, StepState::RolledBack, at);
        } else if step.kind == StepKind::Wait && (is_done || state == StepState::Doing) {
            ledger.say(&step.id, StepState::Todo, at);
        }
    }
}

fn is_the_end(stage: &Stage) -> bool {
    [StageKind::DefaultOn, StageKind::Release, StageKind::Cleanup].contains(&stage.kind)
}

fn puts_up(step: &Step) -> bool {
    let is_all = |line: &Instruction| match line.value {
        Some(FlagValue::On) => true,
        Some(FlagValue::Percentage(share)) => share == Percentage::ALL,
        Some(FlagValue::Off | FlagValue::Blank(_)) | None => false,
    };
    let mut lines = step.instructions.iter();
    lines.any(|line| {
        let is_set = line.verb == Verb::FeatureSet && line.environments.contains(&Production);
        is_set && line.scopes.is_empty() && is_all(line)
    })
}
