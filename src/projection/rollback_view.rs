//! The way back as a reader sees it: what would be done now, or what is being done.

use std::collections::BTreeMap;

use serde::Serialize;

use super::history::History;
use super::rollback_words::{afterwards, of_several, rollback_action, why_off, why_then};
use super::step_view::{StepView, set, step_views};
use crate::chatops;
use crate::domain::Timestamp;
use crate::domain::flag::Environment;
use crate::domain::plan::{Instruction, Plan, StepState};
use crate::domain::rollout::{Rollback, RollbackAction, RollbackItem, rollback_plan};

/// The way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RollbackView {
    /// The document's own steps.
    pub steps: Vec<StepView>,
    /// What would be done if it began now.
    pub plan: RollbackPlanView,
    /// The last one that began, if any did.
    pub last: Option<RollbackRunView>,
    /// The last rehearsal, if there was one.
    pub drill: Option<DrillView>,
}

/// A rehearsal of the way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DrillView {
    /// How long it took, in seconds.
    pub took_s: u64,
    /// When it was recorded.
    pub at: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
}

/// What a rollback would do, as `rollback plan` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RollbackPlanView {
    /// Where the flag is on, in words.
    pub from: BTreeMap<Environment, String>,
    /// What is to be done, in order.
    pub steps: Vec<RollbackStepView>,
    /// The document's own steps, in words.
    pub document_steps: Vec<String>,
    /// Why somebody with a console has to do it, where chatops cannot; `null` where chatops can.
    pub console: Option<String>,
    /// What cannot be done, and why.
    pub impossible: Vec<String>,
    /// What a person should know before.
    pub warnings: Vec<String>,
    /// Who is to be told and what is to be posted once it is off, in words; nothing waits for it.
    pub afterwards: Vec<String>,
}

/// One step of a way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RollbackStepView {
    /// Its place, from 1.
    pub order: usize,
    /// Where; `null` for a step that is about no single environment.
    pub environment: Option<Environment>,
    /// The line to run; `null` for a step that is none.
    pub instruction: Option<String>,
    /// Who runs it, where that is not whoever goes through the steps: somebody with a console.
    pub who: Option<String>,
    /// What is to be done, in words.
    pub text: String,
    /// Why.
    pub why: String,
    /// What became of it.
    pub state: StepState,
    /// What somebody said about it.
    pub note: Option<String>,
    /// When it was set.
    pub at: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
    /// What it is to the rules.
    #[serde(skip)]
    pub action: RollbackAction,
}

/// A rollback that has begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RollbackRunView {
    /// Which one: `R1`.
    pub id: String,
    /// Why.
    pub reason: String,
    /// When it began.
    pub at: Option<Timestamp>,
    /// Who began it.
    pub by: Option<String>,
    /// The incident that it belongs to, if one was named.
    pub incident: Option<String>,
    /// The environments that were chosen; empty where it is about every one where the flag was on.
    pub scope: Vec<Environment>,
    /// When the flag was really off, where that was before it was recorded.
    pub already_at: Option<Timestamp>,
    /// How many seconds passed from its beginning to the last switch of production, or of what was on where production was off;
    /// `null` while one of them is left, and where it was off before it was recorded: then nobody has said what it began with.
    pub safe_after_s: Option<u64>,
    /// Where the flag was on, in words.
    pub from: BTreeMap<Environment, String>,
    /// Its steps.
    pub steps: Vec<RollbackStepView>,
    /// Whether somebody said that it is over.
    pub finished: bool,
}

impl RollbackPlanView {
    /// Shows what would be done if only these environments were gone back in; all of it for none. The rules say what is left.
    #[must_use]
    pub fn within(&self, scope: &[Environment]) -> Self {
        if scope.is_empty() {
            return self.clone();
        }
        let kept = self.steps.iter().filter_map(|step| {
            let action = step.action.within(scope)?;
            let text = of_several(&action).unwrap_or_else(|| step.text.clone());
            Some((action, text, step))
        });
        let steps = kept
            .enumerate()
            .map(|(place, (action, text, step))| RollbackStepView {
                order: place + 1,
                text,
                action,
                ..step.clone()
            });
        Self {
            steps: steps.collect(),
            ..self.clone()
        }
    }
}

impl RollbackStepView {
    /// Tells whether it is done only with the name of whoever has confirmed.
    pub const fn needs_a_name(&self) -> bool {
        matches!(self.action, RollbackAction::Confirm { .. })
    }

    /// Returns the line where its words do not hold it already: a sentence of the document that leads up to its command.
    pub fn line_apart(&self) -> Option<&String> {
        let line = self.instruction.as_ref();
        line.filter(|line| !self.text.contains(line.as_str()))
    }

    /// Returns the line to copy and run oneself; none where somebody else has to run it.
    pub fn command(&self) -> Option<&String> {
        self.instruction.as_ref().filter(|_| self.who.is_none())
    }
}

impl RollbackView {
    /// Shows the way back at `now`.
    pub(super) fn of(history: &History, plan: &Plan, now: Timestamp) -> Self {
        let last = history.rollout.facts.rollback.as_deref();
        Self {
            steps: step_views(history, &plan.rollback, now),
            plan: plan_view(history, plan),
            last: last.map(|rollback| run_view(history, plan, rollback)),
            drill: history.rollout.facts.drill.map(|drill| {
                let set = set(history, drill.seq);
                DrillView {
                    took_s: drill.took_s,
                    at: set.as_ref().map(|set| set.at),
                    by: set.map(|set| set.by),
                }
            }),
        }
    }
}

