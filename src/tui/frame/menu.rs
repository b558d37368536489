//! The menus that a prefix opens: every key that may follow, at once, for as long as it takes.

use super::chrome::framed;
use super::state_menu;
use crate::tui::key::{Key, KeyCode};
use crate::tui::keymap::{Action, Binding, Group, Keys, Record, SPACE, prefix_title};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role, beside};
use crate::tui::shown::Shown;

/// Lays the menu of `prefix` over the lowest of `rows`; the path and the bar of truth stay as they are.
pub(super) fn lay_over(model: &Model, prefix: Key, rows: &mut [Line]) {
    let width = usize::from(model.width);
    let room = rows.len().saturating_sub(2);
    let title = if prefix == SPACE {
        "Space".to_owned()
    } else {
        let state = state_menu::title(model, prefix);
        format!(
            "{prefix}  {}",
            state.unwrap_or_else(|| prefix_title(prefix).to_owned())
        )
    };
    let blocks = if prefix == SPACE {
        everything(model)
    } else {
        after(model, prefix)
    };
    let most = room.saturating_sub(2);
    let mut body = columns(&blocks, (width.saturating_sub(4), most.min(12)), 27);
    if body.len() > most {
        // Rather a word cut than half of the menu out of sight.
        body = columns(&blocks, (width.saturating_sub(4), most), 25);
    }
    let from = model.menu_from.min(body.len().saturating_sub(most));
    let is_cut = body.len() > most;
    let body: Vec<Line> = body.into_iter().skip(from).take(most).collect();
    let height = (body.len() + 2).min(room);
    let body: Vec<Line> = body
        .into_iter()
        .enumerate()
        .map(|(place, line)| {
            // The cursor waits where the keys are read.
            let lead = if place == 0 {
                Line::new().and(Role::Caret, "")
            } else {
                Line::new()
            };
            lead.and(Role::Body, " ").and_line(line)
        })
        .collect();
    let right = match (is_cut, width) {
        (true, _) => "PgDn more",
        (false, 80..) => "press a key, Esc closes",
        (false, _) => "Esc closes",
    };
    let lines = framed(&title, right, body, (width, height));
    let first = rows.len().saturating_sub(height);
    for (row, line) in rows.iter_mut().skip(first).zip(lines) {
        *row = line;
    }
}

