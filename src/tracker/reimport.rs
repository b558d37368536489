//! How another version of a document is taken into a rollout that is under way. What was recorded stays with the same steps.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::failure::TrackerError;
use super::import::{ImportOptions, inherit_link, mark_done_to, read_plan};
use super::keeper::{Recorded, Tracker, recorded, rejected};
use crate::chatops;
use crate::checklist::{self, Comparison, RepairChoice};
use crate::domain::flag::{Environment, FlagName};
use crate::domain::id::{RolloutId, StageId, StepId};
use crate::domain::plan::{Outline, Plan, Stage, Step};
use crate::domain::rollout::{Command, Event, decide, evolve};
use crate::projection::History;
use crate::store::Document;

/// What another version of a document changes in a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reimport {
    /// Steps that are new.
    pub added: Vec<StepName>,
    /// Steps that are gone; what was recorded about them stays in the log.
    pub removed: Vec<StepName>,
    /// Steps that say or ask something else than before.
    pub changed: Vec<ChangedStep>,
    /// How many steps are as they were.
    pub kept: usize,
    /// Where the flag counts as switched by boxes that the text has ticked, before and after; nobody recorded when.
    pub switched: Vec<Switched>,
}

/// The flag in one place, as it was claimed and as a text claims it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Switched {
    /// Where.
    pub environment: Environment,
    /// Before, in words.
    pub from: String,
    /// After, in words.
    pub to: String,
}

/// A step as people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepName {
    /// Its name for ever.
    pub id: String,
    /// Its place in words.
    pub number: String,
    /// What it says.
    pub text: String,
}

/// A step that is the same and not the same in every respect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedStep {
    /// Which, as it is now.
    #[serde(flatten)]
    pub step: StepName,
    /// What is different: `text`, `mark`, `instructions`, `kind`, `optional`, `wait`.
    pub what: Vec<&'static str>,
}

impl Tracker {
    /// Says what `text` would change in a rollout; nothing is recorded.
    ///
    /// # Errors
    /// When the text is no checklist or the rollout is not there.
    pub fn compare(
        &self,
        id: &RolloutId,
        text: &str,
        options: &ImportOptions,
        repairs: &RepairChoice,
    ) -> Result<Reimport, TrackerError> {
        let history = self.history(id)?;
        let options = about_its_flag(&history, options);
        Ok(revised(&history, read_plan(text, &options, repairs)?).1)
    }

    /// Takes `text` for the document of a rollout that is under way; state is carried over by the identity of steps.
    ///
    /// A step that was reworded keeps its name, and so its state. A text that is kept already changes nothing.
    ///
    /// # Errors
    /// When the text is no checklist, when it is about another flag, when the rollout is over or on its way back.
    pub fn reimport(
        &mut self,
        id: &RolloutId,
        text: &str,
        options: &ImportOptions,
        repairs: &RepairChoice,
    ) -> Result<(Vec<Recorded>, Reimport), TrackerError> {
        let history = self.history(id)?;
        let options = &about_its_flag(&history, options);
        let mut read = read_plan(text, options, repairs)?;
        if let Some(number) = &options.done_to {
            mark_done_to(&mut read, number)?;
        }
        let (plan, reimport) = revised(&history, read);
        let is_kept = self
            .store
            .document(id)?
            .is_some_and(|kept| kept.text == text);
        if is_kept && history.rollout.plan.as_deref() == Some(&plan) {
            return Ok((Vec::new(), reimport));
        }
        let command = Command::RevisePlan {
            plan: Box::new(plan),
            source: options.source.clone(),
        };
        let decided = decide(&history.rollout, &command, self.moment());
        let mut events = decided.map_err(|rejection| rejected(&history, rejection))?;
        events.extend(self.answers(&history, &events, options)?);
        let document = Document {
            name: options.source.clone(),
            text: text.to_owned(),
        };
        let history = self.keep(history, &events, Some(&document))?;
        Ok((recorded(&history, events.len()), reimport))
    }
}

