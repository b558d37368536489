//! The tables about how things stand: stages, steps, gates, QA, what stands in the way, packages.

use super::dossier::Dossier;
use super::gantt::spent;
use super::span::minute;
use super::svg::cut;
use super::table::{Cell, Table};
use crate::domain::plan::StepState;
use crate::domain::rollout::Verdict;
use crate::projection::{GateView, PackageRow, RolloutView, StepView};

/// Shows the stages.
pub(super) fn stages(dossier: &Dossier) -> Table {
    let mut table = Table::new(&["stage", "state", "steps", "entered", "left", "time in it"]);
    for stage in &dossier.view.stages {
        let visits: Vec<_> = dossier.course.visits_of(&stage.id).collect();
        let entered = visits.first().map(|visit| minute(visit.from));
        let left = visits.last().and_then(|visit| visit.to).map(minute);
        table.rows.push(vec![
            Cell::of(format!("{} {}", stage.number, stage.title)),
            Cell::state(stage.state),
            Cell::of(format!("{}/{}", stage.progress.done, stage.progress.total)).class("number"),
            Cell::number(entered.unwrap_or_default()),
            Cell::number(left.unwrap_or_default()),
            Cell::of(spent(dossier, stage)),
        ]);
    }
    table
}

/// Shows every step.
pub fn steps(view: &RolloutView) -> Table {
    let mut table = Table::new(&[
        "step", "kind", "state", "text", "reason", "QA", "when", "by", "run", "stage",
    ]);
    for stage in &view.stages {
        for step in stage.steps.iter().flat_map(StepView::outline) {
            let title = format!("{} {}", stage.number, stage.title);
            table.rows.push(step_row(step, title));
        }
    }
    table
}

/// Shows every step below its stage, for the page: a line to run stands in a column of its own only where it is not the step's text.
pub(super) fn checklist(view: &RolloutView) -> Table {
    let mut table = Table::new(&[
        "step", "kind", "state", "text", "reason", "QA", "when", "by", "run",
    ]);
    for stage in &view.stages {
        table.rows.push(vec![
            Cell::of(stage.number.to_string()).class("number"),
            Cell::of("stage"),
            Cell::state(stage.state),
            Cell::of(stage.title.clone()),
        ]);
        for step in stage.steps.iter().flat_map(StepView::outline) {
            let mut row = step_row(step, String::new());
            row.pop();
            if let Some(run) = row.last_mut().filter(|run| run.text == step.text) {
                *run = Cell::default();
            }
            table.rows.push(row);
        }
    }
    let width = table.columns.len();
    for row in &mut table.rows {
        row.resize(width, Cell::default());
    }
    table
}

fn step_row(step: &StepView, part: String) -> Vec<Cell> {
    let state = if step.kind.has_state() {
        Cell::state(step.state)
    } else {
        Cell::default()
    };
    let kind = serde_json::to_value(step.kind).ok();
    let kind = kind
        .as_ref()
        .and_then(|kind| kind.as_str())
        .unwrap_or_default();
    let run = if step.runs.is_empty() {
        let lines: Vec<&str> = step
            .instructions
            .iter()
            .map(|line| line.normalised.as_str())
            .collect();
        lines.join(" ; ")
    } else {
        step.runs.join(" ; ")
    };
    vec![
        Cell::of(step.number.clone()).class("number"),
        Cell::of(kind),
        state,
        Cell::of(step.text.clone()),
        Cell::maybe(step.reason.as_ref()),
        Cell::of(step.verdict.unwrap_or_default().to_uppercase()),
        Cell::number(
            step.set
                .as_ref()
                .map(|set| minute(set.at))
                .unwrap_or_default(),
        ),
        Cell::of(
            step.set
                .as_ref()
                .map(|set| set.by.clone())
                .unwrap_or_default(),
        ),
        Cell::code(run),
        Cell::of(part),
    ]
}

