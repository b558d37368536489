//! One row of the key map: where, which keys, what they mean, and how they are told.

use super::action::Action;
use crate::tui::key::{Key, KeyCode};

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere but in dialogs.
    Base,
    /// On every page with rollouts.
    Working,
    /// On the fleet.
    Fleet,
    /// On every view of one rollout.
    Opened,
    /// On its checklist.
    Checklist,
    /// On its ramp.
    Ramp,
    /// On what stands in its way.
    Blockers,
    /// On the packages, of a rollout or of the fleet.
    Packages,
    /// On the packages as a view of a rollout.
    OpenedPackages,
    /// On the board of all rollouts.
    Board,
    /// On its log.
    Timeline,
    /// On what its document says about itself.
    Info,
    /// On the checklist of a way back.
    Rollback,
    /// On help.
    Help,
    /// On the plain text of what is selected.
    Plain,
    /// On the settings.
    Settings,
    /// On the first page, when there is no rollout.
    FirstRun,
    /// On the preview of an import.
    ImportPreview,
}

/// One key, or two in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keys {
    /// One key.
    One(Key),
    /// A prefix and a key.
    Two(Key, Key),
}

/// Under which heading a binding stands in menus and help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Going about.
    Move,
    /// The selected step.
    Step,
    /// The whole rollout.
    Rollout,
    /// When it goes wrong.
    Wrong,
    /// Copying.
    Copy,
    /// The program.
    App,
}

/// What a binding may do before it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// L0: nothing is recorded.
    Safe,
    /// L1: a record that undo takes back.
    Undoable,
    /// L2: a dialog with a named button comes first.
    Dialog,
    /// L3: a word must be typed.
    Typed,
}

/// One row of the key map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// Which keys.
    pub keys: Keys,
    /// What they mean.
    pub action: Action,
    /// What they do, in words.
    pub label: &'static str,
    /// Under which heading.
    pub group: Group,
    /// What it may do before it asks.
    pub class: Class,
    /// Its place among the hints and its words there; `None` for no hint.
    pub hint: Option<(u8, &'static str)>,
    /// Whether it is another way to say the same, which menus and help leave out.
    pub alias: bool,
}

impl Binding {
    pub(super) const fn new(
        context: Context,
        group: Group,
        keys: Keys,
        action: Action,
        label: &'static str,
    ) -> Self {
        Self {
            context,
            keys,
            action,
            label,
            group,
            class: Class::Safe,
            hint: None,
            alias: false,
        }
    }

    pub(super) const fn class(mut self, class: Class) -> Self {
        self.class = class;
        self
    }

    pub(super) const fn hint(mut self, place: u8, words: &'static str) -> Self {
        self.hint = Some((place, words));
        self
    }

    pub(super) const fn alias(mut self) -> Self {
        self.alias = true;
        self
    }
}

impl Class {
    /// Returns its name for scripts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Undoable => "undo",
            Self::Dialog => "dialog",
            Self::Typed => "typed",
        }
    }
}

impl Group {
    /// Every heading, in the order of help.
    pub const ALL: [Self; 6] = [
        Self::Move,
        Self::Step,
        Self::Rollout,
        Self::Wrong,
        Self::Copy,
        Self::App,
    ];

    /// Returns the heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "MOVE",
            Self::Step => "THIS STEP",
            Self::Rollout => "THIS ROLLOUT",
            Self::Wrong => "WHEN IT GOES WRONG",
            Self::Copy => "COPY",
            Self::App => "APP",
        }
    }
}

impl Keys {
    /// Returns the keys as they are written: `Enter`, `uu`, `sa`, `Space h`.
    pub fn spoken(self) -> String {
        match self {
            Self::One(key) => key.to_string(),
            Self::Two(prefix, key) if prefix == SPACE => format!("Space {key}"),
            Self::Two(prefix, key) => format!("{prefix}{key}"),
        }
    }
}

/// The key of the menu of everything.
pub const SPACE: Key = Key::char(' ');

/// Makes one key of a character.
pub(super) const fn char(character: char) -> Keys {
    Keys::One(Key::char(character))
}

/// Makes one key that is no character.
pub(super) const fn code(code: KeyCode) -> Keys {
    Keys::One(Key::plain(code))
}

/// Makes one key with Ctrl.
pub(super) const fn ctrl(character: char) -> Keys {
    Keys::One(Key::ctrl(character))
}

/// Makes two keys in a row.
pub(super) const fn two(prefix: char, key: char) -> Keys {
    Keys::Two(Key::char(prefix), Key::char(key))
}
