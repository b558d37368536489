//! Findings about a checklist as a whole: what is missing, what stands twice, what contradicts its heading.

use std::collections::HashMap;

use super::{Finding, finding};
use crate::checklist::prose::squeeze;
use crate::checklist::reading::Severity;
use crate::domain::plan::{Outline, Plan, ReferenceKind, Stage, Step, StepKind};

/// Returns the findings that hold for any checklist.
pub(super) fn findings(plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    for stage in &plan.stages {
        findings.extend(twice(&stage.steps));
        findings.extend(contradiction(stage));
    }
    findings.extend(wait_after_close(plan));
    findings
}

/// Returns the findings that hold for the rollout of a flag.
pub(super) fn of_flag(plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    if plan.rollback.is_empty() {
        let message = "the document does not say how to turn the flag off again";
        findings.push(
            finding("no_rollback", Severity::Warning, 0, message)
                .hint("add a section `Rollback Steps` with the line that sets the flag to false"),
        );
    }
    if !plan.steps().any(|step| step.kind == StepKind::Qa) {
        let message = "no step asks whether the feature works";
        findings.push(
            finding("no_qa", Severity::Warning, 0, message)
                .hint("add `- [ ] Verify that the feature works as expected`"),
        );
    }
    if plan.owners.is_empty() {
        findings.push(finding(
            "no_owner",
            Severity::Note,
            0,
            "nobody is named who answers for it",
        ));
    }
    if !plan
        .references
        .iter()
        .any(|link| link.kind == ReferenceKind::Channel)
    {
        findings.push(finding(
            "no_channel",
            Severity::Note,
            0,
            "no channel is named to reach the team",
        ));
    }
    let flag = plan.flag.as_ref();
    if let Some(flag) = flag.filter(|flag| flag.is_of_a_licensed_feature()) {
        let message = format!(
            "{flag} is also the name of a licensed feature, so it cannot be set or removed as usual"
        );
        findings.push(
            finding("licensed_name", Severity::Warning, 0, message)
                .hint("somebody with a Rails console has to run Feature.disable or Feature.remove"),
        );
    }
    findings
}

/// Neighbours that say and run the same.
fn twice(steps: &[Step]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: HashMap<String, Vec<&Step>> = HashMap::new();
    for step in steps {
        findings.extend(twice(&step.steps));
        if !step.kind.has_state() {
            continue;
        }
        let same = seen.entry(squeeze(&step.text).to_lowercase()).or_default();
        let before = same
            .iter()
            .find(|other| other.instructions == step.instructions);
        match before {
            Some(before) => {
                let message = format!(
                    "this step stands in line {} already: {}",
                    before.line,
                    step.headline()
                );
                let code = "duplicate_step";
                findings.push(finding(code, Severity::Note, step.line, message));
            }
            None => same.push(step),
        }
    }
    findings
}

/// A heading with a percentage over steps that name other percentages only.
fn contradiction(stage: &Stage) -> Option<Finding> {
    let promised = percentages(&stage.title);
    let named: Vec<(usize, String)> = Outline::of(&stage.steps)
        .flat_map(|step| {
            percentages(&step.text)
                .into_iter()
                .map(|share| (step.line, share))
        })
        .collect();
    let (line, found) = named.first()?;
    let first = promised.first()?;
    let agrees = named.iter().any(|(_, share)| promised.contains(share));
    (!agrees).then(|| {
        let message = format!(
            "the heading says {first}% and the step says {found}%: {}",
            stage.title
        );
        finding("contradiction", Severity::Warning, *line, message)
            .hint("correct whichever is wrong before anybody runs it")
    })
}

/// Returns the percentages written as `25%` in a text, without the sign.
fn percentages(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || "(),:;–—*`".contains(c))
        .filter_map(|word| word.trim_end_matches('.').strip_suffix('%'))
        .filter(|number| {
            !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.')
        })
        .map(str::to_owned)
        .collect()
}

/// A wait that stands behind the step that closes the rollout's issue, where nobody will see it.
fn wait_after_close(plan: &Plan) -> Option<Finding> {
    let closes = |step: &&Step| {
        let text = step.text.to_lowercase();
        text.contains("close this") && text.contains("issue") && !step.optional
    };
    let mut steps = plan.steps().skip_while(|step| !closes(step));
    let closing = steps.next()?;
    let wait = steps.find(|step| step.kind == StepKind::Wait)?;
    let message = format!(
        "this wait stands behind line {}, which closes the issue",
        closing.line
    );
    Some(
        finding("wait_after_close", Severity::Warning, wait.line, message)
            .hint("wait first, close then"),
    )
}
