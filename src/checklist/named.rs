//! A reading whose flag a person names, because the document does not. A document that names its flag keeps it.

use std::collections::BTreeSet;

use super::reading::{Diagnostic, Reading, Severity};
use super::repair::{RepairChoice, Repairs};
use super::{facts, fill};
use crate::domain::flag::FlagName;
use crate::domain::plan::{Outline, Plan, RolloutKind};

/// The key of the question which flag a document is about.
const QUESTION: &str = "flag";

/// What is said of a document that names no flag, and of one that changes another.
const UNKNOWN: &str = "flag_unknown";
const CONFLICT: &str = "flag_conflict";

/// Returns the reading as it is when the document is about `flag`: its placeholders for the flag filled, nothing asked about
/// it any more. A document that names its flag is returned as it is.
pub fn with_flag(mut reading: Reading, flag: &FlagName) -> Reading {
    if !reading.is_rollout || reading.plan.flag.is_some() {
        return reading;
    }
    reading.plan.flag = Some(flag.clone());
    if reading.plan.kind == RolloutKind::Other {
        reading.plan.kind = RolloutKind::FeatureFlag;
    }
    // What a person said is no repair: it is neither listed nor refused.
    let mut untold = Repairs::by(&RepairChoice::All, &[]);
    fill::flag(&mut reading.plan, flag, &mut untold);
    reading.counts.blanks = blanks(&reading.plan);
    reading
        .questions
        .retain(|question| question.key != QUESTION);
    reading.diagnostics.retain(|found| found.code != UNKNOWN);
    let instructions = reading.plan.steps();
    let instructions = instructions.chain(Outline::of(&reading.plan.rollback));
    let flags = facts::flags_of(instructions.flat_map(|step| &step.instructions));
    if let Some(other) = flags.iter().find(|other| *other != flag) {
        let message = format!("you named {flag}, but an instruction changes {other}");
        let found = Diagnostic::new(CONFLICT, Severity::Warning, 0, message);
        reading.diagnostics.push(found);
    }
    reading
}

fn blanks(plan: &Plan) -> usize {
    let steps = plan.steps().chain(Outline::of(&plan.rollback));
    let blanks: BTreeSet<&String> = steps.flat_map(|step| &step.blanks).collect();
    blanks.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::read;

    const DOCUMENT: &str = "\
# [Feature flag] Enable it

## Rollout on staging

- [ ] Run `/chatops run feature set <feature-flag-name> true --staging`
- [ ] Run `/chatops run feature set <feature-flag-name> <percent> --actors`
";

    fn flag(name: &str) -> FlagName {
        FlagName::parse(name).unwrap()
    }

    #[test]
    fn a_named_flag_fills_its_placeholders_and_is_asked_about_no_more() {
        let before = read(DOCUMENT);
        assert!(before.questions.iter().any(|asked| asked.key == "flag"));
        let after = with_flag(before.clone(), &flag("garden_gate"));
        assert!(after.questions.is_empty(), "{:?}", after.questions);
        assert!(after.diagnostics.iter().all(|found| found.code != UNKNOWN));
        assert_eq!(after.plan.name(), "garden_gate");
        assert_eq!(after.counts.blanks + 1, before.counts.blanks);
        let lines: Vec<&str> = after
            .plan
            .steps()
            .flat_map(|step| &step.instructions)
            .map(|line| line.normalised.as_str())
            .collect();
        assert!(
            lines.iter().all(|line| line.contains("garden_gate")),
            "{lines:?}"
        );
        assert_eq!(after.repairs, before.repairs);
    }

    #[test]
    fn a_document_that_names_its_flag_keeps_it() {
        let reading = read(&DOCUMENT.replace("<feature-flag-name>", "weather"));
        assert_eq!(with_flag(reading.clone(), &flag("garden_gate")), reading);
    }

    #[test]
    fn an_instruction_about_another_flag_is_told() {
        let two = format!(
            "{}- [ ] Run `/chatops run feature set second true`\n",
            DOCUMENT.replacen("<feature-flag-name>", "first", 1)
        );
        let reading = with_flag(read(&two), &flag("garden_gate"));
        assert!(
            reading
                .diagnostics
                .iter()
                .any(|found| found.code == CONFLICT)
        );
    }
}
