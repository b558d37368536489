//! What the view of blockers and incidents remembers, and which of them is selected. A closed one is never hidden unless somebody asks.

use super::{OnBoard, Page};
use crate::domain::Timestamp;
use crate::domain::rollout::BlockerKind;
use crate::projection::{BlockerStepView, BlockerView, IncidentView};
use crate::tui::model::{Model, contains};

/// What the view of blockers and incidents remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockersPage {
    /// The one that was gone to.
    pub selected: Option<String>,
    /// Whether closed ones are left out.
    pub open_only: bool,
    /// The step of its plan that was gone to, from 1.
    pub step: Option<usize>,
}

/// A blocker of the rollout, or an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTheWay<'a> {
    /// A blocker.
    Blocker(&'a BlockerView),
    /// An incident.
    Incident(&'a IncidentView),
}

impl<'a> InTheWay<'a> {
    /// Returns its name: `B1`, `I1`.
    pub fn id(self) -> &'a str {
        match self {
            Self::Blocker(blocker) => &blocker.id,
            Self::Incident(incident) => incident.id.as_str(),
        }
    }

    /// Returns what it is, in one line.
    pub fn title(self) -> &'a str {
        match self {
            Self::Blocker(blocker) => &blocker.title,
            Self::Incident(incident) => &incident.title,
        }
    }

    /// Tells whether it is open.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Blocker(blocker) => blocker.open,
            Self::Incident(incident) => !incident.closed,
        }
    }

    /// Returns the word for what kind of thing it is.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Blocker(blocker) => match blocker.kind {
                Some(kind) => BlockerKind::as_str(kind),
                None => "blocker",
            },
            Self::Incident(_) => "incident",
        }
    }

    /// Returns when it was raised.
    pub const fn since(self) -> Option<Timestamp> {
        match self {
            Self::Blocker(blocker) => blocker.at,
            Self::Incident(incident) => incident.created_at,
        }
    }
}

impl Model {
    /// Returns what the view of blockers remembers.
    pub fn blockers_page(&self) -> Option<&BlockersPage> {
        self.rollout_page().map(|page| &page.blockers)
    }

    /// Returns what the view of blockers remembers, to change it.
    pub fn blockers_page_mut(&mut self) -> Option<&mut BlockersPage> {
        self.rollout_page_mut().map(|page| &mut page.blockers)
    }

    /// Returns the blockers of the open rollout and the incidents that are about it or hold it: open ones first, blockers before
    /// incidents.
    pub fn in_the_way(&self) -> Vec<InTheWay<'_>> {
        let (Some(view), Some(page)) = (self.view(), self.rollout_page()) else {
            return Vec::new();
        };
        let incidents = self.snapshot.iter().flat_map(|read| &read.incidents);
        let incidents = incidents.filter(|incident| {
            let mut linked = incident.rollouts.iter();
            let mut blockers = view.blockers.iter();
            linked.any(|linked| linked.id == view.id)
                || blockers.any(|blocker| blocker.incident.as_ref() == Some(&incident.id))
        });
        let all = view.blockers.iter().map(InTheWay::Blocker);
        let all = all.chain(incidents.map(InTheWay::Incident));
        let is_shown = |found: &InTheWay<'_>| {
            let text = format!("{} {} {}", found.id(), found.kind(), found.title());
            (found.is_open() || !page.blockers.open_only) && contains(&text, &page.filter)
        };
        let mut found: Vec<InTheWay<'_>> = all.filter(is_shown).collect();
        found.sort_by_key(|found| !found.is_open());
        found
    }

    /// Returns the selected one: the one that was gone to, else the first; on the board of all rollouts, what is selected there.
    pub fn selected_in_the_way(&self) -> Option<InTheWay<'_>> {
        if matches!(self.pages.last(), Some(Page::Board)) {
            return self.board_row().map(OnBoard::in_the_way);
        }
        let wanted = self.blockers_page()?.selected.as_deref();
        let all = self.in_the_way();
        let found = all.iter().find(|found| Some(found.id()) == wanted);
        found.or_else(|| all.first()).copied()
    }

    /// Returns the blocker that is selected.
    pub fn selected_blocker(&self) -> Option<&BlockerView> {
        match self.selected_in_the_way()? {
            InTheWay::Blocker(blocker) => Some(blocker),
            InTheWay::Incident(_) => None,
        }
    }

    /// Returns the step of the selected blocker's plan: the one that was gone to, else the first that is open, else the last.
    pub fn plan_step(&self) -> Option<&BlockerStepView> {
        let plan = &self.selected_blocker()?.plan;
        let wanted = self.blockers_page()?.step;
        let gone_to = plan.iter().find(|step| Some(step.order) == wanted);
        gone_to
            .or_else(|| plan.iter().find(|step| !step.done))
            .or_else(|| plan.last())
    }
}
