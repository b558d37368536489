//! Stops that do not come from the keyboard: from outside, in the background, and where nobody could end them.
#![cfg(target_os = "linux")]

use crate::driver::Driver;
use crate::process::{child_of, is_stopped, signal, sleeps};

/// Starts the demo as a job of a shell, which does `more` once it has stopped.
fn job(more: &str) -> Driver {
    let program = env!("CARGO_BIN_EXE_rollgate");
    let script = format!("{program} demo; echo stopped with $?; read; {more}");
    let driver = Driver::start_program("bash", &["-mc", &script], &[]);
    driver.wait_for("fuzzy_file_search");
    driver
}

#[test]
fn t02_a_stop_from_outside_gives_the_terminal_back_and_fg_paints_again() {
    let mut driver = job("fg; echo ended with $?");
    signal(child_of(driver.pid()), "TSTP");
    driver.wait_for("stopped with 147");
    driver.wait_until("the main screen", |screen| !screen.alternate_screen());
    driver.type_in("\n");
    driver.wait_until("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains("fuzzy_file_search")
    });
    driver.leave();
    driver.wait_for("ended with 0");
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}

#[test]
fn t02_in_the_background_it_stops_again_and_leaves_the_terminal_to_the_shell() {
    let mut driver = job("bg; read; fg; echo ended with $?");
    let program = child_of(driver.pid());
    driver.type_in("\x1a");
    driver.wait_for("stopped with 147");
    let before = sleeps(program);
    driver.type_in("\n");
    // The shell names the job that it lets go on.
    driver.wait_until("bg", |screen| screen.contents().contains("demo &"));
    let mut looks = 0;
    while sleeps(program) == before || !is_stopped(program) {
        looks += 1;
        assert!(looks < 1_000_000, "it does not stop in the background");
    }
    driver.wait_until("the main screen", |screen| !screen.alternate_screen());
    driver.type_in("\n");
    driver.wait_until("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains("fuzzy_file_search")
    });
    driver.leave();
    driver.wait_for("ended with 0");
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}

#[test]
fn t02_where_no_shell_could_let_it_go_on_it_does_not_stop() {
    let mut driver = Driver::start(&["demo"], &[]);
    driver.wait_for("fuzzy_file_search");
    driver.type_in("\x1a");
    driver.signal("TSTP");
    driver.type_in("?");
    driver.wait_until("help", |screen| {
        screen.alternate_screen() && screen.contents().contains("Help for")
    });
    driver.type_in("\x1b");
    driver.wait_until("no help", |screen| !screen.contents().contains("Help for"));
    driver.leave();
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}
