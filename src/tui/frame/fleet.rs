//! The fleet: rollouts in the order of need, in groups that say so.

use super::bar::Truth;
use super::chrome::{badge, framed, path_with, role_of, rule};
use super::fleet_cells::{next, short_live};
use super::fleet_list::{Listed, list};
use super::{days, fleet_preview};
use crate::domain::counted;
use crate::domain::plan::StepState;
use crate::domain::rollout::Phase;
use crate::projection::{DaysView, FleetCounts, FleetRow};
use crate::tui::keymap::{Action, App};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;
use crate::tui::symbols::slot;

/// What the table offers under itself.
const FILTER: Action = Action::App(App::Filter);

/// Draws the page in `height` rows, the last two of which are for message and hints.
pub(super) fn rows(model: &Model, size: Size, height: usize) -> Vec<Line> {
    let width = usize::from(model.width);
    let mut rows = vec![
        path_with(model, &place(model, size), counts(model)),
        bar(model),
    ];
    let body = height.saturating_sub(4);
    let size = if model.fleet.compact {
        size.min(Size::Line)
    } else {
        size
    };
    match size {
        Size::Large | Size::Medium if model.fleet.preview_hidden => {
            rows.extend(list(model, size, width, body));
        }
        Size::Large => {
            let preview = 14.min(body / 2);
            let table = body.saturating_sub(preview);
            let list = list(model, size, width - 2, table - 2);
            let foot = if model.fleet.filter.is_empty() {
                format!("no filter   {} filters", model.key_of(FILTER))
            } else {
                let back = model.key_of(Action::App(App::Back));
                format!("only: {}   {back} shows all", model.fleet.filter)
            };
            rows.extend(framed("Rollouts", &foot, list, (width, table)));
            let name = model.selected_row().map(|row| row.name().to_owned());
            let lines = fleet_preview::lines(model, width - 4);
            let name = name.unwrap_or_default();
            rows.extend(framed(
                &name,
                &format!("{} opens", model.key_of(Action::App(App::Open))),
                lines,
                (width, preview),
            ));
        }
        Size::Medium => {
            let preview = 5.min(body / 2);
            let table = body.saturating_sub(preview + 1);
            rows.extend(filled(list(model, size, width, table), table));
            let name = model.selected_row().map_or("", FleetRow::name);
            rows.push(rule(name, "", width));
            rows.extend(fleet_preview::brief(model, (width, preview)));
        }
        Size::Small | Size::Line | Size::TooSmall => {
            rows.extend(list(model, size, width, body));
        }
    }
    rows
}

/// Says where one is and, where no frame says it, that rows are left out and what brings them back.
fn place(model: &Model, size: Size) -> String {
    let is_framed = size == Size::Large && !model.fleet.preview_hidden && !model.fleet.compact;
    if model.fleet.filter.is_empty() || is_framed {
        return "rollgate  Fleet".to_owned();
    }
    let back = model.key_of(Action::App(App::Back));
    let (lead, end) = if model.width < 60 {
        ("only: ", format!("  {back} all"))
    } else {
        ("Fleet  only: ", format!("   {back} shows all"))
    };
    let clock = super::time::short(model.now, model.clock());
    let taken = lead.len() + Shown::of(&end).width() + clock.len() + 4;
    let room = usize::from(model.width).saturating_sub(taken);
    let filter = Shown::of(&model.fleet.filter).cut_middle(room);
    format!("{lead}{filter}{end}")
}

fn filled(mut lines: Vec<Line>, height: usize) -> Vec<Line> {
    lines.resize(height, Line::new());
    lines
}

fn bar(model: &Model) -> Line {
    let width = usize::from(model.width);
    model.selected_row().map_or_else(
        || Line::new().and(Role::Bar, "▌no rollout is selected"),
        |row| Truth::of_row(row).line(model.clock(), model.demo, width),
    )
}

/// Counts what there is, each with how easily it is missed.
fn counts(model: &Model) -> Vec<(u8, String)> {
    let FleetCounts {
        going_on,
        need,
        waiting,
        blockers,
        overdue,
        over: _,
    } = model.rows().order.counts;
    let read = model.snapshot.iter().flat_map(|read| &read.incidents);
    let incidents = read.filter(|incident| !incident.closed).count();
    let badge = |rank: u8, count: usize, words: &str| {
        (count > 0).then(|| (rank, format!("{words} {count}")))
    };
    let needs = if need == 1 { "needs" } else { "need" };
    let counts = [
        Some((4, counted(going_on, "rollout"))),
        Some((0, format!("{need} {needs} you"))),
        Some((5, format!("{waiting} waiting"))),
        badge(1, blockers, "⊘ blockers"),
        badge(2, incidents, "✗ incidents"),
        badge(3, overdue, "◷ overdue"),
    ];
    counts.into_iter().flatten().collect()
}

/// Returns how many columns a name may take.
pub(super) fn name_room(size: Size, columns: &Columns) -> usize {
    let width = columns.width;
    match size {
        Size::Large | Size::Medium => columns.flag,
        Size::Line => width.saturating_sub(16 + LIVE),
        Size::Small | Size::TooSmall => width.saturating_sub(16),
    }
}

