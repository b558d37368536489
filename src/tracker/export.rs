//! The document, written back: only the bytes of the boxes that changed are others than before.

use std::collections::BTreeMap;

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::checklist::{Toggle, clean, holds, write_back};
use crate::domain::Timestamp;
use crate::domain::id::{RolloutId, StepId};
use crate::domain::plan::{Outline, Plan, StepState};
use crate::domain::rollout::{Event, RollbackAction, Rollout, evolve, survey};
use crate::projection::History;
use crate::store::Document;

/// A document as it is written back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The text.
    pub text: String,
    /// The numbers of steps that changed and whose state the text cannot hold.
    pub left_out: Vec<String>,
}

impl Tracker {
    /// Returns the document of a rollout with the boxes as they stand now, and which steps it cannot show.
    ///
    /// # Errors
    /// When its text is not kept, or when a box is not where it was read.
    pub fn export_markdown(&self, id: &RolloutId) -> Result<Exported, TrackerError> {
        let history = self.history(id)?;
        let missing = || TrackerError::NotFound {
            name: id.to_string(),
        };
        let plan = history.rollout.plan.as_deref().ok_or_else(missing)?;
        let document = self.document_of(id, &history, plan)?.ok_or_else(missing)?;
        let before = as_imported(id, plan);
        let (toggles, left_out) = toggles(plan, &before, &history.rollout, self.now());
        Ok(Exported {
            text: write_back(&document.text, &toggles)?,
            left_out,
        })
    }

    /// Returns the plan of a rollout as a clean checklist with boxes: for a document that lost its own when it was copied.
    ///
    /// # Errors
    /// When there is no such rollout.
    pub fn export_checklist(&self, id: &RolloutId) -> Result<String, TrackerError> {
        let history = self.history(id)?;
        let plan = history.rollout.plan.as_deref();
        let plan = plan.ok_or_else(|| TrackerError::NotFound {
            name: id.to_string(),
        })?;
        Ok(clean(plan, &states(plan, &history.rollout, self.now())))
    }

    /// Returns the version of the text that `plan` was read from: an import that was taken back leaves a newer one behind.
    fn document_of(
        &self,
        id: &RolloutId,
        history: &History,
        plan: &Plan,
    ) -> Result<Option<Document>, TrackerError> {
        let mut plans: Vec<&Plan> = Vec::new();
        for told in &history.told {
            if let Event::RolloutImported { plan, .. } | Event::PlanRevised { plan, .. } =
                &told.event
            {
                plans.push(plan);
            }
        }
        let place = plans.iter().rposition(|read| *read == plan);
        match place {
            Some(place) if place + 1 < plans.len() => {
                Ok(self.store.documents(id)?.into_iter().nth(place))
            }
            Some(_) | None => Ok(self.store.document(id)?),
        }
    }
}

/// Makes the rollout in which nothing has happened since its document was read.
fn as_imported(id: &RolloutId, plan: &Plan) -> Rollout {
    let imported = Event::RolloutImported {
        plan: Box::new(plan.clone()),
        source: String::new(),
    };
    evolve(Rollout::new(id.clone()), &imported)
}

/// Returns the boxes to change, and the numbers of steps that changed and have none that can hold their state.
fn toggles(
    plan: &Plan,
    before: &Rollout,
    after: &Rollout,
    now: Timestamp,
) -> (Vec<Toggle>, Vec<String>) {
    let imported = states(plan, before, now);
    let now_there = states(plan, after, now);
    let (mut toggles, mut left_out) = (Vec::new(), Vec::new());
    for step in plan.steps().chain(Outline::of(&plan.rollback)) {
        let states = imported.get(&step.id).zip(now_there.get(&step.id));
        let Some((before, after)) = states.filter(|_| step.line > 0 && step.kind.has_state())
        else {
            continue;
        };
        let symbol = after.task_mark();
        if before.task_mark() == symbol {
            continue;
        }
        match step.mark.clone().filter(|mark| holds(mark, symbol)) {
            Some(mark) => toggles.push(Toggle {
                mark,
                symbol: symbol.to_string(),
            }),
            None => left_out.push(step.number.clone()),
        }
    }
    (toggles, left_out)
}

/// Returns the state of every step. On the way back the document's own steps are ticked as they are gone through.
fn states(plan: &Plan, rollout: &Rollout, now: Timestamp) -> BTreeMap<StepId, StepState> {
    let in_stages = plan
        .stages
        .iter()
        .flat_map(|stage| survey(rollout, &stage.steps, now));
    let all = in_stages.chain(survey(rollout, &plan.rollback, now));
    let mut states: BTreeMap<StepId, StepState> = all
        .map(|standing| (standing.step.id.clone(), standing.state))
        .collect();
    let items = rollout
        .facts
        .rollback
        .iter()
        .flat_map(|rollback| &rollback.items);
    for item in items {
        if let RollbackAction::Document { step } = &item.action {
            states.insert(step.clone(), item.state);
        }
    }
    states
}
