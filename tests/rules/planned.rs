//! Whether a plan is whole, and what a silent one is asked: contradictions close the gate until a reason opens it, silence holds nothing back.

use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::flag::FlagName;
use rollgate::domain::plan::{Owner, Plan, StageKind};
use rollgate::domain::rollout::{
    Answer, Command, Gate, GateKind, Outcome, RejectionCode, Statement, Topic, gates, rollback_plan,
};

use crate::plan::{console_off, plan, set};
use crate::scenario::{Scenario, done, override_gate, ran, started};

fn whole() -> Plan {
    let mut whole = plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Turn it on in staging")
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Turn it on")
        .instruction("R.1", &[set("false", &[Production])])
        .build();
    whole.owners = vec![owner("@maya")];
    whole
}

fn owner(name: &str) -> Owner {
    Owner {
        role: "DRI".to_owned(),
        name: name.to_owned(),
    }
}

fn gate(scenario: &Scenario, kind: GateKind) -> Option<Gate> {
    let stage = scenario.rollout.current_stage()?;
    let mut gates = gates(&scenario.rollout, stage, scenario.now).into_iter();
    gates.find(|gate| gate.id == kind)
}

fn asks(scenario: &Scenario, kind: GateKind) -> Vec<String> {
    let gate = gate(scenario, kind);
    let asks = gate.into_iter().flat_map(|gate| gate.asks);
    asks.map(|reason| reason.about).collect()
}

/// A plan that is not whole, and words of the reason.
fn rows() -> Vec<(&'static str, Plan, &'static str)> {
    let camel = Plan {
        flag: FlagName::parse("newSearch"),
        ..whole()
    };
    let mut unnamed = Plan {
        flag: None,
        ..whole()
    };
    let mut line = set("true", &[Production]);
    line.flag = Some("<feature-flag-name>".to_owned());
    unnamed.stages[0].steps[0].instructions = vec![line];
    let mut licensed = whole();
    licensed.rollback[0].text = "The name is the same as a licensed feature".to_owned();
    let nobody = Plan {
        owners: vec![owner("<your-username>")],
        ..whole()
    };
    vec![
        (
            "A.7: a flag is named in snake case",
            camel,
            "not in snake case",
        ),
        (
            "0.1: a placeholder that a command needs",
            unnamed,
            "<feature-flag-name> is left",
        ),
        (
            "A.4: no flag shares its name with a licensed feature",
            licensed,
            "licensed feature",
        ),
        ("G.1: the owner is set", nobody, "nobody is named yet"),
    ]
}

// Source: domain facts G.1, imported -> planned.
#[test]
fn a_plan_that_is_not_whole_closes_the_first_gate_until_a_reason_opens_it() {
    started(whole()).open(GateKind::Planned);
    for (source, plan, words) in rows() {
        println!("{source}");
        let mut scenario = started(plan).after(&[done("1.1")]);
        if gate(&scenario, GateKind::Writes).is_some() {
            let nothing = override_gate(GateKind::Writes, "it writes nothing");
            scenario = scenario.after(&[nothing]);
        }
        scenario
            .clone()
            .when(Command::Advance)
            .then_refused(RejectionCode::GateClosed, &[words]);
        assert!(!gate(&scenario, GateKind::Planned).unwrap().hard);
        scenario.after(&[
            override_gate(GateKind::Planned, "it is known"),
            Command::Advance,
        ]);
    }
}

#[test]
fn a_line_for_the_console_answers_a_name_that_chatops_cannot_switch() {
    let mut licensed = whole();
    licensed.rollback[0].text = "The name is the same as a licensed feature".to_owned();
    licensed.rollback[0].instructions = vec![console_off()];
    started(licensed).open(GateKind::Planned);
}

#[test]
fn what_a_plan_leaves_out_is_asked_and_holds_nothing_back() {
    let mut silent = whole();
    silent.owners.clear();
    silent.rollback.clear();
    let scenario = started(silent);
    assert_eq!(asks(&scenario, GateKind::Planned), ["owner", "rollback"]);
    let scenario = scenario.after(&[done("1.1"), Command::Advance]);
    assert!(gate(&scenario, GateKind::Planned).is_none());
}

// Source: domain facts G.1, prepared -> ramping.
#[test]
fn a_preparation_is_asked_about_what_it_is_silent_on_until_somebody_vouches() {
    let preparation = plan()
        .stage("Preparation", StageKind::Prepare)
        .action("1.1", "See that the documentation is there")
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Turn it on")
        .build();
    let scenario = started(preparation);
    assert_eq!(
        asks(&scenario, GateKind::Ready),
        ["breaking", "support", "watch"]
    );
    let said = |topic, answer| {
        Command::State(Statement {
            topic,
            environment: None,
            answer,
            note: None,
        })
    };
    let scenario = scenario.after(&[
        said(Topic::Breaking, Answer::NotApplicable),
        said(Topic::Watch, Answer::Yes),
    ]);
    assert_eq!(asks(&scenario, GateKind::Ready), ["support"]);
    let scenario = scenario.after(&[done("1.1")]).open(GateKind::Ready);
    let nothing = override_gate(GateKind::Writes, "it writes nothing");
    let refused = scenario
        .clone()
        .after(&[said(Topic::Support, Answer::No), nothing]);
    refused
        .when(Command::Advance)
        .then_refused(RejectionCode::GateClosed, &["support knows"]);
    scenario.after(&[Command::Advance]);
}

#[test]
fn only_the_preparation_before_the_ramp_is_asked_and_what_its_steps_speak_of_is_told_once_each() {
    let two = plan()
        .stage("Preparation", StageKind::Prepare)
        .action("1.1", "Look")
        .stage("Preparation of the day", StageKind::Prepare)
        .action("2.1", "Tell support where the documentation is")
        .action("2.2", "Announce breaking changes")
        .stage("Ramp", StageKind::Ramp)
        .build();
    let first = started(two).after(&[done("1.1")]);
    assert_eq!(gate(&first, GateKind::Ready), None);
    let second = first.after(&[Command::Advance]);
    assert_eq!(asks(&second, GateKind::Ready), ["watch"]);
    second.closed(GateKind::Ready, &["2.1 Tell support", "2.2 Announce"]);
    let canary = plan()
        .stage("Canary", StageKind::Canary)
        .action("1.1", "Look")
        .stage("Ramp", StageKind::Ramp)
        .build();
    assert_eq!(gate(&started(canary), GateKind::Ready), None);
    let mut flagless = whole();
    flagless.flag = None;
    flagless.stages[0].kind = StageKind::Prepare;
    assert_eq!(gate(&started(flagless), GateKind::Ready), None);
}

#[test]
fn a_way_back_that_chatops_refuses_is_told_once_there_is_something_to_go_back_from() {
    let mut licensed = whole();
    licensed.rollback[0].text = "The name is the same as a licensed feature".to_owned();
    let off = started(licensed);
    let impossible = |scenario: &Scenario| rollback_plan(&scenario.rollout).impossible.len();
    assert_eq!(impossible(&off), 0);
    let staging = [set("true", &[Staging])];
    let on = off.after(&[ran("1.1", &staging, Outcome::Succeeded)]);
    assert_eq!(impossible(&on), 1);
}
