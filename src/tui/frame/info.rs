//! What the document says about itself, where the flag stands, what was asked and tested.

use super::chrome::{framed, rule};
use super::fleet_preview::labelled;
use super::{stage_bars, time};
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
    let state = format!("{}, attempt {}", view.label(), view.attempt);
    let mut lines = labelled("TITLE", &view.title, width);
    lines.extend(labelled("STATE", &state, width));
    for owner in &view.owners {
        let text = format!("{}: {}", owner.role, owner.name);
        lines.extend(labelled("OWNER", &text, width));
    }
    lines.push(Line::new());
    lines.extend(stage_bars::lines(model, width));
    let mut part = |title: &str, rows: Vec<(String, String)>| {
        lines.push(Line::new());
        lines.push(Line::new().and(Role::Title, &format!(" {title}")));
        if rows.is_empty() {
            lines.push(Line::new().and(Role::Dim, " none"));
        }
        for (label, text) in rows {
            lines.extend(labelled(&label, &text, width));
        }
    };
    part("ENVIRONMENTS", environments(view));
    part("DECISIONS", decisions(view));
    part("BLOCKERS", blockers(view));
    part("QA", results(model, view));
    part("NOTES", notes(model, view));
    part("REFERENCES", references(view));
    lines
}

/// A label and a text.
type Row = (String, String);

fn environments(view: &RolloutView) -> Vec<Row> {
    let places = view.environments.iter();
    places
        .map(|(place, state)| (place.to_string(), state.in_words.clone()))
        .collect()
}

fn decisions(view: &RolloutView) -> Vec<Row> {
    let decisions = view.decisions.iter().map(|decision| {
        let answer = decision.answer.as_deref().unwrap_or("not answered");
        (
            decision.step.clone(),
            format!("{}  {answer}", decision.question),
        )
    });
    decisions.collect()
}

fn blockers(view: &RolloutView) -> Vec<Row> {
    let blockers = view.blockers.iter().map(|blocker| {
        let closed = blocker.closed.as_ref().map(|why| format!("closed: {why}"));
        let state = closed.unwrap_or_else(|| "open".to_owned());
        (blocker.id.clone(), format!("{} ({state})", blocker.title))
    });
    blockers.collect()
}

fn results(model: &Model, view: &RolloutView) -> Vec<Row> {
    let results = view.qa.iter().map(|result| {
        let place = result
            .environment
            .as_ref()
            .map(|place| format!(" on {place}"));
        let at = result
            .at
            .map(|at| time::bare(at, model.clock()))
            .unwrap_or_default();
        let by = result.by.as_deref().unwrap_or_default();
        let note = result.note.as_ref().map(|note| format!(": {note}"));
        let data = result
            .cohort
            .map(|cohort| format!(", data {}", cohort.text()));
        let text = format!(
            "{}{}{} {at} {by}{}",
            result.verdict.to_uppercase(),
            place.unwrap_or_default(),
            data.unwrap_or_default(),
            note.unwrap_or_default()
        );
        (result.about.clone(), text)
    });
    results.collect()
}

fn notes(model: &Model, view: &RolloutView) -> Vec<Row> {
    let notes = view.notes.iter().map(|note| {
        let text = format!("{}  {}", note.by, note.text);
        (time::bare(note.at, model.clock()), text)
    });
    notes.collect()
}

fn references(view: &RolloutView) -> Vec<Row> {
    let references = view.references.iter().map(|reference| {
        let text = format!("{}  {}", reference.text, reference.target);
        (String::new(), text.trim_start().to_owned())
    });
    references.collect()
}
