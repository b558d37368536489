//! What the fleet says about the selected rollout without opening it.

use super::chrome::role_of;
use super::time;
use crate::domain::rollout::Phase;
use crate::projection::{FleetRow, TimerRow};
use crate::tui::keymap::{Action, App};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// How many blockers are told; the view of one rollout has them all.
const BLOCKERS: usize = 2;

/// A width in which no text of a row is wrapped.
const UNWRAPPED: usize = 10_000;

/// Draws the preview in lines of at most `width` columns, the most important first.
pub(super) fn lines(model: &Model, width: usize) -> Vec<Line> {
    let Some(row) = model.selected_row() else {
        return vec![Line::of(" nothing is selected")];
    };
    let mut lines = vec![state(row, model)];
    if let Some(why) = &row.hold {
        lines.extend(labelled("HELD", why, width));
    }
    for blocker in row.blockers.iter().take(BLOCKERS) {
        lines.extend(labelled("BLOCKER", blocker, width));
    }
    let more = row.blockers.len().saturating_sub(BLOCKERS);
    if more > 0 {
        let key = model.key_of(Action::App(App::Blockers));
        lines.extend(labelled(
            "",
            &format!("and {more} more   {key} shows them"),
            width,
        ));
    }
    lines.extend(labelled("NEXT", &row.next_at(model.now), width));
    lines.push(live(row));
    lines.extend(timers(row, model));
    let deadline = row.deadline.iter().filter(|deadline| deadline.at.is_some());
    let deadline = deadline.map(|deadline| deadline.in_words(model.now));
    lines.extend(deadline.flat_map(|words| labelled("DEADLINE", &words, width)));
    let last = format!(
        "{}  {}  ({})",
        time::bare(row.updated_at, model.clock()),
        row.updated_by,
        time::ago(row.updated_at, model.now)
    );
    lines.extend(labelled("LAST", &last, width));
    lines.extend(labelled("TITLE", &row.title, width));
    lines
}

/// Draws the preview in `height` lines, one for each thing, so that none takes the room of the next.
pub(super) fn brief(model: &Model, (width, height): (usize, usize)) -> Vec<Line> {
    let lines = lines(model, UNWRAPPED).into_iter().take(height);
    lines.map(|line| line.fit(width)).collect()
}

fn state(row: &FleetRow, model: &Model) -> Line {
    let state = row.state_at(model.now);
    let place = row
        .stage
        .as_ref()
        .map(|(number, title)| format!("  at stage {number} of {}: {title}", row.stages.len()));
    let attempt = (row.attempt > 1).then(|| format!("   attempt {}", row.attempt));
    let planned = (row.phase == Phase::Planned).then(|| "   not started".to_owned());
    Line::new()
        .and(Role::Title, " STATE       ")
        .and(
            role_of(state),
            &format!("{} {}", state.mark(), row.label_at(model.now)),
        )
        .and(Role::Body, &place.unwrap_or_default())
        .and(Role::Body, &attempt.or(planned).unwrap_or_default())
}

fn live(row: &FleetRow) -> Line {
    let places: Vec<String> = row
        .environments
        .iter()
        .map(|(place, state)| format!("{place} {state}"))
        .collect();
    let text = match (&row.production, places.is_empty()) {
        (None, _) => "no flag".to_owned(),
        (Some(production), true) => format!("production {production}"),
        (Some(_), false) => places.join("   "),
    };
    let drift = (!row.drift.is_empty()).then(|| format!("   DRIFT {}", row.drift.join("; ")));
    Line::new()
        .and(Role::Title, " LIVE        ")
        .and(Role::Body, &text)
        .and(Role::Bad, &drift.unwrap_or_default())
}

fn timers(row: &FleetRow, model: &Model) -> Vec<Line> {
    let lines = row.timers.iter().map(|timer| {
        let left = time::left_of(timer, model.now);
        Line::new()
            .and(Role::Title, " TIMER       ")
            .and(Role::Wait, &format!("◷ {} {left}", time::noun(timer)))
            .and(Role::Body, &format!("   {} {}", timer.number, timer.text))
            .and(Role::Dim, &watcher(timer))
    });
    lines.collect()
}

fn watcher(timer: &TimerRow) -> String {
    let watcher = timer.watcher.as_deref();
    watcher.map_or_else(String::new, |name| format!("   watched by {name}"))
}

/// Returns `text` behind its label, in as many lines as it takes.
pub(super) fn labelled(label: &str, text: &str, width: usize) -> Vec<Line> {
    let lines = Shown::of(text).wrap(width.saturating_sub(13));
    let labels = std::iter::once(label).chain(std::iter::repeat(""));
    lines
        .into_iter()
        .zip(labels)
        .map(|(line, label)| {
            Line::new()
                .and(Role::Title, &format!(" {label:<11} "))
                .and_shown(Role::Body, line)
        })
        .collect()
}
