//! The story of a flag that guarded writing: incidents made before it, a blocker with a plan, a backfill, QA by cohort, an open gate.
//!
//! The bug report is ours; where `ROLLGATE_CORPUS` names a folder with `seeds/`, the real one is read too and nothing of it is kept.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "helpers of tests fail by panicking, like tests"
)]

use std::process::{Command, Stdio};

use serde_json::{Value, json};

const ROLLOUT: &str = "# [Feature flag] Enable `ticket_owners`

## Rollout Steps

### Rollout on non-production environments

- [ ] Turn it on: `/chatops run feature set ticket_owners true --dev --staging`
- [ ] Verify that the feature works as expected. Post the QA result here.

### Preparation before global rollout

- [ ] Tell #support in advance.

### Global rollout on production

- [ ] Turn it on for everyone: `/chatops run feature set ticket_owners true`

## Rollback Steps

- [ ] Turn it off: `/chatops run feature set ticket_owners false`
";

const REPORT: &str = include_str!("fixtures/bug_report.txt");

/// A folder with a data file, and a clock that stands where the story says.
struct Story {
    folder: tempfile::TempDir,
    clock: String,
}

impl Story {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: String::new(),
        }
    }

    /// Lets it be this time, on 8 March 2022.
    fn at(&mut self, time: &str) {
        self.clock = format!("2022-03-08T{time}:00Z");
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn run(&self, args: &[&str]) -> (i32, Value) {
        let output = Command::new(env!("CARGO_BIN_EXE_rollgate"))
            .args(args)
            .arg("--json")
            .env_clear()
            .env("ROLLGATE_DB", self.folder.path().join("rollgate.db"))
            .env("ROLLGATE_AS", "sarah")
            .env("ROLLGATE_CLOCK", &self.clock)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let document = serde_json::from_str(&text);
        let document = document.unwrap_or_else(|error| panic!("{args:?} {error}: {text}"));
        (output.status.code().unwrap(), document)
    }

    /// Runs what must work and returns its data.
    fn ok(&self, args: &[&str]) -> Value {
        let (code, document) = self.run(args);
        assert_eq!(code, 0, "{args:?} {document}");
        document["data"].clone()
    }

    /// Runs what must be refused by a rule and returns the reasons.
    fn refused(&self, args: &[&str]) -> Vec<String> {
        let (code, document) = self.run(args);
        assert_eq!(code, 4, "{args:?} {document}");
        serde_json::from_value(document["error"]["reasons"].clone()).unwrap()
    }

    fn status(&self, incident: &str) -> Value {
        self.ok(&["incident", "show", incident])["status"].clone()
    }

    fn qa(&self, verdict: &str, cohort: &str) -> Value {
        let qa = ["qa", verdict, "ticket", "--stage", "1", "--cohort", cohort];
        self.ok(&[&qa[..], &["--env", "staging", "--note", "tried"]].concat())
    }
}

/// Three incidents made while nothing was written: two from alerts, one by hand.
fn incidents_before_the_flag(story: &mut Story) {
    story.at("08:00");
    let add = ["incident", "add"];
    story.ok(&[
        &add[..],
        &["Queue is slow", "--alert-status", "acknowledged"],
    ]
    .concat());
    let alert = ["--alert-status", "triggered", "--alert-policy", "default"];
    let since = ["Disk is full", "--alert-at", "2022-03-07T23:00:00Z"];
    story.ok(&[&add[..], &since, &alert].concat());
    story.ok(&[&add[..], &["Customer called"]].concat());
    for incident in ["I1", "I2", "I3"] {
        assert_eq!(story.status(incident), Value::Null, "{incident}");
    }
}

/// The flag goes on on staging; QA finds that old data does not work, and a blocker holds the rollout.
fn flag_on_and_the_bug_found(story: &mut Story) {
    story.at("09:00");
    let file = story.file("issue.md", ROLLOUT);
    story.ok(&["import", &file, "--yes"]);
    story.ok(&["step", "done", "ticket", "1.1"]);
    let made_on = story.ok(&["incident", "add", "Made after it", "--record", "always"]);
    assert_eq!(made_on["incident"]["status"], "triggered");
    assert_eq!(made_on["incident"]["provenance"], "default");
    let failed = story.qa("fail", "before");
    let text = failed["text"].as_str().unwrap();
    assert!(text.starts_with("**QA FAIL**"), "{text}");
    assert!(text.contains("> tried"), "{text}");
    let report = story.file("bug.txt", REPORT);
    let raise = ["blocker", "add", "ticket", "--from", &report];
    story.ok(&[
        &raise[..],
        &["--kind", "bug", "--severity", "s2", "--owner", "sarah"],
    ]
    .concat());
    let blocker = story.ok(&["blocker", "show", "ticket", "B1"]);
    assert_eq!(blocker["plan"].as_array().unwrap().len(), 4);
    assert_eq!(
        blocker["plan"][1]["text"],
        "Fill ticket_owner rows for tickets with an assignee"
    );
    let expected = [
        "Tickets made from now on: as they are.",
        "Old tickets with an assignee: the assignee.",
    ];
    assert_eq!(blocker["expected"], json!(expected));
    let reasons = story.refused(&["advance", "ticket"]);
    assert!(
        reasons
            .iter()
            .any(|reason| reason.starts_with("B1 is open")),
        "{reasons:?}"
    );
}

