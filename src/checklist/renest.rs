//! Markdown that lost its indentation, as a page of blame shows it: commands nested again below the item that announces them, nothing else.

use super::block::{Block, Item};
use super::command;
use super::repair::{Confidence, Repair, RepairKind, Repairs};
use super::vocabulary;

/// Nests the commands of a text without any indentation below the items that announce them, as far as that is accepted.
///
/// What is below an item that only words follow cannot be told, so that is left as it stands.
pub(super) fn renest(text: &str, blocks: &mut [Block], repairs: &mut Repairs) {
    if !is_flat(text, blocks) {
        return;
    }
    for block in blocks {
        if let Block::List(items) = block {
            *items = nested(std::mem::take(items), repairs);
        }
    }
}

/// Tells whether nothing in a text is nested: no bullet is indented, no item has a list.
fn is_flat(text: &str, blocks: &[Block]) -> bool {
    let is_indented = |line: &str| {
        let words = line.trim_start();
        words.len() < line.len() && words.starts_with(['-', '*', '+', '•'])
    };
    let mut lists = blocks.iter().filter_map(|block| match block {
        Block::List(items) => Some(items),
        Block::Heading(_) | Block::Prose(_) | Block::Fence(_) => None,
    });
    let mut lines = text.split(['\n', '\r']);
    !lines.any(is_indented)
        && !lists.any(|items| items.iter().any(|item| item.lists().next().is_some()))
}

fn nested(items: Vec<Item>, repairs: &mut Repairs) -> Vec<Item> {
    let mut rest = items.into_iter().peekable();
    let mut kept: Vec<Item> = Vec::new();
    while let Some(mut item) = rest.next() {
        let mut below: Vec<Item> = Vec::new();
        if let Some(confidence) = announces(&item) {
            while let Some(command) = rest.next_if(is_command) {
                below.push(command);
            }
            let is_made =
                !below.is_empty() && repairs.offer(nesting(&item, below.len(), confidence));
            if is_made {
                item.blocks.push(Block::List(std::mem::take(&mut below)));
            }
        }
        kept.push(item);
        kept.append(&mut below);
    }
    kept
}

/// Says how sure it is that an item announces the commands behind it; `None` where it does not, or is one itself.
fn announces(item: &Item) -> Option<Confidence> {
    let text = &item.prose.text;
    if is_command(item) || !item.blocks.is_empty() {
        return None;
    }
    if item.prose.ends_with_colon() {
        return Some(Confidence::Medium);
    }
    let may = vocabulary::has("parent", text) || vocabulary::branch(text).is_some();
    may.then_some(Confidence::Low)
}

/// Tells whether an item is a line to run and nothing else.
fn is_command(item: &Item) -> bool {
    let code = item.prose.spans.first().map(|span| span.text.trim());
    code == Some(item.prose.text.as_str())
        && command::of_item(item).iter().any(command::is_operation)
}

fn nesting(parent: &Item, below: usize, confidence: Confidence) -> Repair {
    let text = &parent.prose.text;
    let items = if below == 1 { "item" } else { "items" };
    let after = format!("{text} (with {below} {items} below it)");
    Repair::new(
        parent.line,
        RepairKind::Nesting,
        (text.clone(), after),
        confidence,
    )
}

#[cfg(test)]
mod tests {
    use crate::checklist::tests::outline;
    use crate::checklist::{Confidence, RepairChoice, RepairKind, read, read_with};

    const FLAT: &str = "# [Feature flag] Enable `a_b`\n\n## Staging\n\n- [ ] Enable it:\n- [ ] `/chatops run feature set a_b true --dev`\n- [x] `/chatops run feature set a_b true --staging`\n- [ ] Look\n- [ ] `/chatops run feature get a_b`\n\n## Global rollout\n\n- [ ] Roll out the feature\n- [ ]`/chatops run feature set a_b 25 --actors`\n- If it has no sense, stop:\n";

    #[test]
    fn commands_that_lost_their_indentation_are_nested_again() {
        let reading = read(FLAT);
        assert_eq!(
            outline(&reading.plan),
            "1 nonprod: Staging
1.1 action todo [ ] Enable it:
1.1.1 instruction todo [ ] $ /chatops run feature set a_b true --dev
1.1.2 instruction done [x] $ /chatops run feature set a_b true --staging
1.2 action todo [ ] Look
1.3 instruction todo [ ] $ /chatops run feature get a_b
2 ramp: Global rollout
2.1 action todo [ ] Roll out the feature
2.1.1 instruction todo [ ] $ /chatops run feature set a_b 25 --actors
2.2 note todo If it has no sense, stop:"
        );
        let repairs: Vec<_> = reading
            .repairs
            .iter()
            .map(|repair| (repair.line, repair.kind, repair.confidence))
            .collect();
        assert_eq!(
            repairs,
            [
                (5, RepairKind::Nesting, Confidence::Medium),
                (13, RepairKind::Nesting, Confidence::Low)
            ]
        );
    }

    #[test]
    fn what_is_refused_stays_flat_and_what_is_nested_already_is_left_alone() {
        let refused = read_with(FLAT, &RepairChoice::Safe);
        assert!(refused.plan.steps().all(|step| step.steps.is_empty()));
        let indented = FLAT.replace("- [ ] Look\n", "- [ ] Look\n  - [ ] Closely\n");
        assert!(read(&indented).repairs.is_empty());
    }
}
