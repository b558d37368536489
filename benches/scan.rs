//! How long a scan of packages takes over a repository that it builds, and git's own share of it. It measures and judges nothing.
//!
//! The repository has 20,000 commits and 2,000 packages, one for each ten commits; one commit in eight adds a migration, and some
//! of those are renamed, deleted and brought back. Git's share is told in two ways: the wall time of the one command that does
//! the comparing, run by hand over the same pairs, and the processor time of all git processes that the scan started.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use rollgate::domain::id::Actor;
use rollgate::store::SqliteStore;
use rollgate::tracker::{SystemClock, Tracker, Who};
use tempfile::TempDir;

const COMMITS: usize = 20_000;
const COMMITS_IN_A_PACKAGE: usize = 10;
/// What comes between the first scan and the second.
const NEW_PACKAGES: usize = 5;

fn main() -> anyhow::Result<()> {
    let folder = TempDir::new()?;
    let repository = folder.path().join("rails");
    std::fs::create_dir(&repository)?;
    git(
        &repository,
        &["init", "--quiet", "--initial-branch=main"],
        "",
    )?;
    let built = Instant::now();
    git(
        &repository,
        &["fast-import", "--quiet"],
        &history(0, COMMITS),
    )?;
    say("repository", built.elapsed(), "written by git fast-import");
    let store = SqliteStore::open(&folder.path().join("rollgate.db"))?;
    let who = Who {
        actor: Actor::from("bench"),
        said_at: None,
    };
    let mut tracker = Tracker::new(Box::new(store), Box::new(SystemClock), who);
    scan(&mut tracker, &repository, "first scan")?;
    alone(&repository)?;
    let more = NEW_PACKAGES * COMMITS_IN_A_PACKAGE;
    git(
        &repository,
        &["fast-import", "--quiet"],
        &history(COMMITS, more),
    )?;
    scan(&mut tracker, &repository, "second scan")?;
    scan(&mut tracker, &repository, "third, nothing new")
}

/// Scans, and says how long it took and what of that git used.
fn scan(tracker: &mut Tracker, repository: &Path, name: &str) -> anyhow::Result<()> {
    let before = processor_of_children();
    let begun = Instant::now();
    let report = tracker.scan_packages(repository, &[])?;
    let took = begun.elapsed();
    let of_git = match (before, processor_of_children()) {
        (Some(before), Some(after)) => format!(
            "git's processor time {:.2} s",
            after.saturating_sub(before).as_secs_f64()
        ),
        (None, _) | (_, None) => "git's processor time is not told here".to_owned(),
    };
    let found = format!(
        "{} packages, {} new; {of_git}",
        report.found,
        report.listings.len()
    );
    say(name, took, &found);
    Ok(())
}

/// Runs the comparison of all pairs by git alone.
fn alone(repository: &Path) -> anyhow::Result<()> {
    let listed = git(
        repository,
        &[
            "for-each-ref",
            "--sort=refname",
            "--format=%(objectname)",
            "refs/tags/",
        ],
        "",
    )?;
    let commits: Vec<&str> = listed.lines().collect();
    let mut pairs = String::new();
    for (before, commit) in commits.iter().zip(commits.iter().skip(1)) {
        writeln!(pairs, "{commit} {before}")?;
    }
    let args = [
        "diff-tree",
        "--stdin",
        "-r",
        "-z",
        "--name-status",
        "--no-renames",
        "--no-ext-diff",
        "--diff-filter=AD",
        "--",
        "db/post_migrate",
        "db/migrate",
        "ee/db",
    ];
    let begun = Instant::now();
    git(repository, &args, &pairs)?;
    let what = format!(
        "git diff-tree alone over {} pairs",
        commits.len().saturating_sub(1)
    );
    say("git alone", begun.elapsed(), &what);
    Ok(())
}

/// Writes `count` commits behind the first `from` as a stream for fast-import, with a tag at the end of each package.
fn history(from: usize, count: usize) -> String {
    let mut stream = String::new();
    for number in from + 1..=from + count {
        // Writing to a String cannot fail.
        let _commit = write!(
            stream,
            "commit refs/heads/main\nmark :{number}\ncommitter b <b@example.com> {} +0000\ndata 1\nx\n",
            1_600_000_000 + number * 600
        );
        if number == from + 1 && from > 0 {
            stream.push_str("from refs/heads/main^0\n");
        }
        files(&mut stream, number);
        if number % COMMITS_IN_A_PACKAGE == 0 {
            let package = number / COMMITS_IN_A_PACKAGE;
            let _tag = write!(
                stream,
                "reset refs/tags/15.{}.{}+{package:011x}.{package:011x}\nfrom :{number}\n\n",
                package / 400,
                202_201_010_000_u64 + u64::try_from(package).unwrap_or(0),
            );
        }
    }
    stream
}

fn files(stream: &mut String, number: usize) {
    let path = |of: usize, name: &str| {
        let folder = match of % 5 {
            0 => "db/migrate",
            1 => "ee/db/geo/post_migrate",
            _ => "db/post_migrate",
        };
        format!(
            "{folder}/{}_{name}.rb",
            20_200_101_000_000_u64 + u64::try_from(of).unwrap_or(0)
        )
    };
    let mut put = |path: &str| {
        let _file = write!(
            stream,
            "M 644 inline {path}\ndata {}\n{number}\n",
            number.to_string().len()
        );
    };
    put(&format!(
        "app/models/part_{}/thing_{}.rb",
        number % 50,
        number % 2000
    ));
    if number.is_multiple_of(8) {
        put(&path(number, "change"));
    }
    if number.is_multiple_of(400) {
        put(&path(number - 200, "renamed"));
        let _gone = writeln!(stream, "D {}", path(number - 200, "change"));
    }
    stream.push('\n');
}

fn git(folder: &Path, args: &[&str], input: &str) -> anyhow::Result<String> {
    let mut child = Command::new("git")
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("git cannot be run")?;
    let stdin = child.stdin.take();
    let input = input.to_owned();
    let writer =
        std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "git {args:?} failed");
    writer.join().ok().flatten().transpose()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Returns the processor time of all children that have ended, where the kernel tells it in `/proc`.
///
/// Source: proc(5), `cutime` and `cstime` in `/proc/self/stat`, in hundredths of a second.
fn processor_of_children() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let after_name = stat.rsplit_once(") ")?.1;
    let fields: Vec<&str> = after_name.split(' ').collect();
    let ticks = |place: usize| fields.get(place)?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks(13)? + ticks(14)?) * 10))
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn say(name: &str, took: Duration, what: &str) {
    println!("{name:<20}{:>8.2} s   {what}", took.as_secs_f64());
}
