//! How to go back over one event: what it changed and nothing else, so that a history is as long in memory as its events are.

use std::sync::Arc;

use super::blocker::{Blocker, BlockerNote};
use super::drill::Drill;
use super::facts::{Facts, Phase, Rollout};
use super::record::{
    Hold, Note, Observed, Override, QaResult, RampPoint, Rollback, Run, StepRecord, WritesSaid,
};
use super::reversible::{ListBack, MapBack};
use super::statement::Stated;
use crate::domain::Timestamp;
use crate::domain::calendar::FlagType;
use crate::domain::flag::{Environment, FlipperId, GateValues};
use crate::domain::id::{Actor, DecisionKey, Seq, StageId, StepId};
use crate::domain::plan::Plan;

/// What was so beside an event, to go back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    /// The event.
    pub(super) seq: Seq,
    plan: Option<Arc<Plan>>,
    single: Single,
    changes: Changes,
}

/// The facts that are one value each, as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Single {
    phase: Phase,
    attempt: u32,
    current: Option<StageId>,
    hold: Option<Hold>,
    actors: Arc<Vec<FlipperId>>,
    flag_type: Option<(FlagType, Option<Timestamp>)>,
    seen_by_users: bool,
    change_issue: Option<String>,
    writes: Option<WritesSaid>,
    drill: Option<Drill>,
    rollback: Option<Arc<Rollback>>,
}

/// How to take back the changes of lists and maps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Changes {
    steps: Vec<MapBack<StepId, StepRecord>>,
    decisions: Vec<MapBack<DecisionKey, String>>,
    blanks: Vec<MapBack<String, String>>,
    qa: Vec<ListBack<QaResult>>,
    runs: Vec<ListBack<Run>>,
    notes: Vec<ListBack<Note>>,
    overrides: Vec<ListBack<Override>>,
    blockers: Vec<ListBack<Blocker>>,
    blocker_notes: Vec<ListBack<BlockerNote>>,
    flags: Vec<MapBack<Environment, GateValues>>,
    observed: Vec<MapBack<Environment, Observed>>,
    switched_back: Vec<MapBack<Environment, Seq>>,
    watchers: Vec<MapBack<StepId, Actor>>,
    ramp: Vec<ListBack<RampPoint>>,
    stated: Vec<ListBack<Stated>>,
}

impl Kept {
    /// Begins to keep what `rollout` is before the event at its `seq`; [`Kept::after`] makes it whole.
    pub(super) fn before(rollout: &Rollout) -> Self {
        Self {
            seq: rollout.seq,
            plan: rollout.plan.clone(),
            single: Single::of(&rollout.facts),
            changes: Changes::default(),
        }
    }

    /// Keeps what the event has changed.
    #[must_use]
    pub(super) fn after(self, rollout: &mut Rollout) -> Self {
        Self {
            changes: Changes::drain(&mut rollout.facts),
            ..self
        }
    }

    /// Puts what was kept in force and returns what was so until now.
    pub(super) fn exchange(self, rollout: &mut Rollout) -> Self {
        let now = Self {
            seq: self.seq,
            ..Self::before(rollout)
        };
        rollout.plan = self.plan;
        self.single.restore(&mut rollout.facts);
        self.changes.restore(&mut rollout.facts);
        now.after(rollout)
    }
}

/// Forgets how to go back over an event that cannot be taken back.
pub(super) fn forget_changes(facts: &mut Facts) {
    drop(Changes::drain(facts));
}

impl Single {
    fn of(facts: &Facts) -> Self {
        Self {
            phase: facts.phase,
            attempt: facts.attempt,
            current: facts.current.clone(),
            hold: facts.hold.clone(),
            actors: Arc::clone(&facts.actors),
            flag_type: facts.flag_type,
            seen_by_users: facts.seen_by_users,
            change_issue: facts.change_issue.clone(),
            writes: facts.writes.clone(),
            drill: facts.drill,
            rollback: facts.rollback.clone(),
        }
    }

    fn restore(self, facts: &mut Facts) {
        facts.phase = self.phase;
        facts.attempt = self.attempt;
        facts.current = self.current;
        facts.hold = self.hold;
        facts.actors = self.actors;
        facts.flag_type = self.flag_type;
        facts.seen_by_users = self.seen_by_users;
        facts.change_issue = self.change_issue;
        facts.writes = self.writes;
        facts.drill = self.drill;
        facts.rollback = self.rollback;
    }
}

impl Changes {
    /// Every field of the facts is named here, so that none is forgotten: it is in [`Single`] or in this.
    fn drain(facts: &mut Facts) -> Self {
        let Facts {
            phase: _,
            attempt: _,
            current: _,
            hold: _,
            actors: _,
            flag_type: _,
            seen_by_users: _,
            change_issue: _,
            writes: _,
            drill: _,
            rollback: _,
            steps,
            decisions,
            blanks,
            qa,
            runs,
            notes,
            overrides,
            blockers,
            blocker_notes,
            flags,
            observed,
            switched_back,
            watchers,
            ramp,
            stated,
        } = facts;
        Self {
            steps: steps.drain(),
            decisions: decisions.drain(),
            blanks: blanks.drain(),
            qa: qa.drain(),
            runs: runs.drain(),
            notes: notes.drain(),
            overrides: overrides.drain(),
            blockers: blockers.drain(),
            blocker_notes: blocker_notes.drain(),
            flags: flags.drain(),
            observed: observed.drain(),
            switched_back: switched_back.drain(),
            watchers: watchers.drain(),
            ramp: ramp.drain(),
            stated: stated.drain(),
        }
    }

    fn restore(self, facts: &mut Facts) {
        facts.steps.go_back(self.steps);
        facts.decisions.go_back(self.decisions);
        facts.blanks.go_back(self.blanks);
        facts.qa.go_back(self.qa);
        facts.runs.go_back(self.runs);
        facts.notes.go_back(self.notes);
        facts.overrides.go_back(self.overrides);
        facts.blockers.go_back(self.blockers);
        facts.blocker_notes.go_back(self.blocker_notes);
        facts.flags.go_back(self.flags);
        facts.observed.go_back(self.observed);
        facts.switched_back.go_back(self.switched_back);
        facts.watchers.go_back(self.watchers);
        facts.ramp.go_back(self.ramp);
        facts.stated.go_back(self.stated);
    }
}
