//! Files and folders of a store: private to their owner, complete or not there at all, never written over.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::store::StoreError;

/// Tells apart the unfinished files of one process.
static UNFINISHED: AtomicU64 = AtomicU64::new(0);

/// Returns the path with `suffix` behind the file's name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Tells whether there is a file of that path that is not empty.
pub(super) fn has_content(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() > 0)
}

/// Makes the folder of `path`, open to its owner only. A folder that is there is left as it is.
pub(super) fn make_folder(path: &Path) -> Result<(), StoreError> {
    let folder = folder_of(path);
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|source| refused(folder, source))
}

/// Makes an empty file for its owner only, beside `path`, in which something is finished before it gets that name.
pub(super) fn begin(path: &Path) -> Result<PathBuf, StoreError> {
    let mut options = OpenOptions::new();
    // Never through a link, and never into what somebody put there.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    loop {
        let number = UNFINISHED.fetch_add(1, Ordering::Relaxed);
        let unfinished = beside(path, &format!(".unfinished-{}-{number}", process::id()));
        match options.open(&unfinished) {
            Ok(_) => return Ok(unfinished),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(source) => return Err(refused(&unfinished, source)),
        }
    }
}

/// Gives a finished file its name for good; tells `false` when that name was taken meanwhile, whose file is left as it is.
pub(super) fn publish(finished: &Path, path: &Path) -> Result<bool, StoreError> {
    let given = match rename_to_free(finished, path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    };
    discard(finished);
    let given = given.map_err(|source| refused(path, source))?;
    sync_folder(path).map_err(|source| refused(path, source))?;
    Ok(given)
}

/// Removes an unfinished file and what SQLite may have put beside it.
pub(super) fn discard(unfinished: &Path) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        // One that is not there, or cannot be removed, is in nobody's way.
        drop(fs::remove_file(beside(unfinished, suffix)));
    }
}

/// Waits until the content of a file is on the disk. No connection of this process may have it open.
pub(super) fn sync(path: &Path) -> Result<(), StoreError> {
    OpenOptions::new()
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|source| refused(path, source))
}

/// Returns what tells this file from any other that may get its name; `None` where the system has no such thing.
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let file = fs::metadata(path).ok()?;
        Some((file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    {
        drop(path);
        None
    }
}

/// Renames a file to a name that nobody has; in one step, so that it never has two names.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    let renamed = renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE);
    match renamed.map_err(io::Error::from) {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            link_to_free(from, to)
        }
        other => other,
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    link_to_free(from, to)
}

/// Does the same where the system or the disk knows no such renaming.
fn link_to_free(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        // Some file systems have no links.
        Err(error) if error.kind() != ErrorKind::AlreadyExists && !to.exists() => {
            fs::rename(from, to)
        }
        Err(error) => Err(error),
    }
}

fn refused(path: &Path, source: io::Error) -> StoreError {
    let path = path.to_owned();
    let kind = source.kind();
    if matches!(
        kind,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
    ) {
        StoreError::ReadOnly { path }
    } else if matches!(
        kind,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge
    ) {
        let source = source.into();
        StoreError::Full { path, source }
    } else {
        StoreError::Io { path, source }
    }
}

/// Returns the folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder_of(path))?.sync_all()?;
    }
    Ok(())
}