/// A heading with what stands under it: key and words.
pub(super) type Block = (&'static str, Vec<(String, String)>);

fn after(model: &Model, prefix: Key) -> Vec<Block> {
    let items = model.keys.menu(model.page_context(), prefix);
    let items = items.into_iter().map(|binding| {
        let Keys::Two(_, key) = binding.keys else {
            return (binding.keys.spoken(), binding.label.to_owned());
        };
        (key.to_string(), told(model, binding))
    });
    vec![("", items.collect())]
}

/// Says what a binding does; for undo and redo, to which record.
fn told(model: &Model, binding: &Binding) -> String {
    let view = model.view();
    let words = if binding.action == Action::Record(Record::Undo) {
        Some(view.and_then(|view| view.undo.clone()))
    } else if binding.action == Action::Record(Record::Redo) {
        Some(view.and_then(|view| view.redo.clone()))
    } else {
        None
    };
    match words {
        Some(Some(words)) => format!("{}: {words}", binding.label),
        Some(None) => format!("{}: nothing is there", binding.label),
        None => state_menu::told(model, binding),
    }
}

/// Returns everything that the page can do, but for plain going about.
fn everything(model: &Model) -> Vec<Block> {
    let context = model.page_context();
    let mut blocks: Vec<Block> = Vec::new();
    for group in Group::ALL {
        let own = model.keys.bindings(context).filter(|binding| {
            let is_plain = matches!(
                binding.keys,
                Keys::One(Key {
                    ctrl: false,
                    code: KeyCode::Char(_) | KeyCode::Enter,
                    ..
                })
            );
            let is_under_space = matches!(binding.keys, Keys::Two(prefix, _) if prefix == SPACE);
            binding.group == group
                && !binding.alias
                && (is_plain || is_under_space)
                && !matches!(binding.action, Action::Move(_))
                && binding.keys != Keys::One(SPACE)
        });
        let items = own.map(|binding| {
            let (Keys::One(key) | Keys::Two(_, key)) = binding.keys;
            (key.to_string(), binding.label.to_owned())
        });
        blocks.push((group.title(), items.collect()));
    }
    let more = model.keys.prefixes(context);
    let more = more
        .into_iter()
        .map(|(key, title)| (key.to_string(), format!("{title}…")));
    blocks.push(("MORE", more.collect()));
    blocks.retain(|(_, items)| !items.is_empty());
    blocks
}

/// Lays blocks into as many columns as are needed to fit `height`, each `narrowest` wide or wider, from left to right. A block that goes on in
/// the next column says its heading there again, and no line of keys is torn apart.
pub(super) fn columns(
    blocks: &[Block],
    (width, height): (usize, usize),
    narrowest: usize,
) -> Vec<Line> {
    let most = (width / narrowest).max(1);
    let mut tried = (1..=most).map(|count| in_columns(blocks, count, width));
    let columns = tried
        .find(|columns| tallest(columns) <= height)
        .unwrap_or_else(|| in_columns(blocks, most, width));
    let rows = tallest(&columns).max(1);
    let wide = width / columns.len().max(1);
    let mut laid = vec![Line::new(); rows];
    for mut column in columns {
        column.resize(rows, Line::new());
        let part = column.into_iter();
        let part = part.map(|line| line.fit(wide.saturating_sub(1)).and(Role::Body, " "));
        laid = beside(laid, part.collect());
    }
    laid
}

fn tallest(columns: &[Vec<Line>]) -> usize {
    columns.iter().map(Vec::len).max().unwrap_or_default()
}

/// Lays blocks into `count` columns, which are as low as they can be.
fn in_columns(blocks: &[Block], count: usize, width: usize) -> Vec<Vec<Line>> {
    let wide = (width / count.max(1)).saturating_sub(1);
    let parts: Vec<Part> = blocks.iter().map(|block| part(block, wide)).collect();
    let all: usize = parts
        .iter()
        .map(|(title, entries)| {
            usize::from(!title.is_empty()) + entries.iter().map(Vec::len).sum::<usize>()
        })
        .sum();
    let mut tried = (all.div_ceil(count.max(1)).max(1)..=all).map(|rows| packed(&parts, rows));
    let mut columns = tried
        .find(|columns| columns.len() <= count)
        .unwrap_or_else(|| packed(&parts, all));
    columns.resize(count, Vec::new());
    columns
}

/// A heading, and what stands under it: an entry is a line, or several where its words go on beneath themselves.
type Part = (&'static str, Vec<Vec<Line>>);

/// Fills one column after the other up to `rows`.
fn packed(parts: &[Part], rows: usize) -> Vec<Vec<Line>> {
    let mut columns: Vec<Vec<Line>> = Vec::new();
    let mut column: Vec<Line> = Vec::new();
    for (title, entries) in parts {
        let mut is_said = title.is_empty();
        for entry in entries {
            let needed = entry.len() + usize::from(!is_said);
            if !column.is_empty() && column.len() + needed > rows {
                columns.push(std::mem::take(&mut column));
                is_said = title.is_empty();
            }
            if !is_said {
                column.push(Line::new().and(Role::Title, title));
                is_said = true;
            }
            column.extend(entry.iter().cloned());
        }
    }
    columns.push(column);
    columns
}

/// Returns the lines of a block; words that do not fit go on beneath themselves.
fn part((title, items): &Block, width: usize) -> Part {
    let keys = key_width(items);
    let entries = items.iter().map(|(key, words)| {
        let words = Shown::of(words).wrap(width.saturating_sub(keys + 1).max(1));
        let lines = words.into_iter().enumerate().map(|(place, words)| {
            let key = if place == 0 { key.as_str() } else { "" };
            let line = Line::new().and_shown(Role::Title, Shown::of(key).pad(keys));
            line.and(Role::Body, " ").and_shown(Role::Body, words)
        });
        lines.collect()
    });
    (title, entries.collect())
}

fn key_width(items: &[(String, String)]) -> usize {
    let widths = items.iter().map(|(key, _)| Shown::of(key).width());
    widths.max().unwrap_or(1).max(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(title: &'static str, count: usize) -> Block {
        let items = (0..count).map(|place| (place.to_string(), format!("word {place}")));
        (title, items.collect())
    }

    fn text(lines: &[Line]) -> String {
        let lines = lines.iter().map(|line| line.text().trim_end().to_owned());
        lines.collect::<Vec<String>>().join("\n")
    }

    #[test]
    fn a_block_that_goes_on_in_the_next_column_says_its_heading_again() {
        let laid = columns(&[block("GO", 5)], (40, 4), 20);
        let shown = text(&laid);
        assert_eq!(
            shown.lines().next().unwrap().matches("GO").count(),
            2,
            "{shown}"
        );
        for place in 0..5 {
            assert!(shown.contains(&format!("word {place}")), "{shown}");
        }
    }

    #[test]
    fn no_heading_stands_alone_at_the_foot_of_a_column() {
        let laid = columns(&[block("ONE", 3), block("TWO", 3)], (40, 4), 20);
        let shown = text(&laid);
        let first = shown.lines().next().unwrap();
        assert!(first.contains("ONE") && first.contains("TWO"), "{shown}");
        assert_eq!(shown.lines().count(), 4, "{shown}");
    }

    #[test]
    fn what_has_no_heading_gets_none_in_any_column() {
        let laid = columns(&[block("", 6)], (40, 3), 20);
        assert_eq!(laid.len(), 3, "{}", text(&laid));
    }
}
