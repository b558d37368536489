//! The log of a rollout, newest first. It shows every entry and can edit none.

use super::chrome::{framed, rule};
use super::name::fitted;
use super::time;
use crate::projection::{RolloutView, TimelineEntry, WallClock, Zone};
use crate::tui::layout::{Size, window};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role, beside};
use crate::tui::shown::Shown;

/// A moment in full.
const WHOLE: &str = "%Y-%m-%d %H:%M:%S %Z";

/// Draws the view.
pub(super) fn rows(model: &Model, size: Size, (width, height): (usize, usize)) -> Vec<Line> {
    let page = model.rollout_page();
    if page.is_some_and(|page| page.zoomed) {
        return framed(
            "Entry",
            "z back",
            entry(model, width.saturating_sub(4)),
            (width, height),
        );
    }
    match size {
        Size::Large => {
            let right = 38;
            let left = width - right;
            let count = format!("{} entries, none can be edited", model.entries().len());
            let list = list(model, (left - 2, height - 2), false);
            let list = framed("Audit log, newest first", &count, list, (left, height));
            let entry = entry(model, right - 4);
            beside(list, framed("Entry", "", entry, (right, height)))
        }
        Size::Medium | Size::Small => {
            let below = if size == Size::Medium { 3 } else { 1 };
            let above = height.saturating_sub(below + 2);
            let mut rows = vec![rule("", "", width)];
            let mut list = list(model, (width, above), size == Size::Small);
            list.resize(above, Line::new());
            rows.extend(list);
            rows.push(rule("", "", width));
            rows.extend(some(short(model, width), below, width));
            rows
        }
        Size::Line | Size::TooSmall => list(model, (width, height), true),
    }
}

/// Takes the first lines; where there are more, the last of them says so.
fn some(lines: Vec<Line>, count: usize, width: usize) -> Vec<Line> {
    let is_cut = lines.len() > count;
    let mut lines: Vec<Line> = lines.into_iter().take(count).collect();
    if let Some(last) = lines.last_mut().filter(|_| is_cut && count > 1) {
        let more = Line::new().and(Role::Dim, " … z all");
        let room = width.saturating_sub(more.width());
        *last = last.clone().fit(room).and_line(more);
    }
    lines
}

fn list(model: &Model, (width, height): (usize, usize), is_short: bool) -> Vec<Line> {
    let clock = model.clock();
    let entries = model.entries();
    if entries.is_empty() {
        return vec![Line::of("  no entry says that").selected()];
    }
    let selected = model.entry().map(|entry| entry.seq);
    let who = name_room(&entries, (width, is_short));
    let name = model.view().map_or("", RolloutView::name);
    let mut lines = Vec::new();
    let mut cursor = 0;
    let mut day = None;
    for (place, entry) in entries.into_iter().enumerate() {
        let date = clock.zone.date(entry.at);
        if day != Some(date) {
            let text = clock.format(entry.at, " %a %d %b %Y   %Z").to_uppercase();
            lines.push(Line::new().and(Role::Title, &text));
            day = Some(date);
        }
        let line = row(
            entry,
            (clock, name),
            (width.saturating_sub(1), who),
            is_short,
        );
        if Some(entry.seq) == selected {
            cursor = lines.len();
            lines.push(Line::of("▌").and_line(line).selected().for_row(place));
        } else {
            lines.push(Line::of(" ").and_line(line).for_row(place));
        }
    }
    let shown = window(lines.len(), cursor, height);
    lines
        .into_iter()
        .skip(shown.start)
        .take(shown.len())
        .collect()
}

/// Returns how many columns the names take: as many as the longest, as far as the screen has them.
fn name_room(entries: &[&TimelineEntry], (width, is_short): (usize, bool)) -> usize {
    let longest = entries.iter().map(|entry| Shown::of(&entry.actor).width());
    let most = match (is_short, width) {
        (true, ..50) => 6,
        (true, _) => 9,
        (false, _) => 14,
    };
    longest.max().unwrap_or(0).clamp(4, most)
}

fn row(
    entry: &TimelineEntry,
    (clock, name): (WallClock, &str),
    (width, who): (usize, usize),
    is_short: bool,
) -> Line {
    let format = if is_short { "%H:%M" } else { "%H:%M:%S" };
    let gap = if width < 50 { 1 } else { 2 };
    let who = Shown::of(&entry.actor).cut_middle(who).pad(who + gap);
    let role = match entry.kind {
        "gate_overridden" | "rollback_triggered" | "rollback_finished" => Role::Special,
        _ if entry.undone => Role::Dim,
        _ => Role::Body,
    };
    let reason = entry.reason.as_ref().map(|reason| format!(", {reason}"));
    let right = if entry.undone { " undone " } else { " " };
    let when = format!(" {}  ", clock.format(entry.at, format));
    let taken = Shown::of(&when).width() + who.width() + 1;
    let text = fitted(&entry.text, (name, &[]), width.saturating_sub(taken));
    Line::of(&when)
        .and_shown(Role::Body, who)
        .and(role, &text)
        .and(role, &reason.unwrap_or_default())
        .and_right(Line::new().and(Role::Dim, right), width)
}

/// Returns the zone that is not shown: local time is said beside UTC, and UTC beside local time.
const fn beside_it(model: &Model) -> Zone {
    if model.look.zone.is_local() {
        Zone::Utc
    } else {
        model.look.local
    }
}

fn entry(model: &Model, width: usize) -> Vec<Line> {
    let Some(entry) = model.entry() else {
        return vec![];
    };
    let clock = model.clock();
    let mut lines = Vec::new();
    let mut add = |label: &str, text: &str| {
        let wrapped = Shown::of(text).wrap(width.saturating_sub(8));
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        lines.extend(wrapped.into_iter().zip(labels).map(|(line, label)| {
            Line::new()
                .and(Role::Title, &format!(" {label:<7}"))
                .and_shown(Role::Body, line)
        }));
    };
    add("WHAT", &entry.text);
    if let Some(reason) = &entry.reason {
        add("WHY", reason);
    }
    add("WHEN", &clock.format(entry.at, WHOLE));
    if model.look.local.is_local() {
        add("", &beside_it(model).format(entry.at, WHOLE));
    }
    add("", &time::ago(entry.at, model.now));
    if let Some(recorded) = entry.recorded_at {
        add("NOTED", &clock.format(recorded, WHOLE));
    }
    add("WHO", &entry.actor);
    add("ENTRY", &format!("{} ({})", entry.seq, entry.kind));
    if entry.undone {
        add("UNDONE", "it was taken back, and is still told");
    }
    lines
}

fn short(model: &Model, width: usize) -> Vec<Line> {
    let Some(entry) = model.entry() else {
        return vec![];
    };
    let at = model.clock().format(entry.at, WHOLE);
    let first = format!(
        " {at}   {}   entry {}",
        time::ago(entry.at, model.now),
        entry.seq
    );
    let reason = entry.reason.as_ref().map(|reason| format!(": {reason}"));
    let text = format!("{}{}", entry.text, reason.unwrap_or_default());
    let mut lines = vec![Line::of(&first).fit(width)];
    lines.extend(
        Shown::of(&text)
            .wrap(width.saturating_sub(1))
            .into_iter()
            .map(|line| Line::of(" ").and_shown(Role::Body, line)),
    );
    lines
}
