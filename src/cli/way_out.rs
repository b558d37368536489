//! The command that opens a closed gate, and the words that pass one against the rules. It is a suggestion and runs nothing.

use super::suggest::{for_step, typed};
use crate::chatops;
use crate::domain::flag::FlagValue;
use crate::domain::rollout::GateKind;
use crate::projection::{GateView, RolloutView, StepView};

/// Returns the gate that is to be opened first, and the command that does: a record before a look at the calendar.
pub(crate) fn first_way(
    view: &RolloutView,
    closed: impl IntoIterator<Item = GateKind>,
) -> Option<(GateKind, String)> {
    let ways = closed.into_iter();
    let ways = ways.filter_map(|gate| Some((gate, opens(view, gate)?)));
    ways.min_by_key(|(gate, _)| *gate == GateKind::Lock)
}

/// Returns the command that says what a closed gate asks for; `None` where no single command does.
fn opens(view: &RolloutView, gate: GateKind) -> Option<String> {
    let name = typed(view);
    match gate {
        GateKind::Hold => Some(format!("rollgate resume {name}")),
        GateKind::ChangeIssue => Some(format!("rollgate change-issue {name} LINK")),
        GateKind::Writes => Some(writes(view)),
        GateKind::Drill => Some(format!("rollgate rollback drill {name} --took TIME")),
        GateKind::Blockers => Some(format!("rollgate blocker list {name}")),
        GateKind::Lock => Some("rollgate window".to_owned()),
        GateKind::Dwell | GateKind::Waits => Some(format!("rollgate wait {name} --for timer")),
        GateKind::Verification => Some(format!("rollgate wait {name} --for gate:verification")),
        GateKind::Qa | GateKind::Verdict => Some(format!("rollgate qa pass {name}")),
        GateKind::Ready => Some(format!("rollgate vouch {name}")),
        GateKind::Code => Some(format!("rollgate vouch {name} code --in ENVIRONMENT")),
        GateKind::Stored | GateKind::Consistency => Some(format!("rollgate observe {name} ANSWER")),
        GateKind::Basis => by_calls(view),
        GateKind::Stage => before_it(view),
        GateKind::Planned
        | GateKind::Steps
        | GateKind::Actors
        | GateKind::DefaultOn
        | GateKind::Kinds
        | GateKind::Jump
        | GateKind::RampDown => None,
    }
}

/// Settles what comes before the line: one step as it is settled, several in one command where nothing is asked of them.
fn before_it(view: &RolloutView) -> Option<String> {
    let name = typed(view);
    let is_before = |step: &&StepView| view.next.first.contains(&step.number);
    let steps: Vec<&StepView> = view.steps().filter(is_before).collect();
    let done = |numbers: &str| format!("rollgate step done {name} {numbers}");
    let is_plain = |step: &&StepView| for_step(&name, step) == done(&step.number);
    if steps.iter().all(is_plain) && !steps.is_empty() {
        let numbers: Vec<&str> = steps.iter().map(|step| step.number.as_str()).collect();
        return Some(done(&numbers.join(" ")));
    }
    steps.first().map(|step| for_step(&name, step))
}

/// Records a percentage of calls where the document asks for one: against the rules each time, and with the number typed.
fn by_calls(view: &RolloutView) -> Option<String> {
    let line = chatops::parse_line(view.next.instruction.as_deref()?)?;
    let FlagValue::Percentage(share) = line.value? else {
        return None;
    };
    let name = typed(view);
    Some(format!(
        "rollgate ramp set {name} {share} --by time --override basis --reason TEXT --confirm {share}"
    ))
}

/// Asks for the answer first, then for a pass on the first kind of data that has none.
fn writes(view: &RolloutView) -> String {
    let name = typed(view);
    let writes = &view.writes;
    let mut cohorts = writes.cohorts.iter();
    let open = cohorts.find(|cohort| cohort.asked && cohort.passed != Some(true));
    match (writes.answer, open) {
        (Some("backfilled"), _) if writes.done == Some(false) => {
            format!("rollgate writes {name} backfilled --done")
        }
        (Some(_), Some(open)) => {
            let cohort = open.cohort.as_str().replace('_', "-");
            format!("rollgate qa pass {name} --cohort {cohort}")
        }
        (Some(_), None) | (None, _) => {
            format!("rollgate writes {name} always|nothing|backfilled|lazily")
        }
    }
}

/// Says how closed gates are opened, and how they are passed against the rules, which `confirm` confirms.
pub(crate) fn way_out(view: &RolloutView, gates: &[GateView], confirm: &str) -> Option<String> {
    let closed: Vec<&GateView> = gates.iter().filter(|gate| !gate.open).collect();
    if closed.iter().any(|gate| gate.id == GateKind::Hold) {
        return opens(view, GateKind::Hold);
    }
    closed.first()?;
    let hard = closed.iter().filter(|gate| gate.hard);
    let hard: Vec<String> = hard
        .map(|gate| format!("--override {} ", gate.id))
        .collect();
    let hard = hard.concat();
    let against = format!(
        "to go on against the rules, which is kept for ever, add {hard}--reason TEXT --confirm {confirm}"
    );
    let way = first_way(view, closed.iter().map(|gate| gate.id));
    Some(match way {
        Some((gate, command)) => format!("for the gate {gate}: {command}; {against}"),
        None => against,
    })
}
