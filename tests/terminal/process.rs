//! What the system says of a process, and signals to one. Only Linux tells it.

use std::fs;
use std::process::Command;

/// Sends a signal to a process.
pub(crate) fn signal(pid: u32, name: &str) {
    let pid = pid.to_string();
    let status = Command::new("kill").args(["-s", name, &pid]).status();
    assert!(status.unwrap().success(), "kill -s {name}");
}

/// Returns the first process that another has started.
#[cfg(target_os = "linux")]
pub(crate) fn child_of(pid: u32) -> u32 {
    let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
    let first = children.split_whitespace().next();
    first.unwrap().parse().unwrap()
}

/// Returns what stands behind a name in the state of a process: `VmRSS`, `State`.
#[cfg(target_os = "linux")]
pub(crate) fn fact(pid: u32, name: &str) -> String {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let words = line.unwrap().trim_start_matches(':');
    words.split_whitespace().next().unwrap().to_owned()
}

/// Tells whether every thread of a process has stopped, which its parent is told of only then.
#[cfg(target_os = "linux")]
pub(crate) fn is_stopped(pid: u32) -> bool {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let of = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("status")).unwrap();
    let is_stopped = |status: String| status.contains("\nState:\tT");
    threads.map(|thread| of(thread.unwrap())).all(is_stopped)
}

/// Returns how often the threads of a process have gone to sleep so far.
#[cfg(target_os = "linux")]
pub(crate) fn sleeps(pid: u32) -> u64 {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let of = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("status")).unwrap();
    let count = |status: String| -> u64 {
        let name = "voluntary_ctxt_switches:";
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap().trim().parse().unwrap()
    };
    threads.map(|thread| count(of(thread.unwrap()))).sum()
}

/// Returns how many files a process has open.
#[cfg(target_os = "linux")]
pub(crate) fn open_files(pid: u32) -> usize {
    fs::read_dir(format!("/proc/{pid}/fd")).unwrap().count()
}
