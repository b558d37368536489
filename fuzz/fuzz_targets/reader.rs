//! Any bytes through the reader: nothing panics, lines and marks are true, a box there and back restores the bytes.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use rollgate::checklist::{
    RepairChoice, Toggle, clean, compare, lint, read, read_with, write_back,
};
use rollgate::domain::plan::{Mark, Outline, Step};

fuzz_target!(|text: String| {
    let reading = read(&text);
    let lines = text.split(['\n', '\r']).count();
    for finding in lint(&reading) {
        assert!(finding.line <= lines, "{finding:?}");
    }
    let plan = &reading.plan;
    let steps: Vec<&Step> = plan.steps().chain(Outline::of(&plan.rollback)).collect();
    for step in &steps {
        assert!(step.line <= lines, "{step:?}");
    }
    for mark in steps.iter().filter_map(|step| step.mark.clone()).take(4) {
        assert_eq!(text.get(mark.start..mark.end), Some(mark.symbol.as_str()));
        there_and_back(&text, &mark);
    }
    let same = compare(plan, plan);
    assert_eq!(
        same.added.len() + same.removed.len() + same.changed.len(),
        0
    );
    let printed = clean(plan, &BTreeMap::new());
    let again = read(&printed);
    assert!(again.is_rollout || !reading.is_rollout, "{printed}");
    for choice in [RepairChoice::None, RepairChoice::Safe] {
        let other = read_with(&text, &choice);
        assert!(
            other
                .repairs
                .iter()
                .filter(|repair| repair.accepted)
                .count()
                <= other.repairs.len()
        );
    }
});

fn there_and_back(text: &str, mark: &Mark) {
    let symbol = if mark.symbol == "x" { "~" } else { "x" };
    let there = Toggle {
        mark: mark.clone(),
        symbol: symbol.to_owned(),
    };
    let Ok(toggled) = write_back(text, &[there]) else {
        return;
    };
    let back = Toggle {
        mark: Mark {
            symbol: symbol.to_owned(),
            start: mark.start,
            end: mark.start + symbol.len(),
        },
        symbol: mark.symbol.clone(),
    };
    if let Ok(restored) = write_back(&toggled, &[back]) {
        assert_eq!(restored, text);
    }
}
