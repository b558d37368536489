//! Real documents, where they are at hand: counts against an independent count, boxes there and back, the stages of copied pages.
//!
//! They are found through `ROLLGATE_CORPUS`, a folder that holds `seeds/` and `corpus/`. Without it these tests say so and pass.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests fail by panicking, like tests"
)]

use std::fs;
use std::path::PathBuf;

use rollgate::checklist::{Form, Reading, Toggle, read, write_back};
use rollgate::domain::flag::FlagName;
use rollgate::domain::plan::{Mark, Outline, Plan, StageKind, Step, StepState};

/// Files whose count differs on purpose: name, our count, why.
///
/// Three kinds of boxes are read as steps and counted by neither side, because no renderer draws them: those without a
/// bullet, those in HTML, and the options of an issue form. Boxes in block quotes are counted by both.
const DIFFERENCES: [(&str, usize, &str); 2] = [
    (
        "other/powershell_release-process_HEAD.yaml",
        22,
        "an issue form: the Markdown in its fields is read, the count is of the file as Markdown",
    ),
    (
        "other/sentry-self-hosted_release.yml",
        17,
        "an issue form: the Markdown in its fields is read, the count is of the file as Markdown",
    ),
];

#[expect(
    clippy::disallowed_methods,
    reason = "a test finds the documents through the environment"
)]
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("ROLLGATE_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("ROLLGATE_CORPUS is unset: the real documents are not read");
    }
    folder
}

/// Returns the documents of the manifest with their independent counts of boxes and of ticked ones.
fn documents() -> Vec<(String, String, usize, usize)> {
    let Some(corpus) = folder().map(|folder| folder.join("corpus")) else {
        return Vec::new();
    };
    let manifest = fs::read_to_string(corpus.join("MANIFEST.tsv")).unwrap();
    let rows = manifest.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let text = fs::read_to_string(corpus.join(cells[0])).unwrap();
        (
            cells[0].to_owned(),
            text,
            cells[8].parse().unwrap(),
            cells[9].parse().unwrap(),
        )
    });
    rows.collect()
}

fn seed(number: &str) -> Option<Reading> {
    let seeds = fs::read_dir(folder()?.join("seeds")).unwrap();
    let path = seeds
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with(number)
        })
        .unwrap();
    Some(read(&fs::read_to_string(path).unwrap()))
}

fn everything(plan: &Plan) -> Vec<&Step> {
    plan.steps().chain(Outline::of(&plan.rollback)).collect()
}

fn marks(plan: &Plan) -> Vec<Mark> {
    everything(plan)
        .into_iter()
        .filter_map(|step| step.mark.clone())
        .collect()
}

#[test]
fn every_document_has_as_many_tasks_as_an_independent_count_finds() {
    for (name, text, tasks, ticked) in documents() {
        let reading = read(&text);
        let differs = DIFFERENCES.iter().find(|(file, ..)| *file == name);
        let expected = differs.map_or(tasks, |(_, ours, _)| *ours);
        assert_eq!(reading.counts.tasks, expected, "{name}");
        if differs.is_none() {
            assert_eq!(reading.counts.boxes_done, ticked, "{name}");
        }
    }
}

#[test]
fn every_box_becomes_a_step_at_its_own_line() {
    for (name, text, ..) in documents() {
        let reading = read(&text);
        let marks = marks(&reading.plan);
        assert!(
            marks.len() >= reading.counts.tasks,
            "{name}: {} boxes in steps",
            marks.len()
        );
        let lines: Vec<&str> = text.lines().collect();
        for step in everything(&reading.plan) {
            let Some(mark) = &step.mark else { continue };
            let shown = format!("[{}]", mark.symbol);
            assert!(
                lines[step.line - 1].contains(&shown),
                "{name}:{}",
                step.line
            );
            assert_eq!(
                text.get(mark.start..mark.end).unwrap(),
                mark.symbol,
                "{name}:{}",
                step.line
            );
        }
    }
}

#[test]
fn toggling_each_task_there_and_back_restores_the_bytes() {
    for (name, text, ..) in documents() {
        for mark in marks(&read(&text).plan) {
            let symbol = if mark.symbol == "x" { " " } else { "x" };
            let toggle = Toggle {
                mark: mark.clone(),
                symbol: symbol.to_owned(),
            };
            let toggled =
                write_back(&text, &[toggle]).unwrap_or_else(|error| panic!("{name}: {error}"));
            let changed = text
                .bytes()
                .zip(toggled.bytes())
                .filter(|(a, b)| a != b)
                .count();
            assert_eq!((changed, toggled.len()), (1, text.len()), "{name}");
            let back = Toggle {
                mark: Mark {
                    symbol: symbol.to_owned(),
                    ..mark.clone()
                },
                symbol: mark.symbol.clone(),
            };
            assert_eq!(
                write_back(&toggled, &[back]).as_deref(),
                Ok(text.as_str()),
                "{name}"
            );
        }
    }
}

