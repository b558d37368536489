//! How far back one can go, against cases worked by hand. A package is called by its place: 1 is the oldest.

use rollgate::domain::Timestamp;
use rollgate::domain::package::{
    Basis, DeployStatus, Event, Horizon, Ledger, Listing, Migration, PackageName, Place, evolve,
    horizon,
};
use rollgate::projection::PackagesView;

fn name(place: u32) -> PackageName {
    PackageName::parse(&format!(
        "15.1.2022060100{place:02}-0a1b2c3d4e5.5e4d3c2b1a0"
    ))
    .unwrap()
}

fn at(hour: u32) -> Timestamp {
    format!("2022-06-02T{hour:02}:00:00Z").parse().unwrap()
}

fn package(place: u32, added: &[&str], removed: &[&str]) -> Event {
    let migrations = |list: &[&str]| -> Vec<Migration> {
        let parsed = list.iter().map(|path| Migration::parse(path).unwrap());
        parsed.collect()
    };
    Event::PackageAdded(Listing {
        package: name(place),
        commit: None,
        basis: Basis::Diff {
            against: name(place - 1),
        },
        added: migrations(added),
        removed: migrations(removed),
    })
}

fn deployed(place: u32, hour: u32, status: DeployStatus) -> Event {
    Event::PackageDeployed {
        environment: Place::Gprd,
        package: name(place),
        status,
        at: at(hour),
    }
}

fn executed(place: u32, hour: u32, ok: bool) -> Event {
    Event::PackageMigrationsExecuted {
        environment: Place::Gprd,
        package: name(place),
        at: at(hour),
        ok,
    }
}

const A: &str = "db/post_migrate/20220601000001_a.rb";
const B: &str = "db/post_migrate/20220601000002_b.rb";
const C: &str = "db/migrate/20220601000003_c.rb";

/// Six packages: 2 brings A, 4 brings B, 5 brings a regular migration.
fn six(then: &[Event]) -> Ledger {
    let packages = [
        package(1, &[], &[]),
        package(2, &[A], &[]),
        package(3, &[], &[]),
        package(4, &[B], &[]),
        package(5, &[C], &[]),
        package(6, &[], &[]),
    ];
    packages.iter().chain(then).fold(Ledger::default(), evolve)
}

fn on_gprd(then: &[Event]) -> Horizon {
    horizon(&six(then), Place::Gprd, &[])
}

/// Returns the places of packages.
fn places(names: &[PackageName]) -> Vec<u32> {
    let place = |wanted: &PackageName| (1..=6).find(|place| name(*place) == *wanted).unwrap();
    names.iter().map(place).collect()
}

fn paths(horizon: &Horizon) -> Vec<&str> {
    let pending = horizon.pending_migrations.iter();
    pending.map(Migration::path).collect()
}

#[test]
fn only_packages_newer_than_the_one_of_the_last_run_are_safe() {
    use DeployStatus::Success;
    let found = on_gprd(&[
        deployed(3, 1, Success),
        executed(3, 2, true),
        deployed(6, 3, Success),
    ]);
    assert_eq!(places(&found.safe), [5, 4]);
    assert_eq!(places(&found.not_safe), [3, 2, 1]);
    assert!(found.newer.is_empty() && found.unknown.is_empty());
    assert_eq!(found.point_of_no_return, Some(name(3)));
    assert_eq!(found.running, Some(name(6)));
    assert_eq!(found.target, Some(name(5)));
    assert!(found.copyable);
    assert_eq!(paths(&found), [B]);
    assert!(
        found
            .reason
            .starts_with(&format!("safe down to {}", name(4))),
        "{}",
        found.reason
    );
    assert!(
        found.reason.contains("20220601000001_a.rb"),
        "{}",
        found.reason
    );
}

#[test]
fn a_regular_migration_never_stands_in_the_way() {
    use DeployStatus::Success;
    // Package 5 brought a regular migration, and one may go back behind it.
    let found = on_gprd(&[executed(3, 2, true), deployed(6, 3, Success)]);
    assert!(found.safe.contains(&name(4)));
    assert!(!paths(&found).contains(&C));
}

#[test]
fn a_run_on_the_package_that_runs_now_leaves_no_way_back() {
    use DeployStatus::Success;
    let found = on_gprd(&[deployed(4, 1, Success), executed(4, 2, true)]);
    assert!(found.safe.is_empty());
    assert_eq!(places(&found.not_safe), [3, 2, 1]);
    assert_eq!(places(&found.newer), [6, 5]);
    assert!(!found.copyable);
    assert!(paths(&found).is_empty());
    assert!(
        found.reason.starts_with("no earlier package is safe"),
        "{}",
        found.reason
    );
}

#[test]
fn a_run_says_which_package_ran_where_no_deployment_does() {
    let found = on_gprd(&[executed(4, 2, true)]);
    assert_eq!(found.running, Some(name(4)));
    let later = on_gprd(&[executed(4, 2, true), deployed(5, 1, DeployStatus::Success)]);
    assert_eq!(
        later.running,
        Some(name(4)),
        "the run came after the deployment"
    );
}

#[test]
fn without_a_run_nothing_is_known_to_be_safe() {
    let found = on_gprd(&[deployed(5, 1, DeployStatus::Success)]);
    assert!(found.safe.is_empty() && found.not_safe.is_empty());
    assert_eq!(places(&found.unknown), [4, 3, 2, 1]);
    assert_eq!(found.point_of_no_return, None);
    assert!(!found.copyable);
    assert_eq!(paths(&found), [A, B]);
}

