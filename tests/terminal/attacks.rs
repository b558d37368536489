//! Harm that comes through a real terminal: signals in every place, a terminal that stops or goes, bytes that are no keys.

use crate::driver::Driver;

const CLOCK: (&str, &str) = ("ROLLGATE_CLOCK", "2026-03-09T14:32:00Z");

/// The keys that open each page and dialog of the demo, and what is seen there then.
const PLACES: &[(&str, &str)] = &[
    ("", "fuzzy_file_search"),
    ("?", "Esc"),
    ("\r", "rollgate ›"),
    (":", "Esc"),
    ("/", "/"),
    ("\r2", "rollgate ›"),
    ("\r5", "rollgate ›"),
    ("an", "Note"),
    ("Y", "fuzzy_file_search"),
];

#[test]
fn t01_each_signal_in_every_place_gives_the_terminal_back() {
    let signals = [
        ("TERM", "Terminated"),
        ("INT", "Interrupt"),
        ("HUP", "Hangup"),
        ("QUIT", "Quit"),
    ];
    let is_long = crate::long::is_long();
    for (place, (keys, seen)) in PLACES.iter().enumerate() {
        for (number, (signal, ended)) in signals.iter().enumerate() {
            if !is_long && place % signals.len() != number {
                continue;
            }
            let mut driver = Driver::start(&["demo"], &[CLOCK]);
            driver.wait_for("fuzzy_file_search");
            driver.type_in(keys);
            driver.wait_for(seen);
            driver.signal(signal);
            let end = driver.end();
            assert!(end.starts_with(ended), "{keys:?} {signal}: {end}");
            driver.assert_terminal_is_as_before();
        }
    }
}

#[test]
fn t02_a_size_changed_while_stopped_is_drawn_when_it_goes_on() {
    let program = env!("CARGO_BIN_EXE_rollgate");
    let script = format!("{program} demo; echo stopped with $?; read; fg; echo ended with $?");
    let mut driver = Driver::start_program("bash", &["-mc", &script], &[]);
    driver.wait_for("fuzzy_file_search");
    driver.type_in("\x1a");
    driver.wait_for("stopped with 147");
    driver.resize(38, 9);
    driver.type_in("\n");
    driver.wait_for("38 x 9");
    driver.resize(120, 36);
    driver.wait_for("fuzzy_file_search");
    driver.leave();
    driver.wait_for("ended with 0");
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}

#[test]
fn t03_a_terminal_that_goes_takes_the_program_with_it_even_where_hangups_are_ignored() {
    let program = env!("CARGO_BIN_EXE_rollgate");
    for command in ["", "trap '' HUP; "] {
        let script = format!("{command}exec {program} demo");
        let driver = Driver::start_program("sh", &["-c", &script], &[]);
        driver.wait_for("fuzzy_file_search");
        let end = driver.close();
        assert!(
            matches!(end.as_str(), "0" | "1") || end.starts_with("Hangup"),
            "{command}: {end}"
        );
    }
}

#[test]
fn t05_sizes_from_one_cell_to_a_hundred_thousand_break_nothing() {
    let is_long = crate::long::is_long();
    let mut driver = Driver::start(&["demo"], &[CLOCK]);
    driver.wait_for("fuzzy_file_search");
    driver.type_in("\r");
    driver.wait_for("rollgate ›");
    for (columns, rows) in [
        (1, 1),
        (2, 2),
        (5, 3),
        (20, 5),
        (500, 200),
        (1, 200),
        (500, 1),
    ] {
        driver.resize(columns, rows);
        driver.type_in("j");
    }
    let mut seed = 7_u32;
    for _ in 0..if is_long { 1000 } else { 60 } {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let side = |shift: u32, most: u32| u16::try_from(1 + (seed >> shift) % most).unwrap();
        driver.resize(side(8, 220), side(16, 70));
        driver.type_in("jk");
    }
    driver.resize(120, 36);
    driver.wait_for("rollgate ›");
    driver.signal("TERM");
    let end = driver.end();
    assert!(end.starts_with("Terminated"), "{end}");
    driver.assert_terminal_is_as_before();
}

#[test]
fn t06_in_every_kind_of_terminal_it_works_or_says_why_not() {
    for term in [
        "dumb",
        "",
        "vt100",
        "linux",
        "screen",
        "tmux-256color",
        "xterm-kitty",
        "no-such-terminal",
    ] {
        let mut driver = Driver::start(&["demo"], &[("TERM", term), CLOCK]);
        let screen = driver.wait_until("words", |screen| !screen.contents().trim().is_empty());
        if term == "dumb" {
            assert!(!screen.contains('\u{1b}'), "{screen}");
            driver.end();
            continue;
        }
        driver.wait_for("fuzzy_file_search");
        driver.leave();
        assert_eq!(driver.end(), "0", "{term}");
        driver.assert_terminal_is_as_before();
    }
}

