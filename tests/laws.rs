//! What holds for every rollout, whatever its plan and whatever people ask of it. The examples are in `rules`.

#[cfg(test)]
#[path = "support/plan.rs"]
mod plan;

#[cfg(test)]
#[path = "laws/audit.rs"]
mod audit;
#[cfg(test)]
#[path = "laws/behind.rs"]
mod behind;
#[cfg(test)]
#[path = "laws/commands.rs"]
mod commands;
#[cfg(test)]
#[path = "laws/falls.rs"]
mod falls;
#[cfg(test)]
#[path = "laws/forecast.rs"]
mod forecast;
#[cfg(test)]
#[path = "laws/guide.rs"]
mod guide;
#[cfg(test)]
#[path = "laws/ledger.rs"]
mod ledger;
#[cfg(test)]
#[path = "laws/model.rs"]
mod model;
#[cfg(test)]
#[path = "laws/places.rs"]
mod places;
#[cfg(test)]
#[path = "laws/plans.rs"]
mod plans;
#[cfg(test)]
#[path = "laws/promise.rs"]
mod promise;
#[cfg(test)]
#[path = "laws/run.rs"]
mod run;
#[cfg(test)]
#[path = "laws/undo.rs"]
mod undo;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rollgate::domain::plan::StepState;
use rollgate::domain::rollout::{
    Command, Event, Phase, RollbackDetails, Rollout, TimerChange, decide, is_reversible, next,
    replay,
};

use guide::{Guided, guide};
use run::{Run, after_command, run, runs};

/// The same histories in every run, so that a red run is about a change; `just laws` looks at others, and at more of them.
fn laws() -> ProptestConfig {
    let asked = ProptestConfig::default();
    match more() {
        Some(cases) => ProptestConfig { cases, ..asked },
        None => ProptestConfig {
            cases: 256,
            rng_seed: RngSeed::Fixed(2026),
            ..asked
        },
    }
}

/// How many other histories `ROLLGATE_LAWS` asks for.
#[expect(clippy::disallowed_methods, reason = "a wish of whoever runs the laws")]
fn more() -> Option<u32> {
    std::env::var("ROLLGATE_LAWS").ok()?.parse().ok()
}

