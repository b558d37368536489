//! A person at the terminal: when the screen opens, when it does not, and what a typed answer does.

use std::cell::RefCell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use rollgate::checklist::Template;
use rollgate::cli::{
    self, Data, Examination, Host, Io, KeyTable, ScreenWish, Setting, SettingRow, Surroundings,
    Terminal,
};
use rollgate::domain::Timestamp;
use rollgate::domain::issue_link::IssueLink;
use rollgate::error::Report;
use rollgate::store::{MemoryStore, SqliteStore};
use rollgate::tracker::{Clock as _, FixedClock, Tracker, Who, load_demo};

use crate::support::{Bench, NOW};

/// A program whose screen only remembers what it was asked for.
struct Fake {
    opened: RefCell<Vec<ScreenWish>>,
    clock: FixedClock,
}

impl Host for Fake {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn tracker(&self, data: &Data, who: Who) -> Result<Tracker, Report> {
        match data {
            Data::Read(path) | Data::Change(path) | Data::Copy(path) => {
                let store = Box::new(SqliteStore::open(path)?);
                Ok(Tracker::new(store, Box::new(self.clock.clone()), who))
            }
            Data::Demo | Data::DemoCopy => {
                let clock = Rc::new(self.clock.clone());
                Ok(load_demo(Box::<MemoryStore>::default(), clock, who.actor)?.0)
            }
        }
    }

    fn backup(&self, from: &Path, to: &Path) -> Result<(), Report> {
        Ok(SqliteStore::open_read_only(from)?.backup(to)?)
    }

    fn examine(&self, _: &Path) -> Result<Examination, Report> {
        Ok(Examination::default())
    }

    fn settings(&self) -> (Option<PathBuf>, Vec<SettingRow>) {
        (None, Vec::new())
    }

    fn surroundings(&self, _: &Path) -> Surroundings {
        Surroundings::default()
    }

    fn settings_schema(&self) -> serde_json::Value {
        serde_json::Value::Null
    }

    fn set_setting(&self, name: &str, _: &str) -> Result<PathBuf, Report> {
        Err(Report::new("CONFIG", name, rollgate::error::Exit::Usage))
    }

    fn page(&self, _: &str, _: &str) -> bool {
        false
    }

    fn keys(&self) -> KeyTable {
        KeyTable::default()
    }

    fn pause(&self, span: Duration) {
        self.clock.advance(u32::try_from(span.as_secs()).unwrap());
    }

    fn has_program(&self, name: &str) -> bool {
        name == "glab"
    }

    fn ask_forge(&self, link: &IssueLink) -> Result<String, Report> {
        Ok(format!(
            "# Asked for {}\n\n- [ ] one\n- [ ] two\n",
            link.name()
        ))
    }

    fn templates(&self) -> Result<Vec<Template>, Report> {
        Ok(Template::all(&[]))
    }

    fn screen(&self, wish: &ScreenWish) -> Result<u8, Report> {
        self.opened.borrow_mut().push(wish.clone());
        Ok(0)
    }
}

struct Seen {
    code: u8,
    stdout: String,
    stderr: String,
    opened: Vec<ScreenWish>,
}

fn sit_at(bench: &Bench, args: &[&str], (terminal, typed): (Terminal, &str)) -> Seen {
    let host = Fake {
        opened: RefCell::default(),
        clock: FixedClock::at(NOW.parse().unwrap()),
    };
    let setting = Setting {
        database: Some(bench.path("rollgate.db")),
        actor: Some("user".to_owned()),
        no_color: true,
        ..Setting::default()
    };
    let args: Vec<OsString> = std::iter::once("rollgate")
        .chain(args.iter().copied())
        .map(OsString::from)
        .collect();
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut io = Io {
        stdin: &mut typed.as_bytes(),
        stdout: &mut stdout,
        stderr: &mut stderr,
        terminal,
    };
    let code = cli::run(&args, &setting, &host, &mut io);
    Seen {
        code,
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
        opened: host.opened.into_inner(),
    }
}

const PERSON: Terminal = Terminal {
    stdin: true,
    stdout: true,
};

#[test]
fn on_a_terminal_the_screen_opens() {
    let bench = Bench::imported();
    let fleet = sit_at(&bench, &[], (PERSON, ""));
    assert_eq!(
        (fleet.code, fleet.opened.len(), fleet.stdout.as_str()),
        (0, 1, "")
    );
    assert_eq!(
        fleet.opened[0].data,
        Data::Change(bench.path("rollgate.db"))
    );
    let one = sit_at(&bench, &["quick"], (PERSON, ""));
    assert_eq!(one.opened[0].flag.as_deref(), Some("quick"));
    let demo = sit_at(&bench, &["demo"], (PERSON, ""));
    assert_eq!(demo.opened[0].data, Data::Demo);
}

#[test]
fn a_terminal_without_keys_opens_no_screen_and_says_what_else_there_is() {
    let bench = Bench::imported();
    let seen = sit_at(
        &bench,
        &[],
        (
            Terminal {
                stdin: false,
                stdout: true,
            },
            "",
        ),
    );
    assert_eq!((seen.code, seen.opened.len()), (2, 0));
    assert!(seen.stderr.contains("rollgate list"), "{}", seen.stderr);
}

