//! The board of all rollouts: what stands in the way of each, and what is known of the selected one. It shows nothing that is closed.

use super::board_cells::{Columns, due};
use super::chrome::{framed, path, rule};
use super::cut::{around, within};
use super::fleet_preview::labelled;
use super::names::told_from;
use super::{blocker_words, incident_detail};
use crate::projection::{Board, BoardBlocker, BoardRow};
use crate::tui::keymap::{Action, App, Record};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::page::OnBoard;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws the page, without message and hints.
pub(super) fn rows(model: &Model, size: Size) -> Vec<Line> {
    let (width, height) = (
        usize::from(model.width),
        usize::from(super::page_height(model)),
    );
    let place = match size {
        Size::Large => "rollgate › Blockers and incidents of all rollouts",
        Size::Medium => "rollgate › Blockers of all rollouts",
        Size::Small | Size::Line | Size::TooSmall => "Blockers of all rollouts",
    };
    let mut rows = vec![path(model, place, ""), bar(model, width)];
    rows.extend(body(model, size, (width, height.saturating_sub(4))));
    rows
}

/// Draws the bar: what holds, what warns, incidents, what is overdue; each part whole or not at all.
pub(super) fn bar(model: &Model, width: usize) -> Line {
    let mut parts = Vec::new();
    if model.demo {
        parts.push("DEMO".to_owned());
    }
    match model.board_read() {
        Some(board) => parts.extend(counts(model, board)),
        None => parts.push("reading the board".to_owned()),
    }
    let joined = |parts: &[String]| Shown::of(&format!("▌{}", parts.join(" │ ")));
    while parts.len() > 1 && joined(&parts).width() > width {
        parts.pop();
    }
    Line::shown(Role::Bar, joined(&parts).pad(width))
}

fn counts(model: &Model, board: &Board) -> Vec<String> {
    let holds = board.blockers.iter().filter(|found| found.blocker.hard);
    let holds = holds.count();
    let warns = board.blockers.len() - holds;
    let open = board.incidents.iter().filter(|incident| !incident.closed);
    let incidents = open.count();
    let is_overdue =
        |found: &&BoardBlocker| found.blocker.due.is_some_and(|due| due < model.moment());
    let overdue = board.blockers.iter().filter(is_overdue).count();
    let plural = if incidents == 1 { "" } else { "s" };
    let mut parts = vec![
        format!("⊘ {holds} {}", if holds == 1 { "holds" } else { "hold" }),
        format!("{incidents} incident{plural} open"),
    ];
    if overdue > 0 {
        parts.push(format!("{overdue} OVERDUE"));
    }
    let warn = if warns == 1 { "warns" } else { "warn" };
    parts.push(format!("{warns} only {warn}"));
    parts.push(format!("by {}", model.board.order.as_str()));
    parts
}

fn body(model: &Model, size: Size, (width, height): (usize, usize)) -> Vec<Line> {
    if model.board_read().is_none() {
        return vec![Line::of(" reading the board").fit(width).selected()];
    }
    let Some(found) = model.board_row() else {
        return nothing(model, width);
    };
    let title = format!("{}  {}", found.row.id(), found.row.title());
    let zoom = model.key_of(Action::App(App::Zoom));
    if model.board.zoomed {
        let lines = within(
            detail(model, found, width - 4),
            (width - 4, height - 2),
            "Y",
        );
        return framed(&title, &format!("{zoom} back"), lines, (width, height));
    }
    if size == Size::Large {
        let below = 13.min(height / 2);
        let above = height - below;
        let list = list(model, (size, width - 2), above - 2);
        let right = format!("by {}", model.board.order.as_str());
        let mut rows = framed("What stands in the way", &right, list, (width, above));
        let lines = within(
            detail(model, found, width - 4),
            (width - 4, below - 2),
            &zoom,
        );
        let right = format!("{zoom} shows it alone");
        rows.extend(framed(&title, &right, lines, (width, below)));
        return rows;
    }
    if size == Size::Line {
        return list(model, (size, width), height);
    }
    let mut rows = vec![rule("", "", width)];
    let room = height.saturating_sub(2);
    let count = model.board_rows().len() + model.board_groups().len() + 1;
    let above = count.clamp(3, (room * 3 / 5).max(3));
    rows.extend(list(model, (size, width), above));
    rows.push(rule(&title, &format!("{zoom} zooms"), width));
    let left = height.saturating_sub(rows.len());
    rows.extend(within(
        detail(model, found, width - 1),
        (width, left),
        &zoom,
    ));
    rows
}

fn nothing(model: &Model, width: usize) -> Vec<Line> {
    let back = model.key_of(Action::App(App::Back));
    let text = if model.board.filter.is_empty() {
        format!(" nothing stands in the way of any rollout   {back} back")
    } else {
        format!(" nothing says that   {back} shows all")
    };
    vec![Line::of(&text).fit(width).selected()]
}