proptest! {
    #![proptest_config(laws())]

    #[test]
    fn replaying_the_events_as_they_are_kept_gives_the_same_state((plan, moves) in runs()) {
        let Run { rollout, events } = run(plan, &moves, |_, _, _, _| {});
        let kept: Vec<Event> = events
            .iter()
            .map(|(_, event)| serde_json::from_str(&serde_json::to_string(event).unwrap()).unwrap())
            .collect();
        prop_assert_eq!(replay(Rollout::new(rollout.id.clone()), &kept), rollout);
    }

    #[test]
    fn an_event_is_so_after_it_happened((plan, moves) in runs()) {
        run(plan, &moves, |before, event, after, _| promise::is_kept(before, event, after));
    }

    #[test]
    fn a_command_makes_one_event_or_none_and_a_refusal_says_why((plan, moves) in runs()) {
        let end = run(plan, &moves, |_, _, _, _| {}).rollout;
        for (_, asked) in &moves {
            let Some(command) = asked.command(&end, run::morning()) else { continue };
            match decide(&end, &command, run::morning()) {
                Ok(events) => prop_assert!(events.len() <= 1, "{:?}", events),
                Err(rejection) => {
                    prop_assert!(!rejection.reasons.is_empty());
                    prop_assert!(rejection.reasons.iter().all(|reason| !reason.text.is_empty()));
                }
            }
        }
    }

    #[test]
    fn the_same_command_again_changes_nothing((plan, moves) in runs()) {
        run(plan, &moves, |_, _, after, (command, now)| {
            if !commands::adds_up(command) {
                let again = decide(after, command, now);
                assert!(again.as_ref().map_or(true, Vec::is_empty), "{command:?}: {again:?}");
            }
        });
    }

    #[test]
    fn an_undo_restores_the_facts_and_a_redo_brings_them_back((plan, moves) in runs()) {
        run(plan, &moves, |before, event, after, (_, now)| {
            if is_reversible(event) {
                let undone = after_command(after, &Command::Undo, now);
                assert_eq!(undone.facts, before.facts);
                assert_eq!(after_command(&undone, &Command::Redo, now).facts, after.facts);
            }
        });
    }

    #[test]
    fn nobody_gets_to_closed_past_a_closed_gate_without_an_override((plan, moves) in runs()) {
        audit::audit(&run(plan, &moves, |_, _, _, _| {}).events);
    }

    #[test]
    fn production_is_never_on_without_staging_unless_somebody_said_why((plan, moves) in runs()) {
        let life = run(plan, &moves, |_, _, _, _| {});
        places::are_consistent(&life.events);
    }

    #[test]
    fn a_way_back_that_is_gone_through_leaves_the_flag_off_wherever_it_was_on((plan, moves) in runs()) {
        run(plan, &moves, |_, _, after, _| {
            let rollback = after.facts.rollback.as_ref().filter(|_| after.facts.phase == Phase::RollingBack);
            let Some(rollback) = rollback else { return };
            if rollback.items.iter().all(|item| item.state == StepState::Done) {
                for (place, gates) in &rollback.before {
                    let is_on = after.gates_in(*place).is_on_for_anyone();
                    assert!(!(gates.is_on_for_anyone() && is_on), "{place}");
                }
            }
        });
    }

    #[test]
    fn time_never_runs_backwards((plan, moves) in runs()) {
        run(plan, &moves, |before, event, after, (_, now)| {
            for (step, record) in after.facts.steps.iter() {
                let Some(timer) = record.timer else { continue };
                let left = timer.seconds_left(now);
                assert!(timer.seconds_left(now + TimeDelta::minutes(1)) <= left);
                assert!(!timer.is_over(now) || left == 0);
                let earlier = before.facts.steps.get(step).and_then(|record| record.timer);
                let may_grow = matches!(
                    event,
                    Event::TimerChanged { change: TimerChange::Start(_) | TimerChange::Extend(_), .. }
                        | Event::InstructionRun { .. }
                        | Event::Undone { .. }
                        | Event::Redone { .. }
                );
                assert!(may_grow || earlier.is_none_or(|earlier| left <= earlier.seconds_left(now)), "{event:?}");
            }
        });
    }

    #[test]
    fn a_rollback_can_begin_from_every_state_but_closed_with_the_flag_off((plan, moves) in runs()) {
        run(plan, &moves, |_, _, after, (_, now)| {
            let back = Command::TriggerRollback { reason: "errors".to_owned(), already_at: None, seen_by_users: false, details: RollbackDetails::default() };
            let answer = decide(after, &back, now);
            match after.facts.phase {
                Phase::Closed if answer.is_err() => {
                    assert!(!after.believed_gates(rollgate::domain::flag::Environment::Production).is_on_for_anyone());
                }
                Phase::RollingBack => {
                    let running = after.facts.rollback.as_deref().unwrap();
                    let is_same = running.reason == "errors" && running.already_at.is_none() && !running.seen_by_users;
                    assert_eq!(answer.is_err(), !is_same, "other words are refused, the same are so already");
                    assert!(answer.is_err() || answer == Ok(vec![]));
                }
                Phase::Planned | Phase::Active | Phase::RolledBack | Phase::Abandoned | Phase::Closed => {
                    assert_eq!(after_command(after, &back, now).facts.phase, Phase::RollingBack);
                }
            }
        });
    }

    #[test]
    fn the_next_thing_to_do_can_be_done_and_leads_to_the_end((plan, moves) in runs()) {
        let Run { mut rollout, .. } = run(plan, &moves, |_, _, _, _| {});
        let mut now = run::morning() + TimeDelta::days(30);
        for _ in 0..400 {
            match guide(&rollout, now) {
                Guided::Over => break,
                Guided::Later => now += TimeDelta::minutes(30),
                Guided::Command(command) => rollout = after_command(&rollout, &command, now),
            }
        }
        let is_over = matches!(rollout.facts.phase, Phase::Closed | Phase::Abandoned);
        prop_assert!(is_over, "it stays at {:?}", next(&rollout, now));
    }
}
