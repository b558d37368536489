//! Where time comes from. Nothing else in the program asks the system for it.

use std::cell::Cell;
use std::fmt::Debug;
use std::rc::Rc;

use chrono::TimeDelta;

use crate::domain::Timestamp;

/// Says what time it is.
pub trait Clock: Debug {
    /// Returns the moment that is now.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the system is asked"
    )]
    fn now(&self) -> Timestamp {
        chrono::Utc::now()
    }
}

/// A clock that runs ahead of another by as much as it is told: for a demo that can be advanced. Clones share the lead.
#[derive(Debug, Clone)]
pub struct ShiftedClock {
    base: Rc<dyn Clock>,
    ahead: Rc<Cell<TimeDelta>>,
}

impl ShiftedClock {
    /// Makes a clock that shows the time of `base`.
    pub fn over(base: Rc<dyn Clock>) -> Self {
        Self {
            base,
            ahead: Rc::new(Cell::new(TimeDelta::zero())),
        }
    }

    /// Lets it run this much ahead, or behind when negative, of where it is now.
    pub fn shift(&self, by: TimeDelta) {
        self.ahead.set(self.ahead.get() + by);
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        let base = self.base.now();
        base.checked_add_signed(self.ahead.get()).unwrap_or(base)
    }
}

/// A clock that stands still until it is moved: for tests. Clones share the time.
#[derive(Debug, Clone)]
pub struct FixedClock {
    now: Rc<Cell<Timestamp>>,
}

impl FixedClock {
    /// Makes a clock that stands at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self {
            now: Rc::new(Cell::new(now)),
        }
    }

    /// Moves it ahead by so many seconds.
    pub fn advance(&self, seconds: u32) {
        let later = self
            .now
            .get()
            .checked_add_signed(TimeDelta::seconds(seconds.into()));
        self.now.set(later.unwrap_or(self.now.get()));
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.now.get()
    }
}
