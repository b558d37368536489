//! Whole documents, written for these tests, through the reader: a template, one of commands only, two copied pages.

use super::tests::outline;
use super::*;
use crate::domain::flag::FlagName;

const RAW: &str = include_str!("../../tests/fixtures/rollout.md");
const COMMANDS: &str = include_str!("../../tests/fixtures/commands_only.md");
const TORN: &str = include_str!("../../tests/fixtures/copied_torn.txt");
const DOTS: &str = include_str!("../../tests/fixtures/copied_dots.txt");

#[track_caller]
fn check(text: &str, expected: &str) -> Reading {
    let reading = read(text);
    let expected: Vec<&str> = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(outline(&reading.plan), expected.join("\n"));
    assert_eq!(
        reading.plan.flag.as_ref().map(FlagName::as_str),
        Some("quiet_search")
    );
    reading
}

#[test]
fn a_template_with_boxes() {
    let reading = check(
        RAW,
        "1 nonprod: Rollout on non-production environments
        1.1 group todo Check that the change is on staging:
        1.1.1 instruction done [x] $ /chatops run auto_deploy status abc1234
        1.2 action done [X] Turn it on away from production.
        1.2.1 instruction done [x] $ /chatops run feature set quiet_search true --dev --staging
        1.2.2 group? todo If the flag breaks end-to-end tests:
        1.2.2.1 action? na [~] Turn it off on staging again.
        1.3 qa todo [ ] Verify that the feature works as expected. Write down what you saw.
        2 prepare: Preparation before global rollout
        2.1 action na [-] Open a change issue.
        2.2 watch todo [ ] Somebody must be available for at least 2 hours after the change. (7200 s)
        2.3 action unknown [?] Ask around.
        3 ramp: Global rollout on production
        3.1 action todo [ ] Roll out the feature.
        3.1.1 wait todo [ ] Between every step wait for at least 15 minutes. (900 s)
        3.1.2 decision todo Does the feature flag in the code have an actor?
        3.1.3 group todo If the feature flag in code has an actor, go by actors. <actor=yes>
        3.1.3.1 instruction todo [ ] $ /chatops run feature set quiet_search <rollout-percentage> --actors
        3.1.4 group todo If the feature flag in code does NOT have an actor, go by time. <actor=no>
        3.1.4.1 instruction todo [ ] $ /chatops run feature set quiet_search <rollout-percentage> --random
        3.2 announce todo [ ] Announce that it is on.
        4 default_on?: (Optional) Release the feature with the feature flag
        4.1 action todo [ ] Change the default.
        R.1 instruction todo [ ] Turn it off with: $ /chatops run feature set quiet_search false",
    );
    assert_eq!(reading.form, Form::Raw);
    let counts = reading.counts;
    assert_eq!(
        (counts.tasks, counts.boxes_done, counts.boxes_na),
        (14, 3, 2)
    );
    assert_eq!(
        (counts.waits, counts.watches, counts.qa, counts.decisions),
        (1, 1, 1, 1)
    );
    assert_eq!(reading.plan.generation.as_deref(), Some("g4"));
    let owners: Vec<&str> = reading
        .plan
        .owners
        .iter()
        .map(|owner| owner.name.as_str())
        .collect();
    assert_eq!(owners, ["~\"group::finders\"", "@maya"]);
    let targets: Vec<&str> = reading
        .plan
        .references
        .iter()
        .map(|link| link.target.as_str())
        .collect();
    assert_eq!(targets, ["#g_finders", "https://example.com/a/-/issues/1"]);
}

