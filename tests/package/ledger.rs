//! The edges of the ledger: which flags an earlier package loses, which commit moved, what leaves doubt, what the note says.

use rollgate::domain::Timestamp;
use rollgate::domain::flag::FlagName;
use rollgate::domain::package::{
    Command, DeployStatus, Ledger, LiveFlag, Migration, NoteEntry, PackageName, Place, decide,
    evolve, horizon, write_note,
};

const ONE: &str = "15.1.202206010001-0a1b2c3d4e5.5e4d3c2b1a0";
const TWO: &str = "15.1.202206010002-0a1b2c3d4e6.5e4d3c2b1a0";
const THREE: &str = "15.1.202206010003-0a1b2c3d4e7.5e4d3c2b1a0";

fn now() -> Timestamp {
    Timestamp::from_timestamp(1_655_000_000, 0).unwrap()
}

fn name(text: &str) -> PackageName {
    PackageName::parse(text).unwrap()
}

fn flag(text: &str) -> FlagName {
    FlagName::parse(text).unwrap()
}

fn deploy(package: &str) -> Command {
    Command::Deploy {
        environment: Place::Gprd,
        package: package.to_owned(),
        status: DeployStatus::Success,
    }
}

fn execute(package: &str, ok: bool) -> Command {
    Command::Execute {
        environment: Place::Gprd,
        package: package.to_owned(),
        ok,
    }
}

fn code(of: &str, package: &str) -> Command {
    Command::NameCode {
        flag: flag(of),
        package: package.to_owned(),
    }
}

/// Returns the ledger after three packages and commands, all of them granted.
fn after(commands: &[Command]) -> Ledger {
    let packages = [ONE, TWO, THREE].map(|text| (name(text), vec![]));
    let add = Command::Add {
        packages: packages.to_vec(),
    };
    [add]
        .iter()
        .chain(commands)
        .fold(Ledger::default(), |ledger, command| {
            let events = decide(&ledger, command, now()).unwrap();
            events.iter().fold(ledger, evolve)
        })
}

#[test]
fn a_flag_is_lost_in_the_packages_before_its_code_and_in_no_other() {
    let ledger = after(&[
        execute(ONE, true),
        deploy(THREE),
        code("first", ONE),
        code("second", TWO),
        code("third", THREE),
    ]);
    let live = ["first", "second", "third", "unknown"].map(|name| LiveFlag {
        flag: flag(name),
        state: "on".to_owned(),
        since: None,
    });
    let found = horizon(&ledger, Place::Gprd, &live);
    let lost: Vec<(&str, Vec<String>)> = found
        .flags_at_risk
        .iter()
        .map(|risk| {
            let packages = risk.lost_in.iter().map(ToString::to_string);
            (risk.flag.as_str(), packages.collect())
        })
        .collect();
    assert_eq!(
        lost,
        [
            ("third", vec![TWO.to_owned(), ONE.to_owned()]),
            ("second", vec![ONE.to_owned()]),
        ]
    );
}

#[test]
fn a_commit_that_was_found_in_an_earlier_package_moves_the_code_of_its_flag() {
    let commit = "0a1b2c3d4e".repeat(4);
    let found = |package| Command::FindCode {
        found: vec![(flag("new_search"), commit.clone(), name(package))],
    };
    let merge = Command::NameMerge {
        flag: flag("new_search"),
        commit: commit.clone(),
    };
    let ledger = after(&[merge, found(TWO), found(ONE)]);
    assert_eq!(ledger.code.get(&flag("new_search")), Some(&name(ONE)));
    assert_eq!(decide(&ledger, &found(ONE), now()), Ok(vec![]));
}

#[test]
fn a_database_on_which_no_migrations_are_known_to_have_worked_leaves_doubt() {
    let doubts = |commands: &[Command]| horizon(&after(commands), Place::Gprd, &[]).doubts;
    assert_eq!(
        doubts(&[deploy(THREE)]),
        ["no run of post-deploy migrations on gprd is recorded"]
    );
    assert_eq!(doubts(&[deploy(THREE), execute(ONE, true)]), [""; 0]);
    let failed = doubts(&[deploy(THREE), execute(ONE, false)]);
    assert_eq!(failed.len(), 1, "{failed:?}");
    assert!(failed[0].contains("failed on gprd"), "{failed:?}");
}

#[test]
fn the_note_parts_its_entries_and_lists_by_empty_lines() {
    let migration = Migration::parse("db/post_migrate/20220301120000_drop_it.rb").unwrap();
    let entry = |text, added| NoteEntry {
        package: name(text),
        added,
        or_earlier: false,
    };
    let entries = [
        entry(ONE, Some(vec![migration])),
        entry(TWO, Some(vec![])),
        entry(THREE, None),
    ];
    let body = format!(
        "### `{ONE}`

Post-deploy migrations added:

- `db/post_migrate/20220301120000_drop_it.rb`

### `{TWO}`

It added no post-deploy migration.

### `{THREE}`

It is not known which post-deploy migrations it added.
"
    );
    assert_eq!(write_note(None, &entries), body);
    let headed = format!("## Release 15.1\n\n{body}");
    assert_eq!(write_note(Some("Release 15.1"), &entries), headed);
}