/// The columns of what is live on a narrow screen.
const LIVE: usize = 8;

pub(super) fn entry(
    (row, name): (&FleetRow, Shown),
    model: &Model,
    size: Size,
    (columns, selected): (&Columns, bool),
) -> Vec<Listed> {
    let width = columns.width;
    let state = row.state_at(model.now);
    if let Some(days) = days_of(model, size) {
        let own = days.iter().find(|days| days.id == row.id);
        let line = state_cell(state, row.phase).and_shown(Role::Body, name.pad(columns.flag + 1));
        return vec![(
            marked(line.and_line(days::line(own)), selected, width),
            selected,
        )];
    }
    if size >= Size::Medium {
        let line = columns.row((row, &name), model);
        return vec![(marked(line, selected, width), selected)];
    }
    let production = short_live(row);
    if size == Size::Line {
        let name = name.pad(name_room(size, columns));
        let line = state_cell(state, row.phase)
            .and_shown(Role::Body, name)
            .and(Role::Body, &format!(" {production}"));
        return vec![(marked(line, selected, width), selected)];
    }
    let first = state_cell(state, row.phase).and_shown(Role::Body, name);
    let place = row
        .stage
        .as_ref()
        .map(|(number, _)| format!("stage {number}/{}", row.stages.len()));
    let second = format!(
        "    {production:<8} {}   {}",
        place.unwrap_or_default(),
        next(row, model)
    );
    vec![
        (marked(first, selected, width), selected),
        (Line::of(&second), false),
    ]
}

/// Returns the days, where they are shown and there is room for them.
pub(super) fn days_of(model: &Model, size: Size) -> Option<&[DaysView]> {
    let days = model.fleet.days.as_deref();
    days.filter(|_| size == Size::Large)
}

fn marked(line: Line, selected: bool, width: usize) -> Line {
    let mark = if selected { "▌" } else { " " };
    let line = Line::of(mark).and_line(line).fit(width);
    if selected { line.selected() } else { line }
}

/// Shows a state; a way back that has only begun is not over.
fn state_cell(state: StepState, phase: Phase) -> Line {
    let role = role_of(state);
    let word = if phase == Phase::RollingBack {
        "ROLLBACK"
    } else {
        state.label()
    };
    Line::new()
        .and(role, &slot(state))
        .and_line(badge(role, word, 11))
}

/// How wide the columns of the table are.
pub(super) struct Columns {
    flag: usize,
    stages: usize,
    live: usize,
    steps: usize,
    width: usize,
}

impl Columns {
    /// Lays out `width` columns for names of which the longest has `longest`: what they do not need is for what comes next.
    pub(super) fn of(size: Size, width: usize, longest: usize) -> Self {
        if matches!(size, Size::Large) {
            Self {
                flag: longest.clamp(24, 44),
                stages: 9,
                live: 13,
                steps: 8,
                width,
            }
        } else {
            Self {
                flag: longest.clamp(18, 24),
                stages: 8,
                live: 9,
                steps: 0,
                width,
            }
        }
    }

    /// Returns the heads of state and name.
    pub(super) fn lead(&self) -> Line {
        let cell = |text: &str, width: usize| Shown::of(text).pad(width);
        Line::of("    ")
            .and_shown(Role::Dim, cell("STATE", 11))
            .and_shown(Role::Dim, cell("FLAG", self.flag + 1))
    }

    pub(super) fn head(&self) -> Line {
        let cell = |text: &str, width: usize| Shown::of(text).pad(width);
        let steps = if self.steps > 0 {
            cell("STEPS", self.steps)
        } else {
            Shown::default()
        };
        self.lead()
            .and_shown(Role::Dim, cell("STAGES", self.stages))
            .and_shown(Role::Dim, cell("LIVE", self.live))
            .and_shown(Role::Dim, steps)
            .and(Role::Dim, "NEXT")
            .fit(self.width)
    }

    /// Says how far production is: in full where that fits, else in a few letters, never cut.
    fn live_words(&self, row: &FleetRow) -> String {
        let Some(words) = &row.production else {
            return "no flag".to_owned();
        };
        let full = format!("prod {words}");
        if Shown::of(&full).width() < self.live {
            full
        } else {
            format!("prod {}", short_live(row))
        }
    }

    fn row(&self, (row, name): (&FleetRow, &Shown), model: &Model) -> Line {
        let live = if self.steps > 0 {
            self.live_words(row)
        } else {
            short_live(row)
        };
        let cell =
            |text: &str, width: usize| Shown::of(text).cut_end(width.saturating_sub(1)).pad(width);
        let steps = format!("{}/{}", row.done, row.total);
        let steps = if self.steps > 0 {
            cell(&steps, self.steps)
        } else {
            Shown::default()
        };
        let name = name.pad(self.flag + 1);
        let strip = Shown::of(&row.stages_strip());
        state_cell(row.state_at(model.now), row.phase)
            .and_shown(Role::Body, name)
            .and_shown(Role::Body, strip.cut_end(self.stages - 1).pad(self.stages))
            .and_shown(Role::Body, cell(&live, self.live))
            .and_shown(Role::Body, steps)
            .and(Role::Body, &next(row, model))
    }
}
