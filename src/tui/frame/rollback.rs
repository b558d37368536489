//! The checklist of a way back: its steps with the line of the one that is next, why it began, and what was on before.

use super::bar::Truth;
use super::chrome::{path, role_of};
use super::dialog::{boxed, sheet};
use super::{head, time};
use crate::domain::plan::StepState;
use crate::projection::{RollbackRunView, RollbackStepView, RolloutView, WallClock};
use crate::tui::keymap::{Action, App};
use crate::tui::layout::{Size, window};
use crate::tui::model::Model;
use crate::tui::page::{Page, last, short, state_word, verb};
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws the page, without message and hints.
pub(super) fn rows(model: &Model, size: Size) -> Vec<Line> {
    let (Some(view), Some(Page::Rollback(page))) = (model.view(), model.pages.last()) else {
        return Vec::new();
    };
    let Some(run) = &view.rollback.last else {
        return Vec::new();
    };
    let (width, height) = (
        usize::from(model.width),
        usize::from(super::page_height(model)),
    );
    let place = head::place(model, view, size);
    let mut rows = vec![
        path(model, &place, ""),
        Truth::of_view(view).line(model.clock(), model.demo, width),
    ];
    let room = height.saturating_sub(rows.len() + 2);
    let is_sheet = size <= Size::Small;
    let inner = width.saturating_sub(if is_sheet { 2 } else { 4 });
    let at = page.place(run);
    let (lines, cursor) = list(model, run, (at, page.copied), inner);
    let mut lines = lines;
    lines.push(Line::new());
    lines.extend(about(view, run, model.clock(), inner));
    let shown = window(lines.len(), cursor, room.saturating_sub(2));
    let count = shown.len();
    let lines: Vec<Line> = lines.into_iter().skip(shown.start).take(count).collect();
    let (title, right) = heads(model, run, at);
    rows.extend(if is_sheet {
        sheet(&title, &right, lines, (width, room))
    } else {
        let mut lines = lines;
        lines.resize(room.saturating_sub(2), Line::new());
        boxed(&title, &right, lines, width)
    });
    rows
}

fn heads(model: &Model, run: &RollbackRunView, at: usize) -> (String, String) {
    let state = if run.finished { "finished" } else { "running" };
    let begun = run.at.map(|at| {
        let by = run.by.as_deref().unwrap_or_default();
        let took = if run.finished {
            String::new()
        } else {
            format!("   {}", time::ago(at, model.now))
        };
        format!("started {} {by}{took}", time::short(at, model.clock()))
    });
    let count = run.steps.len();
    let title = format!("Rollback {}  {state}", run.id);
    let right = if model.width < 80 {
        format!("step {} of {count}", at.min(count))
    } else {
        begun.unwrap_or_default()
    };
    (title, right)
}

/// Draws the steps; also says on which line the cursor is.
fn list(
    model: &Model,
    run: &RollbackRunView,
    (at, copied): (usize, Option<usize>),
    width: usize,
) -> (Vec<Line>, usize) {
    let open = run.steps.iter().find(|step| !step.state.is_settled());
    let next = open.map(|step| step.order);
    let (mut lines, mut cursor) = (Vec::new(), 0);
    for step in &run.steps {
        let is_here = step.order == at;
        if is_here {
            cursor = lines.len();
        }
        let is_next = next == Some(step.order) && !run.finished;
        let head = head(model, step, (is_here, is_next), width);
        lines.push(if is_here { head.selected() } else { head });
        let ticks = copied.map(|copied| (copied, model.key_of(Action::App(App::Open))));
        lines.extend(below(step, (is_here || is_next, ticks), width));
    }
    if last(run) > run.steps.len() {
        let is_here = at > run.steps.len();
        if is_here {
            cursor = lines.len() + 1;
        }
        let text = if run.finished {
            model.view().map(|view| view.next.text.clone())
        } else {
            let key = model.key_of(Action::App(App::Open));
            Some(format!(
                "every step is settled: {key} finishes the rollback"
            ))
        };
        let mark = if is_here { "▌ " } else { "  " };
        let line = Line::of(mark).and(Role::Title, &format!("▸ {}", text.unwrap_or_default()));
        let line = line.fit(width);
        lines.push(Line::new());
        lines.push(if is_here { line.selected() } else { line });
    }
    (lines, cursor)
}

