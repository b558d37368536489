//! Whether the plan asks for a test after each percentage, by its words, and what is missing then. It reads no result twice.

use super::facts::Rollout;
use super::gate::Reason;
use super::record::RampPoint;
use crate::domain::id::StepId;
use crate::domain::plan::{Outline, Plan, StageKind, Step};

/// Says that the plan asks for a test after each percentage and none has passed since `point`.
///
/// Source: domain.md G.1, ramping(p) -> ramping(q): a verdict since the last step, where the plan asks for one.
pub(super) fn untested(rollout: &Rollout, plan: &Plan, point: &RampPoint) -> Option<Reason> {
    let step = asking(rollout, plan)?;
    let mut since = rollout.facts.qa.iter().rev();
    let is_tested = since.any(|result| result.seq > point.seq && result.entry.opens_the_gate());
    (!is_tested).then(|| {
        let text = format!(
            "no QA has passed since {}%: {} asks for it after each percentage",
            point.percentage, step.number
        );
        Reason::new(step.id.as_str(), text)
    })
}

/// Returns the step of the ramp that asks for a test after each percentage, unless it was left out.
fn asking<'a>(rollout: &Rollout, plan: &'a Plan) -> Option<&'a Step> {
    let ramps = plan
        .stages
        .iter()
        .filter(|stage| stage.kind == StageKind::Ramp);
    let mut steps = ramps.flat_map(|stage| Outline::of(&stage.steps));
    steps.find(|step| asks_each_time(&step.text) && !was_left_out(rollout, &step.id))
}

fn was_left_out(rollout: &Rollout, step: &StepId) -> bool {
    let record = rollout.facts.steps.get(step);
    record.is_some_and(|record| record.state.is_left_out())
}

/// Tells whether words ask for a test each time that the share rises: `verify with QA after each percentage`.
fn asks_each_time(text: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_of_a_test = |word: &&str| {
        matches!(
            *word,
            "qa" | "verify" | "test" | "tests" | "tested" | "testing"
        )
    };
    let is_of_a_rise = |word: &str| {
        matches!(
            word,
            "percentage" | "percent" | "increment" | "step" | "rung"
        )
    };
    let each = words.windows(2).any(|pair| {
        matches!(pair, [often, what] if matches!(*often, "each" | "every") && is_of_a_rise(what))
    });
    each && words.iter().any(is_of_a_test)
}

#[cfg(test)]
mod tests {
    use super::asks_each_time;

    #[test]
    fn a_test_is_asked_for_each_time_only_where_the_words_say_both() {
        for asks in [
            "Roll out to 2%, 20%, 50%; verify with QA after each percentage",
            "At every step: test it",
            "Ask QA after each increment.",
        ] {
            assert!(asks_each_time(asks), "{asks}");
        }
        for silent in [
            "Between every step wait for at least 15 minutes",
            "Verify that the feature works",
            "Each step is in the latest notes",
            "Verify each project",
        ] {
            assert!(!asks_each_time(silent), "{silent}");
        }
    }
}
