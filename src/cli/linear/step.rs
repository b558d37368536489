//! One step, read aloud, with what can be recorded for a step of its kind. The rules are asked when it is recorded.

use super::choice::{Question, Scene};
use super::rollout::{next, truth};
use super::spoken;
use crate::cli::moment::in_words;
use crate::domain::Timestamp;
use crate::domain::plan::StepKind;
use crate::projection::{RolloutView, StepView};

/// Returns what is so and what can be chosen at a step.
pub(super) fn scene(view: &RolloutView, step: &StepView, now: Timestamp) -> Scene {
    let mut scene = Scene::default();
    scene.say(truth(view, now));
    says(&mut scene, step, now);
    let id = view.id.as_str();
    match step.kind {
        StepKind::Qa => verdicts(&mut scene, id, &step.number),
        StepKind::Decision => answers(&mut scene, id, step),
        StepKind::Wait | StepKind::Watch => times(&mut scene, id, step, now),
        StepKind::Action | StepKind::Instruction | StepKind::Announce => {
            let blanks = step.blanks.iter().map(|blank| Question::blank(blank));
            let text = "done: it is done; a command was run by you";
            scene.ask(
                "done",
                text,
                &["step", "done", id, &step.number],
                blanks.collect(),
            );
        }
        StepKind::Group | StepKind::Note => {}
    }
    states(&mut scene, id, step);
    if view.next.step.as_ref() != Some(&step.number) {
        next(&mut scene, view);
    }
    scene
}

fn says(scene: &mut Scene, step: &StepView, now: Timestamp) {
    let reason = step.reason.as_ref();
    let reason = reason.map_or_else(String::new, |reason| format!(", because {reason}"));
    let state = spoken::state(step.state);
    scene.say(format!(
        "Step {} {}: {state}{reason}.",
        step.number, step.text
    ));
    let lines = step.instructions.iter().map(|line| &line.normalised);
    for line in lines.filter(|line| **line != step.text) {
        scene.say(format!("Command, for you to run: {line}"));
    }
    if let Some(verdict) = step.verdict {
        scene.say(format!("QA {verdict}."));
    }
    if let Some(answer) = &step.answer {
        scene.say(format!("The answer is {answer}."));
    }
    if let Some(timer) = step.timer.as_ref().filter(|timer| !timer.is_over(now)) {
        scene.say(format!("{} left.", in_words(timer.seconds_left(now))));
    }
    for note in &step.notes {
        scene.say(format!("Note by {}: {}", note.by, note.text));
    }
}

fn verdicts(scene: &mut Scene, id: &str, number: &str) {
    let seen = || vec![Question::optional("what was seen", "--note")];
    scene.ask(
        "pass",
        "QA pass: it works",
        &["qa", "pass", id, number],
        seen(),
    );
    let failed = vec![
        Question::optional("what was seen", "--note"),
        Question::optional("the title of a blocker to raise", "--blocker"),
    ];
    scene.ask(
        "fail",
        "QA fail: it does not",
        &["qa", "fail", id, number],
        failed,
    );
    let words = ["qa", "inconclusive", id, number];
    scene.ask(
        "inconclusive",
        "QA inconclusive: nobody can tell yet",
        &words,
        seen(),
    );
}

fn answers(scene: &mut Scene, id: &str, step: &StepView) {
    let Some(decision) = &step.decision else {
        return;
    };
    for option in &decision.options {
        let words = ["decide", id, decision.key.as_str(), option.key.as_str()];
        scene.run(
            "",
            format!("answer {}: {}", option.key, option.label),
            &words,
        );
    }
}

fn times(scene: &mut Scene, id: &str, step: &StepView, now: Timestamp) {
    let number = step.number.as_str();
    let why = || vec![Question::needed("why", "--reason")];
    match &step.timer {
        None => scene.run(
            "begin",
            "begin: the time begins to run",
            &["step", "doing", id, number],
        ),
        Some(timer) if timer.is_over(now) => {}
        Some(timer) => {
            let span = vec![Question::word("by how much, such as 15m")];
            scene.ask(
                "extend",
                "extend: make it longer",
                &["timer", "extend", id, number],
                span,
            );
            if timer.paused_with.is_some() {
                scene.run(
                    "resume",
                    "resume: let it run again",
                    &["timer", "resume", id, number],
                );
            } else {
                scene.run(
                    "pause",
                    "pause: make it stand still",
                    &["timer", "pause", id, number],
                );
            }
            scene.ask(
                "stop",
                "stop: end it before its time",
                &["timer", "stop", id, number],
                why(),
            );
        }
    }
    scene.run(
        "done",
        "done: the time was waited for",
        &["step", "done", id, number],
    );
}

fn states(scene: &mut Scene, id: &str, step: &StepView) {
    let number = step.number.as_str();
    let why = || vec![Question::needed("why", "--reason")];
    let mark = |word| ["step", word, id, number];
    scene.run("todo", "to do: it is open again", &mark("todo"));
    scene.ask("na", "not applicable", &mark("na"), why());
    scene.ask(
        "skip",
        "skip: leave it out on purpose",
        &mark("skip"),
        why(),
    );
    scene.ask(
        "block",
        "block: it cannot be done yet",
        &mark("block"),
        why(),
    );
    let text = "override: pass it against the rules; asks for a typed word";
    scene.ask("override", text, &mark("override"), why());
    let step_option = format!("--step={number}");
    let words = ["note", id, step_option.as_str()];
    scene.ask(
        "note",
        "note: write something down",
        &words,
        vec![Question::word("the words of the note")],
    );
}
