//! The order in which a tree of steps is read: parents first, children after, nothing twice.

use std::slice::Iter;

use super::step::Step;

/// Goes through steps and all that is nested in them, parents before children.
#[derive(Debug)]
pub struct Outline<'a> {
    /// What is still to come of each list that is open, the deepest last.
    open: Vec<Iter<'a, Step>>,
}

impl<'a> Outline<'a> {
    /// Starts at the first of `steps`.
    pub fn of(steps: &'a [Step]) -> Self {
        Self {
            open: vec![steps.iter()],
        }
    }

    /// Goes on with `steps` before what is still to come.
    pub(super) fn open(&mut self, steps: &'a [Step]) {
        self.open.push(steps.iter());
    }
}

impl<'a> Iterator for Outline<'a> {
    type Item = &'a Step;

    fn next(&mut self) -> Option<&'a Step> {
        loop {
            let Some(step) = self.open.last_mut()?.next() else {
                self.open.pop();
                continue;
            };
            if !step.steps.is_empty() {
                self.open(&step.steps);
            }
            return Some(step);
        }
    }
}
