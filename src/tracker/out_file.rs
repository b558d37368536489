//! A file that leaves the program: written whole or not at all, for its owner only. It follows no link and writes over nothing unasked.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Why a file was not written. What was there is as it was.
#[derive(Debug, thiserror::Error)]
pub enum OutFileError {
    /// The path names no file.
    #[error("{} is no name of a file", path.display())]
    NoName {
        /// The path.
        path: PathBuf,
    },
    /// There is a file already.
    #[error("{} is there already", path.display())]
    Exists {
        /// Its path.
        path: PathBuf,
    },
    /// There is something that is no file: a link, a folder, a device.
    #[error("{} is no plain file", path.display())]
    NoPlainFile {
        /// Its path.
        path: PathBuf,
    },
    /// It could not be written.
    #[error("{}: {source}", path.display())]
    Failed {
        /// Its path.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// What happens to a file that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays.
    Keep,
    /// It is replaced.
    Replace,
}

/// Writes a file: beside its place first, through to the disk, then into its place.
///
/// # Errors
/// When there is something that may not be replaced, or when it cannot be written.
pub fn write_out(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), OutFileError> {
    let path_buf = || path.to_path_buf();
    let name = path.file_name();
    let name = name.ok_or_else(|| OutFileError::NoName { path: path_buf() })?;
    look(path, existing)?;
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(beside);
    let failed = |source| OutFileError::Failed {
        path: path_buf(),
        source,
    };
    let file = open_new(&beside).map_err(failed)?;
    let written = fill(file, bytes).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|source| {
        std::fs::remove_file(&beside).ok();
        failed(source)
    })?;
    sync_folder(path);
    Ok(())
}

/// Looks at what is there.
fn look(path: &Path, existing: Existing) -> Result<(), OutFileError> {
    let path_buf = || path.to_path_buf();
    match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(OutFileError::Failed {
            path: path_buf(),
            source,
        }),
        Ok(found) if !found.is_file() => Err(OutFileError::NoPlainFile { path: path_buf() }),
        Ok(_) if existing == Existing::Keep => Err(OutFileError::Exists { path: path_buf() }),
        Ok(_) => Ok(()),
    }
}

/// Makes a file that was not there, for its owner only. A link in its place is refused by the system.
fn open_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the new name last. Where a folder cannot be opened for that, the file is there all the same.
fn sync_folder(path: &Path) {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    if let Ok(folder) = File::open(folder) {
        folder.sync_all().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_that_is_there_stays_unless_it_is_to_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        write_out(&path, b"one", Existing::Keep).unwrap();
        let again = write_out(&path, b"two", Existing::Keep);
        assert!(
            matches!(again, Err(OutFileError::Exists { .. })),
            "{again:?}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write_out(&path, b"two", Existing::Replace).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["a.html"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_neither_followed_nor_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("target");
        let path = folder.path().join("a.html");
        std::os::unix::fs::symlink(&target, &path).unwrap();
        let written = write_out(&path, b"x", Existing::Replace);
        assert!(
            matches!(written, Err(OutFileError::NoPlainFile { .. })),
            "{written:?}"
        );
        assert!(!target.exists());
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let written = write_out(folder.path(), b"x", Existing::Replace);
        assert!(written.is_err(), "{written:?}");
    }
}
