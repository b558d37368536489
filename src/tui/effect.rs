//! What the screen asks of the shell. The screen never does any of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Timestamp;
use crate::domain::flag::{Basis, Percentage};
use crate::domain::id::{DecisionKey, RolloutId, Seq};
use crate::domain::rollout::{Command, GateKind};

/// Something asked of the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Record a wish about a rollout.
    Dispatch {
        /// Which rollout.
        rollout: RolloutId,
        /// The wish.
        command: Command,
        /// The events that the person had seen; `None` where a change by somebody else does not matter.
        seen: Option<Seq>,
    },
    /// Record that the instructions of a step were run, its blanks filled with these values.
    RunStep {
        /// Which rollout.
        rollout: RolloutId,
        /// The step.
        step: crate::domain::id::StepId,
        /// What placeholders stand for in this run, by their text with brackets.
        blanks: BTreeMap<String, String>,
        /// What was answered.
        reply: Option<String>,
    },
    /// Record that production was set to a percentage.
    SetPercentage {
        /// Which rollout.
        rollout: RolloutId,
        /// The percentage, and what it counts.
        percentage: (Percentage, Basis),
        /// Why gates are passed.
        reason: Option<String>,
        /// The hard gates that are passed against the rules.
        overrides: Vec<GateKind>,
        /// What was answered.
        reply: Option<String>,
    },
    /// Open an address in the browser; only one of the web.
    Browse(String),
    /// Read this rollout with the fleet from now on; `None` reads the fleet alone.
    Open(Option<RolloutId>),
    /// Show the open rollout as it was then; `None` shows it as it is.
    LookAt(Option<Timestamp>),
    /// Read the data again.
    Refresh,
    /// Save a document as a rollout and begin it.
    Import {
        /// Its text, byte for byte.
        text: String,
        /// Where it came from, in words.
        source: String,
        /// The steps that the person says are done already: all up to the one with this number.
        done_to: Option<String>,
        /// The repairs that are refused, by their index.
        refused: BTreeSet<usize>,
        /// What placeholders stand for, by their text with brackets.
        blanks: BTreeMap<String, String>,
        /// What was answered: the questions and the keys of their answers.
        decisions: Vec<(DecisionKey, String)>,
    },
    /// Read a file for the import preview.
    ReadFile(String),
    /// Put text on the clipboard.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the message: flag first.
        label: String,
    },
    /// Let a text be edited in the person's own editor.
    Edit(String),
    /// Keep typed text.
    SaveDraft {
        /// Which draft.
        key: String,
        /// Its text; empty forgets it.
        text: String,
    },
    /// Look for typed text that was kept.
    FindDraft(String),
    /// Put the demo data in place of the person's own.
    EnterDemo,
    /// Put the person's own data back; the demo is thrown away.
    LeaveDemo,
    /// Let the demo's clock run this many minutes ahead.
    AdvanceDemoClock(u32),
    /// Stop as Ctrl-Z does.
    Suspend,
    /// Paint everything again.
    Redraw,
    /// End the program.
    Quit,
}

impl Effect {
    /// Tells whether it records something about a rollout.
    pub const fn records(&self) -> bool {
        matches!(
            self,
            Self::Dispatch { .. } | Self::RunStep { .. } | Self::SetPercentage { .. }
        )
    }
}
