//! A dialog where there is least room: what happens stays at the top, and below it one field at a time. No field is shown in part.

use std::ops::Range;

use super::answers::hung;
use super::dialog::{Drawn, drawn_items};
use crate::tui::dialog::WORD;
use crate::tui::form::{Form, Item};
use crate::tui::layout::window;
use crate::tui::screen::{Line, Role};

/// A field with the words before it.
struct Part {
    lines: Vec<Line>,
    cursor: Option<usize>,
}

/// Draws `form` in `room` rows of `width` columns below `errors`; also says which row has the focus, and which part of how many it is.
pub(super) fn lines(
    form: &Form,
    errors: Vec<Line>,
    (width, room): (usize, usize),
) -> (Drawn, Option<(usize, usize)>) {
    let whole = drawn_items(form, 0..form.items.len(), width);
    if errors.len() + whole.0.len() <= room {
        let mut lines = errors;
        let cursor = whole.1.map(|cursor| cursor + lines.len());
        lines.extend(whole.0);
        return ((lines, cursor), None);
    }
    let pinned = form.pinned.clone();
    let mut head = errors;
    head.extend(drawn_items(form, pinned.clone(), width).0);
    if form.focused() == WORD {
        head.extend(answered(form, width));
    }
    // Where what happens is longer than half of the room, its beginning is what stays.
    head.truncate(room.div_ceil(2));
    let left = room.saturating_sub(head.len());
    let parts: Vec<Part> = spans(form, &pinned)
        .into_iter()
        .map(|spans| part(form, spans, width))
        .collect();
    let at = parts.iter().position(|part| part.cursor.is_some());
    let count = parts.len();
    let (mut lines, cursor) = shown(parts, at.unwrap_or(0), (form.up, form.down), left);
    let cursor = cursor.map(|cursor| cursor + head.len());
    head.append(&mut lines);
    ((head, cursor), Some((at.unwrap_or(0) + 1, count)))
}

/// Says what was chosen, for whoever types the word that confirms it.
fn answered(form: &Form, width: usize) -> Vec<Line> {
    let chosen = form.items.iter().filter_map(|item| {
        if let Item::Choice {
            options,
            chosen: Some(chosen),
            ..
        } = item
        {
            options.get(*chosen).map(|(_, words)| words)
        } else {
            None
        }
    });
    let lines = chosen.flat_map(|words| hung(Role::Bad, words, width));
    lines.take(2).collect()
}

/// Returns the items of each part below what stays: a field ends it, what follows the last field belongs to that.
fn spans(form: &Form, pinned: &Range<usize>) -> Vec<Vec<usize>> {
    let stops: Vec<usize> = form.stops().into_iter().map(|(item, _)| item).collect();
    let mut parts = vec![Vec::new()];
    for place in pinned.end..form.items.len() {
        if let Some(last) = parts.last_mut() {
            last.push(place);
        }
        if stops.contains(&place) {
            parts.push(Vec::new());
        }
    }
    let rest = parts.pop().unwrap_or_default();
    match parts.last_mut() {
        Some(last) => last.extend(rest),
        None => parts.push(rest),
    }
    parts
}

fn part(form: &Form, items: Vec<usize>, width: usize) -> Part {
    let is_gap = |place: &usize| {
        let item = form.items.get(*place);
        matches!(item, Some(Item::Words(_, text)) if text.is_empty())
    };
    let (mut lines, mut cursor) = (Vec::new(), None);
    for place in items.into_iter().filter(|place| !is_gap(place)) {
        let (drawn, at) = drawn_items(form, place..place + 1, width);
        cursor = cursor.or(at.map(|at| at + lines.len()));
        lines.extend(drawn);
    }
    Part { lines, cursor }
}

/// Returns the part at `at` and as many whole ones after and before it as fit; all lines from there on while one pages.
fn shown(parts: Vec<Part>, at: usize, (up, down): (usize, usize), room: usize) -> Drawn {
    let lengths: Vec<usize> = parts.iter().map(|part| part.lines.len()).collect();
    let length = |range: Range<usize>| lengths.get(range).unwrap_or_default().iter().sum::<usize>();
    let mut range = at..(at + 1).min(parts.len());
    while range.end < parts.len() && length(range.start..range.end + 1) <= room {
        range.end += 1;
    }
    while range.start > 0 && length(range.start - 1..range.end) <= room {
        range.start -= 1;
    }
    let (from, to) = (length(0..range.start), length(0..range.end));
    let (mut lines, mut cursor) = (Vec::new(), None);
    for part in parts {
        cursor = cursor.or(part.cursor.map(|cursor| cursor + lines.len()));
        lines.extend(part.lines);
    }
    let last = lines.len().saturating_sub(room);
    let range = if up > 0 || down > 0 {
        let start = (from + down).saturating_sub(up).min(last);
        start..start + room
    } else if to - from > room {
        let inside = cursor.unwrap_or(from).saturating_sub(from);
        let inside = window(to - from, inside, room);
        from + inside.start..from + inside.end
    } else {
        from..to
    };
    let cursor = cursor.filter(|cursor| range.contains(cursor));
    let cursor = cursor.map(|cursor| cursor - range.start);
    let kept = lines.into_iter().skip(range.start).take(range.len());
    (kept.collect(), cursor)
}
