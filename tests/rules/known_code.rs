//! Where the code of a flag is, as packages tell, and of which type the flag is: one fact each, however it was said.

use rollgate::domain::calendar::FlagType;
use rollgate::domain::flag::Environment::Production;
use rollgate::domain::flag::FlagName;
use rollgate::domain::package::{DeployedCode, PackageName};
use rollgate::domain::plan::StageKind;
use rollgate::domain::rollout::{
    Answer, Command, Event, Outcome, Passage, RejectionCode, Statement, Topic, flag_type,
};

use crate::plan::{FLAG, plan};
use crate::scenario::{Scenario, monday, started};
use crate::switches::{at, begun};

const OLDER: &str = "14.8.202202071220-5a0db3f10c7.b11c0a5d2aa";
const NEWER: &str = "14.8.202202091220-be0e1a77cd1.1fa9c3d2e11";

fn raised_while(brought: &str, running: &str, flag: &str) -> Command {
    let code = DeployedCode {
        flag: FlagName::parse(flag).unwrap(),
        environment: Production,
        package: PackageName::parse(brought).unwrap(),
        running: PackageName::parse(running).unwrap(),
    };
    Command::RunInstruction {
        step: "2.1".into(),
        instructions: vec![at("1")],
        outcome: Outcome::Succeeded,
        reply: None,
        passage: Passage {
            code: vec![code],
            ..Passage::default()
        },
    }
}

fn say(topic: Topic, answer: Answer, note: Option<&str>) -> Command {
    Command::State(Statement {
        topic,
        environment: (topic == Topic::Code).then_some(Production),
        answer,
        note: note.map(str::to_owned),
    })
}

// Source: GitLab doc/development/feature_flags/controls.md: enable only after the code is deployed.
#[test]
fn a_flag_is_not_raised_where_an_older_package_runs_than_the_one_that_brought_its_code() {
    begun().when(raised_while(NEWER, OLDER, FLAG)).then_refused(
        RejectionCode::GateClosed,
        &["the code is not in production: 14.8.202202091220-be0e1a77cd1"],
    );
    begun().after(&[raised_while(OLDER, NEWER, FLAG)]);
    begun().after(&[raised_while(NEWER, NEWER, FLAG)]);
    begun().after(&[raised_while(NEWER, OLDER, "another_flag")]);
}

#[test]
fn what_a_person_says_of_the_code_weighs_more_than_what_packages_tell() {
    begun().after(&[
        say(Topic::Code, Answer::Yes, Some("picked into the older one")),
        raised_while(NEWER, OLDER, FLAG),
    ]);
    begun()
        .after(&[say(Topic::Code, Answer::No, None)])
        .when(raised_while(OLDER, NEWER, FLAG))
        .then_refused(
            RejectionCode::GateClosed,
            &["the code is not in production"],
        );
}

fn typed(kind: FlagType, note: Option<&str>) -> Event {
    Event::FlagTyped {
        kind,
        since: Some(monday()),
        note: note.map(str::to_owned),
    }
}

fn with_a_type() -> Scenario {
    begun().after(&[Command::TypeFlag {
        kind: FlagType::Wip,
        since: Some(monday()),
    }])
}

#[test]
fn the_type_of_the_flag_is_one_fact_whichever_command_says_it() {
    let beta = Answer::Type(FlagType::Beta);
    with_a_type()
        .when(say(Topic::Type, beta, Some("the definition")))
        .then(&[typed(FlagType::Beta, Some("the definition"))]);
    with_a_type()
        .when(say(Topic::Type, Answer::Type(FlagType::Wip), None))
        .then_nothing();
    let both = with_a_type().after(&[say(Topic::Type, beta, None)]);
    assert_eq!(flag_type(&both.rollout), Some(FlagType::Beta));
    assert_eq!(
        both.rollout.facts.flag_type,
        Some((FlagType::Beta, Some(monday())))
    );
    let back = both.after(&[Command::TypeFlag {
        kind: FlagType::Ops,
        since: None,
    }]);
    assert_eq!(
        back.rollout.facts.flag_type,
        Some((FlagType::Ops, Some(monday()))),
        "a type alone leaves the day as it was said"
    );
    let said = back.rollout.said_of(Topic::Type, None);
    assert_eq!(said, Some(Answer::Type(FlagType::Ops)));
}

#[test]
fn a_statement_about_the_type_from_an_older_journal_counts_as_the_fact() {
    let old = Event::Stated(Statement {
        topic: Topic::Type,
        environment: None,
        answer: Answer::Type(FlagType::Ops),
        note: None,
    });
    let rollout = rollgate::domain::rollout::evolve(with_a_type().rollout, &old);
    assert_eq!(
        rollout.facts.flag_type,
        Some((FlagType::Ops, Some(monday())))
    );
}

#[test]
fn the_type_that_a_document_states_counts_until_somebody_says_another() {
    let mut plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Turn it on")
        .build();
    plan.flag_type = Some(FlagType::Beta);
    let begun = started(plan);
    assert_eq!(flag_type(&begun.rollout), Some(FlagType::Beta));
    let said = begun.after(&[say(Topic::Type, Answer::Type(FlagType::Ops), None)]);
    assert_eq!(flag_type(&said.rollout), Some(FlagType::Ops));
}
