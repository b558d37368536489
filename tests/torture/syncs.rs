//! Acknowledged means synced: one sync for each event, and before anybody is told.

use crate::support::{counted, filled};
use crate::trace::{self, Call};

#[test]
fn d02_every_acknowledged_event_has_a_sync_of_its_own() {
    if !trace::is_there() {
        return;
    }
    let events = counted(50, 1_000);
    let (_folder, path) = filled(1);
    let calls = trace::calls(&path, &format!("append a {events} 200"));
    let syncs = calls.iter().filter(|call| matches!(call, Call::Sync(_)));
    let syncs = syncs.count();
    println!("{events} events, {syncs} syncs");
    assert!(syncs >= events);
}

#[test]
fn d03_nobody_is_told_before_the_log_is_synced() {
    if !trace::is_there() {
        return;
    }
    let events = counted(50, 1_000);
    let (_folder, path) = filled(1);
    let (mut written, mut is_synced, mut told) = (0, true, 0);
    for call in trace::calls(&path, &format!("append a {events} 200")) {
        match call {
            Call::Write(file, ..) if file.ends_with("-wal") => {
                (written, is_synced) = (written + 1, false);
            }
            Call::Sync(file) if file.ends_with("-wal") => is_synced = true,
            Call::Say(line) if line.starts_with("kept ") => {
                assert!(is_synced && written > 0, "{line}");
                (written, told) = (0, told + 1);
            }
            Call::Write(..) | Call::Sync(_) | Call::Cut(..) | Call::Unlink(_) | Call::Say(_) => {}
        }
    }
    assert_eq!(told, events);
}
