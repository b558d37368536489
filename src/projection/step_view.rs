//! A step as a reader sees it: what its document asks for, what became of it, who did it when.

use serde::Serialize;

use super::history::History;
use super::timer_row::TimerRow;
use crate::chatops;
use crate::domain::Timestamp;
use crate::domain::flag::Percentage;
use crate::domain::id::StepId;
use crate::domain::plan::{Decision, Instruction, Outline, Stage, Step, StepKind, StepState};
use crate::domain::rollout::{Outcome, QaScope, Run, Standing, survey, survey_stage};

/// A step and its parts at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Its name for ever.
    pub id: StepId,
    /// Its place: `4.1.3`.
    pub number: String,
    /// What is to be done.
    pub text: String,
    /// What kind of thing it is.
    pub kind: StepKind,
    /// Its state.
    pub state: StepState,
    /// Why it has that state.
    pub reason: Option<String>,
    /// Whether a stage may be left without it.
    pub optional: bool,
    /// Whether the stage can only be left when this is settled.
    pub required: bool,
    /// Where it stands in the source, from 1.
    pub line: usize,
    /// The mark of its box as written; `null` where the text has none.
    #[serde(rename = "box")]
    pub mark: Option<String>,
    /// The lines to copy and run, with the blanks filled that somebody has filled.
    pub instructions: Vec<Instruction>,
    /// The placeholders that are still open.
    pub blanks: Vec<String>,
    /// How long it asks to wait, in seconds.
    pub wait_s: Option<u64>,
    /// When its state was set last, and by whom.
    pub set: Option<Set>,
    /// The time that runs for it.
    pub timer: Option<TimerRow>,
    /// The question it stands for.
    pub decision: Option<Decision>,
    /// The answer that was given.
    pub answer: Option<String>,
    /// The results of tests of it in this attempt: the last one's word.
    pub verdict: Option<&'static str>,
    /// What was run for it, oldest first.
    pub runs: Vec<String>,
    /// What was written down about it, oldest first.
    pub notes: Vec<NoteView>,
    /// Its parts.
    pub steps: Vec<Self>,
}

impl StepView {
    /// Goes through this step and its parts, parents first.
    pub fn outline(&self) -> Vec<&Self> {
        let mut found = vec![self];
        for part in &self.steps {
            found.extend(part.outline());
        }
        found
    }
}

/// When something was set, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Set {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// A note as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteView {
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The words.
    pub text: String,
}

/// Shows the steps of a stage and their parts at `now`.
pub(super) fn stage_step_views(history: &History, stage: &Stage, now: Timestamp) -> Vec<StepView> {
    views(
        history,
        &stage.steps,
        survey_stage(&history.rollout, stage, now),
    )
}

/// Shows `steps` and their parts at `now`.
pub(super) fn step_views(history: &History, steps: &[Step], now: Timestamp) -> Vec<StepView> {
    views(history, steps, survey(&history.rollout, steps, now))
}

fn views(history: &History, steps: &[Step], standings: Vec<Standing<'_>>) -> Vec<StepView> {
    let mut standings = standings.into_iter();
    steps
        .iter()
        .filter_map(|_| step_view(history, &mut standings))
        .collect()
}

/// Takes one standing and those of its parts off `standings`, which is in the order of the document.
fn step_view(
    history: &History,
    standings: &mut std::vec::IntoIter<Standing<'_>>,
) -> Option<StepView> {
    let standing = standings.next()?;
    let step = standing.step;
    let parts: Vec<StepView> = step
        .steps
        .iter()
        .filter_map(|_| step_view(history, standings))
        .collect();
    let facts = &history.rollout.facts;
    let record = facts.steps.get(&step.id);
    let is_open = |blank: &&String| !facts.blanks.contains_key(*blank);
    Some(StepView {
        id: step.id.clone(),
        number: step.number.clone(),
        text: step.text.clone(),
        kind: step.kind,
        state: standing.state,
        reason: standing.reason,
        optional: step.optional,
        required: standing.required,
        line: step.line,
        mark: step.mark.as_ref().map(|mark| mark.symbol.clone()),
        instructions: step
            .instructions
            .iter()
            .map(|line| chatops::fill(line, &facts.blanks))
            .collect(),
        blanks: step.blanks.iter().filter(is_open).cloned().collect(),
        wait_s: step.wait_s,
        set: record.and_then(|record| set(history, record.seq)),
        timer: timer_row(history, step),
        decision: step.decision.clone(),
        answer: step
            .decision
            .as_ref()
            .and_then(|decision| facts.decisions.get(&decision.key).cloned()),
        verdict: verdict(history, step),
        runs: runs(history, step),
        notes: notes(history, Some(&step.id)),
        steps: parts,
    })
}

