//! Which rows of the fleet a store finds: those that go on, those of a name, those that may need somebody. The contract asks it of every store.

use std::cmp::Reverse;

use chrono::TimeDelta;
use rollgate::domain::Timestamp;
use rollgate::domain::calendar::FlagType;
use rollgate::domain::id::{RolloutId, StepId};
use rollgate::domain::plan::{StepKind, StepState};
use rollgate::domain::rollout::Phase;
use rollgate::projection::{DeadlineView, FleetRow, Snapshot, TimerRow};
use rollgate::store::{EventStore, FleetAtRest};

use crate::support::row;

pub(crate) fn what_goes_on_is_read_without_what_is_over(store: &mut dyn EventStore) {
    let phases = [
        Phase::Planned,
        Phase::Closed,
        Phase::Active,
        Phase::Abandoned,
        Phase::RolledBack,
    ];
    let rows: Vec<FleetRow> = phases
        .iter()
        .enumerate()
        .map(|(number, phase)| FleetRow {
            phase: *phase,
            ..row(&RolloutId::new(format!("rollout-{number}")), "a")
        })
        .collect();
    store.replace_fleet(&rows).unwrap();
    let going_on = store.fleet_going_on().unwrap();
    let expected: Vec<FleetRow> = rows.into_iter().filter(|row| !row.is_over()).collect();
    assert_eq!(expected.len(), 3);
    assert_eq!(going_on, expected);
}

pub(crate) fn whoever_has_a_name_is_found_by_it(store: &mut dyn EventStore) {
    let called = |number: usize, flag: &str, title: &str, phase| FleetRow {
        phase,
        flag: Some(flag.to_owned()),
        title: title.to_owned(),
        ..row(&RolloutId::new(format!("rollout-{number}")), "a")
    };
    let rows = [
        called(1, "new_search", "Search", Phase::Active),
        called(2, "newXsearch", "50% off \"now\"", Phase::Active),
        called(3, "old", "NEW_SEARCH", Phase::Planned),
        called(4, "new_search", "Über", Phase::Closed),
    ];
    store.replace_fleet(&rows).unwrap();
    for (name, expected) in [
        ("new_search", &["rollout-1", "rollout-3", "rollout-4"][..]),
        ("50% OFF \"now\"", &["rollout-2"]),
        ("rollout-3", &["rollout-3"]),
        ("Über", &["rollout-4"]),
        ("new_", &[]),
        ("", &[]),
    ] {
        let found = store.fleet_called(name).unwrap();
        let found: Vec<&str> = found.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(found, expected, "{name}");
    }
}

/// Rows of all phases and states, with a time and without one, of which some are as old as others.
fn of_all_kinds() -> Vec<FleetRow> {
    let wait = TimerRow {
        step: StepId::new("0123456789"),
        number: "3.1".to_owned(),
        text: "Wait for a day.".to_owned(),
        kind: StepKind::Wait,
        started_at: Timestamp::UNIX_EPOCH,
        ends_at: Timestamp::UNIX_EPOCH,
        paused_with: None,
        watcher: None,
    };
    let states = [
        StepState::Todo,
        StepState::Doing,
        StepState::Failed,
        StepState::Blocked,
    ];
    let phases = [
        Phase::Planned,
        Phase::Active,
        Phase::RollingBack,
        Phase::Closed,
    ];
    let mut rows = Vec::new();
    for (number, phase) in phases.iter().cycle().take(32).enumerate() {
        let timers = if number % 3 == 0 {
            vec![wait.clone()]
        } else {
            vec![]
        };
        let age = TimeDelta::minutes(i64::try_from(number * 7 % 5).unwrap());
        rows.push(FleetRow {
            phase: *phase,
            state: states[number / 4 % 4],
            timers,
            updated_at: Timestamp::UNIX_EPOCH - age,
            ..row(&RolloutId::new(format!("rollout-{number:02}")), "a")
        });
    }
    rows
}

