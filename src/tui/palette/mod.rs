//! The commands by name: every row of the key map that can be asked for where one is, found by a few of its letters.

mod matching;
mod possible;

use super::field::Field;
use super::keymap::{Action, App, Binding, Class, Copied, Group, Record};
use super::model::Model;
use crate::tui::dialog::WatchVerb;

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
    pub binding: Binding,
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
    pub fn consequence(&self, model: &Model) -> String {
        match self.binding.class {
            Class::Safe => String::new(),
            Class::Undoable => format!("{} undoes", model.key_of(Action::Record(Record::Undo))),
            Class::Dialog => "asks first".to_owned(),
            Class::Typed => "asks for a word".to_owned(),
        }
    }
}

/// Returns every command of the page.
pub fn all(model: &Model) -> Vec<Row> {
    let named = model.keys.bindings(model.page_context()).filter(|binding| {
        let is_plain = matches!(
            binding.action,
            Action::Move(_) | Action::App(App::Palette | App::Interrupt)
        );
        !binding.alias && !is_plain
    });
    named
        .map(|binding| Row {
            binding: *binding,
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
    let mut found: Vec<(i32, usize, usize, Row)> = all(model)
        .into_iter()
        .filter_map(|row| {
            let score = score(&row, &wanted)?;
            let mut recent = model.recent.iter();
            let place = recent.position(|action| *action == row.binding.action);
            let group = ORDER.iter().position(|group| *group == row.binding.group);
            let (place, group) = (place.unwrap_or(usize::MAX), group.unwrap_or(usize::MAX));
            Some((score, place, group, row))
        })
        .collect();
    found.sort_by_key(|(score, place, group, _)| (std::cmp::Reverse(*score), *place, *group));
    found.into_iter().map(|(_, _, _, row)| row).collect()
}

/// In which order headings come where nothing else decides.
const ORDER: [Group; 6] = [
    Group::Step,
    Group::Rollout,
    Group::Wrong,
    Group::Copy,
    Group::Move,
    Group::App,
];

/// Says how well a row fits: by its words, its keys, or what else people call it.
fn score(row: &Row, wanted: &str) -> Option<i32> {
    let own = matching::score(row.binding.label, wanted);
    let keys = (row.binding.keys.spoken() == wanted.trim()).then_some(i32::MAX);
    let other = matching::word_score(other_names(row.binding.action), wanted);
    own.max(keys).max(other)
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
        Action::App(App::Export) => "report html svg csv json save picture gantt",
        Action::App(App::Days) => "heat map calendar stale",
        Action::Record(Record::Abandon) => "delete give up cancel",
        Action::Record(Record::Hold) => "freeze stop pause",
        Action::Record(Record::Decide) => "question answer",
        Action::App(App::Timeline) => "audit log history",
        Action::App(App::Zone) => "zone utc local time clock offset",
        Action::App(App::LookAt) => "time machine scrub past",
        Action::Record(Record::NotApplicable) => "na",
        Action::Record(Record::Drill) => "drill practice exercise",
        Action::Record(Record::TimerExtend) => "ramp watch longer extend",
        Action::Record(Record::Watch(WatchVerb::Actors)) => "bucket turn on flip who when",
        Action::Record(Record::Watch(WatchVerb::Target)) => "ramp project group user scope actor",
        Action::Record(Record::Watch(WatchVerb::FlagType)) => "deadline age overdue",
        Action::Record(Record::TimerStop) => "ramp watch end",
        Action::Record(Record::TimerPause) => "watch stand still resume",
        Action::Copy(Copied::Instruction) => "ramp chatops",
        _ => "",
    }
}
