//! The steps of the stage that is shown, as a tree with states, times and answers.

use super::chrome::role_of;
use super::cut::signed;
use super::time;
use crate::domain::plan::{StepKind, StepState};
use crate::projection::StepView;
use crate::tui::layout::window;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;
use crate::tui::symbols::slot;

/// Draws the steps that fit into `height` lines of `width` columns, the selected one among them.
pub(super) fn lines(model: &Model, width: usize, height: usize) -> Vec<Line> {
    let steps = model.steps();
    if steps.is_empty() {
        return vec![Line::of("  this stage has no step").selected()];
    }
    let selected = model.step().map(|step| &step.id);
    let cursor = steps
        .iter()
        .position(|(_, step)| Some(&step.id) == selected);
    let shown = window(steps.len(), cursor.unwrap_or(0), height);
    let around = (shown.start, steps.len() - shown.end);
    let place = cursor.unwrap_or(0).saturating_sub(shown.start);
    let lines = steps
        .into_iter()
        .enumerate()
        .skip(shown.start)
        .take(shown.len())
        .map(|(place, (depth, step))| {
            let line = line(step, depth, model, width.saturating_sub(1));
            let line = if Some(place) == cursor {
                Line::of("▌").and_line(line).fit(width).selected()
            } else {
                Line::of(" ").and_line(line).fit(width)
            };
            line.for_row(place)
        })
        .collect();
    signed(lines, place, around, width)
}

fn line(step: &StepView, depth: usize, model: &Model, width: usize) -> Line {
    // Deeper than this, the place in the numbers tells enough.
    let indent = "  ".repeat(depth.min(6));
    let role = role_of(step.state);
    let text_role = if step.kind == StepKind::Group {
        Role::Title
    } else if role == Role::Dim {
        Role::Dim
    } else {
        Role::Body
    };
    let lead = Line::of(&indent);
    if step.kind == StepKind::Note {
        return lead.and(Role::Dim, &format!("   {}", step.text)).fit(width);
    }
    let mark = if step.kind == StepKind::Decision && step.state == StepState::Todo {
        " ? ".to_owned()
    } else {
        slot(step.state)
    };
    let right = told(step, model, width < 60);
    let right = Line::new()
        .and_line(coloured(step, role, right.trim_end()))
        .and(Role::Body, " ");
    let room = width.saturating_sub(width / 2);
    let right = if right.width() > room {
        right.fit(room)
    } else {
        right
    };
    lead.and(role, &mark)
        .and(text_role, &format!("{}  {}", step.number, step.text))
        .and_right(right, width)
}

/// Colours the state of a step, with what is left of its time; by whom and when is said in the terminal's own colour.
fn coloured(step: &StepView, role: Role, told: &str) -> Line {
    let label = step.state.label();
    match told.split_at_checked(label.len()) {
        Some((word, rest)) if word == label && step.timer.is_none() && role != Role::Dim => {
            Line::of(" ").and(role, word).and(Role::Body, rest)
        }
        Some(_) | None => Line::of(" ").and(role, told),
    }
}

/// Says at the end of a row what became of a step; of an open one, what it needs.
fn told(step: &StepView, model: &Model, is_narrow: bool) -> String {
    let label = step.state.label();
    if let Some(timer) = &step.timer {
        return format!("{label} {}", time::left(timer, model.moment()))
            .replace("ELAPSED ELAPSED", "ELAPSED");
    }
    match step.state {
        StepState::Todo => needs(step),
        StepState::Done if step.kind == StepKind::Decision => {
            let answer = step.answer.as_ref().or(step.reason.as_ref());
            answer.map_or_else(|| label.to_owned(), |answer| answer.to_uppercase())
        }
        StepState::NotApplicable
        | StepState::Skipped
        | StepState::Blocked
        | StepState::Overridden => step
            .reason
            .as_ref()
            .map_or_else(|| label.to_owned(), |why| format!("{label} {why}")),
        StepState::Unknown
        | StepState::Doing
        | StepState::Done
        | StepState::Failed
        | StepState::Waiting
        | StepState::Elapsed
        | StepState::RolledBack => {
            let verdict = step.verdict.map(|verdict| format!(" QA {verdict}"));
            let is_told = !is_narrow || step.verdict.is_none();
            let set = step.set.as_ref().filter(|_| is_told).map(|set| {
                let by = if is_narrow { "" } else { set.by.as_str() };
                format!(" {} {by}", time::bare(set.at, model.clock()))
            });
            format!(
                "{label}{}{}",
                verdict.unwrap_or_default(),
                set.unwrap_or_default()
            )
        }
    }
}

fn needs(step: &StepView) -> String {
    let what = match step.kind {
        StepKind::Qa => "QA",
        StepKind::Decision => "answer",
        StepKind::Instruction => "command",
        StepKind::Wait | StepKind::Watch => {
            let kind = if step.kind == StepKind::Watch {
                "watch"
            } else {
                "wait"
            };
            return step.wait_s.map_or_else(
                || kind.to_owned(),
                |seconds| {
                    format!(
                        "◷ {kind} {}",
                        Shown::of(&crate::domain::rollout::spoken(seconds))
                    )
                },
            );
        }
        StepKind::Announce => "tell",
        StepKind::Action | StepKind::Group | StepKind::Note => "",
    };
    match (what, step.optional) {
        ("", true) => "optional".to_owned(),
        (what, true) => format!("{what}, optional"),
        (what, false) => what.to_owned(),
    }
}
