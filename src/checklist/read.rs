//! From a text to a plan. It never fails: what it cannot understand becomes a diagnostic, what it cannot know becomes unknown.

use std::collections::HashMap;

use super::block::Block;
use super::markdown::{Document, Task, TaskForm};
use super::reading::{Diagnostic, Form, Question, Reading, Severity};
use super::repair::{Repair, RepairChoice, Repairs};
use super::section::Section;
use super::steps::{Manner, of_section};
use super::{
    block, branches, count, facts, fill, flag_type, identity, ladder, looks, marks, people, reflow,
    rendered, renest, section, staged,
};
use crate::domain::flag::FlagName;
use crate::domain::id::{StageId, StepId};
use crate::domain::plan::{
    Instruction, Outline, Plan, RolloutKind, Stage, StageKind, Step, StepState,
};

/// Reads any text as a checklist.
///
/// Total: no text makes it fail or panic. A text that is no checklist gives `is_rollout: false` and a diagnostic that says
/// what it looks like instead.
pub fn read(text: &str) -> Reading {
    judged(text, Repairs::by(&RepairChoice::All, &[]), &[])
}

/// Reads any text as a checklist, making only the repairs that are chosen; the others are told and left.
///
/// A repair keeps its index whatever is chosen. One that only comes up because another was refused is counted after them.
pub fn read_with(text: &str, choice: &RepairChoice) -> Reading {
    if *choice == RepairChoice::All {
        return read(text);
    }
    let all = read(text).repairs;
    judged(text, Repairs::by(choice, &all), &all)
}

fn judged(text: &str, mut repairs: Repairs, all: &[Repair]) -> Reading {
    let mut reading = match reflow::reflow(text) {
        Some(parted) if repairs.offer(reflow::repair(text, &parted)) => {
            let mut reading = read_lines(&parted, &mut repairs);
            reflow::restore(&mut reading, text, &parted);
            reading
        }
        Some(_) | None => read_lines(text, &mut repairs),
    };
    reading.repairs = repairs.counted(all);
    let made = reading.repairs.iter().filter(|repair| repair.accepted);
    reading.counts.repairs = made.count();
    reading
}

/// Reads a text that has its lines. The repairs are counted by whoever calls.
fn read_lines(text: &str, repairs: &mut Repairs) -> Reading {
    let mut document = super::markdown::parse(text);
    let form = rendered::form(text, &document);
    if form == Form::Rendered {
        let mended = rendered::mend(text, repairs);
        document.blocks = mended.blocks;
        document.tasks = mended.tasks;
    } else {
        renest::renest(text, &mut document.blocks, repairs);
    }
    assemble(text, document, form, repairs)
}

fn assemble(text: &str, mut document: Document, form: Form, repairs: &mut Repairs) -> Reading {
    let in_markdown = |task: &Task| task.form != TaskForm::Html;
    let is_boxed = document.tasks.iter().any(in_markdown) || block::any_box(&document.blocks);
    let has_boxes = form == Form::Raw && is_boxed;
    let manner = Manner {
        without_boxes: !has_boxes,
        unmarked: match form {
            Form::Raw => StepState::Todo,
            Form::Rendered => StepState::Unknown,
        },
    };
    let blocks = std::mem::take(&mut document.blocks);
    // Only a heading or a paragraph can be the title.
    let may_be_title = |block: &&Block| matches!(block, Block::Heading(_) | Block::Prose(_));
    let title_blocks: Vec<_> = blocks
        .first()
        .filter(may_be_title)
        .cloned()
        .into_iter()
        .collect();
    let sections = section::cut(blocks);
    document.blocks = title_blocks;
    let (mut stages, rollback) = stages(&sections, manner);
    branches::settle_alone(&mut stages);
    let mut plan = plan(text, &document, &sections, stages, rollback);
    let is_rollout = is_rollout(&plan, has_boxes, text);
    if !is_rollout {
        plan.stages.clear();
        plan.rollback.clear();
        repairs.forget();
    }
    let diagnostics = if is_rollout {
        diagnostics(text, &plan, &document, form)
    } else {
        let mut found = marks::diagnostics(text, &document);
        found.push(looks::instead(text));
        found
    };
    if let Some(flag) = plan.flag.clone() {
        fill::flag(&mut plan, &flag, repairs);
    }
    Reading {
        is_rollout,
        counts: count::of(&plan, &document.tasks),
        questions: questions(&plan, is_rollout),
        plan,
        repairs: Vec::new(),
        diagnostics,
        form,
    }
}

/// Makes stages of the sections that have steps; those of the way back are kept apart.
fn stages(sections: &[Section], manner: Manner) -> (Vec<Stage>, Vec<Step>) {
    let mut stages: Vec<(Stage, Vec<String>)> = Vec::new();
    let mut rollback: Vec<Step> = Vec::new();
    let filled = || {
        let with_steps = sections
            .iter()
            .map(|section| (section, of_section(section, manner)));
        with_steps.filter(|(_, steps)| !steps.is_empty())
    };
    // A document about a rollback alone is gone through like any other.
    let has_way_there = filled().any(|(section, _)| !section.is_rollback());
    for (section, steps) in filled() {
        if section.is_rollback() && has_way_there {
            rollback.extend(steps);
            continue;
        }
        let title = if section.title.is_empty() {
            "Steps"
        } else {
            &section.title
        };
        let stage = Stage {
            id: StageId::new(""),
            number: 0,
            title: title.to_owned(),
            kind: section.kind().unwrap_or(StageKind::Other),
            optional: super::vocabulary::is_optional(&section.title),
            ladder: ladder::of_section(section),
            steps,
        };
        stages.extend(staged::parted(stage, section.path.clone()));
    }
    identity::settle(&mut stages, &mut rollback);
    let mut stages: Vec<Stage> = stages.into_iter().map(|(stage, _)| stage).collect();
    ladder::settle(sections, &mut stages);
    ladder::carry(&mut stages);
    (stages, rollback)
}

