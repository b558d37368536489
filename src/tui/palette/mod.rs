//! The commands by name: every row of the key map that can be asked for where one is, found by a few of its letters.

mod jump;
mod matching;
mod possible;

use super::field::Field;
use super::keymap::{Action, App, Binding, Class, Copied, Group, Record};
use super::model::Model;
use crate::domain::id::RolloutId;
use crate::tui::dialog::WatchVerb;

/// What is typed into the palette, and which row is selected.
#[derive(Debug, Clone)]
pub struct Palette {
    /// What is looked for.
    pub field: Field,
    /// Which of the found rows is selected.
    pub at: usize,
    /// Whether it says what is typed in a shell for the same.
    pub twins: bool,
}

/// A row of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is chosen with it.
    pub does: Does,
    /// What it is called.
    pub label: String,
    /// Why it cannot be done now.
    pub impossible: Option<String>,
}

/// What a row of the palette is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// A row of the key map.
    Command(Binding),
    /// The colours of the screen, by the name of a theme.
    Theme(String),
    /// Opening a rollout.
    Rollout(RolloutId),
    /// Going to the step of this number.
    Step(String),
}

impl Palette {
    /// Opens it with nothing typed.
    pub fn new() -> Self {
        Self {
            field: Field::single(),
            at: 0,
            twins: false,
        }
    }
}

impl Default for Palette {
    fn default() -> Self {
        Self::new()
    }
}

impl Row {
    fn of(model: &Model, binding: Binding) -> Self {
        Self {
            label: binding.label.to_owned(),
            impossible: possible::why_not(model, binding.action),
            does: Does::Command(binding),
        }
    }

    /// Returns the row of the key map that it is.
    pub const fn binding(&self) -> Option<&Binding> {
        match &self.does {
            Does::Command(binding) => Some(binding),
            Does::Theme(_) | Does::Rollout(_) | Does::Step(_) => None,
        }
    }

    /// Returns the keys that do the same.
    pub fn keys(&self) -> String {
        let binding = self.binding();
        binding.map_or_else(String::new, |binding| binding.keys.spoken())
    }

    /// Returns what is typed in a shell for the same.
    pub fn twin(&self) -> Option<String> {
        match &self.does {
            Does::Command(binding) => binding.action.twin().map(str::to_owned),
            Does::Theme(name) => Some(format!("rollgate config set theme {name}")),
            Does::Rollout(_) => Some(format!("rollgate show {}", self.label)),
            Does::Step(_) => Some("rollgate show FLAG".to_owned()),
        }
    }

    /// Says what it does before it happens.
    pub fn consequence(&self, model: &Model) -> String {
        let class = match &self.does {
            Does::Command(binding) => binding.class,
            Does::Theme(name) if *name == model.look.chosen.name => return "now".to_owned(),
            Does::Theme(_) => return "seen at once, kept".to_owned(),
            Does::Rollout(_) => return "opens it".to_owned(),
            Does::Step(_) => return "goes there".to_owned(),
        };
        match class {
            Class::Safe => String::new(),
            Class::Undoable => format!("{} undoes", model.key_of(Action::Record(Record::Undo))),
            Class::Dialog => "asks first".to_owned(),
            Class::Typed => "asks for a word".to_owned(),
        }
    }
}

/// Returns every command of the page, and the themes.
pub fn all(model: &Model) -> Vec<Row> {
    let named = model.keys.bindings(model.page_context()).filter(|binding| {
        let is_plain = matches!(
            binding.action,
            Action::Move(_) | Action::App(App::Palette | App::Interrupt)
        );
        !binding.alias && !is_plain
    });
    let commands = named.map(|binding| Row::of(model, *binding));
    let themes = model.look.wishes.names().into_iter();
    let themes = themes.map(|name| Row {
        label: format!("theme: {name}"),
        does: Does::Theme(name),
        impossible: None,
    });
    commands.chain(themes).collect()
}

/// Returns what fits what is typed: commands, or rollouts behind `#`, or steps of the open rollout behind `/`. The best comes first, among
/// equals what was chosen before.
pub fn found(model: &Model) -> Vec<Row> {
    let Some(palette) = &model.palette else {
        return vec![];
    };
    let wanted = palette.field.text();
    if let Some(name) = wanted.strip_prefix('#') {
        return jump::rollouts(model, name);
    }
    if let Some(words) = wanted.strip_prefix('/') {
        return jump::steps(model, words);
    }
    let mut found: Vec<(i32, usize, usize, Row)> = all(model)
        .into_iter()
        .filter_map(|row| {
            let score = score(&row, &wanted)?;
            let action = row.binding().map(|binding| binding.action);
            let mut recent = model.recent.iter();
            let place = recent.position(|before| Some(*before) == action);
            let group = row.binding().map(|binding| binding.group);
            let group = ORDER.iter().position(|found| Some(*found) == group);
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
    let own = matching::score(&row.label, wanted);
    let keys = !wanted.trim().is_empty() && row.keys() == wanted.trim();
    let keys = keys.then_some(i32::MAX);
    let binding = row.binding();
    let other = binding.map_or("", |binding| other_names(binding.action));
    let other = matching::word_score(other, wanted);
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
        Action::App(App::Settings) => "theme colours symbols config doctor preferences options",
        Action::App(App::Help) => "keys bindings shortcuts manual",
        Action::App(App::Errors) => "errors problems messages warnings log",
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
