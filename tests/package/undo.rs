//! What somebody said about packages is taken back and brought back; what a repository says is not.

use proptest::prelude::*;
use rollgate::domain::Timestamp;
use rollgate::domain::flag::FlagName;
use rollgate::domain::id::Seq;
use rollgate::domain::package::{
    Basis, Command, DeployStatus, Event, Ledger, Listing, PackageName, PackageRefusal, Place,
    decide, replay,
};

const ONE: &str = "15.1.202206010001-0a1b2c3d4e5.5e4d3c2b1a0";
const TWO: &str = "15.1.202206010002-0a1b2c3d4e6.5e4d3c2b1a0";

fn now() -> Timestamp {
    Timestamp::from_timestamp(1_655_000_000, 0).unwrap()
}

fn flag() -> FlagName {
    FlagName::parse("new_search").unwrap()
}

fn package(text: &str) -> PackageName {
    PackageName::parse(text).unwrap()
}

fn add(text: &str) -> Command {
    Command::Add {
        packages: vec![(package(text), vec![])],
    }
}

fn deploy(text: &str) -> Command {
    Command::Deploy {
        environment: Place::Gprd,
        package: text.to_owned(),
        status: DeployStatus::Success,
    }
}

fn scan(text: &str) -> Command {
    Command::Scan {
        listings: vec![Listing {
            package: package(text),
            commit: Some("0".repeat(40)),
            basis: Basis::Whole,
            added: vec![],
            removed: vec![],
        }],
    }
}

/// Returns the ledger after commands that have to be accepted.
fn after(commands: &[Command]) -> Ledger {
    let mut events = Vec::new();
    for command in commands {
        events.extend(decide(&replay(&events), command, now()).unwrap());
    }
    replay(&events)
}

#[test]
fn what_was_said_last_is_taken_back_first_and_brought_back() {
    let said = [add(ONE), add(TWO), deploy(ONE), deploy(TWO)];
    let ledger = after(&[&said[..], &[Command::Undo]].concat());
    assert_eq!(ledger.running(Place::Gprd), Some(&package(ONE)));
    assert!(ledger.is_undone(Seq::new(4)) && !ledger.is_undone(Seq::new(3)));
    let ledger = after(&[&said[..], &[Command::Undo, Command::Undo, Command::Redo]].concat());
    assert_eq!(ledger.running(Place::Gprd), Some(&package(ONE)));
    let ledger = after(&[&said[..], &[Command::Undo, Command::Redo]].concat());
    assert_eq!(ledger.running(Place::Gprd), Some(&package(TWO)));
}

#[test]
fn what_was_taken_back_is_gone_for_good_once_something_else_is_said() {
    let said = [add(ONE), deploy(ONE), Command::Undo, add(TWO)];
    let ledger = after(&said);
    assert_eq!(
        (ledger.running(Place::Gprd), ledger.redoable()),
        (None, None)
    );
    let nothing = decide(&ledger, &Command::Redo, now());
    assert_eq!(nothing, Err(PackageRefusal::Nothing { verb: "redo" }));
}

#[test]
fn what_a_repository_says_is_not_taken_back() {
    let ledger = after(&[scan(ONE)]);
    let nothing = decide(&ledger, &Command::Undo, now());
    assert_eq!(nothing, Err(PackageRefusal::Nothing { verb: "undo" }));
    let ledger = after(&[add(TWO), scan(ONE), Command::Undo]);
    let known: Vec<&PackageName> = ledger.packages.keys().collect();
    assert_eq!(known, [&package(ONE)], "the scan between stays");
}

#[test]
fn a_commit_is_named_found_and_overruled() {
    let commit = "0a1b2c3d4e".repeat(4);
    let merge = |commit: &str| Command::NameMerge {
        flag: flag(),
        commit: commit.to_owned(),
    };
    let found = Command::FindCode {
        found: vec![(flag(), commit.clone(), package(TWO))],
    };
    let ledger = after(&[add(ONE), add(TWO), merge(" `0A1B2C3` "), found.clone()]);
    assert_eq!(ledger.code.get(&flag()), Some(&package(TWO)));
    assert_eq!(ledger.merges.get(&flag()), Some(&commit));
    assert_eq!(decide(&ledger, &merge("0a1b2c3d"), now()), Ok(vec![]));
    assert_eq!(decide(&ledger, &found, now()), Ok(vec![]));
    let name = Command::NameCode {
        flag: flag(),
        package: ONE.to_owned(),
    };
    let ledger = after(&[add(ONE), add(TWO), merge("0a1b2c3"), found.clone(), name]);
    assert_eq!(ledger.code.get(&flag()), Some(&package(ONE)));
    assert_eq!(
        decide(&ledger, &found, now()),
        Ok(vec![]),
        "nobody asks for that commit now"
    );
    for text in ["", "0a1b2c", "main", &"0".repeat(41)] {
        let refused = decide(&ledger, &merge(text), now());
        let text = text.to_owned();
        assert_eq!(refused, Err(PackageRefusal::NoCommit { text }));
    }
}

fn commands() -> impl Strategy<Value = Command> {
    let name = prop::sample::select(vec![ONE, TWO]);
    prop_oneof![
        name.clone().prop_map(add),
        name.clone().prop_map(scan),
        name.clone().prop_map(deploy),
        name.prop_map(|package| Command::NameCode {
            flag: flag(),
            package: package.to_owned()
        }),
        Just(Command::NameMerge {
            flag: flag(),
            commit: "0a1b2c3".to_owned()
        }),
        Just(Command::Undo),
        Just(Command::Redo),
    ]
}

fn without_count(mut ledger: Ledger) -> Ledger {
    ledger.seq = Seq::ZERO;
    ledger
}

proptest! {
    #[test]
    fn an_undo_and_a_redo_leave_everything_as_it_was(run in prop::collection::vec(commands(), 0..30)) {
        let mut events: Vec<Event> = Vec::new();
        for command in &run {
            if let Ok(new) = decide(&replay(&events), command, now()) {
                events.extend(new);
            }
        }
        let ledger = replay(&events);
        prop_assume!(ledger.undoable().is_some() && ledger.redoable().is_none());
        for command in [Command::Undo, Command::Redo] {
            events.extend(decide(&replay(&events), &command, now()).unwrap());
        }
        prop_assert_eq!(without_count(replay(&events)), without_count(ledger));
    }
}
