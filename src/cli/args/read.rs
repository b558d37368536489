//! What the commands take that change nothing.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::export::Form;

/// The words after `list`.
#[derive(Debug, Default, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch on the command line"
)]
pub(crate) struct List {
    /// Only what waits for a person
    #[arg(long)]
    pub(crate) needs_me: bool,
    /// Only what is in this state
    #[arg(long, value_name = "STATE")]
    pub(crate) state: Option<String>,
    /// Only what this person answers for
    #[arg(long, value_name = "NAME")]
    pub(crate) owner: Option<String>,
    /// What is over too
    #[arg(long)]
    pub(crate) all: bool,
    /// Go on: print what has changed as it changes, until Ctrl-C
    #[arg(long)]
    pub(crate) watch: bool,
}

/// The words after `show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Which rollout
    pub(crate) flag: String,
    /// Show the steps of this stage, not of the current one
    #[arg(long, value_name = "N")]
    pub(crate) stage: Option<u32>,
    /// Show the last N lines of the log too
    #[arg(long, value_name = "N")]
    pub(crate) log: Option<usize>,
}

/// The words after `next`.
#[derive(Debug, Args)]
pub(crate) struct Next {
    /// Which rollout
    pub(crate) flag: String,
    /// Print only the line to copy; exits with 4 when there is none or a blank is open
    #[arg(long)]
    pub(crate) command: bool,
}

/// The words after `log`.
#[derive(Debug, Args)]
pub(crate) struct Log {
    /// Which rollout; without one, everything that was ever recorded
    pub(crate) flag: Option<String>,
    /// Only these streams: rollout, incident or ledger, or one such as incident/I1
    #[arg(long, value_name = "STREAM", conflicts_with = "flag")]
    pub(crate) stream: Option<String>,
    /// Only what was recorded since then: a time as in --at, or a span such as 2h
    #[arg(long, value_name = "TIME")]
    pub(crate) since: Option<String>,
    /// Only what this person recorded
    #[arg(long, value_name = "NAME")]
    pub(crate) who: Option<String>,
    /// Go on with what is recorded from now on, until Ctrl-C
    #[arg(long)]
    pub(crate) follow: bool,
}

/// The words after `export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Which rollout
    #[arg(required_unless_present = "every")]
    pub(crate) flag: Option<String>,
    /// The whole fleet, in one of the forms md, html, svg:strip, csv and json
    #[arg(id = "every", long = "all", conflicts_with = "flag")]
    pub(crate) all: bool,
    // It has the id of the option of every command that says who you are, and so takes its place here.
    /// In which form: md is the document itself, byte for byte but for the boxes that changed; checklist a clean one; html a
    /// report with pictures, tables and the log; svg one picture; csv the steps; csv:log the log; json what show has
    #[arg(id = "as", long = "as", value_name = "FORM", default_value = "md", value_parser = forms())]
    pub(crate) form: String,
    /// Where to; without it, standard output. A file that is there is only written over with --yes
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Returns the names of the forms.
fn forms() -> PossibleValuesParser {
    PossibleValuesParser::new(Form::ALL.map(Form::as_str))
}

/// The words after `text`.
#[derive(Debug, Args)]
pub(crate) struct Text {
    /// For where
    pub(crate) form: TextForm,
    /// Which rollout
    pub(crate) flag: String,
    /// About this step only
    pub(crate) step: Option<String>,
}

/// Where a text is meant to be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextForm {
    /// As a comment on the issue
    Issue,
    /// As a message in a channel
    Slack,
    /// The whole rollout with its steps, QA and ramp, as Markdown
    Markdown,
    /// For whoever takes over
    Handover,
    /// A line to run, with the message for the other channels and the comment for the issue
    Crosspost,
}

/// The words after `wait`.
#[derive(Debug, Args)]
pub(crate) struct Wait {
    /// Which rollout
    pub(crate) flag: String,
    /// For what: timer, gates, gate:GATE, gate:STEP, qa:STEP, step:STEP or done
    #[arg(long = "for", value_name = "WHAT")]
    pub(crate) what: String,
    /// How long at most: 20m, 2h
    #[arg(long, value_name = "SPAN")]
    pub(crate) timeout: Option<String>,
}

/// The words after `backup`.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// Where to; a file that is there is not written over
    pub(crate) file: PathBuf,
}
