//! What Enter opens on a step: the thing that this kind of step needs. It never records by itself.

use super::{decide, hook, run};
use crate::domain::plan::StepKind;
use crate::tui::effect::Effect;
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
        StepKind::Wait | StepKind::Watch => {
            let text = if step.timer.is_some() {
                "x marks it done when its time is over"
            } else {
                "x starts its time"
            };
            model.say(text);
            vec![]
        }
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
            let is_narrow = model.width < 80;
            if let Some(page) = model.rollout_page_mut()
                && is_narrow
            {
                page.zoomed = !page.zoomed;
            } else {
                model.tell(Tone::Ok, "x ticks it   an adds a note   s sets its state");
            }
            vec![]
        }
    }
}
