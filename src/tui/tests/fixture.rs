//! A fleet made by the real rules: plans, commands at fixed times, events, views. Nothing in it is written down by hand twice.

use chrono::{TimeDelta, TimeZone as _, Utc};

use super::writes::past_the_question;
use crate::chatops::parse_line;
use crate::domain::Timestamp;
use crate::domain::flag::FlagName;
use crate::domain::id::{Actor, DecisionKey, RolloutId, Seq, StageId, StepId};
use crate::domain::plan::{
    Branch, Decision, DecisionOption, Owner, Plan, Reference, ReferenceKind, RolloutKind, Stage,
    StageKind, Step, StepKind, StepState,
};
use crate::domain::rollout::{BlockerDetails, Command, QaEntry, QaScope, Verdict, decide};
use crate::projection::{FleetRow, History, OpenRollout, Snapshot, Told};

/// The moment at which every picture is taken.
pub(super) fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2022, 3, 9, 14, 32, 0).unwrap()
}

fn step(number: &str, kind: StepKind, text: &str) -> Step {
    Step {
        id: StepId::from(number),
        number: number.to_owned(),
        text: text.to_owned(),
        kind,
        initial: StepState::Todo,
        optional: false,
        line: 1,
        mark: None,
        instructions: vec![],
        blanks: vec![],
        wait_s: None,
        stay_s: None,
        decision: None,
        branch: None,
        steps: vec![],
    }
}

fn run(number: &str, line: &str) -> Step {
    let instruction = parse_line(line).unwrap();
    Step {
        blanks: instruction.blanks.clone(),
        instructions: vec![instruction],
        ..step(number, StepKind::Instruction, "Run the command in #ops")
    }
}

fn stage(number: u32, title: &str, kind: StageKind, steps: Vec<Step>) -> Stage {
    Stage {
        id: StageId::new(format!("stage{number}")),
        number,
        title: title.to_owned(),
        kind,
        optional: false,
        ladder: vec![],
        steps,
    }
}

fn question() -> Step {
    let option = |key: &str, head: &str| DecisionOption {
        key: key.to_owned(),
        label: format!("{key}, it is so"),
        head: StepId::from(head),
    };
    Step {
        decision: Some(Decision {
            key: DecisionKey::from("actor"),
            question: "Does the flag have an actor?".to_owned(),
            options: vec![option("yes", "3.2"), option("no", "3.3")],
        }),
        ..step("3.1", StepKind::Decision, "Does the flag have an actor?")
    }
}

fn branch(mut step: Step, option: &str) -> Step {
    step.branch = Some(Branch {
        decision: DecisionKey::from("actor"),
        option: option.to_owned(),
    });
    step
}

fn ramp(flag: &str) -> Step {
    let share = |number: &str, share: u8| {
        let line = format!("/chatops run feature set {flag} {share} --actors");
        Step {
            text: format!("Ramp to {share}%"),
            ..run(number, &line)
        }
    };
    Step {
        steps: vec![
            share("3.2.1", 10),
            Step {
                wait_s: Some(900),
                ..step(
                    "3.2.2",
                    StepKind::Wait,
                    "Watch the dashboards for 15 minutes",
                )
            },
            share("3.2.3", 50),
        ],
        ..step("3.2", StepKind::Group, "Roll out incrementally, by actors")
    }
}

/// A plan of three stages for `flag`.
pub(super) fn plan(flag: &str) -> Plan {
    Plan {
        kind: RolloutKind::FeatureFlag,
        generation: None,
        title: format!("Rollout of `{flag}`"),
        flag: FlagName::parse(flag),
        flag_type: None,
        owners: vec![Owner {
            role: "Team".to_owned(),
            name: "group::garden".to_owned(),
        }],
        references: vec![Reference {
            kind: ReferenceKind::Channel,
            text: String::new(),
            target: "#g_garden".to_owned(),
        }],
        stages: stages(flag),
        rollback: vec![run(
            "R.1",
            &format!("/chatops run feature set {flag} false"),
        )],
    }
}

fn stages(flag: &str) -> Vec<Stage> {
    let on = |place: &str| format!("/chatops run feature set {flag} true --{place}");
    vec![
        stage(
            1,
            "Everywhere but production",
            StageKind::Nonprod,
            vec![
                run("1.1", &on("dev")),
                run("1.2", &on("staging")),
                step("1.3", StepKind::Qa, "Look at the feature on staging"),
            ],
        ),
        stage(
            2,
            "Preparation",
            StageKind::Prepare,
            vec![
                step("2.1", StepKind::Action, "Write the documentation"),
                Step {
                    optional: true,
                    ..step("2.2", StepKind::Announce, "Tell support what is coming")
                },
            ],
        ),
        stage(
            3,
            "Global rollout",
            StageKind::Ramp,
            vec![
                question(),
                branch(ramp(flag), "yes"),
                branch(
                    run(
                        "3.3",
                        "/chatops run feature set <feature-flag-name> <percentage> --random",
                    ),
                    "no",
                ),
                step("3.4", StepKind::Qa, "See that the error rate is as before"),
                run("3.5", &format!("/chatops run feature set {flag} true")),
                step(
                    "3.6",
                    StepKind::Note,
                    "The flag is removed in a later release.",
                ),
            ],
        ),
    ]
}

/// A rollout that is told what happened to it.
pub(super) struct Story {
    id: RolloutId,
    told: Vec<Told>,
    at: Timestamp,
}

