//! What stands beside the rollouts of the demo: packages, incidents, the plan of a blocker. Names carry the demo's own time.

use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::flag::FlagName;
use crate::domain::id::{Actor, BlockerId, IncidentId, RolloutId};
use crate::domain::incident::{Alert, AtCreation, Command as Incident, PolicyChange, Status};
use crate::domain::package::{Command as Package, DeployStatus, Migration, PackageName, Place};
use crate::domain::rollout::{BlockerEdit, BlockerKind, Command, Severity};
use crate::tracker::clock::ShiftedClock;
use crate::tracker::failure::TrackerError;
use crate::tracker::keeper::Tracker;

/// A package: how many minutes ago it was cut, the commits it was built from, the migrations it brought.
struct Cut {
    minutes_ago: i64,
    commits: &'static str,
    migrations: &'static [&'static str],
}

const fn cut(minutes_ago: i64, commits: &'static str, migrations: &'static [&'static str]) -> Cut {
    Cut {
        minutes_ago,
        commits,
        migrations,
    }
}

/// The packages, oldest first; the first four were built from the commits that the demo's documents name.
const PACKAGES: [Cut; 6] = [
    cut(13_400, "1ad34c0b95f.20c44f1a7be", &[]),
    cut(
        6000,
        "c7720fe81b3.20c44f1a7be",
        &["db/post_migrate/20260212081530_drop_index_on_mirror_retries.rb"],
    ),
    cut(4600, "90be5d13c04.20c44f1a7be", &[]),
    cut(
        3000,
        "4f1c9ab27de.77b0e9d3c15",
        &[
            "db/post_migrate/20260214101200_fill_trigrams_of_file_names.rb",
            "db/migrate/20260214101000_add_trigrams_to_file_names.rb",
        ],
    ),
    cut(
        1500,
        "5b8d01f6e2c.77b0e9d3c15",
        &["db/post_migrate/20260217143005_remove_threads_of_deleted_notes.rb"],
    ),
    cut(
        300,
        "e0b6a4d92f7.77b0e9d3c15",
        &["db/migrate/20260219070000_add_size_to_exports.rb"],
    ),
];

/// A deployment: how many minutes ago, where, and which of the packages.
const DEPLOYED: [(i64, &str, usize); 9] = [
    (13_300, "gprd", 0),
    (5900, "gprd", 1),
    (4500, "gprd", 2),
    (2950, "gstg", 3),
    (2900, "gprd", 3),
    (1400, "gstg", 4),
    (1200, "gprd", 4),
    (240, "gstg", 5),
    (200, "gprd-cny", 5),
];

/// Which package brought the code of a flag.
const CODE: [(&str, usize); 4] = [
    ("export_size_limits", 0),
    ("renamed_mirror_workers", 1),
    ("incident_note_threads", 2),
    ("fuzzy_file_search", 3),
];

/// How many minutes ago post-deploy migrations were run on production, and while which package ran there.
const EXECUTED: (i64, usize) = (5000, 1);

/// Plays all of it. The clock stands at the demo's present, and stands there again afterwards.
pub(super) fn play(tracker: &mut Tracker, clock: &ShiftedClock) -> Result<(), TrackerError> {
    let now = tracker.now();
    let names: Vec<PackageName> = PACKAGES.iter().filter_map(|cut| name(cut, now)).collect();
    tracker.who.actor = Actor::from("release-manager");
    packages(tracker, clock, &names)?;
    tracker.who.actor = Actor::from("on-call");
    incidents(tracker, clock)?;
    tracker.who.actor = Actor::from("notes-owner");
    blocker(tracker, clock)
}

/// Lets `act` happen so many minutes ago.
fn ago<T>(
    tracker: &mut Tracker,
    clock: &ShiftedClock,
    minutes: i64,
    act: impl FnOnce(&mut Tracker) -> Result<T, TrackerError>,
) -> Result<T, TrackerError> {
    clock.shift(-TimeDelta::minutes(minutes));
    let done = act(tracker);
    clock.shift(TimeDelta::minutes(minutes));
    done
}

fn name(cut: &Cut, now: Timestamp) -> Option<PackageName> {
    let at = now - TimeDelta::minutes(cut.minutes_ago);
    PackageName::parse(&format!("18.9.{}-{}", at.format("%Y%m%d%H%M"), cut.commits))
}

fn packages(
    tracker: &mut Tracker,
    clock: &ShiftedClock,
    names: &[PackageName],
) -> Result<(), TrackerError> {
    for (cut, name) in PACKAGES.iter().zip(names) {
        let migrations = cut.migrations.iter();
        let migrations = migrations
            .filter_map(|path| Migration::parse(path))
            .collect();
        let packages = vec![(name.clone(), migrations)];
        ago(tracker, clock, cut.minutes_ago, |tracker| {
            tracker.record_packages(&Package::Add { packages })
        })?;
    }
    for (minutes, place, package) in DEPLOYED {
        let (Some(environment), Some(package)) = (Place::parse(place), names.get(package)) else {
            continue;
        };
        let deploy = Package::Deploy {
            environment,
            package: package.to_string(),
            status: DeployStatus::Success,
        };
        ago(tracker, clock, minutes, |tracker| {
            tracker.record_packages(&deploy)
        })?;
    }
    let (minutes, package) = EXECUTED;
    if let (Some(environment), Some(package)) = (Place::parse("gprd"), names.get(package)) {
        let run = Package::Execute {
            environment,
            package: package.to_string(),
            ok: true,
        };
        ago(tracker, clock, minutes, |tracker| {
            tracker.record_packages(&run)
        })?;
    }
    for (flag, package) in CODE {
        let (Some(flag), Some(package)) = (FlagName::parse(flag), names.get(package)) else {
            continue;
        };
        let code = Package::NameCode {
            flag,
            package: package.to_string(),
        };
        ago(tracker, clock, 190, |tracker| {
            tracker.record_packages(&code)
        })?;
    }
    Ok(())
}

/// Gives the blocker that the failed test raised a plan, one step of which is done.
fn blocker(tracker: &mut Tracker, clock: &ShiftedClock) -> Result<(), TrackerError> {
    let rollout = tracker.find("incident_note_threads")?;
    let blocker = BlockerId::new("B1");
    let edit = BlockerEdit {
        kind: Some(BlockerKind::Data),
        severity: Some(Some(Severity::S2)),
        owner: Some("notes-owner".to_owned()),
        due: Some(Some(tracker.now() + TimeDelta::hours(7))),
        description: Some(
            "A note gets its thread record when it is saved, and only while the flag is on. Notes from before have none, so \
             that the button to answer does nothing."
                .to_owned(),
        ),
        steps: [
            "Save the thread record whatever the flag says",
            "Write the missing records for notes of the last 90 days",
            "Make the record when somebody answers an older note",
        ]
        .map(str::to_owned)
        .into(),
        expected: [
            "new notes: as now",
            "notes of the last 90 days: answered at once",
            "older notes: the first answer makes the thread",
        ]
        .map(str::to_owned)
        .into(),
        ..BlockerEdit::default()
    };
    let commands = [
        (
            1340,
            Command::EditBlocker {
                blocker: blocker.clone(),
                edit: Box::new(edit),
            },
        ),
        (
            310,
            Command::MarkBlockerStep {
                blocker: blocker.clone(),
                order: 1,
                done: true,
            },
        ),
        (
            305,
            Command::NoteBlocker {
                blocker,
                text: "merged and on staging, tried with ten notes made while it was off"
                    .to_owned(),
            },
        ),
    ];
    for (minutes, command) in commands {
        ago(tracker, clock, minutes, |tracker| {
            tracker.dispatch(&rollout, &command, None)
        })?;
    }
    Ok(())
}

/// Makes one incident that is escalated and one about which nobody has said anything.
fn incidents(tracker: &mut Tracker, clock: &ShiftedClock) -> Result<(), TrackerError> {
    let notes = tracker.find("incident_note_threads")?;
    let title = "Answers to the notes of the night shift are lost";
    incident((tracker, clock, 1355), (title, None), &notes)?;
    let alert = Alert {
        status: Status::Triggered,
        policy: Some("default".into()),
        created_at: tracker.now() - TimeDelta::minutes(55),
    };
    let workers = tracker.find("renamed_mirror_workers")?;
    let late = incident(
        (tracker, clock, 50),
        ("Mirrors of two projects lag by an hour", Some(alert)),
        &workers,
    )?;
    let change = |status, policy| Incident::Update { status, policy };
    for (minutes, command) in [
        (48, change(None, PolicyChange::Set("default".into()))),
        (44, change(Some(Status::Acknowledged), PolicyChange::Keep)),
        (
            43,
            Incident::Rate {
                severity: Some(Severity::S3),
            },
        ),
        (12, Incident::Escalate),
    ] {
        ago(tracker, clock, minutes, |tracker| {
            tracker.dispatch_incidents(&[(late.clone(), command)])
        })?;
    }
    Ok(())
}

/// Makes an incident without a record, so many minutes ago, about a rollout.
fn incident(
    (tracker, clock, minutes): (&mut Tracker, &ShiftedClock, i64),
    (title, alert): (&str, Option<Alert>),
    rollout: &RolloutId,
) -> Result<IncidentId, TrackerError> {
    ago(tracker, clock, minutes, |tracker| {
        let (id, _) = tracker.add_incident(title, alert, AtCreation::Nothing)?;
        let link = Incident::Link {
            rollout: rollout.clone(),
            linked: true,
        };
        tracker.dispatch_incidents(&[(id.clone(), link)])?;
        Ok(id)
    })
}
