//! Breaks of every kind under the library's own hold on the terminal: this very program, called again for one test with a kind in its environment.

use rollgate::shell::{Broken, in_terminal};

use crate::driver::Driver;

const KIND: &str = "ROLLGATE_TEST_BREAK";

const CANARY: &str = "canary-5e1f7a90c4d2";

/// Breaks again while the first break is on its way out.
struct BreaksWhenDropped;

impl Drop for BreaksWhenDropped {
    fn drop(&mut self) {
        let is_dropped = true;
        assert!(!is_dropped, "broke while it was dropped");
    }
}

#[test]
fn a_child_breaks_as_it_is_told() {
    let variable =
        |wanted| std::env::vars().find_map(|(name, value)| (name == wanted).then_some(value));
    let (Some(kind), Some(home)) = (variable(KIND), variable("HOME")) else {
        return;
    };
    let folder = std::path::PathBuf::from(home).join("state");
    let breaks_in_words = kind == "words";
    let last_words = move |broken: &Broken| {
        assert!(!breaks_in_words, "broke while it said so");
        broken.tell(Some(&folder));
    };
    in_terminal(last_words, || match kind.as_str() {
        "worker" => drop(std::thread::spawn(|| panic!("broke in a worker")).join()),
        "drop" => {
            let _breaks = BreaksWhenDropped;
            panic!("broke in the loop");
        }
        "two" => {
            let workers = [1, 2, 3, 4].map(|_| std::thread::spawn(|| panic!("broke in a worker")));
            for worker in workers {
                drop(worker.join());
            }
        }
        _ => panic!("broke in the loop"),
    })
    .unwrap();
}

/// Starts this program for one kind of break, and waits for its end.
fn broken(kind: &str) -> Driver {
    let program = std::env::current_exe().unwrap();
    let arguments = [
        "--exact",
        "breaks::a_child_breaks_as_it_is_told",
        "--nocapture",
        "--test-threads=1",
    ];
    let environment = [(KIND, kind), ("GITLAB_TOKEN", CANARY)];
    let mut driver = Driver::start_program(program.to_str().unwrap(), &arguments, &environment);
    assert_eq!(driver.end(), "101", "{kind}");
    driver.assert_terminal_is_as_before();
    driver
}

#[test]
fn t04_a_break_of_any_thread_gives_the_terminal_back_and_says_where_once() {
    for kind in ["loop", "worker", "drop", "two"] {
        let driver = broken(kind);
        let screen = driver.wait_for("A report without any of your data is in");
        for (words, count) in [
            ("Everything that was recorded is kept", 1),
            ("rollgate broke", 1),
        ] {
            assert_eq!(screen.matches(words).count(), count, "{kind}: {screen}");
        }
    }
}

#[test]
fn t04_a_break_while_the_first_one_is_told_is_no_abort() {
    broken("words").wait_for("rollgate broke, and broke again at");
}

#[test]
fn s01_the_report_of_a_break_holds_no_secret_of_the_surroundings() {
    let driver = broken("loop");
    let reports = std::fs::read_dir(driver.folder().join("state")).unwrap();
    let reports: Vec<String> = reports
        .map(|report| std::fs::read_to_string(report.unwrap().path()).unwrap())
        .collect();
    assert_eq!(reports.len(), 1);
    for text in reports {
        assert!(text.contains("broke in the loop"), "{text}");
        assert!(!text.contains(CANARY), "{text}");
    }
    assert!(!String::from_utf8_lossy(&driver.bytes()).contains(CANARY));
}
