//! Texts of calendars: what teams write, and what is wrong with it.

use rollgate::domain::calendar::Calendar;

use crate::support::moment;

/// Checks that the text is refused at that line, with these words in the message and in the hint.
fn refused(text: &str, line: usize, what: &str, hint: &str) {
    let error = Calendar::with_overrides(text).unwrap_err();
    assert_eq!(error.line, line, "{text}\n{error}");
    assert!(error.what.contains(what), "{text}\n{error}");
    assert!(error.hint.contains(hint), "{text}\n{}", error.hint);
    assert!(!error.to_string().contains('\n'), "{error}");
}

fn lock(rest: &str) -> String {
    format!("[[lock]]\nname = \"Freeze\"\nkind = \"hard\"\n{rest}\n")
}

#[test]
fn an_empty_text_changes_nothing() {
    assert_eq!(Calendar::with_overrides(""), Calendar::built_in());
}

#[test]
fn a_lock_of_the_same_name_replaces_and_without_takes_away() {
    let calendar = Calendar::with_overrides(
        r#"
        without = ["monthly release day"]
        [[lock]]
        name = "weekend"
        kind = "hard"
        weekly = { from = "Fri 12:00", until = "Mon 08:00" }
        "#,
    )
    .unwrap();
    assert!(calendar.at(moment("2026-07-16 12:00")).allowed(true));
    assert!(!calendar.at(moment("2026-07-13 07:00")).allowed(false));
    assert_eq!(calendar.at(moment("2026-07-11 12:00")).locks.len(), 2);
}

#[test]
fn a_key_of_working_replaces_only_itself() {
    let calendar = Calendar::with_overrides("[working]\nuntil = 18:30:00\n").unwrap();
    assert!(calendar.hours().is_working(moment("2026-07-10 08:00")));
    assert!(calendar.hours().is_working(moment("2026-07-10 18:29")));
    assert!(!calendar.hours().is_working(moment("2026-07-10 18:30")));
}

#[test]
fn the_last_weekday_of_a_month_can_be_a_holiday() {
    let text = lock(
        "holiday = { nth = -1, weekday = \"Mon\", month = 5, from = \"-2d 00:00\", until = \"+1d 00:00\" }",
    );
    let calendar = Calendar::with_overrides(&text).unwrap();
    let lock = calendar.at(moment("2026-05-24 12:00")).lock.unwrap();
    assert_eq!(lock.from, moment("2026-05-23 00:00"));
    assert_eq!(lock.until, moment("2026-05-26 00:00"));
}

#[test]
fn what_no_calendar_knows_is_refused() {
    refused("[working\n", 1, "unclosed table", "`[working]`");
    refused("\n[workday]\n", 2, "unknown field `workday`", "`[[lock]]`");
    refused("[working]\nhours = 8\n", 2, "unknown field `hours`", "");
    refused(&lock("monthly = { day = 3 }"), 4, "unknown field `day`", "");
    refused("[[lock]]\nkind = \"hard\"\n", 1, "missing field `name`", "");
    refused(
        "[[lock]]\nname = \"x\"\nkind = \"firm\"\ndays = []\n",
        3,
        "unknown variant `firm`",
        "",
    );
}

#[test]
fn a_word_of_the_wrong_form_is_refused_with_an_example() {
    for (rest, what, hint) in [
        (
            "weekly = { from = \"Sta 01:00\", until = \"Sun 21:00\" }",
            "`Sta 01:00` is not a moment of the week",
            "\"Sat 01:00\"",
        ),
        (
            "yearly = { from = \"02-29 00:00\", until = \"03-02 00:00\" }",
            "`02-29 00:00` is not a moment of every year",
            "29 February",
        ),
        ("days = [2026-02-29]", "invalid date", ""),
        (
            "days = [\"2026-02-29\"]",
            "`2026-02-29` is not a date",
            "2026-12-25",
        ),
        ("days = [7]", "`7` is not a date", "2026-12-25"),
        (
            "once = { from = 2026-09-04T20:00:00, until = 2026-09-05T20:00:00Z }",
            "is not a moment with its zone",
            "00Z",
        ),
    ] {
        refused(&lock(rest), 4, what, hint);
    }
    refused(
        "[working]\nzone = \"Berlin\"\n",
        2,
        "`Berlin` is not a time zone",
        "Europe/Berlin",
    );
}

#[test]
fn what_makes_no_sense_is_refused() {
    for (rest, what, hint) in [
        ("", "does not say when", "exactly one"),
        (
            "days = []\nmonthly = { nth = 1, weekday = \"Mon\" }",
            "two ways",
            "exactly one",
        ),
    ] {
        refused(&lock(rest), 2, what, hint);
    }
    for (rest, what) in [
        (
            "weekly = { from = \"Sat 01:00\", until = \"Sat 01:00\" }",
            "begins and ends at the same moment of the week",
        ),
        (
            "once = { from = 2026-09-05T20:00:00Z, until = 2026-09-04T20:00:00Z }",
            "ends before it begins",
        ),
        (
            "once = { from = 2026-09-05T20:00:00Z, until = 2036-09-05T20:00:00Z }",
            "more than a year",
        ),
        ("monthly = { nth = 5, weekday = \"Mon\" }", "number 5"),
        (
            "holiday = { nth = 1, weekday = \"Mon\", month = 13, from = \"-1d 00:00\", until = \"+1d 00:00\" }",
            "there is no month 13",
        ),
        (
            "holiday = { nth = 1, weekday = \"Mon\", month = 5, from = \"+1d 00:00\", until = \"-1d 00:00\" }",
            "ends before it begins",
        ),
        ("days = [2026-08-28, 2026-08-28]", "twice"),
    ] {
        refused(&lock(rest), 4, what, "");
    }
    let twice = format!("{}{}", lock("days = []"), lock("days = []"));
    refused(&twice, 6, "two locks called `Freeze`", "another name");
}

#[test]
fn working_hours_that_make_no_sense_are_refused() {
    refused("[working]\ndays = []\n", 2, "without a working day", "Mon");
    refused(
        "[working]\nuntil = \"07:00\"\n",
        2,
        "end at 07:00 and begin at 08:00",
        "later",
    );
    refused(
        "without = [\n  \"Weekends\",\n]\n",
        2,
        "no lock called `Weekends`",
        "Monthly release day",
    );
}

#[test]
fn the_example_of_a_calendar_of_ones_own_is_read() {
    let text = include_str!("../../assets/config/calendar.toml");
    let calendar = Calendar::with_overrides(text).unwrap();
    let moment = "2026-09-05T12:00:00Z".parse().unwrap();
    assert!(!calendar.at(moment).allowed(false));
}