#[test]
fn reading_twice_names_everything_the_same_and_no_name_twice() {
    for (name, text, ..) in documents() {
        let (first, second) = (read(&text), read(&text));
        assert_eq!(first, second, "{name}");
        let mut names: Vec<_> = everything(&first.plan)
            .into_iter()
            .map(|step| &step.id)
            .collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count, "{name}");
    }
}

/// One copied page: its stages, in order, and the flag.
fn check_seed(number: &str, flag: &str, kinds: &[StageKind]) -> Option<Reading> {
    let reading = seed(number)?;
    let plan = &reading.plan;
    assert!(reading.is_rollout);
    assert_eq!(reading.form, Form::Rendered);
    assert_eq!(plan.flag.as_ref().map(FlagName::as_str), Some(flag));
    assert_eq!(
        plan.stages
            .iter()
            .map(|stage| stage.kind)
            .collect::<Vec<_>>(),
        kinds
    );
    assert_eq!(plan.rollback.len(), 1);
    for step in everything(plan) {
        let is_marked = step.mark.as_ref().is_some_and(|mark| mark.symbol == "-");
        let expected = if is_marked {
            StepState::NotApplicable
        } else {
            StepState::Unknown
        };
        assert_eq!(step.initial, expected, "{}", step.text);
        for line in &step.instructions {
            assert!(
                !line.blanks.iter().any(|blank| blank.contains("flag")),
                "{}",
                line.normalised
            );
            let unknown = line.changes_a_flag() && line.flag.as_deref() != Some(flag);
            assert!(!unknown, "{}", line.normalised);
        }
    }
    Some(reading)
}

fn lines(reading: &Reading) -> Vec<&str> {
    everything(&reading.plan)
        .into_iter()
        .flat_map(|step| &step.instructions)
        .map(|line| line.normalised.as_str())
        .collect()
}

#[test]
fn a_page_with_displaced_bullets_and_torn_commands_is_mended() {
    let kinds = [
        StageKind::Nonprod,
        StageKind::Prepare,
        StageKind::Ramp,
        StageKind::DefaultOn,
        StageKind::Release,
    ];
    let Some(reading) = check_seed("002", "zentao_issues_integration", &kinds) else {
        return;
    };
    let lines = lines(&reading);
    assert!(lines.contains(&"/chatops run feature set zentao_issues_integration true --dev"));
    assert!(lines.contains(
        &"/chatops run feature set zentao_issues_integration <rollout-percentage> --actors"
    ));
    assert!(lines.contains(&"/chatops run feature delete zentao_issues_integration"));
    assert!(lines.contains(&"Feature.remove(:zentao_issues_integration)"));
    assert_eq!(
        lines.last(),
        Some(&"Feature.disable(:zentao_issues_integration)")
    );
    assert_eq!(reading.counts.boxes_na, 3);
    assert_eq!(reading.counts.decisions, 1);
    assert!(reading.plan.stages[3].optional);
}

#[test]
fn a_page_with_dots_for_bullets_keeps_its_nesting() {
    let kinds = [
        StageKind::Nonprod,
        StageKind::Prepare,
        StageKind::Ramp,
        StageKind::Release,
    ];
    let Some(reading) = check_seed("003", "rename_integrations_workers", &kinds) else {
        return;
    };
    let lines = lines(&reading);
    assert!(lines.contains(&"/chatops run feature set rename_integrations_workers true --staging"));
    assert_eq!(reading.counts.boxes_na, 5);
    assert_eq!(reading.plan.stages[3].steps[0].steps.len(), 5);
}

#[test]
fn a_page_with_three_kinds_of_actor_asks_which() {
    let kinds = [
        StageKind::Nonprod,
        StageKind::Canary,
        StageKind::Prepare,
        StageKind::Ramp,
        StageKind::DefaultOn,
        StageKind::Release,
    ];
    let flag = "product_intelligence_database_event_tracking";
    let Some(reading) = check_seed("004", flag, &kinds) else {
        return;
    };
    let keys: Vec<&str> = reading
        .questions
        .iter()
        .map(|question| question.key.as_str())
        .collect();
    assert_eq!(keys, ["actor-kind", "actor"]);
    assert_eq!(reading.questions[0].options, ["project", "group", "user"]);
}

#[test]
fn texts_that_are_no_rollout_say_what_they_are() {
    for (number, looks) in [("000", "a bug report"), ("001", "a proposal")] {
        let Some(reading) = seed(number) else { return };
        assert!(!reading.is_rollout);
        let message = &reading.diagnostics.last().unwrap().message;
        assert!(message.contains(looks), "{message}");
    }
}
