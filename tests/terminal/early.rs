//! What is done before the terminal has answered what it is asked: a click, a key and a paste act, each in its turn.

use crate::driver::Driver;

const STILL: (&str, &str) = ("ROLLGATE_CLOCK", "2026-03-09T14:32:00Z");

/// Returns the row of the terminal, from 1, in which the demo's fleet has this flag.
fn row_of(flag: &str) -> usize {
    let mut driver = Driver::start(&["demo"], &[STILL, ("STY", "1.tty")]);
    let screen = driver.wait_for("ROLLBACK");
    driver.leave();
    assert_eq!(driver.end(), "0");
    let row = screen.lines().skip(2).position(|line| line.contains(flag));
    row.unwrap() + 3
}

#[test]
fn a_double_click_a_key_and_a_paste_of_the_first_moment_all_act_in_their_order() {
    let row = row_of("fuzzy_file_search");
    let mut driver = Driver::start(&["demo"], &[STILL]);
    driver.wait_until("the other screen", vt100::Screen::alternate_screen);
    let click = format!("\x1b[<0;10;{row}M\x1b[<0;10;{row}m");
    let document = "# Rollout of `early_bird`\r\r## Stage\r\r- [ ] one\r- [ ] two\r";
    driver.type_in(&format!("{click}{click}5\x1b[200~{document}\x1b[201~"));

    driver.wait_for("early_bird");
    driver.wait_for("Import preview");
    // Behind it lies what the click opened and the key went to.
    driver.type_until("\x1b", "rollgate › fuzzy_file_search");
    driver.wait_until("no preview", |screen| {
        !screen.contents().contains("Import preview")
    });
    driver.wait_for("[5");
    driver.leave();
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}

#[test]
fn an_answer_of_the_terminal_is_no_key() {
    let truecolor = [STILL, ("COLORTERM", "truecolor")];
    let mut driver = Driver::start(&["demo"], &truecolor);
    driver.wait_until("the other screen", vt100::Screen::alternate_screen);
    driver.type_in("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[1;3R,");
    driver.wait_for("light (asked terminal)");
    driver.type_in("\x1b");
    driver.wait_for("NEEDS YOU");
    driver.leave();
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}

#[test]
fn a_key_that_comes_with_another_size_of_the_window_is_not_left_lying() {
    let mut driver = Driver::start(&["demo"], &[STILL, ("STY", "1.tty")]);
    driver.wait_for("ROLLBACK");
    for (columns, rows) in [(100, 36), (80, 24), (120, 40)] {
        driver.resize(columns, rows);
        driver.type_in(",");
        driver.wait_for("Settings");
        driver.resize(columns, rows + 1);
        driver.type_in("\x1b");
        driver.wait_until("the fleet alone", |screen| {
            let seen = screen.contents();
            seen.contains("NEEDS YOU") && !seen.contains("Settings")
        });
    }
    driver.leave();
    assert_eq!(driver.end(), "0");
}

#[test]
fn ctrl_j_is_a_new_line_in_a_text_and_enter_none() {
    let mut driver = Driver::start(&["demo"], &[STILL, ("STY", "1.tty")]);
    driver.wait_for("ROLLBACK");
    driver.type_in("an");
    driver.wait_for("Note");
    driver.type_until("a", "│a");
    driver.type_in("one\ntwo\x1b[D\x1b[DX");
    driver.wait_for("tXwo");
    driver.type_in("\x1b");
    driver.wait_for("the text is kept");
    driver.leave();
    assert_eq!(driver.end(), "0");
}