pub(crate) fn what_may_need_somebody_is_told_from_what_is_at_rest(store: &mut dyn EventStore) {
    let rows = of_all_kinds();
    store.replace_fleet(&rows).unwrap();
    let mut going_on = store.fleet_going_on().unwrap();
    let (needing, mut resting): (Vec<FleetRow>, Vec<FleetRow>) = going_on
        .clone()
        .into_iter()
        .partition(FleetRow::may_need_me);
    assert!(
        needing.len() > 3 && resting.len() > 3,
        "{needing:?} {resting:?}"
    );
    resting.sort_by_key(|row| Reverse(row.updated_at));
    for most in [0, 1, 3, 100] {
        let first = &resting[..resting.len().min(most as usize)];
        let short = store.fleet_in_short(most).unwrap();
        assert_eq!(short.in_need, needing);
        assert_eq!(short.at_rest, first, "{most}");
        assert_eq!(short.going_on, going_on.len());
        // The first in the order of need are the same, however many of the others are read.
        let mut short = [needing.as_slice(), first].concat();
        let now = Timestamp::UNIX_EPOCH;
        Snapshot::sort(&mut short, now);
        Snapshot::sort(&mut going_on, now);
        assert!(going_on.starts_with(&short[..short.len().min(most as usize)]));
        assert!(
            going_on
                .iter()
                .filter(|row| row.needs_me(now))
                .eq(short.iter().filter(|row| row.needs_me(now)))
        );
    }
}

pub(crate) fn what_is_at_rest_is_counted_without_being_read(store: &mut dyn EventStore) {
    let moment = |text: &str| text.parse::<Timestamp>().unwrap();
    let ends = [
        None,
        Some("2026-03-01T00:00:00Z"),
        Some("2026-03-01T00:00:00.500Z"),
    ];
    let names = ["a", "größte", "seventh", "seventh"];
    let mut rows = of_all_kinds();
    for (number, row) in rows.iter_mut().enumerate() {
        let count = number / 5 % 3;
        row.blockers = (0..count).map(|count| format!("B{count}: held")).collect();
        let name = names[number / 3 % 4].to_owned();
        (row.flag, row.title) = if number % 2 == 0 {
            (Some(name), "a title that is longer".to_owned())
        } else {
            (None, name)
        };
        row.deadline = ends[number / 2 % 3].map(|end| DeadlineView {
            kind: FlagType::Wip,
            since: Timestamp::UNIX_EPOCH,
            at: Some(moment(end)),
            what: None,
        });
    }
    store.replace_fleet(&rows).unwrap();
    let mut at_rest = store.fleet_going_on().unwrap();
    at_rest.retain(|row| !row.may_need_me());
    Snapshot::sort(&mut at_rest, Timestamp::UNIX_EPOCH);
    let mut overdue = Vec::new();
    for now in [
        "2026-02-28T23:59:59.999Z",
        "2026-03-01T00:00:00Z",
        "2026-03-01T00:00:00.499Z",
        "2026-03-01T00:00:00.500Z",
        "2026-03-01T00:00:01Z",
    ] {
        let now = moment(now);
        let counted = store.fleet_at_rest(now).unwrap();
        let blockers: usize = at_rest.iter().map(|row| row.blockers.len()).sum();
        assert_eq!(counted.blockers, blockers);
        let is_over = at_rest.iter().filter(|row| row.is_overdue(now));
        assert_eq!(counted.overdue, is_over.count(), "{now}");
        overdue.push(counted.overdue);
        // The last of the longest, as a reading of all finds it.
        let longest = at_rest.iter().max_by_key(|row| row.name().len());
        assert_eq!(counted.longest.as_ref(), longest);
    }
    overdue.dedup();
    assert_eq!(overdue.len(), 3, "{overdue:?}");
    store.replace_fleet(&[]).unwrap();
    let none = store.fleet_at_rest(moment("2026-03-01T00:00:00Z")).unwrap();
    assert_eq!(none, FleetAtRest::default());
}