fn plan(
    text: &str,
    document: &Document,
    sections: &[Section],
    stages: Vec<Stage>,
    rollback: Vec<Step>,
) -> Plan {
    let title = facts::title(document, sections);
    let mut plan = Plan {
        kind: RolloutKind::Other,
        generation: None,
        flag: None,
        flag_type: None,
        owners: people::owners(sections),
        references: people::references(sections),
        stages,
        rollback,
        title: title.text.clone(),
    };
    let instructions: Vec<&Instruction> = instructions(&plan).collect();
    let kind = facts::kind(&title, sections, &instructions);
    let in_instructions = facts::flags_of(instructions.iter().copied());
    let only = Some(in_instructions).filter(|flags| flags.len() == 1);
    let flag = facts::flag_in_title(&title)
        .or_else(|| flag_in_prose(sections))
        .or_else(|| only.and_then(|flags| flags.into_iter().next()));
    let generation = Some(kind)
        .filter(|kind| *kind == RolloutKind::FeatureFlag)
        .and_then(|_| facts::generation(text, !document.tasks.is_empty(), &instructions));
    plan.kind = kind;
    plan.flag_type = flag.as_ref().and_then(|_| flag_type::stated(text));
    plan.flag = flag;
    plan.generation = generation;
    plan
}

fn instructions(plan: &Plan) -> impl Iterator<Item = &Instruction> {
    plan.steps()
        .chain(Outline::of(&plan.rollback))
        .flat_map(|step| &step.instructions)
}

fn flag_in_prose(sections: &[Section]) -> Option<FlagName> {
    facts::prose(sections).find_map(|prose| facts::flag_in_text(&prose.text))
}

/// Tells whether a plan can be gone through: it has boxes, or lines to run that act on something.
fn is_rollout(plan: &Plan, has_boxes: bool, text: &str) -> bool {
    if plan.stages.is_empty() && plan.rollback.is_empty() {
        return false;
    }
    if has_boxes || instructions(plan).any(super::command::is_operation) {
        return true;
    }
    let is_staged = plan.stages.iter().any(|stage| {
        matches!(
            stage.kind,
            StageKind::Nonprod
                | StageKind::Canary
                | StageKind::Ramp
                | StageKind::Cut
                | StageKind::Release
                | StageKind::Prepare
        )
    });
    let is_work = !matches!(plan.kind, RolloutKind::Other);
    is_staged && is_work && instructions(plan).next().is_some() && looks::kind(text).is_none()
}

fn diagnostics(text: &str, plan: &Plan, document: &Document, form: Form) -> Vec<Diagnostic> {
    let mut found = marks::diagnostics(text, document);
    if form == Form::Rendered {
        found.push(Diagnostic::new("state_lost", Severity::Warning, 0, "the text was copied from a page and has lost its boxes, so no step is known to be done or open")
            .hint("say up to which step the work is done"));
    }
    let flags = facts::flags_of(instructions(plan));
    if let Some(flag) = &plan.flag
        && let Some(other) = flags.iter().find(|other| *other != flag)
    {
        let message = format!("the document is about {flag}, but an instruction changes {other}");
        found.push(Diagnostic::new(
            "flag_conflict",
            Severity::Warning,
            0,
            message,
        ));
    }
    if plan.kind == RolloutKind::FeatureFlag && plan.flag.is_none() {
        let message = "the document does not say which flag it is about";
        found.push(
            Diagnostic::new("flag_unknown", Severity::Warning, 0, message)
                .hint("name it at import"),
        );
    }
    found
}

fn questions(plan: &Plan, is_rollout: bool) -> Vec<Question> {
    let mut questions = Vec::new();
    if is_rollout && plan.kind == RolloutKind::FeatureFlag && plan.flag.is_none() {
        questions.push(Question {
            key: "flag".to_owned(),
            text: "Which feature flag is this rollout about?".to_owned(),
            options: facts::flags_of(instructions(plan))
                .iter()
                .map(ToString::to_string)
                .collect(),
            line: 0,
        });
    }
    let decisions: Vec<_> = plan.decisions().collect();
    // Looking each head up in the plan would be a walk through all steps for every question.
    let heads: HashMap<&StepId, &Step> = match decisions.as_slice() {
        [] => HashMap::new(),
        _ => plan.steps().map(|step| (&step.id, step)).collect(),
    };
    for (_, decision) in decisions {
        let first = decision.options.first();
        let head = first.and_then(|option| heads.get(&option.head));
        questions.push(Question {
            key: decision.key.as_str().to_owned(),
            text: decision.question.clone(),
            options: decision
                .options
                .iter()
                .map(|option| option.key.clone())
                .collect(),
            line: head.map_or(0, |step| step.line),
        });
    }
    questions
}
