//! Damage: noticed, named by its number, never mended in silence, and the file stays as it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use rollgate::domain::id::Seq;
use rollgate::store::{EventStore as _, SqliteStore, StoreError, verify};
use rusqlite::Connection;

use crate::support::{Dice, add, counted, filled, named, place};

/// Opens what is at `path` in every way, and says whether anything was found wrong.
fn is_noticed(path: &Path) -> bool {
    let read = SqliteStore::open_read_only(path).and_then(|store| store.load(&named("a")));
    let verified = SqliteStore::open(path).and_then(|store| store.verify());
    read.is_err() || !verified.is_ok_and(|report| report.ok)
}

/// Damages a file in one of many ways; `None` for a way that leaves no file of that kind.
fn damaged(content: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut file = content.to_vec();
    let pages = file.len() / 4096;
    match dice.below(7) {
        0 => file[dice.below(content.len())] ^= 1 << dice.below(8),
        1 => file.truncate(dice.below(content.len())),
        2 => {
            let page = dice.below(pages);
            file[page * 4096..(page + 1) * 4096].fill(0);
        }
        3 => {
            let (from, to) = (dice.below(pages), dice.below(pages));
            file.copy_within(from * 4096..(from + 1) * 4096, to * 4096);
        }
        4 => file
            .iter_mut()
            .for_each(|byte| *byte = u8::try_from(dice.below(256)).unwrap()),
        5 => file = b"<!doctype html><title>Sign in</title>".repeat(1 + dice.below(200)),
        _ => file.resize(file.len() + 1 + dice.below(9_000), 0xa5),
    }
    file
}

#[test]
fn d08_a_damaged_store_makes_nobody_fall_over_and_stays_as_it_is() {
    let (_folder, path) = filled(40);
    let content = fs::read(&path).unwrap();
    let mut dice = Dice::new(8);
    let (mut noticed, mut slowest) = (0, Duration::ZERO);
    let images = counted(100, 1_000);
    for _ in 0..images {
        let (_folder, path) = place();
        let image = damaged(&content, &mut dice);
        fs::write(&path, &image).unwrap();
        if dice.below(5) == 0 {
            fs::write(path.with_extension("db-wal"), b"foreign".repeat(500)).unwrap();
        }
        let begin = Instant::now();
        noticed += usize::from(is_noticed(&path));
        slowest = slowest.max(begin.elapsed());
        assert_eq!(fs::read(&path).unwrap(), image, "the file was changed");
    }
    println!("{noticed} of {images} noticed, the others hit no content; slowest look {slowest:?}");
    assert!(noticed * 10 >= images * 6);
}

#[test]
fn d08_an_empty_file_is_never_a_new_store() {
    let (_folder, path) = place();
    fs::write(&path, "").unwrap();
    for opened in [SqliteStore::open(&path), SqliteStore::open_read_only(&path)] {
        assert!(
            matches!(opened, Err(StoreError::Empty { .. })),
            "{opened:?}"
        );
    }
    assert_eq!(fs::read(&path).unwrap(), b"");
}

#[test]
fn d09_a_flipped_bit_in_an_event_is_named_by_its_number() {
    let events = 50;
    let (_folder, path) = filled(events);
    let content = fs::read(&path).unwrap();
    let body = |number: usize| format!(r#"{{"step":null,"text":"note {number}"}}"#);
    let mut dice = Dice::new(9);
    let flips = counted(100, 1_000);
    for flip in 0..flips {
        let number = dice.below(events);
        let body = body(number);
        // A page that was split may hold remains of it; they are flipped as well.
        let (byte, bit) = (dice.below(body.len()), dice.below(8));
        let windows = content.windows(body.len()).enumerate();
        let starts =
            windows.filter_map(|(start, window)| (window == body.as_bytes()).then_some(start));
        let mut image = content.clone();
        for start in starts {
            image[start + byte] ^= 1 << bit;
        }
        let (_folder, path) = place();
        fs::write(&path, image).unwrap();
        let store = SqliteStore::open(&path).unwrap();
        for report in [store.verify().unwrap(), verify(&store).unwrap()] {
            let numbers: BTreeSet<Seq> = report.broken.iter().map(|broken| broken.seq).collect();
            let due = Seq::new(number as u64 + 1);
            assert!(
                numbers.contains(&due) && !report.ok,
                "flip {flip}: {report:?}"
            );
        }
    }
    println!("{flips} of {flips} flips named with their numbers");
}

/// Changes a store behind its back, with every guard taken away.
fn tamper(path: &Path, sql: &str) {
    let raw = Connection::open(path).unwrap();
    raw.execute_batch(
        "DROP TRIGGER event_is_never_removed; DROP TRIGGER head_is_never_removed; DROP TRIGGER head_only_moves_on;",
    )
    .unwrap();
    raw.execute_batch(sql).unwrap();
}

#[test]
fn d09_a_stream_that_lost_its_last_events_is_not_whole() {
    for (loss, seq) in [
        (
            "DELETE FROM event WHERE stream = 'rollout/a' AND seq = 5",
            5,
        ),
        (
            "DELETE FROM event WHERE stream = 'rollout/a' AND seq > 2",
            3,
        ),
        ("DELETE FROM event WHERE stream = 'rollout/a'", 1),
        ("DELETE FROM head WHERE stream = 'rollout/a'", 5),
        ("UPDATE head SET seq = 4 WHERE stream = 'rollout/a'", 5),
        (
            "UPDATE head SET hash = zeroblob(32) WHERE stream = 'rollout/a'",
            5,
        ),
    ] {
        let (_folder, path) = filled(5);
        add(
            &mut SqliteStore::open(&path).unwrap(),
            &named("b"),
            &["other"],
        )
        .unwrap();
        tamper(&path, loss);
        let mut store = SqliteStore::open(&path).unwrap();
        for report in [store.verify().unwrap(), verify(&store).unwrap()] {
            let places: Vec<_> = report
                .broken
                .iter()
                .map(|broken| (broken.stream.as_str(), broken.seq))
                .collect();
            assert_eq!(places, [("rollout/a", Seq::new(seq))], "{loss}: {report:?}");
        }
        let error = add(&mut store, &named("a"), &["next"]).unwrap_err();
        assert!(
            matches!(error, StoreError::Damaged { .. }),
            "{loss}: {error}"
        );
        add(&mut store, &named("b"), &["next"]).unwrap();
    }
}
