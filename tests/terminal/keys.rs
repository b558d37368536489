//! The mouse, the editor and keys of one's own in a real terminal.

use vt100::MouseProtocolMode;

use crate::driver::Driver;

const CLICKS: MouseProtocolMode = MouseProtocolMode::PressRelease;
const NONE: MouseProtocolMode = MouseProtocolMode::None;

#[test]
fn the_mouse_is_listened_to_but_in_the_plain_view_and_is_let_go_at_the_end() {
    let mut driver = Driver::start(&["demo"], &[]);
    driver.wait_for("fuzzy_file_search");
    driver.wait_until("clicks", |screen| screen.mouse_protocol_mode() == CLICKS);

    driver.type_in("Y");
    driver.wait_until("no clicks", |screen| screen.mouse_protocol_mode() == NONE);
    driver.type_in("Y");
    driver.wait_until("clicks", |screen| screen.mouse_protocol_mode() == CLICKS);
    driver.leave();

    assert_eq!(driver.end(), "0");
    driver.wait_until("no clicks", |screen| screen.mouse_protocol_mode() == NONE);
    driver.assert_terminal_is_as_before();
}

#[test]
fn a_double_click_opens_a_rollout_and_the_other_button_the_menu() {
    // A terminal that is asked for its colours has no ear for clicks until it has answered; this one is not asked.
    let environment = [("ROLLGATE_CLOCK", "2026-03-09T14:32:00Z"), ("STY", "1.tty")];
    let mut driver = Driver::start(&["demo"], &environment);
    driver.wait_until("clicks", |screen| screen.mouse_protocol_mode() == CLICKS);
    // The hints are the last row of a frame.
    let screen = driver.wait_for("ROLLBACK");
    let row = screen
        .lines()
        .skip(2)
        .position(|line| line.contains("fuzzy_file_search"));
    let row = row.unwrap() + 3;

    let click = format!("\x1b[<0;10;{row}M\x1b[<0;10;{row}m");
    driver.type_in(&click);
    driver.type_in(&click);
    driver.type_in(&click);
    driver.wait_for("rollgate › fuzzy_file_search");
    driver.type_in("\x1b[<2;10;10M");
    driver.wait_for("Esc closes");
    driver.type_in("\x1b");
    driver.wait_until("no menu", |screen| {
        !screen.contents().contains("Esc closes")
    });
    driver.leave();

    assert_eq!(driver.end(), "0");
}

#[test]
fn a_text_goes_through_the_editor_and_comes_back() {
    let body = "#!/bin/sh\nread line\nprintf '%s and %s' \"$(cat \"$1\")\" \"$line\" > \"$1\"\n";
    let editor = [("EDITOR", "/bin/sh ./editor.sh")];
    let mut driver = Driver::start_with(&["demo"], &editor, &[("editor.sh", body)]);
    driver.wait_for("fuzzy_file_search");
    driver.type_in("an");
    driver.wait_for("Note");
    // Keys typed ahead of a dialog are dropped, so they are typed until one is seen.
    driver.type_until("h", "│h");
    driver.type_in("alf");
    driver.wait_for("half");

    driver.type_in("\x05");
    driver.wait_until("the terminal lent", |screen| !screen.alternate_screen());
    // The editor reads these; the screen must not.
    driver.type_in("qqq\n");

    driver.wait_for("half and qqq");
    driver.type_in("\x1b");
    driver.wait_for("the text is kept");
    driver.leave();
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}

#[test]
fn keys_of_ones_own_hold_and_a_mistake_in_them_is_told() {
    let file = "config/rollgate/keys.toml";
    let own = [(file, "[fleet]\nimport = \"I\"\n")];
    let mut driver = Driver::start_with(&["demo"], &[], &own);
    driver.wait_for("I import");
    driver.leave();
    assert_eq!(driver.end(), "0");

    let wrong = [(file, "[fleet]\nimport = \"r\"\n")];
    let mut driver = Driver::start_with(&["demo"], &[], &wrong);
    driver.wait_for("keys.toml:2:1");
    driver.leave();
    assert_eq!(driver.end(), "0");
}
