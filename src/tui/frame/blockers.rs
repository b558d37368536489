//! The view of what stands in the way: blockers and incidents, the plan, and all that is known of the selected one.

use super::board_cells::since;
use super::chrome::{badge, framed, rule};
use super::cut::{around, paged, within};
use super::{blocker_detail, blocker_plan, incident_detail, time};
use crate::domain::Timestamp;
use crate::domain::incident::Status;
use crate::domain::plan::StepState;
use crate::projection::{BlockerView, RolloutView, WallClock};
use crate::tui::keymap::{Action, App, Record};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::page::{InTheWay, RolloutPage};
use crate::tui::screen::{Line, Role, beside};
use crate::tui::shown::Shown;
use crate::tui::symbols::slot;

/// Draws the view.
pub(super) fn rows(
    model: &Model,
    view: &RolloutView,
    page: &RolloutPage,
    (size, (width, height)): (Size, (usize, usize)),
) -> Vec<Line> {
    let found = model.selected_in_the_way();
    let title = found.map_or_else(String::new, |found| {
        format!("{}  {}", found.id(), found.title())
    });
    if page.zoomed {
        let lines = whole(model, view, found, width.saturating_sub(4));
        let room = (width.saturating_sub(4), height.saturating_sub(2));
        let lines = paged(lines, page.detail_from, room);
        return framed(
            &title,
            &format!("{} back", zoom(model)),
            lines,
            (width, height),
        );
    }
    match size {
        Size::Large => large(model, view, (found, &title), (width, height)),
        Size::Medium | Size::Small => {
            let rows = list(model, width, size);
            let above = rows.len().clamp(2, (height / 3).max(2));
            let mut lines = vec![rule("", "", width)];
            lines.extend(shown(model, rows, (width, above)));
            lines.push(below_title(found, &zoom(model), width));
            let detail = below(model, view, found, width);
            let room = height.saturating_sub(lines.len());
            lines.extend(within(detail, (width, room), &zoom(model)));
            lines
        }
        Size::Line | Size::TooSmall => {
            let rows = list(model, width, size);
            let above = rows.len().clamp(1, (height / 2).max(1));
            let mut lines = shown(model, rows, (width, above));
            let detail = below(model, view, found, width);
            let room = height.saturating_sub(lines.len());
            lines.extend(within(detail, (width, room), &zoom(model)));
            lines
        }
    }
}

