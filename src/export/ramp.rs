//! The share of production on a true axis of time: what was set, what was tested, what broke, where it went back. Nothing is smoothed.

use std::fmt::Write as _;

use chrono::TimeDelta;

use super::axis::Axis;
use super::dossier::Dossier;
use super::span::minute;
use super::svg::{Drawing, Picture, class_of};
use crate::domain::Timestamp;
use crate::domain::flag::Percentage;
use crate::domain::plan::StepState;
use crate::projection::ShareSet;

const WIDTH: i64 = 960;

/// The field of the chart: left, top, right, bottom.
const LEFT: i64 = 56;
const TOP: i64 = 46;
const RIGHT: i64 = 884;
const BOTTOM: i64 = 286;

/// Draws the chart.
pub(super) fn ramp(dossier: &Dossier) -> Picture {
    let mut drawing = Drawing::new(WIDTH);
    let title = format!("Ramp of {} in production", dossier.view.name());
    let share = &dossier.course.share;
    let Some(first) = share.first() else {
        drawing.text(
            (LEFT, 40),
            "",
            "Production was never switched on, as far as anybody has said.",
        );
        return drawing.finish(60, &title, "production was never switched on");
    };
    let end = end(dossier, first.at);
    let axis = Axis::new((first.at, end), LEFT, RIGHT - LEFT);
    bands(&mut drawing, dossier, &axis);
    scale(&mut drawing, dossier);
    axis.draw(&mut drawing, TOP, BOTTOM);
    curve(&mut drawing, share, &axis, end.min(dossier.now));
    planned(&mut drawing, dossier, &axis);
    axis.draw_now(&mut drawing, dossier.now, (TOP, BOTTOM));
    marks(&mut drawing, dossier, &axis);
    ways_back(&mut drawing, dossier, &axis);
    drawing.text(
        (LEFT, BOTTOM + 36),
        "s",
        "time in UTC · ✓ QA pass · ✗ QA fail · ? inconclusive · ⚑ gate overridden · ↺ rollback · shaded: incident",
    );
    drawing.finish(BOTTOM + 46, &title, &says(dossier))
}

/// Returns where the chart ends: now, or soon after everybody or nobody had it, where that was long ago.
fn end(dossier: &Dossier, first: Timestamp) -> Timestamp {
    let until = if dossier.is_over() {
        dossier.view.updated_at.unwrap_or(dossier.now)
    } else {
        dossier.now
    };
    let last = dossier.course.share.last();
    let settled = last.filter(|set| [Percentage::NONE, Percentage::ALL].contains(&set.share));
    let Some(last) = settled else {
        return until.max(first);
    };
    let more = ((last.at - first) / 3).max(TimeDelta::minutes(30));
    let enough = last.at.checked_add_signed(more).unwrap_or(until);
    enough.min(until).max(last.at)
}

fn says(dossier: &Dossier) -> String {
    let sets = dossier.course.share.iter();
    let sets: Vec<String> = sets
        .map(|set| format!("{}% at {} UTC", set.share, minute(set.at)))
        .collect();
    sets.join(", then ")
}

/// Returns the height of a share.
fn y(share: Percentage) -> i64 {
    let thousandths = i64::from(share.thousandths());
    BOTTOM - (BOTTOM - TOP) * thousandths / i64::from(Percentage::ALL.thousandths())
}

/// Draws the percentages of the ladder and those that were set; words that would touch are left out.
fn scale(drawing: &mut Drawing, dossier: &Dossier) {
    let mut levels = vec![Percentage::NONE, Percentage::ALL];
    levels.extend(dossier.course.share.iter().map(|set| set.share));
    let ladder = dossier.ramp.iter().flat_map(|ramp| &ramp.ladder);
    levels.extend(ladder.copied());
    let mut told: Vec<i64> = Vec::new();
    for level in levels {
        let y = y(level);
        if told.iter().any(|other| (other - y).abs() < 14) {
            continue;
        }
        told.push(y);
        drawing.line((LEFT, y), (RIGHT, y), "grid");
        drawing.text((LEFT - 8, y + 4), "s e", &format!("{level}%"));
    }
}

fn curve(drawing: &mut Drawing, share: &[ShareSet], axis: &Axis, until: Timestamp) {
    let Some(first) = share.first() else { return };
    let mut path = format!("M{} {BOTTOM}", axis.x(first.at));
    for set in share {
        write!(path, "H{}V{}", axis.x(set.at), y(set.share)).ok();
    }
    write!(path, "H{}", axis.x(until)).ok();
    drawing.path(&format!("{path}V{BOTTOM}Z"), "area");
    drawing.path(&path, "share");
    let mut free = i64::MIN;
    let ends = share.iter().skip(1).map(|set| Some(set.at)).chain([None]);
    for (set, end) in share.iter().zip(ends) {
        let is_last = end.is_none();
        let (x, end) = (axis.x(set.at) + 5, axis.x(end.unwrap_or(until)));
        let words = format!("{}%", set.share);
        // A level that was left at once is on the scale, in the table, and where somebody points.
        if x >= free && end - x > 26 {
            drawing.text((x, y(set.share) - 6), "b", &words);
            free = x + 40;
        } else if is_last && x - 45 >= free {
            // The level that holds now is always told: before its point, where there is no room behind it.
            drawing.text((x - 11, y(set.share) - 6), "b e", &words);
        }
        let hover = format!("{words} from {} UTC", minute(set.at));
        drawing.rect((x - 8, y(set.share) - 3), (6, 6), "doing", &hover);
    }
}

