//! Every guard between the states of a rollout, row by row: where it comes from, a rollout that it holds back, why, and what opens it.

use rollgate::domain::calendar::FlagType;
use rollgate::domain::flag::Environment::{Dev, Production, Staging};
use rollgate::domain::plan::{Instruction, Plan, StageKind, StepState, Verb};
use rollgate::domain::rollout::{
    Answer, Command, GateKind, Outcome, Passage, RejectionCode, Statement, Topic, Verdict,
};

use crate::plan::{delete, plan, set};
use crate::scenario::{
    Scenario, done, mark_because, on_for_a_day, override_gate, ran, roll_back, started, test_step,
};
use crate::switches::issue;

/// A guard of a stage: its source, a rollout that stands before it closed, why, and the commands that open it.
struct Row {
    gate: GateKind,
    source: &'static str,
    closed: Scenario,
    reasons: &'static [&'static str],
    opens: Vec<Command>,
}

/// Says something that no line shows.
fn say(topic: Topic, answer: Answer) -> Command {
    Command::State(Statement {
        topic,
        environment: None,
        answer,
        note: None,
    })
}

fn prepared(text: &str) -> Scenario {
    let plan = plan()
        .stage("Preparation", StageKind::Prepare)
        .action("1.1", text)
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Turn it on")
        .build();
    started(plan)
}

/// Lays out a way from on for everybody to gone, with this stage behind the ramp.
fn to_the_end(kind: StageKind) -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Dev, Staging, Production])])
        .stage("The end", kind)
        .action("2.1", "Change the definition")
        .instruction("2.2", &[delete(&[Staging, Production])])
        .build()
}

fn rows() -> Vec<Row> {
    let mut rows = rows_before_the_ramp();
    rows.extend(rows_after_the_ramp());
    rows
}

fn rows_before_the_ramp() -> Vec<Row> {
    let ready = |source, text, reasons, opens| Row {
        gate: GateKind::Ready,
        source,
        closed: prepared(text),
        reasons,
        opens,
    };
    vec![
        Row {
            gate: GateKind::Qa,
            source: "G.1, nonprod -> prod_targeted: a QA record passes",
            closed: started(
                plan()
                    .stage("Non-production", StageKind::Nonprod)
                    .qa("1.1", "Try it")
                    .stage("Canary", StageKind::Canary)
                    .build(),
            ),
            reasons: &["no QA result is recorded"],
            opens: vec![test_step("1.1", Verdict::Pass)],
        },
        ready(
            "G.1, prepared -> ramping: documentation done or N/A",
            "See that the documentation is there",
            &["1.1 See that the documentation is there: todo"],
            vec![mark_because("1.1", StepState::NotApplicable, "no docs")],
        ),
        ready(
            "G.1, prepared -> ramping: breaking changes done or N/A",
            "Consider whether it is a breaking change",
            &["1.1 Consider"],
            vec![say(Topic::Breaking, Answer::NotApplicable)],
        ),
        ready(
            "G.1, prepared -> ramping: support notice done or N/A",
            "Tell support in advance",
            &["1.1 Tell support"],
            vec![say(Topic::Support, Answer::Yes)],
        ),
        ready(
            "G.1, prepared -> ramping: a watch of at least 2 hours is booked",
            "Be available for at least 2 hours after the change",
            &["1.1 Be available"],
            vec![say(Topic::Watch, Answer::Yes)],
        ),
        ready(
            "GitLab handbook, change management: criteria for a change issue",
            "Decide whether it needs a change management issue",
            &["1.1 Decide"],
            vec![say(Topic::Change, Answer::No)],
        ),
        Row {
            gate: GateKind::Ready,
            source: "GitLab handbook, change management: what needs a change issue has one",
            closed: prepared("Look").after(&[say(Topic::Change, Answer::Yes)]),
            reasons: &["it needs a change issue: name it"],
            opens: vec![issue()],
        },
    ]
}

fn rows_after_the_ramp() -> Vec<Row> {
    vec![
        Row {
            gate: GateKind::Verification,
            source: "GitLab handbook, feature flag lifecycle: on for everybody for a day",
            closed: started(to_the_end(StageKind::Cleanup))
                .after(&[done("1.1")])
                .later(23 * 60),
            reasons: &["1h 00m left of the time on for everybody"],
            opens: vec![Command::ChangeTimer {
                step: "1.1".into(),
                change: rollgate::domain::rollout::TimerChange::Stop,
                reason: Some("seen enough".to_owned()),
            }],
        },
        Row {
            gate: GateKind::DefaultOn,
            source: "GitLab feature_flags/_index.md: only beta and ops default to on",
            closed: on_for_a_day(to_the_end(StageKind::DefaultOn)),
            reasons: &["nobody has said the type of the flag"],
            opens: vec![
                say(Topic::Type, Answer::Type(FlagType::GitlabComDerisk)),
                say(Topic::Type, Answer::Type(FlagType::Beta)),
            ],
        },
        Row {
            gate: GateKind::Stored,
            source: "GitLab feature_flags/controls.md: a default counts only when no gate is stored",
            closed: on_for_a_day(to_the_end(StageKind::DefaultOn)).after(&[done("2.1")]),
            reasons: &["still stored in production", "in staging", "in dev"],
            opens: vec![ran(
                "2.2",
                &[delete(&[Dev, Staging, Production])],
                Outcome::Succeeded,
            )],
        },
        Row {
            gate: GateKind::Stored,
            source: "G.1, -> released: deletion on every environment",
            closed: on_for_a_day(to_the_end(StageKind::Cleanup)).after(&[done("2.1"), done("2.2")]),
            reasons: &["the flag is still stored in dev (on)"],
            opens: vec![ran("2.2", &[delete(&[Dev])], Outcome::Succeeded)],
        },
    ]
}

