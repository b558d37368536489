//! Many at once: nobody's append is lost or doubled, nobody is told of a lock, readers and backups disturb nobody.

use std::fs;
use std::process::Child;

use rollgate::domain::id::Actor;
use rollgate::domain::rollout::Command;
use rollgate::store::{EventStore as _, SqliteStore, StoreError};
use rollgate::tracker::{FixedClock, ImportOptions, Tracker, Who};

use crate::child::{child, said};
use crate::support::{add, counted, filled, long_note, moment, named, place, whole};

#[test]
fn d12_eight_processes_that_write_flat_out_lose_and_double_nothing() {
    let (_folder, path) = filled(1);
    let appends = counted(40, 10_000);
    let names: Vec<String> = (0..8).map(|number| format!("w{number}")).collect();
    let reader = SqliteStore::open_read_only(&path).unwrap();
    let mut looks = 0;
    std::thread::scope(|scope| {
        let start = |name: &String| -> Child {
            child(&[], &path, &format!("append {name} {appends} 200"))
                .spawn()
                .unwrap()
        };
        // What they say is read as they say it: a pipe that is full would stop them.
        let writers: Vec<_> = names
            .iter()
            .map(start)
            .map(|writer| scope.spawn(|| writer.wait_with_output().unwrap()))
            .collect();
        while writers.iter().any(|writer| !writer.is_finished()) {
            looks += 1;
            let last = reader.streams().unwrap().pop().unwrap();
            assert!(reader.tip(&last).unwrap().is_some());
        }
        for writer in writers {
            let output = writer.join().unwrap();
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(!text.contains("error"), "{text}");
            assert_eq!(said(&output.stdout), appends as u64);
            for line in text.lines().filter(|line| line.starts_with("waits")) {
                println!("{line}");
            }
        }
    });
    for name in &names {
        assert_eq!(whole(&path, &named(name)), appends as u64);
    }
    println!("8 processes, {appends} appends each, {looks} looks by a reader");
}

#[test]
fn d12_four_threads_on_one_stream_decide_again_and_lose_nothing() {
    let (_folder, path) = filled(1);
    let appends = counted(20, 500);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut store = SqliteStore::open(&path).unwrap();
                let mut written = 0;
                while written < appends {
                    match add(&mut store, &named("a"), &["note"]) {
                        Ok(_) => written += 1,
                        Err(StoreError::Conflict { .. }) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            });
        }
    });
    assert_eq!(whole(&path, &named("a")), 1 + 4 * appends as u64);
}

#[test]
fn d12_four_who_record_on_one_rollout_without_a_pause_are_never_told_of_each_other() {
    let (_folder, path) = place();
    let tracker = |name: &str| {
        let who = Who {
            actor: Actor::from(name),
            said_at: None,
        };
        let store = SqliteStore::open(&path).unwrap();
        Tracker::new(Box::new(store), Box::new(FixedClock::at(moment())), who)
    };
    let text = include_str!("../fixtures/quick_export.md");
    let mut first = tracker("first");
    let rollout = first.import(text, &ImportOptions::default()).unwrap();
    let begun = first.history(&rollout).unwrap().told.len();
    let notes = counted(15, 200);
    std::thread::scope(|scope| {
        for name in ["ada", "ben", "cleo", "dan"] {
            let (tracker, rollout) = (&tracker, &rollout);
            scope.spawn(move || {
                let mut tracker = tracker(name);
                for number in 0..notes {
                    let text = format!("{name} {number}");
                    let note = Command::AddNote { step: None, text };
                    tracker.dispatch(rollout, &note, None).unwrap();
                }
            });
        }
    });
    let told = first.history(&rollout).unwrap().told;
    assert_eq!(told.len(), begun + 4 * notes);
    assert!(first.verify().unwrap().ok);
}

#[test]
fn d13_the_log_does_not_grow_while_a_reader_is_there_and_is_gone_at_the_end() {
    let (_folder, path) = filled(1);
    let log = path.with_extension("db-wal");
    let reader = SqliteStore::open_read_only(&path).unwrap();
    let mut store = SqliteStore::open(&path).unwrap();
    let text = long_note(20_000);
    let mut largest = 0;
    for _ in 0..counted(500, 20_000) {
        add(&mut store, &named("a"), &[&text]).unwrap();
        assert!(reader.tip(&named("a")).unwrap().is_some());
        largest = largest.max(fs::metadata(&log).unwrap().len());
    }
    println!("the log was never larger than {largest} bytes");
    assert!(largest <= 16 * 1024 * 1024);
    drop(reader);
    drop(store);
    assert!(!log.exists());
}

#[test]
fn d14_a_backup_while_others_write_is_whole_and_a_prefix_of_the_log() {
    let (folder, path) = filled(3);
    let appends = counted(60, 3_000);
    let writer = child(&[], &path, &format!("append a {appends} 4000"))
        .spawn()
        .unwrap();
    let mut lengths = Vec::new();
    let live = SqliteStore::open_read_only(&path).unwrap();
    for number in 0..counted(6, 60) {
        let copy = folder.path().join(format!("copy{number}.db"));
        live.backup(&copy).unwrap();
        lengths.push(whole(&copy, &named("a")));
    }
    let output = writer.wait_with_output().unwrap();
    assert_eq!(said(&output.stdout), 3 + appends as u64);
    let events = live.load(&named("a")).unwrap();
    for (number, length) in lengths.iter().enumerate() {
        let copy = folder.path().join(format!("copy{number}.db"));
        let copied = SqliteStore::open(&copy).unwrap().load(&named("a")).unwrap();
        assert_eq!(copied.len() as u64, *length);
        assert!(events.starts_with(&copied));
    }
    assert!(lengths.is_sorted());
    println!("copies of {lengths:?} events");
}

#[test]
fn d14_a_backup_put_elsewhere_is_a_store_with_the_same_content() {
    let (folder, path) = filled(5);
    let copy = folder.path().join("copy.db");
    let before = fs::read(&path).unwrap();
    let store = SqliteStore::open_read_only(&path).unwrap();
    store.backup(&copy).unwrap();
    let events = store.load(&named("a")).unwrap();
    drop(store);
    assert_eq!(fs::read(&path).unwrap(), before);
    let (_elsewhere, restored) = place();
    fs::copy(&copy, &restored).unwrap();
    let mut store = SqliteStore::open(&restored).unwrap();
    assert_eq!(store.load(&named("a")).unwrap(), events);
    add(&mut store, &named("a"), &["more"]).unwrap();
    assert!(store.verify().unwrap().ok);
}
