//! What can go wrong with a store, each with what was kept and what to do next. Nothing here is mended.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::domain::id::{RolloutId, Seq};
use crate::journal::StreamId;

/// The extended code of SQLite for a write that the system refused, as it does at the limit of a file's size.
const IOERR_WRITE: i32 = 778;

/// The extended code of SQLite for an index of the log that found no room.
const IOERR_SHMSIZE: i32 = 4874;

/// A store that cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else wrote to the stream first.
    #[error(
        "somebody else changed {stream} first: it ends with event {actual} and not {expected}; nothing was saved, look again"
    )]
    Conflict {
        /// Which stream.
        stream: StreamId,
        /// The last event that the writer had seen.
        expected: Seq,
        /// The last event that is there.
        actual: Seq,
    },
    /// The batch does not fit its stream; a mistake of the program.
    #[error(
        "what was to be saved does not fit {stream}: {what}; nothing was saved, please report it"
    )]
    Misfit {
        /// Which stream.
        stream: StreamId,
        /// What does not fit.
        what: String,
    },
    /// Another process kept the store for itself for too long.
    #[error("{} is locked by another process; nothing was saved, try again when it has finished", .path.display())]
    Locked {
        /// Where the store is.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// The file is not as it was written.
    #[error("{} is damaged: {what}; run `rollgate doctor`, or put a backup in its place", .path.display())]
    Damaged {
        /// Where the store is.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// The file has no content; a store never looks like that.
    #[error(
        "{} exists and is empty, so its content is lost; put a backup in its place, or move it away to begin a new store",
        .path.display()
    )]
    Empty {
        /// Where the store is.
        path: PathBuf,
    },
    /// A later version of this program wrote the file.
    #[error(
        "{} has schema {found} and this rollgate knows up to {known}; upgrade rollgate to change it, until then it can only be read",
        .path.display()
    )]
    NewerSchema {
        /// Where the store is.
        path: PathBuf,
        /// The version of its schema.
        found: u32,
        /// The newest version that is known here.
        known: u32,
    },
    /// Another program's file, or no database at all.
    #[error("{} is not a rollgate store; it was left as it is, name another file", .path.display())]
    NotOurs {
        /// Where the file is.
        path: PathBuf,
    },
    /// The file or its folder may not be written.
    #[error("{} cannot be written here; nothing was saved, check who may write the file and its folder", .path.display())]
    ReadOnly {
        /// Where the store is.
        path: PathBuf,
    },
    /// Others could put another file in the place of this one.
    #[error("{} {what}; nothing was saved", .path.display())]
    Unsafe {
        /// Where the store is, or would be.
        path: PathBuf,
        /// What is unsafe about it, and what to do.
        what: &'static str,
    },
    /// There is no room.
    #[error("disk full: nothing was saved to {}; make room and try again", .path.display())]
    Full {
        /// Where the store is, or would be.
        path: PathBuf,
        /// What was said underneath.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The folder cannot hold what two processes share.
    #[error("{} lies where processes cannot share a journal, as on a network disk; move it to a local one", .path.display())]
    NoSharing {
        /// Where the store is.
        path: PathBuf,
    },
    /// The file that was opened is not there any more.
    #[error("{} was moved or replaced while it was open; nothing was saved, start rollgate again", .path.display())]
    Replaced {
        /// Where the store was.
        path: PathBuf,
    },
    /// A kept event cannot be read.
    #[error("event {seq} of {stream} cannot be read: {source}; run `rollgate verify`")]
    Unreadable {
        /// Which stream, as it is written there.
        stream: String,
        /// Which event.
        seq: Seq,
        /// What is wrong with it.
        source: Box<dyn Error + Send + Sync>,
    },
    /// A row of the fleet cannot be read; the events can.
    #[error(
        "the row of {rollout} in the fleet cannot be read: {source}; run `rollgate doctor --rebuild`"
    )]
    UnreadableRow {
        /// Of which rollout.
        rollout: RolloutId,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// There is no such file.
    #[error("there is no store at {}; import a document to begin one", .path.display())]
    NotFound {
        /// Where it should be.
        path: PathBuf,
    },
    /// The system refused something.
    #[error("{}: {source}", .path.display())]
    Io {
        /// At which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// SQLite refused something else.
    #[error("{}: {source}; run `rollgate doctor`", .path.display())]
    Sqlite {
        /// Where the store is.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Makes the error for an event that cannot be read, for whatever reason.
    pub fn unreadable(
        stream: &StreamId,
        seq: Seq,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self::Unreadable {
            stream: stream.to_string(),
            seq,
            source: source.into(),
        }
    }

    /// Makes the error for what the system refused.
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            source,
        }
    }

    /// Makes the error that says what an error of SQLite means for a person.
    pub(super) fn sqlite(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        let code = source.sqlite_error().copied();
        let Some(code) = code else {
            return Self::Sqlite { path, source };
        };
        if matches!(code.extended_code, IOERR_WRITE | IOERR_SHMSIZE) {
            let source = source.into();
            return Self::Full { path, source };
        }
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "a foreign list that is open; the rest is told in SQLite's words"
        )]
        match code.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked { path, source },
            ErrorCode::DatabaseCorrupt => Self::Damaged {
                path,
                what: source.to_string(),
            },
            ErrorCode::NotADatabase => Self::NotOurs { path },
            ErrorCode::ReadOnly => Self::ReadOnly { path },
            ErrorCode::DiskFull => Self::Full {
                path,
                source: source.into(),
            },
            _ => Self::Sqlite { path, source },
        }
    }
}
