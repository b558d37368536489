//! The ramp as a chart of steps: a row for each percentage, what was set drawn whole, what is planned dotted. It shows no number that is not in the model.

use crate::domain::Timestamp;
use crate::domain::flag::Percentage;
use crate::projection::{RampPointView, RampView, WallClock, Zone};
use crate::tui::screen::{Line, Role};

/// The columns before the chart, for the percentages.
const SCALE: usize = 6;

/// The least and the most columns of a step.
const STEP: (usize, usize) = (4, 9);

/// What stands before the first rise that is only planned; without its blank it fits the narrowest step.
const NOW: &str = "now ";

/// A part of the chart: a percentage that was set or is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    share: Percentage,
    mark: Option<char>,
    role: Role,
    label: String,
    is_plan: bool,
}

/// Draws the chart in at most `width` columns; `choice` is where it is to go on.
pub(super) fn lines(
    ramp: &RampView,
    choice: Option<Percentage>,
    clock: WallClock,
    width: usize,
) -> Vec<Line> {
    let room = width.saturating_sub(SCALE + 1);
    let mut parts = parts(ramp, choice, clock);
    let most = (room / STEP.0).max(1);
    let past = parts.iter().filter(|part| !part.is_plan).count();
    // What was set last and what comes next matter most.
    parts.drain(..parts.len().saturating_sub(most).min(past.saturating_sub(1)));
    parts.truncate(most);
    if parts.is_empty() {
        return vec![Line::new().and(Role::Dim, " nothing was set and nothing is planned")];
    }
    let wide = (room / parts.len()).clamp(STEP.0, STEP.1);
    let mut levels: Vec<Percentage> = ramp.ladder.clone();
    levels.extend(parts.iter().map(|part| part.share));
    levels.sort_unstable();
    levels.dedup();
    let mut rows: Vec<Line> = levels
        .iter()
        .rev()
        .map(|level| row(*level, &parts, wide))
        .collect();
    rows.extend(axis(&parts, wide));
    rows
}

/// Returns what was set, oldest first, and what is planned after it.
fn parts(ramp: &RampView, choice: Option<Percentage>, clock: WallClock) -> Vec<Part> {
    let mut parts: Vec<Part> = ramp.points.iter().map(|point| set(point, clock)).collect();
    let from = choice.unwrap_or(ramp.share);
    let ahead = ramp.ladder.iter().copied().filter(|rung| *rung > from);
    let chosen = choice.filter(|choice| *choice != ramp.share);
    parts.extend(chosen.map(|share| planned(share, "choice")));
    parts.extend(ahead.map(|share| planned(share, "next")));
    parts
}

fn planned(share: Percentage, label: &str) -> Part {
    Part {
        share,
        mark: None,
        role: Role::Dim,
        label: label.to_owned(),
        is_plan: true,
    }
}

fn set(point: &RampPointView, clock: WallClock) -> Part {
    let (mark, role) = match (point.verdict, point.overridden.is_empty()) {
        (_, false) => (Some('⚑'), Role::Special),
        (Some("pass"), true) => (Some('✓'), Role::Done),
        (Some("fail" | "blocked"), true) => (Some('✗'), Role::Failed),
        (Some(_), true) => (Some('?'), Role::Question),
        (None, true) => (None, Role::Body),
    };
    let label = point.at.map_or_else(String::new, |at| {
        if (clock.now - at).num_hours() < 24 {
            clock.format(at, "%H:%M")
        } else {
            clock.format(at, "%d.%m")
        }
    });
    Part {
        share: point.percentage,
        mark,
        role,
        label,
        is_plan: false,
    }
}

/// Draws the row of one percentage.
fn row(level: Percentage, parts: &[Part], wide: usize) -> Line {
    let scale = format!("{:>5} ┤", format!("{level}%"));
    let mut line = Line::new().and(Role::Frame, &scale);
    let mut before: Option<Percentage> = None;
    for (place, part) in parts.iter().enumerate() {
        line = line.and(part_role(part), &corner(before, part, level));
        let next = parts.get(place + 1);
        line = if part.share == level {
            flat(line, part, wide - 1)
        } else if next.is_some_and(|next| is_now(part, next, level)) {
            let now = if wide > STEP.0 { NOW } else { NOW.trim_end() };
            line.and(Role::Dim, &format!("{now:>width$}", width = wide - 1))
        } else {
            line.and(Role::Body, &" ".repeat(wide - 1))
        };
        before = Some(part.share);
        if place + 1 == parts.len() {
            break;
        }
    }
    line
}

