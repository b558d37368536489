//! A dialog: a form, and what it is for. It holds what was typed; closing it changes nothing.

use super::form::Form;
use crate::domain::Timestamp;
use crate::domain::flag::Percentage;
use crate::domain::id::{BlockerId, IncidentId, RolloutId, Seq, StepId};
use crate::domain::issue_link::IssueLink;
use crate::domain::package::PackageName;
use crate::domain::plan::StepState;
use crate::domain::rollout::{Command, QaScope};

/// A dialog that is open, or that waits for the answer to what was asked with it.
#[derive(Debug, Clone)]
pub struct Dialog {
    /// What stands above it.
    pub title: String,
    /// What it is for.
    pub purpose: Purpose,
    /// What is in it.
    pub form: Form,
    /// Which rollout it is about, and the events that the person had seen.
    pub about: Option<(RolloutId, Seq)>,
    /// When it opened; keys that come too soon after were meant for something else.
    pub opened_at: Timestamp,
    /// The name under which typed text is kept; `None` where nothing long is typed.
    pub draft: Option<String>,
    /// Whether text was typed since it was kept last.
    pub dirty: bool,
    /// Why what was asked was refused.
    pub errors: Vec<String>,
    /// The pages that were gone through before this one, where it has several.
    pub pages: Vec<Form>,
    /// What stands at the right of the title.
    pub right: String,
}

/// What a dialog is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A command that needs a reason.
    Reason(ReasonFor),
    /// A command that needs nothing but a yes.
    Confirm(Command),
    /// Answering questions.
    Decide,
    /// Going on to the next stage.
    Advance,
    /// Passing a closed gate; the word must be typed.
    Override(String),
    /// Copying an instruction, filling its blanks and recording that it was run.
    Run(StepId),
    /// Recording the result of a test.
    Qa(QaAsked),
    /// Setting a percentage; the number must be typed.
    Ramp(RampAsked),
    /// Who watches, who is watched, and for whom production is switched.
    Watch(WatchVerb),
    /// Changing the time that runs for a step.
    Timer(StepId, TimerVerb),
    /// A rehearsal of the way back.
    Drill,
    /// Vouching for what no line shows.
    Vouch,
    /// Saying what is written while the flag is off.
    Writes,
    /// Something that stands beside the checklist: blockers, incidents, packages.
    Beside(Beside),
    /// Writing the rollout of this name out to a file.
    Export(String),
    /// Opening one of these addresses.
    Browse,
    /// Beginning the way back; the word must be typed on the last page.
    Rollback(String),
    /// What to say about a step of the way back that gets this state.
    RollbackItem(usize, StepState),
    /// A text that is no rollout.
    NotARollout,
    /// Recording what an answer shows of the flag.
    Shown(String),
    /// What a placeholder of a document stands for that is about to be imported.
    Blank(String),
    /// The name of a file to import.
    OpenFile,
    /// Something about a document on its way in.
    Import(ImportAsked),
    /// How to go on where somebody else has changed the rollout meanwhile.
    Stale,
    /// Every reason of a refusal.
    Failure,
    /// Ending the program.
    Quit,
    /// Throwing the demo away.
    LeaveDemo,
}

/// What is asked about a document on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportAsked {
    /// Which flag it is about.
    Flag,
    /// The address of its issue.
    Link,
    /// Whether the command of this address may be run.
    Agree(IssueLink),
    /// Nothing: the command of this address runs.
    Waiting(IssueLink),
    /// Nothing: the address is kept, and the text has to be copied by hand.
    ByHand,
    /// Which template to begin from.
    Template,
    /// What the blanks of the template of this name stand for.
    Blanks(String),
    /// Whether it is to be taken into the rollout; the word must be typed.
    TakeIn(String),
}

