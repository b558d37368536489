//! Cut power: what was synced is there, of the rest any part may be, torn at 512 bytes. Every such image opens and has all that was acknowledged.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{Dice, counted, filled, named, place, whole};
use crate::trace::{self, Call};

const SECTOR: usize = 512;

/// A disk as it may be found after the power came back.
#[derive(Debug)]
struct Disk {
    files: BTreeMap<String, Vec<u8>>,
}

impl Disk {
    /// Applies what was asked in `calls`: all that a later sync covers, and of the rest what the dice say.
    fn after(first: &[u8], calls: &[Call], dice: &mut Dice) -> Self {
        let files = BTreeMap::from([("store.db".to_owned(), first.to_vec())]);
        let mut disk = Self { files };
        for (position, call) in calls.iter().enumerate() {
            let later = calls.get(position..).unwrap_or_default();
            let is_lasting = |name: &str| {
                later
                    .iter()
                    .any(|call| matches!(call, Call::Sync(file) if file == name))
            };
            match call {
                Call::Write(name, offset, bytes) if is_lasting(name) => {
                    disk.write(name, *offset, bytes);
                }
                Call::Write(name, offset, bytes) => disk.tear(name, *offset, bytes, dice),
                Call::Cut(name, length) if is_lasting(name) || dice.below(2) == 0 => {
                    disk.files
                        .entry(name.clone())
                        .or_default()
                        .resize(*length, 0);
                }
                Call::Unlink(name) if dice.below(2) == 0 => drop(disk.files.remove(name)),
                Call::Cut(..) | Call::Unlink(_) | Call::Sync(_) | Call::Say(_) => {}
            }
        }
        disk
    }

    fn write(&mut self, name: &str, offset: usize, bytes: &[u8]) {
        let file = self.files.entry(name.to_owned()).or_default();
        file.resize(file.len().max(offset + bytes.len()), 0);
        file[offset..offset + bytes.len()].copy_from_slice(bytes);
    }

    fn tear(&mut self, name: &str, offset: usize, bytes: &[u8], dice: &mut Dice) {
        let way = dice.below(3);
        let mut start = 0;
        while start < bytes.len() {
            let end = bytes.len().min(start + SECTOR - (offset + start) % SECTOR);
            if way == 1 || (way == 2 && dice.below(2) == 0) {
                self.write(name, offset + start, &bytes[start..end]);
            }
            start = end;
        }
    }

    fn put(&self, folder: &Path) {
        for (name, bytes) in &self.files {
            fs::write(folder.join(name), bytes).unwrap();
        }
    }
}

fn told(calls: &[Call]) -> u64 {
    let mut numbers = calls.iter().filter_map(|call| match call {
        Call::Say(line) => line.strip_prefix("kept ")?.parse().ok(),
        Call::Write(..) | Call::Sync(_) | Call::Cut(..) | Call::Unlink(_) => None,
    });
    numbers.next_back().unwrap_or(0)
}

/// Cuts the power `images` times in what a child does, at any call.
fn cut(task: &str, images: usize) {
    let (_folder, path) = filled(3);
    let first = fs::read(&path).unwrap();
    let calls = trace::calls(&path, task);
    assert!(
        calls
            .iter()
            .any(|call| matches!(call, Call::Write(name, ..) if name == "store.db"))
    );
    let mut dice = Dice::new(4);
    for image in 0..images {
        let end = dice.below(calls.len() + 1);
        let done = &calls[..end];
        let (folder, path) = place();
        Disk::after(&first, done, &mut dice).put(folder.path());
        let found = whole(&path, &named("a"));
        let acknowledged = told(done).max(3);
        assert!(
            found >= acknowledged,
            "image {image}, cut at call {end}: {acknowledged} acknowledged, {found} there"
        );
    }
    println!("{images} images of {} calls", calls.len());
}

#[test]
fn d04_a_power_cut_at_any_call_loses_nothing_that_was_acknowledged() {
    if trace::is_there() {
        cut("append a 12 700", counted(60, 1_000));
    }
}

#[test]
fn d04_a_power_cut_in_checkpoints_under_way_loses_nothing_that_was_acknowledged() {
    if trace::is_there() {
        cut("append a 90 50000", counted(12, 300));
    }
}
