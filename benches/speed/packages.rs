//! Reading packages out of a git repository beside git's own comparison of the same trees. The repository is made for it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::table::{Line, Table};

/// How many commits stand between one package and the next.
const BETWEEN: u32 = 10;

/// Measures a scan of so many packages, and a second one with nothing new.
pub(crate) fn measure(table: &mut Table, folder: &Path, packages: u32) -> anyhow::Result<()> {
    let repository = folder.join("repository");
    let database = folder.join("packages.db");
    let place = repository.to_string_lossy();
    run(
        Command::new("git").args(["init", "-q", "-b", "main", &place]),
        "",
    )?;
    let git = |words: &[&str], input: &str| {
        run(Command::new("git").args(["-C", &place]).args(words), input)
    };
    git(
        &["-c", "fastimport.unpackLimit=1", "fast-import", "--quiet"],
        &history(packages),
    )?;
    let words = [
        "for-each-ref",
        "--sort=refname",
        "--format=%(tree)",
        "refs/tags/",
    ];
    let (_, trees) = git(&words, "")?;
    let trees: Vec<&str> = trees.lines().collect();
    let pairs: String = trees.windows(2).map(|pair| pair.join(" ") + "\n").collect();
    let (theirs, _) = git(&["diff-tree", "-r", "--stdin", "--name-status"], &pairs)?;
    let (started, _) = git(&["rev-parse", "HEAD"], "")?;
    let scan = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollgate"));
        command.arg("--db").arg(&database);
        command.args(["package", "scan", "--repo", &place, "--as", "ada"]);
        run(&mut command, "").map(|(time, _)| time)
    };
    let what = format!("scanning {packages} packages / git's own diffs");
    table.compare("P17", what, (scan()?, theirs), Line::AtMost(1.5));
    let what = format!("a second scan, {packages} packages / git's start");
    table.compare("P17", what, (scan()?, started), Line::None);
    Ok(())
}

/// Writes commits that each bring a file, every tenth a migration, and a tag of a package at every so-many-th.
fn history(packages: u32) -> String {
    let mut stream = String::new();
    for commit in 1..=packages * BETWEEN {
        let name = if commit.is_multiple_of(BETWEEN) {
            format!(
                "db/post_migrate/{}_add_{commit}.rb",
                20_220_101_000_000_u64 + u64::from(commit)
            )
        } else {
            format!("app/models/part_{}/model_{commit}.rb", commit % 100)
        };
        // Writing to a String cannot fail.
        let _written = write!(
            stream,
            "commit refs/heads/main\nmark :{commit}\ncommitter Ada <ada@example.com> 1640995200 +0000\n\
             data 1\nx\nM 100644 inline {name}\ndata {}\n{name}\n\n",
            name.len()
        );
        if commit.is_multiple_of(BETWEEN) {
            let tag = tag(commit / BETWEEN);
            let _written = write!(stream, "reset {tag}\nfrom :{commit}\n\n");
        }
    }
    stream
}

/// Returns the tag of a package; later ones are newer.
fn tag(number: u32) -> String {
    let moment = 202_201_010_000_u64 + u64::from(number);
    format!(
        "refs/tags/15.{}.{moment}-{number:011x}.{number:011x}",
        number / 1_000
    )
}

/// Runs a command to its end; returns how long it took and what it said.
fn run(command: &mut Command, input: &str) -> anyhow::Result<(Duration, String)> {
    let begin = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("it cannot be started")?;
    let mut stdin = child.stdin.take().context("it takes no input")?;
    // A program answers while it still reads, so that somebody else has to do the writing.
    let input = input.to_owned();
    let writer = thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output()?;
    drop(writer.join());
    let why = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "{command:?}: {why}");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok((begin.elapsed(), said))
}
