//! Whether people are told and somebody is there when production goes up for everybody: a soft gate and a warning, never a wall.

use rollgate::domain::Timestamp;
use rollgate::domain::flag::Environment::Production;
use rollgate::domain::plan::{Plan, StageKind, StepKind};
use rollgate::domain::rollout::{
    Answer, Command, Gate, GateKind, Outcome, Passage, RejectionCode, Statement, Switch, Topic,
    switch_gates, warnings,
};

use crate::plan::{PlanBuilder, plan, set};
use crate::scenario::{Scenario, done, forced, monday, ran, started};

fn with_ramp(builder: PlanBuilder) -> Plan {
    builder
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Raise it")
        .build()
}

fn to(value: &str) -> Command {
    ran("1.1", &[set(value, &[Production])], Outcome::Succeeded)
}

fn say(topic: Topic, answer: Answer) -> Command {
    Command::State(Statement {
        topic,
        environment: None,
        answer,
        note: None,
    })
}

/// Says that people are told and somebody is there.
pub(crate) fn told() -> [Command; 4] {
    [Topic::Docs, Topic::Breaking, Topic::Support, Topic::Watch]
        .map(|topic| say(topic, Answer::Yes))
}

/// Returns how "all is ready" stands before 25%.
fn ready(scenario: &Scenario, now: Timestamp) -> Option<Gate> {
    let rollout = &scenario.rollout;
    let plan = rollout.plan.as_deref().unwrap();
    let switch = Switch::of(rollout, plan, &[set("25", &[Production])]);
    let gates = switch_gates(rollout, plan, &switch, &Passage::default(), now);
    gates.into_iter().find(|gate| gate.id == GateKind::Ready)
}

fn warned(scenario: &Scenario) -> bool {
    let said = warnings(&scenario.rollout);
    said.iter().any(|reason| reason.about == "ready")
}

#[test]
fn what_neither_the_document_nor_anybody_speaks_of_is_asked_and_warned_of_and_holds_nothing_back() {
    let silent = started(with_ramp(plan()));
    let gate = ready(&silent, monday()).unwrap();
    assert!(gate.open && !gate.hard, "{gate:?}");
    let asked: Vec<&str> = gate.asks.iter().map(|asked| asked.about.as_str()).collect();
    assert_eq!(asked, ["docs", "breaking", "support", "watch"]);
    assert!(warned(&silent));
    let answered = silent.after(&[
        to("10"),
        say(Topic::Docs, Answer::Yes),
        say(Topic::Breaking, Answer::NotApplicable),
        say(Topic::Support, Answer::Yes),
        say(Topic::Watch, Answer::Yes),
    ]);
    assert!(!warned(&answered));
    assert_eq!(ready(&answered, monday()).unwrap().asks, []);
}

#[test]
fn what_somebody_said_is_not_so_asks_for_a_reason_which_is_kept() {
    for topic in [Topic::Docs, Topic::Breaking, Topic::Support, Topic::Watch] {
        let refused = started(with_ramp(plan()))
            .after(&[say(topic, Answer::No)])
            .when(to("10"))
            .then_refused(RejectionCode::GateClosed, &[topic.text()]);
        let gate = ready(&refused, monday()).unwrap();
        assert!(!gate.open && !gate.hard, "{gate:?}");
        let reasoned = forced(
            "1.1",
            &[set("10", &[Production])],
            (&[], "the night shift is told"),
        );
        let passed = refused.after(&[reasoned]);
        let point = passed.rollout.facts.ramp.last().unwrap();
        let kept = point.passed.as_ref().unwrap();
        assert_eq!(kept.gates, [GateKind::Ready]);
        assert_eq!(kept.reason, "the night shift is told");
    }
}

#[test]
fn a_document_that_speaks_of_all_of_it_is_asked_nothing_at_the_switch() {
    let whole = plan()
        .stage("Prepare", StageKind::Prepare)
        .action("1.1", "Update the documentation")
        .action("1.2", "Announce breaking changes")
        .action("1.3", "Tell support")
        .step(StepKind::Watch, "1.4", "Be available for at least 2 hours")
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Raise it")
        .build();
    let begun = started(whole);
    assert_eq!(ready(&begun, monday()), None);
    assert!(!warned(&begun));
}

#[test]
fn nobody_is_warned_before_the_ramp_nor_once_it_is_on_for_everybody() {
    let long = plan()
        .stage("Canary", StageKind::Canary)
        .action("1.1", "Look")
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Raise it")
        .build();
    let before = started(long).after(&[done("1.1")]);
    assert!(!warned(&before));
    let ramp = before.after(&[Command::Advance]);
    assert!(warned(&ramp));
    let all = ran("2.1", &[set("true", &[Production])], Outcome::Succeeded);
    assert!(!warned(&ramp.after(&[all])));
}

#[test]
fn support_is_told_by_a_step_that_names_it_and_says_that_it_is_told() {
    for (text, asked) in [
        ("Tell support", false),
        ("Tell everybody", true),
        ("Look at the support page", true),
    ] {
        let mut one = with_ramp(plan());
        text.clone_into(&mut one.stages[0].steps[0].text);
        let silent = started(one);
        let asks = ready(&silent, monday()).unwrap().asks;
        assert_eq!(asks.iter().any(|it| it.about == "support"), asked, "{text}");
    }
}
