//! Where documents come from, and what is known of one before it is there. It is told, and looks for nothing by itself.

use crate::checklist::Template;
use crate::domain::id::RolloutId;
use crate::domain::issue_link::{Forge, IssueLink};

/// Where documents come from, and what is known of the next one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrival {
    /// The issue that the next document is of.
    pub link: Option<IssueLink>,
    /// The rollout that the next document is another version of, with its name.
    pub into: Option<(RolloutId, String)>,
    /// What can be begun from.
    pub templates: Vec<Template>,
    /// The programs that can be asked for the text of an issue.
    pub programs: Vec<&'static str>,
}

impl Arrival {
    /// Tells whether the program can be asked that knows this forge.
    pub fn can_ask(&self, forge: Forge) -> bool {
        self.programs.contains(&forge.program())
    }
}