fn large(
    model: &Model,
    view: &RolloutView,
    (found, title): (Option<InTheWay<'_>>, &str),
    (width, height): (usize, usize),
) -> Vec<Line> {
    let left = width / 2;
    let right = width - left;
    let blocker = model.selected_blocker();
    let plan = blocker.map_or_else(Vec::new, |blocker| {
        blocker_plan::lines(model, view, blocker, left - 4)
    });
    let list = list(model, left - 2, Size::Large);
    let holds = blocker.map_or_else(Vec::new, |blocker| {
        blocker_detail::holds(view, blocker, left - 4)
    });
    // The plan takes what the list can spare; of the list five rows are always there.
    let least = list.len().min(5) + holds.len() + 4;
    let plan_height = if plan.is_empty() {
        0
    } else {
        (plan.len() + 2).clamp(6, height.saturating_sub(least).max(height / 2))
    };
    let top = height - plan_height;
    let mut body = head(left - 2);
    let room = top.saturating_sub(body.len() + holds.len() + 3).max(1);
    body.extend(shown(model, list, (left - 2, room)));
    body.push(Line::new());
    let left_over = top.saturating_sub(body.len() + 2);
    body.extend(within(holds, (left - 2, left_over), &zoom(model)));
    let only_open = model.blockers_page().is_some_and(|page| page.open_only);
    let (name, toggle) = if only_open {
        ("Open ones only", "shows all")
    } else {
        ("Open and closed", "open only")
    };
    let key = model.key_of(Action::App(App::OpenOnly));
    let toggle = &format!("{key} {toggle}");
    let mut column = framed(name, toggle, body, (left, top));
    if let Some(blocker) = blocker.filter(|_| plan_height > 0) {
        let title = format!("Plan for {}", blocker.id);
        let progress = blocker.progress().unwrap_or_default();
        let plan = within(plan, (left - 2, plan_height - 2), &zoom(model));
        column.extend(framed(&title, &progress, plan, (left, plan_height)));
    }
    let detail = match found {
        Some(InTheWay::Blocker(blocker)) => blocker_detail::lines(model, view, blocker, right - 4),
        Some(InTheWay::Incident(incident)) => incident_detail::lines(model, incident, right - 4),
        None => vec![],
    };
    let detail = within(detail, (right - 2, height - 2), &zoom(model));
    beside(column, framed(title, "", detail, (right, height)))
}

/// Returns the key that shows the selected one alone.
fn zoom(model: &Model) -> String {
    model.key_of(Action::App(App::Zoom))
}

fn head(width: usize) -> Vec<Line> {
    let words = format!(
        "    {:<5}{:<10}{:<13}{:<9}TITLE",
        "", "KIND", "STATE", "SINCE"
    );
    vec![Line::new().and(Role::Dim, &words).fit(width)]
}

/// Returns the rows that fit, with the selected one among them.
fn shown(model: &Model, rows: Vec<Line>, size: (usize, usize)) -> Vec<Line> {
    let selected = model.selected_in_the_way().map(InTheWay::id);
    let mut all = model.in_the_way().into_iter();
    let cursor = all.position(|found| Some(found.id()) == selected);
    around(rows, cursor.unwrap_or(0), size)
}

fn list(model: &Model, width: usize, size: Size) -> Vec<Line> {
    let selected = model.selected_in_the_way().map(InTheWay::id);
    let all = model.in_the_way();
    if all.is_empty() {
        let key = |what| model.key_of(Action::Record(what));
        let (blocker, incident) = (key(Record::RaiseBlocker), key(Record::AddIncident));
        let text = format!(
            " nothing stands in the way   {blocker} adds a blocker   {incident} an incident"
        );
        return vec![Line::of(&text).fit(width).selected()];
    }
    let rows = all.into_iter().enumerate().map(|(place, found)| {
        let is_selected = Some(found.id()) == selected;
        let mark = if is_selected { "▌" } else { " " };
        let line = Line::of(mark).and_line(row(found, model.clock(), size));
        let line = line.fit(width).for_row(place);
        if is_selected { line.selected() } else { line }
    });
    rows.collect()
}

fn row(found: InTheWay<'_>, clock: WallClock, size: Size) -> Line {
    let (state, role, word) = state(found);
    let cell = |text: &str, width: usize| Shown::of(text).cut_end(width - 1).pad(width);
    let line = Line::new()
        .and(role, &slot(state))
        .and_shown(Role::Title, cell(found.id(), 5));
    let line = if size >= Size::Medium {
        line.and_shown(Role::Body, cell(found.kind(), 10))
    } else {
        line
    };
    let line = line.and_line(badge(role, word, 13));
    let line = if size >= Size::Small {
        line.and_shown(Role::Body, cell(&since(found, clock), 9))
    } else {
        line
    };
    line.and(Role::Body, found.title())
}

/// Returns mark, role and word of how it stands.
pub(super) fn state(found: InTheWay<'_>) -> (StepState, Role, &'static str) {
    match found {
        InTheWay::Blocker(BlockerView {
            open: true,
            hard: true,
            ..
        }) => (StepState::Blocked, Role::Bad, "OPEN"),
        InTheWay::Blocker(BlockerView { open: true, .. }) => {
            (StepState::Blocked, Role::Wait, "WARNS")
        }
        InTheWay::Blocker(_) => (StepState::Done, Role::Dim, "CLOSED"),
        InTheWay::Incident(incident) if incident.closed => (StepState::Done, Role::Dim, "CLOSED"),
        InTheWay::Incident(incident) => match incident.status {
            // No record is no question: nobody has to answer it.
            None => (StepState::Todo, Role::Body, "NONE"),
            Some(Status::Triggered) => (StepState::Failed, Role::Bad, "TRIGGERED"),
            Some(Status::Acknowledged) => (StepState::Doing, Role::Doing, "ACKNOWLEDGED"),
            Some(Status::Resolved) => (StepState::Done, Role::Done, "RESOLVED"),
            Some(Status::Ignored) => (StepState::NotApplicable, Role::Dim, "IGNORED"),
        },
    }
}

fn below_title(found: Option<InTheWay<'_>>, zoom: &str, width: usize) -> Line {
    let right = format!("{zoom} zooms");
    let Some(found) = found else {
        return rule("", "", width);
    };
    let progress = match found {
        InTheWay::Blocker(blocker) => blocker.progress(),
        InTheWay::Incident(_) => None,
    };
    let plan = progress.map(|progress| format!("plan {progress}"));
    let title = format!("{} {}", found.id(), plan.unwrap_or_default());
    rule(title.trim(), &right, width)
}

/// Draws what there is room for of the selected one: its plan first.
fn below(
    model: &Model,
    view: &RolloutView,
    found: Option<InTheWay<'_>>,
    width: usize,
) -> Vec<Line> {
    match found {
        Some(InTheWay::Blocker(blocker)) => {
            let mut lines = blocker_plan::steps(model, blocker, width - 1);
            if !lines.is_empty() {
                lines.push(Line::new());
            }
            lines.extend(blocker_detail::short(model, view, blocker, width - 1));
            lines
        }
        Some(InTheWay::Incident(incident)) => incident_detail::lines(model, incident, width - 1),
        None => vec![],
    }
}

/// Draws all that is known of the selected one.
pub(super) fn whole(
    model: &Model,
    view: &RolloutView,
    found: Option<InTheWay<'_>>,
    width: usize,
) -> Vec<Line> {
    match found {
        Some(InTheWay::Blocker(blocker)) => {
            let mut lines = blocker_detail::lines(model, view, blocker, width);
            let plan = blocker_plan::lines(model, view, blocker, width);
            if !plan.is_empty() {
                lines.extend([Line::new(), Line::new().and(Role::Title, " PLAN")]);
            }
            lines.extend(plan);
            lines
        }
        Some(InTheWay::Incident(incident)) => incident_detail::lines(model, incident, width),
        None => vec![],
    }
}

/// Says when something happened and who did it.
pub(super) fn by(at: Option<Timestamp>, by: Option<&str>, clock: WallClock) -> String {
    let at = at.map(|at| time::bare(at, clock)).unwrap_or_default();
    format!("{} {at}", by.unwrap_or_default())
}
