//! The next thing to do as a reader sees it: in words, with the instruction to copy, or with every reason against it.

use serde::Serialize;

use super::history::History;
use super::rollback_view::step_view;
use crate::chatops;
use crate::domain::Timestamp;
use crate::domain::flag::Environment::Production;
use crate::domain::plan::{Instruction, Plan, Step};
use crate::domain::rollout::{
    Gate, GateKind, Next, Passage, Reason, Switch, next, next_rung, switch_gates,
};

/// The next thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextView {
    /// The place of the step, or the number of the step of the way back; `null` when it is neither.
    pub step: Option<String>,
    /// What kind of thing it is: `start step wait advance gate rollback finish_rollback attempt close nothing`.
    pub kind: &'static str,
    /// What to do, in words.
    pub text: String,
    /// The line to copy and run.
    pub instruction: Option<String>,
    /// Whether the line may be copied: nothing in it is blank and no hard gate before it is closed.
    pub copyable: bool,
    /// Why not, or what it waits for.
    pub reasons: Vec<String>,
    /// Whether a hard gate before the line is closed; the reasons say which.
    #[serde(skip)]
    pub held: bool,
    /// The gates before the line that are closed, the weightiest first.
    #[serde(skip)]
    pub closed: Vec<GateKind>,
    /// The numbers of the steps that come before the line.
    #[serde(skip)]
    pub first: Vec<String>,
    /// What a soft gate before the line asks a reason for.
    #[serde(skip)]
    pub asks: Vec<String>,
}

impl NextView {
    /// Shows what comes next at `now`, with what is known of locks, rehearsals and code.
    pub(super) fn of(history: &History, plan: &Plan, passage: &Passage, now: Timestamp) -> Self {
        match next(&history.rollout, now) {
            Next::Start => Self::plain("start", "start the rollout"),
            Next::Step(id) => plan.step(&id).map_or_else(
                || Self::plain("nothing", "nothing"),
                |step| Self::step(history, plan, step).before((history, plan, step), passage, now),
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
            Some(step) if self.kind == "rollback" => format!("rollback step {step}: {}", self.text),
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
            held: false,
            closed: vec![],
            first: vec![],
            asks: vec![],
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
        let filled = &rollout.facts.blanks;
        let mut lines = step.instructions.iter();
        let ramp =
            lines.find(|line| line.is_open_ramp() && line.environments.contains(&Production));
        let rung = ramp.and_then(|_| next_rung(rollout, plan));
        let is_open = step.instructions.iter().any(Instruction::is_open_ramp);
        if is_open && rung.is_none() && rollout.was_run(&step.id) {
            let text = format!("mark it done, nothing is further up: {}", step.text);
            return Self {
                step: Some(step.number.clone()),
                ..Self::plain("step", &text)
            };
        }
        let text = match &rung {
            Some(rung) => format!("ramp to {rung}%: {}", step.text),
            None => step.text.clone(),
        };
        let line = step.instructions.first().map(|line| {
            let line = chatops::fill(line, filled);
            match rung.filter(|_| line.is_open_ramp()) {
                Some(rung) => chatops::with_share(&line, rung),
                None => line,
            }
        });
        let open = line
            .as_ref()
            .map(|line| line.blanks.clone())
            .unwrap_or_default();
        Self {
            step: Some(step.number.clone()),
            copyable: line.as_ref().is_some_and(Instruction::is_copyable),
            instruction: line.map(|line| line.normalised),
            reasons: open
                .iter()
                .map(|blank| format!("{blank} is not filled"))
                .collect(),
            ..Self::plain("step", &text)
        }
    }

    /// Says which gates are closed to the line that it shows: behind a hard one there is nothing to copy.
    fn before(
        mut self,
        (history, plan, step): (&History, &Plan, &Step),
        passage: &Passage,
        now: Timestamp,
    ) -> Self {
        let Some(line) = self.instruction.as_deref().and_then(chatops::parse_line) else {
            return self;
        };
        let rollout = &history.rollout;
        let switch = Switch::of(rollout, plan, &[line]).for_step(&step.id);
        let gates = switch_gates(rollout, plan, &switch, passage, now);
        let (hard, soft): (Vec<Gate>, Vec<Gate>) = gates
            .into_iter()
            .filter(|gate| !gate.open)
            // What was asked anew of the data is answered, not reasoned away.
            .partition(|gate| gate.hard || gate.id == GateKind::Writes);
        self.closed = hard.iter().chain(&soft).map(|gate| gate.id).collect();
        let of_order = hard.iter().filter(|gate| gate.id == GateKind::Stage);
        let before = of_order.flat_map(|gate| &gate.reasons);
        let before = before.filter_map(|reason| plan.step(&reason.about.as_str().into()));
        self.first = before.map(|step| step.number.clone()).collect();
        let words = |gates: Vec<Gate>| {
            let reasons = gates.into_iter().flat_map(|gate| gate.reasons);
            reasons.map(|reason| reason.text).collect::<Vec<String>>()
        };
        self.asks = words(soft);
        self.held = !hard.is_empty();
        if self.held {
            self.copyable = false;
            self.text = format!("not yet: {}", self.text);
            self.reasons.extend(words(hard));
        }
        self
    }

    fn rollback(history: &History, plan: &Plan, order: usize) -> Self {
        let rollback = history.rollout.facts.rollback.as_ref();
        let item = rollback.and_then(|rollback| rollback.items.get(order.checked_sub(1)?));
        let item = item.map(|item| step_view(history, plan, (order, &item.action)));
        let instruction = item.as_ref().and_then(|item| item.command().cloned());
        let text = item.map(|item| item.text).unwrap_or_default();
        Self {
            step: Some(order.to_string()),
            copyable: instruction.is_some(),
            instruction,
            ..Self::plain("rollback", &text)
        }
    }
}
