//! Makes commands about a plan: mostly about what is there, sometimes about what is not.

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::sample::select;
use rollgate::domain::calendar::FlagType;
use rollgate::domain::cohort::{Cohort, Writes};
use rollgate::domain::flag::{Environment, FlipperId, GateValues};
use rollgate::domain::id::{Actor, BlockerId, DecisionKey, StageId, StepId};
use rollgate::domain::plan::{Outline, Plan, Step, StepKind, StepState};
use rollgate::domain::rollout::{
    Answer, BlockerDetails, BlockerEdit, Command, GateKind, LockInForce, Outcome, Passage, QaEntry,
    QaScope, RollbackDetails, Statement, TimerChange, Topic, Verdict,
};

use crate::plan::stage_id;
use crate::plans::line;
use crate::run::morning;

/// Tells whether a command adds something each time it is given.
pub(crate) const fn adds_up(command: &Command) -> bool {
    matches!(
        command,
        Command::AddNote { .. }
            | Command::RunInstruction { .. }
            | Command::RecordQa { .. }
            | Command::ChangeTimer { .. }
            | Command::Observe { .. }
            | Command::RecordDrill { .. }
            | Command::RaiseBlocker { .. }
            | Command::NoteBlocker { .. }
            | Command::Advance
            | Command::Undo
            | Command::Redo
    )
}

/// Makes any command about `plan`.
pub(crate) fn commands(plan: &Plan) -> impl Strategy<Value = Command> + use<> {
    prop_oneof![
        10 => about_steps(plan),
        4 => about_tests(plan),
        4 => about_questions(plan),
        10 => about_time(plan),
         4 => about_the_world(),
         2 => about_the_document(plan),
         14 => about_stages(plan),
        4 => about_life(),
        3 => about_the_way_back(),
        3 => prop_oneof![3 => Just(Command::Undo), 2 => Just(Command::Redo)],
    ]
}

fn reasons() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => Just("so".to_owned()),
        1 => Just("because".to_owned()),
        1 => Just("  ".to_owned()),
    ]
}

fn step_ids(plan: &Plan) -> Vec<StepId> {
    let steps = plan.steps().chain(Outline::of(&plan.rollback));
    let known = steps.map(|step| step.id.clone());
    known.chain([StepId::new("9.9")]).collect()
}

fn stage_ids(plan: &Plan) -> Vec<StageId> {
    let known = plan.stages.iter().map(|stage| stage.id.clone());
    known.chain([stage_id(9)]).collect()
}

fn about_steps(plan: &Plan) -> impl Strategy<Value = Command> + use<> {
    let states = prop_oneof![
        6 => Just(StepState::Done),
        3 => Just(StepState::Doing),
        4 => select(StepState::ALL.to_vec()),
    ];
    let mark = (select(step_ids(plan)), states, prop::option::of(reasons())).prop_map(
        |(step, state, reason)| Command::MarkStep {
            step,
            state,
            reason,
        },
    );
    let outcomes = prop_oneof![
        4 => Just(Outcome::Succeeded),
        1 => Just(Outcome::Failed),
        1 => Just(Outcome::Refused),
    ];
    let runs = (select(step_ids(plan)), 0..11_usize, outcomes, passages());
    let run = runs.prop_map(|(step, which, outcome, passage)| Command::RunInstruction {
        step,
        instructions: if which == 10 {
            vec![]
        } else {
            vec![line(which)]
        },
        outcome,
        reply: None,
        passage,
    });
    let blanks = select(vec!["<percentage>".to_owned(), "<project>".to_owned()]);
    let fill = (blanks, reasons()).prop_map(|(blank, value)| Command::FillBlank { blank, value });
    let note = (prop::option::of(select(step_ids(plan))), reasons())
        .prop_map(|(step, text)| Command::AddNote { step, text });
    prop_oneof![8 => mark, 5 => run, 1 => fill, 1 => note]
}

fn passages() -> impl Strategy<Value = Passage> {
    let overrides = prop_oneof![
        2 => Just(vec![]),
        1 => prop::sample::subsequence(GateKind::OF_A_SWITCH.to_vec(), 0..9),
        1 => Just(GateKind::OF_A_SWITCH.to_vec()),
    ];
    let until = morning() + TimeDelta::minutes(200);
    let lock = prop::option::weighted(
        0.2,
        any::<bool>().prop_map(move |hard| LockInForce {
            name: "Friday".to_owned(),
            hard,
            until,
        }),
    );
    let dwell = prop::option::weighted(0.2, select(vec![60, 3600, u64::MAX]));
    (prop::option::of(reasons()), overrides, lock, dwell).prop_map(
        |(reason, overrides, lock, dwell_s)| Passage {
            reason,
            overrides,
            lock,
            dwell_s,
            drill_within_s: None,
            code: vec![],
        },
    )
}

