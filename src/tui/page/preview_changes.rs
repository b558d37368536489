//! Another version of a document held against the one that a rollout has: what stays, what is other, what comes, what goes.

use super::import_preview::{ImportPreview, Part};
use crate::checklist::{self, Comparison};
use crate::domain::id::RolloutId;
use crate::domain::plan::{Plan, Step};

/// The rollout that a document is another version of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onto {
    /// Which rollout.
    pub id: RolloutId,
    /// Its name.
    pub name: String,
    /// Whether the person said so; otherwise the flag tells.
    pub is_said: bool,
    /// What its document asks for; `None` until it was read.
    pub(super) plan: Option<Box<Plan>>,
    comparison: Comparison,
}

/// What is different about a step.
#[derive(Debug, Clone, Copy)]
pub enum ChangeRow<'a> {
    /// It is the same step with this different, in words: `text`, `instructions`.
    Changed(&'a Step, &'a [&'static str]),
    /// It is new.
    Added(&'a Step),
    /// It is gone; what was recorded about it stays in the log.
    Removed(&'a Step),
}

impl Onto {
    /// Names a rollout whose document is not read yet.
    pub fn new(id: RolloutId, name: String, is_said: bool) -> Self {
        Self {
            id,
            name,
            is_said,
            plan: None,
            comparison: Comparison::default(),
        }
    }

    /// Returns how many steps are as they were.
    pub const fn kept(&self) -> usize {
        self.comparison.kept.len()
    }

    /// Returns how many steps are other, new and gone.
    pub const fn counts(&self) -> (usize, usize, usize) {
        let found = &self.comparison;
        (found.changed.len(), found.added.len(), found.removed.len())
    }

    /// Tells whether the document of the rollout was read.
    pub const fn is_read(&self) -> bool {
        self.plan.is_some()
    }
}

impl ImportPreview {
    /// Takes what the document of the rollout asks for, and shows what is different. A text that names no flag is about the
    /// flag of the rollout.
    pub fn hold_against(&mut self, id: &RolloutId, plan: Plan) {
        let Some(onto) = self.onto.as_mut().filter(|onto| onto.id == *id) else {
            return;
        };
        let flag = plan.flag.clone();
        onto.plan = Some(Box::new(plan));
        self.part = Part::Changes;
        if self.flag_question.is_some() && self.flag.is_none() {
            self.flag = flag;
        }
        self.read_again();
    }

    /// Returns why the document cannot be another version of the one that the rollout has.
    pub fn misfit(&self) -> Option<String> {
        let onto = self.onto.as_ref()?;
        let before = onto.plan.as_ref()?.flag.as_ref()?;
        let flag = self.reading.plan.flag.as_ref()?;
        (before != flag)
            .then(|| format!("the document is about {flag}, the rollout about {before}"))
    }

    /// Returns what is different, in the order: other, new, gone.
    pub fn changes(&self) -> Vec<ChangeRow<'_>> {
        let Some(onto) = &self.onto else {
            return Vec::new();
        };
        let found = &onto.comparison;
        let now = &self.reading.plan;
        let changed = found.changed.iter().filter_map(|change| {
            let step = now.step(&change.after)?;
            Some(ChangeRow::Changed(step, change.what.as_slice()))
        });
        let added = found.added.iter();
        let added = added.filter_map(|id| now.step(id).map(ChangeRow::Added));
        let before = onto.plan.as_deref();
        let removed = found.removed.iter();
        let removed = removed.filter_map(|id| before?.step(id).map(ChangeRow::Removed));
        changed.chain(added).chain(removed).collect()
    }

    pub(super) fn compare(&mut self) {
        if let Some(onto) = &mut self.onto
            && let Some(plan) = &onto.plan
        {
            onto.comparison = checklist::compare(plan, &self.reading.plan);
        }
    }
}
