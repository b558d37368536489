//! A turn at writing, in the order in which writers asked. It is a courtesy among writers: without one, a change still is whole or not there.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::files;

/// How long a writer waits for its turn before it goes on without one; `SQLite` then decides who is first.
const PATIENCE: Duration = Duration::from_secs(5);

/// The right to write next, until it is dropped.
///
/// `SQLite` keeps no queue: whoever finds its lock taken asks again a little later, and one busy writer makes all others wait for seconds. The
/// system keeps a queue for a lock on the folder, which holds no data and is closed together with the turn.
#[derive(Debug)]
pub(super) struct Turn {
    folder: Option<File>,
}

impl Turn {
    /// Waits for the turn to write to the store at `path`.
    pub(super) fn take(path: &Path) -> Self {
        let folder = File::open(files::folder_of(path)).ok().and_then(queue);
        Self { folder }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.folder.take().is_some() {
            // Whoever waits is let through before this writer can ask again.
            thread::yield_now();
        }
    }
}

/// Queues for the lock on a folder; `None` where there is no such lock, or where somebody keeps it for too long.
fn queue(folder: File) -> Option<File> {
    match folder.try_lock() {
        Ok(()) => Some(folder),
        Err(TryLockError::WouldBlock) => wait(folder),
        Err(TryLockError::Error(_)) => None,
    }
}

/// Waits on a thread of its own, since the system's wait has no end: a lock that comes too late is dropped with its file.
fn wait(folder: File) -> Option<File> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let queue = move || {
        if folder.lock().is_ok() {
            sender.send(folder).ok();
        }
    };
    thread::Builder::new().spawn(queue).ok()?;
    receiver.recv_timeout(PATIENCE).ok()
}
