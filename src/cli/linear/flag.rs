//! The ramp, the way back, the times and the blockers of a rollout, read aloud. The rules are asked when something is recorded.

use super::choice::{Question, Scene, at};
use super::place::Place;
use super::rollout::truth;
use super::spoken;
use crate::cli::moment::in_words;
use crate::domain::Timestamp;
use crate::domain::counted;
use crate::domain::plan::StepState;
use crate::projection::{BlockerView, RampView, RollbackRunView, RolloutView};

/// Returns what is so and what can be chosen at the ramp.
pub(super) fn ramp(view: &RolloutView, ramp: &RampView, now: Timestamp) -> Scene {
    let mut scene = Scene::default();
    scene.say(truth(view, now));
    let ladder: Vec<String> = ramp.ladder.iter().map(ToString::to_string).collect();
    let next = ramp
        .next
        .map_or_else(|| "nothing".to_owned(), |next| next.to_string());
    scene.say(format!(
        "Ramp: {}. The ladder is {}. Next is {next}.",
        ramp.in_words,
        ladder.join(", ")
    ));
    for gate in ramp.gates.iter().filter(|gate| !gate.open) {
        let weight = if gate.hard { "closed" } else { "a warning" };
        scene.say(format!(
            "Gate {} is {weight}: {}",
            gate.id,
            gate.reasons.join("; ")
        ));
    }
    if let Some(line) = &ramp.instruction {
        scene.say(format!("Command, for you to run: {line}"));
    }
    let id = view.id.as_str();
    for share in ramp.ladder.iter().filter(|share| **share > ramp.share) {
        let number = share.to_string();
        let number = number.trim_end_matches('%');
        let mark = if Some(*share) == ramp.next {
            "next"
        } else {
            ""
        };
        scene.run(
            mark,
            format!("record that {share} was set"),
            &["ramp", "set", id, number],
        );
    }
    let percent = vec![Question::word("which percentage, true or false")];
    scene.ask(
        "set",
        "record another percentage",
        &["ramp", "set", id],
        percent,
    );
    scene.run(
        "show",
        "show: the whole ramp on one page",
        &["ramp", "show", id],
    );
    scene.run(
        "plan",
        "plan: every percentage with its earliest moment",
        &["ramp", "plan", id],
    );
    scene.go(
        "rollback",
        "rollback: the way back",
        at(&view.id, Place::Rollback),
    );
    scene
}

/// Returns what is so and what can be chosen about the way back.
pub(super) fn rollback(view: &RolloutView, now: Timestamp) -> Scene {
    let mut scene = Scene::default();
    scene.say(truth(view, now));
    let id = view.id.as_str();
    if let Some(run) = view.rollback.last.as_ref().filter(|run| !run.finished) {
        under_way(&mut scene, id, run);
    } else {
        not_begun(&mut scene, view);
    }
    scene.run(
        "plan",
        "plan: the way back on one page",
        &["rollback", "plan", id],
    );
    scene.run(
        "drill",
        "drill: the plan as a rehearsal",
        &["rollback", "drill", id],
    );
    scene
}

fn under_way(scene: &mut Scene, id: &str, run: &RollbackRunView) {
    scene.say(format!("Rollback {} is under way: {}.", run.id, run.reason));
    for step in &run.steps {
        let order = step.order.to_string();
        let line = step.command().unwrap_or(&step.text);
        scene.say(format!(
            "Step {order}: {line}: {}",
            spoken::state(step.state)
        ));
        if step.state == StepState::Todo || step.state == StepState::Failed {
            let words = |state| ["rollback", "step", id, order.as_str(), state];
            let why = || vec![Question::needed("what is to be said about it", "--note")];
            if step.needs_a_name() {
                let who = Question::needed("who has confirmed", "--note");
                let done = format!("step {order} is done");
                scene.ask("", done, &words("done"), vec![who]);
            } else {
                scene.run("", format!("step {order} is done"), &words("done"));
            }
            scene.ask(
                "",
                format!("step {order} went wrong"),
                &words("failed"),
                why(),
            );
            scene.ask(
                "",
                format!("step {order} is left out"),
                &words("skipped"),
                why(),
            );
        }
    }
    scene.run(
        "finish",
        "finish: the rollback is over",
        &["rollback", "finish", id],
    );
}

fn not_begun(scene: &mut Scene, view: &RolloutView) {
    let id = view.id.as_str();
    let steps = &view.rollback.plan.steps;
    scene.say(format!(
        "No rollback is under way. The plan has {}.",
        counted(steps.len(), "step")
    ));
    for step in steps {
        let line = step.command().unwrap_or(&step.text);
        scene.say(format!("Step {}: {line}", step.order));
    }
    let why = vec![Question::needed("why", "--reason")];
    let text = "start: begin the rollback; asks for a typed word";
    scene.ask("start", text, &["rollback", "start", id], why);
}

/// Returns what is so and what can be chosen about the times that run.
pub(super) fn timers(view: &RolloutView, now: Timestamp) -> Scene {
    let mut scene = Scene::default();
    scene.say(truth(view, now));
    if view.timers.is_empty() {
        scene.say("No time runs.");
    }
    for timer in &view.timers {
        let left = if timer.is_over(now) {
            "over".to_owned()
        } else {
            format!("{} left", in_words(timer.seconds_left(now)))
        };
        let place = Place::Step(view.id.clone(), timer.number.clone());
        scene.go(
            "",
            format!("{} {}: {left}", timer.number, timer.text),
            place,
        );
    }
    scene.run(
        "show",
        "show: the times on one page",
        &["timer", "list", view.id.as_str()],
    );
    scene
}

/// Returns what is so and what can be chosen about what stands in the way.
pub(super) fn blockers(view: &RolloutView, now: Timestamp) -> Scene {
    let mut scene = Scene::default();
    scene.say(truth(view, now));
    let open: Vec<&BlockerView> = view
        .blockers
        .iter()
        .filter(|blocker| blocker.open)
        .collect();
    if open.is_empty() {
        scene.say("Nothing stands in the way.");
    }
    let id = view.id.as_str();
    for blocker in open {
        let name = blocker.id.as_str();
        let owner = blocker.owner.as_ref();
        let owner = owner.map_or_else(String::new, |owner| format!(", {owner} sees to it"));
        scene.say(format!("{name}: {}{owner}.", blocker.title));
        for step in blocker.plan.iter().filter(|step| !step.done) {
            let order = step.order.to_string();
            let words = ["blocker", "step", id, name, &order, "done"];
            scene.run(
                "",
                format!("{name} step {order} is done: {}", step.text),
                &words,
            );
        }
        let why = vec![Question::optional("why it does no more", "--reason")];
        scene.ask(
            "",
            format!("close {name}: {}", blocker.title),
            &["blocker", "close", id, name],
            why,
        );
        scene.run("", format!("show {name}"), &["blocker", "show", id, name]);
    }
    let title = vec![Question::word("what stands in the way, in one line")];
    scene.ask("add", "add a blocker", &["blocker", "add", id], title);
    scene
}
