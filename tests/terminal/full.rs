//! A disk that is full under a real terminal: what was typed stays, the reason is read, and the same works once there is room.

use std::process::Command;

use crate::driver::Driver;

const DOCUMENT: &str = include_str!("../fixtures/quick_export.md");

/// Imports into a disk of its own of one megabyte and shows it; fills it, and makes room again, when it is told so.
const SCRIPT: &str = r#"
    mkdir -m 700 data && mount -t tmpfs -o size=1m,mode=700 none data || exit 91
    export ROLLGATE_DB="$PWD/data/store.db"
    "$R" import issue.md --yes --quiet >/dev/null || exit 90
    mkfifo full room
    {
        read line <full; cat /dev/zero >data/ballast 2>/dev/null; echo done >is_full
        read line <room; rm data/ballast; echo done >has_room
    } &
    "$R" quick
    "$R" log quick --json >log.json
"#;

/// Lets the script do something to the disk, and waits until it has.
fn tell(driver: &Driver, what: &str, done: &str) {
    std::fs::write(driver.folder().join(what), "now\n").unwrap();
    while !driver.folder().join(done).exists() {
        std::thread::yield_now();
    }
}

#[test]
fn d05_on_the_screen_a_full_disk_is_told_the_text_stays_and_a_retry_works() {
    let probe = "mount -t tmpfs -o size=64k none /mnt";
    let can_mount = Command::new("unshare")
        .args(["-m", "sh", "-c", probe])
        .output();
    if !can_mount.is_ok_and(|output| output.status.success()) {
        println!("left out: unshare -m and mount do not work here");
        return;
    }
    let script = format!("R={}; {SCRIPT}", env!("CARGO_BIN_EXE_rollgate"));
    let script = format!("exec unshare -m sh -c '{}'", script.replace('\'', "'\\''"));
    let clock = ("ROLLGATE_CLOCK", "2026-01-31T14:32:00Z");
    let mut driver = Driver::start_script(&script, &[clock], &[("issue.md", DOCUMENT)]);
    driver.wait_for("rollgate › quick");
    driver.type_in("an");
    driver.wait_for("Note");
    // More than the log has room for already.
    let paste = format!("a thought that must not be lost {}", "x".repeat(60_000));
    driver.type_in(&format!("\x1b[200~{paste}\x1b[201~"));
    driver.wait_for("xxxx");
    tell(&driver, "full", "is_full");
    // The first button is the one that changes nothing.
    driver.type_in("\t\t\r");
    driver.wait_for("disk full");
    driver.wait_for("a thought that must");
    tell(&driver, "room", "has_room");
    driver.type_in("\x1b[15~");
    driver.wait_until("saved", |screen| !screen.contents().contains("NOT SAVED"));
    driver.leave();
    assert_eq!(driver.end(), "0");
    let log = std::fs::read_to_string(driver.folder().join("log.json")).unwrap();
    assert_eq!(log.matches("must not be lost").count(), 1, "{log}");
    driver.assert_terminal_is_as_before();
}
