//! What the commands about incidents take.

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::incident::{AtCreation, Status};

/// The words after `incident`.
#[derive(Debug, Args)]
pub(crate) struct Incident {
    #[command(subcommand)]
    pub(crate) verb: IncidentVerb,
}

/// What is wished about incidents.
#[derive(Debug, Subcommand)]
pub(crate) enum IncidentVerb {
    /// Make an incident; it has no status until somebody gives it one
    Add(IncidentAdd),
    /// Show all incidents, open ones first
    List,
    /// Show one incident
    Show {
        /// Which incident: I1, or a part of a title that fits only one
        #[arg(value_name = "ID")]
        incident: String,
    },
    /// Give it a status; where it has no record, one is made
    Status {
        /// Which incident
        #[arg(value_name = "ID")]
        incident: String,
        /// How far it is
        status: StatusWord,
        /// Choose a policy at once: a new one triggers and wins over the status
        #[arg(long, value_name = "NAME")]
        policy: Option<String>,
    },
    /// Choose an escalation policy, which triggers the incident, or unset it
    Policy {
        /// Which incident
        #[arg(value_name = "ID")]
        incident: String,
        /// Which policy
        #[arg(required_unless_present = "unset", conflicts_with = "unset")]
        policy: Option<String>,
        /// Follow none any more; the status stays
        #[arg(long)]
        unset: bool,
    },
    /// Close it, which resolves its alert
    Close {
        /// Which incident
        #[arg(value_name = "ID")]
        incident: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Go through the escalations that are due and say whom they are for; nobody is paged
    Escalate {
        /// Which incident; without one, all
        #[arg(value_name = "ID")]
        incident: Option<String>,
    },
    /// Give incidents with an alert and without a record the record that their alert says
    Backfill {
        /// Take the last backfill back; what somebody has changed since stays
        #[arg(long)]
        undo: bool,
    },
    /// Show the escalation policies
    Policies,
}

/// The words after `incident add`.
#[derive(Debug, Args)]
pub(crate) struct IncidentAdd {
    /// What it is, in one line
    pub(crate) title: String,
    /// It comes from an alert with this status
    #[arg(long, value_name = "STATUS")]
    pub(crate) alert_status: Option<StatusWord>,
    /// The policy of the alert
    #[arg(long, value_name = "NAME", requires = "alert_status")]
    pub(crate) alert_policy: Option<String>,
    /// When the alert was raised; without it, now
    #[arg(long, value_name = "TIME", requires = "alert_status")]
    pub(crate) alert_at: Option<String>,
    /// Whether a record is made at once, as where the flag is on
    #[arg(long, value_name = "WHEN", default_value = "never")]
    pub(crate) record: RecordWord,
}

/// A status as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatusWord {
    /// Nobody has begun to look
    Triggered,
    /// Somebody looks
    Acknowledged,
    /// The problem is dealt with
    Resolved,
    /// Nothing will be done
    Ignored,
}

/// Which new incidents get a record at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordWord {
    /// None
    Never,
    /// Those with an alert
    Alert,
    /// All
    Always,
}

impl From<StatusWord> for Status {
    fn from(word: StatusWord) -> Self {
        match word {
            StatusWord::Triggered => Self::Triggered,
            StatusWord::Acknowledged => Self::Acknowledged,
            StatusWord::Resolved => Self::Resolved,
            StatusWord::Ignored => Self::Ignored,
        }
    }
}

impl From<RecordWord> for AtCreation {
    fn from(word: RecordWord) -> Self {
        match word {
            RecordWord::Never => Self::Nothing,
            RecordWord::Alert => Self::FromAlert,
            RecordWord::Always => Self::Everything,
        }
    }
}
