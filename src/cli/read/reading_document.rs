//! A document as read, in the form that scripts know: the plan with its steps, and everything that was repaired or doubted.

use serde::Serialize;

use crate::checklist::{self, Counts, Diagnostic, Finding, Form, Question, Reading, Repair};
use crate::domain::flag::{FlagName, Percentage};
use crate::domain::plan::{
    Branch, Decision, Instruction, Owner, Reference, RolloutKind, Stage, StageKind, Step, StepKind,
    StepState,
};

/// A document as read.
#[derive(Debug, Serialize)]
pub(crate) struct ReadingDocument<'a> {
    pub(crate) is_rollout: bool,
    pub(crate) form: Form,
    pub(crate) kind: RolloutKind,
    pub(crate) generation: Option<&'a str>,
    pub(crate) title: &'a str,
    pub(crate) flag: Option<&'a str>,
    pub(crate) owners: &'a [Owner],
    pub(crate) references: &'a [Reference],
    pub(crate) stages: Vec<StageDocument<'a>>,
    pub(crate) rollback: RollbackDocument<'a>,
    pub(crate) counts: Counts,
    pub(crate) repairs: &'a [Repair],
    pub(crate) questions: &'a [Question],
    pub(crate) diagnostics: &'a [Diagnostic],
    pub(crate) findings: Vec<Finding>,
}

/// A stage as read.
#[derive(Debug, Serialize)]
pub(crate) struct StageDocument<'a> {
    pub(crate) id: &'a str,
    pub(crate) number: u32,
    pub(crate) title: &'a str,
    pub(crate) kind: StageKind,
    pub(crate) optional: bool,
    /// The percentages that its words go up by.
    pub(crate) ladder: &'a [Percentage],
    pub(crate) steps: Vec<StepDocument<'a>>,
}

/// The rollback section as read.
#[derive(Debug, Serialize)]
pub(crate) struct RollbackDocument<'a> {
    pub(crate) steps: Vec<StepDocument<'a>>,
}

/// A step as read.
#[derive(Debug, Serialize)]
pub(crate) struct StepDocument<'a> {
    pub(crate) id: &'a str,
    pub(crate) number: &'a str,
    pub(crate) text: &'a str,
    pub(crate) kind: StepKind,
    pub(crate) state: StepState,
    pub(crate) optional: bool,
    pub(crate) line: usize,
    #[serde(rename = "box")]
    pub(crate) mark: Option<&'a str>,
    pub(crate) instructions: &'a [Instruction],
    pub(crate) blanks: &'a [String],
    pub(crate) wait_s: Option<u64>,
    pub(crate) decision: Option<&'a Decision>,
    pub(crate) branch: Option<&'a Branch>,
    pub(crate) steps: Vec<Self>,
}

impl<'a> ReadingDocument<'a> {
    /// Puts a reading into the form that scripts know.
    pub(crate) fn of(reading: &'a Reading) -> Self {
        let plan = &reading.plan;
        Self {
            is_rollout: reading.is_rollout,
            form: reading.form,
            kind: plan.kind,
            generation: plan.generation.as_deref(),
            title: &plan.title,
            flag: plan.flag.as_ref().map(FlagName::as_str),
            owners: &plan.owners,
            references: &plan.references,
            stages: plan.stages.iter().map(StageDocument::of).collect(),
            rollback: RollbackDocument {
                steps: steps(&plan.rollback),
            },
            counts: reading.counts,
            repairs: &reading.repairs,
            questions: &reading.questions,
            diagnostics: &reading.diagnostics,
            findings: checklist::lint(reading),
        }
    }
}

impl<'a> StageDocument<'a> {
    fn of(stage: &'a Stage) -> Self {
        Self {
            id: stage.id.as_str(),
            number: stage.number,
            title: &stage.title,
            kind: stage.kind,
            optional: stage.optional,
            ladder: &stage.ladder,
            steps: steps(&stage.steps),
        }
    }
}

fn steps(all: &[Step]) -> Vec<StepDocument<'_>> {
    all.iter().map(StepDocument::of).collect()
}

impl<'a> StepDocument<'a> {
    fn of(step: &'a Step) -> Self {
        Self {
            id: step.id.as_str(),
            number: &step.number,
            text: &step.text,
            kind: step.kind,
            state: step.initial,
            optional: step.optional,
            line: step.line,
            mark: step.mark.as_ref().map(|mark| mark.symbol.as_str()),
            instructions: &step.instructions,
            blanks: &step.blanks,
            wait_s: step.wait_s,
            decision: step.decision.as_ref(),
            branch: step.branch.as_ref(),
            steps: steps(&step.steps),
        }
    }
}