/// Draws the rows under the names of their rollouts.
fn list(model: &Model, (size, width): (Size, usize), height: usize) -> Vec<Line> {
    let columns = Columns::of(size);
    let mut head = Vec::new();
    if size >= Size::Medium {
        head.push(columns.head(width));
    }
    let selected = model.board_row().map(OnBoard::key);
    let (mut rows, mut cursor, mut place) = (Vec::new(), 0, 0);
    for group in model.board_groups() {
        if size == Size::Large && !rows.is_empty() {
            rows.push(Line::new().fit(width));
        }
        rows.push(heading(
            model,
            group.rollout.map(|(_, name)| name),
            (group.rows.len(), width),
        ));
        for row in group.rows {
            let found = OnBoard {
                rollout: group.rollout,
                row,
            };
            let is_selected = Some(found.key()) == selected;
            let mark = if is_selected { "▌" } else { " " };
            let line = Line::of(mark).and_line(columns.row(found, model.clock()));
            let line = line.fit(width).for_row(place);
            place += 1;
            if is_selected {
                cursor = rows.len();
            }
            rows.push(if is_selected { line.selected() } else { line });
        }
    }
    let room = height.saturating_sub(head.len());
    head.extend(around(rows, cursor, (width, room)));
    head
}

/// Names a group: the rollout first, then how far it is live, as far as both fit.
fn heading(model: &Model, name: Option<&str>, (count, width): (usize, usize)) -> Line {
    let fleet = model.snapshot.iter().flat_map(|read| &read.fleet);
    let mut rows = fleet.filter(|row| Some(row.name()) == name);
    let live = rows.next().and_then(|row| row.production.as_ref());
    let live = live.map(|words| format!("   production {words}"));
    let right = format!(" ({count}){}", live.unwrap_or_default());
    let name = name.unwrap_or("ABOUT NO ROLLOUT");
    let room = width.saturating_sub(Shown::of(&right).width() + 1);
    let is_roomy = room >= Shown::of(name).width();
    let right = if is_roomy {
        right
    } else {
        format!(" ({count})")
    };
    let room = width.saturating_sub(Shown::of(&right).width() + 1);
    Line::of(" ")
        .and_shown(Role::Title, told_from(name, &super::name::all(model), room))
        .and(Role::Dim, &right)
        .fit(width)
}

/// Draws what is known of a row.
fn detail(model: &Model, found: OnBoard<'_>, width: usize) -> Vec<Line> {
    let mut lines = match found.row {
        BoardRow::Blocker(blocker) => of_blocker(model, blocker, width),
        BoardRow::Incident(incident) => incident_detail::facts(model, incident, width),
    };
    let key = |what| model.key_of(what);
    let open = key(Action::App(App::Open));
    let close = key(Action::Record(Record::CloseSelected));
    let edit = key(Action::Record(Record::EditSelected));
    let opens = match found.rollout {
        Some((_, name)) => format!("{open} opens it in {name}"),
        None => format!("{open} status and policy"),
    };
    let keys = format!("{opens}   {close} closes it   {edit} changes it");
    lines.extend(labelled("KEYS", &keys, width));
    lines
}

fn of_blocker(model: &Model, found: &BoardBlocker, width: usize) -> Vec<Line> {
    let blocker = &found.blocker;
    let mut said = vec![("ROLLOUT", found.rollout.clone())];
    said.push(("STATE", blocker_words::state_line(blocker, model.clock())));
    said.push(("SEVERITY", blocker_words::severity_line(blocker)));
    let (due, _) = due(BoardRow::Blocker(found), model.moment());
    let due = if due.is_empty() {
        due
    } else {
        format!(", due {due}")
    };
    let due = due.replace(", due OVERDUE", ", OVERDUE by");
    let owner = blocker.owner.as_deref().unwrap_or("nobody is named");
    said.push(("OWNER", format!("{owner}{due}")));
    if let Some(progress) = blocker.progress() {
        let next = blocker.plan.iter().find(|step| !step.done);
        let next = next.map(|step| format!("   next: {} {}", step.order, step.text));
        said.push(("PLAN", format!("{progress}{}", next.unwrap_or_default())));
    }
    said.extend(blocker.description.clone().map(|text| ("WHAT", text)));
    said.extend(blocker.link.clone().map(|text| ("LINK", text)));
    let lines = said.iter();
    lines
        .flat_map(|(label, text)| labelled(label, text, width))
        .collect()
}

/// Draws all that is known of the selected one, for the plain view.
pub(super) fn whole(model: &Model, width: usize) -> Vec<Line> {
    let Some(found) = model.board_row() else {
        return vec![];
    };
    let title = format!("{}  {}", found.row.id(), found.row.title());
    let wrapped = Shown::of(&title).wrap(width).into_iter();
    let mut lines: Vec<Line> = wrapped.map(|line| Line::shown(Role::Title, line)).collect();
    lines.extend(detail(model, found, width.saturating_sub(1)));
    lines
}