#[test]
fn a_document_is_printed_even_on_a_terminal_when_it_is_asked_for() {
    let bench = Bench::imported();
    let seen = sit_at(&bench, &["--json"], (PERSON, ""));
    assert_eq!((seen.code, seen.opened.len()), (0, 0));
    assert!(seen.stdout.starts_with('{'), "{}", seen.stdout);
}

#[test]
fn a_typed_word_confirms_and_anything_else_does_not() {
    for (typed, code) in [
        ("quick\n", 0),
        ("quick_export\n", 0),
        ("slow\n", 5),
        ("\n", 5),
        ("", 5),
    ] {
        let bench = Bench::imported();
        let args = ["rollback", "start", "quick", "--reason", "slow"];
        let seen = sit_at(&bench, &args, (PERSON, typed));
        assert_eq!(seen.code, code, "{typed:?} {}", seen.stderr);
        assert!(
            seen.stderr.contains("type quick to confirm"),
            "{}",
            seen.stderr
        );
    }
    let bench = Bench::imported();
    let args = [
        "rollback",
        "start",
        "quick",
        "--reason",
        "slow",
        "--no-input",
    ];
    assert_eq!(sit_at(&bench, &args, (PERSON, "quick\n")).code, 5);
}

#[test]
fn an_import_is_kept_after_a_yes_and_only_then() {
    let source = Bench::imported();
    let file = source.path("issue.md");
    for (typed, code) in [("y\n", 0), ("yes\n", 0), ("n\n", 5), ("", 5)] {
        let bench = Bench::new();
        let seen = sit_at(&bench, &["import", file.to_str().unwrap()], (PERSON, typed));
        assert_eq!(seen.code, code, "{typed:?} {}", seen.stderr);
        assert!(seen.stderr.contains("1.2.1"), "{}", seen.stderr);
        assert_eq!(bench.path("rollgate.db").exists(), code == 0);
    }
}

#[test]
fn a_document_that_is_printed_on_a_terminal_is_cleaned() {
    let bench = Bench::new();
    bench.import("# Enable `a_b`\n\n## Rollout\n\n- [ ] one \u{1b}]0;x\u{7}\n- [ ] two\n- [ ] `/chatops run feature set a_b true`\n");
    let seen = sit_at(&bench, &["export", "a_b"], (PERSON, ""));
    assert_eq!(seen.code, 0, "{}", seen.stderr);
    assert!(
        seen.stdout.contains("‹U+001B›") && !seen.stdout.contains('\u{1b}'),
        "{}",
        seen.stdout
    );
    assert!(bench.ok(&["export", "a_b"]).contains('\u{1b}'));
}

#[test]
fn a_wait_ends_with_its_time_or_says_that_it_is_not_yet() {
    let bench = Bench::imported();
    bench.ok(&[
        "timer",
        "start",
        "quick",
        "3.3",
        "15m",
        "--reason",
        "a short one",
    ]);
    let wait = ["wait", "quick", "--for", "timer", "--timeout"];
    let early = sit_at(&bench, &[&wait[..], &["10m"]].concat(), (PERSON, ""));
    assert_eq!(early.code, 8, "{}", early.stderr);
    let whole = sit_at(&bench, &[&wait[..], &["20m"]].concat(), (PERSON, ""));
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    let gate = sit_at(
        &bench,
        &["wait", "quick", "--for", "gates", "--timeout", "5s"],
        (PERSON, ""),
    );
    assert_eq!(gate.code, 8, "{}", gate.stderr);
    let test = sit_at(
        &bench,
        &["wait", "quick", "--for", "qa:1.3", "--timeout", "5s"],
        (PERSON, ""),
    );
    assert_eq!(test.code, 8, "{}", test.stderr);
    bench.ok(&["qa", "pass", "quick"]);
    assert_eq!(bench.run(&["wait", "quick", "--for", "qa:1.3"]).code, 0);
    assert_eq!(bench.run(&["wait", "quick", "--for", "luck"]).code, 2);
}

#[test]
fn a_backup_is_a_data_file_of_its_own_and_is_never_written_over() {
    let bench = Bench::imported();
    let copy = bench.path("copy.db");
    let name = copy.to_str().unwrap();
    bench.ok(&["backup", name]);
    let there = bench.data(&["list", "--db", name]);
    assert_eq!(there[0]["flag"], "quick_export");
    assert_ne!(bench.run(&["backup", name]).code, 0);
    assert_ne!(bench.run(&["backup", "b.db", "--db", "missing.db"]).code, 0);
}

#[test]
fn a_link_is_asked_for_after_a_typed_yes_and_not_after_a_no() {
    let bench = Bench::new();
    let link = "https://gitlab.com/garden/seeds/-/issues/12";
    let there = Terminal {
        stdin: true,
        stdout: true,
    };
    let no = sit_at(&bench, &["import", link], (there, "n\n"));
    assert_eq!(no.code, 5, "{}", no.stderr);
    assert!(no.stderr.contains("I do not go online") && no.stderr.contains("glab api"));
    let yes = sit_at(&bench, &["import", link], (there, "y\ny\n"));
    assert_eq!(yes.code, 0, "{}", yes.stderr);
    assert!(
        yes.stdout.contains("Asked for garden/seeds#12"),
        "{}",
        yes.stdout
    );
}
