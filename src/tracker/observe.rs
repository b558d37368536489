//! What was seen of a flag, read from a pasted answer and recorded. Text that says nothing about the flag records nothing.

use std::collections::BTreeMap;

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use crate::chatops::read_reply;
use crate::domain::flag::{Environment, GateValues};
use crate::domain::id::RolloutId;
use crate::domain::rollout::Command;
use crate::projection::History;

/// What a pasted answer says about a flag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sighting {
    /// Whether it says that the line was refused.
    pub refused: bool,
    /// The flag where it was seen.
    pub seen: Vec<Seen>,
    /// What was seen without a word on where.
    pub unplaced: Vec<GateValues>,
}

/// The flag as an answer shows it in one environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where.
    pub environment: Environment,
    /// Its gates there.
    pub gates: GateValues,
    /// What showed it, in words.
    pub source: &'static str,
}

impl Sighting {
    /// Reads an answer about the flag of a rollout; nothing for a rollout without a flag.
    ///
    /// A line of the feature-flag log says what was changed: that is laid over what was seen or claimed before. What is listed
    /// without an environment is taken to be in `place`.
    pub fn read(history: &History, text: &str, place: Option<Environment>) -> Self {
        let flag = history
            .rollout
            .plan
            .as_ref()
            .and_then(|plan| plan.flag.as_ref());
        let Some(flag) = flag else {
            return Self::default();
        };
        let reply = read_reply(text, flag);
        let mut changed: BTreeMap<Environment, GateValues> = BTreeMap::new();
        for made in reply.changes {
            let before = changed.remove(&made.environment);
            let before = before.unwrap_or_else(|| history.rollout.believed_gates(made.environment));
            changed.insert(made.environment, before.after(&made.change));
        }
        let by_log = changed.into_iter().map(|(environment, gates)| Seen {
            environment,
            gates,
            source: "feature-flag log",
        });
        let mut sighting = Self {
            refused: reply.refused,
            seen: by_log.collect(),
            unplaced: Vec::new(),
        };
        let source = if text.contains("\"gates\"") {
            "features API"
        } else if text.contains("Host:") {
            "feature get"
        } else {
            "list of gates"
        };
        for (environment, gates) in reply.seen {
            match environment.or(place) {
                Some(environment) => sighting.seen.push(Seen {
                    environment,
                    gates,
                    source,
                }),
                None => sighting.unplaced.push(gates),
            }
        }
        sighting
    }

    /// Tells whether nothing in the answer was understood.
    pub const fn says_nothing(&self) -> bool {
        !self.refused && self.seen.is_empty() && self.unplaced.is_empty()
    }
}

impl Tracker {
    /// Records what an answer shows, environment by environment.
    ///
    /// # Errors
    /// Every reason of the rules, or what the store says.
    pub fn record_sighting(
        &mut self,
        id: &RolloutId,
        sighting: &Sighting,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let mut events = Vec::new();
        for seen in &sighting.seen {
            let command = Command::Observe {
                environment: seen.environment,
                gates: seen.gates.clone(),
                source: seen.source.to_owned(),
            };
            events.extend(self.dispatch(id, &command, None)?);
        }
        Ok(events)
    }
}
