//! Laws that hold for any text: nothing panics, lines are true, a box there and back changes nothing.

use proptest::prelude::*;

use super::*;
use crate::domain::plan::{Mark, Outline};

/// Pieces of documents, so that random texts meet the rules.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("- [ ] "),
        Just("- [x] "),
        Just("  - [~] "),
        Just("1. [-] "),
        Just("* [S] "),
        Just("- "),
        Just("• "),
        Just(" -\n"),
        Just("-\n"),
        Just("\n"),
        Just("\n\n"),
        Just("\r\n"),
        Just("\r"),
        Just("\t"),
        Just("    "),
        Just("# T\n"),
        Just("## Rollback\n"),
        Just("**Cleanup**\n"),
        Just("Release the feature\n"),
        Just("Rollout Steps\n"),
        Just("```\n"),
        Just("<!-- "),
        Just(" -->\n"),
        Just("| [ ] | a |\n"),
        Just("|---|---|\n"),
        Just("> "),
        Just("[x]: u\n"),
        Just("~~"),
        Just("`"),
        Just(":\n"),
        Just("&#32;"),
        Just("/chatops run feature set a_b true --dev"),
        Just("a_btrue"),
        Just("Feature.disable(:a_b)"),
        Just("<feature-flag-name>"),
        Just("If it has an actor"),
        Just("If it does not have an actor"),
        Just("Wait for at least 2 hours"),
        Just("é"),
        Just("\u{feff}"),
        Just("---\n"),
        Just("\0"),
        Just("behind the a_b feature flag\n"),
        Just("- <input type=\"checkbox\"> "),
        Just("<input type=checkbox checked>"),
        Just("<summary><h2>Cleanup</h2></summary>\n"),
        Just("10%, then 50% "),
        Just("roll out to 25% "),
        Just("- [ ] **Stage 1 - Prepare**\n"),
    ];
    let words = "[ -~\n]{0,12}";
    proptest::collection::vec(
        prop_oneof![6 => piece.prop_map(str::to_owned), 1 => words],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_panics_and_every_line_is_true(text in text()) {
        let reading = read(&text);
        let count = lines::numbered(&text).len();
        for step in reading.plan.steps().chain(Outline::of(&reading.plan.rollback)) {
            prop_assert!(step.line <= count);
            if let Some(mark) = &step.mark {
                prop_assert_eq!(text.get(mark.start..mark.end), Some(mark.symbol.as_str()));
                prop_assert_eq!(lines::Lines::of(&text).line_at(mark.start), step.line);
            }
        }
        prop_assert_eq!(reading.counts.steps, reading.plan.steps().count());
    }

    #[test]
    fn a_box_there_and_back_restores_the_bytes(text in text(), symbol in "[ x~-]") {
        for step in read(&text).plan.steps() {
            let Some(mark) = step.mark.clone() else { continue };
            let there = Toggle { mark: mark.clone(), symbol: symbol.clone() };
            let Ok(toggled) = write_back(&text, &[there]) else { continue };
            let is_html = !holds(&mark, '~');
            if is_html {
                // One edit: what is written is the attribute alone, at its place.
                let before = text.get(..mark.start).unwrap_or_default();
                let rest = text.get(mark.end..).unwrap_or_default();
                prop_assert!(toggled.starts_with(before) && toggled.ends_with(rest));
                continue;
            }
            prop_assert_eq!(toggled.len() + mark.symbol.len(), text.len() + symbol.len());
            let end = mark.start + symbol.len();
            let back = Toggle {
                symbol: mark.symbol.clone(),
                mark: Mark { symbol: symbol.clone(), end, ..mark.clone() },
            };
            // A symbol that no box can be given, like a stray control character, cannot come back.
            if let Ok(restored) = write_back(&toggled, &[back]) {
                prop_assert_eq!(&restored, &text);
            }
        }
    }

    #[test]
    fn an_exported_text_is_read_as_the_same_plan(text in text(), symbol in "[ x]") {
        let before = read(&text);
        // Boxes behind boxes with nothing between them are read one way or the other.
        let is_bare = |text: &str| {
            let text = text.replace("- [ ]", "");
            text == "(empty)" || text.trim().is_empty()
        };
        if before.plan.steps().any(|step| is_bare(&step.text)) {
            return Ok(());
        }
        let open = |mark: &Mark| matches!(mark.symbol.as_str(), " " | "x");
        let marks = before.plan.steps().filter_map(|step| step.mark.clone());
        let toggles: Vec<Toggle> = marks
            .filter(open)
            .map(|mark| Toggle { mark, symbol: symbol.clone() })
            .collect();
        let Ok(exported) = write_back(&text, &toggles) else { return Ok(()) };
        let after = read(&exported);
        let known = |reading: &Reading| -> Vec<_> {
            let steps = reading.plan.steps();
            steps.map(|step| (step.id.clone(), step.text.clone(), step.kind, step.line)).collect()
        };
        prop_assert_eq!(known(&before), known(&after));
        let again: Vec<Toggle> = after
            .plan
            .steps()
            .filter_map(|step| step.mark.clone())
            .filter(open)
            .map(|mark| Toggle { mark, symbol: symbol.clone() })
            .collect();
        if let Ok(twice) = write_back(&exported, &again) {
            prop_assert_eq!(twice, exported);
        }
    }
}