fn plan_view(history: &History, plan: &Plan) -> RollbackPlanView {
    let back = rollback_plan(&history.rollout);
    let document = crate::domain::plan::Outline::of(&plan.rollback);
    RollbackPlanView {
        from: back
            .from
            .iter()
            .map(|(place, gates)| (*place, gates.in_words()))
            .collect(),
        steps: back
            .actions
            .iter()
            .enumerate()
            .map(|(place, action)| step_view(history, plan, (place + 1, action)))
            .collect(),
        document_steps: document
            .filter(|step| step.kind.has_state())
            .map(|step| step.text.clone())
            .collect(),
        console: back.console,
        impossible: back.impossible,
        warnings: back.warnings,
        afterwards: afterwards(plan),
    }
}

/// Shows one thing to do on the way back, at its place from 1, before anybody said a word about it.
pub(super) fn step_view(
    history: &History,
    plan: &Plan,
    (order, action): (usize, &RollbackAction),
) -> RollbackStepView {
    let text = rollback_action(action, plan, history.profile_for(plan));
    let (environment, instruction, why) = match action {
        RollbackAction::Switch { environment, .. } => (
            Some(*environment),
            Some(text.clone()),
            why_off(history, *environment),
        ),
        RollbackAction::Console { environment, line } => (
            Some(*environment),
            Some(line.clone()),
            format!(
                "{}, and chatops cannot switch it",
                why_off(history, *environment)
            ),
        ),
        RollbackAction::Document { step } => {
            let lines = plan.step(step).map(|step| &step.instructions);
            let line = lines.and_then(|lines| lines.first());
            let line = line.map(|line| chatops::fill(line, &history.rollout.facts.blanks));
            let line = line.filter(Instruction::is_copyable);
            let line = line.map(|line| line.normalised);
            (None, line, "the document asks for it".to_owned())
        }
        RollbackAction::Confirm { .. } => (
            None,
            None,
            "chatops cannot switch it: somebody with a console does".to_owned(),
        ),
        RollbackAction::Verify { .. } => (None, None, "a claim is not a sight".to_owned()),
    };
    let who = match action {
        RollbackAction::Console { environment, .. } => {
            Some(format!("an SRE with console access to {environment}"))
        }
        RollbackAction::Switch { .. }
        | RollbackAction::Confirm { .. }
        | RollbackAction::Document { .. }
        | RollbackAction::Verify { .. } => None,
    };
    RollbackStepView {
        action: action.clone(),
        order,
        environment,
        instruction,
        who,
        text,
        why,
        state: StepState::Todo,
        note: None,
        at: None,
        by: None,
    }
}

fn run_view(history: &History, plan: &Plan, rollback: &Rollback) -> RollbackRunView {
    let begun = set(history, rollback.seq);
    let on = rollback
        .before
        .iter()
        .filter(|(_, gates)| gates.is_on_for_anyone());
    let steps = rollback.items.iter().enumerate().map(|(place, item)| {
        let set = set(history, item.seq).filter(|_| item.state != StepState::Todo);
        let view = step_view(history, plan, (place + 1, &item.action));
        RollbackStepView {
            state: item.state,
            note: item.note.clone(),
            at: done_at(history, rollback, (place, item))
                .or_else(|| set.as_ref().map(|set| set.at)),
            by: set.map(|set| set.by),
            why: why_then(rollback, &item.action).unwrap_or(view.why),
            ..view
        }
    });
    RollbackRunView {
        id: format!("R{}", rollback.number),
        reason: rollback.reason.clone(),
        at: begun.as_ref().map(|set| set.at),
        by: begun.map(|set| set.by),
        incident: rollback.details.incident.clone(),
        scope: rollback.details.scope.clone(),
        already_at: rollback.already_at,
        safe_after_s: safe_after(history, rollback),
        from: on
            .map(|(place, gates)| (*place, gates.in_words()))
            .collect(),
        steps: steps.collect(),
        finished: rollback.finished,
    }
}

/// Returns the time from the trigger to the last switch of production, which is what users feel; of all switches where
/// production was off. Without a switch there was nothing to wait for; of what was off before it was recorded the trigger is not known,
/// and with production left out it is not safe.
fn safe_after(history: &History, rollback: &Rollback) -> Option<u64> {
    if rollback.already_at.is_some() {
        return None;
    }
    let from = set(history, rollback.seq)?.at;
    let switches = || {
        let items = rollback.items.iter().enumerate();
        items.filter(|(_, item)| item.action.switches())
    };
    let is_felt = |item: &RollbackItem| item.action.switched() == Some(Environment::Production);
    let counts = |item: &RollbackItem| is_felt(item) || item.state != StepState::Skipped;
    let has_felt = switches().any(|(_, item)| is_felt(item));
    let felt = switches().filter(|(_, item)| (!has_felt || is_felt(item)) && counts(item));
    let ends = felt.map(|(place, item)| done_at(history, rollback, (place, item)));
    let ends: Option<Vec<Timestamp>> = ends.collect();
    let last = ends?.into_iter().max()?;
    u64::try_from((last - from).num_seconds()).ok()
}

fn is_first(rollback: &Rollback, place: usize) -> bool {
    let mut items = rollback.items.iter();
    items.position(|item| item.action.switches()) == Some(place)
}

/// Returns when a step was done: what was run before it was recorded, at the time that was said.
fn done_at(
    history: &History,
    rollback: &Rollback,
    (place, item): (usize, &RollbackItem),
) -> Option<Timestamp> {
    if item.state != StepState::Done {
        return None;
    }
    let said = rollback
        .already_at
        .filter(|_| item.action.switches() && is_first(rollback, place));
    said.or_else(|| set(history, item.seq).map(|set| set.at))
}
