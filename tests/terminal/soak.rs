//! A screen that stays open while other processes write: it grows no files and no memory, shows what they wrote, and answers keys meanwhile.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::drafts::on_a_rollout;
use crate::driver::Driver;
use crate::long::is_long;
use crate::process::{fact, open_files};

const CLOCK: (&str, &str) = ("ROLLGATE_CLOCK", "2026-03-09T14:32:00Z");

fn resident_kb(driver: &Driver) -> u64 {
    fact(driver.pid(), "VmRSS").parse().unwrap()
}

#[test]
fn t14_a_screen_that_stays_open_while_others_write_grows_neither_files_nor_memory() {
    let mut driver = on_a_rollout(&[CLOCK], &[]);
    driver.type_in("5");
    let rounds = if is_long() { 300 } else { 8 };
    // The first refreshes fill every cache.
    let warm = rounds / 3;
    let mut first = (0, 0);
    for round in 0..rounds {
        let text = format!("seen {round:04}");
        note_as(driver.folder(), &text);
        // A look round the pages wakes the loop; it sees what others wrote within two seconds.
        driver.type_in("15");
        driver.wait_for(&text);
        if round == warm {
            first = (open_files(driver.pid()), resident_kb(&driver));
        }
    }
    let (files, memory) = (open_files(driver.pid()), resident_kb(&driver));
    println!(
        "{rounds} refreshes: {} then {files} files, {} then {memory} kB",
        first.0, first.1
    );
    assert_eq!(files, first.0);
    // The log itself grows with every note, and is on the screen.
    assert!(
        memory <= first.1 + first.1 / 20 + 40 * rounds,
        "{} kB grew to {memory} kB",
        first.1
    );
    driver.leave();
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}

#[test]
fn d12_two_screens_show_what_writers_append_and_answer_keys_meanwhile() {
    let mut driver = on_a_rollout(&[CLOCK], &[]);
    let mut beside = driver.start_beside(&["a_flag"], &[CLOCK]);
    beside.wait_for("rollgate › a_flag");
    driver.type_in("5");
    beside.type_in("5");
    let notes = if is_long() { 250 } else { 5 };
    let mut waits = Vec::new();
    std::thread::scope(|scope| {
        let folder = driver.folder();
        let writers: Vec<_> = ["ada", "ben"]
            .into_iter()
            .map(|name| {
                scope.spawn(move || {
                    for number in 0..notes {
                        note_as(folder, &format!("{name} {number:03}"));
                    }
                })
            })
            .collect();
        while !writers
            .iter()
            .all(std::thread::ScopedJoinHandle::is_finished)
        {
            // None of them is an Escape, which waits whether more comes.
            for (key, seen) in [("6", "[6 Info]"), ("5", "[5 Timeline]")] {
                let begin = Instant::now();
                beside.type_in(key);
                beside.wait_for(seen);
                waits.push(begin.elapsed());
            }
        }
    });
    waits.sort_unstable();
    println!(
        "{} keys while 2 wrote {notes} notes each: p50 {:?}, p99 {:?}",
        waits.len(),
        waits.get(waits.len() / 2),
        waits.get(waits.len() * 99 / 100)
    );
    for driver in [&mut driver, &mut beside] {
        let last = format!("{:03}", notes - 1);
        driver.wait_for(&format!("ada {last}"));
        driver.wait_for(&format!("ben {last}"));
        driver.leave();
        assert_eq!(driver.end(), "0");
        driver.assert_terminal_is_as_before();
    }
}

/// Writes a note from another process.
fn note_as(folder: &Path, text: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_rollgate"))
        .args(["note", "a_flag", text, "--quiet"])
        .env_clear()
        .env("HOME", folder)
        .env("XDG_DATA_HOME", folder.join("data"))
        .env("ROLLGATE_AS", "other")
        .env(CLOCK.0, CLOCK.1)
        .output()
        .unwrap();
    assert!(output.status.success(), "{text}: {output:?}");
}
