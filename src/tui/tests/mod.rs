//! Tests of the whole screen: keys in, pictures and effects out.

mod arrival;
mod attacks;
mod beside;
mod beside_changes;
mod beside_fixture;
mod beside_forms;
mod board;
mod checkable;
mod custom_keys;
mod dialogs;
mod every_page;
mod export;
mod fixture;
mod golden;
mod graphemes;
mod hostile;
mod import;
mod keys;
mod ladder;
mod pages;
mod palette;
mod pending;
mod qa;
mod ramp;
mod rollback;
mod rollback_run;
mod rollback_scope;
mod settings;
mod small_signs;
mod steer;
mod time;
mod vouch;
mod watch;
mod whole_names;
mod writes;

use super::{Effect, ImportWish, Key, KeyCode, Message, Model, update};
use crate::projection::Snapshot;

/// Returns the model of a terminal of this size that has read the fixture.
fn model(width: u16, height: u16) -> Model {
    let mut model = Model::new(width, height, fixture::now());
    let snapshot = Box::new(fixture::snapshot());
    update(&mut model, Message::Refreshed(snapshot));
    model
}

/// Returns the model with the first rollout open.
fn opened(width: u16, height: u16) -> Model {
    let mut model = model(width, height);
    model.fleet.selected = Some("r1".into());
    press(&mut model, "\n");
    model
}

/// Returns the row of the bar that says what is live, below a name that takes rows of its own.
fn bar(model: &Model) -> String {
    let shown = super::screen(model);
    let rows = shown.rows.iter().map(super::screen::Line::text).take(5);
    let found = rows.clone().find(|row| row.contains("PRODUCTION"));
    found.or(rows.clone().nth(1)).unwrap_or_default()
}

/// Returns the model of a terminal that has read that there is nothing.
fn empty(width: u16, height: u16) -> Model {
    let mut model = Model::new(width, height, fixture::now());
    update(&mut model, Message::Refreshed(Box::<Snapshot>::default()));
    model
}

/// Presses the keys of `text` one after the other; a line break is Enter, a tab is Tab, an escape is Esc.
fn press(model: &mut Model, text: &str) -> Vec<Effect> {
    let keys = text.chars().map(|character| match character {
        '\n' => Key::plain(KeyCode::Enter),
        '\t' => Key::plain(KeyCode::Tab),
        '\u{1b}' => Key::plain(KeyCode::Esc),
        character => Key::char(character),
    });
    let effects = keys.flat_map(|key| update(model, Message::Key(key)));
    // What the shell only reads with the rest is told where it is asked about.
    effects
        .filter(|effect| !matches!(effect, Effect::ReadPackages(_) | Effect::ReadBoard(true)))
        .collect()
}
