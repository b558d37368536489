//! The settings page: a row is changed by an arrow, seen at once and kept in the file. What is typed is left to the file.

use crate::tui::effect::Effect;
use crate::tui::model::{Model, Tone};

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

/// Changes the selected setting to what it can be next, or before.
pub(super) fn change(model: &mut Model, is_next: bool) -> Vec<Effect> {
    let Some(line) = model.look.selected().cloned() else {
        return vec![];
    };
    let count = line.choices.len();
    if count == 0 {
        let name = line.name;
        let text = format!("{name} is typed   rollgate config set {name} VALUE");
        model.tell(Tone::Warn, text);
        return vec![];
    }
    if matches!(line.origin, "environment" | "option") {
        let text = format!("{} is decided by the {}", line.name, line.origin);
        model.tell(Tone::Warn, text);
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

/// Says that a setting was kept, or why it was not.
pub(super) fn kept(model: &mut Model, name: &str, answer: Result<String, String>) -> Vec<Effect> {
    match answer {
        Ok(value) => {
            model.apply_setting(name, &value);
            let lines = &mut model.look.settings;
            if let Some(line) = lines.iter_mut().find(|line| line.name == name) {
                line.value.clone_from(&value);
                line.origin = "file";
            }
            let later = matches!(name, "chatops.dialect" | "color");
            let when = if later {
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
