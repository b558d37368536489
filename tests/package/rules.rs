//! The rules of the ledger: what was, a wish, what happens. And what is kept of it reads back.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rollgate::domain::Timestamp;
use rollgate::domain::flag::FlagName;
use rollgate::domain::id::Seq;
use rollgate::domain::package::{
    Basis, Command, DeployStatus, Event, Ledger, Listing, Migration, PackageName, PackageRefusal,
    Place, decide, evolve, horizon, presences,
};
use rollgate::journal::{decode, encode};

const WHOLE: &str = "15.1.202206010001-0a1b2c3d4e5.5e4d3c2b1a0";
const BARE: &str = "15.1.202206010001";
const OTHER: &str = "15.1.202206010002-0a1b2c3d4e6.5e4d3c2b1a0";

fn now() -> Timestamp {
    "2022-06-02T12:00:00Z".parse().unwrap()
}

fn name(text: &str) -> PackageName {
    PackageName::parse(text).unwrap()
}

fn migration(number: u32) -> Migration {
    Migration::parse(&format!("db/post_migrate/202206{number:08}_m.rb")).unwrap()
}

fn add(text: &str, migrations: &[Migration]) -> Command {
    Command::Add {
        packages: vec![(name(text), migrations.to_vec())],
    }
}

fn deploy(package: &str, status: DeployStatus) -> Command {
    Command::Deploy {
        environment: Place::Gprd,
        package: package.to_owned(),
        status,
    }
}

fn execute(environment: Place, package: &str) -> Command {
    Command::Execute {
        environment,
        package: package.to_owned(),
        ok: true,
    }
}

/// Returns the ledger after wishes, all of them granted.
fn after(commands: &[Command]) -> Ledger {
    commands.iter().fold(Ledger::default(), |ledger, command| {
        let events = decide(&ledger, command, now()).unwrap();
        events.iter().fold(ledger, evolve)
    })
}

#[test]
fn what_is_so_already_makes_nothing_happen() {
    let flag = FlagName::parse("new_search").unwrap();
    for command in [
        add(WHOLE, &[migration(1)]),
        add(BARE, &[]),
        deploy(WHOLE, DeployStatus::Paused),
        execute(Place::Gprd, BARE),
        Command::NameCode {
            flag,
            package: WHOLE.to_owned(),
        },
    ] {
        let ledger = after(&[add(WHOLE, &[]), command.clone()]);
        assert_eq!(decide(&ledger, &command, now()), Ok(vec![]), "{command:?}");
    }
}

#[test]
fn a_package_that_is_not_known_is_refused() {
    let ledger = after(&[add(WHOLE, &[]), add(OTHER, &[])]);
    let refused = decide(
        &ledger,
        &deploy("15.1.202206010009", DeployStatus::Success),
        now(),
    );
    assert!(matches!(
        refused,
        Err(PackageRefusal::UnknownPackage { .. })
    ));
    let refused = decide(&ledger, &execute(Place::Gprd, "2022060100"), now());
    assert!(
        matches!(refused, Err(PackageRefusal::AmbiguousPackage { matches, .. }) if matches.len() == 2)
    );
    assert_eq!(ledger.find("0a1b2c3d4e6"), Ok(&name(OTHER)));
    assert_eq!(ledger.find(&name(OTHER).tag()), Ok(&name(OTHER)));
}

#[test]
fn lists_that_people_give_add_up() {
    let ledger = after(&[
        add(WHOLE, &[migration(1)]),
        add(WHOLE, &[migration(2), migration(1)]),
    ]);
    let package = &ledger.packages[&name(WHOLE)];
    assert_eq!(package.added, [migration(1), migration(2)]);
    assert_eq!(package.basis, Basis::Said);
}

#[test]
fn a_fuller_name_takes_the_place_of_a_product_version() {
    let ledger = after(&[
        add(BARE, &[migration(1)]),
        deploy(BARE, DeployStatus::Success),
        execute(Place::Gprd, BARE),
        add(WHOLE, &[]),
    ]);
    assert_eq!(ledger.packages.len(), 1);
    assert_eq!(ledger.running(Place::Gprd), Some(&name(WHOLE)));
    assert_eq!(
        ledger.last_success(Place::Gprd).unwrap().package,
        name(WHOLE)
    );
    assert_eq!(ledger.packages[&name(WHOLE)].added, [migration(1)]);
}

#[test]
fn a_run_on_a_canary_is_one_on_the_database_of_its_main_stage() {
    let ledger = after(&[add(WHOLE, &[]), execute(Place::GprdCny, WHOLE)]);
    assert!(ledger.last_success(Place::Gprd).is_some());
    assert_eq!(ledger.running(Place::GprdCny), None);
}