impl Story {
    /// Begins `minutes` before now with the import of a plan.
    pub(super) fn of(id: &str, plan: Plan, minutes: i64) -> Self {
        let story = Self {
            id: RolloutId::from(id),
            told: vec![],
            at: now() - TimeDelta::minutes(minutes),
        };
        let import = Command::Import {
            plan: Box::new(plan),
            source: "file".to_owned(),
        };
        story.then(0, &import).then(0, &Command::Start)
    }

    /// Lets `command` be accepted so many minutes later.
    pub(super) fn then(mut self, minutes: i64, command: &Command) -> Self {
        self.at += TimeDelta::minutes(minutes);
        let history = self.history();
        for event in decide(&history.rollout, command, self.at).unwrap() {
            self.told.push(Told {
                seq: Seq::new(self.told.len() as u64 + 1),
                at: self.at,
                recorded_at: None,
                by: Actor::from("sarah"),
                event,
            });
        }
        self
    }

    pub(super) fn mark(self, minutes: i64, step: &str, state: StepState, reason: &str) -> Self {
        let command = Command::MarkStep {
            step: StepId::from(step),
            state,
            reason: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
        };
        self.then(minutes, &command)
    }

    pub(super) fn qa(self, minutes: i64, step: &str, verdict: Verdict, note: &str) -> Self {
        let result = QaEntry {
            scope: QaScope::Step(StepId::from(step)),
            environment: Some("staging".to_owned()),
            build: None,
            tester: None,
            verdict,
            accepted: None,
            note: Some(note.to_owned()).filter(|note| !note.is_empty()),
            evidence: vec![],
            cohort: None,
        };
        let command = Command::RecordQa {
            result,
            raise_blocker: None,
        };
        self.then(minutes, &command)
    }

    pub(super) fn history(&self) -> History {
        History::of(self.id.clone(), self.told.clone())
    }
}

/// The rollout that is open in the pictures: in its third stage, a wait running, production at 10%.
pub(super) fn ramping() -> Story {
    let answer = Command::Decide {
        decision: DecisionKey::from("actor"),
        option: "yes".to_owned(),
    };
    let note = Command::AddNote {
        step: Some(StepId::from("3.2.2")),
        text: "41 events a second, as expected".to_owned(),
    };
    Story::of(
        "r1",
        plan("garden_layout_remembers_its_owner_everywhere"),
        1500,
    )
    .mark(5, "1.1", StepState::Done, "")
    .mark(5, "1.2", StepState::Done, "")
    .qa(60, "1.3", Verdict::Pass, "")
    .then(1, &Command::Advance)
    .mark(60, "2.1", StepState::Done, "")
    .then(0, &past_the_question())
    .then(1, &Command::Advance)
    .then(1300, &answer)
    .mark(10, "3.2.1", StepState::Done, "")
    .mark(49, "3.2.2", StepState::Doing, "")
    .then(2, &note)
}

fn failed() -> Story {
    Story::of("r2", plan("seed_catalog"), 3000)
        .mark(5, "1.1", StepState::Done, "")
        .mark(5, "1.2", StepState::Done, "")
        .qa(60, "1.3", Verdict::Fail, "the list is empty")
        .then(
            1,
            &Command::RaiseBlocker {
                title: "the list of seeds is empty for new gardens".to_owned(),
                link: None,
                details: BlockerDetails::default(),
            },
        )
}

fn elapsed() -> Story {
    Story::of("r3", plan("compost_worker_rename"), 2000)
        .mark(5, "1.1", StepState::Done, "")
        .mark(5, "1.2", StepState::Done, "")
        .qa(60, "1.3", Verdict::Pass, "")
        .then(1, &Command::Advance)
        .mark(60, "2.1", StepState::Done, "")
        .then(0, &past_the_question())
        .then(1, &Command::Advance)
        .mark(10, "3.2.2", StepState::Doing, "")
}

fn moving() -> Story {
    let mut plan = plan("x");
    plan.flag = None;
    plan.title = "Release note for the 世界 edition".to_owned();
    Story::of("r4", plan, 400).mark(5, "1.3", StepState::NotApplicable, "no screen to look at")
}

fn over() -> Story {
    let reason = "not wanted any more".to_owned();
    Story::of("r5", plan("old_fence"), 9000).then(10, &Command::Abandon { reason })
}

/// Five rollouts, each stuck at another place; the first is open.
pub(super) fn snapshot() -> Snapshot {
    let stories = [ramping(), failed(), elapsed(), moving(), over()];
    let histories: Vec<History> = stories.iter().map(Story::history).collect();
    let mut fleet: Vec<FleetRow> = histories.iter().filter_map(FleetRow::of).collect();
    Snapshot::sort(&mut fleet, now());
    let open = OpenRollout::of(&histories[0], now()).map(Box::new);
    Snapshot {
        fleet: fleet.into(),
        open,
        ..Snapshot::default()
    }
}

/// Puts another rollout of the fixture in place of the one that is open.
pub(super) fn at_stage(model: &mut crate::tui::Model, id: &str) {
    let stories = [ramping(), failed(), elapsed(), moving(), over()];
    let is_meant = |story: &&Story| story.id.as_str() == id;
    let story = stories.iter().find(is_meant).unwrap();
    let mut snapshot = snapshot();
    snapshot.open = OpenRollout::of(&story.history(), now()).map(Box::new);
    model.snapshot = Some(snapshot);
    let page = model.rollout_page_mut().into_iter();
    page.for_each(|page| page.id = story.id.clone());
}