fn about_time(plan: &Plan) -> impl Strategy<Value = Command> + use<> {
    let changes = prop_oneof![
        4 => select(vec![0, 300, 3600, 3600, 7200, u64::MAX]).prop_map(TimerChange::Start),
        2 => select(vec![0, 600, u64::MAX]).prop_map(TimerChange::Extend),
        3 => Just(TimerChange::Pause),
        3 => Just(TimerChange::Resume),
        2 => Just(TimerChange::Stop),
    ];
    let kinds = [StepKind::Wait, StepKind::Watch, StepKind::Instruction];
    let timed = plan.steps().filter(|step| kinds.contains(&step.kind));
    let timed: Vec<StepId> = timed.map(|step| step.id.clone()).take(2).collect();
    let steps = prop_oneof![
        1 => select(step_ids(plan)),
        5 => select(if timed.is_empty() { step_ids(plan) } else { timed }),
    ];
    let timed_commands = (
        steps.clone(),
        changes,
        prop::option::weighted(0.8, reasons()),
    );
    let timed_commands = timed_commands.prop_map(|(step, change, reason)| Command::ChangeTimer {
        step,
        change,
        reason,
    });
    let names = select(vec!["somebody", "else", ""]).prop_map(Actor::from);
    let handed = (prop::collection::vec(steps, 0..2), names)
        .prop_map(|(steps, to)| Command::HandOver { steps, to });
    prop_oneof![8 => timed_commands, 1 => handed]
}

fn about_the_world() -> impl Strategy<Value = Command> {
    let places = select(vec![Environment::Staging, Environment::Production]);
    let gates = select(vec![None, Some(false), Some(true)]).prop_map(|boolean| GateValues {
        boolean,
        ..GateValues::default()
    });
    let seen =
        (places, gates, reasons()).prop_map(|(environment, gates, source)| Command::Observe {
            environment,
            gates,
            source,
        });
    prop_oneof![
        3 => seen,
        2 => reasons().prop_map(|link| Command::LinkChangeIssue { link }),
        1 => (0..600_u64).prop_map(|took_s| Command::RecordDrill { took_s }),
        2 => statements(),
        2 => answers_about_writes(),
        1 => prop::collection::vec(1..4_u32, 0..3).prop_map(|ids| {
            let named = ids.iter().map(|id| format!("Project:{id}"));
            let actors = named.filter_map(|name| FlipperId::parse(&name)).collect();
            Command::NameActors { actors }
        }),
    ]
}

/// Makes another reading of the document: steps are dropped, ticked, made optional. It ticks no line: what a document has
/// ticked is looked at elsewhere.
fn about_the_document(plan: &Plan) -> impl Strategy<Value = Command> + use<> {
    let plan = plan.clone();
    any::<u64>().prop_map(move |mut bits| {
        let mut plan = plan.clone();
        for stage in &mut plan.stages {
            read_again(&mut stage.steps, &mut bits);
        }
        Command::RevisePlan {
            plan: Box::new(plan),
            source: "again".to_owned(),
        }
    })
}

fn read_again(steps: &mut Vec<Step>, bits: &mut u64) {
    let mut next = || {
        *bits = bits.rotate_right(3);
        *bits % 8
    };
    steps.retain_mut(|step| {
        let is_plain = step.instructions.is_empty() && step.decision.is_none();
        match next() {
            0 if is_plain && step.branch.is_none() && step.steps.is_empty() => return false,
            1 if is_plain => step.initial = StepState::Done,
            2 if is_plain => step.initial = StepState::Todo,
            3 => step.optional = !step.optional,
            _ => {}
        }
        true
    });
    for step in steps {
        read_again(&mut step.steps, bits);
    }
}

fn statements() -> impl Strategy<Value = Command> {
    let answers = select(vec![
        Answer::Yes,
        Answer::No,
        Answer::NotApplicable,
        Answer::Type(FlagType::Beta),
    ]);
    let places = prop::option::of(select(vec![Environment::Staging, Environment::Production]));
    (select(Topic::ALL.to_vec()), places, answers).prop_map(|(topic, environment, answer)| {
        Command::State(Statement {
            topic,
            environment,
            answer,
            note: None,
        })
    })
}

fn answers_about_writes() -> impl Strategy<Value = Command> {
    let answers = select(vec![
        Writes::Nothing,
        Writes::Always,
        Writes::Lazily,
        Writes::Backfilled {
            link: None,
            done: false,
        },
        Writes::Backfilled {
            link: None,
            done: true,
        },
    ]);
    answers.prop_map(|answer| Command::SayWrites { answer })
}

