//! How a text becomes a rollout. A text that is none is told so and nothing is kept.

use std::collections::BTreeMap;

use uuid::{NoContext, Timestamp as UuidTime, Uuid};

use super::failure::TrackerError;
use super::keeper::{Tracker, rejected};
use crate::checklist::{self, RepairChoice};
use crate::domain::flag::FlagName;
use crate::domain::id::{DecisionKey, RolloutId};
use crate::domain::issue_link::IssueLink;
use crate::domain::plan::{Plan, Reference, ReferenceKind, Step, StepState};
use crate::domain::rollout::{Command, Event, Rollout, decide, evolve, replay};
use crate::projection::History;
use crate::store::Document;

/// What a person says about a text when it is imported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Where the text came from, in words: a file's name, `paste`, `demo`.
    pub source: String,
    /// The number of the last step that was done before; all up to it are done.
    pub done_to: Option<String>,
    /// What placeholders stand for, by their text, with brackets or without.
    pub blanks: BTreeMap<String, String>,
    /// The flag that it is about, where the text names none.
    pub flag: Option<FlagName>,
    /// What was answered: the keys of the questions with those of the answers.
    pub decisions: Vec<(DecisionKey, String)>,
    /// The issue that the text is of.
    pub link: Option<IssueLink>,
}

/// The words of the reference to the issue itself.
const OWN_ISSUE: &str = "the issue of this rollout";

impl Tracker {
    /// Makes a rollout of `text` with every repair, and begins it.
    ///
    /// # Errors
    /// As [`Tracker::import_with`].
    pub fn import(
        &mut self,
        text: &str,
        options: &ImportOptions,
    ) -> Result<RolloutId, TrackerError> {
        self.import_with(text, options, &RepairChoice::All)
    }

    /// Makes a rollout of `text` with the repairs that are chosen, and begins it.
    ///
    /// # Errors
    /// When the text is no checklist, when its flag has a rollout that is not over, when a step or placeholder named in
    /// `options` is not there.
    pub fn import_with(
        &mut self,
        text: &str,
        options: &ImportOptions,
        repairs: &RepairChoice,
    ) -> Result<RolloutId, TrackerError> {
        let mut plan = read_plan(text, options, repairs)?;
        self.must_be_new(&plan)?;
        if let Some(number) = &options.done_to {
            mark_done_to(&mut plan, number)?;
        }
        let history = History::of(self.new_id(), Vec::new());
        let mut events = self.first_events(&history, &plan, options)?;
        events.extend(self.held_from_the_start(replay(history.rollout.clone(), &events))?);
        let document = Document {
            name: options.source.clone(),
            text: text.to_owned(),
        };
        let history = self.keep(history, &events, Some(&document))?;
        Ok(history.rollout.id)
    }

    fn must_be_new(&self, plan: &Plan) -> Result<(), TrackerError> {
        let Some(flag) = &plan.flag else {
            return Ok(());
        };
        let fleet = self.store.fleet()?;
        let same = |row: &&crate::projection::FleetRow| {
            row.flag.as_deref() == Some(flag.as_str()) && !row.is_over()
        };
        match fleet.iter().find(same) {
            None => Ok(()),
            Some(row) => Err(TrackerError::AlreadyImported {
                name: flag.to_string(),
                rollout: row.id.clone(),
            }),
        }
    }

    /// Makes a new name, ordered by the moment of its making.
    fn new_id(&self) -> RolloutId {
        let now = self.now();
        let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
        let time = UuidTime::from_unix(NoContext, seconds, now.timestamp_subsec_nanos());
        RolloutId::new(Uuid::new_v7(time).to_string())
    }

    fn first_events(
        &self,
        history: &History,
        plan: &Plan,
        options: &ImportOptions,
    ) -> Result<Vec<Event>, TrackerError> {
        let commands = [
            Command::Import {
                plan: Box::new(plan.clone()),
                source: options.source.clone(),
            },
            Command::Start,
        ];
        let mut rollout: Rollout = history.rollout.clone();
        let mut events = Vec::new();
        for command in commands {
            let decided = decide(&rollout, &command, self.moment());
            let new = decided.map_err(|rejection| rejected(history, rejection))?;
            rollout = new.iter().fold(rollout, evolve);
            events.extend(new);
        }
        events.extend(self.answers(history, &events, options)?);
        Ok(events)
    }

