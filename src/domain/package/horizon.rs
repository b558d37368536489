//! How far back an environment can go: the point of no return, and why. It copies no instruction where the target is in doubt.

use serde::Serialize;

use super::at_risk::{FlagAtRisk, FlagsLost, LiveFlag, at_risk, lost};
use super::event::DeployStatus;
use super::ledger::{Ledger, MigrationRun};
use super::migration::Migration;
use super::name::PackageName;
use super::place::Place;
use super::presence::{Presence, executed, presences};
use crate::domain::Timestamp;
use crate::domain::flag::FlagName;

/// How far back one environment can go. Packages are listed newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Horizon {
    /// Which environment.
    pub environment: Place,
    /// The package that runs there; `None` where nobody has said.
    pub running: Option<PackageName>,
    /// The newest package with which post-deploy migrations ever worked: only newer ones are safe.
    pub point_of_no_return: Option<PackageName>,
    /// When they worked with it.
    pub executed_at: Option<Timestamp>,
    /// The earlier packages that one can go back to; none while anything is in doubt.
    pub safe: Vec<PackageName>,
    /// The earlier packages that one cannot go back to.
    #[serde(rename = "unsafe")]
    pub not_safe: Vec<PackageName>,
    /// The earlier packages of which nothing is known, as no run is recorded, or what is recorded leaves a doubt.
    pub unknown: Vec<PackageName>,
    /// The packages newer than the running one.
    pub newer: Vec<PackageName>,
    /// The answer with its reason, in one line.
    pub reason: String,
    /// What else keeps the answer in doubt.
    pub doubts: Vec<String>,
    /// The post-deploy migrations of the running package that have not run, by path.
    pub pending_migrations: Vec<Migration>,
    /// The live flags that an earlier package has no code for, in the order to switch them off.
    pub flags_at_risk: Vec<FlagAtRisk>,
    /// The earlier packages that some of them would run without their code in, newest first within what is safe, not safe, not known.
    pub flags_lost: Vec<FlagsLost>,
    /// The live flags of which nobody has said which package brought their code.
    pub flags_unknown: Vec<FlagName>,
    /// The newest safe package, to go back to by the shortest way; `None` while anything is in doubt.
    pub target: Option<PackageName>,
    /// Whether an instruction with that target may be copied.
    pub copyable: bool,
}

/// Computes how far back `environment` can go.
///
/// Only a package newer than every one with which post-deploy migrations worked is safe: what has run once stays, whatever is
/// recorded later. Regular migrations never stand in the way. Sources: GitLab handbook, deployments; delivery issues 2363 and 2080.
pub fn horizon(ledger: &Ledger, environment: Place, live: &[LiveFlag]) -> Horizon {
    let all = presences(ledger);
    let run = ledger.farthest_success(environment);
    let running = ledger.running(environment);
    let last_executed = run.map(|run| &run.package);
    let mut sorted = Sorted::default();
    for name in ledger.packages.keys().rev() {
        sorted.put(name, running, last_executed);
    }
    let earlier = [&sorted.safe[..], &sorted.not_safe, &sorted.unknown].concat();
    let risks = at_risk(ledger, &earlier, live);
    let doubts = doubts(ledger, environment);
    if !doubts.is_empty() {
        sorted.unknown = [std::mem::take(&mut sorted.safe), sorted.unknown].concat();
    }
    let target = running.and(sorted.safe.first()).cloned();
    let unnamed = live
        .iter()
        .filter(|flag| !ledger.code.contains_key(&flag.flag));
    Horizon {
        environment,
        running: running.cloned(),
        point_of_no_return: last_executed.cloned(),
        executed_at: run.map(|run| run.at),
        reason: reason(
            environment,
            (&sorted, run),
            &doubts,
            &executed_last(ledger, &all, environment),
        ),
        copyable: doubts.is_empty() && target.is_some(),
        target,
        doubts,
        pending_migrations: running.map_or_else(Vec::new, |running| {
            pending(ledger, &all, (environment, running))
        }),
        flags_lost: lost(&earlier, &risks),
        flags_at_risk: risks,
        flags_unknown: unnamed.map(|flag| flag.flag.clone()).collect(),
        safe: sorted.safe,
        not_safe: sorted.not_safe,
        unknown: sorted.unknown,
        newer: sorted.newer,
    }
}

