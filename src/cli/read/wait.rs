//! `wait`: time passes until something is so, or until there has been enough of it. Nothing is changed meanwhile.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::cli::answer::Answer;
use crate::cli::args::Wait;
use crate::cli::moment::parse_span;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::id::{RolloutId, StepId};
use crate::domain::plan::Instruction;
use crate::domain::rollout::{GateKind, Phase};
use crate::error::{Exit, Report};
use crate::projection::{RolloutView, StepView};
use crate::tracker::{RunReport, Tracker};

/// How often is looked.
const INTERVAL: Duration = Duration::from_secs(1);

/// What is waited for.
enum Event {
    Timers,
    Gates,
    Gate(GateKind),
    Switch(GateKind),
    Step(StepId),
    Pass(StepId),
    Settled(StepId),
    Over,
}

/// Waits until something is so.
pub(crate) fn wait(session: &Session<'_, '_>, args: &Wait) -> Result<Answer, Report> {
    let most = args.timeout.as_deref().map(span).transpose()?;
    let tracker = session.open()?;
    let id = tracker.find(&args.flag)?;
    let history = tracker.history(&id)?;
    let event = parse(&args.what, |name| Ok(tracker.find_step(&history, name)?))?;
    let mut waited = Duration::ZERO;
    let begun = running(&tracker.view(&id, None)?, session.host.now());
    loop {
        let view = tracker.view(&id, None)?;
        let now = session.host.now();
        if event.is_so(&view, now) && event.is_open((&tracker, &id), &view)? {
            let mut page = Page::new();
            let words = format!(" {}: {}", view.name(), event.met(&view, &begun));
            page.push(Line::new().word(Role::Good, "ok").plain(&words));
            return Answer::new(&view, page);
        }
        if most.is_some_and(|most| waited >= most) {
            let message = format!("{}: {}", view.name(), event.missed(&view, now));
            return Err(Report::new("NOT_YET", message, Exit::NotYet).hint(view.next.in_one_line()));
        }
        session.host.pause(INTERVAL);
        waited += INTERVAL;
    }
}

fn span(text: &str) -> Result<Duration, Report> {
    let span = parse_span(text).and_then(|span| span.to_std().ok());
    span.ok_or_else(|| {
        usage(
            format!("{text} is no span of time"),
            "write it as 20m or 2h",
        )
    })
}

fn parse(text: &str, step: impl Fn(&str) -> Result<StepId, Report>) -> Result<Event, Report> {
    match text.split_once(':') {
        None if text == "timer" => Ok(Event::Timers),
        None if matches!(text, "gate" | "gates") => Ok(Event::Gates),
        None if text == "done" => Ok(Event::Over),
        Some(("gate", name)) => {
            let unknown = |_: Report| {
                let known = GateKind::OF_A_STAGE.iter().chain(&GateKind::OF_A_SWITCH);
                let known: Vec<&str> = known.map(|gate| gate.as_str()).collect();
                let hint = format!(
                    "the gates are {}; or the number of a step",
                    known.join(", ")
                );
                usage(format!("{name} is no gate and no step"), hint)
            };
            match GateKind::parse(name) {
                Some(gate) if GateKind::OF_A_STAGE.contains(&gate) => Ok(Event::Gate(gate)),
                Some(gate) => Ok(Event::Switch(gate)),
                None => step(name).map(Event::Step).map_err(unknown),
            }
        }
        Some(("qa", name)) => Ok(Event::Pass(step(name)?)),
        Some(("step", name)) => Ok(Event::Settled(step(name)?)),
        _ => {
            let hint = "write timer, gates, gate:GATE, gate:STEP, qa:STEP, step:STEP or done";
            Err(usage(format!("{text} cannot be waited for"), hint))
        }
    }
}

/// Names the steps for which a time runs.
fn running(view: &RolloutView, now: Timestamp) -> Vec<String> {
    let timers = view.timers.iter();
    let running = timers.filter(|timer| !timer.is_over(now));
    running.map(|timer| timer.number.clone()).collect()
}

/// Says how a step stands.
fn standing(view: &RolloutView, id: &StepId, words: impl Fn(&StepView) -> String) -> String {
    let found = view.steps().find(|step| step.id == *id);
    found.map_or_else(|| "there is no such step any more".to_owned(), words)
}

