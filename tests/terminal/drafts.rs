//! Text that was being typed when the program was ended: the next start finds it.

use crate::driver::Driver;

const CLOCK: (&str, &str) = ("ROLLGATE_CLOCK", "2026-03-09T14:32:00Z");

const DOCUMENT: &str = "# [Feature flag] Enable `a_flag`\n\n## Rollout\n\n- [ ] Watch the graphs\n";

/// Starts the screen on a rollout of its own.
pub(crate) fn on_a_rollout(environment: &[(&str, &str)], files: &[(&str, &str)]) -> Driver {
    let script = format!(
        "{0} import issue.md --yes --quiet >/dev/null; exec {0} a_flag",
        env!("CARGO_BIN_EXE_rollgate")
    );
    let files = [&[("issue.md", DOCUMENT)], files].concat();
    let driver = Driver::start_script(&script, environment, &files);
    driver.wait_for("rollgate › a_flag");
    driver
}

/// Opens the dialog for a note and types into it.
pub(crate) fn type_a_note(driver: &mut Driver, text: &str) {
    driver.type_in("an");
    driver.wait_for("Note");
    driver.type_in(text);
    driver.wait_for(text);
}

#[test]
fn t01_text_that_was_being_typed_is_found_again_whatever_signal_ended_the_program() {
    for (signal, ended) in [
        ("TERM", "Terminated"),
        ("HUP", "Hangup"),
        ("INT", "Interrupt"),
        ("QUIT", "Quit"),
    ] {
        let mut driver = on_a_rollout(&[CLOCK], &[]);
        type_a_note(&mut driver, "half a thought");
        driver.signal(signal);
        let end = driver.end();
        assert!(end.starts_with(ended), "{signal}: {end}");
        driver.assert_terminal_is_as_before();

        let mut again = driver.start_beside(&["a_flag"], &[CLOCK]);
        again.wait_for("rollgate › a_flag");
        again.type_in("an");
        again.wait_for("half a thought");
        again.type_in("\x1b");
        again.wait_for("the text is kept");
        again.leave();
        assert_eq!(again.end(), "0");
    }
}

#[test]
fn t03_text_that_was_being_typed_is_found_again_when_the_terminal_went() {
    let mut driver = on_a_rollout(&[CLOCK], &[]);
    type_a_note(&mut driver, "half a thought");
    let mut beside = driver.start_beside(&["a_flag"], &[CLOCK]);
    beside.wait_for("rollgate › a_flag");
    driver.close();
    beside.type_in("an");
    beside.wait_for("half a thought");
    beside.type_in("\x1b");
    beside.wait_for("the text is kept");
    beside.leave();
    assert_eq!(beside.end(), "0");
}
