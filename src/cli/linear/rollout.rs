//! One rollout and its stages, read aloud: the bar of truth as a sentence. It reads the view and decides nothing.

use super::choice::{Question, Scene, at};
use super::place::Place;
use super::spoken;
use crate::cli::moment::in_words;
use crate::domain::Timestamp;
use crate::domain::counted;
use crate::domain::flag::Environment;
use crate::domain::rollout::Phase;
use crate::projection::{RolloutView, StageView, StepView};

/// Returns the bar of truth as a sentence.
pub(super) fn truth(view: &RolloutView, now: Timestamp) -> String {
    let production = view.environments.get(&Environment::Production);
    let production = production.map_or_else(
        || "production without a record".to_owned(),
        |found| format!("production {}", found.in_words),
    );
    let open = view.blockers.iter().filter(|blocker| blocker.open).count();
    let progress = view.progress;
    let mut words = vec![
        production,
        spoken::labelled(view.state, view.label()),
        counted(open, "blocker"),
    ];
    for timer in &view.timers {
        words.push(if timer.is_over(now) {
            format!("time of {} is over", timer.number)
        } else {
            format!(
                "{} left at {}",
                in_words(timer.seconds_left(now)),
                timer.number
            )
        });
    }
    words.push(format!(
        "{} of {} steps done",
        progress.done, progress.total
    ));
    if let Some(hold) = &view.hold {
        words.push(format!("held by {}: {}", hold.by, hold.text));
    }
    for (place, environment) in &view.environments {
        words.extend(
            environment
                .drift
                .iter()
                .map(|drift| format!("drift in {place}: {drift}")),
        );
    }
    format!("{}: {}.", view.name(), words.join(", "))
}

/// Returns what is so and what can be chosen at a rollout.
pub(super) fn scene(view: &RolloutView, now: Timestamp) -> Scene {
    let mut scene = Scene::default();
    scene.say(truth(view, now));
    scene.say(format!("Next: {}", view.next.in_one_line()));
    next(&mut scene, view);
    for stage in &view.stages {
        let place = Place::Stage(view.id.clone(), stage.number);
        scene.go("", stage_in_words(stage), place);
    }
    let id = &view.id;
    scene.go("ramp", "ramp: the share of production", at(id, Place::Ramp));
    scene.go(
        "rollback",
        "rollback: the way back",
        at(id, Place::Rollback),
    );
    scene.go(
        "timers",
        "timers: the times that run",
        at(id, Place::Timers),
    );
    scene.go(
        "blockers",
        "blockers: what stands in the way",
        at(id, Place::Blockers),
    );
    records(&mut scene, view);
    scene
}

/// Offers the next thing first.
pub(super) fn next(scene: &mut Scene, view: &RolloutView) {
    let id = view.id.as_str();
    match (view.next.kind, view.next.step.as_ref()) {
        ("advance", _) => scene.run("next", "next: go on to the next stage", &["advance", id]),
        ("close", _) => scene.run("next", "next: close the rollout", &["close", id]),
        ("attempt", _) => scene.run("next", "next: begin a new attempt", &["attempt", id]),
        ("rollback" | "finish_rollback", _) => {
            scene.go(
                "next",
                "next: go on with the rollback",
                at(&view.id, Place::Rollback),
            );
        }
        ("step", Some(number)) => {
            let place = Place::Step(view.id.clone(), number.clone());
            scene.go(
                "next",
                format!("next: step {}", view.next.in_one_line()),
                place,
            );
        }
        _ => {}
    }
    if view.next.copyable {
        scene.run(
            "command",
            "the next command, to be copied",
            &["next", id, "--command"],
        );
    }
}

fn records(scene: &mut Scene, view: &RolloutView) {
    let id = view.id.as_str();
    let why = || vec![Question::needed("why", "--reason")];
    if view.next.kind != "advance" {
        scene.run(
            "advance",
            "advance: go on to the next stage, or hear why not",
            &["advance", id],
        );
    }
    if view.hold.is_some() {
        scene.run("resume", "resume: go on after the hold", &["resume", id]);
    } else {
        scene.ask("hold", "hold: stand still", &["hold", id], why());
    }
    let words = vec![Question::word("the words of the note")];
    scene.ask("note", "note: write something down", &["note", id], words);
    if let Some(undo) = &view.undo {
        scene.run("undo", format!("undo: {undo}"), &["undo", id]);
    }
    if let Some(redo) = &view.redo {
        scene.run("redo", format!("redo: {redo}"), &["redo", id]);
    }
    scene.run("show", "show: the whole stage on one page", &["show", id]);
    scene.run("log", "log: who did what when", &["log", id]);
    if !matches!(view.phase, Phase::Closed | Phase::Abandoned) {
        scene.ask(
            "abandon",
            "abandon: give the rollout up",
            &["abandon", id],
            why(),
        );
    }
}

fn stage_in_words(stage: &StageView) -> String {
    let here = if stage.current { ", here" } else { "" };
    format!(
        "stage {} {}: {}, {} of {}{here}",
        stage.number,
        stage.title,
        spoken::state(stage.state),
        stage.progress.done,
        stage.progress.total
    )
}

/// Returns what is so and what can be chosen at a stage.
pub(super) fn stage(view: &RolloutView, stage: &StageView, now: Timestamp) -> Scene {
    let mut scene = Scene::default();
    scene.say(truth(view, now));
    scene.say(format!("At {}.", stage_in_words(stage)));
    for gate in stage.gates.iter().filter(|gate| !gate.open) {
        scene.say(format!(
            "Gate {} is closed: {}",
            gate.id,
            gate.reasons.join("; ")
        ));
    }
    let steps = stage.steps.iter().flat_map(StepView::outline);
    for step in steps.filter(|step| step.kind.has_state()) {
        let text = format!(
            "{} {}: {}",
            step.number,
            step.text,
            spoken::state(step.state)
        );
        scene.go("", text, Place::Step(view.id.clone(), step.number.clone()));
    }
    next(&mut scene, view);
    let number = stage.number.to_string();
    let words = |verdict| ["qa", verdict, view.id.as_str(), "--stage", number.as_str()];
    let seen = || vec![Question::optional("what was seen", "--note")];
    scene.ask("pass", "QA of the stage: pass", &words("pass"), seen());
    scene.ask("fail", "QA of the stage: fail", &words("fail"), seen());
    if stage.current && view.next.kind != "advance" {
        let words = ["advance", view.id.as_str()];
        scene.run(
            "advance",
            "advance: go on to the next stage, or hear why not",
            &words,
        );
    }
    scene
}
