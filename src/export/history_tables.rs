//! The tables about what happened: percentages, times, ways back, the log with its hashes.

use super::dossier::{Dossier, Sealed};
use super::span::{from_to, in_words, minute, second};
use super::table::{Cell, Table};
use super::windows::verdict;
use crate::projection::RampView;

/// Shows what production was set to.
pub(super) fn ramp(ramp: &RampView) -> Table {
    let mut table = Table::new(&[
        "when",
        "share",
        "counts",
        "by",
        "stay",
        "QA",
        "overridden",
        "attempt",
    ]);
    for point in &ramp.points {
        let basis = point
            .basis
            .and_then(|basis| serde_json::to_value(basis).ok());
        let basis = basis
            .as_ref()
            .and_then(|basis| basis.as_str())
            .unwrap_or("everybody");
        let stay = point.dwell.map(|stay| {
            let seconds = (stay.ends_at - stay.started_at).num_seconds();
            in_words(u64::try_from(seconds).unwrap_or(0))
        });
        let gates: Vec<&str> = point.overridden.iter().map(|gate| gate.as_str()).collect();
        let why = point.reason.as_ref().map(|why| format!(": {why}"));
        let why = format!("{}{}", gates.join(", "), why.unwrap_or_default());
        table.rows.push(vec![
            Cell::number(point.at.map(minute).unwrap_or_default()),
            Cell::of(format!("{}%", point.percentage)).class("number"),
            Cell::of(basis),
            Cell::maybe(point.by.as_ref()),
            Cell::maybe(stay.as_ref()),
            Cell::of(point.verdict.unwrap_or_default().to_uppercase()),
            Cell::of(why).class("special"),
            Cell::of(point.attempt.to_string()).class("number"),
        ]);
    }
    table
}

/// Shows the times that ran, planned and real.
pub(super) fn windows(dossier: &Dossier) -> Table {
    let mut table = Table::new(&["step", "what", "when", "planned and real"]);
    for window in &dossier.course.windows {
        table.rows.push(vec![
            Cell::of(window.number.clone()).class("number"),
            Cell::of(window.what.clone()),
            Cell::number(from_to(window.from, window.to, dossier.now)),
            Cell::of(verdict(dossier, window)),
        ]);
    }
    table
}

/// Shows the stays in stages.
pub(super) fn visits(dossier: &Dossier) -> Table {
    let mut table = Table::new(&["stage", "attempt", "when", "how it was left"]);
    for visit in &dossier.course.visits {
        let stages = &dossier.view.stages;
        let stage = stages.iter().find(|stage| stage.id == visit.stage);
        let stage = stage.map(|stage| format!("{} {}", stage.number, stage.title));
        let left = visit.left.and_then(|left| serde_json::to_value(left).ok());
        let left = left
            .as_ref()
            .and_then(|left| left.as_str())
            .unwrap_or("it lasts");
        table.rows.push(vec![
            Cell::of(stage.unwrap_or_else(|| visit.stage.to_string())),
            Cell::of(visit.attempt.to_string()).class("number"),
            Cell::number(from_to(visit.from, visit.to, dossier.now)),
            Cell::of(left.replace('_', " ")),
        ]);
    }
    table
}

/// Shows the ways back.
pub(super) fn ways_back(dossier: &Dossier) -> Table {
    let mut table = Table::new(&["when", "why", "began in"]);
    for back in &dossier.course.ways_back {
        let stages = &dossier.view.stages;
        let stage = stages
            .iter()
            .find(|stage| Some(&stage.id) == back.stage.as_ref());
        let stage = stage.map(|stage| format!("{} {}", stage.number, stage.title));
        table.rows.push(vec![
            Cell::number(from_to(back.from, back.to, dossier.now)),
            Cell::of(back.reason.clone()),
            Cell::maybe(stage.as_ref()),
        ]);
    }
    table
}

/// Shows the incidents that began before now and ended after the rollout began.
pub(super) fn incidents(dossier: &Dossier) -> Table {
    let (first, _) = dossier.span();
    let mut table = Table::new(&["incident", "title", "status", "from", "resolved"]);
    for incident in &dossier.incidents {
        let begin = incident.escalations_started_at.or(incident.created_at);
        if incident.resolved_at.is_some_and(|end| end < first) {
            continue;
        }
        table.rows.push(vec![
            Cell::of(incident.id.to_string()),
            Cell::of(incident.title.clone()),
            Cell::of(incident.status_word()),
            Cell::number(begin.map(minute).unwrap_or_default()),
            Cell::number(incident.resolved_at.map(minute).unwrap_or_default()),
        ]);
    }
    table
}

/// Shows the log, oldest first, each entry with its hash.
pub fn log(log: &[Sealed]) -> Table {
    let mut table = Table::new(&["#", "when", "who", "what", "why", "undone", "hash"]);
    for Sealed { entry, hash } in log {
        let undone = if entry.undone { "undone" } else { "" };
        table.rows.push(vec![
            Cell::of(entry.seq.to_string()).class("number"),
            Cell::number(second(entry.at)),
            Cell::of(entry.actor.clone()),
            Cell::of(entry.text.clone()),
            Cell::maybe(entry.reason.as_ref()),
            Cell::of(undone),
            Cell::code(hash.clone()),
        ]);
    }
    table
}
