//! Who gets a key: help, a dialog, a search, a prefix, or the page. No key is ever given to two of them.

use super::{app, copy, dialogs, movement, palette, record, search, settings};
use crate::tui::effect::Effect;
use crate::tui::key::{Key, KeyCode};
use crate::tui::keymap::{Action, Found, SPACE, latin};
use crate::tui::layout::Size;
use crate::tui::model::{Model, Tone};

/// More rows than any menu has.
const MOST_ROWS: usize = 60;

const ESC: Key = Key::plain(KeyCode::Esc);

/// Acts on a key.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if key == Key::ctrl('c') {
        return interrupt(model);
    }
    model.interrupted = None;
    if Size::of(model.width, model.height) == Size::TooSmall {
        let quits = key == Key::char('q');
        return if quits { vec![Effect::Quit] } else { vec![] };
    }
    // Escape and a letter arrive as one key where a multiplexer waits for more: it is the Escape that was meant.
    let key = if key.alt { ESC } else { key };
    if model.notice.take().is_none() {
        // It stood there to be read; this key was pressed after it.
        model.hint = None;
    }
    if model.palette.is_some() {
        return palette::press(model, key);
    }
    if model.help.is_some() && model.search.is_some() {
        return search::press(model, key);
    }
    if model.help.is_some() {
        return page_key(model, key);
    }
    if model.look.editing.is_some() {
        return settings::press(model, key);
    }
    if model.dialog.is_some() {
        return dialogs::press(model, key);
    }
    if model.search.is_some() {
        return search::press(model, key);
    }
    page_key(model, key)
}

fn page_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let prefix = model.prefix.take();
    let from = std::mem::take(&mut model.menu_from);
    if prefix.is_some() && key == ESC {
        return vec![];
    }
    let is_down = matches!(key.code, KeyCode::PageDown | KeyCode::Down);
    if prefix.is_some() && (is_down || matches!(key.code, KeyCode::PageUp | KeyCode::Up)) {
        model.prefix = prefix;
        model.menu_from = from;
        page_menu(model, is_down, 3);
        return vec![];
    }
    let context = model.context();
    let mut found = model.keys.find(context, prefix, key);
    if found == Found::Nothing {
        found = model.keys.find(context, prefix, latin(key));
    }
    match found {
        Found::Action(action) => perform(model, action),
        Found::Prefix(key) => {
            model.prefix = Some(key);
            vec![]
        }
        Found::Nothing => vec![],
    }
}

/// Shows other rows of a menu that does not fit.
pub(super) fn page_menu(model: &mut Model, is_down: bool, rows: usize) {
    let from = model.menu_from;
    model.menu_from = if is_down {
        (from + rows).min(MOST_ROWS)
    } else {
        from.saturating_sub(rows)
    };
}

/// Does what a key asks for.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(way) => movement::go(model, way),
        Action::App(what) => app::perform(model, what),
        Action::Copy(what) => copy::perform(model, what),
        Action::Record(what) => record::perform(model, what),
    }
}

/// Closes what is on top; where nothing is, a second Ctrl-C ends the program.
fn interrupt(model: &mut Model) -> Vec<Effect> {
    let was_interrupted = model.interrupted.take().is_some();
    if model.dialog.is_some() {
        return dialogs::close(model);
    }
    if model.look.editing.take().is_some() {
        return vec![];
    }
    let had_menu = model.prefix.take().is_some() || model.palette.take().is_some();
    if had_menu || model.search.take().is_some() || model.help.take().is_some() {
        return vec![];
    }
    if model.plain.take().is_some() || model.look.page.take().is_some() {
        return vec![];
    }
    if was_interrupted {
        return vec![Effect::Quit];
    }
    model.interrupted = Some(model.now);
    model.tell(Tone::Warn, "Ctrl-C again quits");
    vec![]
}

/// Opens the menu of everything.
pub(super) fn menu(model: &mut Model) -> Vec<Effect> {
    model.prefix = Some(SPACE);
    vec![]
}
