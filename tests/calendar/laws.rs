//! What holds at any moment and for any plan.

use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;
use rollgate::domain::Timestamp;
use rollgate::domain::calendar::{Calendar, Pending};
use rollgate::domain::id::StepId;

use crate::support::{berlin, built_in};

fn calendars() -> impl Strategy<Value = Calendar> {
    prop_oneof![Just(built_in()), Just(berlin())]
}

/// Moments from 2023 to 2040, and more of them in the crowded autumn of 2026.
fn moments() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        1_672_531_200_i64..2_240_611_200,
        1_787_000_000_i64..1_799_000_000
    ]
    .prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap())
}

fn plans() -> impl Strategy<Value = Vec<Pending>> {
    let step = (
        any::<bool>(),
        any::<bool>(),
        proptest::option::of(0_u64..200_000),
        proptest::option::weighted(0.2, moments()),
    );
    let pending = step.prop_map(
        |(touches_production, needs_person, duration_s, not_before)| Pending {
            id: StepId::from("s"),
            number: "1".to_owned(),
            text: "a step".to_owned(),
            duration_s,
            is_beside: false,
            share: None,
            stay: None,
            after: None,
            touches_production,
            needs_person,
            not_before,
        },
    );
    proptest::collection::vec(pending, 0..8)
}

proptest! {
    #[test]
    fn the_next_allowed_moment_is_allowed_and_nothing_before_it_is(
        calendar in calendars(), from in moments(), needs_change_issue: bool,
        samples in proptest::collection::vec(0.0..1.0_f64, 20),
    ) {
        let next = calendar.next_allowed(from, needs_change_issue).unwrap();
        prop_assert!(next >= from);
        prop_assert!(calendar.at(next).allowed(needs_change_issue));
        prop_assert_eq!(calendar.next_allowed(next, needs_change_issue), Some(next));
        let length = (next - from).num_seconds();
        let sampled = samples.iter().map(|share| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any second will do")]
            let seconds = (length as f64 * share) as i64;
            seconds
        });
        for seconds in sampled.chain([length - 1]).filter(|seconds| (0..length).contains(seconds)) {
            let before = from + TimeDelta::seconds(seconds);
            prop_assert!(!calendar.at(before).allowed(needs_change_issue), "{before}");
        }
    }

    #[test]
    fn what_needs_no_change_issue_is_allowed_no_later(calendar in calendars(), from in moments()) {
        prop_assert!(calendar.next_allowed(from, false) <= calendar.next_allowed(from, true));
    }

    #[test]
    fn a_lock_holds_from_its_beginning_until_its_end(calendar in calendars(), moment in moments()) {
        for lock in calendar.at(moment).locks {
            prop_assert!(lock.from <= moment && moment < lock.until);
            for inside in [lock.from, lock.until - TimeDelta::seconds(1)] {
                prop_assert!(calendar.at(inside).locks.contains(&lock));
            }
            prop_assert!(!calendar.at(lock.until).locks.contains(&lock));
        }
    }

    #[test]
    fn the_next_working_moment_is_one_and_nothing_before_it_is(
        calendar in calendars(), from in moments(), quarters in proptest::collection::vec(0_i64..600, 20),
    ) {
        let hours = calendar.hours();
        let next = hours.next_working(from).unwrap();
        prop_assert!(next >= from && hours.is_working(next));
        for before in quarters.into_iter().map(|count| from + TimeDelta::minutes(15 * count)) {
            prop_assert!(before >= next || !hours.is_working(before), "{before}");
        }
    }

    #[test]
    fn working_time_in_two_parts_is_working_time_in_one(
        calendar in calendars(), from in moments(), first in 0_i64..400_000, second in 0_i64..400_000,
    ) {
        let hours = calendar.hours();
        let after = |from, seconds| hours.working_time_after(from, TimeDelta::seconds(seconds)).unwrap();
        prop_assert_eq!(after(after(from, first), second), after(from, first + second));
    }

    #[test]
    fn a_forecast_keeps_order_locks_hours_and_waits(
        calendar in calendars(), from in moments(), plan in plans(), needs_change_issue: bool,
    ) {
        let forecast = calendar.forecast(&plan, from, needs_change_issue);
        let mut before = from;
        for (pending, step) in plan.iter().zip(&forecast.steps) {
            let begin = step.begins_at.unwrap();
            prop_assert!(begin >= before);
            prop_assert!(pending.not_before.is_none_or(|not_before| begin >= not_before));
            prop_assert!(!pending.touches_production || calendar.at(begin).allowed(needs_change_issue));
            prop_assert!(!pending.needs_person || calendar.hours().is_working(begin));
            before = step.earliest_at.unwrap();
            let lasted = u64::try_from((before - begin).num_seconds()).unwrap();
            prop_assert_eq!(lasted, pending.duration_s.unwrap_or(0));
        }
        prop_assert_eq!(forecast.done_at, Some(before));
    }

    #[test]
    fn who_begins_later_is_not_done_sooner(
        calendar in calendars(), from in moments(), later in 0_i64..1_000_000, plan in plans(), needs_change_issue: bool,
    ) {
        let first = calendar.forecast(&plan, from, needs_change_issue);
        let second = calendar.forecast(&plan, from + TimeDelta::seconds(later), needs_change_issue);
        prop_assert!(first.done_at <= second.done_at);
    }

    #[test]
    fn no_moment_of_time_is_too_far(
        calendar in calendars(), seconds in Timestamp::MIN_UTC.timestamp()..=Timestamp::MAX_UTC.timestamp(), plan in plans(),
    ) {
        for moment in [DateTime::from_timestamp(seconds, 0).unwrap(), Timestamp::MIN_UTC, Timestamp::MAX_UTC] {
            let window = calendar.window(moment, true);
            prop_assert!(window.next_allowed_at.is_none_or(|next| next >= moment));
            let done_at = calendar.forecast(&plan, moment, true).done_at;
            prop_assert!(done_at.is_none_or(|done_at| done_at >= moment));
            prop_assert!(calendar.hours().add_working_days(moment, 3).is_none_or(|end| end >= moment));
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in "(\\[working\\]|\\[\\[lock\\]\\]|name|kind|from|until|weekly|=|\"|\\{|\\}|Sat 01:00|é|\n| ){0,30}") {
        if let Err(error) = Calendar::with_overrides(&text) {
            prop_assert!(error.line >= 1 && error.line <= text.lines().count() + 1);
        }
    }
}
