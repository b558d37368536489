//! What is said about the gates of a switch: which are passed against the rules, why, and how long to stay afterwards.

use crate::cli::args::Passing;
use crate::cli::moment::parse_span;
use crate::cli::refusal::usage;
use crate::domain::rollout::{GateKind, Passage};
use crate::error::Report;

/// Reads what was typed about the gates of a switch.
pub(super) fn passage(passing: &Passing, reason: Option<&str>) -> Result<Passage, Report> {
    let dwell_s = passing.watch_for.as_deref().map(seconds).transpose()?;
    Ok(Passage {
        reason: reason.map(str::to_owned),
        overrides: parse_gates(&passing.gates, &GateKind::OF_A_SWITCH)?,
        lock: None,
        dwell_s,
        drill_within_s: None,
        code: vec![],
    })
}

/// Reads the names of gates.
pub(super) fn parse_gates(names: &[String], known: &[GateKind]) -> Result<Vec<GateKind>, Report> {
    let mut gates = Vec::new();
    for name in names {
        let gate = GateKind::parse(name).filter(|gate| known.contains(gate));
        gates.push(gate.ok_or_else(|| {
            let known: Vec<&str> = known.iter().map(|kind| kind.as_str()).collect();
            let hint = format!("the gates here are {}", known.join(", "));
            usage(format!("{name} is no gate here"), hint)
        })?);
    }
    Ok(gates)
}

/// Reads a span of time in seconds.
pub(super) fn seconds(text: &str) -> Result<u64, Report> {
    let span = parse_span(text).and_then(|span| u64::try_from(span.num_seconds()).ok());
    span.ok_or_else(|| {
        usage(
            format!("{text} is no span of time"),
            "write it as 15m, 2h or 1d",
        )
    })
}