/// A change of an incident without a record makes one; the backfill fills the other from its alert and can be taken back.
fn records_are_made(story: &mut Story) {
    story.at("10:00");
    let changed = story.ok(&["incident", "status", "I3", "acknowledged"]);
    assert_eq!(changed["events"][0]["kind"], "incident_updated");
    assert_eq!(changed["incident"]["provenance"], "user");
    let tried = story.ok(&["incident", "backfill", "--dry-run"]);
    let filled = [
        json!({"id": "I1", "title": "Queue is slow", "status": "acknowledged", "policy": null,
            "escalations_started_at": null}),
        json!({"id": "I2", "title": "Disk is full", "status": "triggered", "policy": "default",
            "escalations_started_at": "2022-03-07T23:00:00Z"}),
    ];
    assert_eq!(tried["filled"], json!(filled));
    assert_eq!(tried["kept"], json!(["I3", "I4"]));
    assert_eq!(story.status("I1"), Value::Null, "a dry run writes nothing");
    let (code, asked) = story.run(&["incident", "backfill"]);
    assert_eq!(
        (code, &asked["error"]["code"]),
        (5, &json!("NEEDS_CONFIRMATION"))
    );
    assert_eq!(story.status("I1"), Value::Null, "it is looked at first");
    story.ok(&["incident", "backfill", "--yes"]);
    assert_eq!(story.status("I1"), "acknowledged");
    let undone = story.ok(&["incident", "backfill", "--undo"]);
    assert_eq!(undone["undone"], json!(["I1", "I2"]));
    assert_eq!(story.status("I2"), Value::Null);
    let again = story.ok(&["incident", "backfill", "--yes"]);
    assert_eq!(again["backfill"], "F2");
    let shown = story.ok(&["incident", "show", "I2"]);
    assert_eq!(shown["escalations_started_at"], "2022-03-07T23:00:00Z");
    assert_eq!(shown["provenance"], "backfill");
    assert_eq!(shown["pending"], json!([]));
}

/// The plan is worked off, the blocker closes by itself, and the first stage can be left.
fn the_plan_is_worked_off(story: &mut Story) {
    story.at("12:00");
    for order in ["1", "2", "3"] {
        story.ok(&["blocker", "step", "ticket", "B1", order, "done"]);
    }
    story.refused(&["blocker", "close", "ticket", "B1"]);
    story.ok(&["blocker", "step", "ticket", "B1", "4", "done"]);
    story.ok(&["blocker", "close", "ticket", "B1"]);
    story.ok(&["qa", "pass", "ticket", "1.2", "--env", "staging"]);
    story.ok(&["advance", "ticket"]);
    story.ok(&["step", "done", "ticket", "2.1"]);
}

/// The answer, then every cohort: only then the gate before the ramp opens.
fn every_cohort_is_tried(story: &mut Story) {
    story.at("13:00");
    let answer = ["writes", "ticket", "backfilled"];
    story.ok(&[&answer[..], &["--link", "https://example.com/backfill"]].concat());
    let reasons = story.refused(&["advance", "ticket"]);
    assert_eq!(reasons.len(), 4, "{reasons:?}");
    assert_eq!(reasons[0], "the backfill is not done");
    story.ok(&[&answer[..], &["--done"]].concat());
    for cohort in ["before", "while-off"] {
        story.qa("pass", cohort);
        let reasons = story.refused(&["advance", "ticket"]);
        assert!(
            reasons
                .iter()
                .any(|reason| reason.contains("after the flag was on"))
        );
    }
    story.qa("pass", "after-on");
    let writes = story.ok(&["writes", "ticket"]);
    assert_eq!(writes["link"], "https://example.com/backfill");
    let passed = writes["cohorts"].as_array().unwrap().iter();
    assert!(passed.into_iter().all(|cohort| cohort["passed"] == true));
    let advanced = story.ok(&["advance", "ticket"]);
    assert_eq!(advanced["events"][0]["kind"], "stage_advanced");
}

#[test]
fn the_whole_story_by_the_shell() {
    let mut story = Story::new();
    incidents_before_the_flag(&mut story);
    flag_on_and_the_bug_found(&mut story);
    records_are_made(&mut story);
    the_plan_is_worked_off(&mut story);
    every_cohort_is_tried(&mut story);
    let verified = story.ok(&["verify"]);
    assert_eq!(verified["ok"], true, "{verified}");
    assert_eq!(verified["streams"], 5);
}

#[test]
fn the_real_report_gives_its_four_steps() {
    let Some(corpus) = std::env::var_os("ROLLGATE_CORPUS") else {
        println!("ROLLGATE_CORPUS is not set: the real report was not read");
        return;
    };
    let seeds = std::fs::read_dir(std::path::Path::new(&corpus).join("seeds")).unwrap();
    let mut paths = seeds.map(|entry| entry.unwrap().path());
    let is_first = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("000")
    };
    let seed = std::fs::read_to_string(paths.find(is_first).unwrap()).unwrap();
    let report = rollgate::checklist::bug_report(&seed);
    assert_eq!(report.plan.len(), 4, "{report:?}");
    assert!(
        report.plan.iter().all(|step| step.contains("record")),
        "{report:?}"
    );
    assert!(report.description.is_some());
}
