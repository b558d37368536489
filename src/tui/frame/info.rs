//! What the document says about itself, where the flag stands, what was asked and tested.

use super::chrome::{framed, rule};
use super::fleet_preview::labelled;
use super::time;
use crate::projection::RolloutView;
use crate::tui::model::Model;
use crate::tui::page::RolloutPage;
use crate::tui::screen::{Line, Role};

/// Draws the view.
pub(super) fn rows(
    model: &Model,
    view: &RolloutView,
    page: &RolloutPage,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let is_framed = width >= 80;
    let room = if is_framed {
        height.saturating_sub(2)
    } else {
        height.saturating_sub(1)
    };
    let lines = lines(model, view, width.saturating_sub(4));
    let from = page.info_from.min(lines.len().saturating_sub(room));
    let right = if lines.len() > room { "PgDn more" } else { "" };
    let shown: Vec<Line> = lines
        .into_iter()
        .skip(from)
        .take(room)
        .enumerate()
        .map(|(place, line)| {
            if place == 0 {
                Line::of(" ").selected().and_line(line)
            } else {
                Line::of(" ").and_line(line)
            }
        })
        .collect();
    if is_framed {
        return framed("Info", right, shown, (width, height));
    }
    let mut rows = vec![rule("", right, width)];
    rows.extend(shown);
    rows
}

/// Returns how many lines there are.
pub(in crate::tui) fn length(model: &Model) -> usize {
    let width = usize::from(model.width).saturating_sub(4);
    model
        .view()
        .map_or(0, |view| lines(model, view, width).len())
}

fn lines(model: &Model, view: &RolloutView, width: usize) -> Vec<Line> {
    let mut lines = labelled("TITLE", &view.title, width);
    lines.extend(labelled(
        "STATE",
        &format!("{}, attempt {}", view.state.label(), view.attempt),
        width,
    ));
    for owner in &view.owners {
        lines.extend(labelled(
            "OWNER",
            &format!("{}: {}", owner.role, owner.name),
            width,
        ));
    }
    section(&mut lines, "ENVIRONMENTS");
    for (place, state) in &view.environments {
        lines.extend(labelled(place.as_str(), &state.in_words, width));
    }
    section(&mut lines, "DECISIONS");
    for decision in &view.decisions {
        let answer = decision.answer.as_deref().unwrap_or("not answered");
        lines.extend(labelled(
            &decision.step,
            &format!("{}  {answer}", decision.question),
            width,
        ));
    }
    section(&mut lines, "BLOCKERS");
    for blocker in &view.blockers {
        let state = blocker
            .closed
            .as_ref()
            .map_or_else(|| "open".to_owned(), |why| format!("closed: {why}"));
        lines.extend(labelled(
            &blocker.id,
            &format!("{} ({state})", blocker.title),
            width,
        ));
    }
    section(&mut lines, "QA");
    for result in &view.qa {
        let at = result
            .at
            .map(|at| time::bare(at, model.now))
            .unwrap_or_default();
        let place = result
            .environment
            .as_ref()
            .map(|place| format!(" on {place}"));
        let by = result.by.as_deref().unwrap_or_default();
        let note = result.note.as_ref().map(|note| format!(": {note}"));
        let text = format!(
            "{}{} {at} {by}{}",
            result.verdict.to_uppercase(),
            place.unwrap_or_default(),
            note.unwrap_or_default()
        );
        lines.extend(labelled(&result.about, &text, width));
    }
    section(&mut lines, "NOTES");
    for note in &view.notes {
        lines.extend(labelled(
            &time::bare(note.at, model.now),
            &format!("{}  {}", note.by, note.text),
            width,
        ));
    }
    section(&mut lines, "REFERENCES");
    for reference in &view.references {
        let text = if reference.text.is_empty() {
            String::new()
        } else {
            format!("{}  ", reference.text)
        };
        lines.extend(labelled("", &format!("{text}{}", reference.target), width));
    }
    lines
}

/// Begins a part under its heading; a part before it that has nothing in it says so.
fn section(lines: &mut Vec<Line>, title: &str) {
    let is_empty = lines.last().is_some_and(|line| {
        line.spans.len() == 1
            && line
                .spans
                .first()
                .is_some_and(|span| span.role == Role::Title)
    });
    if is_empty {
        lines.push(Line::new().and(Role::Dim, "   none"));
    }
    lines.push(Line::new());
    lines.push(Line::new().and(Role::Title, &format!(" {title}")));
}
