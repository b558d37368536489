//! Why a wish about a rollout came to nothing. Nothing was recorded when one of these is returned.

use crate::checklist::{Diagnostic, WriteBackError};
use crate::domain::calendar::CalendarError;
use crate::domain::id::{RolloutId, Seq};
use crate::domain::incident::PoliciesError;
use crate::domain::package::PackageRefusal;
use crate::domain::rollout::Rejection;
use crate::export::PageError;
use crate::journal::{DecodeError, EncodeError};
use crate::packages::ScanError;
use crate::store::StoreError;

/// What can go wrong between a wish and its record.
#[derive(Debug, thiserror::Error)]
pub enum TrackerError {
    /// The rules refuse it.
    #[error("{rejection}")]
    Rejected {
        /// Every reason.
        rejection: Rejection,
        /// The name of the rollout.
        name: String,
        /// The place of the step that it is about, as people see it.
        step: Option<String>,
    },
    /// No rollout has that name.
    #[error("no rollout is called {name}")]
    NotFound {
        /// The name asked for.
        name: String,
    },
    /// Several rollouts have that name.
    #[error("{name} could be {}", matches.join(" or "))]
    Ambiguous {
        /// The name asked for.
        name: String,
        /// The rollouts that it fits.
        matches: Vec<String>,
    },
    /// No step, or more than one, has that name.
    #[error("{}", step_not_found(name, matches))]
    StepNotFound {
        /// The name asked for.
        name: String,
        /// The steps that it fits; empty where none does.
        matches: Vec<String>,
    },
    /// The text is no checklist.
    #[error("no rollout found in {source_name}")]
    NotARollout {
        /// Where the text came from.
        source_name: String,
        /// What it looks like instead.
        diagnostics: Vec<Diagnostic>,
    },
    /// The flag has a rollout that is not over.
    #[error("{name} is imported already")]
    AlreadyImported {
        /// The flag.
        name: String,
        /// Its rollout.
        rollout: RolloutId,
    },
    /// Somebody else has recorded something since.
    #[error("{name} was changed meanwhile: {}", texts.join("; "))]
    Changed {
        /// The name of the rollout.
        name: String,
        /// What was recorded meanwhile.
        texts: Vec<String>,
    },
    /// A stored event cannot be read.
    #[error("event {seq} of {name} cannot be read")]
    Unreadable {
        /// The name of the stream.
        name: String,
        /// Its place.
        seq: Seq,
        /// Why.
        source: DecodeError,
    },
    /// An event cannot be kept.
    #[error("the record could not be written down")]
    Unsealable {
        /// Why.
        #[from]
        source: EncodeError,
    },
    /// The document cannot be written back.
    #[error("the document cannot be written back")]
    WriteBack {
        /// Why.
        #[from]
        source: WriteBackError,
    },
    /// No incident has that name.
    #[error("no incident is called {name}")]
    IncidentNotFound {
        /// The name asked for.
        name: String,
    },
    /// The escalation policies cannot be read.
    #[error(transparent)]
    Policies(#[from] PoliciesError),
    /// The calendar cannot be read.
    #[error("the calendar cannot be read: {source}")]
    Calendar {
        /// What is wrong with it.
        #[from]
        source: CalendarError,
    },
    /// The file that is laid over the calendar cannot be read.
    #[error("{file}, line {}: {}", source.line, source.what)]
    CalendarFile {
        /// Which file.
        file: String,
        /// What is wrong with it.
        source: CalendarError,
    },
    /// The template of a report is wrong.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The template of a report cannot be read.
    #[error("{file}: {source}")]
    Template {
        /// Which file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The rules about packages refuse it.
    #[error(transparent)]
    Package(#[from] PackageRefusal),
    /// A repository cannot be scanned.
    #[error(transparent)]
    Scan(#[from] ScanError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn step_not_found(name: &str, matches: &[String]) -> String {
    if matches.is_empty() {
        format!("no step is called {name}")
    } else {
        format!("{name} could be {}", matches.join(" or "))
    }
}
