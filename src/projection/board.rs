//! What stands in the way of every rollout at once: one board that the screen and the shell read. Nothing open is left out.

use serde::Serialize;

use super::blocker_view::BlockerView;
use super::incident_view::IncidentView;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::domain::rollout::Severity;

/// What stands in the way of all rollouts that go on, and every incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    /// The open blockers, what holds first.
    pub blockers: Vec<BoardBlocker>,
    /// The incidents, open ones first; closed ones too.
    pub incidents: Vec<IncidentView>,
}

/// An open blocker, and what it stands in the way of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardBlocker {
    /// What people call the rollout.
    pub rollout: String,
    /// The rollout.
    #[serde(skip)]
    pub rollout_id: RolloutId,
    /// The blocker.
    #[serde(flatten)]
    pub blocker: BlockerView,
}

/// What comes first on the board.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum BoardOrder {
    /// What holds, then the worst.
    #[default]
    Severity,
    /// What is due first; what is never due stands last.
    Due,
}

/// One thing on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardRow<'a> {
    /// A blocker of a rollout.
    Blocker(&'a BoardBlocker),
    /// An open incident for which no blocker of that rollout stands.
    Incident(&'a IncidentView),
}

/// What stands in the way of one rollout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardGroup<'a> {
    /// The rollout and what people call it; `None` for incidents that are about none.
    pub rollout: Option<(&'a RolloutId, &'a str)>,
    /// What stands there, never empty.
    pub rows: Vec<BoardRow<'a>>,
}

/// The place of a row in an order; the least comes first.
type Rank = (Timestamp, bool, &'static str, Timestamp, Option<Timestamp>);

impl BoardOrder {
    /// Every order.
    pub const ALL: [Self; 2] = [Self::Severity, Self::Due];

    /// Returns its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Severity => "severity",
            Self::Due => "due",
        }
    }

    /// Returns the other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Severity => Self::Due,
            Self::Due => Self::Severity,
        }
    }
}

impl<'a> BoardRow<'a> {
    /// Returns its name: `B1`, `I1`.
    pub fn id(self) -> &'a str {
        match self {
            Self::Blocker(found) => &found.blocker.id,
            Self::Incident(incident) => incident.id.as_str(),
        }
    }

    /// Returns what it is, in one line.
    pub fn title(self) -> &'a str {
        match self {
            Self::Blocker(found) => &found.blocker.title,
            Self::Incident(incident) => &incident.title,
        }
    }

    /// Returns how bad it is.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Blocker(found) => found.blocker.severity,
            Self::Incident(incident) => incident.severity,
        }
    }

    /// Returns until when it is to be out of the way; of an incident, when somebody is told next.
    pub fn due(self) -> Option<Timestamp> {
        match self {
            Self::Blocker(found) => found.blocker.due,
            Self::Incident(incident) => incident.pending.iter().map(|pending| pending.at).min(),
        }
    }

    fn rank(self, order: BoardOrder) -> Rank {
        let severity = self.severity().map_or("s9", Severity::as_str);
        let due = self.due().unwrap_or(Timestamp::MAX_UTC);
        let (is_soft, since) = match self {
            Self::Blocker(found) => (!found.blocker.hard, found.blocker.at),
            Self::Incident(incident) => (true, incident.created_at),
        };
        let first = match order {
            BoardOrder::Severity => Timestamp::MIN_UTC,
            BoardOrder::Due => due,
        };
        (first, is_soft, severity, due, since)
    }
}

impl Board {
    /// Makes a board of open blockers and of all incidents.
    pub fn new(blockers: Vec<BoardBlocker>, incidents: Vec<IncidentView>) -> Self {
        let board = Self {
            blockers,
            incidents,
        };
        board.sorted(BoardOrder::Severity)
    }

    /// Returns it with the blockers in this order; the incidents stay as they are.
    #[must_use]
    pub fn sorted(mut self, order: BoardOrder) -> Self {
        let rank = |found: &BoardBlocker| BoardRow::Blocker(found).rank(order);
        self.blockers.sort_by_key(rank);
        self
    }

    /// Returns it with the incidents in this order too, open ones first.
    #[must_use]
    pub fn with_incidents_sorted(mut self, order: BoardOrder) -> Self {
        let rank = |incident: &IncidentView| BoardRow::Incident(incident).rank(order);
        self.incidents
            .sort_by_key(|incident| (incident.closed, rank(incident)));
        self
    }

    /// Returns what is open, by rollout: the group with what comes first in this order first, incidents about no rollout last.
    pub fn groups(&self, order: BoardOrder) -> Vec<BoardGroup<'_>> {
        let mut groups: Vec<BoardGroup<'_>> = Vec::new();
        for found in &self.blockers {
            let rollout = Some((&found.rollout_id, found.rollout.as_str()));
            put(&mut groups, rollout, BoardRow::Blocker(found));
        }
        for incident in self.incidents.iter().filter(|incident| !incident.closed) {
            let row = BoardRow::Incident(incident);
            if incident.rollouts.is_empty() {
                put(&mut groups, None, row);
            }
            for linked in &incident.rollouts {
                let stands_for_it = |found: &BoardBlocker| {
                    found.rollout_id == linked.id
                        && found.blocker.incident.as_ref() == Some(&incident.id)
                };
                if !self.blockers.iter().any(stands_for_it) {
                    let name = linked.name.as_deref().unwrap_or(linked.id.as_str());
                    put(&mut groups, Some((&linked.id, name)), row);
                }
            }
        }
        for group in &mut groups {
            group.rows.sort_by_key(|row| row.rank(order));
        }
        groups.sort_by_key(|group| {
            let first = group.rows.first().map(|row| row.rank(order));
            (group.rollout.is_none(), first)
        });
        groups
    }
}

/// Puts a row into the group of its rollout.
fn put<'a>(
    groups: &mut Vec<BoardGroup<'a>>,
    rollout: Option<(&'a RolloutId, &'a str)>,
    row: BoardRow<'a>,
) {
    let id = rollout.map(|(id, _)| id);
    let known = groups
        .iter_mut()
        .find(|group| group.rollout.map(|(id, _)| id) == id);
    match known {
        Some(group) => group.rows.push(row),
        None => groups.push(BoardGroup {
            rollout,
            rows: vec![row],
        }),
    }
}