/// Packages by where they stand to the running one and to the line.
#[derive(Default)]
struct Sorted {
    safe: Vec<PackageName>,
    not_safe: Vec<PackageName>,
    unknown: Vec<PackageName>,
    newer: Vec<PackageName>,
}

impl Sorted {
    fn put(
        &mut self,
        name: &PackageName,
        running: Option<&PackageName>,
        line: Option<&PackageName>,
    ) {
        if running.is_some_and(|running| running.is_same_as(name)) {
            return;
        }
        let is_newer = running.map(|running| name.is_newer_than(running));
        let list = match (is_newer, line) {
            (Some(Some(true)), _) => &mut self.newer,
            (_, None) => &mut self.unknown,
            // A name that cannot be put in order is not known to be newer than anything.
            (Some(None), Some(_)) => &mut self.not_safe,
            (Some(Some(false)) | None, Some(line)) => match name.is_newer_than(line) {
                Some(true) => &mut self.safe,
                Some(false) | None => &mut self.not_safe,
            },
        };
        list.push(name.clone());
    }
}

/// Says why the answer is in doubt, so that nothing is copied.
fn doubts(ledger: &Ledger, place: Place) -> Vec<String> {
    let mut doubts = Vec::new();
    if let Some(latest) = ledger.latest_deployment(place) {
        let how = match latest.status {
            DeployStatus::Success => None,
            DeployStatus::Running => Some("is still running"),
            DeployStatus::Failed => Some("has failed"),
            DeployStatus::Paused => Some("is paused"),
        };
        doubts.extend(
            how.map(|how| format!("the deployment of {} to {place} {how}", latest.package)),
        );
    }
    if ledger.running(place).is_none() {
        doubts.push(format!("nobody has said which package runs on {place}"));
    }
    match (ledger.last_run(place), ledger.last_success(place)) {
        (Some(last), _) if !last.ok => doubts.push(format!(
            "post-deploy migrations failed on {} with {}, and some of them may have run",
            place.database(),
            last.package
        )),
        (_, None) => doubts.push(format!(
            "no run of post-deploy migrations on {} is recorded",
            place.database()
        )),
        _ => {}
    }
    doubts
}

fn reason(
    place: Place,
    (sorted, run): (&Sorted, Option<&MigrationRun>),
    doubts: &[String],
    executed: &[&Migration],
) -> String {
    let database = place.database();
    if let Some(doubt) = doubts.first() {
        return format!("potentially unsafe: {doubt}");
    }
    let Some(run) = run else {
        return format!("potentially unsafe: no run on {database} is recorded");
    };
    let what = match executed {
        [] => "post-deploy migrations".to_owned(),
        [one] => one.file().to_owned(),
        [.., last] => format!("{} and {} more", last.file(), executed.len() - 1),
    };
    let line = format!("{what} ran on {database} with {}", run.package);
    match sorted.safe.last() {
        Some(oldest) => format!("safe down to {oldest}: {line}, and only newer packages are safe"),
        None => format!("no earlier package is safe: {line}, and none is newer"),
    }
}

/// Returns what the run that went farthest executed, as far as the packages say.
fn executed_last<'a>(ledger: &Ledger, all: &'a [Presence], place: Place) -> Vec<&'a Migration> {
    let runs = ledger.runs.get(&place.database()).into_iter().flatten();
    let Some(last) = ledger.farthest_success(place) else {
        return vec![];
    };
    let before = runs.take_while(|run| *run != last).filter(|run| run.ok);
    let before: Vec<&PackageName> = before.map(|run| &run.package).collect();
    all.iter()
        .filter(|presence| {
            presence.migration.is_post()
                && !presence.or_earlier
                && presence.is_in(&last.package)
                && !before.iter().any(|before| presence.is_in(before))
        })
        .map(|presence| &presence.migration)
        .collect()
}

fn pending(ledger: &Ledger, all: &[Presence], at: (Place, &PackageName)) -> Vec<Migration> {
    let (place, running) = at;
    let executed = executed(ledger, all, place);
    all.iter()
        .filter(|presence| {
            // What the first known package has may have run long before anything was recorded here.
            presence.migration.is_post()
                && !presence.or_earlier
                && presence.is_in(running)
                && !executed.contains(presence.migration.timestamp())
        })
        .map(|presence| presence.migration.clone())
        .collect()
}
