//! Killed at any moment: nothing that was acknowledged is lost, and the next start needs no help.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use rollgate::store::SqliteStore;

use crate::child::{child, said};
use crate::support::{Dice, counted, has, named, place, whole};
use crate::trace;

/// Only one storm at a time, or each makes the other's kills come late.
static STORM: Mutex<()> = Mutex::new(());

#[test]
fn d01_a_storm_of_kills_loses_nothing_that_was_acknowledged() {
    let _alone = STORM.lock().unwrap();
    let (mut folder, mut path) = place();
    let mut dice = Dice::new(1);
    let (mut kept, mut all, mut slowest) = (0, 0, Duration::ZERO);
    let mut starts = Vec::new();
    let kills = counted(20, 1_000);
    for number in 0..kills {
        if number % 25 == 24 {
            (folder, path) = place();
            kept = 0;
        }
        let acknowledged = killed(&path, &mut dice).unwrap_or(kept);
        if !path.exists() {
            continue;
        }
        let begin = Instant::now();
        drop(SqliteStore::open(&path).unwrap());
        starts.push(begin.elapsed());
        let found = whole(&path, &named("a"));
        slowest = slowest.max(begin.elapsed());
        assert!(
            found == acknowledged || found == acknowledged + 1,
            "{acknowledged} acknowledged, {found} there"
        );
        all += found - kept;
        kept = found;
    }
    drop(folder);
    starts.sort_unstable();
    let within = starts
        .iter()
        .filter(|start| start.as_millis() <= 100)
        .count();
    println!(
        "{kills} kills, {all} events, starts: p50 {:?}, longest {:?}, {within} of {} within 100 ms; slowest with a second start and verification {slowest:?}",
        starts.get(starts.len() / 2),
        starts.last(),
        starts.len()
    );
}

/// Kills a writer at some moment, mostly while it writes; returns the last number that it said.
fn killed(path: &Path, dice: &mut Dice) -> Option<u64> {
    let bytes = [200, 9_000][dice.below(2)];
    let mut writer = child(&[], path, &format!("append a 1000000 {bytes}"))
        .spawn()
        .unwrap();
    let output = BufReader::new(writer.stdout.take().unwrap());
    let (sender, first) = mpsc::channel();
    let reader = thread::spawn(move || {
        let lines = output.lines().map_while(Result::ok);
        let numbers = lines.filter_map(|line| line.strip_prefix("kept ")?.parse::<u64>().ok());
        numbers
            .inspect(|_| sender.send(()).unwrap_or_default())
            .last()
    });
    if dice.below(4) > 0 {
        first.recv_timeout(Duration::from_secs(5)).unwrap();
    }
    thread::park_timeout(Duration::from_micros(dice.below(60_000) as u64));
    writer.kill().unwrap();
    writer.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn d01_a_kill_at_every_call_of_making_writing_and_closing_loses_nothing() {
    if !trace::is_there() {
        return;
    }
    let (folder, path) = place();
    let log = folder.path().join("log");
    let make = |wrapper: &[&str]| child(wrapper, &path, "append a 3 6000");
    let calls = trace::count(&log, &make);
    let points = counted(20, calls).min(calls);
    for point in 0..points {
        for entry in fs::read_dir(folder.path()).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        let number = 1 + point * calls / points;
        let output = trace::killed_at(number, &log, &make);
        let kept = said(&output.stdout);
        let found = if path.exists() {
            whole(&path, &named("a"))
        } else {
            0
        };
        assert!(
            found == kept || found == kept + 1,
            "call {number} of {calls}: {kept} acknowledged, {found} there"
        );
        assert_eq!(
            child(&[], &path, "open").output().unwrap().status.code(),
            Some(0)
        );
    }
    println!("killed at {points} of {calls} calls");
}

#[test]
fn d01_a_kill_in_an_import_leaves_all_of_it_or_nothing() {
    if !trace::is_there() || !has("sh", &["-c", "true"]) {
        return;
    }
    let (folder, path) = place();
    let log = folder.path().join("log");
    let document = folder.path().join("issue.md");
    fs::write(&document, include_str!("../fixtures/quick_export.md")).unwrap();
    let program = |wrapper: &[&str], args: &[&str]| {
        let words = [wrapper, &[env!("CARGO_BIN_EXE_rollgate")], args].concat();
        let mut command = Command::new(words[0]);
        command
            .args(&words[1..])
            .env_clear()
            .envs(std::env::vars().filter(|(name, _)| name == "PATH"))
            .env("ROLLGATE_DB", &path)
            .env("ROLLGATE_AS", "user")
            .env("ROLLGATE_CLOCK", "2026-01-31T14:32:00Z");
        command
    };
    let import =
        |wrapper: &[&str]| program(wrapper, &["import", document.to_str().unwrap(), "--yes"]);
    let calls = trace::count(&log, &import);
    let points = counted(8, calls).min(calls);
    for point in 0..points {
        for suffix in ["", "-wal", "-shm"] {
            fs::remove_file(format!("{}{suffix}", path.display())).ok();
        }
        let number = 1 + point * calls / points;
        trace::killed_at(number, &log, &import);
        let listed = program(&[], &["list", "--json"]).output().unwrap();
        assert!(listed.status.success(), "call {number}: {listed:?}");
        let again = import(&[]).output().unwrap();
        let text = String::from_utf8_lossy(&listed.stdout);
        let was_there = text.contains("\"flag\":\"quick_export\"");
        assert_eq!(
            again.status.success(),
            !was_there,
            "call {number}: {again:?}"
        );
    }
    println!("killed at {points} of {calls} calls");
}