fn head(
    model: &Model,
    step: &RollbackStepView,
    (is_here, is_next): (bool, bool),
    width: usize,
) -> Line {
    let mark = if is_here { "▌ " } else { "  " };
    let (sign, role) = if is_next && step.state == StepState::Todo {
        ('▸', Role::Doing)
    } else {
        (step.state.mark(), role_of(step.state))
    };
    let word = Shown::of(state_word(step, is_next)).pad(8);
    let text = format!(" {} {} {}", step.order, verb(step), short(step));
    let who = step.at.map(|at| {
        let by = step.by.as_deref().unwrap_or_default();
        format!(" {by} {} ", time::bare(at, model.clock()))
    });
    Line::of(mark)
        .and(role, &format!("{sign} {word}"))
        .and(Role::Body, &text)
        .and_right(Line::new().and(Role::Dim, &who.unwrap_or_default()), width)
}

/// Draws the line and the note of a step: the line whole where it is next, else in one row.
fn below(
    step: &RollbackStepView,
    (is_whole, copied): (bool, Option<(usize, String)>),
    width: usize,
) -> Vec<Line> {
    let indent = 6;
    let room = width.saturating_sub(indent);
    let blanks = || Line::shown(Role::Body, Shown::blanks(indent));
    let mut lines = Vec::new();
    // What somebody else runs is shown where it is next, whole, though it is their line.
    let theirs = step.instruction.as_ref().filter(|_| is_whole);
    if let Some(line) = step.command().or(theirs) {
        let line = Shown::of(line);
        let wrapped = if is_whole {
            line.wrap(room)
        } else {
            vec![line.cut_end(room)]
        };
        let role = if is_whole { Role::Doing } else { Role::Dim };
        lines.extend(
            wrapped
                .into_iter()
                .map(|line| blanks().and_shown(role, line)),
        );
    }
    if let Some((copied, ticks)) = copied
        && copied == step.order
        && !step.state.is_settled()
    {
        let text = format!("copied: run it, then {ticks} ticks it");
        lines.push(blanks().and(Role::Wait, &text));
    }
    let note = step.note.iter();
    let note = note.flat_map(|note| Shown::of(&format!("\" {note}")).wrap(room));
    lines.extend(note.map(|line| blanks().and_shown(Role::Body, line)));
    lines
}

/// Says why it began, what was on, and what is on now.
fn about(view: &RolloutView, run: &RollbackRunView, clock: WallClock, width: usize) -> Vec<Line> {
    let places = |states: Vec<String>| {
        if states.is_empty() {
            "nothing".to_owned()
        } else {
            states.join(", ")
        }
    };
    let before = run
        .from
        .iter()
        .rev()
        .map(|(place, state)| format!("{place} {state}"));
    let now = view.environments.iter().rev();
    let now = now.map(|(place, state)| format!("{place} {}", state.in_words));
    let mut facts = vec![
        ("REASON", run.reason.clone()),
        ("BEFORE", places(before.collect())),
        ("NOW   ", places(now.collect())),
    ];
    if let Some(incident) = &run.incident {
        facts.insert(1, ("FOR   ", incident.clone()));
    }
    if let Some(at) = run.already_at {
        facts.push(("OFF AT", clock.format(at, "%d %b %H:%M %Z, as it was said")));
    }
    let named = |(name, text): (&'static str, String)| {
        let wrapped = Shown::of(&text).wrap(width.saturating_sub(10));
        wrapped.into_iter().enumerate().map(move |(place, line)| {
            let name = if place == 0 { name } else { "      " };
            Line::of("  ")
                .and(Role::Title, name)
                .and(Role::Body, "  ")
                .and_shown(Role::Body, line)
        })
    };
    let mut lines: Vec<Line> = facts.into_iter().flat_map(named).collect();
    if !run.finished {
        lines.push(Line::new());
        let id = &run.id;
        let kept = format!("  {id} survives a crash, a closed laptop and q: ! comes back to it.");
        lines.push(Line::new().and(Role::Dim, &kept).fit(width));
    }
    lines.extend(named(("THEN  ", view.rollback.plan.afterwards.join("; "))));
    lines
}
