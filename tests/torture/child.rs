//! Another process that works on a store: this very program, called again for one test with a task in its environment. It checks nothing.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use rollgate::store::SqliteStore;

use crate::support::{add, long_note, named};

const TASK: &str = "ROLLGATE_TORTURE_TASK";

/// Returns the command of a child that does `task` on the store at `path`, under `wrapper` where there is one.
///
/// `append NAME COUNT BYTES` adds notes one by one to the stream of a rollout and says each number when it is kept, `open` only opens.
pub(crate) fn child(wrapper: &[&str], path: &Path, task: &str) -> Command {
    let program = std::env::current_exe().unwrap();
    let args = [
        "--exact",
        "child::a_child_does_its_task",
        "--nocapture",
        "--test-threads=1",
    ];
    let mut command = match wrapper {
        [] => Command::new(program),
        [first, rest @ ..] => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
    };
    command
        .args(args)
        .env(TASK, format!("{}\n{task}", path.display()))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Reads the numbers that a child has said out of its output, of which the last line may be torn.
pub(crate) fn said(output: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(output);
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let mut numbers = whole
        .lines()
        .filter_map(|line| line.strip_prefix("kept ")?.parse().ok());
    numbers.next_back().unwrap_or(0)
}

#[test]
fn a_child_does_its_task() {
    let Some(task) = std::env::vars().find_map(|(name, value)| (name == TASK).then_some(value))
    else {
        return;
    };
    let (path, task) = task.split_once('\n').unwrap();
    let words: Vec<&str> = task.split(' ').collect();
    let say = |line: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{line}").unwrap();
        out.flush().unwrap();
    };
    say(String::new());
    let opened = SqliteStore::open(Path::new(path));
    let mut store = match opened {
        Ok(store) => store,
        Err(error) => return say(format!("error {error}")),
    };
    if let ["append", name, count, bytes] = words[..] {
        let (count, bytes) = (count.parse::<u64>().unwrap(), bytes.parse().unwrap());
        let text = long_note(bytes);
        let mut waits = Vec::new();
        for _ in 0..count {
            let begin = Instant::now();
            match add(&mut store, &named(name), &[&text]) {
                Ok(envelopes) => say(format!("kept {}", envelopes[0].seq)),
                Err(error) => return say(format!("error {error}")),
            }
            waits.push(begin.elapsed());
        }
        waits.sort_unstable();
        let most = waits.get(waits.len() * 99 / 100);
        say(format!("waits p99 {most:?}, longest {:?}", waits.last()));
    }
    say("done".to_owned());
}
