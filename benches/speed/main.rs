//! How fast the program is, beside others in the same run: one table, one row for each measure. It judges ratios and asserts nothing.
//!
//! `cargo bench --bench speed [-- --most COUNT]` leaves out what has more rollouts or events; the fleets are of 100, 10,000 and 100,000 rollouts, one in ten not over.

mod command_line;
mod journal;
mod minimal;
mod reading;
mod screens;
mod stock;
mod table;
mod terminal;

use std::path::PathBuf;

use anyhow::Context as _;
use tempfile::TempDir;

use self::table::Table;

/// The sizes of the fleets, in rollouts.
const FLEETS: [u32; 3] = [100, 10_000, 100_000];

/// A fleet in a file.
struct Fleet {
    rollouts: u32,
    path: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--be", "hello"] => {
            say("hello");
            Ok(())
        }
        ["--be", "minimal", path] => minimal::run(path),
        words => {
            let most = words.iter().skip_while(|word| **word != "--most").nth(1);
            let most = most.map_or(Ok(u32::MAX), |most| most.parse());
            measure(most.context("--most takes a number")?)
        }
    }
}

fn measure(most: u32) -> anyhow::Result<()> {
    let folder = TempDir::new()?;
    let mut fleets = Vec::new();
    for rollouts in FLEETS.into_iter().filter(|rollouts| *rollouts <= most) {
        let path = folder.path().join(format!("fleet-{rollouts}.db"));
        stock::fleet(&path, rollouts)?;
        fleets.push(Fleet { rollouts, path });
    }
    let mut table = Table::default();
    journal::measure(&mut table, folder.path(), most)?;
    reading::measure(&mut table, most);
    command_line::measure(&mut table, &fleets)?;
    screens::measure(&mut table, &fleets)?;
    say(&table.to_string());
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn say(text: &str) {
    println!("{text}");
}