fn about_tests(plan: &Plan) -> impl Strategy<Value = Command> + use<> {
    let scopes = prop_oneof![
        3 => select(step_ids(plan)).prop_map(QaScope::Step),
        1 => select(stage_ids(plan)).prop_map(QaScope::Stage),
    ];
    let verdicts = select(vec![
        Verdict::Pass,
        Verdict::Pass,
        Verdict::Fail,
        Verdict::Inconclusive,
        Verdict::Blocked,
    ]);
    let words = (
        prop::option::of(reasons()),
        prop::option::of(reasons()),
        prop::option::weighted(0.2, reasons()),
        prop::option::weighted(0.2, select(Cohort::ALL.to_vec())),
    );
    (scopes, verdicts, words).prop_map(|(scope, verdict, words)| {
        let (note, accepted, raise_blocker, cohort) = words;
        let accepted = accepted.filter(|_| verdict == Verdict::Inconclusive);
        Command::RecordQa {
            result: QaEntry {
                scope,
                environment: None,
                build: None,
                tester: None,
                verdict,
                accepted,
                note,
                evidence: vec![],
                cohort,
            },
            raise_blocker,
        }
    })
}

fn about_questions(plan: &Plan) -> impl Strategy<Value = Command> + use<> {
    let mut answers: Vec<(DecisionKey, String)> = vec![(DecisionKey::new("none"), "no".to_owned())];
    for (_, decision) in plan.decisions() {
        for option in ["yes", "no", "perhaps"] {
            answers.push((decision.key.clone(), option.to_owned()));
        }
    }
    select(answers).prop_map(|(decision, option)| Command::Decide { decision, option })
}

fn about_stages(plan: &Plan) -> impl Strategy<Value = Command> + use<> {
    let reopen = (select(stage_ids(plan)), reasons())
        .prop_map(|(stage, reason)| Command::ReopenStage { stage, reason });
    let gates = prop_oneof![
        6 => select(vec![GateKind::Steps, GateKind::Qa, GateKind::Waits, GateKind::Blockers]),
        1 => select(GateKind::OF_A_STAGE.to_vec()),
    ];
    let pass = (gates, reasons()).prop_map(|(gate, reason)| Command::OverrideGate { gate, reason });
    prop_oneof![5 => Just(Command::Advance), 2 => reopen, 8 => pass]
}

fn about_life() -> impl Strategy<Value = Command> {
    let blockers = || select(vec!["B1", "B2", "B3"]).prop_map(BlockerId::from);
    let planned = || BlockerDetails {
        plan: vec!["delete".to_owned(), "backfill".to_owned()],
        ..BlockerDetails::default()
    };
    let steps = (blockers(), 0..4_usize, any::<bool>());
    let edit = (blockers(), reasons(), any::<bool>()).prop_map(|(blocker, owner, soft)| {
        let edit = Box::new(BlockerEdit {
            owner: Some(owner),
            soft: Some(soft),
            ..BlockerEdit::default()
        });
        Command::EditBlocker { blocker, edit }
    });
    prop_oneof![
        2 => Just(Command::Start),
        2 => Just(Command::Close),
        2 => reasons().prop_map(|reason| Command::Hold { reason }),
        2 => prop::option::of(reasons()).prop_map(|reason| Command::Resume { reason }),
        1 => reasons().prop_map(move |title| Command::RaiseBlocker { title, link: None, details: planned() }),
        1 => prop_oneof![
            2 => steps.prop_map(|(blocker, order, done)| Command::MarkBlockerStep { blocker, order, done }),
            1 => edit,
            1 => (blockers(), reasons()).prop_map(|(blocker, text)| Command::NoteBlocker { blocker, text }),
        ],
        2 => (blockers(), reasons())
            .prop_map(|(blocker, reason)| Command::CloseBlocker { blocker, reason }),
    ]
}

fn about_the_way_back() -> impl Strategy<Value = Command> {
    let states = prop_oneof![
        3 => Just(StepState::Done),
        2 => select(StepState::ALL.to_vec()),
    ];
    let mark = (0..5_usize, states, prop::option::of(reasons()))
        .prop_map(|(order, state, note)| Command::MarkRollbackStep { order, state, note });
    prop_oneof![
        2 => (reasons(), any::<bool>()).prop_map(|(reason, seen_by_users)| Command::TriggerRollback { reason, already_at: None, seen_by_users, details: RollbackDetails::default() }),
        6 => mark,
        3 => Just(Command::FinishRollback),
        3 => Just(Command::StartAttempt),
        1 => reasons().prop_map(|reason| Command::Abandon { reason }),
    ]
}
