//! The place of a store: private, under one name, not exchanged while it is open, and unknown to the programs that are called.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use rollgate::store::{EventStore as _, SqliteStore, StoreError};

use crate::child::child;
use crate::support::{add, filled, named, place};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn d18_a_store_that_is_unlinked_or_replaced_while_open_is_not_written_and_no_other_is_made() {
    for is_replaced in [false, true] {
        let (_folder, path) = filled(3);
        let (_other, newer) = filled(1);
        let mut store = SqliteStore::open(&path).unwrap();
        if is_replaced {
            fs::rename(&newer, &path).unwrap();
        } else {
            fs::remove_file(&path).unwrap();
        }
        let error = add(&mut store, &named("a"), &["lost?"]).unwrap_err();
        assert!(matches!(error, StoreError::Replaced { .. }), "{error}");
        assert!(error.to_string().contains("nothing was saved"));
        assert_eq!(path.exists(), is_replaced);
    }
}

#[test]
fn d18_a_log_that_lost_its_file_makes_no_new_store() {
    let (_folder, path) = filled(3);
    let mut store = SqliteStore::open(&path).unwrap();
    add(&mut store, &named("a"), &["in the log"]).unwrap();
    fs::remove_file(&path).unwrap();
    let error = SqliteStore::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(!path.exists());
}

#[test]
fn d18_a_synced_folder_is_warned_of_before_the_first_write() {
    let (folder, _) = place();
    let synced = folder.path().join("Dropbox");
    fs::create_dir(&synced).unwrap();
    fs::write(
        synced.join("issue.md"),
        include_str!("../fixtures/quick_export.md"),
    )
    .unwrap();
    let run = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_rollgate"))
            .args(args)
            .current_dir(&synced)
            .env_clear()
            .env("ROLLGATE_DB", synced.join("store.db"))
            .env("ROLLGATE_AS", "user")
            .output()
            .unwrap()
    };
    let import = run(&["import", "issue.md", "--yes"]);
    let said = String::from_utf8(import.stderr).unwrap();
    assert!(
        import.status.success() && said.contains("Dropbox copies between machines"),
        "{said}"
    );
    let note = run(&["note", "quick", "text"]);
    assert_eq!(String::from_utf8(note.stderr).unwrap(), "");
    let doctor = run(&["doctor"]);
    let said = String::from_utf8(doctor.stdout).unwrap();
    assert!(said.contains("Dropbox copies between machines"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn d19_a_program_that_is_called_gets_no_file_of_the_store() {
    let (folder, path) = filled(3);
    let mut store = SqliteStore::open(&path).unwrap();
    add(&mut store, &named("a"), &["written"]).unwrap();
    let mut files = 0;
    for entry in fs::read_dir("/proc/self/fd").unwrap() {
        let entry = entry.unwrap();
        let Ok(target) = fs::read_link(entry.path()) else {
            continue;
        };
        if target.starts_with(folder.path()) {
            let number = entry.file_name().into_string().unwrap();
            let facts = fs::read_to_string(format!("/proc/self/fdinfo/{number}")).unwrap();
            let flags = facts.lines().find_map(|line| line.strip_prefix("flags:"));
            let flags = u32::from_str_radix(flags.unwrap().trim(), 8).unwrap();
            assert_ne!(flags & 0o2_000_000, 0, "{}", target.display());
            files += 1;
        }
    }
    assert!(files >= 2, "{files} files");
    let output = Command::new("ls").args(["-l", "/proc/self/fd"]).output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    assert!(!text.contains(folder.path().to_str().unwrap()), "{text}");
}

#[test]
fn d20_what_a_running_connection_says_of_itself_is_what_is_promised() {
    assert!(rusqlite::version_number() >= 3_051_003);
    let (_folder, path) = filled(1);
    let writer = SqliteStore::open(&path).unwrap();
    let reader = SqliteStore::open_read_only(&path).unwrap();
    for store in [&writer, &reader] {
        let pragmas = store.pragmas().unwrap();
        for (name, value) in [
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("foreign_keys", "1"),
            ("trusted_schema", "0"),
            ("cell_size_check", "1"),
            ("mmap_size", "0"),
        ] {
            assert_eq!(pragmas.get(name).map(String::as_str), Some(value), "{name}");
        }
    }
}

#[test]
fn s2_every_file_of_a_store_is_for_its_owner_whatever_the_mask() {
    for mask in ["000", "022", "077"] {
        let (folder, _) = place();
        let path = folder.path().join("data/store.db");
        let script = format!("umask {mask}; exec \"$@\"");
        let mut writer = child(&["sh", "-c", &script, "sh"], &path, "append a 1000000 200")
            .spawn()
            .unwrap();
        let log = path.with_extension("db-wal");
        while fs::metadata(&log).map_or(0, |file| file.len()) == 0 {
            assert!(writer.try_wait().unwrap().is_none(), "the writer has ended");
        }
        writer.kill().unwrap();
        writer.wait().unwrap();
        assert_eq!(mode(&folder.path().join("data")), 0o700);
        for file in [path.clone(), log, path.with_extension("db-shm")] {
            assert_eq!(mode(&file), 0o600, "{mask} {}", file.display());
        }
        let copy = folder.path().join("copy.db");
        SqliteStore::open_read_only(&path)
            .unwrap()
            .backup(&copy)
            .unwrap();
        assert_eq!(mode(&copy), 0o600);
    }
}

#[test]
fn s8_a_store_under_a_second_name_or_where_everybody_may_write_is_read_and_not_written() {
    let refused = |path: &Path| {
        let error = SqliteStore::open(path).unwrap_err();
        assert!(matches!(error, StoreError::Unsafe { .. }), "{error}");
        if path.exists() {
            let store = SqliteStore::open_read_only(path).unwrap();
            assert_eq!(store.load(&named("a")).unwrap().len(), 3);
        }
    };
    let (folder, path) = filled(3);
    let other = folder.path().join("other.db");
    symlink(&path, &other).unwrap();
    refused(&other);
    fs::remove_file(&other).unwrap();
    symlink(folder.path().join("nowhere"), &other).unwrap();
    refused(&other);
    fs::remove_file(&other).unwrap();
    fs::hard_link(&path, &other).unwrap();
    refused(&path);
    fs::remove_file(&other).unwrap();
    for rights in [0o777, 0o1777] {
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(rights)).unwrap();
        refused(&path);
        refused(&other);
        assert!(!other.exists());
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    SqliteStore::open(&path).unwrap();
}

#[test]
fn s8_a_backup_goes_through_no_link_and_over_nothing() {
    let (folder, path) = filled(3);
    let victim = folder.path().join("victim");
    fs::write(&victim, "mine").unwrap();
    let store = SqliteStore::open_read_only(&path).unwrap();
    for target in [&victim, &folder.path().join("nowhere")] {
        let copy = folder.path().join("copy.db");
        symlink(target, &copy).unwrap();
        store.backup(&copy).unwrap_err();
        fs::remove_file(&copy).unwrap();
    }
    store.backup(&victim).unwrap_err();
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2 + usize::from(path.with_extension("db-shm").exists())
            + usize::from(path.with_extension("db-wal").exists())
    );
}
