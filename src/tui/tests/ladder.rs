//! The ladder with its earliest lawful moments, and every shown moment in UTC and in the zone of the machine.

use chrono::{FixedOffset, TimeDelta};

use super::golden::picture;
use super::{Effect, Model, fixture, opened, press};
use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::rollout::outlook;
use crate::projection::{OffsetRule, RungView, Zone};
use crate::tui::{Symbols, screen};

/// Central Europe in 2022: clocks go on at 01:00 UTC on 27 March.
fn berlin(at: Timestamp) -> FixedOffset {
    let change: Timestamp = "2022-03-27T01:00:00Z".parse().unwrap();
    let hours = if at >= change { 2 } else { 1 };
    FixedOffset::east_opt(hours * 3600).unwrap()
}

/// The open rollout with what the calendar says of its ladder at a moment.
fn climbing((width, height): (u16, u16), now: Timestamp) -> Model {
    let mut model = opened(width, height);
    model.look.local = Zone::Local(OffsetRule(berlin));
    model.now = now;
    let ramp = model.ramp().unwrap();
    let open = model.snapshot.as_mut().unwrap().open.as_mut().unwrap();
    let left = outlook(&open.history.rollout, now).pending;
    let calendar = Calendar::built_in().unwrap();
    let forecast = calendar.forecast(&left, now, false);
    open.rungs = RungView::each(&open.history, &ramp, &forecast);
    press(&mut model, "2");
    model
}

fn rungs(model: &Model) -> Vec<(String, Option<Timestamp>, Option<u64>)> {
    let open = model.opened().unwrap();
    let rungs = open.rungs.iter();
    let rungs = rungs.map(|rung| {
        let share = rung.percentage.to_string();
        (share, rung.earliest_at, rung.stay_s)
    });
    rungs.collect()
}

#[test]
fn each_percentage_that_is_left_has_its_earliest_moment_and_its_stay() {
    let now = fixture::now();
    let model = climbing((80, 24), now);
    let rungs = rungs(&model);
    let left: Vec<_> = rungs.iter().filter(|(_, at, _)| at.is_some()).collect();
    assert!(!left.is_empty(), "{rungs:?}");
    let mut before: Option<Timestamp> = None;
    for (share, at, stay) in left {
        assert_eq!(*stay, Some(900), "{share}");
        let at = at.unwrap();
        assert!(at >= now, "{share}");
        if let Some(before) = before {
            assert!(at >= before + TimeDelta::minutes(15), "{share}");
        }
        before = Some(at);
    }
}

#[test]
fn the_dialog_says_of_each_percentage_what_the_ladder_says() {
    let ladder = screen(&climbing((80, 24), fixture::now())).text();
    let mut model = climbing((60, 20), fixture::now());
    press(&mut model, "%");
    let dialog = screen(&model).text().replace('\n', " ");
    let dialog = dialog.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(dialog.contains("earliest lawful: "), "{dialog}");
    let rungs = rungs(&model);
    for (share, at, _) in rungs.into_iter().filter(|(_, at, _)| at.is_some()) {
        let moment = at.unwrap().format("%H:%M");
        let said = format!("{share}% from {moment}, stay 15:00");
        assert!(dialog.contains(&said), "{said}: {dialog}");
        assert!(ladder.contains(&format!("from {moment}")), "{ladder}");
    }
}

#[test]
fn a_lock_moves_what_is_left_and_is_named() {
    // A Saturday: changes are locked until Sunday 21:00 UTC, and nobody is there before Monday.
    let saturday: Timestamp = "2022-03-12T12:00:00Z".parse().unwrap();
    let model = climbing((80, 24), saturday);
    let open = model.opened().unwrap();
    let next = open.rungs.iter().find(|rung| !rung.reached).unwrap();
    let monday: Timestamp = "2022-03-14T00:00:00Z".parse().unwrap();
    assert!(next.earliest_at.unwrap() >= monday, "{next:?}");
    assert!(next.held_by().is_some(), "{next:?}");
}

#[test]
fn the_ladder_in_utc_in_local_time_and_in_ascii() {
    picture("ladder", |width, height| {
        climbing((width, height), fixture::now())
    });
    picture("ladder_local", |width, height| {
        let mut model = climbing((width, height), fixture::now());
        press(&mut model, "vt");
        model
    });
    picture("ladder_ascii", |width, height| {
        let mut model = climbing((width, height), fixture::now());
        model.symbols = Symbols::Ascii;
        model
    });
}

#[test]
fn the_log_in_local_time() {
    picture("timeline_local", |width, height| {
        let mut model = climbing((width, height), fixture::now());
        press(&mut model, "vt5");
        model
    });
}

#[test]
fn one_key_turns_every_clock_and_the_same_key_turns_it_back() {
    let mut model = climbing((120, 36), fixture::now());
    let head = |model: &Model| screen(model).rows[0].text();
    assert!(head(&model).contains("14:32 UTC"), "{}", head(&model));
    let effects: Vec<Effect> = press(&mut model, "vt");
    assert_eq!(effects, vec![]);
    for tab in ["1", "2", "3", "4", "5", "6"] {
        press(&mut model, tab);
        let head = head(&model);
        assert!(head.contains("15:32 +01:00"), "{head}");
    }
    press(&mut model, "vt");
    assert!(head(&model).contains("14:32 UTC"), "{}", head(&model));
}

#[test]
fn a_day_of_changing_clocks_shows_both_offsets() {
    let change: Timestamp = "2022-03-27T01:10:00Z".parse().unwrap();
    let mut model = climbing((120, 36), change);
    press(&mut model, "vt");
    let head = screen(&model).rows[0].text();
    assert!(head.contains("Sun 27 Mar 03:10 +02:00"), "{head}");
    let before = model
        .look
        .zone
        .format(change - TimeDelta::minutes(20), "%H:%M %Z");
    assert_eq!(before, "01:50 +01:00");
}

#[test]
fn without_a_zone_of_the_machine_nothing_is_turned() {
    let mut model = opened(80, 24);
    press(&mut model, "vt");
    let head = screen(&model).rows[0].text();
    assert!(head.contains("14:32 UTC"), "{head}");
    let said = &model.notice.as_ref().unwrap().text;
    assert!(said.contains("not known"), "{said}");
}
