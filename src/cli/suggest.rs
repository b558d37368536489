//! The next command to type, from the next thing to do. It is a suggestion and runs nothing.

use super::way_out::first_way;
use crate::chatops;
use crate::domain::flag::{FlagValue, Percentage};
use crate::domain::plan::{Instruction, StepKind, StepState};
use crate::projection::{RolloutView, StepView};

/// Returns the command that goes on with a rollout.
pub(crate) fn next_command(view: &RolloutView) -> String {
    let name = typed(view);
    let next = &view.next;
    match next.kind {
        "advance" => format!("rollgate advance {name}"),
        "close" => format!("rollgate close {name}"),
        "attempt" => format!("rollgate attempt {name}"),
        "finish_rollback" => format!("rollgate rollback finish {name}"),
        "rollback" => {
            let order = next.step.as_deref().unwrap_or_default();
            format!("rollgate rollback step {name} {order} done")
        }
        "step" if next.held => {
            let way = first_way(view, next.closed.iter().copied());
            way.map_or_else(|| format!("rollgate ramp show {name}"), |(_, way)| way)
        }
        "gate" => {
            let closed = view.gates.iter().filter(|gate| !gate.open);
            let way = first_way(view, closed.map(|gate| gate.id));
            way.map_or_else(|| format!("rollgate show {name}"), |(_, way)| way)
        }
        "step" => {
            let number = next.step.as_deref().unwrap_or_default();
            let found = view.steps().find(|step| step.number == number);
            if next.copyable && next_percentage(view).is_some() {
                return format!("rollgate next {name} --command");
            }
            let is_run = found.is_some_and(|step| !step.runs.is_empty());
            if next.instruction.is_none() && is_run {
                return format!("rollgate step done {name} {number}");
            }
            found.map_or_else(
                || format!("rollgate show {name}"),
                |step| for_step(&name, step),
            )
        }
        "wait" => format!("rollgate wait {name} --for timer"),
        "nothing" => "rollgate list".to_owned(),
        _ => format!("rollgate show {name}"),
    }
}

/// Returns the command that records that the line was run, where the next thing is a line to copy.
pub(crate) fn record_command(view: &RolloutView) -> Option<String> {
    let number = view
        .next
        .step
        .as_deref()
        .filter(|_| view.next.kind == "step")?;
    let is_line = view.next.copyable;
    let name = typed(view);
    // A gate that a reason opens is said before the line is run.
    let why = if view.next.asks.is_empty() {
        ""
    } else {
        " --reason TEXT"
    };
    match next_percentage(view) {
        Some(share) => is_line.then(|| format!("rollgate ramp set {name} {share}{why}")),
        None => is_line.then(|| format!("rollgate step done {name} {number}{why}")),
    }
}

/// Returns the command that records a line as run with the answer to it: by its step, or by the percentage that the step leaves open.
pub(crate) fn settling(view: &RolloutView, number: &str, share: Option<Percentage>) -> String {
    let name = typed(view);
    match share {
        Some(share) => format!("rollgate ramp set {name} {share} --reply ANSWER"),
        None => format!("rollgate step done {name} {number} --reply ANSWER"),
    }
}

/// Returns the percentage that the next line sets, where the document leaves it blank.
fn next_percentage(view: &RolloutView) -> Option<Percentage> {
    let number = view.next.step.as_deref()?;
    let step = view.steps().find(|step| step.number == number)?;
    let line = chatops::parse_line(view.next.instruction.as_deref()?)?;
    match line.value? {
        FlagValue::Percentage(share) => {
            let is_open = |line: &Instruction| line.is_open_ramp() || !line.is_copyable();
            step.instructions.iter().any(is_open).then_some(share)
        }
        FlagValue::On | FlagValue::Off | FlagValue::Blank(_) => None,
    }
}

/// Returns the command that settles a step.
pub(super) fn for_step(name: &str, step: &StepView) -> String {
    let number = &step.number;
    match (step.kind, step.decision.as_ref()) {
        _ if step.state == StepState::Waiting => format!("rollgate wait {name} --for timer"),
        (StepKind::Qa, _) => format!("rollgate qa pass {name} {number}"),
        (StepKind::Decision, Some(decision)) => {
            let keys: Vec<&str> = decision
                .options
                .iter()
                .map(|option| option.key.as_str())
                .collect();
            format!("rollgate decide {name} {} {}", decision.key, keys.join("|"))
        }
        (StepKind::Wait | StepKind::Watch, _)
            if step.timer.is_none() && step.state != StepState::Done =>
        {
            // Without a length nothing runs: once it is begun, a person says when it is over.
            let is_begun = step.state == StepState::Doing || step.wait_s.is_none();
            let verb = if is_begun { "done" } else { "doing" };
            format!("rollgate step {verb} {name} {number}")
        }
        _ if step.instructions.iter().any(Instruction::is_copyable) => {
            format!("rollgate next {name} --command")
        }
        _ => {
            let keys = open_blanks(step).into_iter();
            let sets = keys.map(|blank| {
                let key = quoted(blank.trim_matches(['<', '>', '{', '}', '[', ']']));
                format!(" --set {key}=VALUE")
            });
            let sets: String = sets.collect();
            format!("rollgate step done {name} {number}{sets}")
        }
    }
}

/// Names every blank that has to be filled before a step is done, each once: those of its words and those of its lines.
fn open_blanks(step: &StepView) -> Vec<&String> {
    let lines = step.instructions.iter().flat_map(|line| &line.blanks);
    let mut open: Vec<&String> = Vec::new();
    for blank in lines.chain(&step.blanks) {
        if !open.contains(&blank) {
            open.push(blank);
        }
    }
    open
}

/// Returns a rollout's name as it can be typed in a shell.
pub(super) fn typed(view: &RolloutView) -> String {
    quoted(view.flag.as_deref().unwrap_or(&view.title))
}

/// Returns a text as one word of a POSIX shell.
fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-.:/@%+=,".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word_of_a_shell() {
        for (text, expected) in [
            ("new_search", "new_search"),
            ("two words", "'two words'"),
            ("it's; rm", "'it'\\''s; rm'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }
}
