//! A gate that was passed against the rules, as a reader sees it: which, where, why, by whom. What was undone is left out.

use serde::Serialize;

use super::history::History;
use crate::domain::Timestamp;
use crate::domain::id::Seq;
use crate::domain::rollout::{Event, GateKind};

/// Gates that were passed against the rules with one word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverrideView {
    /// Which.
    pub gates: Vec<GateKind>,
    /// What was done so, in the words of the log.
    pub text: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

impl OverrideView {
    /// Shows every override of a rollout, oldest first, earlier attempts too.
    pub(super) fn all(history: &History) -> Vec<Self> {
        let facts = &history.rollout.facts;
        let switches = facts.runs.iter().map(|run| run.seq);
        let mut kept: Vec<Seq> = facts.overrides.iter().map(|passed| passed.seq).collect();
        kept.extend(switches);
        kept.extend(facts.blockers.iter().filter_map(|blocker| blocker.against));
        kept.sort_unstable();
        kept.into_iter()
            .filter_map(|seq| Self::of(history, seq))
            .collect()
    }

    /// Shows what was passed by the event with this number; `None` where nothing was.
    fn of(history: &History, seq: Seq) -> Option<Self> {
        let told = history.get(seq)?;
        let (gates, reason) = if let Event::GateOverridden { gate, reason, .. } = &told.event {
            (vec![*gate], reason)
        } else if let Event::InstructionRun { passed, .. } = &told.event {
            let passed = passed.as_ref()?;
            (passed.gates.clone(), &passed.reason)
        } else if let Event::BlockerClosed { reason, .. } = &told.event {
            (vec![GateKind::Blockers], reason)
        } else {
            return None;
        };
        Some(Self {
            gates,
            text: history.words(told).text,
            reason: reason.clone(),
            at: told.at,
            by: told.by.to_string(),
        })
    }
}
