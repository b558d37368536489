//! The page of one rollout: path, bar of truth, views, and the panes that fit.

use super::bar::Truth;
use super::chrome::{framed, path, rule};
use super::cut::{paged, within};
use super::{blockers, checklist, detail, head, info, packages, rail, ramp, timeline};
use crate::projection::RolloutView;
use crate::tui::keymap::{Action, App, Context};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::page::{RolloutPage, Tab};
use crate::tui::screen::{Line, Role, beside};
use crate::tui::shown::Shown;

/// The views, what leads to them, and their names.
const VIEWS: [(Tab, App, &str); 6] = [
    (Tab::Checklist, App::Checklist, "Checklist"),
    (Tab::Ramp, App::Ramp, "Ramp"),
    (Tab::Blockers, App::Blockers, "Blockers"),
    (Tab::Packages, App::Packages, "Packages"),
    (Tab::Timeline, App::Timeline, "Timeline"),
    (Tab::Info, App::Info, "Info"),
];

/// Draws the page, without message and hints.
pub(super) fn rows(model: &Model, size: Size) -> Vec<Line> {
    let (Some(view), Some(page)) = (model.view(), model.rollout_page()) else {
        return super::chrome::waiting(model);
    };
    let (width, height) = (
        usize::from(model.width),
        usize::from(super::page_height(model)),
    );
    let place = head::place(model, view, size);
    let truth = Truth::of_view(view)
        .at_moment(model.as_of())
        .with_timer(model.told_window());
    let mut rows = vec![
        path(model, &place, ""),
        truth.line(model.clock(), model.demo, width),
    ];
    rows.extend(tabs(model, view, page, size));
    let room = (width, height.saturating_sub(rows.len() + 2));
    rows.extend(match page.tab {
        Tab::Checklist => steps(model, view, page, (size, room)),
        Tab::Ramp => ramp::rows(model, page, room),
        Tab::Blockers => blockers::rows(model, view, page, (size, room)),
        Tab::Packages => packages::body(model, (size, room)),
        Tab::Timeline => timeline::rows(model, size, room),
        Tab::Info => info::rows(model, view, page, room),
    });
    rows
}

/// Returns the row of views or, where there is less room, the stages with the one that is shown.
fn tabs(model: &Model, view: &RolloutView, page: &RolloutPage, size: Size) -> Vec<Line> {
    let width = usize::from(model.width);
    if size == Size::Line {
        return vec![];
    }
    if page.tab == Tab::Checklist && size < Size::Large {
        return vec![stepper(model, view, size)];
    }
    let open = view.blockers.iter().filter(|blocker| blocker.open).count();
    let names = VIEWS.map(|(tab, action, name)| {
        let key = model.key_of(Action::App(action));
        let name = match open {
            1.. if tab == Tab::Blockers => format!("{key} {name} {open}"),
            _ => format!("{key} {name}"),
        };
        (tab, key, name)
    });
    let wide: usize = names.iter().map(|(_, _, name)| name.len() + 4).sum();
    let mut line = Line::of(" ");
    for (tab, key, name) in names {
        // Where not all names fit, the others are called by their keys.
        line = match (tab == page.tab, wide <= width + 2) {
            (true, _) => line.and(Role::Title, &format!("[{name}]  ")),
            (false, true) => line.and(Role::Body, &format!(" {name}   ")),
            (false, false) => line.and(Role::Body, &format!(" {key}   ")),
        };
    }
    vec![line.fit(width)]
}

fn stepper(model: &Model, view: &RolloutView, size: Size) -> Line {
    let width = usize::from(model.width);
    let Some(shown) = model.stage() else {
        return Line::of(" no stage");
    };
    let progress = format!("{}/{}", shown.progress.done, shown.progress.total);
    if size == Size::Small {
        let lead = format!(" Stage {}/{} ", shown.number, view.stages.len());
        let right = Line::new().and(Role::Dim, "←→ other stages");
        let taken = lead.len() + progress.len() + right.width() + 3;
        let title = Shown::of(&shown.title).cut_end(width.saturating_sub(taken));
        let line = Line::new().and(Role::Title, &lead);
        let line = line.and_shown(Role::Title, title);
        let line = line.and(Role::Title, &format!(" {progress}"));
        return line.and_right(right, width);
    }
    let mut line = Line::of(" ");
    for stage in &view.stages {
        let mark = stage.state.mark();
        line = if stage.id == shown.id {
            let title = Shown::of(&stage.title).cut_end(30);
            let text = format!("[{mark}{} {title} {progress}] ", stage.number);
            line.and(Role::Title, &text)
        } else {
            line.and(Role::Body, &format!("{mark}{} ", stage.number))
        };
    }
    let keys = VIEWS.map(|(_, action, _)| model.key_of(Action::App(action)));
    let keys = format!("views {} ", keys.join(" "));
    line.and_right(Line::new().and(Role::Dim, &keys), width)
}

