//! How a rollout goes from stage to stage, stands still and goes on.

use super::passage::parse_gates;
use super::{changed, wish};
use crate::cli::answer::Answer;
use crate::cli::args::{Advance, Named, NamedWithReason, Reopen};
use crate::cli::confirm::confirmed;
use crate::cli::refusal::{not_found, refused};
use crate::cli::session::Session;
use crate::domain::id::{Seq, StageId};
use crate::domain::rollout::{Command, GateKind};
use crate::error::Report;
use crate::projection::RolloutView;

/// Goes on to the next stage.
pub(crate) fn advance(session: &mut Session<'_, '_>, args: &Advance) -> Result<Answer, Report> {
    let gates = parse_gates(&args.gates, &GateKind::OF_A_STAGE)?;
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let view = tracker.view(&id, None)?;
    let mut events = Vec::new();
    let is_last =
        view.stages.last().map(|stage| &stage.id) == view.current_stage().map(|stage| &stage.id);
    let only_overrides = is_last && !gates.is_empty();
    if !gates.is_empty() {
        must_be_the_last_reasons(&view, &gates)?;
        let subject = (&view, args.confirm.as_deref());
        confirmed(session, &tracker, subject, "an override in")?;
        let mut seen = Seq::new(view.seq);
        for gate in gates {
            let reason = args.reason.clone().unwrap_or_default();
            let new = tracker.dispatch(&id, &Command::OverrideGate { gate, reason }, Some(seen))?;
            seen = new.last().map_or(seen, |event| Seq::new(event.seq));
            events.extend(new);
        }
    }
    // Behind the last stage nothing is advanced to: what is left is to close.
    if !only_overrides {
        events.extend(tracker.dispatch(&id, &Command::Advance, None)?);
    }
    changed(session, &tracker, &id, &events)
}

/// Refuses an override that would be recorded and change nothing, because another gate is closed too.
fn must_be_the_last_reasons(view: &RolloutView, overridden: &[GateKind]) -> Result<(), Report> {
    let (passed, others): (Vec<_>, Vec<_>) = view
        .gates
        .iter()
        .filter(|gate| !gate.open)
        .partition(|gate| overridden.contains(&gate.id));
    let covered: Vec<&String> = passed.iter().flat_map(|gate| &gate.reasons).collect();
    let reasons = others.iter().flat_map(|gate| &gate.reasons);
    let reasons: Vec<String> = reasons
        .filter(|reason| !covered.contains(reason))
        .cloned()
        .collect();
    if reasons.is_empty() {
        return Ok(());
    }
    let message = "another gate is closed too: nothing was recorded";
    Err(Report {
        reasons,
        ..refused("GATE_CLOSED", message)
    })
}

/// Goes back to an earlier stage.
pub(crate) fn reopen(session: &Session<'_, '_>, args: &Reopen) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let stage = find_stage(&tracker.view(&id, None)?, &args.stage)?;
    let command = Command::ReopenStage {
        stage,
        reason: args.reason.clone(),
    };
    let events = tracker.dispatch(&id, &command, None)?;
    changed(session, &tracker, &id, &events)
}

fn find_stage(view: &RolloutView, name: &str) -> Result<StageId, Report> {
    let words = name.trim().to_lowercase();
    let whole = view
        .stages
        .iter()
        .find(|stage| stage.number.to_string() == words || stage.id.as_str() == name.trim());
    let parts = view
        .stages
        .iter()
        .filter(|stage| stage.title.to_lowercase().contains(&words));
    let found: Vec<_> = whole.map_or_else(|| parts.collect(), |stage| vec![stage]);
    if let [stage] = found.as_slice() {
        return Ok(stage.id.clone());
    }
    let titles: Vec<String> = view
        .stages
        .iter()
        .map(|stage| format!("{} {}", stage.number, stage.title))
        .collect();
    let message = if found.is_empty() {
        "fits no stage"
    } else {
        "fits several stages"
    };
    Err(not_found(
        format!("{name} {message}"),
        format!("the stages are {}", titles.join(", ")),
    ))
}

/// Stands still.
pub(crate) fn hold(session: &Session<'_, '_>, args: &NamedWithReason) -> Result<Answer, Report> {
    wish(
        session,
        &args.flag,
        &Command::Hold {
            reason: args.reason.clone(),
        },
    )
}

/// Goes on after a hold.
pub(crate) fn resume(session: &Session<'_, '_>, args: &Named) -> Result<Answer, Report> {
    wish(session, &args.flag, &Command::Resume { reason: None })
}
