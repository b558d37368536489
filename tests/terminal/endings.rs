//! However the program ends, the terminal is as it was: by a key, by a signal, by a break, by a stop.

use crate::driver::Driver;

#[test]
fn the_first_run_offers_the_demo_and_q_leaves_the_terminal_as_it_was() {
    let mut driver = Driver::start(&[], &[]);

    let screen = driver.wait_for("No rollouts yet");
    assert!(screen.contains("demo"), "{screen}");
    driver.type_in("q");

    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}

#[test]
fn each_deadly_signal_gives_the_terminal_back_and_is_what_the_shell_sees() {
    for (signal, seen) in [
        ("TERM", "Terminated"),
        ("HUP", "Hangup"),
        ("INT", "Interrupt"),
        ("QUIT", "Quit"),
    ] {
        let mut driver = Driver::start(&["demo"], &[]);
        driver.wait_for("fuzzy_file_search");

        driver.signal(signal);

        let ended = driver.end();
        assert!(ended.starts_with(seen), "{signal}: {ended}");
        driver.assert_terminal_is_as_before();
    }
}

#[test]
fn a_stop_gives_the_terminal_back_and_going_on_paints_the_screen_again() {
    let program = env!("CARGO_BIN_EXE_rollgate");
    let script = format!("{program} demo; echo stopped with $?; read; fg; echo ended with $?");
    let mut driver = Driver::start_program("bash", &["-mc", &script], &[]);
    driver.wait_for("fuzzy_file_search");

    driver.type_in("\x1a");

    // 128 and the number of SIGSTOP: the stop that no program can refuse follows the one that was asked for.
    let screen = driver.wait_for("stopped with 147");
    assert!(!screen.contains("fuzzy_file_search"), "{screen}");
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
fn a_changed_size_is_drawn_at_once() {
    let mut driver = Driver::start(&["demo"], &[]);
    driver.wait_for("fuzzy_file_search");

    driver.resize(38, 9);
    driver.wait_for("38 x 9");
    driver.resize(120, 36);
    driver.wait_for("Enter opens");
    driver.leave();

    assert_eq!(driver.end(), "0");
}