/// Says who recorded an event and when.
pub(super) fn set(history: &History, seq: crate::domain::id::Seq) -> Option<Set> {
    history.get(seq).map(|told| Set {
        at: told.at,
        by: told.by.to_string(),
    })
}

/// Returns the time that runs for a step.
pub(super) fn timer_row(history: &History, step: &Step) -> Option<TimerRow> {
    let record = history.rollout.facts.steps.get(&step.id)?;
    let timer = record.timer.filter(|_| record.state == StepState::Doing)?;
    Some(TimerRow {
        step: step.id.clone(),
        number: step.number.clone(),
        text: step.text.clone(),
        kind: step.kind,
        started_at: timer.started,
        ends_at: timer.ends,
        paused_with: timer.paused_with,
        watcher: watcher(history, &step.id),
    })
}

/// Returns who watches the time of a step, where it was handed over.
pub(super) fn watcher(history: &History, step: &StepId) -> Option<String> {
    let watchers = &history.rollout.facts.watchers;
    watchers.get(step).map(ToString::to_string)
}

fn verdict(history: &History, step: &Step) -> Option<&'static str> {
    let rollout = &history.rollout;
    let mut results = rollout.facts.qa.iter().rev();
    let last = results.find(|result| {
        result.attempt == rollout.facts.attempt
            && result.entry.scope == QaScope::Step(step.id.clone())
    });
    last.map(|result| result.entry.verdict.as_str())
}

fn runs(history: &History, step: &Step) -> Vec<String> {
    let rollout = &history.rollout;
    let of_step = |run: &&Run| run.step == step.id && run.attempt == rollout.facts.attempt;
    let runs = rollout.facts.runs.iter().filter(of_step);
    let lines = runs.flat_map(|run| {
        let outcome = match run.outcome {
            Outcome::Succeeded => "",
            Outcome::Failed => " (failed)",
            Outcome::Refused => " (refused)",
        };
        let lines = run.instructions.iter();
        lines.map(move |line| format!("{}{outcome}", line.normalised))
    });
    lines.collect()
}

/// Returns what was written down about a step, or about the whole rollout.
pub(super) fn notes(history: &History, step: Option<&StepId>) -> Vec<NoteView> {
    let notes = history
        .rollout
        .facts
        .notes
        .iter()
        .filter(|note| note.step.as_ref() == step);
    notes
        .filter_map(|note| {
            let set = set(history, note.seq)?;
            Some(NoteView {
                at: set.at,
                by: set.by,
                text: note.text.clone(),
            })
        })
        .collect()
}

/// Returns every running time of a plan's steps, first to end first.
pub(super) fn timer_rows(history: &History, now: Timestamp) -> Vec<TimerRow> {
    let Some(plan) = history.rollout.plan.as_deref() else {
        return Vec::new();
    };
    let steps = plan
        .stages
        .iter()
        .flat_map(|stage| Outline::of(&stage.steps));
    let mut rows: Vec<TimerRow> = steps.filter_map(|step| timer_row(history, step)).collect();
    // The stay at a percentage lasts, whatever was said of the step that set it.
    let is_told = |stay: &TimerRow| rows.iter().any(|row| row.step == stay.step);
    let stay = stay_row(history).filter(|stay| !stay.is_over(now) && !is_told(stay));
    rows.extend(stay);
    rows.sort_by_key(|row| row.ends_at);
    rows
}

/// Returns the time for which a percentage that was set in this attempt is to be kept.
pub(super) fn stay_row(history: &History) -> Option<TimerRow> {
    let rollout = &history.rollout;
    let point = rollout.facts.ramp.last()?;
    let timer = point
        .dwell
        .filter(|_| point.attempt == rollout.facts.attempt)?;
    let step = rollout.facts.step_of(point)?;
    let step = rollout.plan.as_deref()?.step(step)?;
    Some(TimerRow {
        step: step.id.clone(),
        number: step.number.clone(),
        text: if point.percentage == Percentage::ALL {
            "on for everybody".to_owned()
        } else {
            format!("stay at {}%", point.percentage)
        },
        kind: StepKind::Watch,
        started_at: timer.started,
        ends_at: timer.ends,
        paused_with: timer.paused_with,
        watcher: watcher(history, &step.id),
    })
}
