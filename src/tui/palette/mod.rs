//! The commands by name: every row of the key map that can be asked for where one is, found by a few of its letters.

mod matching;
mod possible;

use super::field::Field;
use super::keymap::{Action, App, Binding, Class, Copied, Record, bindings};
use super::model::Model;

/// What is typed into the palette, and which row is selected.
#[derive(Debug, Clone)]
pub struct Palette {
    /// What is looked for.
    pub field: Field,
    /// Which of the found rows is selected.
    pub at: usize,
}

/// A row of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row of the key map.
    pub binding: &'static Binding,
    /// Why it cannot be done now.
    pub impossible: Option<String>,
}

impl Palette {
    /// Opens it with nothing typed.
    pub fn new() -> Self {
        Self {
            field: Field::single(),
            at: 0,
        }
    }
}

impl Default for Palette {
    fn default() -> Self {
        Self::new()
    }
}

impl Row {
    /// Says what it does before it happens.
    pub const fn consequence(&self) -> &'static str {
        match self.binding.class {
            Class::Safe => "",
            Class::Undoable => "uu undoes",
            Class::Dialog => "asks first",
            Class::Typed => "asks for a word",
        }
    }
}

/// Returns every command of the page.
pub fn all(model: &Model) -> Vec<Row> {
    let named = bindings(model.page_context()).filter(|binding| {
        let is_plain = matches!(
            binding.action,
            Action::Move(_) | Action::App(App::Palette | App::Interrupt)
        );
        !binding.alias && !is_plain
    });
    named
        .map(|binding| Row {
            binding,
            impossible: possible::why_not(model, binding.action),
        })
        .collect()
}

/// Returns the commands that fit what is typed: the best first, among equals those that were chosen before.
pub fn found(model: &Model) -> Vec<Row> {
    let Some(palette) = &model.palette else {
        return vec![];
    };
    let wanted = palette.field.text();
    let mut found: Vec<(i32, usize, Row)> = all(model)
        .into_iter()
        .filter_map(|row| {
            let said = said(&row);
            let score = said
                .iter()
                .filter_map(|words| matching::score(words, &wanted))
                .max()?;
            let recent = model.recent.iter();
            let place = recent
                .take_while(|action| **action != row.binding.action)
                .count();
            Some((score, place, row))
        })
        .collect();
    found.sort_by_key(|(score, place, _)| (std::cmp::Reverse(*score), *place));
    found.into_iter().map(|(_, _, row)| row).collect()
}

/// Returns what a row is found by: its words, its keys, and what else people call it.
fn said(row: &Row) -> [String; 3] {
    [
        row.binding.label.to_owned(),
        row.binding.keys.spoken(),
        other_names(row.binding.action).to_owned(),
    ]
}

/// Returns what else people call a command.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the others are called by one name only"
)]
const fn other_names(action: Action) -> &'static str {
    match action {
        Action::Record(Record::Rollback) => "rollback revert disable turn off switch off",
        Action::Copy(Copied::Rollback) => "rollback revert disable turn off kill",
        Action::Record(Record::Percentage) => "ramp percentage increase actors next step up down",
        Action::App(App::Ramp) => "chart timers gates ladder",
        Action::Record(Record::Qa) => "test verify pass fail",
        Action::Record(Record::Abandon) => "delete give up cancel",
        Action::Record(Record::Hold) => "freeze stop pause",
        Action::Record(Record::Decide) => "question answer",
        Action::App(App::Timeline) => "audit log history",
        Action::App(App::LookAt) => "time machine scrub past",
        Action::Record(Record::NotApplicable) => "na",
        _ => "",
    }
}
