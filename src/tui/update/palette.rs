//! Keys of the palette: typing, choosing, asking for the command that is selected. Enter does what the key of the command would.

use super::{fleet, keys, next_thing};
use crate::tui::effect::Effect;
use crate::tui::key::{Key, KeyCode};
use crate::tui::keymap::Action;
use crate::tui::model::{Model, Tone};
use crate::tui::palette::{Does, Palette, found};

/// How many chosen commands are remembered.
const REMEMBERED: usize = 20;

/// How many rows a page is.
const PAGE: usize = 8;

/// Opens it.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.prefix = None;
    model.help = None;
    model.look.page = None;
    model.plain = None;
    model.palette = Some(Palette::new());
    vec![]
}

/// Takes a key.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    let count = found(model).len();
    let Some(palette) = &mut model.palette else {
        return vec![];
    };
    let last = count.saturating_sub(1);
    match key.code {
        KeyCode::Esc => model.palette = None,
        KeyCode::Enter => return choose(model),
        KeyCode::Function(1) => palette.twins = !palette.twins,
        KeyCode::Up | KeyCode::BackTab => palette.at = palette.at.saturating_sub(1),
        KeyCode::Down | KeyCode::Tab => palette.at = (palette.at + 1).min(last),
        KeyCode::PageUp => palette.at = palette.at.saturating_sub(PAGE),
        KeyCode::PageDown => palette.at = (palette.at + PAGE).min(last),
        KeyCode::Char(_)
        | KeyCode::Backspace
        | KeyCode::Delete
        | KeyCode::Left
        | KeyCode::Right
        | KeyCode::Home
        | KeyCode::End
        | KeyCode::Function(_) => {
            palette.field.press(key);
            palette.at = 0;
        }
    }
    vec![]
}

/// Takes pasted text as what is looked for.
pub(super) fn pasted(model: &mut Model, text: &str) {
    if let Some(palette) = &mut model.palette {
        palette.field.paste(text);
        palette.at = 0;
    }
}

fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(palette) = &model.palette else {
        return vec![];
    };
    let Some(row) = found(model).into_iter().nth(palette.at) else {
        return vec![];
    };
    if let Some(why) = row.impossible {
        model.tell(Tone::Warn, format!("{}: {why}", row.label));
        return vec![];
    }
    model.palette = None;
    match row.does {
        Does::Command(binding) => {
            remember(model, binding.action);
            keys::perform(model, binding.action)
        }
        Does::Theme(value) => {
            let name = "theme".to_owned();
            vec![Effect::Set { name, value }]
        }
        Does::Rollout(id) => {
            model.pages.clear();
            fleet::open(model, id)
        }
        Does::Step(number) => next_thing::to_number(model, &number),
    }
}

fn remember(model: &mut Model, action: Action) {
    model.recent.retain(|before| *before != action);
    model.recent.insert(0, action);
    model.recent.truncate(REMEMBERED);
}
