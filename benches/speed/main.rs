//! How fast the program is, beside others in the same run: one table, one row for each measure. It judges ratios and asserts nothing.
//!
//! `cargo bench --bench speed [-- --most COUNT]` leaves out what has more rollouts or events; the fleets are of 100, 10,000 and 100,000 rollouts, one in ten not over.
//! `--quick` is `--most 10000`; `--only P5` measures the rows of one part: `P3 P4 P5 P15`, `P12`, `P1 P2 P18`, `P6 P7 P9 P10 P11 P16`, `P8 P13`, `P17`.

mod bursts;
mod command_line;
mod journal;
mod minimal;
mod packages;
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
            let after = |name: &str| words.iter().skip_while(|word| **word != name).nth(1);
            let most = match after("--most") {
                Some(most) => most.parse().context("--most takes a number")?,
                None if words.contains(&"--quick") => QUICK,
                None => u32::MAX,
            };
            measure(most, after("--only").copied())
        }
    }
}

/// The most rollouts and events of a quick run.
const QUICK: u32 = 10_000;

/// How many packages are scanned, unless fewer are wanted.
const PACKAGES: u32 = 2_000;

fn measure(most: u32, only: Option<&str>) -> anyhow::Result<()> {
    let is_wanted = |rows: &[&str]| only.is_none_or(|only| rows.contains(&only));
    let folder = TempDir::new()?;
    let mut fleets = Vec::new();
    let needs_fleets =
        only.is_none_or(|only| !matches!(only, "P3" | "P4" | "P5" | "P15" | "P12" | "P17"));
    let sizes = FLEETS
        .into_iter()
        .filter(|rollouts| needs_fleets && *rollouts <= most);
    for rollouts in sizes {
        let path = folder.path().join(format!("fleet-{rollouts}.db"));
        stock::fleet(&path, rollouts)?;
        fleets.push(Fleet { rollouts, path });
    }
    let mut table = Table::default();
    if is_wanted(&["P3", "P4", "P5", "P15"]) {
        journal::measure(&mut table, folder.path(), most)?;
    }
    if is_wanted(&["P12"]) {
        reading::measure(&mut table, most);
    }
    if is_wanted(&["P1", "P2", "P18"]) {
        command_line::measure(&mut table, &fleets)?;
    }
    if is_wanted(&["P6", "P7", "P9", "P10", "P11", "P16"]) {
        screens::measure(&mut table, &fleets)?;
    }
    if is_wanted(&["P8", "P13"]) {
        bursts::measure(&mut table, &fleets)?;
    }
    if is_wanted(&["P17"]) {
        packages::measure(&mut table, folder.path(), PACKAGES.min(most))?;
    }
    say(&table.to_string());
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn say(text: &str) {
    println!("{text}");
}
