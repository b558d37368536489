//! The options that every command takes, before or after its name.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The options that every command takes.
#[derive(Debug, Clone, Default, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch on the command line"
)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// Print exactly one JSON document
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The data file [env: `ROLLGATE_DB`]
    #[arg(long = "db", global = true, value_name = "PATH")]
    pub(crate) database: Option<PathBuf>,
    /// Who you are [env: `ROLLGATE_AS`, else `USER`]
    #[arg(id = "as", long = "as", global = true, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// Show the past, or record as happened then: an RFC 3339 time, 2026-01-31, 14:32 or `2h ago`, in the zone that is shown
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) at: Option<String>,
    /// Agree to what is asked before; not enough for what asks for --confirm
    #[arg(short, long, global = true)]
    pub(crate) yes: bool,
    /// Record nothing: say what would be recorded
    #[arg(short = 'n', long, global = true)]
    pub(crate) dry_run: bool,
    /// Print no word about what was done
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Ask nothing
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN")]
    pub(crate) color: Option<Color>,
    /// The same as --color never
    #[arg(long, global = true)]
    pub(crate) no_color: bool,
    /// The theme of the screen: auto, dark, light or another [env: `ROLLGATE_COLOR`]
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) theme: Option<String>,
    /// Print ASCII only
    #[arg(long, global = true)]
    pub(crate) ascii: bool,
    /// Show and read times in UTC, whatever the setting `time` says; JSON always is
    #[arg(long, global = true, conflicts_with = "local")]
    pub(crate) utc: bool,
    /// Show and read times in the zone of this machine; JSON stays UTC
    #[arg(long, global = true)]
    pub(crate) local: bool,
    /// In which form: a page, a page without colour, or one JSON document a line
    #[arg(long, global = true, value_enum, value_name = "FORM")]
    pub(crate) format: Option<Form>,
    /// Print long pages at once, also on a terminal
    #[arg(long, global = true)]
    pub(crate) no_pager: bool,
}

impl Global {
    /// Tells whether one document a line is wanted.
    pub(crate) fn wants_lines(&self) -> bool {
        !self.json && self.format == Some(Form::Jsonl)
    }

    /// Tells whether the answer is wanted as data and not as a page.
    pub(crate) fn wants_data(&self) -> bool {
        self.json || self.wants_lines()
    }
}

/// The forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For people
    Table,
    /// For people, without colour
    Plain,
    /// One JSON document a line
    Jsonl,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}
