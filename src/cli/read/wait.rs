//! `wait`: time passes until something is so, or until there has been enough of it. Nothing is changed meanwhile.

use std::time::Duration;

use crate::cli::answer::Answer;
use crate::cli::args::Wait;
use crate::cli::moment::parse_span;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::id::StepId;
use crate::domain::rollout::{GateKind, Phase};
use crate::error::{Exit, Report};
use crate::projection::RolloutView;

/// How often is looked.
const INTERVAL: Duration = Duration::from_secs(1);

/// What is waited for.
enum Event {
    Timers,
    Gates,
    Gate(GateKind),
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
    loop {
        let view = tracker.view(&id, None)?;
        if event.is_so(&view, session.host.now()) {
            let mut page = Page::new();
            let words = format!(" {} is so for {}", args.what, view.name());
            page.push(Line::new().word(Role::Good, "ok").plain(&words));
            return Answer::new(&view, page);
        }
        if most.is_some_and(|most| waited >= most) {
            let message = format!("{} is not so yet for {}", args.what, view.name());
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
            let known = || {
                let known = GateKind::OF_A_STAGE.map(GateKind::as_str);
                let hint = format!("the gates of a stage are {}", known.join(", "));
                usage(format!("{name} is no gate of a stage"), hint)
            };
            let gate = GateKind::parse(name);
            let gate = gate.filter(|gate| GateKind::OF_A_STAGE.contains(gate));
            gate.map(Event::Gate).ok_or_else(known)
        }
        Some(("qa", name)) => Ok(Event::Pass(step(name)?)),
        Some(("step", name)) => Ok(Event::Settled(step(name)?)),
        _ => {
            let hint = "write timer, gates, gate:GATE, qa:STEP, step:STEP or done";
            Err(usage(format!("{text} cannot be waited for"), hint))
        }
    }
}

impl Event {
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
            Self::Pass(id) => find(id).is_some_and(|step| step.verdict == Some("pass")),
            Self::Settled(id) => find(id).is_some_and(|step| step.state.is_settled()),
            Self::Over => matches!(view.phase, Phase::Closed | Phase::Abandoned),
        }
    }
}
