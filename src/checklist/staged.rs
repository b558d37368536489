//! Stages that a list has for items: `- [ ] **Stage 0 - Prepare**` with its steps below. Each becomes a stage of its own, with its box.

use super::vocabulary;
use crate::domain::plan::{Stage, StageKind, Step};

/// Words that a stage in a list begins with, before its number.
const WORDS: [&str; 2] = ["stage ", "phase "];

/// Parts a stage at the items that are stages themselves, when there are two at least; the path of each tells them apart.
pub(super) fn parted(stage: Stage, path: Vec<String>) -> Vec<(Stage, Vec<String>)> {
    if stage.steps.iter().filter(|step| is_stage(step)).count() < 2 {
        return vec![(stage, path)];
    }
    let mut parts: Vec<(Stage, Vec<String>)> = Vec::new();
    let mut empty = stage;
    let steps = std::mem::take(&mut empty.steps);
    for step in steps {
        if is_stage(&step) {
            let mut below = path.clone();
            below.push(step.text.clone());
            let part = Stage {
                title: step.text.clone(),
                kind: kind(&step.text),
                optional: step.optional,
                ..empty.clone()
            };
            parts.push((part, below));
        } else if parts.is_empty() {
            parts.push((empty.clone(), path.clone()));
        }
        if let Some((part, _)) = parts.last_mut() {
            part.steps.push(step);
        }
    }
    parts
}

fn is_stage(step: &Step) -> bool {
    let number = WORDS.iter().find_map(|word| {
        let (start, number) = step.text.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then_some(number)
    });
    !step.steps.is_empty()
        && number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Reads the kind behind the number: `Stage 0 - Prepare`.
fn kind(text: &str) -> StageKind {
    let behind = text.split_once(|c: char| c.is_ascii_digit());
    let words = behind.map_or(text, |(_, rest)| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit())
    });
    vocabulary::stage_kind(words).unwrap_or(StageKind::Other)
}

#[cfg(test)]
mod tests {
    use crate::checklist::read;
    use crate::checklist::tests::outline;

    #[test]
    fn stages_in_a_list_are_stages() {
        let text = "## Checklist\n- [ ] Say hello\n- [ ] **Stage 0 - Prepare**\n  - [ ] a\n- [x] **Stage 1 - Release candidate**\n  - [x] b\n- [ ] also\n";
        assert_eq!(
            outline(&read(text).plan),
            "1 other: Checklist
1.1 action todo [ ] Say hello
2 prepare: Stage 0 - Prepare
2.1 action todo [ ] Stage 0 - Prepare
2.1.1 action todo [ ] a
3 cut: Stage 1 - Release candidate
3.1 action done [x] Stage 1 - Release candidate
3.1.1 action done [x] b
3.2 action todo [ ] also"
        );
    }

    #[test]
    fn one_such_item_alone_is_a_step() {
        let text = "## Checklist\n- [ ] Stage 0\n  - [ ] a\n- [ ] b\n";
        assert_eq!(read(text).plan.stages.len(), 1);
    }
}
