//! Events in the words of a log line. The words are for people; scripts read the kind.

use super::blocker_words::in_the_way;
use super::watch_words::in_the_open;
use crate::chatops;
use crate::domain::counted;
use crate::domain::id::{DecisionKey, Seq, StageId, StepId};
use crate::domain::plan::{Plan, StepState};
use crate::domain::rollout::{
    Event, GateKind, Outcome, QaEntry, QaScope, RollbackAction, TimerChange, spoken,
};

/// The words of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The kind as scripts know it.
    pub kind: &'static str,
    /// What happened, in one line.
    pub text: String,
    /// Why, where somebody said so.
    pub reason: Option<String>,
}

/// Says `event` in words; `plan` gives steps and stages their names, `earlier` the words of an event that is taken back.
#[expect(
    clippy::too_many_lines,
    reason = "one arm for each event, so that none is forgotten"
)]
pub(super) fn words(
    event: &Event,
    plan: Option<&Plan>,
    earlier: impl Fn(Seq) -> Option<String>,
) -> Words {
    let names = Names { plan };
    let (kind, text, reason) = match event {
        Event::RolloutImported { plan, source } => {
            ("rollout_imported", imported(plan, source), None)
        }
        Event::PlanRevised { plan, source } => (
            "plan_revised",
            format!("plan revised: {}", imported(plan, source)),
            None,
        ),
        Event::RolloutStarted => ("rollout_started", "started".to_owned(), None),
        Event::StepMarked {
            step,
            state,
            reason,
            timer,
        } => {
            let until =
                timer.map(|timer| format!(", until {}", timer.ends.format("%d %b %H:%M UTC")));
            let text = format!(
                "{}: {}{}",
                names.step(step),
                marked(*state),
                until.unwrap_or_default()
            );
            ("step_marked", text, reason.clone())
        }
        Event::InstructionRun {
            step,
            instructions,
            outcome,
            reply,
            passed,
            ..
        } => {
            let lines: Vec<&str> = instructions
                .iter()
                .map(|line| line.normalised.as_str())
                .collect();
            let text = format!(
                "{} {}: {}",
                names.number(step),
                ran(*outcome),
                lines.join("; ")
            );
            let text = passed
                .as_ref()
                .map_or(text.clone(), |passed| overridden(&text, &passed.gates));
            let answer = reply.as_ref().map(|reply| format!("answer: {reply}"));
            let reason = passed.as_ref().map(|passed| passed.reason.clone());
            ("instruction_run", text, reason.or(answer))
        }
        Event::TimerChanged {
            step,
            change,
            timer,
            reason,
        } => {
            let until = timer.filter(|timer| timer.paused_with.is_none());
            let until =
                until.map(|timer| format!(", until {}", timer.ends.format("%d %b %H:%M UTC")));
            let what = timer_change(*change);
            let text = format!(
                "time of {} {what}{}",
                names.step(step),
                until.unwrap_or_default()
            );
            ("timer_changed", text, reason.clone())
        }
        Event::WatchHandedOver { .. } | Event::ActorsNamed { .. } | Event::FlagTyped { .. } => {
            in_the_open(event, |step| names.number(step))
        }
        Event::FlagObserved {
            environment,
            gates,
            source,
        } => {
            let text = format!("{environment} was seen {} ({source})", gates.in_words());
            ("flag_observed", text, None)
        }
        Event::ChangeIssueLinked { link } => {
            ("change_issue_linked", format!("change issue {link}"), None)
        }
        Event::RollbackDrilled { took_s, .. } => (
            "rollback_drilled",
            format!("rollback rehearsed in {}", spoken(*took_s)),
            None,
        ),
        Event::BlankFilled { blank, value } => {
            ("blank_filled", format!("{blank} is {value}"), None)
        }
        Event::DecisionAnswered { decision, option } => {
            ("decision_answered", names.answer(decision, option), None)
        }
        Event::StageAdvanced { to, .. } => (
            "stage_advanced",
            format!("advanced to {}", names.stage(to)),
            None,
        ),
        Event::StageReopened { stage, reason } => (
            "stage_reopened",
            format!("reopened {}", names.stage(stage)),
            Some(reason.clone()),
        ),
        Event::RolloutHeld { reason } => ("rollout_held", "held".to_owned(), Some(reason.clone())),
        Event::RolloutResumed { reason } => {
            ("rollout_resumed", "resumed".to_owned(), reason.clone())
        }
        Event::QaRecorded { result, blocker } => {
            let raised = blocker
                .as_ref()
                .map(|cause| format!(", raised {}", cause.id));
            let text = names.result(result) + &raised.unwrap_or_default();
            (
                "qa_recorded",
                text,
                result.note.clone().or_else(|| result.accepted.clone()),
            )
        }
        Event::NoteAdded { step, text } => ("note_added", names.note(step.as_ref(), text), None),
        Event::GateOverridden {
            stage,
            gate,
            reason,
            ..
        } => {
            let text = format!("OVERRIDE of the gate {gate} of {}", names.stage(stage));
            ("gate_overridden", text, Some(reason.clone()))
        }
        Event::BlockerRaised(_)
        | Event::BlockerClosed { .. }
        | Event::BlockerStepMarked { .. }
        | Event::BlockerEdited(_)
        | Event::BlockerNoted { .. }
        | Event::WritesSaid(_) => in_the_way(event),
        Event::Stated(statement) => ("stated", statement.to_string(), statement.note.clone()),
        Event::RollbackTriggered { .. }
        | Event::RollbackStepMarked { .. }
        | Event::RollbackFinished
        | Event::AttemptStarted { .. } => way_back(event),
        Event::RolloutAbandoned { reason } => (
            "rollout_abandoned",
            "abandoned".to_owned(),
            Some(reason.clone()),
        ),
        Event::RolloutClosed => ("rollout_closed", "closed".to_owned(), None),
        Event::Undone { event } => ("undone", taken_back("undo", *event, earlier(*event)), None),
        Event::Redone { event } => ("redone", taken_back("redo", *event, earlier(*event)), None),
    };
    Words { kind, text, reason }
}

