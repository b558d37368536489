//! The next thing to do as a reader sees it: in words, with the instruction to copy, or with every reason against it.

use serde::Serialize;

use super::history::History;
use super::words::rollback_action;
use crate::chatops;
use crate::domain::Timestamp;
use crate::domain::plan::{Instruction, Plan, Step};
use crate::domain::rollout::{Next, Reason, next, next_rung};

/// The next thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextView {
    /// The place of the step; `null` when it is not a step.
    pub step: Option<String>,
    /// What kind of thing it is: `start step wait advance gate rollback finish_rollback attempt close nothing`.
    pub kind: &'static str,
    /// What to do, in words.
    pub text: String,
    /// The line to copy and run.
    pub instruction: Option<String>,
    /// Whether the line may be copied: nothing in it is blank.
    pub copyable: bool,
    /// Why not, or what it waits for.
    pub reasons: Vec<String>,
}

impl NextView {
    /// Shows what comes next at `now`.
    pub(super) fn of(history: &History, plan: &Plan, now: Timestamp) -> Self {
        match next(&history.rollout, now) {
            Next::Start => Self::plain("start", "start the rollout"),
            Next::Step(id) => plan.step(&id).map_or_else(
                || Self::plain("nothing", "nothing"),
                |step| Self::step(history, plan, step),
            ),
            Next::Wait(reasons) => Self::held("wait", "wait", &reasons),
            Next::Gate(reasons) => Self::held("gate", "a gate is closed", &reasons),
            Next::Advance(id) => {
                let title = plan
                    .stage(&id)
                    .map(|stage| format!("{} {}", stage.number, stage.title));
                Self::plain(
                    "advance",
                    &format!("advance to {}", title.unwrap_or_default()),
                )
            }
            Next::RollbackStep(order) => Self::rollback(history, plan, order),
            Next::FinishRollback => Self::plain("finish_rollback", "finish the rollback"),
            Next::StartAttempt => Self::plain("attempt", "start a new attempt, or abandon"),
            Next::Close => Self::plain("close", "close the rollout"),
            Next::Nothing => Self::plain("nothing", "nothing: it is over"),
        }
    }

    /// Says it in one line: place and words.
    pub fn in_one_line(&self) -> String {
        match &self.step {
            Some(step) => format!("{step} {}", self.text),
            None => self.text.clone(),
        }
    }

    fn plain(kind: &'static str, text: &str) -> Self {
        Self {
            step: None,
            kind,
            text: text.to_owned(),
            instruction: None,
            copyable: false,
            reasons: vec![],
        }
    }

    fn held(kind: &'static str, text: &str, reasons: &[Reason]) -> Self {
        let reasons: Vec<String> = reasons.iter().map(|reason| reason.text.clone()).collect();
        let first = reasons.first().map(|reason| format!("{text}: {reason}"));
        Self {
            reasons,
            ..Self::plain(kind, &first.unwrap_or_else(|| text.to_owned()))
        }
    }

    fn step(history: &History, plan: &Plan, step: &Step) -> Self {
        let rollout = &history.rollout;
        let mut filled = (*rollout.facts.blanks).clone();
        let rung = step
            .instructions
            .iter()
            .find(|line| line.is_open_ramp())
            .and_then(|line| {
                let blank = line.value.as_ref()?.to_string();
                Some((blank, next_rung(rollout, plan)?))
            });
        let text = match &rung {
            Some((_, rung)) => format!("ramp to {rung}%: {}", step.text),
            None => step.text.clone(),
        };
        filled.extend(rung.map(|(blank, rung)| (blank, rung.to_string())));
        let line = step
            .instructions
            .first()
            .map(|line| chatops::fill(line, &filled));
        let open = line
            .as_ref()
            .map(|line| line.blanks.clone())
            .unwrap_or_default();
        Self {
            step: Some(step.number.clone()),
            kind: "step",
            text,
            copyable: line.as_ref().is_some_and(Instruction::is_copyable),
            instruction: line.map(|line| line.normalised),
            reasons: open
                .iter()
                .map(|blank| format!("{blank} is not filled"))
                .collect(),
        }
    }

    fn rollback(history: &History, plan: &Plan, order: usize) -> Self {
        let rollback = history.rollout.facts.rollback.as_ref();
        let item = rollback.and_then(|rollback| rollback.items.get(order.checked_sub(1)?));
        let text = item
            .map(|item| rollback_action(&item.action, plan, history.profile_for(plan)))
            .unwrap_or_default();
        let instruction = item
            .filter(|item| {
                matches!(
                    item.action,
                    crate::domain::rollout::RollbackAction::Switch { .. }
                )
            })
            .map(|_| text.clone());
        Self {
            step: Some(format!("R{order}")),
            copyable: instruction.is_some(),
            instruction,
            ..Self::plain("rollback", &text)
        }
    }
}
