//! The bell: rung once for each time that ends while the screen is open. It never rings for what had ended before.

use std::collections::BTreeSet;

use crate::domain::Timestamp;
use crate::projection::TimerRow;

/// What the bell was rung for.
#[derive(Debug, Default)]
pub(super) struct Bell {
    /// The times that had ended when it was thought of last; `None` before the first reading.
    known: Option<BTreeSet<String>>,
}

impl Bell {
    /// Tells whether one of `timers` has ended that had not before.
    pub(super) fn is_due(&mut self, timers: &[&TimerRow], now: Timestamp) -> bool {
        let ended = timers
            .iter()
            .filter(|timer| timer.paused_with.is_none() && timer.is_over(now));
        let ended: BTreeSet<String> = ended
            .map(|timer| format!("{:?} {}", timer.step, timer.started_at))
            .collect();
        let before = self.known.get_or_insert_with(|| ended.clone());
        let is_new = ended.difference(before).next().is_some();
        before.extend(ended);
        is_new
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::domain::id::StepId;
    use crate::domain::plan::StepKind;

    #[test]
    fn a_time_rings_once_and_only_when_it_ends_while_one_looks() {
        let start = Timestamp::UNIX_EPOCH;
        let timer = TimerRow {
            step: StepId::from("s1"),
            number: "1.1".to_owned(),
            text: "wait".to_owned(),
            kind: StepKind::Wait,
            started_at: start,
            ends_at: start + TimeDelta::minutes(15),
            paused_with: None,
            watcher: None,
        };
        let mut bell = Bell::default();
        let mut after = |minutes| {
            let now = start + TimeDelta::minutes(minutes);
            bell.is_due(&[&timer], now)
        };
        assert!(!after(14));
        assert!(after(15));
        assert!(!after(16));
        let mut late = Bell::default();
        let now = start + TimeDelta::minutes(20);
        assert!(!late.is_due(&[&timer], now));
    }
}
