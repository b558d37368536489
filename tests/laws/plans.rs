//! Makes small plans of every shape that the reader can make: nested, optional, with questions, waits, tests and lines to run.

use proptest::prelude::*;
use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::{Instruction, Plan, StageKind, StepKind, StepState};

use crate::plan::{PlanBuilder, by_calls, console_off, delete, get, plan, set, set_for_project};

/// What a step will be.
#[derive(Debug, Clone)]
struct Shape {
    kind: StepKind,
    depth: usize,
    optional: bool,
    initial: StepState,
    line: usize,
}

/// Makes plans of one to three stages with up to five items each.
pub(crate) fn plans() -> impl Strategy<Value = Plan> {
    let stage = (
        prop::bool::weighted(0.15),
        prop::collection::vec(shapes(), 0..6),
    );
    let stages = prop::collection::vec(stage, 1..4);
    let rollback = prop::collection::vec(0..5_usize, 0..3);
    let ramp = prop::option::weighted(0.5, 1..3_usize);
    (stages, rollback, ramp).prop_map(|(stages, rollback, ramp)| {
        let mut plan = build(&stages, &rollback);
        if let Some(stage) = ramp.and_then(|place| plan.stages.get_mut(place)) {
            stage.kind = StageKind::Ramp;
        }
        plan
    })
}

fn shapes() -> impl Strategy<Value = Shape> {
    let kind = prop_oneof![
        3 => Just(StepKind::Action),
        2 => Just(StepKind::Instruction),
        2 => Just(StepKind::Qa),
        2 => Just(StepKind::Wait),
        1 => Just(StepKind::Watch),
        2 => Just(StepKind::Decision),
        1 => Just(StepKind::Announce),
        1 => Just(StepKind::Group),
        1 => Just(StepKind::Note),
    ];
    let initial = prop_oneof![
        8 => Just(StepState::Todo),
        2 => Just(StepState::Unknown),
        2 => Just(StepState::Done),
        1 => Just(StepState::NotApplicable),
    ];
    let depth = prop_oneof![3 => Just(0_usize), 2 => Just(1_usize), 1 => Just(2_usize)];
    (kind, depth, prop::bool::weighted(0.1), initial, 0..10_usize).prop_map(
        |(kind, depth, optional, initial, line)| Shape {
            kind,
            depth,
            optional,
            initial,
            line,
        },
    )
}

fn build(stages: &[(bool, Vec<Shape>)], rollback: &[usize]) -> Plan {
    let mut builder = plan();
    for (place, (optional, shapes)) in stages.iter().enumerate() {
        builder = builder.stage("A stage", StageKind::Other);
        if *optional {
            builder = builder.optional();
        }
        builder = add_steps(builder, place + 1, shapes);
    }
    for (place, kind) in rollback.iter().enumerate() {
        let number = format!("R.{}", place + 1);
        builder = match kind {
            0 => builder.action(&number, "Tell the team"),
            1 => builder.instruction(&number, &[set("false", &[Production])]),
            2 => builder.instruction(&number, &[delete(&[Production])]),
            3 => builder.instruction(&number, &[get(&[Production])]),
            _ => builder.instruction(&number, &[console_off()]),
        };
    }
    builder.build()
}

fn add_steps(mut builder: PlanBuilder, stage: usize, shapes: &[Shape]) -> PlanBuilder {
    let mut path = vec![stage];
    for shape in shapes {
        let depth = shape.depth.min(path.len() - 1);
        let mut number = next_number(&mut path, depth);
        if shape.kind == StepKind::Decision {
            let first = next_number(&mut path, depth);
            let second = next_number(&mut path, depth);
            let key = format!("d{number}");
            builder = builder
                .decision(&number, &key, &[("yes", &first), ("no", &second)])
                .action(&first, "The one way")
                .branch(&key, "yes")
                .action(&second, "The other way")
                .branch(&key, "no");
            continue;
        }
        builder = match shape.kind {
            StepKind::Instruction => builder.instruction(&number, &[line(shape.line)]),
            StepKind::Qa => builder.qa(&number, "Try it"),
            StepKind::Wait => builder.wait(&number, 30),
            StepKind::Watch => builder.watch(&number, 60),
            StepKind::Action
            | StepKind::Decision
            | StepKind::Announce
            | StepKind::Group
            | StepKind::Note => builder.step(shape.kind, &number, "Do it"),
        };
        builder = builder.initially(shape.initial);
        if shape.optional {
            builder = builder.optional();
        }
        number.clear();
    }
    builder
}

/// Goes on to the next number at `depth`, 0 being right under the stage: `1.2` after `1.1`, `1.1.1` under `1.1`.
fn next_number(path: &mut Vec<usize>, depth: usize) -> String {
    let last = path.get(depth + 1).copied().unwrap_or(0);
    path.truncate(depth + 1);
    path.push(last + 1);
    let words: Vec<String> = path.iter().map(usize::to_string).collect();
    words.join(".")
}

/// Returns one of the lines that people run.
pub(crate) fn line(which: usize) -> Instruction {
    match which {
        0 => set("true", &[Staging]),
        1 => set("true", &[Staging, Production]),
        2 => set("25", &[Production]),
        3 => set("<percentage>", &[Production]),
        4 => set_for_project("true", "example/web", &[Production]),
        5 => delete(&[Staging]),
        6 => by_calls(set("10", &[Production])),
        7 => set("50", &[Staging, Production]),
        8 => set("true", &[Production]),
        _ => set("false", &[Production]),
    }
}
