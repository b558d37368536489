//! The view of the ramp: the chart, what was set when, the time that runs, and every gate of the next percentage with its reasons.

use super::chrome::{framed, rule};
use super::{ladder, ramp_chart, time, windows};
use crate::projection::{GateView, RampPointView, RampView};
use crate::tui::dialog::WatchVerb;
use crate::tui::keymap::{Action, Record};
use crate::tui::model::Model;
use crate::tui::page::RolloutPage;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws the view.
pub(super) fn rows(
    model: &Model,
    page: &RolloutPage,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let is_framed = width >= 80;
    let room = height.saturating_sub(if is_framed { 2 } else { 1 });
    let lines = lines(model, width.saturating_sub(4));
    let from = page.ramp_from.min(lines.len().saturating_sub(room));
    let right = if lines.len() > room {
        "PgDn more"
    } else {
        "% sets a percentage"
    };
    let shown = lines.into_iter().skip(from).take(room).enumerate();
    let shown: Vec<Line> = shown
        .map(|(place, line)| {
            let lead = Line::of(" ");
            let lead = if place == 0 { lead.selected() } else { lead };
            lead.and_line(line)
        })
        .collect();
    if is_framed {
        return framed("Ramp of production", right, shown, (width, height));
    }
    let mut rows = vec![rule("", right, width)];
    rows.extend(shown);
    rows
}

/// Returns how many lines there are.
pub(in crate::tui) fn length(model: &Model) -> usize {
    lines(model, usize::from(model.width).saturating_sub(4)).len()
}

fn lines(model: &Model, width: usize) -> Vec<Line> {
    let Some(ramp) = model.ramp() else {
        let mut lines = vec![Line::of(" this rollout is about no flag"), Line::new()];
        lines.extend(windows::lines(model, width));
        return lines;
    };
    let mut lines = chart(model, &ramp, width);
    lines.push(Line::new());
    let ladder = ladder::lines(model, width);
    if !ladder.is_empty() {
        lines.extend(ladder);
        lines.push(Line::new());
    }
    lines.extend(windows::lines(model, width));
    lines.push(Line::new());
    lines.extend(gates(&ramp, width));
    lines.push(Line::new());
    lines.extend(stage_gates(model, width));
    lines.push(Line::new());
    lines.extend(points(model, &ramp, width));
    lines.extend(actors(model, &ramp, width));
    lines
}

/// Draws the actors of interest with the step of the ladder at which each turns on, the first of them first.
fn actors(model: &Model, ramp: &RampView, width: usize) -> Vec<Line> {
    if ramp.actors.is_empty() {
        return vec![];
    }
    let names = model.key_of(Action::Record(Record::Watch(WatchVerb::Actors)));
    let head = Line::new()
        .and(Role::Title, " WHO TURNS ON WHEN")
        .and(Role::Dim, &format!("   {names} names them"));
    let turns = ramp.actors.iter().map(|turn| {
        let (role, now) = match turn.on_at_current {
            Some(true) => (Role::Done, "on now"),
            Some(false) => (Role::Dim, "off now"),
            None => (Role::Dim, ""),
        };
        Line::new()
            .and(
                Role::Body,
                &format!(" {}  {}  ", turn.actor, turn.in_words()),
            )
            .and(role, now)
            .fit(width)
    });
    [Line::new(), head].into_iter().chain(turns).collect()
}

fn chart(model: &Model, ramp: &RampView, width: usize) -> Vec<Line> {
    if width < 70 {
        return vec![ramp_chart::in_one_line(ramp, None, width)];
    }
    let mut lines = ramp_chart::lines(ramp, None, model.clock(), width.min(90));
    lines.push(ramp_chart::legend());
    lines
}

