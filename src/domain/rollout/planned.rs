//! Whether a plan is whole enough to begin with: its flag, its people, its way back. It asks for no answer that a later step asks for.

use super::facts::Rollout;
use super::gate::Reason;
use crate::domain::flag::FlagName;
use crate::domain::plan::{Dialect, Instruction, Outline, Plan, RolloutKind, Stage, Verb};

/// Says what of the plan is not settled, at the end of its first stage; `None` at any other and where no flag is rolled out.
///
/// The kind of actor is asked for by its question and a blank by the step that needs it, both where they are needed.
/// Source: GitLab's rollout template, owners and rollback steps; `doc/development/feature_flags/_index.md`: a flag is named in
/// snake case and never like a licensed feature.
pub(super) fn unplanned(rollout: &Rollout, stage: &Stage) -> Option<Vec<Reason>> {
    let plan = rollout.plan.as_deref()?;
    let is_first = plan
        .stages
        .first()
        .is_some_and(|first| first.id == stage.id);
    if !is_first || plan.kind != RolloutKind::FeatureFlag {
        return None;
    }
    let mut reasons = about_the_flag(rollout, plan);
    let open = |text: &str| text.contains('<') && !rollout.facts.blanks.contains_key(text.trim());
    let owners = plan.owners.iter().filter(|owner| open(&owner.name));
    reasons.extend(owners.map(|owner| {
        let text = format!(
            "{}: nobody is named yet, {} is left",
            owner.role, owner.name
        );
        Reason::new(owner.role.as_str(), text)
    }));
    Some(reasons)
}

/// Says what the document leaves out of what a plan has: owners, and a way back of its own.
pub(super) fn left_out(rollout: &Rollout) -> Vec<Reason> {
    let Some(plan) = rollout.plan.as_deref() else {
        return vec![];
    };
    if plan.flag.is_none() {
        return vec![];
    }
    let owner = Reason::new(
        "owner",
        "the document says nothing about an owner and a channel",
    );
    let back = Reason::new(
        "rollback",
        "the document says nothing about a way back: what is switched on is switched off",
    );
    let owner = plan.owners.is_empty().then_some(owner);
    owner
        .into_iter()
        .chain(plan.rollback.is_empty().then_some(back))
        .collect()
}

fn about_the_flag(rollout: &Rollout, plan: &Plan) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let lines = || plan.steps().flat_map(|step| &step.instructions);
    let unnamed = lines()
        .filter(|line| line.changes_a_flag())
        .find_map(|line| {
            let name = line.flag.as_deref()?;
            let is_open = name.starts_with('<') && !rollout.facts.blanks.contains_key(name);
            (is_open && plan.flag.is_none()).then_some(name)
        });
    if let Some(name) = unnamed {
        reasons.push(Reason::new(
            "flag",
            format!("the flag is not named: {name} is left"),
        ));
    }
    if let Some(flag) = &plan.flag {
        if !is_snake_case(flag) {
            reasons.push(Reason::new(
                "flag",
                format!("{flag} is not in snake case, as a flag is named"),
            ));
        }
        if lacks_a_console_line(plan) {
            let text = format!(
                "{flag} is also the name of a licensed feature: chatops cannot switch it, and no line for a console is given"
            );
            reasons.push(Reason::new("flag", text));
        }
    }
    reasons
}

/// Worker flags hold the name of a class, so that theirs may have capitals and colons.
fn is_snake_case(flag: &FlagName) -> bool {
    let name = flag.as_str();
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.contains("::") || name.ends_with("Worker") || name.chars().all(is_plain)
}

/// Tells whether chatops cannot switch the flag, because a licensed feature has its name, and the document gives no line for a console.
pub(super) fn lacks_a_console_line(plan: &Plan) -> bool {
    shares_its_name(plan) && !has_a_console_line(plan)
}

/// Tells whether the flag is called like a licensed feature: one of those that are known, or by the words of the document.
fn shares_its_name(plan: &Plan) -> bool {
    let flag = plan.flag.as_ref();
    if flag.is_some_and(FlagName::is_of_a_licensed_feature) {
        return true;
    }
    let mut steps = plan.steps().chain(Outline::of(&plan.rollback));
    steps.any(|step| {
        let text = step.text.to_lowercase();
        text.contains("licensed feature") && text.contains("same")
    })
}

fn has_a_console_line(plan: &Plan) -> bool {
    let mut lines = Outline::of(&plan.rollback).flat_map(|step| &step.instructions);
    lines
        .any(|line: &Instruction| line.dialect == Dialect::Console && line.verb == Verb::FeatureSet)
}
