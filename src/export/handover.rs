//! The pack for whoever takes over a rollout: what is on where, what runs, what comes next, the way back. Nothing is posted from here.

use super::markdown::{code, quotation};
use super::shown::shown;
use super::span::in_words;
use crate::domain::Timestamp;
use crate::projection::{RolloutView, TimelineEntry};

/// How much of the log a pack holds.
const LAST: usize = 10;

/// Says all that somebody needs who takes over at `now`.
pub(super) fn handover(view: &RolloutView, log: &[TimelineEntry], now: Timestamp) -> Vec<String> {
    let mut lines = vec![
        format!("# Handover of {}", code(view.name())),
        String::new(),
        format!(
            "{} UTC, attempt {}",
            now.format("%Y-%m-%d %H:%M"),
            view.attempt
        ),
    ];
    section(&mut lines, "What is on where", where_it_is(view));
    section(&mut lines, "What runs", timers(view, now));
    let open = view.blockers.iter().filter(|blocker| blocker.open);
    let open = open.map(|blocker| format!("{}: {}", blocker.id, shown(&blocker.title)));
    section(&mut lines, "What stands in the way", open.collect());
    let mut next = vec![shown(&view.next.in_one_line())];
    next.extend(view.next.instruction.as_deref().map(code));
    next.extend(view.next.reasons.iter().map(|reason| shown(reason)));
    section(&mut lines, "What comes next", next);
    let back = view.rollback.plan.steps.iter();
    let back = back.map(|step| {
        let line = step.line_apart();
        let line = line.map_or_else(String::new, |line| format!(" {}", code(line)));
        format!("{}. {}{line}", step.order, shown(&step.text))
    });
    section(&mut lines, "The way back", back.collect());
    let people = view.owners.iter();
    let people = people.map(|owner| format!("{}: {}", shown(&owner.role), shown(&owner.name)));
    section(&mut lines, "Whom to ask", people.collect());
    let first = log.len().saturating_sub(LAST);
    let log = log.get(first..).unwrap_or_default();
    let log = log.iter().map(|entry| {
        let at = entry.at.format("%Y-%m-%d %H:%M");
        format!("{at} {}: {}", shown(&entry.actor), shown(&entry.text))
    });
    section(&mut lines, "What was recorded last", log.collect());
    for note in &view.notes {
        lines.extend(quotation(&note.text));
    }
    lines
}

fn where_it_is(view: &RolloutView) -> Vec<String> {
    let mut items = Vec::new();
    for (place, environment) in &view.environments {
        let drift = environment.drift.join("; ");
        let drift = if drift.is_empty() {
            drift
        } else {
            format!(" (DRIFT: {drift})")
        };
        items.push(format!("{place}: {}{drift}", environment.in_words));
    }
    items
}

fn timers(view: &RolloutView, now: Timestamp) -> Vec<String> {
    let timers = view.timers.iter();
    let timers = timers.map(|timer| {
        let left = in_words(timer.seconds_left(now));
        let until = timer.ends_at.format("%H:%M UTC");
        let still = if timer.paused_with.is_some() {
            ", and it stands still"
        } else {
            ""
        };
        let watcher = timer.watcher.as_deref();
        let watcher =
            watcher.map_or_else(String::new, |name| format!(", watched by {}", shown(name)));
        format!(
            "{} {}: {left} left, until {until}{still}{watcher}",
            timer.number,
            shown(&timer.text)
        )
    });
    timers.collect()
}

fn section(lines: &mut Vec<String>, title: &str, items: Vec<String>) {
    lines.extend([String::new(), format!("## {title}"), String::new()]);
    if items.is_empty() {
        lines.push("- nothing".to_owned());
    }
    lines.extend(items.into_iter().map(|item| format!("- {item}")));
}
