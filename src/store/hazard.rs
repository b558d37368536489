//! Folders that do a store no good: network disks and folders that a service copies between machines. It warns and refuses nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// Names of folders that services keep in step, and the services.
const SYNCED: [(&str, &str); 10] = [
    ("Dropbox", "Dropbox"),
    ("OneDrive", "OneDrive"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("Nextcloud", "Nextcloud"),
    ("ownCloud", "ownCloud"),
    ("iCloud Drive", "iCloud"),
    ("Mobile Documents", "iCloud"),
    ("CloudStorage", "a cloud service"),
    ("pCloudDrive", "pCloud"),
];

/// Files by which a service marks the folder that it keeps in step.
const MARKS: [(&str, &str); 5] = [
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
];

/// Kinds of file systems that are on another machine.
const REMOTE: [&str; 15] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "ceph",
    "afs",
    "lustre",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
];

/// Says why a store should not be kept at `path`; `None` where nothing speaks against it, or nothing is known.
pub fn hazard(path: &Path) -> Option<String> {
    let folder = existing_folder(path)?;
    let place = path.display();
    if let Some(service) = folder.ancestors().find_map(service_of) {
        return Some(format!(
            "{place} lies in a folder that {service} copies between machines, which can put an older file in its place while it is open; \
             keep it elsewhere and let backups be copied"
        ));
    }
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let kind = kind_of_mount(&mounts, &folder)?;
    REMOTE.contains(&kind).then(|| {
        format!("{place} lies on a network disk ({kind}), where two machines cannot share a store safely; keep it on a local disk")
    })
}

/// Returns the nearest folder of `path` that is there, without links in it.
fn existing_folder(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let mut folders = absolute.ancestors().skip(1);
    folders.find_map(|folder| fs::canonicalize(folder).ok())
}

/// Returns the service that keeps this very folder in step.
fn service_of(folder: &Path) -> Option<&'static str> {
    let name = folder.file_name().and_then(|name| name.to_str());
    let by_name = |name: &str| {
        let is_synced = |known: &str| {
            let rest = name.strip_prefix(known);
            rest.is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(" - ") || rest.starts_with(" (")
            })
        };
        SYNCED.iter().find(|(known, _)| is_synced(known))
    };
    let found = name.and_then(by_name);
    let found = found.or_else(|| MARKS.iter().find(|(mark, _)| folder.join(mark).exists()));
    found.map(|(_, service)| *service)
}

/// Returns the kind of file system that `folder` is on, out of the kernel's table of mounts; a later line covers an earlier one.
fn kind_of_mount<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let parse = |line: &'a str| {
        let (place, kind) = line.split_once(" - ")?;
        let point = place.split(' ').nth(4)?;
        let point = PathBuf::from(point.replace("\\040", " "));
        folder
            .starts_with(&point)
            .then(|| Some((point.components().count(), kind.split(' ').next()?)))?
    };
    let found = mounts.lines().filter_map(parse);
    found.max_by_key(|(depth, _)| *depth).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_mount_says_what_kind_of_disk_it_is() {
        let mounts = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
                      40 22 0:35 / /home/ada/my\\040work rw - nfs4 server:/export rw\n\
                      41 22 0:36 / /home/ada rw shared:2 - btrfs /dev/sdb rw\n";
        for (folder, kind) in [
            ("/srv", "ext4"),
            ("/home/ada", "btrfs"),
            ("/home/adam", "ext4"),
            ("/home/ada/my work/deep", "nfs4"),
        ] {
            assert_eq!(kind_of_mount(mounts, Path::new(folder)), Some(kind));
        }
        assert_eq!(kind_of_mount("", Path::new("/")), None);
        assert_eq!(kind_of_mount("nonsense", Path::new("/")), None);
    }

    #[test]
    fn a_folder_that_a_service_keeps_in_step_is_known_by_name_or_mark() {
        let folder = tempfile::tempdir().unwrap();
        for (name, mark, service) in [
            ("Dropbox", "", "Dropbox"),
            ("OneDrive - Company", "", "OneDrive"),
            ("plain", ".stfolder", "Syncthing"),
        ] {
            let synced = folder.path().join(name);
            fs::create_dir_all(synced.join("deep").join(mark)).unwrap();
            fs::create_dir_all(synced.join(mark)).unwrap();
            let said = hazard(&synced.join("deep/new/store.db")).unwrap();
            assert!(said.contains(service), "{said}");
        }
        let plain = folder.path().join("Dropboxes");
        fs::create_dir_all(&plain).unwrap();
        assert_eq!(service_of(&plain), None);
    }
}
