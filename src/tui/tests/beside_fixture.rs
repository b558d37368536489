//! A rollout with blockers, incidents, and packages around what runs, all made by the real rules.

use chrono::TimeDelta;

use super::fixture::{self, Story, now, plan};
use super::{Message, Model, press, update};
use crate::domain::cohort::{Cohort, Writes};
use crate::domain::flag::FlagName;
use crate::domain::id::{Actor, BlockerId, IncidentId, Seq, StepId};
use crate::domain::incident::{self, Alert, AtCreation, Policies, PolicyChange, Status};
use crate::domain::package::{
    self, DeployStatus, Ledger, LiveFlag, Migration, PackageName, Place, horizon,
};
use crate::domain::plan::StepState;
use crate::domain::rollout::{
    BlockerDetails, BlockerKind, Command, QaEntry, QaScope, Severity, Verdict,
};
use crate::projection::{
    BlockerView, Board, BoardBlocker, FleetRow, IncidentFact, IncidentHistory, IncidentView,
    LedgerHistory, LedgerTold, OpenRollout, PackagesView, RolloutView,
};

/// A rollout that one thing holds, one is only warned of, and one held before.
fn story() -> Story {
    let raise = |title: &str, details: BlockerDetails| Command::RaiseBlocker {
        title: title.to_owned(),
        link: Some("https://gitlab.example/garden/354".to_owned()),
        details,
    };
    let backfill = raise("Gardens made before have no catalog entry", backfill());
    let slow = BlockerDetails {
        soft: true,
        ..BlockerDetails::default()
    };
    let done = |order| Command::MarkBlockerStep {
        blocker: BlockerId::from("B2"),
        order,
        done: true,
    };
    let note = Command::AddNote {
        step: None,
        text: "B2: tried on staging first".to_owned(),
    };
    let written = Command::NoteBlocker {
        blocker: BlockerId::from("B2"),
        text: "the backfill takes an hour".to_owned(),
    };
    let closed = Command::CloseBlocker {
        blocker: BlockerId::from("B1"),
        reason: "it was the proxy".to_owned(),
    };
    let lazily = Command::SayWrites {
        answer: Writes::Lazily,
    };
    Story::of("r2", plan("seed_catalog"), 3000)
        .mark(5, "1.1", StepState::Done, "")
        .mark(5, "1.2", StepState::Done, "")
        .then(60, &failed_test())
        .then(10, &closed)
        .then(1400, &backfill)
        .then(1, &raise("The list is slow with many beds", slow))
        .then(3, &lazily)
        .then(20, &note)
        .then(30, &written)
        .then(570, &done(1))
}

/// What is known of the blocker that holds.
fn backfill() -> BlockerDetails {
    BlockerDetails {
            kind: Some(BlockerKind::Data),
            severity: Some(Severity::S2),
            owner: Some("tom".to_owned()),
            due: Some(now() + TimeDelta::hours(4)),
            description: Some(
                "While the flag is off no entry is written. When it is turned on, gardens that are there have none, and a change of them saves none."
                    .to_owned(),
            ),
            plan: vec![
                "Delete the entries that were written twice".to_owned(),
                "Backfill entries for gardens with at least one bed".to_owned(),
                "Write an entry for a new garden even while the flag is off".to_owned(),
            ],
            expected: vec![
                "new gardens: as now".to_owned(),
                "gardens made before: an entry for each bed, none twice".to_owned(),
            ],
            ..BlockerDetails::default()
        }
}

fn failed_test() -> Command {
    Command::RecordQa {
        result: QaEntry {
            scope: QaScope::Step(StepId::from("1.3")),
            environment: Some("staging".to_owned()),
            build: None,
            tester: None,
            verdict: Verdict::Fail,
            accepted: None,
            note: Some("The list is empty\nfor every garden".to_owned()),
            evidence: vec!["https://sentry.example/1".to_owned()],
            cohort: Some(Cohort::WhileOff),
        },
        raise_blocker: Some("The list is empty".to_owned()),
    }
}

