//! The screen over fleets of every size, beside the least app and the programs that people know. None of them is told that it is measured.

use std::process::Command;
use std::time::Duration;

use crate::Fleet;
use crate::table::{Line, Table, at, milliseconds};
use crate::terminal::Running;

/// How often a program is started.
const STARTS: usize = 5;

/// How often a key is pressed.
const PRESSES: usize = 60;

/// What was seen of one program.
struct Seen {
    first: Duration,
    median: Duration,
    longest: Duration,
    bytes: usize,
    memory: Option<u64>,
}

/// Measures first frames, keys, memory and rest.
pub(crate) fn measure(table: &mut Table, fleets: &[Fleet]) -> anyhow::Result<()> {
    let mut of_fleets = Vec::new();
    let own = std::env::current_exe()?;
    let own = own.to_string_lossy();
    let program = env!("CARGO_BIN_EXE_rollgate");
    for fleet in fleets {
        let path = fleet.path.to_string_lossy();
        let minimal = seen((&own, &["--be", "minimal", &path]), "rollout-000000")?;
        let ours = seen((program, &["--db", &path]), "bench_flag")?;
        let size = fleet.rollouts;
        let beside = |what: &str| format!("{what}, {size} rollouts / minimal app");
        let times = (ours.first, minimal.first);
        table.compare("P6", beside("first frame"), times, Line::AtMost(3.0));
        let times = (ours.median, minimal.median);
        table.compare("P7", beside("a key, median"), times, Line::AtMost(2.0));
        let times = (ours.longest, minimal.longest);
        table.compare("P7", beside("a key, p98"), times, Line::None);
        let memory = |seen: &Seen| {
            seen.memory
                .map_or_else(String::new, |most| format!("{most} MB"))
        };
        let figure = format!("{} / {}", memory(&ours), memory(&minimal));
        table.tell("P10", beside("most memory"), figure);
        let figure = format!("{} B / {} B", ours.bytes, minimal.bytes);
        table.tell("P11", beside("bytes for a key"), figure);
        of_fleets.push((size, ours));
    }
    grown(table, &of_fleets);
    if let Some(fleet) = fleets.first() {
        rest(table, program, &fleet.path.to_string_lossy())?;
    }
    peers(table, &own);
    Ok(())
}

/// Says how much slower the largest fleet is than the smallest.
fn grown(table: &mut Table, of_fleets: &[(u32, Seen)]) {
    if let [(few, small), .., (many, large)] = of_fleets {
        let of = |what: &str| format!("{what}, {many} / {few} rollouts");
        let times = (large.first, small.first);
        table.compare("P16", of("first frame"), times, Line::AtMost(2.0));
        let times = (large.median, small.median);
        table.compare("P16", of("a key, median"), times, Line::AtMost(1.3));
    }
}

fn rest(table: &mut Table, program: &str, path: &str) -> anyhow::Result<()> {
    let running = Running::start(program, &["--db", path])?;
    running.first_frame("bench_flag")?;
    if let Some(idle) = running.alone() {
        let figure = format!("{} ticks, {} B", idle.ticks, idle.bytes);
        table.tell("P9", "five seconds left alone", figure);
        let figure = format!("{:.1} a second", idle.wakeups);
        table.tell("P9", "wakeups while left alone", figure);
    }
    running.end()
}

/// Measures those programs of others that are there.
fn peers(table: &mut Table, own: &str) {
    let peers: [(&str, &[&str], &str); 4] = [
        ("less", &[own], "\u{1b}[B"),
        ("vim", &["-u", "NONE", own], "\u{1b}[B"),
        ("htop", &[], "\u{1b}[B"),
        ("tig", &[], "\u{1b}[B"),
    ];
    for (program, arguments, _) in peers {
        if Command::new(program).arg("--version").output().is_err() {
            table.tell("", format!("{program} is not here"), String::new());
            continue;
        }
        // One that ends without a frame, as tig does outside a repository, is no reason to lose the figures of the others.
        let figure = seen((program, arguments), "").map_or_else(
            |error| error.to_string(),
            |seen| {
                let (first, key) = (milliseconds(seen.first), milliseconds(seen.median));
                format!("{first} / {key}")
            },
        );
        table.tell("", format!("{program}: first frame / a key"), figure);
    }
}

fn seen((program, arguments): (&str, &[&str]), wanted: &str) -> anyhow::Result<Seen> {
    let mut firsts = Vec::new();
    for _ in 1..STARTS {
        let running = Running::start(program, arguments)?;
        firsts.push(running.first_frame(wanted)?);
        running.end()?;
    }
    let mut running = Running::start(program, arguments)?;
    firsts.push(running.first_frame(wanted)?);
    firsts.sort_unstable();
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for number in 0..PRESSES {
        // Down twice and up once: every press changes something.
        let key = if number % 3 == 2 {
            "\u{1b}[A"
        } else {
            "\u{1b}[B"
        };
        let answered = running.press(key)?;
        if answered.bytes > 0 {
            times.push(answered.time);
            bytes.push(answered.bytes);
        }
    }
    times.sort_unstable();
    bytes.sort_unstable();
    let memory = running.memory();
    running.end()?;
    Ok(Seen {
        first: at(&firsts, 50),
        median: at(&times, 50),
        longest: at(&times, 98),
        bytes: bytes.get(bytes.len() / 2).copied().unwrap_or_default(),
        memory,
    })
}