/// Frames the detail that is shown alone, and says how it is paged and left.
fn alone(
    model: &Model,
    view: &RolloutView,
    number: &str,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let lines = zoomed(model, view, (width.saturating_sub(4), height - 2));
    let pages = if zoom_last(model) > 0 {
        "PgUp PgDn   "
    } else {
        ""
    };
    let zoom = model.key_of(Action::App(App::Zoom));
    framed(
        number,
        &format!("{pages}{zoom} back"),
        lines,
        (width, height),
    )
}

/// Draws the detail alone, from the row on to which it was paged.
fn zoomed(model: &Model, view: &RolloutView, room: (usize, usize)) -> Vec<Line> {
    let from = model.rollout_page().map_or(0, |page| page.detail_from);
    paged(detail::lines(model, view, room.0), from, room)
}

/// Returns the last row from which on the detail that is shown alone can be shown.
pub(in crate::tui) fn zoom_last(model: &Model) -> usize {
    let size = Size::of(model.width, model.height);
    let Some((view, page)) = model.view().zip(model.rollout_page()) else {
        return 0;
    };
    let above = 2 + tabs(model, view, page, size).len();
    let height = usize::from(super::page_height(model)).saturating_sub(above + 4);
    let width = usize::from(model.width).saturating_sub(4);
    let lines = if model.context() == Context::Blockers {
        blockers::whole(model, view, model.selected_in_the_way(), width)
    } else {
        detail::lines(model, view, width)
    };
    lines.len().saturating_sub(height)
}

fn steps(
    model: &Model,
    view: &RolloutView,
    page: &RolloutPage,
    (size, (width, height)): (Size, (usize, usize)),
) -> Vec<Line> {
    let number = model
        .step()
        .map(|step| format!("{}  {}", step.number, step.text));
    let number = number.unwrap_or_default();
    let zoom = model.key_of(Action::App(App::Zoom));
    if page.zoomed {
        return alone(model, view, &number, (width, height));
    }
    match size {
        Size::Large => {
            let (left, right) = (27, width * 34 / 100);
            let middle = width - left - right;
            let rail = rail::lines(model, view, left - 2, height - 2);
            let rail = framed("Stages", "", rail, (left, height));
            let stage = model.stage();
            let title = stage.map(|stage| format!("{} {}", stage.number, stage.title));
            let progress =
                stage.map(|stage| format!("{}/{}", stage.progress.done, stage.progress.total));
            let list = checklist::lines(model, middle - 2, height - 2);
            let frame = (title.unwrap_or_default(), progress.unwrap_or_default());
            let list = framed(&frame.0, &frame.1, list, (middle, height));
            let detail = detail::lines(model, view, right - 4);
            let detail = within(detail, (right - 2, height - 2), &zoom);
            let detail = framed(&number, "", detail, (right, height));
            beside(beside(rail, list), detail)
        }
        Size::Medium => {
            let below = 5.min(height / 3);
            let above = height.saturating_sub(below + 2);
            let mut rows = vec![rule("", "", width)];
            let mut list = checklist::lines(model, width, above);
            list.resize(above, Line::new());
            rows.extend(list);
            rows.push(rule(&number, &format!("{zoom} zooms"), width));
            let mut lines = detail::short(model, view, width);
            lines.truncate(below);
            rows.extend(lines);
            rows
        }
        Size::Small => {
            let list = checklist::lines(model, width, height.saturating_sub(1));
            small(model, view, (list, &number), (width, height))
        }
        Size::Line | Size::TooSmall => {
            let mut lines = vec![
                Line::of(" ")
                    .selected()
                    .and(Role::Title, &number)
                    .fit(width),
            ];
            lines.extend(detail::short(model, view, width));
            lines.truncate(height);
            lines
        }
    }
}

/// Draws the list of a narrow screen and, where it leaves room, the step below it.
fn small(
    model: &Model,
    view: &RolloutView,
    (list, number): (Vec<Line>, &str),
    (width, height): (usize, usize),
) -> Vec<Line> {
    let mut rows = vec![rule("", "", width)];
    let left = height.saturating_sub(list.len() + 1);
    rows.extend(list);
    if left >= 7 {
        rows.resize(height - 6, Line::new());
        let zoom = model.key_of(Action::App(App::Zoom));
        rows.push(rule(number, &format!("{zoom} zooms"), width));
        rows.extend(detail::short(model, view, width).into_iter().take(5));
    }
    rows
}