#[test]
fn nothing_is_copied_while_a_deployment_is_not_done() {
    use DeployStatus::{Failed, Paused, Running, Success};
    for (status, word) in [
        (Failed, "has failed"),
        (Paused, "is paused"),
        (Running, "is still running"),
    ] {
        let found = on_gprd(&[
            executed(2, 1, true),
            deployed(5, 2, Success),
            deployed(6, 3, status),
        ]);
        assert_eq!(found.running, Some(name(5)), "{word}");
        assert!(found.safe.is_empty() && found.target.is_none(), "{word}");
        assert_eq!(places(&found.unknown), [4, 3], "{word}");
        assert!(!found.copyable, "{word}");
        assert!(found.reason.contains(word), "{}", found.reason);
        let done = on_gprd(&[
            executed(2, 1, true),
            deployed(5, 2, Success),
            deployed(6, 3, status),
            deployed(6, 4, Success),
        ]);
        assert!(done.copyable, "{word}");
        assert_eq!(places(&done.safe), [5, 4, 3], "{word}");
    }
}

#[test]
fn a_run_that_failed_moves_no_line_and_leaves_doubt() {
    let found = on_gprd(&[
        executed(2, 1, true),
        deployed(6, 2, DeployStatus::Success),
        executed(6, 3, false),
    ]);
    assert_eq!(found.point_of_no_return, Some(name(2)));
    assert!(found.safe.is_empty());
    assert_eq!(places(&found.unknown), [5, 4, 3]);
    assert!(!found.copyable);
    assert!(found.reason.contains("failed on gprd"), "{}", found.reason);
    assert_eq!(paths(&found), [B]);
}

#[test]
fn facts_count_by_when_they_happened_not_by_when_they_were_written_down() {
    use DeployStatus::Success;
    let found = on_gprd(&[
        deployed(6, 5, Success),
        executed(4, 4, true),
        executed(2, 1, true),
        deployed(3, 2, Success),
    ]);
    assert_eq!(found.running, Some(name(6)));
    assert_eq!(found.point_of_no_return, Some(name(4)));
    assert_eq!(places(&found.safe), [5]);
}

#[test]
fn an_older_package_recorded_later_brings_nothing_back() {
    use DeployStatus::Success;
    // B ran with package 4; that package 2 ran again an hour later leaves B in the database, which package 3 does not know.
    let found = on_gprd(&[
        executed(4, 1, true),
        executed(2, 2, true),
        deployed(6, 3, Success),
    ]);
    assert_eq!(found.point_of_no_return, Some(name(4)));
    assert_eq!(found.executed_at, Some(at(1)));
    assert_eq!(places(&found.safe), [5]);
    assert_eq!(places(&found.not_safe), [4, 3, 2, 1]);
    let line = "20220601000002_b.rb and 1 more ran on gprd";
    assert!(found.reason.contains(line), "{}", found.reason);
}

#[test]
fn a_canary_is_bound_by_the_database_that_it_shares() {
    let then = [
        executed(3, 1, true),
        Event::PackageDeployed {
            environment: Place::GprdCny,
            package: name(6),
            status: DeployStatus::Success,
            at: at(2),
        },
    ];
    let found = horizon(&six(&then), Place::GprdCny, &[]);
    assert_eq!(places(&found.safe), [5, 4]);
    let staging = horizon(&six(&then), Place::Gstg, &[]);
    assert_eq!(staging.point_of_no_return, None);
}

#[test]
fn a_migration_that_was_reverted_before_it_ran_waits_for_nobody() {
    let reverted = [
        package(6, &[], &[B]),
        executed(2, 1, true),
        deployed(6, 2, DeployStatus::Success),
    ];
    assert!(paths(&on_gprd(&reverted)).is_empty());
}

#[test]
fn a_new_name_with_the_old_timestamp_does_not_run_again() {
    let renamed = "db/post_migrate/20220601000002_better.rb";
    let then = [
        package(6, &[renamed], &[B]),
        executed(4, 1, true),
        deployed(6, 2, DeployStatus::Success),
    ];
    assert!(paths(&on_gprd(&then)).is_empty());
    let ledger = six(&then);
    let seen = horizon(&ledger, Place::Gprd, &[]);
    let view = PackagesView::of(ledger, seen);
    let mut lines = view.lines.iter();
    let line = lines.find(|line| line.row.removed == 1).unwrap();
    assert_eq!((line.row.post, line.executed), (Some(1), 1));
    let listed = view.migrations(&line.row.package).unwrap();
    assert!(listed[0].ran.is_some(), "it ran under its old name");
    assert!(!line.row.executed.is_empty());
    let not_yet = [
        package(6, &[renamed], &[B]),
        executed(2, 1, true),
        deployed(6, 2, DeployStatus::Success),
    ];
    assert_eq!(paths(&on_gprd(&not_yet)), [renamed]);
}

#[test]
fn a_name_without_time_is_never_called_safe() {
    let short = PackageName::parse("15.1-0a1b2c3d4e5").unwrap();
    let listing = Listing {
        package: short.clone(),
        commit: None,
        basis: Basis::Unlisted,
        added: vec![],
        removed: vec![],
    };
    let then = [
        Event::PackageAdded(listing),
        executed(2, 1, true),
        deployed(6, 2, DeployStatus::Success),
    ];
    let found = on_gprd(&then);
    assert!(found.not_safe.contains(&short));
}