#[test]
fn every_event_of_the_ledger_is_kept_and_reads_back() {
    let listing = |basis| {
        Event::PackageAdded(Listing {
            package: name(WHOLE),
            commit: Some("0".repeat(40)),
            basis,
            added: vec![migration(1)],
            removed: vec![migration(2)],
        })
    };
    let events = [
        listing(Basis::Unlisted),
        listing(Basis::Said),
        listing(Basis::Whole),
        listing(Basis::Diff {
            against: name(OTHER),
        }),
        Event::PackageDeployed {
            environment: Place::GstgCny,
            package: name(BARE),
            status: DeployStatus::Paused,
            at: now(),
        },
        Event::PackageMigrationsExecuted {
            environment: Place::Gprd,
            package: name("13.12-0a1b2c3d4e5"),
            at: now(),
            ok: false,
        },
        Event::PackageCodeNamed {
            flag: FlagName::parse("new_search").unwrap(),
            package: name(OTHER),
            commit: Some("0".repeat(40)),
        },
        Event::PackageMergeNamed {
            flag: FlagName::parse("new_search").unwrap(),
            commit: "0a1b2c3".to_owned(),
        },
        Event::PackageUndone { event: Seq::new(3) },
        Event::PackageRedone { event: Seq::new(3) },
    ];
    for event in events {
        let kept = encode(&event).unwrap();
        assert!(kept.kind.starts_with("package_"), "{}", kept.kind);
        let read: Event = decode(&kept.kind, kept.version, &kept.payload).unwrap();
        assert_eq!(read, event);
    }
    let damaged = r#"{"commit":null,"package":"x","basis":"said","added":[],"removed":[]}"#;
    assert!(decode::<Event>("package_added", 1, damaged).is_err());
}

#[test]
fn a_package_named_for_the_code_of_a_flag_is_written_as_it_always_was() {
    let event = Event::PackageCodeNamed {
        flag: FlagName::parse("new_search").unwrap(),
        package: name(OTHER),
        commit: None,
    };
    let kept = encode(&event).unwrap();
    let old = format!(r#"{{"flag":"new_search","package":"{OTHER}"}}"#);
    assert_eq!(kept.payload, old);
}

/// Makes packages 1 to 20, each with what it adds and removes of six migrations, runs and deployments of them.
fn ledgers() -> impl Strategy<Value = Vec<Event>> {
    let package = |place: usize| {
        name(&format!(
            "15.1.2022060100{place:02}-0a1b2c3d4e5.5e4d3c2b1a0"
        ))
    };
    let migrations = prop::collection::btree_set(0_u32..6, 0..3);
    let listing =
        (1_usize..20, migrations.clone(), migrations).prop_map(move |(place, added, removed)| {
            let list = |numbers: BTreeSet<u32>| numbers.into_iter().map(migration).collect();
            Event::PackageAdded(Listing {
                package: package(place),
                commit: None,
                basis: if place == 1 {
                    Basis::Whole
                } else {
                    Basis::Said
                },
                added: list(added),
                removed: list(removed),
            })
        });
    let status = prop::sample::select(vec![
        DeployStatus::Running,
        DeployStatus::Success,
        DeployStatus::Failed,
        DeployStatus::Paused,
    ]);
    let hours = 0_i64..50;
    let deployed = (1_usize..20, status, hours.clone()).prop_map(move |(place, status, hour)| {
        Event::PackageDeployed {
            environment: Place::Gprd,
            package: package(place),
            status,
            at: now() + chrono::TimeDelta::hours(hour),
        }
    });
    let executed = (1_usize..20, any::<bool>(), hours).prop_map(move |(place, ok, hour)| {
        Event::PackageMigrationsExecuted {
            environment: Place::Gprd,
            package: package(place),
            at: now() + chrono::TimeDelta::hours(hour),
            ok,
        }
    });
    prop::collection::vec(
        prop_oneof![3 => listing, 1 => deployed, 1 => executed],
        0..40,
    )
}

proptest! {
    #[test]
    fn a_horizon_never_calls_safe_what_the_last_run_forbids(events in ledgers()) {
        let ledger = events.iter().fold(Ledger::default(), evolve);
        let found = horizon(&ledger, Place::Gprd, &[]);
        for safe in &found.safe {
            let line = found.point_of_no_return.as_ref().unwrap();
            prop_assert_eq!(safe.is_newer_than(line), Some(true));
            prop_assert!(!found.not_safe.contains(safe) && !found.newer.contains(safe));
        }
        let sorted = found.safe.len() + found.not_safe.len() + found.unknown.len() + found.newer.len();
        let running = found.running.as_ref().is_some_and(|name| ledger.packages.contains_key(name));
        prop_assert_eq!(sorted + usize::from(running), ledger.packages.len());
        if found.copyable {
            prop_assert!(found.doubts.is_empty() && found.safe.contains(found.target.as_ref().unwrap()));
            let latest = ledger.latest_deployment(Place::Gprd);
            prop_assert!(latest.is_none_or(|latest| latest.status == DeployStatus::Success));
        }
        if ledger.last_success(Place::Gprd).is_none() {
            prop_assert!(found.safe.is_empty() && found.not_safe.is_empty());
        }
        prop_assert!(!found.reason.is_empty() && !found.reason.contains('\n'));
    }

    #[test]
    fn presences_of_one_migration_do_not_overlap(events in ledgers()) {
        let ledger = events.iter().fold(Ledger::default(), evolve);
        for pair in presences(&ledger).windows(2) {
            if pair[0].migration == pair[1].migration {
                let gone = pair[0].removed_in.as_ref();
                prop_assert!(gone.is_some_and(|gone| *gone <= pair[1].introduced_in));
            }
        }
    }

    #[test]
    fn no_text_breaks_the_readers(text in "([0-9a-f.+-]|db/|post_migrate/|ee/|\\.rb|_|é|20220601000001_a){0,40}") {
        let migrations = Migration::all_in(&text);
        prop_assert!(migrations.iter().all(|migration| text.contains(migration.path())));
        let entries = rollgate::domain::package::read_note(&text);
        for (package, _) in entries {
            prop_assert_eq!(PackageName::parse(&package.to_string()), Some(package.clone()));
            prop_assert_eq!(PackageName::parse(&package.tag()), Some(package));
        }
    }
}
