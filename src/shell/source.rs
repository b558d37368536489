//! Where the data of a screen come from: the person's own, and the clock and the name that a demo beside them needs. It reads nothing.

use std::fmt;
use std::rc::Rc;

use crate::domain::id::Actor;
use crate::tracker::{Clock, Tracker};

/// The person's own data, and what is needed to make a demo beside it.
pub struct DataSource {
    /// The tracker over the person's own data.
    pub tracker: Tracker,
    /// The clock that the demo's clock runs ahead of.
    pub clock: Rc<dyn Clock>,
    /// Who is at the keyboard.
    pub actor: Actor,
}

impl fmt::Debug for DataSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DataSource")
            .field("actor", &self.actor)
            .finish_non_exhaustive()
    }
}
