//! The order in which a tree of steps is read: parents first, children after, nothing twice.

use super::step::Step;

/// Goes through steps and all that is nested in them, parents before children.
#[derive(Debug)]
pub struct Outline<'a> {
    waiting: Vec<&'a Step>,
}

impl<'a> Outline<'a> {
    /// Starts at the first of `steps`.
    pub fn of(steps: &'a [Step]) -> Self {
        Self {
            waiting: steps.iter().rev().collect(),
        }
    }
}

impl<'a> Iterator for Outline<'a> {
    type Item = &'a Step;

    fn next(&mut self) -> Option<&'a Step> {
        let step = self.waiting.pop()?;
        self.waiting.extend(step.steps.iter().rev());
        Some(step)
    }
}
