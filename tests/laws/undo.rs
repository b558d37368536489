//! Undo and redo beside an oracle that keeps whole states: whatever happened, the way back leads to what was so.

use std::sync::Arc;

use proptest::prelude::*;
use rollgate::domain::id::{RolloutId, StepId};
use rollgate::domain::plan::{Plan, StepState};
use rollgate::domain::rollout::{
    BlockerCause, BlockerDetails, Event, Facts, Rollout, evolve, is_reversible,
};

use crate::run::{Run, run, runs};

/// A state as it was, whole.
type Whole = (Facts, Option<Arc<Plan>>);

fn whole(rollout: &Rollout) -> Whole {
    (rollout.facts.clone(), rollout.plan.clone())
}

/// Keeps every state whole, as nobody should who has 10,000 events.
#[derive(Default)]
struct Oracle {
    undo: Vec<Whole>,
    redo: Vec<Whole>,
}

impl Oracle {
    fn watch(&mut self, before: &Rollout, event: &Event, after: &Rollout) {
        if matches!(event, Event::Undone { .. }) {
            assert_eq!(self.undo.pop(), Some(whole(after)));
            self.redo.push(whole(before));
        } else if matches!(event, Event::Redone { .. }) {
            assert_eq!(self.redo.pop(), Some(whole(after)));
            self.undo.push(whole(before));
        } else {
            self.redo.clear();
            if is_reversible(event) {
                self.undo.push(whole(before));
            } else {
                self.undo.clear();
            }
        }
    }
}

/// Takes everything back that can be, each time to what the oracle has, and brings as much back again.
fn there_and_back(mut rollout: Rollout, mut oracle: Oracle) {
    let end = whole(&rollout);
    let mut count = 0;
    while let Some(event) = rollout.undoable() {
        rollout = evolve(rollout, &Event::Undone { event });
        assert_eq!(Some(whole(&rollout)), oracle.undo.pop());
        count += 1;
    }
    assert!(oracle.undo.is_empty());
    for _ in 0..count {
        let event = rollout.redoable().unwrap();
        rollout = evolve(rollout, &Event::Redone { event });
    }
    assert_eq!(whole(&rollout), end);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn every_undo_and_redo_leads_to_what_an_oracle_of_whole_states_has((plan, moves) in runs()) {
        let mut oracle = Oracle::default();
        let Run { rollout, .. } = run(plan, &moves, |before, event, after, _| oracle.watch(before, event, after));
        there_and_back(rollout, oracle);
    }
}

/// Makes the event of a number: marks, notes, blanks, blockers and holds in turn, on few names, so that they meet.
fn event(number: u64) -> Event {
    let name = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 60;
    let words = format!("words {number}");
    let blocker = format!("B{name}").as_str().into();
    match number.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 61 {
        0 => Event::BlankFilled {
            blank: format!("<{name}>"),
            value: words,
        },
        1 => Event::RolloutHeld { reason: words },
        2 => Event::BlockerRaised(BlockerCause {
            id: blocker,
            title: words,
            link: None,
            details: BlockerDetails::default(),
        }),
        3 => Event::BlockerClosed {
            blocker,
            reason: words,
        },
        4 => Event::NoteAdded {
            step: None,
            text: words,
        },
        5 => Event::BlockerNoted {
            blocker,
            text: words,
        },
        _ => Event::StepMarked {
            step: StepId::new(format!("1.{name}")),
            state: StepState::Done,
            reason: Some(words),
            timer: None,
        },
    }
}

#[test]
fn d16_ten_thousand_operations_are_all_taken_back_and_all_brought_back() {
    let start = Rollout::new(RolloutId::new("rollout-000000"));
    let before = whole(&start);
    let mut rollout = start;
    for number in 1..=10_000 {
        rollout = evolve(rollout, &event(number));
    }
    let end = whole(&rollout);
    while let Some(event) = rollout.undoable() {
        rollout = evolve(rollout, &Event::Undone { event });
    }
    assert_eq!(whole(&rollout), before);
    while let Some(event) = rollout.redoable() {
        rollout = evolve(rollout, &Event::Redone { event });
    }
    assert_eq!(whole(&rollout), end);
    assert_eq!(rollout.seq.get(), 30_000);
}
