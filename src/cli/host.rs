//! What the command line asks of the program round it: a clock, a tracker on some data, the screen. It opens nothing itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Serialize;

use crate::checklist::Template;
use crate::domain::Timestamp;
use crate::domain::id::Actor;
use crate::domain::issue_link::IssueLink;
use crate::error::Report;
use crate::projection::Zone;
use crate::tracker::{Tracker, Who};

/// The program round the command line.
pub trait Host {
    /// Returns the time.
    fn now(&self) -> Timestamp;

    /// Opens `data` for somebody.
    ///
    /// # Errors
    ///
    /// When the data cannot be opened; exit code 7.
    fn tracker(&self, data: &Data, who: Who) -> Result<Tracker, Report>;

    /// Copies the data file as it is at one moment to a new file.
    ///
    /// # Errors
    ///
    /// When there is no data, when there is a file at `to`, or when it cannot be written.
    fn backup(&self, from: &Path, to: &Path) -> Result<(), Report>;

    /// Looks at the data file without changing it.
    ///
    /// # Errors
    ///
    /// When there is none, or when it is none of this program.
    fn examine(&self, path: &Path) -> Result<Examination, Report>;

    /// Looks round the data file: terminal, clipboard, settings, folder and other processes.
    fn surroundings(&self, path: &Path) -> Surroundings;

    /// Returns every setting of the settings file, with the path of the file; `None` where no home is known.
    fn settings(&self) -> (Option<PathBuf>, Vec<SettingRow>);

    /// Returns the JSON schema of the settings file.
    fn settings_schema(&self) -> serde_json::Value;

    /// Sets a setting in the settings file and returns its path; comments stay.
    ///
    /// # Errors
    ///
    /// When there is no such setting, when it cannot be set to that, or when the file cannot be written.
    fn set_setting(&self, name: &str, value: &str) -> Result<PathBuf, Report>;

    /// Returns what the keys of the screen mean.
    fn keys(&self) -> KeyTable;

    /// Hands a page to the pager; `false` where there is none, so that it is to be printed.
    fn page(&self, pager: &str, text: &str) -> bool;

    /// Lets time pass.
    fn pause(&self, span: Duration);

    /// Tells whether a program of this name can be found.
    fn has_program(&self, name: &str) -> bool;

    /// Runs the command of `link`, which is the only way online, and returns the text of the issue.
    ///
    /// # Errors
    ///
    /// When the program is not there, takes too long, says too much, or fails.
    fn ask_forge(&self, link: &IssueLink) -> Result<String, Report>;

    /// Returns the templates, a person's own among them.
    ///
    /// # Errors
    ///
    /// When there is one that cannot be read.
    fn templates(&self) -> Result<Vec<Template>, Report>;

    /// Opens the screen and returns its exit code when it is left.
    ///
    /// # Errors
    ///
    /// When there is no screen to open, or no data.
    fn screen(&self, wish: &ScreenWish) -> Result<u8, Report>;
}

/// What there is round the data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Surroundings {
    /// What was found, in the order of a page.
    pub rows: Vec<Finding>,
    /// What is wrong, each with what to do next.
    pub problems: Vec<String>,
}

/// Something that was found round the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is.
    pub name: &'static str,
    /// What was found of it.
    pub value: String,
}

/// A setting of the settings file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingRow {
    /// Its name: `chatops.dialect`.
    pub name: &'static str,
    /// What it is set to; `null` where nothing is.
    pub value: Option<String>,
    /// What holds then.
    pub default: &'static str,
    /// Where what holds comes from: `file`, `environment` or `default`.
    pub origin: &'static str,
    /// What it may be.
    pub kind: String,
    /// What it is for.
    pub about: &'static str,
}

/// Which data is worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// This file, to be read; nothing is made where there is none.
    Read(PathBuf),
    /// This file, to be changed; made where there is none.
    Change(PathBuf),
    /// A copy of this file in memory, which is thrown away.
    Copy(PathBuf),
    /// The five rollouts of the demo, in memory: the same ones as long as the program runs.
    Demo,
    /// A copy of these, which is thrown away.
    DemoCopy,
}

/// What a look at the data file showed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Examination {
    /// The version of its schema.
    pub schema: String,
    /// The settings of the connection, read back from it.
    pub pragmas: BTreeMap<String, String>,
    /// Who may do what with it, as `0600`; `null` where files have no such rights.
    pub permissions: Option<String>,
    /// What speaks against the folder that it is in; `null` where nothing does, or nothing is known.
    pub hazard: Option<String>,
    /// How many streams it has.
    pub streams: usize,
    /// How many events.
    pub events: usize,
    /// What is broken: where, and why.
    pub broken: Vec<String>,
}

/// What the keys of the screen mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct KeyTable {
    /// Where keys of one's own are looked for; `null` where no home is known.
    pub file: Option<String>,
    /// Whether the table as it is was changed there.
    pub changed: bool,
    /// What is wrong there; the table holds as it is then.
    pub problem: Option<String>,
    /// One row for each key of each page.
    pub keys: Vec<KeyRow>,
    /// The table as it is, as a file to start from.
    #[serde(skip)]
    pub default_file: String,
}

/// What a key of a page means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyRow {
    /// The page: a section of `keys.toml`.
    pub context: String,
    /// The command's name there.
    pub command: String,
    /// The keys, as they are written there.
    pub keys: String,
    /// What it does, in words.
    pub does: String,
    /// What it does before it records: `safe` records nothing, `undo` can be taken back, `dialog` asks, `typed` asks for a word.
    pub class: &'static str,
}

/// What the screen begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenWish {
    /// The data: [`Data::Change`], or [`Data::Demo`].
    pub data: Data,
    /// Who sits at it.
    pub actor: Actor,
    /// The rollout to open, by its name.
    pub flag: Option<String>,
    /// Whether only ASCII may be drawn.
    pub ascii: bool,
    /// Whether there is colour.
    pub color: bool,
    /// The theme that the command line names.
    pub theme: Option<String>,
    /// The zone of this machine.
    pub local: Zone,
    /// The zone in which times are shown.
    pub zone: Zone,
}
