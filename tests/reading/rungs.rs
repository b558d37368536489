//! Percentages at the edges of a ladder: a number that is part of another word, one that is compared, one that measures, and whose they are.

use crate::support::reading;

/// Returns each stage with a ladder as `title: rungs`.
fn ladders(text: &str) -> Vec<String> {
    let stages = reading(text).plan.stages.into_iter();
    stages
        .filter(|stage| !stage.ladder.is_empty())
        .map(|stage| {
            let rungs: Vec<String> = stage.ladder.iter().map(ToString::to_string).collect();
            format!("{}: {}", stage.title, rungs.join(" "))
        })
        .collect()
}

#[track_caller]
fn item(item: &str, expected: &str) {
    let found = ladders(&format!("## Global rollout\n\n- [ ] {item}\n")).concat();
    let found = found.strip_prefix("Global rollout: ").unwrap_or(&found);
    assert_eq!(found, expected, "{item}");
}

#[test]
fn a_number_that_is_compared_or_part_of_a_word_is_no_rung() {
    item("While it is < 1%, then 25%, then 50%", "25 50");
    item("While it is <1%, then 25%, then 50%", "25 50");
    item("Give it to 10k, then 25%, then 50%", "25 50");
    item("10%->25%->50%", "10 25 50");
}

#[test]
fn a_sign_and_the_end_of_a_sentence_part_percentages() {
    item("Go to 10%, = 25%, 50%", "25 50");
    item("Go to 10% and. 50% is not decided", "");
    item("Go to 10% and 50%", "10 50");
}

#[test]
fn a_ladder_begins_above_nothing_and_rises_with_every_rung() {
    item("Go to 10%, then 10%, then 50%", "");
    item("Go from 0% to 50%", "");
    item("Set it to 0%", "");
}

#[test]
fn three_rungs_are_a_ladder_beside_words_that_measure_and_a_single_one_is_none() {
    item("Go to 10%, 50%, 100% while errors stay low", "10 50 100");
    item("Enable the alert on an error budget of 5%", "");
    item("Enable it for 5%", "5");
}

#[test]
fn a_heading_of_a_ramp_names_its_percentage_in_any_words() {
    assert_eq!(
        ladders("## Global availability at 25%\n\n- [ ] Go\n"),
        ["Global availability at 25%: 25"]
    );
}

#[test]
fn a_ladder_is_lent_to_the_ramp_by_prose_and_by_what_is_only_read() {
    let lent = |section: &str| {
        let text = format!("# Flag a_b\n\n{section}\n\n## Global rollout\n\n- [ ] Go\n");
        let ladders = ladders(&text).into_iter();
        ladders
            .filter_map(|line| Some(line.strip_prefix("Global rollout: ")?.to_owned()))
            .collect::<String>()
    };
    let rungs = "Roll out at 5%, 20%, then 100%.";
    assert_eq!(lent(&format!("## How we go up\n\n{rungs}")), "5 20 100");
    assert_eq!(lent(&format!("## Expectations\n\n- {rungs}")), "5 20 100");
    assert_eq!(lent(&format!("## Preparation\n\n- [ ] {rungs}")), "");
    assert_eq!(lent("## About the 25% rollout\n\nIt is small."), "");
}