#[test]
fn every_guard_of_a_stage_is_closed_with_its_reasons_and_opened_by_what_it_asks_for() {
    for row in rows() {
        println!("{}: {}", row.gate, row.source);
        let closed = row.closed.closed(row.gate, row.reasons);
        closed.clone().after(&row.opens).open(row.gate);
        closed
            .after(&[override_gate(row.gate, "agreed")])
            .open(row.gate);
    }
}

#[test]
fn who_goes_past_a_step_goes_past_what_it_was_to_make_ready_and_is_told_it_once() {
    prepared("See that the documentation is there")
        .when(Command::Advance)
        .then_refused(
            RejectionCode::GateClosed,
            &[
                "1.1 See that the documentation is there: todo",
                "nobody has said what is written while the flag is off",
            ],
        )
        .after(&[override_gate(GateKind::Steps, "docs follow")])
        .open(GateKind::Ready)
        .after(&[Command::Advance]);
}

#[test]
fn the_day_begins_anew_after_a_rollback_and_is_as_long_as_the_plan_asks() {
    let long = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Production])])
        .wait("1.2", 3 * 24 * 60)
        .stage("Cleanup", StageKind::Cleanup)
        .build();
    started(long).after(&[done("1.1")]).closed(
        GateKind::Verification,
        &["3d 00h left of the time on for everybody"],
    );
    let again = started(to_the_end(StageKind::Cleanup))
        .after(&[done("1.1")])
        .later(23 * 60)
        .after(&[roll_back("errors")]);
    let mut again = again;
    for order in 1..=4 {
        let mark = crate::scenario::way_back(order, StepState::Done, None);
        again = again.after(&[mark]);
    }
    again
        .after(&[Command::FinishRollback, Command::StartAttempt, done("1.1")])
        .later(2 * 60)
        .closed(
            GateKind::Verification,
            &["22h 00m left of the time on for everybody"],
        );
}

fn status() -> Instruction {
    let mut line = delete(&[]);
    line.verb = Verb::Other("auto_deploy status".to_owned());
    line
}

// Source: GitLab feature_flags/controls.md: enable only after the code is deployed.
#[test]
fn a_flag_is_turned_on_after_the_look_at_the_code_that_the_plan_asks_for() {
    let plan = plan()
        .stage("Non-production", StageKind::Nonprod)
        .instruction("1.1", &[status()])
        .instruction("1.2", &[set("true", &[Dev, Staging])])
        .build();
    let begun = started(plan);
    let said = |place| {
        Command::State(Statement {
            topic: Topic::Code,
            environment: Some(place),
            answer: Answer::Yes,
            note: Some("4f1c9ab27de".to_owned()),
        })
    };
    begun
        .clone()
        .when(done("1.2"))
        .then_refused(RejectionCode::GateClosed, &["1.1 Run it: nobody has said"]);
    begun.clone().after(&[done("1.1"), done("1.2")]);
    begun
        .clone()
        .after(&[said(Dev), said(Staging), done("1.2")]);
    begun.after(&[mark_because("1.2", StepState::Done, "it was there")]);
}

// Source: GitLab rollout template: the rollout issue is closed last.
#[test]
fn the_rollout_issue_is_closed_after_everything_else() {
    let plan = plan()
        .stage("Cleanup", StageKind::Cleanup)
        .action("1.1", "Close the feature issue")
        .action("1.2", "Close this issue")
        .build();
    started(plan)
        .when(done("1.2"))
        .then_refused(
            RejectionCode::GateClosed,
            &["1.1 Close the feature issue: it comes first"],
        )
        .after(&[done("1.1"), done("1.2"), Command::Close]);
}

// Source: GitLab delivery runbooks, recurring rollback practice.
#[test]
fn a_rehearsal_is_asked_for_only_where_somebody_wants_it_and_grows_old() {
    let up = |passage: Passage| Command::RunInstruction {
        step: "2.1".into(),
        instructions: vec![set("1", &[Production])],
        outcome: Outcome::Succeeded,
        reply: None,
        passage,
    };
    let within = |reason: Option<&str>| {
        up(Passage {
            drill_within_s: Some(30 * 24 * 60 * 60),
            reason: reason.map(str::to_owned),
            ..Passage::default()
        })
    };
    let begun = crate::switches::begun();
    begun.clone().after(&[up(Passage::default())]);
    begun
        .clone()
        .when(within(None))
        .then_refused(RejectionCode::GateClosed, &["was never rehearsed"]);
    begun.clone().after(&[within(Some("no time"))]);
    let drilled = begun.after(&[Command::RecordDrill { took_s: 60 }]);
    drilled.clone().after(&[within(None)]);
    drilled
        .later(31 * 24 * 60)
        .when(within(None))
        .then_refused(RejectionCode::GateClosed, &["rehearsed 31d 00h ago"]);
}

#[test]
fn a_statement_has_to_fit_its_topic_and_is_not_said_twice() {
    let begun = prepared("Look");
    for (topic, answer) in [
        (Topic::Docs, Answer::Type(FlagType::Beta)),
        (Topic::Type, Answer::Yes),
        (Topic::Code, Answer::Yes),
    ] {
        begun
            .clone()
            .when(say(topic, answer))
            .then_refused_for(RejectionCode::WrongState);
    }
    begun
        .after(&[say(Topic::Docs, Answer::Yes)])
        .when(say(Topic::Docs, Answer::Yes))
        .then_nothing();
}
