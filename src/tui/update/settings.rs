//! The settings page: a row is changed by an arrow or typed in its place, seen at once and kept in the file. Facts stay as they are.

use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::key::{Key, KeyCode};
use crate::tui::keymap::{Action, App};
use crate::tui::model::{Model, Tone};
use crate::tui::reading::Reading;
use crate::tui::setting::Category;

/// Opens the page, or closes it.
pub(super) fn toggle(model: &mut Model) -> Vec<Effect> {
    model.look.page = if model.look.page.is_some() {
        None
    } else {
        Some(0)
    };
    model.prefix = None;
    vec![]
}

/// Selects another row.
pub(super) fn move_by(model: &mut Model, rows: isize) {
    let last = model.look.settings.len().saturating_sub(1);
    let place = model.look.page.unwrap_or_default();
    model.look.page = Some(place.saturating_add_signed(rows).min(last));
}

/// Goes to the first row of the next part, or of the part before; after the last comes the first.
pub(super) fn turn_part(model: &mut Model, is_back: bool) {
    let lines = &model.look.settings;
    let parts: Vec<Category> = lines.iter().map(|line| Category::of(line.name)).collect();
    let mut kept = parts.clone();
    kept.dedup();
    let own = model.look.page.and_then(|place| parts.get(place));
    let place = kept.iter().position(|part| Some(part) == own).unwrap_or(0);
    let step = if is_back {
        kept.len().saturating_sub(1)
    } else {
        1
    };
    let next = kept.get((place + step) % kept.len().max(1));
    let first = parts.iter().position(|part| Some(part) == next);
    model.look.page = first.or(model.look.page);
}

/// Changes the selected setting to what it can be next, or before.
pub(super) fn change(model: &mut Model, is_next: bool) -> Vec<Effect> {
    let Some(line) = model.look.selected().cloned() else {
        return vec![];
    };
    let count = line.choices.len();
    if count == 0 {
        let enter = model.key_of(Action::App(App::Change));
        let words = if line.is_fact {
            format!("{} is a fact and nothing to be set", line.name)
        } else {
            format!("{} is typed   {enter} edits it", line.name)
        };
        model.tell(Tone::Warn, words);
        return vec![];
    }
    if !may_set(model) {
        return vec![];
    }
    let place = line.choices.iter().position(|found| *found == line.value);
    let next = match (place, is_next) {
        (None, _) => 0,
        (Some(place), true) => (place + 1) % count,
        (Some(place), false) => (place + count - 1) % count,
    };
    let value = line.choices.get(next).cloned().unwrap_or_default();
    let name = line.name.to_owned();
    vec![Effect::Set { name, value }]
}

/// Changes the selected setting, or lets it be typed where it is.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    let line = model.look.selected();
    let is_typed = line.is_some_and(|line| line.choices.is_empty() && !line.is_fact);
    if !is_typed {
        return change(model, true);
    }
    if may_set(model) {
        let line = model.look.selected();
        let own = line.filter(|line| line.origin == "file");
        let text = own.map(|line| line.value.clone()).unwrap_or_default();
        model.look.editing = Some(Field::single().with(&text));
    }
    vec![]
}

/// Takes a key while a setting is typed.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if key == Key::plain(KeyCode::Function(1)) {
        model.help = Some(0);
        model.reading = Reading::default();
        return vec![];
    }
    let Some(field) = &mut model.look.editing else {
        return vec![];
    };
    match key.code {
        KeyCode::Enter => {
            let value = field.text();
            model.look.editing = None;
            let name = model.look.selected().map(|line| line.name.to_owned());
            let kept = name.map(|name| Effect::Set { name, value });
            return kept.into_iter().collect();
        }
        KeyCode::Esc => {
            model.look.editing = None;
            model.say("not changed");
        }
        KeyCode::Char(_)
        | KeyCode::Backspace
        | KeyCode::Delete
        | KeyCode::Left
        | KeyCode::Right
        | KeyCode::Home
        | KeyCode::End
        | KeyCode::Up
        | KeyCode::Down
        | KeyCode::Tab
        | KeyCode::BackTab
        | KeyCode::PageUp
        | KeyCode::PageDown
        | KeyCode::Function(_) => {
            field.press(key);
        }
    }
    vec![]
}

/// Takes pasted text into the setting that is typed.
pub(super) fn pasted(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(field) = &mut model.look.editing {
        field.paste(text);
    }
    vec![]
}

/// Tells whether the selected setting is the file's to decide, and says who decides it where it is not.
fn may_set(model: &mut Model) -> bool {
    let line = model.look.selected();
    let decided = line.filter(|line| matches!(line.origin, "environment" | "option"));
    let words = decided.map(|line| format!("{} is decided by the {}", line.name, line.origin));
    let is_free = words.is_none();
    if let Some(words) = words {
        model.tell(Tone::Warn, words);
    }
    is_free
}

/// Says that a setting was kept, or why it was not.
pub(super) fn kept(model: &mut Model, name: &str, answer: Result<String, String>) -> Vec<Effect> {
    match answer {
        Ok(value) => {
            apply(model, name, Some(&value));
            let later = ["chatops.dialect", "color", "as", "database", "pager"];
            let when = if later.contains(&name) || matches!(name, "linear" | "ask_terminal") {
                "   from the next start on"
            } else {
                ""
            };
            model.say(format!("saved   {name} = {value}{when}"));
        }
        Err(why) => model.tell(Tone::Error, format!("not saved   {why}")),
    }
    vec![]
}

/// Lets what the edited file says hold; one that is wrong changes nothing.
pub(super) fn read_again(
    model: &mut Model,
    read: Result<Vec<(String, Option<String>)>, String>,
) -> Vec<Effect> {
    match read {
        Ok(values) => {
            for (name, value) in &values {
                let line = model
                    .look
                    .settings
                    .iter()
                    .find(|line| line.name == name.as_str());
                let is_other = line.is_some_and(|line| {
                    let is_own = matches!(line.origin, "file" | "default");
                    let had = (line.origin == "file").then_some(&line.value);
                    is_own && had != value.as_ref()
                });
                if is_other {
                    apply(model, name, value.as_deref());
                }
            }
            model.say("the settings file was read again");
        }
        Err(why) => model.tell(Tone::Error, format!("the settings are as before   {why}")),
    }
    vec![]
}

/// Lets a setting hold, and shows it; without a value the default does.
fn apply(model: &mut Model, name: &str, value: Option<&str>) {
    let lines = &mut model.look.settings;
    let Some(line) = lines.iter_mut().find(|line| line.name == name) else {
        return;
    };
    let held = value.unwrap_or(line.default).to_owned();
    line.value.clone_from(&held);
    line.origin = if value.is_some() { "file" } else { "default" };
    model.apply_setting(name, &held);
}
