//! What the screen asks of the shell. The screen never does any of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::checklist::RepairKey;
use crate::domain::Timestamp;
use crate::domain::flag::{Basis, FlagName, Percentage};
use crate::domain::id::{BlockerId, DecisionKey, IncidentId, RolloutId, Seq};
use crate::domain::incident::{self, Alert, AtCreation};
use crate::domain::issue_link::IssueLink;
use crate::domain::package::{self, Place};
use crate::domain::rollout::{Command, GateKind};
use crate::export::Form;

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
    /// Record what an answer of chatops shows, and the run of the line that it answers.
    TakeAnswer {
        /// Which rollout.
        rollout: RolloutId,
        /// The answer, as it was pasted.
        text: String,
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
    /// Begin the way back for an incident.
    StartRollback {
        /// Which rollout.
        rollout: RolloutId,
        /// The wish.
        command: Command,
        /// The events that the person had seen.
        seen: Option<Seq>,
        /// The title of the incident that is to be raised, if one is.
        raised: Option<String>,
    },
    /// Make an incident.
    AddIncident {
        /// What it is.
        title: String,
        /// The alert it comes from.
        alert: Option<Alert>,
        /// Whether it gets a record with it.
        record: AtCreation,
        /// The rollout that it is about.
        about: Option<RolloutId>,
    },
    /// Record a wish about an incident.
    ChangeIncident(IncidentId, incident::Command),
    /// Close a blocker on every rollout that it was raised on.
    CloseEverywhere {
        /// One of the rollouts.
        rollout: RolloutId,
        /// What it is called there.
        blocker: BlockerId,
        /// Why; may be empty where its plan is worked off.
        reason: String,
    },
    /// Record a wish about packages.
    RecordPackages(package::Command),
    /// Something about a backfill of incidents.
    Backfill(Backfill),
    /// Read the packages out of the repository in this folder, apart from the screen.
    ScanPackages(String),
    /// Record which package brought the code of a rollout's flag.
    NameCode {
        /// Which rollout.
        rollout: RolloutId,
        /// The package, as a person names it.
        package: String,
    },
    /// Read the packages with everything else from now on, as this environment sees them; `None` reads them no longer.
    ReadPackages(Option<Place>),
    /// Read what stands in the way of all rollouts with everything else from now on, or no longer.
    ReadBoard(bool),
    /// Open an address in the browser; only one of the web.
    Browse(String),
    /// Write a rollout out to a file in the working folder.
    Export {
        /// Which rollout.
        rollout: RolloutId,
        /// In which form.
        form: Form,
        /// As it was then; `None` as it is.
        at: Option<Timestamp>,
    },
    /// Read the days of these rollouts, as many as this up to today.
    ReadDays {
        /// Which rollouts.
        rollouts: Vec<RolloutId>,
        /// How many days.
        count: u32,
    },
    /// Read this rollout with the fleet from now on; `None` reads the fleet alone.
    Open(Option<RolloutId>),
    /// Show the open rollout as it was then; `None` shows it as it is.
    LookAt(Option<Timestamp>),
    /// Read what is over too from now on, or no longer.
    ReadOver(bool),
    /// Read the data again.
    Refresh,
    /// Save a document as a rollout and begin it, or take it into the one that it is another version of.
    Import(Box<ImportWish>),
    /// Read what the document of a rollout asks for, to hold another version against it.
    FindPlan(RolloutId),
    /// Run the command of this address, which a person has just agreed to; the one way online.
    AskForge(IssueLink),
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
    /// Keep a setting in the settings file.
    Set {
        /// Its name.
        name: String,
        /// What it is to be.
        value: String,
    },
    /// Let the settings file be edited in the person's own editor, and read it again.
    EditSettings,
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

/// What is asked of a backfill of incidents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Backfill {
    /// What it would make.
    Plan,
    /// That it is made, if it would still make records of these incidents and of no others.
    Make(Vec<IncidentId>),
    /// That the last one is taken back.
    Undo,
}

/// A document that is to be saved, with everything that was said about it in the preview.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportWish {
    /// Its text, byte for byte.
    pub text: String,
    /// Where it came from, in words.
    pub source: String,
    /// The rollout that it is another version of; `None` makes one.
    pub into: Option<RolloutId>,
    /// The steps that the person says are done already: all up to the one with this number.
    pub done_to: Option<String>,
    /// The repairs that are refused.
    pub refused: BTreeSet<RepairKey>,
    /// The flag that it is about, where the text names none.
    pub flag: Option<FlagName>,
    /// The issue that the text is of.
    pub link: Option<IssueLink>,
    /// What placeholders stand for, by their text with brackets.
    pub blanks: BTreeMap<String, String>,
    /// What was answered: the questions and the keys of their answers.
    pub decisions: Vec<(DecisionKey, String)>,
}

impl Effect {
    /// Returns the folder of the repository that is to be read.
    pub const fn scanned_folder(&self) -> Option<&str> {
        if let Self::ScanPackages(folder) = self {
            Some(folder.as_str())
        } else {
            None
        }
    }

    /// Tells whether it records something.
    pub const fn records(&self) -> bool {
        matches!(
            self,
            Self::Dispatch { .. }
                | Self::StartRollback { .. }
                | Self::RunStep { .. }
                | Self::SetPercentage { .. }
                | Self::AddIncident { .. }
                | Self::ChangeIncident(..)
                | Self::CloseEverywhere { .. }
                | Self::RecordPackages(_)
                | Self::NameCode { .. }
                | Self::Backfill(Backfill::Make(_) | Backfill::Undo)
        )
    }
}
