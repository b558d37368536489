//! The document, written back: only the bytes of the boxes that changed are others than before.

use std::collections::BTreeMap;

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::checklist::{Toggle, clean, write_back};
use crate::domain::Timestamp;
use crate::domain::id::{RolloutId, StepId};
use crate::domain::plan::{Plan, StepState};
use crate::domain::rollout::{Event, RollbackAction, Rollout, evolve, survey};
use crate::projection::History;
use crate::store::Document;

impl Tracker {
    /// Returns the document of a rollout with the boxes as they stand now.
    ///
    /// # Errors
    /// When its text is not kept, or when a box is not where it was read.
    pub fn export_markdown(&self, id: &RolloutId) -> Result<String, TrackerError> {
        let history = self.history(id)?;
        let missing = || TrackerError::NotFound {
            name: id.to_string(),
        };
        let plan = history.rollout.plan.as_deref().ok_or_else(missing)?;
        let document = self.document_of(id, &history, plan)?.ok_or_else(missing)?;
        let before = as_imported(id, plan);
        let toggles = toggles(plan, &before, &history.rollout, self.now());
        Ok(write_back(&document.text, &toggles)?)
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

fn toggles(plan: &Plan, before: &Rollout, after: &Rollout, now: Timestamp) -> Vec<Toggle> {
    let imported = states(plan, before, now);
    let now_there = states(plan, after, now);
    let steps = plan
        .steps()
        .chain(crate::domain::plan::Outline::of(&plan.rollback));
    steps
        .filter_map(|step| {
            let mark = step.mark.clone()?;
            let (before, after) = (imported.get(&step.id)?, now_there.get(&step.id)?);
            let symbol = after.task_mark();
            (before.task_mark() != symbol).then(|| Toggle {
                mark,
                symbol: symbol.to_string(),
            })
        })
        .collect()
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
