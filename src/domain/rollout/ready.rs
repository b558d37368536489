//! Whether all is ready before everybody can get it: questions about a change answered, people told, somebody there. What a document is silent on is asked and holds nothing back.

use super::facts::{Phase, Rollout};
use super::gate::Reason;
use super::statement::{Answer, Topic};
use super::stay::before_the_end;
use super::survey::Standing;
use super::writes::is_last_before_ramp;
use crate::domain::flag::Environment;
use crate::domain::plan::{Outline, Plan, Stage, StageKind, Step, StepKind};

/// What has to be ready before the ramp, in the order in which it is told.
///
/// Source: GitLab's rollout template, preparation before global rollout; GitLab handbook, change management, feature flags.
pub(super) const TOPICS: [Topic; 5] = [
    Topic::Change,
    Topic::Docs,
    Topic::Breaking,
    Topic::Support,
    Topic::Watch,
];

/// What is told to others, or done for them, before everybody can get the flag.
const TOLD: [Topic; 4] = [Topic::Docs, Topic::Breaking, Topic::Support, Topic::Watch];

/// The least time for which somebody is there after a change to production, in seconds. Source: GitLab's rollout template.
const LEAST_WATCH: u64 = 2 * 60 * 60;

/// Says what is not ready at the end of the last stage before the ramp; `None` where nobody and nothing speaks of it.
///
/// What somebody said counts before what the steps say that speak of it; `open` are those that are open.
pub(super) fn unready(
    rollout: &Rollout,
    stage: &Stage,
    (standings, open): (&[Standing<'_>], &[Reason]),
) -> Option<Vec<Reason>> {
    let plan: &Plan = rollout.plan.as_deref()?;
    if !is_last_before_ramp(plan, stage) {
        return None;
    }
    let mut is_asked = !unsaid(rollout, stage).is_empty();
    let mut reasons: Vec<Reason> = Vec::new();
    for topic in TOPICS {
        if let Some(answer) = rollout.said_of(topic, None) {
            is_asked = true;
            reasons.extend(against(rollout, topic, answer));
            continue;
        }
        let speaking = standings
            .iter()
            .filter(|standing| standing.required && speaks_of(standing.step, topic));
        for standing in speaking {
            is_asked = true;
            let id = standing.step.id.as_str();
            let is_known = reasons.iter().any(|reason| reason.about == id);
            let still = open.iter().find(|reason| reason.about == id);
            reasons.extend(still.filter(|_| !is_known).cloned());
        }
    }
    is_asked.then_some(reasons)
}

/// Says what a preparation is silent on and nobody has vouched for. It is asked and holds nothing back: a document that leaves a
/// topic out may have no need of it.
///
/// Source: GitLab's rollout template: docs, breaking changes and support are done or do not apply, somebody is there.
pub(super) fn unsaid(rollout: &Rollout, stage: &Stage) -> Vec<Reason> {
    let plan = rollout.plan.as_deref();
    let is_time = plan.is_some_and(|plan| plan.flag.is_some() && is_last_before_ramp(plan, stage));
    if !is_time || stage.kind != StageKind::Prepare {
        return vec![];
    }
    let asked = [
        (Topic::Docs, "the documentation"),
        (Topic::Breaking, "breaking changes"),
        (Topic::Support, "telling support"),
        (Topic::Watch, "somebody who is there for 2 hours"),
    ];
    let is_silent = |topic: Topic| {
        let mut steps = Outline::of(&stage.steps);
        rollout.said_of(topic, None).is_none() && !steps.any(|step| speaks_of(step, topic))
    };
    let silent = asked.into_iter().filter(|(topic, _)| is_silent(*topic));
    let reason = |(topic, what): (Topic, &str)| {
        let word = topic.as_str();
        let text = format!("the document says nothing about {what}: vouch for {word}, yes or na");
        Reason::new(word, text)
    };
    silent.map(reason).collect()
}

/// Says what is against turning production further on for everybody: what somebody said is not so. `None` where nobody and nothing
/// speaks of it, and nothing is missing. A change issue has a gate of its own.
///
/// Source: GitLab's rollout template, preparation before global rollout: a reason opens it, as it does before the ramp.
pub(super) fn against_a_switch(rollout: &Rollout, plan: &Plan) -> Option<Vec<Reason>> {
    let told = TOLD.into_iter();
    let said: Vec<(Topic, Answer)> = told
        .filter_map(|topic| Some((topic, rollout.said_of(topic, None)?)))
        .collect();
    let is_asked = !said.is_empty() || !untold(rollout, plan).is_empty();
    let reasons = said.into_iter();
    let reasons = reasons.filter_map(|(topic, answer)| against(rollout, topic, answer));
    is_asked.then(|| reasons.collect())
}

/// Says what neither the document, before it does away with the flag, speaks of nor anybody has vouched for. It is asked and holds
/// nothing back.
pub(super) fn untold(rollout: &Rollout, plan: &Plan) -> Vec<Reason> {
    if plan.flag.is_none() {
        return vec![];
    }
    let speaks = |topic: Topic| {
        let mut steps = before_the_end(plan).flat_map(|stage| Outline::of(&stage.steps));
        steps.any(|step| speaks_of(step, topic))
    };
    let silent = TOLD
        .into_iter()
        .filter(|topic| rollout.said_of(*topic, None).is_none() && !speaks(*topic));
    silent
        .map(|topic| {
            let (word, text) = (topic.as_str(), topic.text());
            let words = format!("nobody has said so: {text}; vouch for {word}, yes or na");
            Reason::new(word, words)
        })
        .collect()
}

/// Says that production is being turned on for everybody while nobody has said that people are told and somebody is there.
pub(super) fn unannounced(rollout: &Rollout) -> Option<Reason> {
    let plan = rollout.plan.as_deref()?;
    let is_time = rollout.facts.phase == Phase::Active
        && rollout.current_stage()?.kind == StageKind::Ramp
        && rollout.gates_in(Environment::Production).boolean != Some(true);
    let silent = untold(rollout, plan);
    if !is_time || silent.is_empty() {
        return None;
    }
    let words = silent
        .iter()
        .filter_map(|reason| Topic::parse(&reason.about));
    let words: Vec<&str> = words.map(Topic::text).collect();
    let names: Vec<&str> = silent.iter().map(|reason| reason.about.as_str()).collect();
    let text = format!(
        "nobody has said so, the document neither: {}; vouch for {}, yes or na",
        words.join(", "),
        names.join(", ")
    );
    Some(Reason::new("ready", text))
}

fn against(rollout: &Rollout, topic: Topic, answer: Answer) -> Option<Reason> {
    let text = if topic == Topic::Change {
        let is_missing = answer == Answer::Yes && rollout.facts.change_issue.is_none();
        is_missing.then(|| "it needs a change issue: name it".to_owned())
    } else {
        (answer == Answer::No).then(|| format!("not yet so: {}", topic.text()))
    };
    text.map(|text| Reason::new(topic.as_str(), text))
}

/// Tells whether a step asks for what a topic is about, by its words; a watch that is long enough says it by its kind.
pub(super) fn speaks_of(step: &Step, topic: Topic) -> bool {
    let text = step.text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    step.kind.has_state()
        && match topic {
            Topic::Change => has(&["change management issue", "change issue", "change request"]),
            Topic::Docs => has(&["documentation", "the docs"]),
            Topic::Breaking => has(&["breaking change"]),
            Topic::Support => {
                has(&["support"])
                    && has(&["tell", "notif", "inform", "announce", "advance", "let "])
            }
            Topic::Watch => {
                let is_long = step.wait_s.is_some_and(|seconds| seconds >= LEAST_WATCH);
                step.kind == StepKind::Watch && is_long || has(&["available for at least 2 hours"])
            }
            Topic::Code | Topic::Type => false,
        }
}
