//! The settings in a real terminal: every setting of the file is there, one is changed on the page, and the file is edited.

use rollgate::config::KEYS;

use crate::driver::Driver;

const FILE: &str = "config/rollgate/config.toml";

#[test]
fn every_setting_of_the_file_stands_on_the_page_with_where_it_comes_from() {
    let text = "# mine\ntheme = \"dark\"   # at night\n";
    let mut driver = Driver::start_with(&["demo"], &[], &[(FILE, text)]);
    driver.wait_for("NEEDS YOU");
    driver.type_in(",");
    let mut seen = driver.wait_for("[Look]");
    assert!(seen.contains("dark") && seen.contains("file"), "{seen}");
    for part in ["Keys", "Timers", "Copy", "You", "Data", "About"] {
        driver.type_in("\t");
        seen.push_str(&driver.wait_for(&format!("[{part}]")));
    }
    for key in KEYS {
        assert!(seen.contains(key.name), "{}: {seen}", key.name);
    }
    driver.type_in("\x1b");
    driver.wait_for("NEEDS YOU");
    driver.leave();
    assert_eq!(driver.end(), "0");
}

#[test]
fn a_choice_is_kept_in_the_file_and_the_editor_has_the_same_file() {
    let body = "#!/bin/sh\nprintf 'bell = false\\n' >> \"$1\"\ngrep theme \"$1\" > seen.txt\n";
    let files = [
        (FILE, "# mine\ntheme = \"dark\"   # at night\n"),
        ("editor.sh", body),
    ];
    let editor = [("EDITOR", "/bin/sh ./editor.sh")];
    let mut driver = Driver::start_with(&["demo"], &editor, &files);
    driver.wait_for("NEEDS YOU");
    driver.type_in(",");
    driver.wait_for("[Look]");
    driver.type_in("\x1b[C");
    driver.wait_for("saved   theme = light");
    driver.type_in("e");
    driver.wait_for("the settings file was read again");
    driver.type_in("\t\t");
    driver.wait_for("‹ false ›");
    driver.type_in("\x1b");
    driver.wait_for("NEEDS YOU");
    driver.leave();
    assert_eq!(driver.end(), "0");
    let text = std::fs::read_to_string(driver.path(FILE)).unwrap();
    assert_eq!(
        text,
        "# mine\ntheme = \"light\"   # at night\nbell = false\n"
    );
    driver.assert_terminal_is_as_before();
}