/// Draws every gate of the next value, open or closed.
fn gates(ramp: &RampView, width: usize) -> Vec<Line> {
    let Some(instruction) = &ramp.instruction else {
        let text = " on for everybody: there is nothing further up";
        return vec![Line::new().and(Role::Done, text)];
    };
    let next = ramp.next.map_or_else(
        || "true, on for everybody".to_owned(),
        |next| format!("{next}%"),
    );
    let step = ramp
        .step
        .as_ref()
        .map(|step| format!("   step {}", step.number));
    let head = format!(" GATES OF {next}");
    let mut lines = vec![
        Line::new()
            .and(Role::Title, &head)
            .and(Role::Dim, &step.unwrap_or_default()),
    ];
    lines.extend(ramp.gates.iter().flat_map(|shown| gate(shown, width)));
    lines.extend(
        Shown::of(instruction)
            .wrap(width.saturating_sub(2))
            .into_iter()
            .map(|line| Line::of(" ").and_shown(Role::Doing, line)),
    );
    lines
}

fn stage_gates(model: &Model, width: usize) -> Vec<Line> {
    let view = model.view();
    let Some(stage) = view.and_then(|view| view.current_stage()) else {
        return vec![];
    };
    let head = format!(" GATES OF STAGE {} {}", stage.number, stage.title);
    let key = |what| model.key_of(Action::Record(what));
    let keys = format!(
        "   {} advances, {} overrides",
        key(Record::Advance),
        key(Record::Override)
    );
    let mut lines = vec![Line::new().and(Role::Title, &head).and(Role::Dim, &keys)];
    lines.extend(stage.gates.iter().flat_map(|shown| gate(shown, width)));
    lines
}

/// Draws a gate: how it stands, how hard it is, and every reason.
fn gate(gate: &GateView, width: usize) -> Vec<Line> {
    let hardness = if gate.hard { "hard" } else { "soft" };
    let state = match (gate.open, &gate.overridden) {
        (_, Some(_)) => "OVERRIDE",
        (true, None) if !gate.asks.is_empty() => "asks",
        (true, None) => "open",
        (false, None) => "CLOSED",
    };
    let right = Line::new().and(Role::Dim, &format!(" {state}, {hardness} "));
    let mut lines = vec![super::rail::gate(gate, &gate.text).and_right(right, width)];
    let why = gate
        .overridden
        .iter()
        .map(|why| (Role::Special, format!("OVERRIDE: {why}")));
    let reasons = gate
        .reasons
        .iter()
        .map(|reason| (Role::Body, reason.clone()));
    let asks = gate.asks.iter().map(|asked| (Role::Wait, asked.clone()));
    for (role, text) in reasons.chain(why).chain(asks) {
        let wrapped = Shown::of(&text).wrap(width.saturating_sub(5));
        let wrapped = wrapped.into_iter();
        lines.extend(wrapped.map(|line| Line::of("    ").and_shown(role, line)));
    }
    lines
}

fn points(model: &Model, ramp: &RampView, width: usize) -> Vec<Line> {
    if ramp.points.is_empty() {
        return vec![Line::new().and(Role::Dim, " production was not set yet")];
    }
    let mut lines = vec![Line::new().and(Role::Title, " SO FAR")];
    for point in &ramp.points {
        lines.push(point_line(model, point).fit(width));
        if let Some(why) = &point.reason {
            let gates: Vec<&str> = point.overridden.iter().map(|gate| gate.as_str()).collect();
            let text = format!("⚑ passed {}: {why}", gates.join(", "));
            let wrapped = Shown::of(&text).wrap(width.saturating_sub(8));
            let wrapped = wrapped.into_iter();
            lines.extend(wrapped.map(|line| Line::of("       ").and_shown(Role::Special, line)));
        }
    }
    lines
}

fn point_line(model: &Model, point: &RampPointView) -> Line {
    let at = point
        .at
        .map(|at| time::bare(at, model.clock()))
        .unwrap_or_default();
    let by = point.by.as_deref().unwrap_or_default();
    let (role, verdict) = match point.verdict {
        Some("pass") => (Role::Done, "QA pass"),
        Some("fail") => (Role::Failed, "QA fail"),
        Some(_) => (Role::Question, "QA not clear"),
        None => (Role::Dim, "no QA since"),
    };
    let share = format!(" {:>5}", format!("{}%", point.percentage));
    let attempt = format!("   attempt {}", point.attempt);
    Line::new()
        .and(Role::Title, &share)
        .and(Role::Body, &format!("  {at}  {by}   "))
        .and(role, verdict)
        .and(Role::Dim, &attempt)
}
