//! The mouse: a click selects or gives the focus, two quick ones open, the wheel scrolls. Nothing it does records anything.

use super::{keys, movement, palette};
use crate::tui::effect::Effect;
use crate::tui::key::{Key, KeyCode};
use crate::tui::keymap::{Action, App};
use crate::tui::model::{Model, Tone};

/// Moves by the turns of the wheel: what is on top, else the list.
pub(super) fn scroll(model: &mut Model, rows: i16) -> Vec<Effect> {
    let (is_down, count) = (rows > 0, usize::from(rows.unsigned_abs()));
    if model.palette.is_some() && model.help.is_none() {
        let code = if is_down { KeyCode::Down } else { KeyCode::Up };
        for _ in 0..count.min(8) {
            palette::press(model, Key::plain(code));
        }
    } else if model.help.is_some() || model.plain.is_some() || model.look.page.is_some() {
        movement::by_rows(model, isize::from(rows));
    } else if let Some(dialog) = &mut model.dialog {
        if is_down {
            dialog.form.scroll_down(count);
        } else {
            dialog.form.scroll_up(count);
        }
    } else if model.prefix.is_some() {
        keys::page_menu(model, is_down, count);
    } else {
        movement::by_rows(model, isize::from(rows));
    }
    vec![]
}

/// Selects the row that was clicked, or gives the focus to the field; a double click on a row opens what it needs.
pub(super) fn click(model: &mut Model, column: u16, row: u16) -> Vec<Effect> {
    let is_covered = model.help.is_some() || model.plain.is_some() || model.palette.is_some();
    if is_covered || model.look.editing.is_some() || model.prefix.is_some() {
        return vec![];
    }
    let Some(wanted) = crate::tui::screen(model).row_at(column, row) else {
        return vec![];
    };
    if let Some(dialog) = &mut model.dialog {
        if wanted < dialog.form.stops().len() {
            dialog.form.focus = wanted;
        }
        return vec![];
    }
    if model.look.page.is_some() {
        // A setting is changed by a key, so that no click does it by the way.
        model.look.page = Some(wanted);
        return vec![];
    }
    let selected = movement::place(model);
    let is_double = model.mouse.click(model.now, wanted);
    if selected == Some(wanted) {
        let opens = is_double && model.search.is_none();
        return if opens {
            keys::perform(model, Action::App(App::Open))
        } else {
            vec![]
        };
    }
    let (wanted, selected) = (signed(wanted), signed(selected.unwrap_or(0)));
    movement::by_rows(model, wanted - selected);
    vec![]
}

/// Opens the menu of everything, where the page has one and nothing is over it.
pub(super) fn click_other(model: &mut Model) -> Vec<Effect> {
    let menu = Action::App(App::Menu);
    let is_covered = model.help.is_some() || model.plain.is_some() || model.palette.is_some();
    let has_menu = model
        .keys
        .bindings(model.context())
        .any(|found| found.action == menu);
    if is_covered || model.dialog.is_some() || model.search.is_some() || !has_menu {
        return vec![];
    }
    keys::perform(model, menu)
}

/// Listens to the mouse, or lets it go.
pub(super) fn toggle(model: &mut Model) -> Vec<Effect> {
    model.mouse.on = !model.mouse.on;
    let words = if model.mouse.on {
        "the mouse selects and scrolls   Shift and drag selects text"
    } else {
        "the mouse is the terminal's"
    };
    model.tell(Tone::Ok, words);
    vec![]
}

fn signed(place: usize) -> isize {
    isize::try_from(place).unwrap_or(isize::MAX / 2)
}
