//! What a person does in a hurry: searching, holding a key, a huge terminal, another size, the editor, leaving. Absolute times; nothing beside.

use std::time::Duration;

use crate::Fleet;
use crate::table::{Table, at, milliseconds};
use crate::terminal::{Running, Size};

/// How often each thing is done.
const TIMES: usize = 20;

/// How often the editor is called for until it is.
const PATIENCE: u32 = 80;

/// How many keys come at once.
const BURST: usize = 200;

/// What is written while the program is searched; each letter changes what is shown.
const SEARCHED: &str = "bench_flag_0000";

/// Measures it all over the largest fleet.
pub(crate) fn measure(table: &mut Table, fleets: &[Fleet]) -> anyhow::Result<()> {
    let Some(fleet) = fleets.last() else {
        return Ok(());
    };
    let path = fleet.path.to_string_lossy();
    let start = |size| {
        let program = env!("CARGO_BIN_EXE_rollgate");
        let running = Running::start_in(program, &["--db", &path], size)?;
        running.first_frame("bench_flag")?;
        anyhow::Ok(running)
    };
    let of = |what: &str| format!("{what}, {} rollouts", fleet.rollouts);
    let mut running = start(Size::USUAL)?;
    search(table, &mut running, &of("a letter of a search, p99"))?;
    let keys = "\u{1b}[B".repeat(BURST);
    let time = running.press(&keys)?.time;
    let most = "(120 ms at most)";
    let what = of(&format!("{BURST} keys at once"));
    table.tell("P8", what, format!("{} {most}", milliseconds(time)));
    resized(table, &running, &of("another size, 200x60"))?;
    running.end()?;
    let program = env!("CARGO_BIN_EXE_rollgate");
    let running = Running::start(program, &["--db", &path, "bench_flag_000000"])?;
    edited(table, running, &of("back from the editor"))?;
    let mut running = start(Size::HUGE)?;
    let times = pressed(&mut running, &["\u{1b}[B"; TIMES])?;
    told(table, "P8", &of("a key at 500x200, p99"), (&times, 16));
    running.end()?;
    let running = start(Size::USUAL)?;
    let time = running.leave("\u{3}\u{3}")?;
    told(table, "P13", &of("leaving"), (&[time], 20));
    Ok(())
}

fn search(table: &mut Table, running: &mut Running, what: &str) -> anyhow::Result<()> {
    running.press("/")?;
    let letters: Vec<String> = SEARCHED.chars().map(String::from).collect();
    let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
    let times = pressed(running, &letters)?;
    told(table, "P8", what, (&times, 16));
    running.press("\u{1b}")?;
    running.press("\u{1b}")?;
    Ok(())
}

fn resized(table: &mut Table, running: &Running, what: &str) -> anyhow::Result<()> {
    let mut times = Vec::new();
    for number in 0..TIMES {
        let size = if number.is_multiple_of(2) {
            Size::WIDE
        } else {
            Size::USUAL
        };
        times.push(running.resize(size)?);
    }
    times.sort_unstable();
    told(table, "P13", what, (&times, 5));
    Ok(())
}

/// Opens a note of the rollout and lends the terminal to an editor that ends at once.
fn edited(table: &mut Table, mut running: Running, what: &str) -> anyhow::Result<()> {
    running.first_frame("bench_flag")?;
    running.press("an")?;
    // A dialog takes no key that comes too soon to have been meant for it.
    for _ in 0..PATIENCE {
        let answered = running.press("\u{5}")?;
        if answered.bytes > 0 {
            told(table, "P13", what, (&[answered.time], 50));
            break;
        }
    }
    running.press("\u{1b}")?;
    running.end()
}

/// Presses keys one after the other and returns how long the answers took, the shortest first; what is not answered is left out.
fn pressed(running: &mut Running, keys: &[&str]) -> anyhow::Result<Vec<Duration>> {
    let mut times = Vec::new();
    for key in keys {
        let answered = running.press(key)?;
        times.extend(Some(answered.time).filter(|_| answered.bytes > 0));
    }
    times.sort_unstable();
    Ok(times)
}

fn told(table: &mut Table, row: &'static str, what: &str, (times, most): (&[Duration], u32)) {
    let figure = format!("{} ({most} ms at most)", milliseconds(at(times, 99)));
    table.tell(row, what, figure);
}
