//! One document read again and boxes written back: what is the same step, and which sign fits into a box.

use rollgate::checklist::{Toggle, WriteBackError, compare, write_back};

use crate::support::{reading, steps};

#[test]
fn a_step_is_the_same_under_a_heading_that_was_reworded_and_another_where_both_stay() {
    let two = |first: &str, second: &str| {
        format!("## {first}\n\n- [ ] Look at it\n\n## {second}\n\n- [ ] Tell everybody\n")
    };
    let before = reading(&two("Prepare", "Global rollout on production")).plan;
    let reworded = reading(&two("Prepare all", "Going to production")).plan;
    let found = compare(&before, &reworded);
    assert_eq!((found.added.len(), found.removed.len()), (0, 0));
    let moved = "## Prepare\n\n- [ ] Tell everybody\n\n## Global rollout on production\n\n- [ ] Look at it\n";
    let found = compare(&before, &reading(moved).plan);
    assert_eq!((found.added.len(), found.removed.len()), (2, 2));
}

#[test]
fn a_box_holds_one_sign_that_markdown_does_not_read_as_something_else() {
    let text = "- [ ] Look\n";
    let read = reading(text);
    let mark = steps(&read)[0].mark.clone().unwrap();
    let write = |symbol: &str| {
        let toggle = Toggle {
            mark: mark.clone(),
            symbol: symbol.to_owned(),
        };
        write_back(text, &[toggle])
    };
    for symbol in [" ", "x", "~", "-", "?"] {
        assert_eq!(write(symbol), Ok(format!("- [{symbol}] Look\n")));
    }
    let signs = ["", "xx", "\t", "\n", "\u{a0}", "\u{7}", "\u{85}"];
    let special = ["[", "]", "\\", "`", "<", ">", "&", "!", "*", "_", "|"];
    for symbol in signs.iter().chain(&special) {
        let refused = matches!(write(symbol), Err(WriteBackError::BadSymbol { .. }));
        assert!(refused, "{symbol:?}");
    }
}
