//! Dialogs as they are seen: a box below the bar of truth, the full width where there is less room, a sheet where there is least.

use std::ops::Range;

use super::answers::{boxes_in_a_row, choice, hung, side_by_side};
use super::chrome::rule;
use super::{name, one_field, ramp_dialog};
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::field::Field;
use crate::tui::form::{Button, Form, Item};
use crate::tui::layout::{Size, window};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// How wide a dialog is where there is room for more.
const WIDE: usize = 80;

/// Lays a dialog over `rows`, below the path and the bar of truth.
pub(super) fn lay_over(model: &Model, dialog: &Dialog, size: Size, rows: &mut [Line]) {
    let screen = usize::from(model.width);
    let room = rows.len().saturating_sub(2);
    let (drawn, first, column) = if size <= Size::Line {
        (least(model, dialog, (screen, room)), 2, 0)
    } else {
        roomy(model, dialog, size, room)
    };
    for (row, line) in rows.iter_mut().skip(first).zip(drawn) {
        *row = row.clone().fit(screen).under(line, column);
    }
}

/// Draws a dialog where there is room for a box or a sheet; also says from which row and column on.
fn roomy(model: &Model, dialog: &Dialog, size: Size, room: usize) -> (Vec<Line>, usize, usize) {
    let screen = usize::from(model.width);
    let is_ramp = matches!(dialog.purpose, Purpose::Ramp(_));
    let width = match (size, is_ramp) {
        (Size::Large, true) => ramp_dialog::WIDE,
        (Size::Large, false) => WIDE,
        _ => screen,
    };
    let is_sheet = size <= Size::Small;
    let inner = if is_sheet {
        width.saturating_sub(2)
    } else {
        width.saturating_sub(4)
    };
    let (mut lines, cursor) = if is_ramp {
        ramp_dialog::lines(model, dialog, size, inner)
    } else {
        drawn_items(&dialog.form, 0..dialog.form.items.len(), inner)
    };
    let cursor = cursor.unwrap_or(0);
    let errors = errors(dialog, inner);
    let cursor = cursor + errors.len();
    lines.splice(0..0, errors);
    let frame = 2;
    let body = lines.len().min(room.saturating_sub(frame));
    let at = window(lines.len(), cursor, body).start + dialog.form.down;
    let last = lines.len().saturating_sub(body);
    let start = at.saturating_sub(dialog.form.up).min(last);
    let shown = start..lines.len().min(start + body);
    let is_cut = shown.len() < lines.len();
    if !shown.contains(&cursor)
        && let Some(first) = lines.get_mut(shown.start)
    {
        // The terminal's cursor waits at what is read.
        *first = Line::new().and(Role::Caret, "").and_line(first.clone());
    }
    let lines: Vec<Line> = lines
        .into_iter()
        .skip(shown.start)
        .take(shown.len())
        .collect();
    let more = more(dialog, is_cut, width);
    let more = more.as_str();
    let title = name::untitled(model, &dialog.title, width.saturating_sub(more.len() + 8));
    let boxed = if is_sheet {
        sheet(&title, more, lines, (width, room))
    } else {
        boxed(&title, more, lines, width)
    };
    let column = screen.saturating_sub(width) / 2;
    let first = if size == Size::Large {
        2 + room.saturating_sub(boxed.len()) / 3
    } else {
        2
    };
    (boxed, first, column)
}

/// Draws a dialog in `room` rows of `screen` columns where there is least room: without a frame, one field at a time.
fn least(model: &Model, dialog: &Dialog, (screen, room): (usize, usize)) -> Vec<Line> {
    let inner = screen.saturating_sub(2);
    let errors = errors(dialog, inner);
    let body = room.saturating_sub(1);
    let ((mut lines, cursor), part) = one_field::lines(&dialog.form, errors, (inner, body));
    if cursor.is_none()
        && let Some(first) = lines.first_mut()
    {
        *first = Line::new().and(Role::Caret, "").and_line(first.clone());
    }
    let right = match (part, &dialog.purpose) {
        (_, Purpose::Rollback(_)) => format!("page {} of 4 ", dialog.pages.len() + 1),
        (Some(_), _) if dialog.form.up > 0 || dialog.form.down > 0 => "PgDn more ".to_owned(),
        (Some((at, count)), _) => format!("field {at} of {count} "),
        (None, _) => dialog.right.clone(),
    };
    let title = name::untitled(model, &dialog.title, screen.saturating_sub(right.len() + 3));
    let mut rows = sheet(&title, &right, lines, (screen, room + 1));
    // The rule below the title is a row that a field needs.
    rows.remove(1);
    rows
}

