//! The screen under limits of the system: it works, or says in words why it does not.

use crate::driver::Driver;

#[cfg(target_os = "linux")]
#[test]
fn s01_no_picture_of_the_memory_is_left_by_a_signal_or_a_break() {
    let script = format!(
        "ulimit -c unlimited; exec {} demo",
        env!("CARGO_BIN_EXE_rollgate")
    );
    let mut driver = Driver::start_script(&script, &[], &[]);
    driver.wait_for("fuzzy_file_search");
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", driver.pid())).unwrap();
    let core = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max core file size"));
    assert_eq!(
        core.unwrap().split_whitespace().next(),
        Some("0"),
        "{limits}"
    );
    driver.signal("QUIT");
    assert!(driver.end().starts_with("Quit"));
}

#[cfg(target_os = "linux")]
#[test]
fn t15_under_every_limit_the_screen_works_or_says_why_not() {
    let program = env!("CARGO_BIN_EXE_rollgate");
    for limit in [
        "ulimit -v 131072",
        "ulimit -n 16",
        "ulimit -s 1024",
        "ulimit -f 0",
        // Root may have as many processes as it likes, so this is somebody else's.
        "ulimit -u 1; exec setpriv --reuid=65534 --clear-groups",
    ] {
        let exec = if limit.contains("exec") { "" } else { "; exec" };
        let script = format!("{limit}{exec} {program} demo");
        let mut driver = Driver::start_script(&script, &[], &[]);
        let screen = driver.wait_until(limit, |screen| {
            let text = screen.contents();
            text.contains("fuzzy_file_search")
                || text.contains("error: ")
                || text.contains("setpriv")
        });
        assert!(!screen.contains("broke at"), "{limit}: {screen}");
        if screen.contains("fuzzy_file_search") {
            driver.leave();
            assert_eq!(driver.end(), "0", "{limit}");
        } else {
            let end = driver.end();
            assert!(!end.starts_with("Abort"), "{limit}: {end}");
        }
        driver.assert_terminal_is_as_before();
    }
}
