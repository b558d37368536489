//! What people say and have said: twice, in another attempt, of the future, of nothing; and the words in which it is told.

use chrono::TimeDelta;
use rollgate::domain::calendar::FlagType;
use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::{StageKind, StepState};
use rollgate::domain::rollout::{
    Answer, Command, Event, GateKind, Outcome, QaEntry, QaScope, RejectionCode, Statement, Topic,
    Verdict,
};

use crate::plan::{plan, set, set_for_project};
use crate::scenario::{answer, done, forced, mark_because, monday, ran, record, result, started};
use crate::switches::{at, begun};

#[test]
fn a_flag_was_introduced_at_a_time_that_is_over() {
    let typed = |minutes: i64| Command::TypeFlag {
        kind: FlagType::Wip,
        since: Some(monday() + TimeDelta::minutes(minutes)),
    };
    begun()
        .when(typed(1))
        .then_refused(RejectionCode::WrongState, &["in the future"]);
    begun().after(&[typed(0)]);
    begun().after(&[typed(-60)]);
}

#[test]
fn the_same_topic_is_answered_for_each_place_by_itself() {
    let say = |place| {
        Command::State(Statement {
            topic: Topic::Code,
            environment: Some(place),
            answer: Answer::Yes,
            note: None,
        })
    };
    let said = begun().after(&[say(Staging), say(Production)]);
    said.clone().when(say(Staging)).then_nothing();
    said.when(say(Production)).then_nothing();
}

#[test]
fn what_was_accepted_is_kept_without_blanks_at_its_ends() {
    let tested = plan()
        .stage("Staging", StageKind::Nonprod)
        .qa("1.1", "Try it")
        .build();
    let entry = QaEntry {
        accepted: Some(" only in production ".to_owned()),
        ..result(QaScope::Step("1.1".into()), Verdict::Inconclusive)
    };
    let recorded = started(tested).when(record(entry));
    let kept = recorded.last_event(|event| {
        let Event::QaRecorded { result, .. } = event else {
            panic!("{event:?}");
        };
        result.accepted.clone()
    });
    assert_eq!(kept.as_deref(), Some("only in production"));
}

#[test]
fn actors_that_have_it_or_are_for_staging_are_not_still_to_come() {
    let web = set_for_project("true", "example/web", &[Production]);
    let staged = set_for_project("true", "example/other", &[Staging]);
    let named = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", std::slice::from_ref(&web))
        .instruction("1.2", &[staged])
        .instruction("1.3", &[set("true", &[Staging])])
        .action("1.4", "Go")
        .build();
    let go = |line| ran("1.4", &[line], Outcome::Succeeded);
    let on_staging =
        started(named).after(&[ran("1.3", &[set("true", &[Staging])], Outcome::Succeeded)]);
    on_staging
        .clone()
        .when(go(at("1")))
        .then_refused(RejectionCode::GateClosed, &["1.1 Run it: named actors"]);
    on_staging.clone().after(&[go(web), go(at("1"))]);
    let left_out = mark_because("1.1", StepState::Skipped, "the project is gone");
    on_staging.after(&[left_out, go(at("1"))]);
}

#[test]
fn an_answer_is_changed_while_nothing_of_its_own_branch_is_done() {
    let asked = plan()
        .stage("Ramp", StageKind::Ramp)
        .decision("1.1", "way", &[("yes", "1.2"), ("no", "1.3")])
        .action("1.2", "Yes")
        .branch("way", "yes")
        .action("1.3", "No")
        .branch("way", "no")
        .decision("1.4", "other", &[("yes", "1.5"), ("no", "1.6")])
        .action("1.5", "Other yes")
        .branch("other", "yes")
        .action("1.6", "Other no")
        .branch("other", "no")
        .build();
    let answered = started(asked).after(&[
        answer("way", "yes"),
        answer("other", "yes"),
        done("1.5"),
        answer("way", "no"),
    ]);
    answered
        .shows("1.2", StepState::NotApplicable)
        .after(&[done("1.3")])
        .when(answer("way", "yes"))
        .then_refused_for(RejectionCode::WrongState);
}

#[test]
fn a_reason_of_blanks_passes_no_gate() {
    let blank = forced("2.1", &[at("50")], (&[GateKind::Jump], "  "));
    begun()
        .when(blank)
        .then_refused_for(RejectionCode::ReasonMissing);
}