/// Draws the next percentage, which has no time yet.
fn planned(drawing: &mut Drawing, dossier: &Dossier, axis: &Axis) {
    let next = dossier.ramp.as_ref().and_then(|ramp| ramp.next);
    let Some(next) = next.filter(|_| axis.holds(dossier.now)) else {
        return;
    };
    let (x, y) = (axis.x(dossier.now), y(next));
    drawing.line((x, y), (axis.right(), y), "edge");
    drawing.text((axis.right() + 6, y + 4), "s", &format!("next {next}%"));
}

/// Returns the share at a moment.
fn share_at(share: &[ShareSet], at: Timestamp) -> Percentage {
    let set = share.iter().rev().find(|set| set.at <= at);
    set.map_or(Percentage::NONE, |set| set.share)
}

/// Draws the test results and the overrides.
fn marks(drawing: &mut Drawing, dossier: &Dossier, axis: &Axis) {
    let share = &dossier.course.share;
    let Some(first) = share.first() else { return };
    let mut last: Option<(i64, i64)> = None;
    let results = dossier.view.qa.iter().filter_map(|result| {
        let at = result.at.filter(|at| *at >= first.at && axis.holds(*at))?;
        let (mark, state) = match result.verdict {
            "pass" => ("✓", StepState::Done),
            "fail" | "blocked" => ("✗", StepState::Failed),
            _ => ("?", StepState::Unknown),
        };
        Some((
            at,
            mark,
            state,
            format!("QA {} for {}", result.verdict, result.about),
        ))
    });
    let points = dossier.ramp.iter().flat_map(|ramp| &ramp.points);
    let overrides = points.filter(|point| !point.overridden.is_empty());
    let overrides = overrides.filter_map(|point| {
        let gates: Vec<&str> = point.overridden.iter().map(|gate| gate.as_str()).collect();
        let words = format!("{} overridden", gates.join(", "));
        Some((point.at?, "⚑", StepState::Overridden, words))
    });
    let mut all: Vec<_> = results.chain(overrides).collect();
    all.sort_by_key(|(at, ..)| *at);
    for (at, mark, state, words) in all {
        let (x, level) = (axis.x(at) + 9, y(share_at(share, at)));
        // Marks that would lie on each other stand above each other.
        let beside = last.filter(|(before, _)| x - before < 14);
        let row = beside.map_or(0, |(_, row)| row + 1);
        last = Some((x, row));
        let top = (level + 18 + row * 16).min(BOTTOM - 4);
        let top = if level > BOTTOM - 24 {
            level - 22 - row * 16
        } else {
            top
        };
        let class = format!("m c {}", class_of(state));
        drawing.cut((x, top), &class, mark, 2);
        drawing.rect(
            (x - 7, top - 12),
            (14, 14),
            "hit",
            &format!("{words}, {} UTC", minute(at)),
        );
    }
}

/// Draws a band for each incident that lies in the time of the chart.
fn bands(drawing: &mut Drawing, dossier: &Dossier, axis: &Axis) {
    let Some(first) = dossier.course.share.first() else {
        return;
    };
    let mut row = 0;
    for incident in &dossier.incidents {
        let begin = incident.escalations_started_at.or(incident.created_at);
        let Some(begin) = begin else { continue };
        let end = incident.resolved_at.unwrap_or(dossier.now);
        if end < first.at || !axis.holds(begin.max(first.at)) {
            continue;
        }
        let (x, right) = (axis.x(begin), axis.x(end));
        let hover = format!("incident {}: {}", incident.id, incident.title);
        drawing.rect((x, TOP), (right - x, BOTTOM - TOP), "band", &hover);
        drawing.cut((x + 4, TOP + 14 + row * 14), "s bad", &incident.title, 40);
        row = (row + 1) % 4;
    }
}

fn ways_back(drawing: &mut Drawing, dossier: &Dossier, axis: &Axis) {
    for (place, back) in dossier.course.ways_back.iter().enumerate() {
        let x = axis.x(back.from);
        drawing.line((x, TOP - 8), (x, BOTTOM), "back");
        let y = TOP - 14 - i64::try_from(place % 2).unwrap_or(0) * 14;
        let is_right = x > WIDTH / 2;
        let (x, class) = if is_right {
            (x + 4, "s special e")
        } else {
            (x - 4, "s special")
        };
        drawing.cut((x, y), class, &format!("↺ rollback: {}", back.reason), 70);
    }
}