#[test]
fn a_template_of_commands_only() {
    let reading = check(
        COMMANDS,
        "1 nonprod: Non-production
        1.1 instruction todo $ /chatops gitlab run feature set quiet_search true --dev --staging
        2 ramp: Production
        2.1 decision todo Roll out by percentage, or to specific actors instead?
        2.2 instruction todo (900 s) <target=percentage> $ /chatops gitlab run feature set quiet_search <percentage> --actors
        2.3 group todo Or pick some actors instead <target=actors>
        2.3.1 instruction todo $ /chatops gitlab run feature set --user=<your-name> quiet_search true
        3 prepare: Before global rollout
        3.1 action todo Documentation is up to date
        3.2 action todo Support knows
        4 cleanup: Cleanup
        4.1 instruction todo $ /chatops gitlab run feature delete quiet_search --dev --production
        R.1 instruction todo production: /chatops gitlab run feature set quiet_search false $ /chatops gitlab run feature set quiet_search false
        R.2 instruction todo elsewhere: /chatops gitlab run feature set quiet_search false --dev $ /chatops gitlab run feature set quiet_search false --dev",
    );
    assert_eq!(reading.plan.generation.as_deref(), Some("g6"));
    assert_eq!(reading.counts.tasks, 0);
}

#[test]
fn a_copied_page_with_displaced_bullets() {
    let reading = check(
        TORN,
        "1 nonprod: Rollout on non-production environments
        1.1 action unknown Check that it is deployed.
        1.1.1 instruction unknown $ /chatops run auto_deploy status <sha-of-merge>
        1.2 action unknown Turn it on.
        1.2.1 instruction unknown $ /chatops run feature set quiet_search true --dev
        1.2.2 instruction unknown $ /chatops run feature set quiet_search true --staging
        1.3 qa unknown Verify that the feature works as expected.
        2 ramp: Global rollout on production
        2.1 action unknown Roll out the feature.
        2.1.1 decision unknown Does the feature flag in the code have an actor?
        2.1.2 group unknown If the feature flag in code has an actor, go by actors. <actor=yes>
        2.1.2.1 instruction unknown $ /chatops run feature set quiet_search <rollout-percentage> --actors
        2.1.3 group unknown If the feature flag in code does NOT have an actor, go by time. <actor=no>
        2.1.3.1 instruction unknown $ /chatops run feature set quiet_search <rollout-percentage>
        2.2 announce unknown Announce it.
        2.3 wait unknown Wait for at least one day. (86400 s)
        3 release: Release the feature
        3.1 action unknown Ask for review and merge it.
        3.1.1 action unknown Remove the code.
        3.1.2 action unknown Write the changelog.
        3.2 action unknown Clean up with these chatops commands:
        3.2.1 instruction na [-] $ /chatops run feature delete quiet_search --dev
        3.2.2 instruction na [-] $ /chatops run feature delete quiet_search
        3.3 action unknown Close this issue.
        R.1 instruction unknown Ask somebody with a console to run Feature.disable(:quiet_search) $ Feature.disable(:quiet_search)",
    );
    assert_eq!(reading.form, Form::Rendered);
    assert_eq!(reading.counts.tasks, 2);
    let kinds = |kind| {
        reading
            .repairs
            .iter()
            .filter(|repair| repair.kind == kind)
            .count()
    };
    assert_eq!(kinds(RepairKind::Heading), 7);
    assert_eq!(kinds(RepairKind::Duplicate), 1);
    assert_eq!(kinds(RepairKind::GluedWords), 6);
    assert!(kinds(RepairKind::Bullet) > 5 && kinds(RepairKind::TornLine) > 5);
}

#[test]
fn a_copied_page_with_dots() {
    let reading = check(
        DOTS,
        "1 nonprod: Rollout on non-production environments
        1.1 action unknown Turn it on.
        1.1.1 instruction unknown $ /chatops run feature set quiet_search true --dev
        1.2 qa na [-] Verify that the feature works as expected.
        2 release: Release the feature
        2.1 action unknown Remove quiet_search.
        R.1 instruction unknown Turn it off with: $ /chatops run feature set quiet_search false",
    );
    let furniture = reading
        .repairs
        .iter()
        .filter(|repair| repair.kind == RepairKind::PageFurniture);
    assert_eq!(furniture.count(), 2);
}
