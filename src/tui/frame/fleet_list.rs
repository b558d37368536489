//! The list of the fleet: of however many rollouts, only the lines that are on the screen are made.

use std::ops::Range;

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
use crate::tui::shown_rows::ShownRows;

/// One line of the list, and whether it is the selected one.
pub(super) type Listed = (Line, bool);

/// The groups in order.
const TITLES: [&str; 4] = ["NEEDS YOU", "WAITING", "MOVING", "DONE"];

/// What a line of the list is before it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Blank,
    Title { text: &'static str, count: usize },
    Row { place: usize, part: usize },
    Hidden { over: usize },
}

/// Lines of the list that follow each other.
#[derive(Debug, Clone, Copy)]
enum Block {
    /// One of them.
    One(Entry),
    /// Those of so many rows from a place on, each of which takes so many.
    Rows {
        first: usize,
        count: usize,
        lines: usize,
    },
}

/// Draws the list with its head in `height` rows.
pub(super) fn list(model: &Model, size: Size, width: usize, height: usize) -> Vec<Line> {
    let mut head = Vec::new();
    let rows = model.rows();
    let columns = Columns::of(size, width, rows.order.longest_shown);
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
    let selected = model.selected_place();
    let blocks = blocks(&rows, model, size);
    let cursor = selected.and_then(|place| line_of(&blocks, place));
    let room = height.saturating_sub(head.len());
    let total = blocks.iter().map(Block::len).sum();
    let entries = entries(&blocks, &window(total, cursor.unwrap_or(0), room));
    let names = names(&entries, &rows, name_room(size, &columns));
    for listed in entries {
        head.push(match listed {
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
                let is_selected = Some(place) == selected;
                let made = entry((row, name), model, size, (&columns, is_selected));
                let line = made.into_iter().nth(part).map(|(line, _)| line);
                line.unwrap_or_default().for_row(place)
            }
        });
    }
    head
}

/// Names the rows that are on the screen so that no two of them look the same.
fn names(entries: &[Entry], rows: &ShownRows<'_>, columns: usize) -> Vec<(usize, Shown)> {
    let mut places: Vec<usize> = entries.iter().filter_map(Entry::place).collect();
    places.dedup();
    let full: Vec<&str> = places
        .iter()
        .map(|place| rows.get(*place).map_or("", FleetRow::name))
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

impl Block {
    const fn len(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Rows { count, lines, .. } => *count * *lines,
        }
    }

    const fn entry(&self, line: usize) -> Entry {
        match self {
            Self::One(entry) => *entry,
            Self::Rows { first, lines, .. } => Entry::Row {
                place: *first + line / *lines,
                part: line % *lines,
            },
        }
    }
}

/// Returns the first line of the row at `place`.
fn line_of(blocks: &[Block], place: usize) -> Option<usize> {
    let mut above = 0;
    for block in blocks {
        if let Block::Rows {
            first,
            count,
            lines,
        } = block
            && (*first..*first + *count).contains(&place)
        {
            return Some(above + (place - *first) * *lines);
        }
        above += block.len();
    }
    None
}

/// Says what each of the lines `shown` is.
fn entries(blocks: &[Block], shown: &Range<usize>) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(shown.len());
    let mut above = 0;
    for block in blocks {
        let end = above + block.len();
        let lines = shown.start.max(above)..shown.end.min(end);
        entries.extend(lines.map(|line| block.entry(line - above)));
        above = end;
    }
    entries
}

/// Says of what the whole list consists; `rows` are in the order of their groups.
fn blocks(rows: &ShownRows<'_>, model: &Model, size: Size) -> Vec<Block> {
    let lines = if size >= Size::Medium || size == Size::Line {
        1
    } else {
        2
    };
    let mut blocks = Vec::new();
    let mut first = 0;
    // What failed and what has elapsed stand under one title.
    let mut groups = rows.order.groups.clone();
    for (group, _) in &mut groups {
        *group = group.saturating_sub(1);
    }
    for of_title in groups.chunk_by(|(one, _), (next, _)| one == next) {
        let count = of_title.iter().map(|(_, count)| count).sum();
        let group = of_title.first().map(|(group, _)| usize::from(*group));
        let title = group.and_then(|group| TITLES.get(group));
        if size >= Size::Medium {
            if size == Size::Large && !blocks.is_empty() {
                blocks.push(Block::One(Entry::Blank));
            }
            blocks.extend(title.map(|text| Block::One(Entry::Title { text, count })));
        }
        blocks.push(Block::Rows {
            first,
            count,
            lines,
        });
        first += count;
    }
    blocks.extend(hidden(rows, model, size).into_iter().map(Block::One));
    blocks
}

fn hidden(rows: &ShownRows<'_>, model: &Model, size: Size) -> Vec<Entry> {
    let unread = model.snapshot.as_ref().map_or(0, |read| read.unread);
    let over = unread + rows.order.counts.over;
    if over == 0 || model.fleet.done_shown {
        vec![]
    } else if size == Size::Large {
        vec![Entry::Blank, Entry::Hidden { over }]
    } else {
        vec![Entry::Hidden { over }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_of_the_list_is_that_part_of_the_whole() {
        let title = |count| {
            Block::One(Entry::Title {
                text: "DONE",
                count,
            })
        };
        for lines in [1, 2] {
            let rows = |first, count| Block::Rows {
                first,
                count,
                lines,
            };
            let end = [
                Block::One(Entry::Blank),
                Block::One(Entry::Hidden { over: 2 }),
            ];
            let blocks = [title(3), rows(0, 3), Block::One(Entry::Blank), rows(3, 1)];
            let blocks = [&blocks[..], &end[..]].concat();
            let total = 4 * lines + 4;
            let whole = entries(&blocks, &(0..total));
            assert_eq!(whole.len(), total);
            for start in 0..total {
                for end in start..=total {
                    assert_eq!(entries(&blocks, &(start..end)), whole[start..end]);
                }
            }
            for place in 0..4 {
                let row = Entry::Row { place, part: 0 };
                let expected = whole.iter().position(|entry| *entry == row);
                assert_eq!(line_of(&blocks, place), expected, "{place}");
            }
            assert_eq!(line_of(&blocks, 4), None);
        }
    }
}