/// Tells whether the row shows where what was set ends and the plan begins, before the rise to it.
fn is_now(part: &Part, next: &Part, level: Percentage) -> bool {
    !part.is_plan && next.is_plan && next.share == level && part.share < level
}

const fn part_role(part: &Part) -> Role {
    if part.is_plan { Role::Dim } else { Role::Body }
}

/// Returns the sign at the beginning of a part: where it leaves the row, passes through it, or arrives.
fn corner(before: Option<Percentage>, part: &Part, level: Percentage) -> String {
    let (flat, upright) = if part.is_plan {
        ('╌', '┆')
    } else {
        ('─', '│')
    };
    let Some(from) = before else {
        let sign = if part.share == level { flat } else { ' ' };
        return sign.to_string();
    };
    let to = part.share;
    let is_between = (from.min(to)..from.max(to)).contains(&level) && level != from.min(to);
    let sign = if from == to && level == to {
        flat
    } else if level == to {
        if to > from { '┌' } else { '└' }
    } else if level == from {
        if to > from { '┘' } else { '┐' }
    } else if is_between {
        upright
    } else {
        ' '
    };
    sign.to_string()
}

fn flat(line: Line, part: &Part, wide: usize) -> Line {
    let sign = if part.is_plan { "╌" } else { "─" };
    let Some(mark) = part.mark else {
        return line.and(part_role(part), &sign.repeat(wide));
    };
    let left = (wide - 1) / 2;
    line.and(part_role(part), &sign.repeat(left))
        .and(part.role, &mark.to_string())
        .and(part_role(part), &sign.repeat(wide - 1 - left))
}

/// Draws the axis with the times that fit.
fn axis(parts: &[Part], wide: usize) -> Vec<Line> {
    let ticks = format!("┬{}", "─".repeat(wide - 1)).repeat(parts.len());
    let ticks = format!("{}└{ticks}", " ".repeat(SCALE));
    let mut labels = " ".repeat(SCALE + 1);
    for (place, part) in parts.iter().enumerate() {
        let column = SCALE + 1 + place * wide;
        let taken = labels.chars().count();
        if column < taken || part.label.is_empty() {
            continue;
        }
        let is_last = place + 1 == parts.len();
        if is_last && part.label.len() > wide {
            continue;
        }
        labels.push_str(&" ".repeat(column - taken));
        labels.push_str(&part.label);
        labels.push(' ');
    }
    vec![
        Line::new().and(Role::Frame, &ticks),
        Line::new().and(Role::Dim, labels.trim_end()),
    ]
}

/// Says what the signs mean.
pub(super) fn legend() -> Line {
    Line::new().and(Role::Dim, " ✓ pass  ✗ fail  ⚑ override  ─ set  ╌ plan")
}

/// Draws the ramp in one line: `1%─✓─10%─✓─▸25%╌╌50%`.
pub(super) fn in_one_line(ramp: &RampView, choice: Option<Percentage>, width: usize) -> Line {
    let points = ramp.points.iter().rev().take(6).rev();
    let mut line = Line::of(" ");
    for point in points {
        let part = set(
            point,
            WallClock {
                now: Timestamp::UNIX_EPOCH,
                zone: Zone::Utc,
            },
        );
        line = line.and(Role::Body, &format!("{}%─", point.percentage));
        if let Some(mark) = part.mark {
            line = line.and(part.role, &mark.to_string()).and(Role::Body, "─");
        }
    }
    let from = choice.unwrap_or(ramp.share);
    if let Some(choice) = choice {
        line = line.and(Role::Doing, &format!("▸{choice}%"));
    }
    for rung in ramp.ladder.iter().filter(|rung| **rung > from) {
        line = line.and(Role::Dim, &format!("╌╌{rung}%"));
    }
    line.fit(width)
}