/// Says on the right of the title that there is more than is seen.
fn more(dialog: &Dialog, is_cut: bool, width: usize) -> String {
    match (is_cut, &dialog.purpose) {
        (false, _) => dialog.right.clone(),
        (true, Purpose::Rollback(_)) if width < 80 => {
            format!("{} of 4   PgUp PgDn", dialog.pages.len() + 1)
        }
        (true, Purpose::Rollback(_)) => format!("{}   PgDn more", dialog.right),
        (true, _) => "PgUp PgDn more".to_owned(),
    }
}

fn errors(dialog: &Dialog, width: usize) -> Vec<Line> {
    let errors = dialog.errors.iter();
    errors
        .flat_map(|error| Shown::of(&format!("! {error}")).wrap(width))
        .map(|line| Line::shown(Role::Error, line))
        .collect()
}

/// Puts a double frame round `lines`.
pub(super) fn boxed(title: &str, right: &str, lines: Vec<Line>, width: usize) -> Vec<Line> {
    let inner = width.saturating_sub(4);
    let right = if right.is_empty() {
        Shown::default()
    } else {
        Shown::of(&format!(" {right} ═"))
    };
    let title = Shown::of(&format!("═ {title} "));
    let title = title.cut_middle(width.saturating_sub(3 + right.width()));
    let fill = width.saturating_sub(2 + title.width() + right.width());
    let top = Line::new()
        .and(Role::Frame, "╔")
        .and_shown(Role::Title, title)
        .and(Role::Frame, &"═".repeat(fill))
        .and_shown(Role::Dim, right)
        .and(Role::Frame, "╗");
    let mut rows = vec![top];
    rows.extend(lines.into_iter().map(|line| {
        Line::new()
            .and(Role::Frame, "║ ")
            .and_line(line.fit(inner))
            .and(Role::Frame, " ║")
    }));
    let bottom = format!("╚{}╝", "═".repeat(width.saturating_sub(2)));
    rows.push(Line::new().and(Role::Frame, &bottom));
    rows
}

/// Draws `lines` as a whole page below a rule.
pub(super) fn sheet(
    title: &str,
    right: &str,
    lines: Vec<Line>,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let right = Line::of(right);
    let room = width.saturating_sub(right.width() + 3);
    let title = Shown::of(title).cut_middle(room);
    let head = Line::of(" ").and_shown(Role::Title, title);
    let mut rows = vec![head.and_right(right, width).fit(width), rule("", "", width)];
    rows.extend(
        lines
            .into_iter()
            .map(|line| Line::of(" ").and_line(line).fit(width)),
    );
    rows.resize(height, Line::new().fit(width));
    rows
}

/// Lines, and which of them has the focus, if it is among them.
pub(super) type Drawn = (Vec<Line>, Option<usize>);

/// Draws these items of a form in lines of `width` columns.
pub(super) fn drawn_items(form: &Form, which: Range<usize>, width: usize) -> Drawn {
    let mut lines = Vec::new();
    let mut cursor = None;
    let (stop, stops) = (form.stop(), form.stops());
    let items = form.items.iter().enumerate();
    for (place, item) in items.skip(which.start).take(which.len()) {
        let focus = (place == stop.0).then_some(stop.1);
        let (drawn, at) = drawn(item, focus, width);
        if focus.is_some() {
            cursor = Some(lines.len() + at);
        }
        // A click gives the focus to what it falls on.
        let stop = stops.iter().position(|found| found.0 == place);
        lines.extend(drawn.into_iter().map(|line| match stop {
            Some(stop) => line.for_rows_from(stop),
            None => line,
        }));
    }
    (lines, cursor)
}