/// An incident to which all this happened three hours ago.
fn tell(id: &str, commands: &[incident::Command]) -> IncidentView {
    let policies = Policies::built_in().unwrap();
    let at = now() - TimeDelta::hours(3);
    let id = IncidentId::from(id);
    let mut told = Vec::new();
    for command in commands {
        let state = IncidentHistory::of(id.clone(), told.clone()).incident;
        for event in incident::decide(&state, command, &policies, at).unwrap() {
            let seq = Seq::new(told.len() as u64 + 1);
            told.push(IncidentFact {
                seq,
                at,
                recorded_at: None,
                by: Actor::from("sarah"),
                event,
            });
        }
    }
    IncidentView::of(&IncidentHistory::of(id, told), now())
}

fn incidents() -> Vec<IncidentView> {
    let at = now() - TimeDelta::hours(3);
    let add = |title: &str, alert| incident::Command::Add {
        title: title.to_owned(),
        alert,
        record: AtCreation::FromAlert,
    };
    let alert = Alert {
        status: Status::Triggered,
        policy: Some("default".into()),
        created_at: at,
    };
    let acknowledge = incident::Command::Update {
        status: Some(Status::Acknowledged),
        policy: PolicyChange::Keep,
    };
    let rate = incident::Command::Rate {
        severity: Some(Severity::S3),
    };
    let about = incident::Command::Link {
        rollout: "r2".into(),
        linked: true,
    };
    let label = incident::Command::Label {
        label: "canary".to_owned(),
        on: true,
    };
    let close = incident::Command::Close { reason: None };
    let mut all = vec![
        tell(
            "I1",
            &[add("The canary answers slowly", None), about.clone()],
        ),
        tell(
            "I2",
            &[
                add("Seeds cannot be saved", Some(alert)),
                rate,
                about.clone(),
                label,
                acknowledge,
            ],
        ),
        tell("I3", &[add("The old one", None), about, close]),
        tell("I4", &[add("Another garden floods", None)]),
    ];
    all.sort_by_key(IncidentView::rank);
    all
}

pub(super) const PACKAGES: [&str; 5] = [
    "14.8.202202071220-5a0db3f10c7.b11c0a5d2aa",
    "14.8.202202080920-97d6e07c2a1.4ce763dbce1",
    "14.8.202202081520-749786570ad.ee932958e0c",
    "14.8.202202081820-0c11e8d5b3f.7d0b2e4cc90",
    "14.8.202202091220-be0e1a77cd1.1fa9c3d2e11",
];

/// Packages of which the fourth runs on production and migrations ran with the second.
fn ledger(last: DeployStatus) -> LedgerHistory {
    let migration = |name: &str| Migration::parse(&format!("db/post_migrate/{name}.rb")).unwrap();
    let [oldest, first, next, runs, newest] = PACKAGES;
    let add = |name: &str, migrations: Vec<Migration>| package::Command::Add {
        packages: vec![(PackageName::parse(name).unwrap(), migrations)],
    };
    let deploy = |environment, package: &str, status| package::Command::Deploy {
        environment,
        package: package.to_owned(),
        status,
    };
    let executed = package::Command::Execute {
        environment: Place::Gprd,
        package: first.to_owned(),
        ok: true,
    };
    let code = package::Command::NameCode {
        flag: FlagName::parse("seed_catalog").unwrap(),
        package: next.to_owned(),
    };
    let commands = [
        add(oldest, vec![]),
        add(first, vec![migration("20220201173212_add_index_to_beds")]),
        add(
            next,
            vec![
                migration("20220202120000_remove_old_rows"),
                migration("20220201141705_cleanup_background_migration_populate_gardens_owner_id"),
            ],
        ),
        add(runs, vec![]),
        add(newest, vec![migration("20220203120000_drop_a_column")]),
        deploy(Place::Gprd, oldest, DeployStatus::Success),
        deploy(Place::Gprd, first, DeployStatus::Success),
        executed,
        deploy(Place::Gprd, next, DeployStatus::Success),
        deploy(Place::GprdCny, runs, DeployStatus::Success),
        deploy(Place::Gprd, runs, last),
        deploy(Place::Gstg, newest, DeployStatus::Success),
        code,
    ];
    let mut ledger = Ledger::default();
    let mut told = Vec::new();
    let mut at = now() - TimeDelta::hours(30);
    for command in &commands {
        at += TimeDelta::hours(2);
        for event in package::decide(&ledger, command, at).unwrap() {
            ledger = package::evolve(ledger, &event);
            told.push(LedgerTold {
                seq: ledger.seq,
                at,
                recorded_at: None,
                by: Actor::from("sarah"),
                event,
            });
        }
    }
    LedgerHistory::of(told)
}

