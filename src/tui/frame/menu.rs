//! The menus that a prefix opens: every key that may follow, at once, for as long as it takes.

use super::chrome::framed;
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
        format!("{prefix}  {}", prefix_title(prefix))
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
        None => binding.label.to_owned(),
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

/// Lays blocks into as many columns as are needed to fit `height`, each `narrowest` wide or wider, from left to right.
pub(super) fn columns(
    blocks: &[Block],
    (width, height): (usize, usize),
    narrowest: usize,
) -> Vec<Line> {
    let most = (width / narrowest).max(1);
    let mut tried =
        (1..=most).map(|count| (count, lines(blocks, (width / count).saturating_sub(1))));
    let fits = tried.find(|(count, lines)| lines.len().div_ceil(*count) <= height);
    let all = || (most, lines(blocks, (width / most).saturating_sub(1)));
    let (count, lines) = fits.unwrap_or_else(all);
    let rows = lines.len().div_ceil(count).max(1);
    let mut laid = vec![Line::new(); rows];
    for column in 0..count {
        let wide = width / count;
        let part = (0..rows).map(|row| {
            let line = lines.get(column * rows + row).cloned().unwrap_or_default();
            line.fit(wide.saturating_sub(1)).and(Role::Body, " ")
        });
        laid = beside(laid, part.collect());
    }
    laid
}

/// Returns the lines of blocks; words that do not fit go on beneath themselves.
fn lines(blocks: &[Block], width: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (title, items) in blocks {
        if !title.is_empty() {
            lines.push(Line::new().and(Role::Title, title));
        }
        let keys = key_width(items);
        for (key, words) in items {
            let words = Shown::of(words).wrap(width.saturating_sub(keys + 1).max(1));
            for (place, words) in words.into_iter().enumerate() {
                let key = if place == 0 { key.as_str() } else { "" };
                let line = Line::new().and_shown(Role::Title, Shown::of(key).pad(keys));
                lines.push(line.and(Role::Body, " ").and_shown(Role::Body, words));
            }
        }
    }
    lines
}

fn key_width(items: &[(String, String)]) -> usize {
    let widths = items.iter().map(|(key, _)| Shown::of(key).width());
    widths.max().unwrap_or(1).max(3)
}