/// Shows the gates of every stage, and those of the next percentage.
pub(super) fn gates(dossier: &Dossier) -> Table {
    let mut table = Table::new(&["of", "gate", "state", "why"]);
    for stage in &dossier.view.stages {
        let of = format!("{} {}", stage.number, stage.title);
        table
            .rows
            .extend(stage.gates.iter().map(|gate| gate_row(&of, gate)));
    }
    if let Some(ramp) = dossier.ramp.as_ref().filter(|_| !dossier.is_over()) {
        let of = match ramp.next {
            Some(next) => format!("{next}% in production"),
            None => "everybody in production".to_owned(),
        };
        table
            .rows
            .extend(ramp.gates.iter().map(|gate| gate_row(&of, gate)));
    }
    table
}

fn gate_row(of: &str, gate: &GateView) -> Vec<Cell> {
    let (state, word) = match (&gate.overridden, gate.open) {
        (Some(_), _) => ("special", "⚑ OVERRIDE"),
        (None, true) => ("done", "✓ OPEN"),
        (None, false) => ("bad", "⊘ CLOSED"),
    };
    let why = gate
        .overridden
        .clone()
        .unwrap_or_else(|| gate.reasons.join("; "));
    vec![
        Cell::number(cut(of, 36)),
        Cell::number(gate.text.clone()),
        Cell::of(word).class(state),
        Cell::of(why),
    ]
}

/// Shows the test results.
pub(super) fn qa(view: &RolloutView) -> Table {
    let mut table = Table::new(&[
        "when", "about", "result", "where", "build", "by", "note", "evidence",
    ]);
    for result in &view.qa {
        let class = match result.verdict {
            verdict if verdict == Verdict::Pass.as_str() => "done",
            verdict if verdict == Verdict::Inconclusive.as_str() => "wait",
            _ => "bad",
        };
        let note = result
            .accepted
            .as_ref()
            .map(|why| format!(" (accepted: {why})"));
        let note = format!(
            "{}{}",
            result.note.clone().unwrap_or_default(),
            note.unwrap_or_default()
        );
        let data = result
            .cohort
            .map(|cohort| format!(", data {}", cohort.text()));
        let about = format!("{}{}", result.about, data.unwrap_or_default());
        table.rows.push(vec![
            Cell::number(result.at.map(minute).unwrap_or_default()),
            Cell::of(about).class("number"),
            Cell::of(result.verdict.to_uppercase()).class(class),
            Cell::maybe(result.environment.as_ref()),
            Cell::maybe(result.build.as_ref()),
            Cell::maybe(result.tester.as_ref().or(result.by.as_ref())),
            Cell::of(note),
            Cell::addresses(&result.evidence),
        ]);
    }
    table
}

/// Shows what stands or stood in the way.
pub(super) fn blockers(view: &RolloutView) -> Table {
    let mut table = Table::new(&["", "blocker", "state", "since", "owner", "plan", "link"]);
    for blocker in &view.blockers {
        let state = match (&blocker.closed, blocker.hard) {
            (Some(why), _) => Cell::of(format!("✓ CLOSED: {why}")).class("done"),
            (None, true) => Cell::state(StepState::Blocked),
            (None, false) => Cell::of("? OPEN, only warns").class("wait"),
        };
        table.rows.push(vec![
            Cell::of(blocker.id.clone()).class("number"),
            Cell::of(blocker.title.clone()),
            state,
            Cell::number(blocker.at.map(minute).unwrap_or_default()),
            Cell::maybe(blocker.owner.as_ref()),
            Cell::of(blocker.progress().unwrap_or_default()),
            Cell::address(blocker.link.clone().unwrap_or_default()),
        ]);
    }
    table
}

/// Shows the packages.
pub(super) fn packages(rows: &[PackageRow]) -> Table {
    let mut table = Table::new(&[
        "package",
        "release",
        "runs on",
        "was on",
        "post-deploy",
        "executed on",
    ]);
    let places = |places: &[crate::domain::package::Place]| {
        let names: Vec<&str> = places.iter().map(|place| place.as_str()).collect();
        Cell::of(names.join(", "))
    };
    for row in rows {
        let post = row
            .post
            .map_or_else(|| "not known".to_owned(), |count| count.to_string());
        table.rows.push(vec![
            Cell::code(row.package.to_string()),
            Cell::of(row.release.clone()),
            places(&row.on),
            places(&row.was_on),
            Cell::of(post).class("number"),
            places(&row.executed),
        ]);
    }
    table
}