/// Draws an item; also says which of its lines has the focus, if it has it.
fn drawn(item: &Item, focus: Option<usize>, width: usize) -> (Vec<Line>, usize) {
    match item {
        Item::Copyable(text) => {
            let lines = Shown::of(text).wrap(width).into_iter();
            (
                lines.map(|line| Line::shown(Role::Doing, line)).collect(),
                0,
            )
        }
        Item::Words(role, text) => {
            let lines = text.lines().flat_map(|line| hung(*role, line, width));
            let mut lines: Vec<Line> = lines.collect();
            if lines.is_empty() {
                lines.push(Line::new());
            }
            (lines, 0)
        }
        Item::Field {
            label, field, rows, ..
        } => text_field(label, field, (*rows, width), focus.is_some()),
        Item::Choice {
            label,
            options,
            at,
            chosen,
            ..
        } => choice(label, options, (*at, focus.is_some(), *chosen), width),
        Item::Radio(radio) => side_by_side(radio, focus.is_some(), width),
        Item::Boxes(boxes) => boxes_in_a_row(boxes, focus.is_some(), width),
        Item::Tick { label, on, .. } => {
            let mark = if *on { "[x]" } else { "[ ]" };
            let lines = hung(Role::Body, &format!("{mark} {label}"), width).into_iter();
            let lines = lines.map(|line| match focus {
                Some(_) => line.selected(),
                None => line,
            });
            (lines.collect(), 0)
        }
        Item::Buttons(buttons) => {
            let line = buttons_line(buttons, focus);
            if line.width() <= width {
                let blanks = Shown::blanks(width - line.width());
                return (vec![Line::shown(Role::Body, blanks).and_line(line)], 0);
            }
            let lines = buttons.iter().enumerate().map(|(place, button)| {
                let focus = focus.filter(|focus| *focus == place).map(|_| 0);
                // Of a button that is too long the name is cut, never its end and what stands behind it.
                let room = width.saturating_sub(if button.enabled { 4 } else { 8 });
                let label = Shown::of(&button.label).cut_middle(room).to_string();
                let button = Button {
                    label,
                    ..button.clone()
                };
                buttons_line(&[button], focus).fit(width)
            });
            (lines.collect(), focus.unwrap_or(0))
        }
    }
}

fn text_field(
    label: &str,
    field: &Field,
    (rows, width): (usize, usize),
    has_focus: bool,
) -> (Vec<Line>, usize) {
    let role = if has_focus { Role::Focus } else { Role::Body };
    let bracket = |line: Line| Line::new().and(role, "[").and_line(line).and(role, "]");
    if rows == 1 {
        let label = Shown::of(&format!("{label}  "));
        if label.width() > width / 2 && width > 0 {
            // A label that leaves no room to type stands above, whole.
            let above = Shown::of(label.as_str().trim_end()).wrap(width);
            let mut lines: Vec<Line> = above
                .into_iter()
                .map(|line| Line::shown(role, line))
                .collect();
            let place = lines.len();
            let text = field.lines(width.saturating_sub(2), 1, has_focus);
            lines.extend(text.into_iter().map(bracket));
            return (lines, place);
        }
        let room = width.saturating_sub(label.width() + 2);
        let text = field.lines(room, 1, has_focus).into_iter().map(bracket);
        let line = text.fold(Line::shown(role, label), Line::and_line);
        return (vec![line], 0);
    }
    let (above, below) = field.unseen(rows);
    let more = match (above, below) {
        (0, 0) => String::new(),
        (0, below) => format!("{below} more below"),
        (above, 0) => format!("{above} more above"),
        (above, below) => format!("{above} more above, {below} below"),
    };
    let label = Shown::of(label).wrap(width).into_iter();
    let mut lines: Vec<Line> = label.map(|line| Line::shown(role, line)).collect();
    if let Some(last) = lines.last_mut().filter(|_| !more.is_empty()) {
        let more = Line::new().and(Role::Dim, &more);
        *last = last.clone().and_right(more, width);
    }
    let first = lines.len();
    let text = field.lines(width.saturating_sub(2), rows, has_focus);
    // Where there is not room for all of it, the line with the caret is the one that is seen.
    let has_caret = |line: &Line| line.spans.iter().any(|span| span.role == Role::Caret);
    let caret = text.iter().position(has_caret);
    lines.extend(
        text.into_iter()
            .map(|line| Line::new().and(role, "│").and_line(line).and(role, "│")),
    );
    (lines, caret.map_or(first + rows - 1, |caret| first + caret))
}

fn buttons_line(buttons: &[Button], focus: Option<usize>) -> Line {
    let mut line = Line::new();
    for (place, button) in buttons.iter().enumerate() {
        let text = format!("[ {} ]", button.label);
        let role = if button.enabled {
            Role::Body
        } else {
            Role::Dim
        };
        let mut part = Line::new().and(role, &text).for_row(place);
        if focus == Some(place) {
            part = part.selected();
        }
        let off = if button.enabled { "  " } else { " off  " };
        line = line.and_line(part).and(Role::Dim, off);
    }
    line
}