#[test]
fn t07_without_colour_no_colour_is_sent() {
    let mut driver = Driver::start(&["demo"], &[("NO_COLOR", "1"), CLOCK]);
    driver.wait_for("fuzzy_file_search");
    driver.type_in("\r");
    driver.wait_for("rollgate ›");
    driver.wait_until("no colour in any cell", |screen| {
        let (rows, columns) = screen.size();
        (0..rows.get()).all(|row| {
            (0..columns.get()).all(|column| {
                screen.cell(row, column).is_none_or(|cell| {
                    cell.fgcolor() == vt100::Color::Default
                        && cell.bgcolor() == vt100::Color::Default
                })
            })
        })
    });
    driver.leave();
    assert_eq!(driver.end(), "0");
}

#[test]
fn t08_in_the_c_locale_every_byte_is_ascii() {
    let mut driver = Driver::start(&["demo"], &[("LC_ALL", "C"), CLOCK]);
    driver.wait_for("fuzzy_file_search");
    driver.type_in("\r");
    driver.wait_for("rollgate");
    driver.leave();
    assert_eq!(driver.end(), "0");
    let foreign: Vec<u8> = driver
        .bytes()
        .into_iter()
        .filter(|byte| *byte >= 0x80)
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[test]
fn t10_a_terminal_that_takes_nothing_any_more_cannot_hold_the_program() {
    let mut driver = Driver::start(&["demo"], &[CLOCK]);
    driver.wait_for("fuzzy_file_search");
    driver.stop_reading();
    for _ in 0..200 {
        driver.type_in("?\x1b\r\x1b");
    }
    driver.signal("TERM");
    let end = driver.end();
    assert!(end.starts_with("Terminated"), "{end}");
}

#[test]
fn t11_a_paste_of_a_megabyte_with_everything_in_it_submits_nothing() {
    let mut driver = Driver::start(&["demo"], &[CLOCK]);
    driver.wait_for("fuzzy_file_search");
    driver.type_in("an");
    driver.wait_for("Note");
    driver.type_until("h", "│h");
    let paste = "line\r\nq\u{1b}[2J\u{7}\0 x".repeat(60_000);
    driver.type_in(&format!("\x1b[200~{paste}\x1b[201~"));
    driver.type_in("\x1b");
    driver.wait_for("the text is kept");
    driver.leave();
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}

#[test]
fn t12_bytes_that_are_no_keys_break_nothing_and_record_nothing() {
    let is_long = crate::long::is_long();
    let mut driver = Driver::start(&["demo"], &[CLOCK]);
    driver.wait_for("fuzzy_file_search");
    let mut seed = 1_u64;
    for _ in 0..if is_long { 250 } else { 8 } {
        let bytes: Vec<u8> = (0..4096)
            .map(|_| {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                u8::try_from(seed % 256).unwrap()
            })
            // Ctrl-C twice ends the program, Ctrl-Z stops it, `q` and a word behind `:` leave: all of them rightly.
            .filter(|byte| !matches!(byte, 0x03 | 0x1a | b'q' | b'Q' | b':'))
            .collect();
        driver.type_bytes(&bytes);
        driver.type_in("\x1b[\x1b]\x1bP\x1b[<0;1;\x1b[200~\x1b[201~\x1b\x1b\x1b");
    }
    driver.signal("TERM");
    let end = driver.end();
    assert!(end.starts_with("Terminated"), "{end}");
    driver.assert_terminal_is_as_before();
}

#[test]
fn a_flag_on_the_command_line_opens_its_rollout() {
    let flags = ["first_flag", "second_flag"];
    let documents = flags.map(|flag| {
        format!(
            "# [Feature flag] Enable `{flag}`\n\n## Rollout\n\n- [ ] Watch the graphs of {flag}\n"
        )
    });
    let files = [
        ("first.md", documents[0].as_str()),
        ("second.md", documents[1].as_str()),
    ];
    let program = env!("CARGO_BIN_EXE_rollgate");
    let script = format!(
        "for each in first second; do {program} import $each.md --yes --quiet >/dev/null; done; exec {program} second_flag"
    );
    let mut driver = Driver::start_script(&script, &[CLOCK], &files);
    driver.wait_for("rollgate › second_flag");
    driver.type_in("q");
    driver.wait_for("first_flag");
    driver.signal("TERM");
    assert!(driver.end().starts_with("Terminated"));
    driver.assert_terminal_is_as_before();
}
