//! Where a store may be written: not through a second name, and not where everybody may put another file in its place. It changes no rights.

use std::path::Path;

use crate::store::StoreError;

/// Refuses to write a store whose file or folder others could exchange; one that is not there yet is judged by its folder.
#[cfg(unix)]
pub(super) fn refuse_unsafe(path: &Path) -> Result<(), StoreError> {
    use std::fs;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    let unsafe_place = |what: &'static str| {
        Err(StoreError::Unsafe {
            path: path.to_owned(),
            what,
        })
    };
    if let Ok(file) = fs::symlink_metadata(path) {
        if file.is_symlink() {
            return unsafe_place("is a symbolic link; name the file that it leads to");
        }
        if file.is_file() && file.nlink() > 1 {
            return unsafe_place(
                "has a second name (a hard link), under which its log would not be found; remove one of the two",
            );
        }
    }
    match fs::metadata(super::files::folder_of(path)) {
        Ok(folder) if folder.permissions().mode() & 0o002 != 0 => unsafe_place(
            "lies in a folder that everybody may write; move it to a folder of your own",
        ),
        _ => Ok(()),
    }
}

/// There are no such names and rights here.
#[cfg(not(unix))]
pub(super) fn refuse_unsafe(_: &Path) -> Result<(), StoreError> {
    Ok(())
}
