//! Every key of every page with its twin in a shell, or those in which something is looked for. It is made from the key map alone.

use super::help::{asks, name};
use crate::tui::keymap::{Binding, Context};
use crate::tui::model::{Model, contains};
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Columns of the keys.
const KEYS: usize = 11;

/// Returns the lines, each broken where it does not fit.
pub(super) fn lines(model: &Model, width: usize) -> Vec<Line> {
    let wanted = model.reading.wanted.trim();
    let mut lines = Vec::new();
    for context in model.keys.contexts() {
        let all = model.keys.all().filter(|found| found.context == context);
        let found = all.filter(|binding| !binding.alias && says(binding, wanted));
        let rows: Vec<Line> = found.flat_map(|binding| row(binding, width)).collect();
        if rows.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Line::new());
        }
        lines.push(Line::new().and(Role::Title, &heading(context)));
        lines.extend(rows);
    }
    let asks = asks(model).into_iter().skip(1);
    let asks = asks.filter(|text| !wanted.is_empty() && contains(text, wanted));
    let asks = asks.flat_map(|text| Shown::of(&text).wrap(width));
    lines.extend(asks.map(|text| Line::shown(Role::Body, text)));
    if lines.is_empty() {
        lines.push(Line::of(&format!("no key and no topic says {wanted}")));
    }
    lines
}

/// Tells whether a binding says what is looked for: in its keys, words, name, or what is typed in a shell.
fn says(binding: &Binding, wanted: &str) -> bool {
    let twin = binding.action.twin().unwrap_or_default();
    let twin = twin.trim_start_matches("rollgate");
    let text = format!("{} {} {twin}", binding.label, binding.action.name());
    binding.keys.spoken() == wanted || contains(&text, wanted)
}

fn row(binding: &Binding, width: usize) -> Vec<Line> {
    let twin = binding.action.twin();
    let twin = twin.map(|twin| format!("   $ {twin}")).unwrap_or_default();
    let words = Shown::of(&format!("{}{twin}", binding.label));
    let words = words.wrap(width.saturating_sub(KEYS + 2)).into_iter();
    let keys = binding.keys.spoken();
    let rows = words.enumerate().map(|(place, words)| {
        let keys = if place == 0 { keys.as_str() } else { "" };
        let line = Line::new().and_shown(Role::Title, Shown::of(keys).pad(KEYS));
        line.and(Role::Body, " ").and_shown(Role::Body, words)
    });
    rows.collect()
}

fn heading(context: Context) -> String {
    let words = match context {
        Context::Base => "everywhere",
        Context::Working => "every page with rollouts",
        Context::Opened => "every view of a rollout",
        Context::OpenedPackages => "packages of a rollout",
        Context::Fleet
        | Context::Checklist
        | Context::Ramp
        | Context::Blockers
        | Context::Packages
        | Context::Board
        | Context::Timeline
        | Context::Info
        | Context::Rollback
        | Context::Help
        | Context::Plain
        | Context::Settings
        | Context::FirstRun
        | Context::ImportPreview => name(context),
    };
    words.to_uppercase()
}
