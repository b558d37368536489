//! What the commands about incidents take.

use clap::{Args, Subcommand, ValueEnum};

use super::board::OrderWord;
use crate::domain::incident::{AtCreation, Status};
use crate::domain::rollout::Severity;

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
    #[command(
        after_help = "Example: rollgate incident add 'Queue is slow' --alert-status triggered --severity s2 --about new_search"
    )]
    Add(IncidentAdd),
    /// Show all incidents, open ones first
    #[command(after_help = "Example: rollgate incident list --by severity")]
    List {
        /// What comes first; without it, by status, triggered first
        #[arg(long, value_name = "ORDER")]
        by: Option<OrderWord>,
    },
    /// Show one incident
    #[command(after_help = "Example: rollgate incident show I1 --at '2h ago'")]
    Show {
        /// Which incident: I1, or a part of a title that fits only one
        #[arg(value_name = "ID")]
        incident: String,
    },
    /// Give it a status; where it has no record, one is made
    #[command(after_help = "Example: rollgate incident status I1 acknowledged")]
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
    #[command(after_help = "Example: rollgate incident policy I1 default")]
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
    #[command(after_help = "Example: rollgate incident close I1 --reason 'queue is empty again'")]
    Close {
        /// Which incident
        #[arg(value_name = "ID")]
        incident: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Say how bad it is: an open one of S1 or S2 stops the rollouts that it is about
    #[command(after_help = "Example: rollgate incident severity I1 s2")]
    Severity {
        /// Which incident
        #[arg(value_name = "ID")]
        incident: String,
        /// How bad
        severity: RatingWord,
    },
    /// Say that it is about a rollout, which it then holds up or warns of
    #[command(after_help = "Example: rollgate incident link I1 new_search")]
    Link {
        /// Which incident
        #[arg(value_name = "ID")]
        incident: String,
        /// Which rollout
        flag: String,
    },
    /// Say that it is not about a rollout after all
    #[command(after_help = "Example: rollgate incident unlink I1 new_search")]
    Unlink {
        /// Which incident
        #[arg(value_name = "ID")]
        incident: String,
        /// Which rollout
        flag: String,
    },
    /// Give it a label; `blocks feature-flags` stops every rollout while it is open
    #[command(after_help = "Example: rollgate incident label I1 'blocks feature-flags'")]
    Label {
        /// Which incident
        #[arg(value_name = "ID")]
        incident: String,
        /// Which label
        label: String,
        /// Take it off
        #[arg(long)]
        off: bool,
    },
    /// Take back the last thing recorded about it
    #[command(after_help = "Example: rollgate incident undo I1 --dry-run")]
    Undo {
        /// Which incident
        #[arg(value_name = "ID")]
        incident: String,
    },
    /// Bring back what was taken back last
    #[command(after_help = "Example: rollgate incident redo I1")]
    Redo {
        /// Which incident
        #[arg(value_name = "ID")]
        incident: String,
    },
    /// Go through the escalations that are due and say by which policy and rule; nobody is paged
    #[command(after_help = "Example: rollgate incident escalate")]
    Escalate {
        /// Which incident; without one, all
        #[arg(value_name = "ID")]
        incident: Option<String>,
    },
    /// Give incidents with an alert and without a record the record that their alert says
    #[command(after_help = "Example: rollgate incident backfill --dry-run")]
    Backfill {
        /// Take the last backfill back; what somebody has changed since stays
        #[arg(long)]
        undo: bool,
    },
    /// Show the escalation policies
    #[command(
        after_help = "Policies of your own are policies.toml in the folder that `rollgate config path` names, or the file of ROLLGATE_POLICIES.\nExample: rollgate incident policies"
    )]
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
    /// How bad it is
    #[arg(long)]
    pub(crate) severity: Option<RatingWord>,
    /// A rollout that it is about; may be given several times
    #[arg(long, value_name = "FLAG")]
    pub(crate) about: Vec<String>,
    /// A label; may be given several times
    #[arg(long = "label", value_name = "NAME")]
    pub(crate) labels: Vec<String>,
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

/// A severity as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RatingWord {
    /// Critical
    S1,
    /// High
    S2,
    /// Medium
    S3,
    /// Low
    S4,
    /// Nobody knows
    Unknown,
}

impl From<RatingWord> for Option<Severity> {
    fn from(word: RatingWord) -> Self {
        match word {
            RatingWord::S1 => Some(Severity::S1),
            RatingWord::S2 => Some(Severity::S2),
            RatingWord::S3 => Some(Severity::S3),
            RatingWord::S4 => Some(Severity::S4),
            RatingWord::Unknown => None,
        }
    }
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