fn way_back(event: &Event) -> (&'static str, String, Option<String>) {
    if let Event::RollbackTriggered {
        reason,
        actions,
        already_at,
        ..
    } = event
    {
        let off = already_at.map(|at| at.format(", off since %d %b %H:%M UTC").to_string());
        let (steps, off) = (counted(actions.len(), "step"), off.unwrap_or_default());
        let text = format!("ROLLBACK begun, {steps}{off}");
        return ("rollback_triggered", text, Some(reason.clone()));
    }
    if let Event::RollbackStepMarked { order, state, note } = event {
        let text = format!("rollback step {order}: {}", marked(*state));
        return ("rollback_step_marked", text, note.clone());
    }
    if let Event::AttemptStarted { attempt, reset, .. } = event {
        let open = counted(reset.len(), "step");
        let text = format!("attempt {attempt} begun, {open} open again");
        return ("attempt_started", text, None);
    }
    ("rollback_finished", "ROLLBACK finished".to_owned(), None)
}

fn imported(plan: &Plan, source: &str) -> String {
    let steps = plan.steps().filter(|step| step.kind.has_state()).count();
    format!(
        "{} in {} imported from {source}",
        counted(steps, "step"),
        counted(plan.stages.len(), "stage")
    )
}

pub(super) fn taken_back(verb: &str, event: Seq, text: Option<String>) -> String {
    text.map_or_else(
        || format!("{verb} of {event}"),
        |text| format!("{verb}: {text}"),
    )
}

/// Says which gates were passed against the rules.
fn overridden(text: &str, gates: &[GateKind]) -> String {
    let gates: Vec<&str> = gates.iter().map(|gate| gate.as_str()).collect();
    format!("{text}, OVERRIDE of {}", gates.join(", "))
}