impl Event {
    /// Says what has come to be so; `begun` are the times that ran when the wait began.
    fn met(&self, view: &RolloutView, begun: &[String]) -> String {
        match self {
            Self::Timers if begun.is_empty() => "no time runs".to_owned(),
            Self::Timers => format!("the time of {} is over", begun.join(", ")),
            Self::Gates => view.current_stage().map_or_else(
                || "every gate is open".to_owned(),
                |stage| {
                    format!(
                        "every gate of stage {} {} is open",
                        stage.number, stage.title
                    )
                },
            ),
            Self::Gate(kind) | Self::Switch(kind) => format!("the gate {kind} is open"),
            Self::Step(id) => standing(view, id, |step| {
                format!("every gate of {} is open", step.number)
            }),
            Self::Pass(id) => {
                standing(view, id, |step| format!("QA of {} has passed", step.number))
            }
            Self::Settled(id) => standing(view, id, |step| {
                format!("{} is {}", step.number, step.state)
            }),
            Self::Over => "it is over".to_owned(),
        }
    }

    /// Says what is not so yet.
    fn missed(&self, view: &RolloutView, now: Timestamp) -> String {
        match self {
            Self::Timers => {
                let running = running(view, now);
                format!("the time of {} is not over yet", running.join(", "))
            }
            Self::Gates => {
                let closed = view.gates.iter().filter(|gate| !gate.open);
                let closed: Vec<&str> = closed.map(|gate| gate.id.as_str()).collect();
                format!("closed still: {}", closed.join(", "))
            }
            Self::Gate(kind) | Self::Switch(kind) => format!("the gate {kind} is closed still"),
            Self::Step(id) => standing(view, id, |step| {
                format!("a gate of {} is closed still", step.number)
            }),
            Self::Pass(id) => standing(view, id, |step| {
                let verdict = step.verdict.unwrap_or("not recorded");
                format!("QA of {} is {verdict}, not pass", step.number)
            }),
            Self::Settled(id) => standing(view, id, |step| {
                format!("{} is {} still", step.number, step.state)
            }),
            Self::Over => "it goes on still".to_owned(),
        }
    }

    /// Tells whether the gates are open that stand before the next value in production, or before a step; so for anything else.
    fn is_open(
        &self,
        (tracker, id): (&Tracker, &RolloutId),
        view: &RolloutView,
    ) -> Result<bool, Report> {
        match self {
            Self::Switch(kind) => {
                let gates = tracker.ramp(id, None)?.gates;
                let mut gates = gates.iter().filter(|gate| gate.id == *kind);
                Ok(gates.all(|gate| gate.open))
            }
            Self::Step(step) => {
                let mut found = view.steps().filter(|found| found.id == *step);
                let is_ramp =
                    found.any(|found| found.instructions.iter().any(Instruction::is_ramp));
                let gates = if is_ramp {
                    tracker.ramp(id, None)?.gates
                } else {
                    tracker.gates_of_run(id, step, &RunReport::succeeded(BTreeMap::new()))?
                };
                Ok(gates.iter().all(|gate| gate.open))
            }
            Self::Timers
            | Self::Gates
            | Self::Gate(_)
            | Self::Pass(_)
            | Self::Settled(_)
            | Self::Over => Ok(true),
        }
    }

    fn is_so(&self, view: &RolloutView, now: Timestamp) -> bool {
        let find = |id: &StepId| view.steps().find(|step| step.id == *id);
        match self {
            Self::Timers => view.timers.iter().all(|timer| timer.is_over(now)),
            Self::Gates => view.gates.iter().all(|gate| gate.open),
            // A gate that does not stand at the end of this stage holds nobody.
            Self::Gate(kind) => {
                let mut stands = view.gates.iter().filter(|gate| gate.id == *kind);
                stands.all(|gate| gate.open)
            }
            Self::Switch(_) | Self::Step(_) => true,
            Self::Pass(id) => find(id).is_some_and(|step| step.verdict == Some("pass")),
            Self::Settled(id) => find(id).is_some_and(|step| step.state.is_settled()),
            Self::Over => matches!(view.phase, Phase::Closed | Phase::Abandoned),
        }
    }
}
