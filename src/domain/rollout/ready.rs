//! Whether all is ready before everybody can get it: questions about a change answered, people told, somebody there. What a document is silent on is asked and holds nothing back.

use super::facts::Rollout;
use super::gate::Reason;
use super::statement::{Answer, Topic};
use super::survey::Standing;
use super::writes::is_last_before_ramp;
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
