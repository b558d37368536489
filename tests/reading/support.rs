//! A reading drawn in few words, so that a test says only what it is about.

use rollgate::checklist::{Reading, read};
use rollgate::domain::plan::{Outline, Step};

/// Reads a text and checks that each box that was found stands where the reading says.
pub(crate) fn reading(text: &str) -> Reading {
    let reading = read(text);
    for step in steps(&reading) {
        let Some(mark) = &step.mark else { continue };
        let found = text.get(mark.start..mark.end);
        assert_eq!(found, Some(mark.symbol.as_str()), "{} {text}", step.text);
    }
    reading
}

/// Returns all steps of a reading, those of the way back last.
pub(crate) fn steps(reading: &Reading) -> Vec<&Step> {
    let plan = &reading.plan;
    plan.steps().chain(Outline::of(&plan.rollback)).collect()
}

/// Returns what is to be run, in order.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let reading = reading(text);
    let lines = steps(&reading)
        .into_iter()
        .flat_map(|step| &step.instructions);
    lines.map(|line| line.normalised.clone()).collect()
}

/// Returns the titles of the stages.
pub(crate) fn titles(text: &str) -> Vec<String> {
    let stages = reading(text).plan.stages.into_iter();
    stages.map(|stage| stage.title).collect()
}

/// Returns each step as its number and words.
pub(crate) fn outline(text: &str) -> Vec<String> {
    let reading = reading(text);
    let steps = steps(&reading).into_iter();
    steps
        .map(|step| format!("{} {}", step.number, step.text))
        .collect()
}
