//! What a process asks of the system, as `strace` writes it down. It reads writes, syncs and changes of files, and passes over the rest.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::child::child;
use crate::support::has;

/// The calls that change files or make changes last.
pub(crate) const CALLS: &str =
    "pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat2,link,linkat,mkdir";

/// One thing that was asked of the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Call {
    /// Bytes were written to a file at an offset.
    Write(String, usize, Vec<u8>),
    /// A file was made to last.
    Sync(String),
    /// A file was cut to a length.
    Cut(String, usize),
    /// A name was taken away.
    Unlink(String),
    /// A line went to standard output.
    Say(String),
}

/// Tells whether `strace` works here.
pub(crate) fn is_there() -> bool {
    has("strace", &["-o", "/dev/null", "true"])
}

/// Runs a child under `strace` and returns what it asked of the system, in order.
pub(crate) fn calls(path: &Path, task: &str) -> Vec<Call> {
    let log = path.with_extension("trace");
    let name = log.to_str().unwrap();
    let wrapper = [
        "strace",
        "-f",
        "-y",
        "-xx",
        "-s",
        "1000000",
        "-e",
        "trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink",
        "-o",
        name,
    ];
    let output = child(&wrapper, path, task).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = fs::read_to_string(&log).unwrap();
    fs::remove_file(&log).unwrap();
    joined(&text).iter().filter_map(|line| call(line)).collect()
}

/// Joins the two halves of each call that another thread's call came into.
///
/// What is said counts from the moment at which it began, all else from the moment at which it was over.
fn joined(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut begun: BTreeMap<&str, &str> = BTreeMap::new();
    for line in text.lines() {
        let (thread, rest) = line.split_once(' ').unwrap_or_default();
        if let Some((first, _)) = line.split_once("<unfinished ...>") {
            if rest.trim_start().starts_with("write(1<") {
                lines.push(format!("{}) = 0", first.trim_end()));
            } else {
                begun.insert(thread, first.trim_end());
            }
        } else if let Some((_, end)) = line.split_once(" resumed>") {
            let first = begun.remove(thread);
            lines.extend(first.map(|first| format!("{first}{end}")));
        } else {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// Runs `command` under `strace` and has it killed as it enters its call number `number`; returns how many calls it made if it lived.
pub(crate) fn killed_at(number: usize, log: &Path, make: &dyn Fn(&[&str]) -> Command) -> Output {
    let inject = format!("inject={CALLS}:signal=KILL:when={number}");
    let trace = format!("trace={CALLS}");
    let wrapper = [
        "strace",
        "-f",
        "-e",
        &trace,
        "-e",
        &inject,
        "-o",
        log.to_str().unwrap(),
    ];
    make(&wrapper).output().unwrap()
}

/// Counts the calls of a command that change files.
pub(crate) fn count(log: &Path, make: &dyn Fn(&[&str]) -> Command) -> usize {
    let trace = format!("trace={CALLS}");
    let wrapper = ["strace", "-f", "-e", &trace, "-o", log.to_str().unwrap()];
    let output = make(&wrapper).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = fs::read_to_string(log).unwrap();
    text.lines().filter(|line| line.contains('(')).count()
}

/// Reads one line: `123 pwrite64(4<\x2f\x61>, "\x01", 1, 32) = 1`.
fn call(line: &str) -> Option<Call> {
    let (_, line) = line.split_once(' ')?;
    let (name, rest) = line.trim_start().split_once('(')?;
    if rest.contains(") = -1") {
        return None;
    }
    let (first, rest) = rest.split_once([',', ')'])?;
    let file = || {
        let path = first.split_once('<')?.1.strip_suffix('>')?;
        let path = String::from_utf8(unhex(path)).ok()?;
        Some(path.rsplit_once('/')?.1.to_owned())
    };
    match name {
        "pwrite64" => {
            let (bytes, rest) = rest.trim_start_matches(" \"").split_once('"')?;
            let offset = rest.rsplit_once(") =")?.0.rsplit_once(", ")?.1;
            Some(Call::Write(file()?, offset.parse().ok()?, unhex(bytes)))
        }
        "write" if first.starts_with("1<") => {
            let (bytes, _) = rest.trim_start_matches(" \"").split_once('"')?;
            let text = String::from_utf8(unhex(bytes)).ok()?;
            Some(Call::Say(text.trim().to_owned()))
        }
        "fsync" | "fdatasync" => file().map(Call::Sync),
        "ftruncate" => {
            let length = rest.trim_start().split_once(')')?.0;
            Some(Call::Cut(file()?, length.parse().ok()?))
        }
        "unlink" => {
            let path = String::from_utf8(unhex(first.trim_matches('"'))).ok()?;
            Some(Call::Unlink(path.rsplit_once('/')?.1.to_owned()))
        }
        _ => None,
    }
}

fn unhex(text: &str) -> Vec<u8> {
    let bytes = text.split("\\x").skip(1);
    bytes
        .map(|byte| u8::from_str_radix(byte, 16).unwrap())
        .collect()
}

#[test]
fn calls_of_two_threads_at_once_are_read() {
    let text = "7 fdatasync(4<\\x2f\\x64> <unfinished ...>\n8 write(1<\\x2f\\x70>, \"\\x6f\\x6b\", 2 <unfinished ...>\n\
        7 <... fdatasync resumed>) = 0\n8 <... write resumed>) = 2\n";
    let calls: Vec<Call> = joined(text).iter().filter_map(|line| call(line)).collect();
    let said = Call::Say("ok".to_owned());
    assert_eq!(calls, [said, Call::Sync("d".to_owned())]);
}

#[test]
fn a_line_of_strace_is_read() {
    assert_eq!(
        call("7 pwrite64(4<\\x2f\\x77>, \"\\x01\\xff\", 2, 32) = 2"),
        Some(Call::Write("w".to_owned(), 32, vec![1, 255]))
    );
    assert_eq!(
        call("7 fdatasync(4<\\x2f\\x64>)       = 0"),
        Some(Call::Sync("d".to_owned()))
    );
    assert_eq!(
        call("7 ftruncate(4<\\x2f\\x64>, 4096) = 0"),
        Some(Call::Cut("d".to_owned(), 4096))
    );
    assert_eq!(call("7 unlink(\"\\x2f\\x61\") = -1 ENOENT"), None);
}
