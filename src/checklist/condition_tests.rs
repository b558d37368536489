//! Conditions, alternatives and waits between steps: what applies to whom, and what is only for when things go wrong.

use super::tests::outline;
use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    assert_eq!(outline(&read(text).plan), expected.join("\n"), "{text}");
}

#[test]
fn a_condition_alone_goes_with_the_question_that_the_plan_asks() {
    check(
        "## Canary\n- [ ] If it has an actor, enable it for us.\n\n## Global rollout\n- [ ] If it has an actor, go by actors.\n- [ ] If it does NOT have an actor, go by time.\n",
        "1 canary: Canary
        1.1 action todo [ ] If it has an actor, enable it for us. <actor=yes>
        2 ramp: Global rollout
        2.1 decision todo Does the feature flag in the code have an actor?
        2.2 action todo [ ] If it has an actor, go by actors. <actor=yes>
        2.3 action todo [ ] If it does NOT have an actor, go by time. <actor=no>",
    );
}

#[test]
fn what_is_for_when_things_go_wrong_is_optional() {
    check(
        "## Staging\n- [ ] Turn it on\n- [ ] If the feature flag causes tests to fail, turn it off\n  - [ ] Say so\n",
        "1 nonprod: Staging
        1.1 action todo [ ] Turn it on
        1.2 action? todo [ ] If the feature flag causes tests to fail, turn it off
        1.2.1 action? todo [ ] Say so",
    );
}

#[test]
fn actors_instead_of_a_percentage_are_a_question() {
    let set = "/chatops gitlab run feature set";
    let text = format!(
        "## Production\n\n```\n{set} a_b <percentage> --actors\n```\n\nOr target specific actors instead:\n\n```\n{set} --group=x a_b true\n```\n"
    );
    let reading = read(&text);
    let (_, decision) = reading.plan.decisions().next().unwrap();
    let options: Vec<&str> = decision
        .options
        .iter()
        .map(|option| option.key.as_str())
        .collect();
    assert_eq!(
        (decision.key.as_str(), options),
        ("target", vec!["percentage", "actors"])
    );
    for option in &decision.options {
        let head = reading.plan.step(&option.head).unwrap();
        assert_eq!(head.branch.as_ref().unwrap().option, option.key);
        assert!(!head.optional);
    }
}

#[test]
fn a_wait_between_the_steps_below_is_no_step_of_its_own_kind() {
    check(
        "## Global rollout\n- [ ] Roll out, wait for at least 15 minutes between steps\n  - [ ] `/chatops run feature set a_b 10 --actors`\n- [ ] Wait for at least 15 minutes\n",
        "1 ramp: Global rollout
        1.1 action todo [ ] Roll out, wait for at least 15 minutes between steps (900 s)
        1.1.1 instruction todo [ ] $ /chatops run feature set a_b 10 --actors
        1.2 wait todo [ ] Wait for at least 15 minutes (900 s)",
    );
}

#[test]
fn a_repair_that_is_refused_leaves_the_text_as_found() {
    let text = include_str!("../../tests/fixtures/copied_torn.txt");
    let all = read(text).repairs;
    let indexes: Vec<usize> = all.iter().map(|repair| repair.index).collect();
    assert_eq!(indexes, (0..all.len()).collect::<Vec<_>>());
    for refused in &all {
        let choice = RepairChoice::Except([refused.index].into());
        let reading = read_with(text, &choice);
        let same = reading
            .repairs
            .iter()
            .find(|repair| repair.index == refused.index);
        let same = same.unwrap();
        assert!(!same.accepted && same.before == refused.before, "{same:?}");
        let made = reading
            .repairs
            .iter()
            .filter(|repair| repair.accepted)
            .count();
        assert_eq!(reading.counts.repairs, made);
    }
    assert_eq!(read_with(text, &RepairChoice::None).counts.repairs, 0);
    let safe = read_with(text, &RepairChoice::Safe);
    let is_certain = |repair: &Repair| repair.confidence == Confidence::High;
    assert!(
        safe.repairs
            .iter()
            .all(|repair| repair.accepted == is_certain(repair))
    );
}

#[test]
fn a_heading_that_is_refused_opens_no_stage() {
    let text = include_str!("../../tests/fixtures/copied_torn.txt");
    let all = read(text);
    let heading = all
        .repairs
        .iter()
        .find(|repair| repair.before == "Release the feature");
    let choice = RepairChoice::Except([heading.unwrap().index].into());
    let stages = read_with(text, &choice).plan.stages.len();
    assert_eq!(stages + 1, all.plan.stages.len());
}

#[test]
fn texts_that_are_no_rollout_name_the_command_that_keeps_them() {
    let hint = |text: &str| {
        let found = read(text).diagnostics.pop().unwrap();
        (found.message, found.hint.unwrap())
    };
    let report = "Rows are lost\nBug behavior\nWhen the quick_export feature flag is on, rows are lost.\nImplementation\n- Write rows\n(again?) - Tell support\n";
    let (message, hint_of_report) = hint(report);
    assert!(message.contains("a plan of 2 items"), "{message}");
    assert!(
        hint_of_report.starts_with("rollgate blocker add quick_export \"Rows are lost\""),
        "{hint_of_report}"
    );
    let proposal = "Log packages\nProposal\n15.1.202206010920-0123456789a.ba987654321\ndb/migrate/20220601000000_add_a.rbdb/migrate/20220601000001_add_b.rb\n";
    let (message, hint_of_proposal) = hint(proposal);
    assert!(
        message.contains("20220601000000_add_a.rb, 20220601000001_add_b.rb"),
        "{message}"
    );
    assert!(
        hint_of_proposal.starts_with("rollgate note FLAG"),
        "{hint_of_proposal}"
    );
}
