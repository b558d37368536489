//! The pages and what each remembers: a selection by name, never by row, so that no reading of the data can move it.

mod blockers;
mod board;
mod import_preview;
mod packages;
mod preview_asked;
mod preview_changes;
mod preview_plan;
mod rollback;

pub use blockers::{BlockersPage, InTheWay};
pub use board::{BoardKey, BoardPage, OnBoard};
pub use import_preview::{ImportPreview, Part};
pub use packages::{PackagesPage, Scanning};
pub use preview_asked::{Asked, FLAG};
pub use preview_changes::{ChangeRow, Onto};
pub use preview_plan::PlanRow;
pub use rollback::{RollbackPage, copyable, last, short, state_word, verb};

use crate::domain::Timestamp;
use crate::domain::id::{RolloutId, StageId, StepId};
use crate::projection::DaysView;

/// A page above the fleet.
#[derive(Debug, Clone)]
pub enum Page {
    /// One rollout.
    Rollout(RolloutPage),
    /// The preview of an import.
    ImportPreview(Box<ImportPreview>),
    /// The checklist of a way back.
    Rollback(RollbackPage),
    /// The packages, of no rollout in particular.
    Packages,
    /// What stands in the way of all rollouts.
    Board,
}

impl Page {
    /// Returns what the page of a rollout remembers.
    pub const fn as_rollout(&self) -> Option<&RolloutPage> {
        match self {
            Self::Rollout(page) => Some(page),
            Self::ImportPreview(_) | Self::Rollback(_) | Self::Packages | Self::Board => None,
        }
    }

    /// Returns what the page of a rollout remembers, to change it.
    pub const fn as_rollout_mut(&mut self) -> Option<&mut RolloutPage> {
        match self {
            Self::Rollout(page) => Some(page),
            Self::ImportPreview(_) | Self::Rollback(_) | Self::Packages | Self::Board => None,
        }
    }
}

/// What the fleet remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "three independent ways to look at it"
)]
pub struct FleetPage {
    /// The selected rollout.
    pub selected: Option<RolloutId>,
    /// Whether rollouts that are over are shown.
    pub done_shown: bool,
    /// The days of the rollouts, where they are shown instead of the columns.
    pub days: Option<Vec<DaysView>>,
    /// Whether it is shown in single lines, however large the terminal is.
    pub compact: bool,
    /// Whether the preview of the selected row is left out.
    pub preview_hidden: bool,
    /// What a row must say to be shown.
    pub filter: String,
}

/// What the page of a rollout remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolloutPage {
    /// Which rollout.
    pub id: RolloutId,
    /// Which view of it.
    pub tab: Tab,
    /// The stage that was gone to.
    pub stage: Option<StageId>,
    /// The step that was gone to.
    pub step: Option<StepId>,
    /// The entry of the log that was gone to.
    pub entry: Option<u64>,
    /// What the view of blockers remembers.
    pub blockers: BlockersPage,
    /// From which row on the ramp is shown.
    pub ramp_from: usize,
    /// The moment as of which it is shown; `None` shows it as it is.
    pub as_of: Option<Timestamp>,
    /// From which row on the info is shown.
    pub info_from: usize,
    /// What a step or an entry must say to be found.
    pub filter: String,
    /// Whether the detail is shown alone.
    pub zoomed: bool,
    /// From which row on the detail is shown then.
    pub detail_from: usize,
}

/// The views of a rollout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tab {
    /// Stages and steps.
    Checklist,
    /// The ramp.
    Ramp,
    /// What stands in the way.
    Blockers,
    /// The packages.
    Packages,
    /// The log.
    Timeline,
    /// What the document says about itself.
    Info,
}

impl RolloutPage {
    /// Opens a rollout at its checklist.
    pub const fn new(id: RolloutId) -> Self {
        Self {
            id,
            tab: Tab::Checklist,
            stage: None,
            step: None,
            entry: None,
            blockers: BlockersPage {
                selected: None,
                open_only: false,
                step: None,
            },
            ramp_from: 0,
            as_of: None,
            info_from: 0,
            filter: String::new(),
            zoomed: false,
            detail_from: 0,
        }
    }
}
