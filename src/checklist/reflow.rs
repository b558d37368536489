//! Markdown whose lines were run together: breaks put back before boxes and headings, byte for byte in the place of spaces.

use super::lines::Lines;
use super::reading::Reading;
use super::repair::{Confidence, Repair, RepairKind};
use crate::domain::plan::Step;

/// A text with more lines than this has not been run together.
const MOST_LINES: usize = 5;
/// A text with fewer boxes behind words than this has not either.
const FEWEST_BOXES: usize = 2;

/// What stands at the beginning of a line in Markdown and in the middle of one where lines were run together.
const BEGINNINGS: [&str; 8] = [
    " - [ ] ", " - [x] ", " - [X] ", " - [~] ", " - [-] ", " ## ", " ### ", " #### ",
];

/// Returns the text with its lines parted, as long as before; `None` for a text that has its lines.
pub(super) fn reflow(text: &str) -> Option<String> {
    if text.lines().nth(MOST_LINES).is_some() {
        return None;
    }
    let inside: Vec<usize> = BEGINNINGS
        .iter()
        .flat_map(|mark| text.match_indices(mark))
        .map(|(at, _)| at)
        .filter(|at| follows_words(text, *at))
        .collect();
    let is_box = |at: &&usize| {
        text.get(**at..)
            .is_some_and(|rest| rest.starts_with(" - ["))
    };
    if inside.iter().filter(is_box).count() < FEWEST_BOXES {
        return None;
    }
    let mut parted = text.to_owned();
    for at in inside {
        parted.replace_range(at..=at, "\n");
    }
    Some(parted)
}

/// Tells whether words stand directly before a place, so that it is no indentation.
fn follows_words(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.ends_with(|c: char| !c.is_whitespace())
}

/// Describes the parting of the lines.
pub(super) fn repair(text: &str, parted: &str) -> Repair {
    let first = text.lines().next().unwrap_or_default();
    let before = first.chars().take(120).collect();
    let after = parted.lines().take(3).collect::<Vec<_>>().join("\n");
    Repair::new(
        1,
        RepairKind::RunTogether,
        (before, after),
        Confidence::Medium,
    )
}

/// Says where steps, questions and findings stand in the text that was run together.
pub(super) fn restore(reading: &mut Reading, text: &str, parted: &str) {
    let (before, after) = (Lines::of(text), Lines::of(parted));
    let place = |line: usize| {
        after
            .offset(line, 1)
            .map_or(line, |start| before.line_at(start))
    };
    for stage in &mut reading.plan.stages {
        renumber(&mut stage.steps, &place);
    }
    renumber(&mut reading.plan.rollback, &place);
    let questions = reading.questions.iter_mut().map(|found| &mut found.line);
    let findings = reading.diagnostics.iter_mut().map(|found| &mut found.line);
    for line in questions.chain(findings).filter(|line| **line > 0) {
        *line = place(*line);
    }
}

fn renumber(steps: &mut [Step], place: &impl Fn(usize) -> usize) {
    for step in steps {
        if step.line > 0 {
            step.line = place(step.line);
        }
        renumber(&mut step.steps, place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::read;

    #[test]
    fn lines_run_together_are_parted_and_keep_their_places() {
        let text = "# Go ## Prepare - [ ] a - [x] b ### Release the feature - [ ] c";
        let reading = read(text);
        let titles: Vec<&str> = reading
            .plan
            .stages
            .iter()
            .map(|stage| stage.title.as_str())
            .collect();
        assert_eq!(titles, ["Prepare", "Release the feature"]);
        let steps: Vec<(&str, usize)> = reading
            .plan
            .steps()
            .map(|step| (step.text.as_str(), step.line))
            .collect();
        assert_eq!(steps, [("a", 1), ("b", 1), ("c", 1)]);
        assert_eq!(reading.repairs.len(), 1);
        for step in reading.plan.steps() {
            let mark = step.mark.as_ref().unwrap();
            assert_eq!(text.get(mark.start..mark.end), Some(mark.symbol.as_str()));
        }
    }

    #[test]
    fn a_text_with_its_lines_is_left_alone() {
        assert_eq!(reflow("- [ ] a - [ ] b\n\n- [ ] c\n\n- d\n\n- e\n"), None);
        assert_eq!(reflow("- [ ] say - [ ] once"), None);
    }
}
