//! Moments and calendars for the tests; no test stands here.

use rollgate::domain::Timestamp;
use rollgate::domain::calendar::Calendar;

/// Reads `2026-07-10 18:00` or the same with seconds, in UTC.
pub(crate) fn moment(text: &str) -> Timestamp {
    let seconds = if text.matches(':').count() == 1 {
        ":00"
    } else {
        ""
    };
    format!("{}{seconds}Z", text.replace(' ', "T"))
        .parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The calendar of GitLab.com.
pub(crate) fn built_in() -> Calendar {
    Calendar::built_in().unwrap()
}

/// A team in Berlin with holidays, a Family & Friends day and two freezes that follow on a weekend.
pub(crate) fn berlin() -> Calendar {
    Calendar::with_overrides(
        r#"
        [working]
        zone = "Europe/Berlin"
        holidays = [2026-09-07, "2026-12-24", 2026-12-25]

        [[lock]]
        name = "family & friends day"
        kind = "soft"
        days = [2026-08-28]

        [[lock]]
        name = "Database upgrade"
        kind = "hard"
        once = { from = 2026-09-06T20:00:00Z, until = 2026-09-08T08:00:00+02:00 }

        [[lock]]
        name = "Summit"
        kind = "soft"
        once = { from = "2026-09-08T06:00:00Z", until = "2026-09-11T18:00:00Z" }
        "#,
    )
    .unwrap()
}
