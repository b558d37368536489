//! Findings about single lines to run: what chatops refuses, what means something else than it says, blanks, the ladder.

use std::collections::BTreeSet;

use super::{Finding, finding};
use crate::checklist::reading::Severity;
use crate::domain::flag::{Environment, FlagValue, Percentage};
use crate::domain::plan::{Instruction, Outline, Plan, Step, StepState};

/// The widest step of a ladder, in thousandths of a percent.
const WIDEST: u32 = 25_000;

/// Returns the findings about the lines of a plan.
pub(super) fn findings(plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    for step in live(plan).chain(Outline::of(&plan.rollback)) {
        for instruction in &step.instructions {
            findings.extend(of_instruction(step, instruction));
        }
    }
    findings.extend(blanks(plan));
    findings.extend(ladder(plan));
    findings.extend(order(plan));
    findings
}

/// Goes through the steps that somebody may still run: what does not apply is run by nobody.
fn live(plan: &Plan) -> impl Iterator<Item = &Step> {
    plan.steps()
        .filter(|step| step.initial != StepState::NotApplicable)
}

fn of_instruction(step: &Step, instruction: &Instruction) -> Vec<Finding> {
    let refused = instruction.problems.iter().map(|problem| {
        let message = format!(
            "chatops would refuse `{}`: {}",
            instruction.normalised, problem.message
        );
        finding(&problem.code, Severity::Error, step.line, message)
    });
    let mut findings: Vec<Finding> = refused.collect();
    let has = |name: &str| {
        instruction
            .modifiers
            .iter()
            .any(|modifier| modifier == name)
    };
    if has("--random") && has("--ignore-random-deprecation-check") {
        let message = "a share of the time makes a request see both answers, and it is deprecated";
        findings.push(
            finding("random_used", Severity::Warning, step.line, message).hint("use --actors"),
        );
    }
    if instruction.value == Some(FlagValue::Percentage(Percentage::ALL)) && instruction.is_ramp() {
        let message = "100 percent is not the same as `true`: it sets a share and leaves the flag's own gate alone";
        findings.push(
            finding("hundred_percent", Severity::Warning, step.line, message)
                .hint("set the flag to `true`"),
        );
    }
    findings
}

/// One note for each placeholder that is left, where it stands first.
fn blanks(plan: &Plan) -> Vec<Finding> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut findings = Vec::new();
    for step in live(plan).chain(Outline::of(&plan.rollback)) {
        for blank in &step.blanks {
            if !seen.insert(blank) {
                continue;
            }
            let message = format!("{blank} is still to be filled");
            findings.push(
                finding("open_blank", Severity::Note, step.line, message)
                    .hint("filling it once fills it everywhere"),
            );
        }
    }
    findings
}

/// Shares for everybody in production that rise by more than 25 points at once.
fn ladder(plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut last = Percentage::NONE;
    for (step, instruction) in in_production(plan) {
        let Some(FlagValue::Percentage(share)) = &instruction.value else {
            continue;
        };
        if *share > last && share.distance(last) > WIDEST {
            let message = format!("the share jumps from {last} to {share} percent");
            findings.push(
                finding("ladder_jump", Severity::Warning, step.line, message)
                    .hint("rise by at most 25 points, and look between the steps"),
            );
        }
        last = *share;
    }
    findings
}

/// A line that turns the flag on for everybody in production before any has turned it on on staging.
///
/// Source: gitlab-com/chatops, consistency check of `feature set`.
fn order(plan: &Plan) -> Option<Finding> {
    let turns_on = |line: &Instruction| !matches!(line.value, Some(FlagValue::Off) | None);
    let is_on = |line: &Instruction, place: Environment| line.environments.contains(&place);
    let mut lines = live(plan)
        .flat_map(|step| step.instructions.iter().map(move |line| (step, line)))
        .filter(|(_, line)| line.changes_a_flag() && turns_on(line));
    let (step, _) = lines
        .find(|(_, line)| is_on(line, Environment::Staging) || is_on(line, Environment::Production))
        .filter(|(_, line)| {
            is_on(line, Environment::Production) && !is_on(line, Environment::Staging)
        })?;
    let message = "production is turned on before staging";
    Some(
        finding("production_first", Severity::Warning, step.line, message)
            .hint("chatops refuses this: turn staging on first"),
    )
}

fn in_production(plan: &Plan) -> impl Iterator<Item = (&Step, &Instruction)> {
    live(plan)
        .flat_map(|step| step.instructions.iter().map(move |line| (step, line)))
        .filter(|(_, line)| line.is_ramp() && line.environments.contains(&Environment::Production))
        .filter(|(_, line)| line.scopes.is_empty())
}
