//! The command line over fleets of every size, beside a program that only says hello.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Context as _;

use crate::Fleet;
use crate::table::{Line, Table, median};

/// How often each command is run.
const RUNS: u32 = 9;

/// Measures what people and scripts call most.
pub(crate) fn measure(table: &mut Table, fleets: &[Fleet]) -> anyhow::Result<()> {
    let own = std::env::current_exe()?;
    let hello = time(Command::new(&own).args(["--be", "hello"]))?;
    let version = time(Command::new(env!("CARGO_BIN_EXE_rollgate")).arg("--version"))?;
    let times = (version, hello);
    table.compare("P1", "--version / hello", times, Line::AtMost(4.0));
    let mut first_note = None;
    for fleet in fleets {
        let run = |words: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_rollgate"));
            time(command.arg("--db").arg(&fleet.path).args(words))
        };
        let size = fleet.rollouts;
        let line = Line::AtMost(match size {
            0..=1_000 => 6.0,
            1_001..=10_000 => 15.0,
            _ => 50.0,
        });
        let beside = |what: &str| format!("{what}, {size} rollouts / hello");
        table.compare("P1", beside("status"), (run(&["status"])?, hello), line);
        table.compare(
            "P1",
            beside("list --all"),
            (run(&["list", "--all"])?, hello),
            Line::None,
        );
        let shown = run(&["show", "rollout-000000"])?;
        table.compare("P1", beside("show"), (shown, hello), Line::None);
        let prompt = run(&["prompt"])?;
        match select_one(&fleet.path.to_string_lossy()) {
            Some(select) => {
                let what = format!("prompt, {size} rollouts / sqlite3 select 1");
                table.compare("P18", what, (prompt, select), Line::AtMost(3.0));
            }
            None => table.compare("P18", beside("prompt"), (prompt, hello), Line::None),
        }
        let note = run(&["note", "rollout-000000", "nothing moved", "--as", "ada"])?;
        let first = *first_note.get_or_insert(note);
        let what = format!("a note, {size} rollouts / the smallest fleet");
        table.compare("P2", what, (note, first), Line::AtMost(1.3));
    }
    Ok(())
}

fn select_one(path: &str) -> Option<Duration> {
    time(Command::new("sqlite3").args([path, "select 1"])).ok()
}

fn time(command: &mut Command) -> anyhow::Result<Duration> {
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    median(RUNS, || {
        let output = command.output().context("it cannot be started")?;
        let why = String::from_utf8_lossy(&output.stderr);
        anyhow::ensure!(output.status.success(), "{command:?}: {why}");
        Ok(())
    })
}
