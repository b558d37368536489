//! What is typed in a shell for the same as a command of the screen. It runs nothing; a test asks the shell whether it knows each.

use super::action::{Action, App, Copied, Move, Record};
use crate::export::Copy;
use crate::tui::dialog::WatchVerb;

impl Action {
    /// Returns what is typed in a shell for the same; `None` where the screen alone has it, such as going about.
    pub const fn twin(self) -> Option<&'static str> {
        match self {
            Self::Record(what) => Some(record(what)),
            Self::Copy(what) => copy(what),
            Self::App(what) => app(what),
            Self::Move(
                Move::Up
                | Move::Down
                | Move::Left
                | Move::Right
                | Move::PageUp
                | Move::PageDown
                | Move::Top
                | Move::Bottom,
            ) => None,
        }
    }
}

const fn record(what: Record) -> &'static str {
    match what {
        Record::Tick | Record::Done => "rollgate step done FLAG STEP",
        Record::Todo => "rollgate step todo FLAG STEP",
        Record::Doing | Record::TimerStart => "rollgate timer start FLAG",
        Record::NotApplicable => "rollgate step na FLAG STEP --reason TEXT",
        Record::Skip => "rollgate step skip FLAG STEP --reason TEXT",
        Record::Block => "rollgate step block FLAG STEP --reason TEXT",
        Record::Override => "rollgate advance FLAG --override GATE --reason TEXT --confirm WORD",
        Record::Advance => "rollgate advance FLAG",
        Record::Qa => "rollgate qa pass FLAG STEP",
        Record::Note => "rollgate note FLAG TEXT",
        Record::RaiseBlocker => "rollgate blocker add FLAG TITLE",
        Record::CloseBlocker | Record::CloseSelected => "rollgate blocker close FLAG BLOCKER",
        Record::EditSelected => "rollgate blocker edit FLAG BLOCKER",
        Record::BlockerStep => "rollgate blocker step FLAG BLOCKER STEP",
        Record::Writes => "rollgate writes FLAG ANSWER",
        Record::Drill => "rollgate rollback drill FLAG",
        Record::Backfill => "rollgate incident backfill",
        Record::UndoBackfill => "rollgate incident backfill --undo",
        Record::ScanPackages => "rollgate package scan --repo FOLDER",
        Record::Vouch => "rollgate vouch FLAG WHAT",
        Record::AddIncident => "rollgate incident add TITLE",
        Record::IncidentStatus => "rollgate incident status INCIDENT STATUS",
        Record::Escalate => "rollgate incident escalate INCIDENT",
        Record::UndoIncident => "rollgate incident undo INCIDENT",
        Record::RedoIncident => "rollgate incident redo INCIDENT",
        Record::UndoPackages => "rollgate package undo",
        Record::RedoPackages => "rollgate package redo",
        Record::AddPackage | Record::AddMigration => "rollgate package add PACKAGE",
        Record::Deployed => "rollgate package deployed PACKAGE ENVIRONMENT",
        Record::Executed => "rollgate package executed PACKAGE ENVIRONMENT",
        Record::NameCode => "rollgate package code FLAG",
        Record::Decide => "rollgate decide FLAG KEY VALUE",
        Record::Hold => "rollgate hold FLAG --reason TEXT",
        Record::Abandon => "rollgate abandon FLAG --reason TEXT --confirm WORD",
        Record::Undo => "rollgate undo FLAG",
        Record::Redo => "rollgate redo FLAG",
        Record::RollbackTick | Record::RollbackFailed | Record::RollbackSkipped => {
            "rollgate rollback step FLAG NUMBER"
        }
        Record::RollbackNote => "rollgate rollback step FLAG NUMBER --note TEXT",
        Record::Rollback => "rollgate rollback start FLAG --reason TEXT --confirm FLAG",
        Record::Percentage => "rollgate ramp set FLAG PERCENT",
        Record::TimerExtend => "rollgate timer extend FLAG DURATION",
        Record::TimerPause => "rollgate timer pause FLAG",
        Record::TimerStop => "rollgate timer stop FLAG",
        Record::Watch(WatchVerb::HandOver) => "rollgate timer handover FLAG NAME",
        Record::Watch(WatchVerb::Actors) => "rollgate actor FLAG CLASS:ID --keep",
        Record::Watch(WatchVerb::FlagType) => "rollgate deadline FLAG",
        Record::Watch(WatchVerb::Target) => "rollgate ramp set FLAG PERCENT --project PATH",
    }
}

const fn copy(what: Copied) -> Option<&'static str> {
    Some(match what {
        Copied::Instruction => "rollgate next FLAG --command",
        Copied::Rollback | Copied::RollbackStep => "rollgate rollback plan FLAG",
        Copied::Entry => "rollgate log FLAG",
        Copied::Text(Copy::Slack) => "rollgate text slack FLAG",
        Copied::Text(Copy::Issue) => "rollgate text issue FLAG",
        Copied::Text(Copy::Markdown) => "rollgate text markdown FLAG",
        Copied::Text(Copy::CrossPost) => "rollgate text crosspost FLAG",
        Copied::Text(Copy::Handover) => "rollgate text handover FLAG",
        Copied::Link => "rollgate show FLAG",
        Copied::PackageAnswer | Copied::PackageNote => "rollgate package note PACKAGE",
        Copied::ReleaseNote => "rollgate package note --release RELEASE",
        Copied::RollbackCheck => "rollgate package horizon ENVIRONMENT",
        Copied::Unsaved => return None,
    })
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the others are ways to look at what the screen shows"
)]
const fn app(what: App) -> Option<&'static str> {
    Some(match what {
        App::Import => "rollgate import FILE",
        App::ImportAgain => "rollgate import FILE --into FLAG",
        App::FromLink => "rollgate import URL",
        App::FromTemplate => "rollgate new TEMPLATE --flag FLAG",
        App::Demo => "rollgate demo",
        App::Fleet => "rollgate list",
        App::ToggleDone => "rollgate list --all",
        App::Open | App::Checklist | App::Info | App::Plain => "rollgate show FLAG",
        App::NextThing => "rollgate next FLAG",
        App::Ramp => "rollgate ramp show FLAG",
        App::Blockers => "rollgate blocker list FLAG",
        App::Packages => "rollgate package list",
        App::Which => "rollgate package which MIGRATION",
        App::Timeline | App::LookAt => "rollgate log FLAG",
        App::Export => "rollgate export FLAG --as FORM",
        App::Settings | App::Change => "rollgate config list",
        App::EditSettings => "rollgate config path",
        App::Help => "rollgate keys",
        _ => return None,
    })
}