/// What is asked of what stands beside a checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// Raising a blocker on the rollout, and on others.
    RaiseBlocker,
    /// Changing what is known of a blocker.
    EditBlocker(BlockerId),
    /// Writing something down about a blocker.
    NoteBlocker(BlockerId),
    /// Closing a blocker; the flag says whether it needs a reason.
    CloseBlocker(BlockerId, bool),
    /// Making an incident.
    AddIncident,
    /// Giving an incident a status, a policy, or both.
    IncidentStatus(IncidentId),
    /// Saying how bad an incident is, what it is about, and its labels.
    IncidentDetails(IncidentId),
    /// Taking back the last record of an incident; the flag brings it back.
    TakeBackIncident(IncidentId, bool),
    /// Taking back the last record of the packages; the flag brings it back.
    TakeBackPackages(bool),
    /// Going through what is due of an incident.
    Escalate(IncidentId),
    /// Closing an incident.
    CloseIncident(IncidentId),
    /// Making the records of a backfill of these incidents.
    Backfill(Vec<IncidentId>),
    /// Taking the last backfill back.
    UndoBackfill,
    /// The folder of the repository whose packages are read.
    Scan,
    /// Saying something about packages.
    Package(PackageAsked),
    /// Looking up which package brought a migration; nothing is recorded.
    Which,
}

/// What is said about packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageAsked {
    /// That there are some.
    Add,
    /// That this one brought migrations.
    Migrations(PackageName),
    /// How the deployment of this one stands.
    Deployed(PackageName),
    /// That post-deploy migrations were run while this one ran.
    Executed(PackageName),
    /// That the code of a flag came with this one.
    Code(PackageName),
}

/// What a test result is about, and what of it is in no field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QaAsked {
    /// What it may be about: a step, its stage, with their numbers as the button says them.
    pub scopes: Vec<(QaScope, String)>,
    /// The links that were added.
    pub evidence: Vec<String>,
    /// The reason to accept an inconclusive result, while another result is chosen.
    pub accepted: String,
}

/// Between which percentages a ramp dialog chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RampAsked {
    /// Those that are offered, in their order; another one can be typed.
    pub rungs: Vec<Percentage>,
    /// The one that is chosen.
    pub choice: Option<Percentage>,
    /// When each that goes up can be set at the earliest, and how long to stay then, in words.
    pub lawful: Vec<String>,
}

/// What is asked about watching.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WatchVerb {
    /// That somebody else watches what runs.
    HandOver,
    /// Which actors are of interest.
    Actors,
    /// Of which type the flag is.
    FlagType,
    /// That production is switched for some only.
    Target,
}

/// What is asked of the time of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimerVerb {
    /// That it begins.
    Start,
    /// That it runs longer.
    Extend,
    /// That it stands still.
    Pause,
    /// That it goes on.
    Resume,
    /// That it ends early.
    Stop,
}

/// What a reason is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReasonFor {
    /// A step gets this state.
    Mark(StepId, StepState),
    /// A note.
    Note(Option<StepId>),
    /// Standing still.
    Hold,
    /// Going on.
    Resume,
    /// Giving up; the word must be typed.
    Abandon(String),
    /// One of these does no more.
    CloseBlocker,
}

impl Dialog {
    /// Makes a dialog that opens at `now`.
    pub fn new(title: impl Into<String>, purpose: Purpose, form: Form, now: Timestamp) -> Self {
        Self {
            title: title.into(),
            purpose,
            form,
            about: None,
            opened_at: now,
            draft: None,
            dirty: false,
            errors: Vec::new(),
            pages: Vec::new(),
            right: String::new(),
        }
    }

    /// Says which rollout it is about, and how much of it was seen.
    #[must_use]
    pub fn about(mut self, rollout: RolloutId, seen: u64) -> Self {
        self.about = Some((rollout, Seq::new(seen)));
        self
    }

    /// Says under which name its long text is kept.
    #[must_use]
    pub fn draft(mut self, key: String) -> Self {
        self.draft = Some(key);
        self
    }
}

/// The field whose text is kept as a draft.
pub const TEXT: &str = "text";

/// The field for a word that must be typed.
pub const WORD: &str = "word";