    /// Returns what happens when the placeholders are filled and the questions answered after `events`.
    pub(super) fn answers(
        &self,
        history: &History,
        events: &[Event],
        options: &ImportOptions,
    ) -> Result<Vec<Event>, TrackerError> {
        let mut rollout = events.iter().fold(history.rollout.clone(), evolve);
        let mut answers = Vec::new();
        let plan = rollout.plan.clone();
        let fills = options.blanks.iter().map(|(name, value)| {
            let plan = plan.as_deref();
            Command::FillBlank {
                blank: plan.map_or_else(|| name.clone(), |plan| with_brackets(plan, name)),
                value: value.clone(),
            }
        });
        let decisions = options.decisions.iter();
        let decisions = decisions.map(|(decision, option)| Command::Decide {
            decision: decision.clone(),
            option: option.clone(),
        });
        for command in fills.chain(decisions) {
            let decided = decide(&rollout, &command, self.moment());
            let new = decided.map_err(|rejection| rejected(history, rejection))?;
            rollout = new.iter().fold(rollout, evolve);
            answers.extend(new);
        }
        Ok(answers)
    }
}

/// Reads a text as a plan.
pub(super) fn read_plan(
    text: &str,
    options: &ImportOptions,
    repairs: &RepairChoice,
) -> Result<Plan, TrackerError> {
    let mut reading = checklist::read_with(text, repairs);
    if let Some(flag) = &options.flag {
        reading = checklist::with_flag(reading, flag);
    }
    if reading.is_rollout {
        let mut plan = reading.plan;
        if let Some(link) = &options.link {
            keep_link(&mut plan, link.to_string());
        }
        Ok(plan)
    } else {
        Err(TrackerError::NotARollout {
            source_name: options.source.clone(),
            diagnostics: reading.diagnostics,
        })
    }
}

/// Puts the issue that the text is of before everything that the text names.
fn keep_link(plan: &mut Plan, target: String) {
    plan.references.retain(|known| known.target != target);
    let own = Reference {
        kind: ReferenceKind::Issue,
        text: OWN_ISSUE.to_owned(),
        target,
    };
    plan.references.insert(0, own);
}

/// Keeps what `before` knew of the issue itself, where `plan` was read without it.
pub(super) fn inherit_link(plan: &mut Plan, before: &Plan) {
    let own = |plan: &Plan| {
        let mut own = plan
            .references
            .iter()
            .filter(|known| known.text == OWN_ISSUE);
        own.next().map(|known| known.target.clone())
    };
    if let (None, Some(target)) = (own(plan), own(before)) {
        keep_link(plan, target);
    }
}

/// Returns the placeholder of the plan that a person means, who may leave out the brackets.
fn with_brackets(plan: &Plan, name: &str) -> String {
    let bracketed = format!("<{name}>");
    let has = |blank: &str| {
        plan.steps()
            .any(|step| step.blanks.iter().any(|known| known == blank))
    };
    if has(name) || !has(&bracketed) {
        name.to_owned()
    } else {
        bracketed
    }
}

/// Marks every step up to the one with this number as done before the import.
pub(super) fn mark_done_to(plan: &mut Plan, number: &str) -> Result<(), TrackerError> {
    if !plan.steps().any(|step| step.number == number) {
        return Err(TrackerError::StepNotFound {
            name: number.to_owned(),
            matches: vec![],
        });
    }
    let mut reached = false;
    for stage in &mut plan.stages {
        mark_steps(&mut stage.steps, number, &mut reached);
    }
    Ok(())
}

fn mark_steps(steps: &mut [Step], number: &str, reached: &mut bool) {
    for step in steps {
        if *reached {
            return;
        }
        if step.kind.has_state() && matches!(step.initial, StepState::Unknown | StepState::Todo) {
            step.initial = StepState::Done;
        }
        *reached = step.number == number;
        mark_steps(&mut step.steps, number, reached);
    }
}
