//! The rail: every stage with its state and progress, the gates of the current one, what stands in the way, what comes next.

use super::chrome::role_of;
use super::time;
use crate::domain::rollout::GateKind;
use crate::projection::{GateView, RolloutView};
use crate::tui::layout::window;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws the rail in lines of at most `width` columns.
pub(super) fn lines(model: &Model, view: &RolloutView, width: usize, height: usize) -> Vec<Line> {
    let shown = model.stage().map(|stage| &stage.id);
    let place = view
        .stages
        .iter()
        .position(|stage| Some(&stage.id) == shown);
    let room = window(view.stages.len(), place.unwrap_or(0), height / 2);
    let mut lines: Vec<Line> = view
        .stages
        .iter()
        .skip(room.start)
        .take(room.len())
        .map(|stage| {
            let role = role_of(stage.state);
            let is_shown = Some(&stage.id) == shown;
            let lead = if is_shown { "›" } else { " " };
            let title_role = if stage.current {
                Role::Title
            } else {
                Role::Body
            };
            let count = format!(" {}/{} ", stage.progress.done, stage.progress.total);
            Line::of(lead)
                .and(role, &format!("{} ", stage.state.mark()))
                .and(title_role, &format!("{} {}", stage.number, stage.title))
                .and_right(Line::of(&count), width)
        })
        .collect();
    lines.push(Line::new());
    lines.push(way_back(view, width));
    lines.push(Line::new());
    lines.push(Line::new().and(Role::Title, " GATES OF THIS STAGE"));
    lines.extend(view.gates.iter().map(|shown| gate(shown, short(shown.id))));
    lines.extend(ways(model, view, width));
    lines
}

fn way_back(view: &RolloutView, width: usize) -> Line {
    let count = view.rollback.plan.steps.len();
    let steps = if count == 1 { "step" } else { "steps" };
    let right = Line::of(&format!(" {count} {steps} "));
    Line::of(" ")
        .and(Role::Special, "↺ ")
        .and(Role::Body, "Rollback plan")
        .and_right(right, width)
}

/// Draws a gate as one line with these words.
pub(super) fn gate(gate: &GateView, words: &str) -> Line {
    let (mark, role) = match (gate.open, &gate.overridden) {
        (_, Some(_)) => ("⚑", Role::Special),
        (true, None) => ("✓", Role::Done),
        (false, None) => ("☐", Role::Bad),
    };
    Line::of(" ")
        .and(role, mark)
        .and(Role::Body, &format!(" {words}"))
}

/// Says what a gate asks for in few words.
const fn short(gate: GateKind) -> &'static str {
    match gate {
        GateKind::Planned => "plan is whole",
        GateKind::Steps => "steps settled",
        GateKind::Qa => "QA passed",
        GateKind::Waits => "no wait runs",
        GateKind::Blockers => "no open blocker",
        GateKind::Writes => "old data tried",
        GateKind::Ready => "all is ready",
        GateKind::Verification => "on for a day",
        GateKind::DefaultOn => "type may default on",
        GateKind::Stored => "deleted everywhere",
        GateKind::Hold => "not held",
        GateKind::Stage => "its stage has come",
        GateKind::Code => "code is there",
        GateKind::Kinds => "one kind of actor",
        GateKind::Consistency => "staging on first",
        GateKind::Basis => "counts actors",
        GateKind::Actors => "actors first",
        GateKind::Dwell => "stayed long enough",
        GateKind::Verdict => "no test failed",
        GateKind::Jump => "at most 25 points",
        GateKind::RampDown => "not fully on",
        GateKind::Lock => "no lock",
        GateKind::ChangeIssue => "change issue named",
        GateKind::Drill => "way back rehearsed",
    }
}

fn ways(model: &Model, view: &RolloutView, width: usize) -> Vec<Line> {
    let mut lines = vec![Line::new(), Line::new().and(Role::Title, " NEXT")];
    let wrapped = |text: &str, role: Role| {
        let room = width.saturating_sub(2);
        let mut lines = Shown::of(text).wrap(room);
        let is_cut = lines.len() > 3;
        lines.truncate(3);
        if let Some(last) = lines.last_mut().filter(|_| is_cut) {
            let kept = last.slice(0, room.saturating_sub(1));
            *last = Shown::of(&format!("{}…", kept.as_str().trim_end()));
        }
        lines
            .into_iter()
            .map(|line| Line::of(" ").and_shown(role, line))
            .collect::<Vec<Line>>()
    };
    lines.extend(wrapped(&view.next.in_one_line(), Role::Body));
    if !view.timers.is_empty() {
        lines.push(Line::new());
        lines.push(Line::new().and(Role::Title, " TIMERS"));
    }
    for timer in &view.timers {
        let left = time::left(timer, model.moment());
        lines.extend(wrapped(&format!("◷ {} {left}", timer.number), Role::Wait));
    }
    let open: Vec<_> = view
        .blockers
        .iter()
        .filter(|blocker| blocker.open)
        .collect();
    if !open.is_empty() {
        lines.push(Line::new());
        lines.push(Line::new().and(Role::Bad, " BLOCKERS"));
    }
    for blocker in open {
        lines.extend(wrapped(
            &format!("{} {}", blocker.id, blocker.title),
            Role::Body,
        ));
    }
    if let Some(hold) = &view.hold {
        lines.push(Line::new());
        lines.extend(wrapped(&format!("HELD: {}", hold.text), Role::Bad));
    }
    lines
}