fn timer_change(change: TimerChange) -> String {
    match change {
        TimerChange::Start(seconds) => format!("begun, {} long", spoken(seconds)),
        TimerChange::Extend(seconds) => format!("extended by {}", spoken(seconds)),
        TimerChange::Pause => "paused".to_owned(),
        TimerChange::Resume => "resumed".to_owned(),
        TimerChange::Stop => "stopped".to_owned(),
    }
}

fn marked(state: StepState) -> String {
    if state == StepState::NotApplicable {
        return "n/a".to_owned();
    }
    if state == StepState::Overridden {
        return "OVERRIDE".to_owned();
    }
    state.as_str().replace('_', " ")
}

const fn ran(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Succeeded => "ran",
        Outcome::Failed => "ran and FAILED",
        Outcome::Refused => "was REFUSED",
    }
}

/// Says what a rollback step asks for, in one line; an instruction is in the form that is copied.
pub(super) fn rollback_action(
    action: &RollbackAction,
    plan: &Plan,
    profile: chatops::Profile,
) -> String {
    match action {
        RollbackAction::Switch {
            environment,
            change,
        } => plan.flag.as_ref().map_or_else(
            || format!("switch the flag off in {environment}"),
            |flag| chatops::compose_change(flag, change, &[*environment], profile).normalised,
        ),
        RollbackAction::Console { environment, line } => {
            format!("ask an SRE with console access to {environment} to run {line}")
        }
        RollbackAction::Document { step } => plan
            .step(step)
            .map_or_else(|| step.to_string(), |step| step.text.clone()),
        RollbackAction::Verify { environments } => {
            let places: Vec<&str> = environments.iter().map(|place| place.as_str()).collect();
            format!("see that it is off in {}", places.join(", "))
        }
    }
}

/// Gives ids their names in a plan.
struct Names<'a> {
    plan: Option<&'a Plan>,
}

impl Names<'_> {
    fn number(&self, step: &StepId) -> String {
        let found = self.plan.and_then(|plan| plan.step(step));
        found.map_or_else(|| step.to_string(), |step| step.number.clone())
    }

    fn step(&self, step: &StepId) -> String {
        let found = self.plan.and_then(|plan| plan.step(step));
        found.map_or_else(
            || step.to_string(),
            |step| format!("{} {}", step.number, step.text.trim_end_matches('.')),
        )
    }

    fn stage(&self, stage: &StageId) -> String {
        let found = self.plan.and_then(|plan| plan.stage(stage));
        found.map_or_else(
            || stage.to_string(),
            |stage| format!("{} {}", stage.number, stage.title),
        )
    }

    fn answer(&self, key: &DecisionKey, option: &str) -> String {
        let mut decisions = self.plan.into_iter().flat_map(Plan::decisions);
        let found = decisions.find(|(_, decision)| decision.key == *key);
        let label = found.and_then(|(_, decision)| {
            decision
                .option(option)
                .map(|option| format!("{} {}", decision.question, option.label))
        });
        label.unwrap_or_else(|| format!("{key} = {option}"))
    }

    fn result(&self, result: &QaEntry) -> String {
        let about = match &result.scope {
            QaScope::Step(step) => self.step(step),
            QaScope::Stage(stage) => self.stage(stage),
        };
        let place = result
            .environment
            .as_ref()
            .map(|place| format!(" on {place}"));
        let verdict = result.verdict.as_str().to_uppercase();
        let data = result
            .cohort
            .map(|cohort| format!(", data {}", cohort.text()));
        let (place, data) = (place.unwrap_or_default(), data.unwrap_or_default());
        format!("QA {verdict}{place}: {about}{data}")
    }

    fn note(&self, step: Option<&StepId>, text: &str) -> String {
        match step {
            Some(step) => format!("note on {}: {text}", self.number(step)),
            None => format!("note: {text}"),
        }
    }
}
