//! The command line as it is typed: names, options, help. It reads nothing else and decides nothing.

mod blocker;
mod board;
mod change;
mod global;
mod import;
mod program;
mod incident;
mod package;
mod read;
mod ramp;
mod schedule;
mod vouch;
mod way_back;

use clap::{Parser, Subcommand};

pub(crate) use blocker::{
    Blocker, BlockerAdd, BlockerChange, BlockerVerb, OneBlocker, PlanState, Writes, WritesWord,
};
pub(crate) use change::{
    Advance, ChangeIssue, DeadlineOf, Decide, Named, NamedWithReason, Note, Observe, Qa, Reopen,
    Step, StepMark,
};
pub(crate) use global::{Color, Form, Global};
pub(crate) use import::{Check, Import, New, Repairs, Template, TemplateVerb};
pub(crate) use incident::{Incident, IncidentAdd, IncidentVerb};
pub(crate) use package::{Package, PackageAdd, PackageCode, PackageNote, PackageScan, PackageVerb};
pub(crate) use program::{
    Complete, Completion, ConfigVerb, ConfigWords, Demo, Doctor, KeysWords, Prompt,
};
pub(crate) use ramp::{
    Actor, Explain, Passing, Ramp, RampSet, RampShow, RampVerb, Timer, TimerVerb,
};
pub(crate) use read::{Backup, Export, List, Log, Next, Show, Text, TextForm, Wait};
pub(crate) use schedule::ForecastOf;
pub(crate) use vouch::Vouch;
pub(crate) use way_back::{ItemState, Rollback, RollbackVerb};

/// What was typed.
#[derive(Debug, Parser)]
#[command(
    name = "rollgate",
    version,
    color = clap::ColorChoice::Never,
    about = "Rollout checklists as state machines: advance, record QA, roll back",
    long_about = "Turns the checklist of a rollout issue into a state machine: stages with gates, steps with \
                  evidence, a way back. Without a command it opens the screen. It never runs an instruction: you \
                  copy, it records.",
    after_help = "FLAG is a flag's name, a title, or a part of one that fits only one rollout. STEP is 4.1.3, a word \
                  that fits only one step, or `next`.

\
                  Exit codes: 0 done, 1 failed, 2 wrong use, 3 not found or ambiguous, 4 refused, 5 needs a \
                  confirmation, 6 changed by someone else meanwhile, 7 data file locked or damaged, 8 not yet, 10 \
                  worked with findings."
)]
pub(crate) struct Cli {
    /// The rollout to open; without one, the fleet
    #[arg(value_name = "FLAG")]
    pub(crate) flag: Option<String>,
    /// No screen: sentences, numbered lists and one line for every change, for a screen reader or a plain terminal [env: `ROLLGATE_LINEAR`]
    #[arg(long)]
    pub(crate) linear: bool,
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
}

/// What is wished.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Read a rollout issue and keep it; shows what was read and repaired first
    Import(Import),
    /// Begin a rollout from a template; shows it first, as an import does
    New(New),
    /// The templates that `new` begins from
    Template(Template),
    /// Show the fleet, what needs you first
    List(List),
    /// Show one rollout
    Show(Show),
    /// Show the next thing to do
    Next(Next),
    /// Give steps a state
    Step(Step),
    /// Record the result of a test
    Qa(Qa),
    /// Go on to the next stage, or say every reason why not
    Advance(Advance),
    /// Go back to an earlier stage
    Reopen(Reopen),
    /// Stand still
    Hold(NamedWithReason),
    /// Go on after a hold
    Resume(Named),
    /// The share of production that has the flag
    Ramp(Ramp),
    /// The times that run
    Timer(Timer),
    /// Show at which percentage an actor turns on
    Actor(Actor),
    /// Show what instructions mean, and what chatops would refuse them for
    Explain(Explain),
    /// Answer a question of the document
    Decide(Decide),
    /// Write something down
    Note(Note),
    /// Take back the last record; says what it takes back
    Undo(Named),
    /// Bring back what was taken back last
    Redo(Named),
    /// Begin a new attempt after a rollback
    Attempt(Named),
    /// End a rollout whose steps are all settled
    Close(Named),
    /// Give a rollout up
    Abandon(NamedWithReason),
    /// Record what was seen of the flag, from a pasted answer
    Observe(Observe),
    /// Name the change issue of this attempt
    ChangeIssue(ChangeIssue),
    /// Show until when the flag has to be dealt with, or say of which type it is
    Deadline(DeadlineOf),
    /// Show whether the calendar allows a change to production now, or at --at
    Window,
    /// Show the earliest lawful moment of each step that is left
    Forecast(ForecastOf),
    /// What stands in the way
    Blocker(Blocker),
    /// What is written while the flag is off, and which data was tried
    Writes(Writes),
    /// Vouch for what no line shows: deployed code, docs, support, a watch, the type of the flag
    Vouch(Vouch),
    /// Incidents and how they escalate
    Incident(Incident),
    /// The way back
    Rollback(Rollback),
    /// Auto-deploy packages, their migrations, and how far back one can go
    Package(Package),
    /// Show who did what when
    Log(Log),
    /// Say what a checklist does badly: a file, a rollout, or all that are open
    Check(Check),
    /// Check that the history is untouched
    Verify,
    /// Write a rollout out: its document, a report with pictures, a picture, a table
    Export(Export),
    /// Look around in five rollouts that are thrown away
    Demo(Demo),
    /// Wait until something is so; exits with 8 when it takes too long
    Wait(Wait),
    /// Copy the data file while it is in use
    Backup(Backup),
    /// Show the fleet in lines
    Status,
    /// Print text that is ready to be posted
    Text(Text),
    /// Print one short line for a shell prompt or a status bar
    Prompt(Prompt),
    /// Check file, settings and terminal
    Doctor(Doctor),
    /// Show the settings, or set one
    Config(ConfigWords),
    /// Show what the keys of the screen mean
    Keys(KeysWords),
    /// Print the completions for a shell
    Completion(Completion),
    /// Say what the last of these words can be completed to
    #[command(hide = true)]
    Complete(Complete),
    /// Print the manual page
    Man,
}
