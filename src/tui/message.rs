//! What is said to the screen. Everything that can change the model comes as one of these.

use super::hint::Hint;
use super::key::Key;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::domain::incident::BackfillPlan;
use crate::domain::issue_link::IssueLink;
use crate::domain::plan::Plan;
use crate::projection::{DaysView, Snapshot};

/// Something said to the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted; it never acts as keys.
    Pasted(String),
    /// The wheel was turned by so many rows; down is positive.
    Scrolled(i16),
    /// A cell was clicked: column and row from 0.
    Clicked {
        /// The column.
        column: u16,
        /// The row.
        row: u16,
    },
    /// The other button was clicked.
    ClickedOther,
    /// The editor gave this text back for the field with the focus.
    Edited(String),
    /// The terminal has this size now, in cells.
    Resized {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// Time has passed.
    Ticked(Timestamp),
    /// The data was read anew.
    Refreshed(Box<Snapshot>),
    /// A command was accepted; the words say what was recorded.
    Recorded {
        /// On which rollout.
        rollout: RolloutId,
        /// What was recorded, one line for each event; empty when it was so already.
        texts: Vec<String>,
    },
    /// Something was recorded beside the rollouts, where nothing is undone: of an incident, or of packages.
    RecordedBeside {
        /// What was recorded, one line for each event; empty when it was so already.
        texts: Vec<String>,
    },
    /// What a backfill of incidents would make.
    BackfillPlanned(Box<BackfillPlan>),
    /// How far the reading of a repository is, in words.
    ScanGoesOn(String),
    /// A repository was read and what is new was recorded; the words say how much, or why not.
    ScanEnded(Result<String, Failure>),
    /// A document was saved as a rollout.
    Imported {
        /// The new rollout.
        rollout: RolloutId,
    },
    /// A document was taken into a rollout as another version of its own.
    TakenIn {
        /// Which rollout.
        rollout: RolloutId,
        /// What was recorded, one line for each event; empty when the text was kept already.
        texts: Vec<String>,
    },
    /// What the document of a rollout asks for.
    PlanFound {
        /// Which rollout.
        rollout: RolloutId,
        /// What it asks for.
        plan: Box<Plan>,
    },
    /// The program that was asked for the text of an issue has ended.
    ForgeAnswered {
        /// The issue.
        link: IssueLink,
        /// Its text, or why there is none.
        answer: Result<String, Failure>,
    },
    /// Something was refused or went wrong; nothing was recorded.
    Failed(Failure),
    /// A file was read, for the import preview.
    FileRead {
        /// Its name.
        name: String,
        /// Its text.
        text: String,
    },
    /// The text of a draft was found.
    DraftFound {
        /// Which draft.
        key: String,
        /// Its text.
        text: String,
    },
    /// The text of a draft could not be kept by the store.
    DraftNotKept {
        /// Which draft.
        key: String,
        /// Its text.
        text: String,
        /// Why not.
        why: String,
    },
    /// A copy was tried; the words say truly what is known of it.
    Copied {
        /// What to tell the person.
        words: String,
    },
    /// Something is said that is said once.
    Hinted(Hint),
    /// An address was handed to the browser, or could not be; the words say which.
    Browsed {
        /// What to tell the person.
        words: String,
    },
    /// A file was written; the words say where.
    Exported {
        /// What to tell the person.
        words: String,
    },
    /// The days of the fleet were read.
    DaysRead(Vec<DaysView>),
    /// Somebody else changed the data; the words say what.
    ChangedElsewhere {
        /// What to tell the person.
        words: String,
    },
    /// A setting was kept with this value, or could not be.
    Kept {
        /// Its name.
        name: String,
        /// Its value, or why not.
        answer: Result<String, String>,
    },
    /// The settings file was read again: what it says of each setting, or what is wrong with it.
    SettingsRead(Result<Vec<(String, Option<String>)>, String>),
    /// The demo data is in place of the person's own, or no longer.
    DemoEntered(bool),
}

/// A refusal or an error, as the screen tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What happened, in one line.
    pub message: String,
    /// Every reason.
    pub reasons: Vec<String>,
    /// What to do next.
    pub hint: Option<String>,
    /// Whether it was refused by a rule; otherwise something broke.
    pub refused: bool,
    /// Whether the store could not take the record, so that it is in memory only.
    pub unsaved: bool,
}
