//! The name of a stream: one line of events with one order. A name that is none of the three kinds is refused.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::domain::id::{IncidentId, RolloutId};

const ROLLOUT: &str = "rollout/";
const INCIDENT: &str = "incident/";
const LEDGER: &str = "ledger";

/// Names a stream: `rollout/<id>`, `incident/<id>` or `ledger`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId(String);

impl StreamId {
    /// Names the stream of a rollout.
    pub fn rollout(id: &RolloutId) -> Self {
        Self(format!("{ROLLOUT}{id}"))
    }

    /// Names the stream of an incident by the incident's own name.
    pub fn incident(id: &str) -> Self {
        Self(format!("{INCIDENT}{id}"))
    }

    /// Names the stream of what is seen outside of any rollout: packages, environments, windows.
    pub fn ledger() -> Self {
        Self(LEDGER.to_owned())
    }

    /// Reads a name as it is stored; `None` for a name of no known kind.
    pub fn parse(text: &str) -> Option<Self> {
        let names_one =
            |kind: &str| matches!(text.strip_prefix(kind), Some(name) if !name.is_empty());
        (text == LEDGER || names_one(ROLLOUT) || names_one(INCIDENT)).then(|| Self(text.to_owned()))
    }

    /// Returns the name as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the rollout whose stream it is; `None` for the stream of anything else.
    pub fn rollout_id(&self) -> Option<RolloutId> {
        self.0.strip_prefix(ROLLOUT).map(RolloutId::from)
    }

    /// Returns the incident whose stream it is; `None` for the stream of anything else.
    pub fn incident_id(&self) -> Option<IncidentId> {
        self.0.strip_prefix(INCIDENT).map(IncidentId::from)
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for StreamId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_rollouts_stream_leads_back_to_it() {
        let id = RolloutId::from("0190-a");
        let stream = StreamId::rollout(&id);
        assert_eq!(StreamId::parse(stream.as_str()), Some(stream.clone()));
        assert_eq!(stream.rollout_id(), Some(id));
    }

    #[test]
    fn other_streams_belong_to_no_rollout() {
        for stream in [StreamId::ledger(), StreamId::incident("7")] {
            assert_eq!(StreamId::parse(stream.as_str()), Some(stream.clone()));
            assert_eq!(stream.rollout_id(), None);
        }
    }

    #[test]
    fn a_name_of_no_known_kind_is_refused() {
        for text in ["", "rollout", "rollout/", "incident/", "ledger/1", "x/1"] {
            assert_eq!(StreamId::parse(text), None, "{text}");
        }
    }
}
