//! The list of the fleet: of however many rollouts, only the lines that are on the screen are made.

use super::chrome::rule;
use super::days;
use super::fleet::{Columns, days_of, entry, name_room};
use super::names::told_apart;
use crate::projection::FleetRow;
use crate::tui::keymap::{Action, App};
use crate::tui::layout::{Size, window};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// One line of the list, and whether it is the selected one.
pub(super) type Listed = (Line, bool);

/// The groups in order.
const TITLES: [&str; 4] = ["NEEDS YOU", "WAITING", "MOVING", "DONE"];

/// What a line of the list is before it is made.
#[derive(Debug, Clone, Copy)]
enum Entry {
    Blank,
    Title { text: &'static str, count: usize },
    Row { place: usize, part: usize },
    Hidden { over: usize },
}

/// Draws the list with its head in `height` rows.
pub(super) fn list(model: &Model, size: Size, width: usize, height: usize) -> Vec<Line> {
    let mut head = Vec::new();
    let rows = model.rows();
    let longest = rows.iter().map(|row| row.name().len()).max();
    let columns = Columns::of(size, width, longest.unwrap_or(0));
    if size >= Size::Medium {
        head.push(match days_of(model, size) {
            Some(days) => columns.lead().and_line(days::head(days)),
            None => columns.head(),
        });
        head.push(if size == Size::Large {
            Line::new()
        } else {
            rule("", "", width)
        });
    }
    let selected = model.selected_row().map(|row| &row.id);
    let entries = entries(&rows, model, size);
    let is_selected = |place: usize| rows.get(place).is_some_and(|row| Some(&row.id) == selected);
    let cursor = entries
        .iter()
        .position(|entry| matches!(entry, Entry::Row { place, part: 0 } if is_selected(*place)));
    let room = height.saturating_sub(head.len());
    let shown = window(entries.len(), cursor.unwrap_or(0), room);
    let entries = entries.get(shown).unwrap_or_default();
    let names = names(entries, &rows, name_room(size, &columns));
    for listed in entries {
        head.push(match *listed {
            Entry::Blank => Line::new(),
            Entry::Title { text, count } => {
                Line::new().and(Role::Title, &format!(" {text} ({count})"))
            }
            Entry::Hidden { over } => {
                let key = model.key_of(Action::App(App::ToggleDone));
                Line::of(&format!(" DONE ({over}, hidden)   {key} shows them"))
            }
            Entry::Row { place, part } => {
                let Some(row) = rows.get(place) else { continue };
                let known = names.iter().find(|(named, _)| *named == place);
                let name = known.map(|(_, name)| name.clone()).unwrap_or_default();
                let made = entry((row, name), model, size, (&columns, is_selected(place)));
                let line = made.into_iter().nth(part).map(|(line, _)| line);
                line.unwrap_or_default().for_row(place)
            }
        });
    }
    head
}

/// Names the rows that are on the screen so that no two of them look the same.
fn names(entries: &[Entry], rows: &[&FleetRow], columns: usize) -> Vec<(usize, Shown)> {
    let mut places: Vec<usize> = entries.iter().filter_map(Entry::place).collect();
    places.dedup();
    let full: Vec<&str> = places
        .iter()
        .map(|place| rows.get(*place).map_or("", |row| row.name()))
        .collect();
    let told = told_apart(&full, columns);
    places.into_iter().zip(told).collect()
}

impl Entry {
    const fn place(&self) -> Option<usize> {
        match self {
            Self::Row { place, .. } => Some(*place),
            Self::Blank | Self::Title { .. } | Self::Hidden { .. } => None,
        }
    }
}

/// Says what each line of the whole list is; `rows` are in the order of their groups.
fn entries(rows: &[&FleetRow], model: &Model, size: Size) -> Vec<Entry> {
    let lines = if size >= Size::Medium || size == Size::Line {
        1
    } else {
        2
    };
    let mut entries = Vec::with_capacity(rows.len() * lines + 8);
    let group = |row: &&FleetRow| usize::from(row.group(model.now)).saturating_sub(1);
    let groups: Vec<usize> = rows.iter().map(group).collect();
    let mut first = 0;
    for of_group in groups.chunk_by(|one, next| one == next) {
        let title = of_group.first().and_then(|group| TITLES.get(*group));
        if size >= Size::Medium {
            if size == Size::Large && !entries.is_empty() {
                entries.push(Entry::Blank);
            }
            entries.extend(title.map(|text| Entry::Title {
                text,
                count: of_group.len(),
            }));
        }
        for place in first..first + of_group.len() {
            entries.extend((0..lines).map(|part| Entry::Row { place, part }));
        }
        first += of_group.len();
    }
    entries.extend(hidden(model, size));
    entries
}

fn hidden(model: &Model, size: Size) -> Vec<Entry> {
    let read = model.snapshot.as_ref();
    let rows = read.iter().flat_map(|snapshot| &snapshot.fleet);
    let unread = read.map_or(0, |snapshot| snapshot.unread);
    let over = unread + rows.filter(|row| row.is_over()).count();
    if over == 0 || model.fleet.done_shown {
        vec![]
    } else if size == Size::Large {
        vec![Entry::Blank, Entry::Hidden { over }]
    } else {
        vec![Entry::Hidden { over }]
    }
}