/// Reads all of it, with the packages as the screen asks for them.
pub(super) fn read(model: &mut Model, last: DeployStatus) {
    let history = story().history();
    let mut snapshot = fixture::snapshot();
    snapshot.fleet.retain(|row| row.id.as_str() != "r2");
    snapshot.fleet.extend(FleetRow::of(&history));
    snapshot.open = OpenRollout::of(&history, now()).map(Box::new);
    let incidents = incidents().into_iter();
    snapshot.incidents = incidents
        .map(|incident| incident.with_names(&snapshot.fleet))
        .collect();
    snapshot.policies = vec!["default".to_owned(), "quiet".to_owned()];
    let live = [LiveFlag {
        flag: FlagName::parse("seed_catalog").unwrap(),
        state: "25% of actors".to_owned(),
        since: None,
    }];
    let history = ledger(last);
    let ledger = &history.ledger;
    snapshot.packages = model.wanted_packages().map(|place| {
        let horizon = horizon(ledger, place, &live);
        let view = PackagesView::of(ledger.clone(), horizon);
        Box::new(view.with_undo(&history))
    });
    snapshot.board = model.wants_board().then(|| Box::new(all()));
    update(model, Message::Refreshed(Box::new(snapshot)));
}

/// Opens the rollout and presses `keys`.
pub(super) fn at(keys: &str, (width, height): (u16, u16)) -> Model {
    let mut model = super::model(width, height);
    model.fleet.selected = Some("r2".into());
    press(&mut model, "\n");
    read(&mut model, DeployStatus::Success);
    for key in keys.chars() {
        press(&mut model, key.encode_utf8(&mut [0; 4]));
        read(&mut model, DeployStatus::Success);
    }
    model
}

pub(super) fn fleet_packages(keys: &str, last: DeployStatus, (width, height): (u16, u16)) -> Model {
    let mut model = super::model(width, height);
    press(&mut model, "gp");
    read(&mut model, last);
    press(&mut model, keys);
    model
}

/// The board of two rollouts, and an incident that is about none.
pub(super) fn all() -> Board {
    let view = RolloutView::of(&story().history(), now()).unwrap();
    let of = |rollout: &str, id: &str, blocker: &BlockerView| BoardBlocker {
        rollout: rollout.to_owned(),
        rollout_id: id.into(),
        blocker: blocker.clone(),
    };
    let open = view.blockers.iter().filter(|blocker| blocker.open);
    let mut blockers: Vec<BoardBlocker> =
        open.map(|found| of("seed_catalog", "r2", found)).collect();
    let other = BlockerView {
        id: "B7".to_owned(),
        title: "The queue of the old worker has to be empty".to_owned(),
        kind: None,
        severity: None,
        due: Some(now() - TimeDelta::minutes(12)),
        plan: vec![],
        ..blockers[0].blocker.clone()
    };
    blockers.push(of("compost_worker_rename", "r3", &other));
    let mut incidents = incidents();
    for linked in incidents.iter_mut().flat_map(|found| &mut found.rollouts) {
        linked.name = Some("seed_catalog".to_owned());
    }
    Board::new(blockers, incidents)
}

/// Opens the board and presses `keys`.
pub(super) fn board(keys: &str, (width, height): (u16, u16)) -> Model {
    let mut model = super::model(width, height);
    press(&mut model, "gB");
    read(&mut model, DeployStatus::Success);
    press(&mut model, keys);
    model
}
