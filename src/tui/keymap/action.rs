//! What a key can mean. Keys name these and nothing else, so that hints, menus and help are never wrong.

use crate::export::Copy;
use crate::tui::dialog::WatchVerb;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Going somewhere on a page.
    Move(Move),
    /// Something that changes the view or the program, never a record.
    App(App),
    /// Putting something on the clipboard.
    Copy(Copied),
    /// Something that is recorded, at once or after a dialog.
    Record(Record),
}

/// Ways to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// The stage before.
    Left,
    /// The stage after.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// The first row.
    Top,
    /// The last row.
    Bottom,
}

/// Things of the view and of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum App {
    /// Open what the selected row needs.
    Open,
    /// Close what is on top, or go one level back; never ends the program.
    Back,
    /// Go one level back; ends the program on the fleet.
    Leave,
    /// Show the last errors and warnings.
    Errors,
    /// Ctrl-C: close what is on top; a second one ends the program.
    Interrupt,
    /// Help for this page.
    Help,
    /// The menu of everything.
    Menu,
    /// Look for text.
    Filter,
    /// The next row with the text.
    NextMatch,
    /// The row before with the text.
    PreviousMatch,
    /// Go to the next thing to do.
    NextThing,
    /// Go to the fleet.
    Fleet,
    /// Show or hide rollouts that are over.
    ToggleDone,
    /// Show the detail alone, or not.
    Zoom,
    /// Read the data again.
    Reload,
    /// Paint everything again.
    Redraw,
    /// Stop as Ctrl-Z does.
    Suspend,
    /// Ask for a document to import.
    Import,
    /// Ask for another version of the document of the rollout.
    ImportAgain,
    /// Ask for the address of an issue.
    FromLink,
    /// Ask for a template to begin from.
    FromTemplate,
    /// Show the hints of the demo, or not.
    Hints,
    /// Say how to paste.
    Paste,
    /// Enter the demo, or leave it.
    Demo,
    /// Let the clock of the demo run.
    DemoClock,
    /// Show the checklist.
    Checklist,
    /// Show the ramp with its gates and the time that runs.
    Ramp,
    /// Show what stands in the way.
    Blockers,
    /// Leave closed ones out, or not.
    OpenOnly,
    /// Show the packages.
    Packages,
    /// Show what stands in the way of all rollouts.
    Board,
    /// Sort it by severity, or by due.
    Order,
    /// Ask which package brought a migration.
    Which,
    /// Look at the rollout as it stood at the selected entry, or as it is again.
    LookAt,
    /// Show times in the zone of this machine, or in UTC.
    Zone,
    /// Show what is selected as plain text.
    Plain,
    /// Listen to the mouse, or let it go.
    Mouse,
    /// Show the fleet in single lines, or in tables.
    Compact,
    /// Show the preview beside the fleet, or not.
    Preview,
    /// Open the settings, or close them.
    Settings,
    /// Change the selected setting, or type it.
    Change,
    /// Edit the settings file.
    EditSettings,
    /// Look for a command by its name.
    Palette,
    /// Write the rollout out to a file, in a form that is asked for.
    Export,
    /// Show the fleet day by day, or as a list again.
    Days,
    /// Open an address of the document in the browser, which asks first.
    Browse(Link),
    /// Show the log.
    Timeline,
    /// Show what the document says about itself.
    Info,
    /// Save what is previewed.
    SaveImport,
    /// Say that all up to the cursor is done already.
    DoneTo,
    /// Accept the repair or refuse it, or answer the question.
    Choose,
    /// Accept every repair.
    AcceptAll,
    /// Fold or unfold the stage.
    Fold,
    /// Go to the next part of the page.
    NextPart,
    /// Go to the part before.
    PreviousPart,
    /// Go to the part of this place.
    Part(u8),
}

/// What an address leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Link {
    /// Issues and epics.
    Issue,
    /// Merge requests.
    MergeRequest,
    /// Dashboards and graphs.
    Dashboard,
    /// Pages that explain how.
    Documentation,
    /// Any address.
    Any,
}

/// Things to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Copied {
    /// The instruction of the step.
    Instruction,
    /// What the step of the way back says.
    RollbackStep,
    /// The way back.
    Rollback,
    /// The entry of the log.
    Entry,
    /// A text that is ready to be posted; for an issue on the blockers, that of the selected one.
    Text(Copy),
    /// The link of the issue.
    Link,
    /// What there is to say about the package, in one line.
    PackageAnswer,
    /// The note for the release issue about the package.
    PackageNote,
    /// The note for the release issue about the whole release of the package.
    ReleaseNote,
    /// The line that asks chatops whether one can go back.
    RollbackCheck,
    /// The record that is not saved.
    Unsaved,
}

/// Things that are recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Record {
    /// Tick or untick the step.
    Tick,
    /// Mark it done.
    Done,
    /// Mark it open again.
    Todo,
    /// Mark it begun, which starts the time of a wait.
    Doing,
    /// Mark it not applicable, with a reason.
    NotApplicable,
    /// Skip it, with a reason.
    Skip,
    /// Mark it blocked, with a reason.
    Block,
    /// Override a closed gate, with a reason.
    Override,
    /// Go on to the next stage.
    Advance,
    /// Record the result of a test.
    Qa,
    /// Write a note.
    Note,
    /// Say that something stands in the way.
    RaiseBlocker,
    /// Say that it does no more.
    CloseBlocker,
    /// Vouch for what no line shows.
    Vouch,
    /// Say what is written while the flag is off.
    Writes,
    /// Close the selected blocker or incident.
    CloseSelected,
    /// Change what is known of the selected blocker or incident.
    EditSelected,
    /// Take back the last record of the incident.
    UndoIncident,
    /// Bring it back.
    RedoIncident,
    /// Take back the last record of the packages.
    UndoPackages,
    /// Bring it back.
    RedoPackages,
    /// Tick or untick the step of the blocker's plan.
    BlockerStep,
    /// Make an incident.
    AddIncident,
    /// Give every incident with an alert and without a record the record that its alert says.
    Backfill,
    /// Take the last backfill back.
    UndoBackfill,
    /// Give an incident a status, a policy, or both.
    IncidentStatus,
    /// Go through the escalations of an incident that are due.
    Escalate,
    /// Read the packages out of a repository.
    ScanPackages,
    /// Know a package.
    AddPackage,
    /// Know a migration of the package.
    AddMigration,
    /// Say how the deployment of a package stands.
    Deployed,
    /// Say that post-deploy migrations were run.
    Executed,
    /// Say which package brought the code of the flag.
    NameCode,
    /// Answer a question.
    Decide,
    /// Stand still, or go on.
    Hold,
    /// Give the rollout up.
    Abandon,
    /// Take back the last record.
    Undo,
    /// Bring it back.
    Redo,
    /// Tick or untick the step of the way back.
    RollbackTick,
    /// Say that it failed.
    RollbackFailed,
    /// Skip it.
    RollbackSkipped,
    /// Say something about it.
    RollbackNote,
    /// The way back.
    Rollback,
    /// Set production to a percentage.
    Percentage,
    /// Let time begin for the step.
    TimerStart,
    /// Let it run longer.
    TimerExtend,
    /// Rehearse the way back, which switches nothing.
    Drill,
    /// Let it stand still, or go on.
    TimerPause,
    /// End it before its time, with a reason.
    TimerStop,
    /// Who watches, who is watched, for whom production is switched.
    Watch(WatchVerb),
}
