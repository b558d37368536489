//! The log of a rollout as a reader sees it: one line for each event, none left out, none softened.

use serde::Serialize;

use super::course::undone;
use super::history::History;
use super::told::Told;
use super::words::{Words, words};
use super::zone::WallClock;
use crate::domain::Timestamp;
use crate::domain::id::Seq;
use crate::domain::plan::Plan;
use crate::domain::rollout::Event;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineEntry {
    /// Its place in the stream.
    pub seq: u64,
    /// When it happened, as the person said.
    pub at: Timestamp,
    /// When it was recorded, where that was another time.
    pub recorded_at: Option<Timestamp>,
    /// Who recorded it.
    pub actor: String,
    /// The kind as scripts know it.
    pub kind: &'static str,
    /// What happened.
    pub text: String,
    /// Why.
    pub reason: Option<String>,
    /// Whether it was taken back later and is so still.
    pub undone: bool,
    /// The earliest time that it is about: when it happened, or when a flag was off before that was recorded.
    #[serde(skip)]
    pub about: Timestamp,
}

/// Returns what was recorded only after `moment` and claims something of a time before it, oldest first: whoever looks at that
/// moment sees what was known then, and this contradicts it.
pub fn claimed_later(entries: &[TimelineEntry], moment: Timestamp) -> Vec<&TimelineEntry> {
    let is_later = |entry: &&TimelineEntry| {
        let known = entry.recorded_at.unwrap_or(entry.at);
        known > moment && entry.about <= moment && !entry.undone
    };
    entries.iter().filter(is_later).collect()
}

/// Says what a later record claims of an earlier time: when that was, what it is, when it was recorded.
pub fn claim_in_words(entry: &TimelineEntry, clock: WallClock) -> String {
    let time = |at: Timestamp| clock.format(at, "%d %b %H:%M %Z");
    let known = time(entry.recorded_at.unwrap_or(entry.at));
    let text = if entry.kind == "rollback_triggered" {
        format!("the flag was off already ({})", entry.text)
    } else {
        entry.text.clone()
    };
    format!("{}: {text}, recorded {known}", time(entry.about))
}

/// Shows the log, oldest first.
pub fn timeline(history: &History) -> Vec<TimelineEntry> {
    let undone = undone(history);
    history
        .told
        .iter()
        .map(|told| entry(history, told, undone.contains(&told.seq)))
        .collect()
}

fn entry(history: &History, told: &Told, undone: bool) -> TimelineEntry {
    let Words { kind, text, reason } = history.words(told);
    TimelineEntry {
        seq: told.seq.get(),
        at: told.at,
        recorded_at: told.recorded_at,
        actor: told.by.to_string(),
        kind,
        text,
        reason,
        undone,
        about: about(told),
    }
}

fn about(told: &Told) -> Timestamp {
    let Event::RollbackTriggered { already_at, .. } = &told.event else {
        return told.at;
    };
    already_at.map_or(told.at, |at| told.at.min(at))
}

impl History {
    /// Says an event of this history in words.
    pub fn words(&self, told: &Told) -> Words {
        let earlier = |seq: Seq| {
            let earlier = self.get(seq)?;
            Some(words(&earlier.event, self.plan_at(seq), |_| None).text)
        };
        words(&told.event, self.plan_at(told.seq), earlier)
    }

    /// Returns the plan that was in force when the event `seq` was recorded; it names steps that a later one may not have.
    fn plan_at(&self, seq: Seq) -> Option<&Plan> {
        let count = |wanted: &Event| {
            self.told
                .iter()
                .filter(|told| told.event == *wanted)
                .count()
        };
        let is_in_force =
            |event: Seq| count(&Event::Undone { event }) == count(&Event::Redone { event });
        for told in self.told.iter().rev().filter(|told| told.seq <= seq) {
            if let Event::RolloutImported { plan, .. } | Event::PlanRevised { plan, .. } =
                &told.event
                && is_in_force(told.seq)
            {
                return Some(plan);
            }
        }
        None
    }
}