impl Tracker {
    /// Names the flag of a rollout whose document leaves it blank, by what its placeholder is filled with: from now on the kept
    /// document is read as one about this flag. Does nothing where the flag is known, or the value is no name of one.
    ///
    /// # Errors
    /// As [`Tracker::reimport`].
    pub(super) fn name_the_flag(
        &mut self,
        id: &RolloutId,
        filled: &BTreeMap<String, String>,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let mut named = filled.iter();
        let named = named.find(|(blank, _)| chatops::is_flag_blank(blank));
        let Some(flag) = named.and_then(|(_, value)| FlagName::parse(value)) else {
            return Ok(vec![]);
        };
        let history = self.history(id)?;
        let is_known = history
            .rollout
            .plan
            .as_deref()
            .is_none_or(|plan| plan.flag.is_some());
        let document = self.store.document(id)?.filter(|_| !is_known);
        let Some(document) = document else {
            return Ok(vec![]);
        };
        let options = ImportOptions {
            source: document.name,
            flag: Some(flag),
            ..ImportOptions::default()
        };
        let (events, _) = self.reimport(id, &document.text, &options, &RepairChoice::All)?;
        Ok(events)
    }
}

/// Lets a text that names no flag be about the flag of the rollout, which a person may have named.
fn about_its_flag(history: &History, options: &ImportOptions) -> ImportOptions {
    let plan = history.rollout.plan.as_deref();
    let mut options = options.clone();
    options.flag = options.flag.or_else(|| plan?.flag.clone());
    options
}

/// Gives the steps and stages of `read` the names that they have in the rollout, and says what is different.
fn revised(history: &History, mut read: Plan) -> (Plan, Reimport) {
    let Some(old) = history.rollout.plan.as_deref() else {
        return (read, Reimport::default());
    };
    let comparison = checklist::compare(old, &read);
    let names: BTreeMap<StepId, StepId> = comparison.renamed.iter().cloned().collect();
    for stage in &mut read.stages {
        rename(&mut stage.steps, &names);
    }
    rename(&mut read.rollback, &names);
    rename_stages(old, &mut read);
    inherit_link(&mut read, old);
    let mut reimport = told(&comparison, old, &read, &names);
    reimport.switched = switched(history, &read);
    (read, reimport)
}

/// Says what the ticks of a text make of the flag.
fn switched(history: &History, read: &Plan) -> Vec<Switched> {
    let before = &history.rollout;
    let revised = Event::PlanRevised {
        plan: Box::new(read.clone()),
        source: String::new(),
    };
    let after = evolve(before.clone(), &revised);
    let places = after.facts.flags.keys();
    let told = places.map(|place| Switched {
        environment: *place,
        from: before.gates_in(*place).in_words(),
        to: after.gates_in(*place).in_words(),
    });
    told.filter(|told| told.from != told.to).collect()
}

fn rename(steps: &mut [Step], names: &BTreeMap<StepId, StepId>) {
    for step in steps {
        if let Some(old) = names.get(&step.id) {
            step.id = old.clone();
        }
        for option in step
            .decision
            .iter_mut()
            .flat_map(|decision| &mut decision.options)
        {
            if let Some(old) = names.get(&option.head) {
                option.head = old.clone();
            }
        }
        rename(&mut step.steps, names);
    }
}

/// Lets a stage whose heading changed keep its name when most of its steps were in one stage before.
fn rename_stages(old: &Plan, new: &mut Plan) {
    let known: BTreeSet<StageId> = new.stages.iter().map(|stage| stage.id.clone()).collect();
    let mut gone: Vec<&Stage> = old
        .stages
        .iter()
        .filter(|stage| !known.contains(&stage.id))
        .collect();
    for stage in &mut new.stages {
        if old.stage(&stage.id).is_some() {
            continue;
        }
        let ids: BTreeSet<&StepId> = Outline::of(&stage.steps).map(|step| &step.id).collect();
        let is_same = |before: &&Stage| {
            let common = Outline::of(&before.steps).filter(|step| ids.contains(&step.id));
            common.count() * 2 > ids.len()
        };
        if let Some(index) = gone.iter().position(is_same) {
            stage.id = gone.remove(index).id.clone();
        }
    }
}

fn told(
    comparison: &Comparison,
    old: &Plan,
    new: &Plan,
    names: &BTreeMap<StepId, StepId>,
) -> Reimport {
    let now = |id: &StepId| new.step(names.get(id).unwrap_or(id)).map(name);
    Reimport {
        added: comparison.added.iter().filter_map(now).collect(),
        removed: comparison
            .removed
            .iter()
            .filter_map(|id| old.step(id).map(name))
            .collect(),
        changed: comparison
            .changed
            .iter()
            .filter_map(|change| {
                Some(ChangedStep {
                    step: now(&change.after)?,
                    what: change.what.clone(),
                })
            })
            .collect(),
        kept: comparison.kept.len(),
        switched: Vec::new(),
    }
}

fn name(step: &Step) -> StepName {
    StepName {
        id: step.id.to_string(),
        number: step.number.clone(),
        text: step.text.clone(),
    }
}
