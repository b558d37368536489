//! Time that runs as bars with the numbers beside them. None of them has to be read by its shape.

use super::time;
use crate::domain::plan::StepState;
use crate::domain::rollout::spoken;
use crate::projection::{TimerRow, WallClock};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws every time that runs, and those of the stage that have not begun.
pub(super) fn lines(model: &Model, width: usize) -> Vec<Line> {
    let clock = model.clock();
    let right = format!("now {} ", time::short(clock.now, clock));
    let head = Line::new().and(Role::Title, " WINDOWS");
    let mut lines = vec![head.and_right(Line::new().and(Role::Dim, &right), width)];
    let running = model.windows();
    lines.extend(
        running
            .iter()
            .map(|timer| running_line(timer, clock, width)),
    );
    lines.extend(waiting(model, width));
    if lines.len() == 1 {
        lines.push(Line::new().and(Role::Dim, " no time runs"));
    }
    lines
}

fn running_line(timer: &TimerRow, clock: WallClock, width: usize) -> Line {
    let name = if timer.text.starts_with("stay at") {
        timer.text.clone()
    } else {
        format!("{} {}", time::noun(timer), timer.number)
    };
    let role = if timer.is_over(clock.now) {
        Role::Elapsed
    } else {
        Role::Wait
    };
    let gone = timer
        .seconds_in_all()
        .saturating_sub(timer.seconds_left(clock.now));
    let bar = bar(gone, timer.seconds_in_all(), bar_width(width));
    let still = if timer.paused_with.is_some() {
        "stands still".to_owned()
    } else {
        time::bare(timer.ends_at, clock)
    };
    named(&name, role)
        .and(role, &bar)
        .and(
            Role::Body,
            &format!(" {}  {still}", time::left(timer, clock.now)),
        )
        .and(
            Role::Dim,
            &timer
                .watcher
                .as_deref()
                .map_or_else(String::new, |name| format!("  {name}")),
        )
        .fit(width)
}

/// Returns the waits of the current stage that have not begun.
fn waiting(model: &Model, width: usize) -> Vec<Line> {
    let stage = model.view().and_then(|view| view.current_stage());
    let steps = stage.into_iter().flat_map(|stage| &stage.steps);
    let steps = steps.flat_map(crate::projection::StepView::outline);
    let open = steps.filter(|step| step.state == StepState::Todo && step.required);
    let lines = open.filter_map(|step| {
        let all = step.wait_s?;
        let words = format!(" {}, not begun", spoken(all));
        let line = named(&format!("wait {}", step.number), Role::Dim)
            .and(Role::Dim, &bar(0, all, bar_width(width)))
            .and(Role::Body, &words);
        Some(line.fit(width))
    });
    lines.collect()
}

fn named(name: &str, role: Role) -> Line {
    let name = Shown::of(name).cut_end(13).pad(14);
    Line::new().and(role, " ◷ ").and_shown(Role::Body, name)
}

const fn bar_width(width: usize) -> usize {
    match width {
        0..50 => 8,
        50..70 => 16,
        _ => 24,
    }
}

/// Draws how much of a time is gone: `▐████░░░░▌`.
pub(super) fn bar(gone: u64, all: u64, columns: usize) -> String {
    let cells = u64::try_from(columns).unwrap_or(0);
    let full = (gone.min(all) * cells).checked_div(all).unwrap_or(cells);
    let full = usize::try_from(full).unwrap_or(0);
    let (full, rest) = ("█".repeat(full), "░".repeat(columns.saturating_sub(full)));
    format!("▐{full}{rest}▌")
}

/// Draws the time of one step under its state.
pub(super) fn of_step(timer: &TimerRow, clock: WallClock) -> Line {
    let gone = timer
        .seconds_in_all()
        .saturating_sub(timer.seconds_left(clock.now));
    let bar = bar(gone, timer.seconds_in_all(), 12);
    Line::new()
        .and(Role::Title, " TIME   ")
        .and(Role::Wait, &bar)
        .and(
            Role::Body,
            &format!(" to {}", time::bare(timer.ends_at, clock)),
        )
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_is_never_longer_than_its_room() {
        assert_eq!(bar(0, 900, 4), "▐░░░░▌");
        assert_eq!(bar(450, 900, 4), "▐██░░▌");
        assert_eq!(bar(5000, 900, 4), "▐████▌");
        assert_eq!(bar(0, 0, 4), "▐████▌");
    }
}
