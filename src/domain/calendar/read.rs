//! From the text of a calendar to its rules. What makes no sense is an error with its line; nothing is corrected or left out.

use chrono::TimeDelta;
use toml::Spanned;

use super::Calendar;
use super::error::CalendarError;
use super::hours::WorkingHours;
use super::lock::LockRule;
use super::recurrence::{Nth, NthWeekday, Recurrence};
use super::source::{Raw, RawHoliday, RawLock, RawMonthly, RawSpan, RawWorking, Source};
use super::span::Span;
use super::word::{DayMoment, WeekMoment, Word, YearMoment};
use crate::domain::Timestamp;

/// A freeze that lasts longer than this, in days, is a slip of the pen.
const LONGEST_FREEZE_DAYS: i64 = 366;

/// Lays what `text` says over `base`.
pub(super) fn lay_over(base: Calendar, text: &str) -> Result<Calendar, CalendarError> {
    let source = Source(text);
    let raw = source.read()?;
    let Calendar {
        mut rules,
        hours,
        drill_within_days,
    } = base;
    for name in &raw.without {
        take_away(source, &mut rules, name)?;
    }
    let hours = working(source, hours, &raw.working)?;
    let mut written: Vec<LockRule> = Vec::new();
    for lock in &raw.lock {
        let rule = rule(source, lock)?;
        if written.iter().any(|other| other.is_called(&rule.name)) {
            let what = format!("there are two locks called `{}`", rule.name);
            return Err(source.error(lock.name.span(), what, "give one of them another name"));
        }
        written.push(rule);
    }
    rules.retain(|rule| !written.iter().any(|other| other.is_called(&rule.name)));
    rules.extend(written);
    Ok(Calendar {
        rules,
        hours,
        drill_within_days: days(source, raw.drill_within_days.as_ref())?.or(drill_within_days),
    })
}

/// Reads a number of days that makes sense: at least one.
fn days(source: Source<'_>, raw: Option<&Spanned<i64>>) -> Result<Option<u32>, CalendarError> {
    let Some(raw) = raw else { return Ok(None) };
    if let Ok(days @ 1..) = u32::try_from(*raw.get_ref()) {
        return Ok(Some(days));
    }
    let what = format!("{} days are no age of a rehearsal", raw.get_ref());
    Err(source.error(raw.span(), what, "write a whole number of days from 1 up"))
}

fn take_away(
    source: Source<'_>,
    rules: &mut Vec<LockRule>,
    name: &Spanned<String>,
) -> Result<(), CalendarError> {
    let count = rules.len();
    let names: Vec<String> = rules.iter().map(|rule| rule.name.clone()).collect();
    rules.retain(|rule| !rule.is_called(name.get_ref()));
    if rules.len() < count {
        return Ok(());
    }
    let what = format!(
        "there is no lock called `{}` to take away",
        name.get_ref().trim()
    );
    let hint = if names.is_empty() {
        "take the line away; there are no locks beneath this calendar".to_owned()
    } else {
        format!("the locks are: {}", names.join(", "))
    };
    Err(source.error(name.span(), what, hint))
}

fn working(
    source: Source<'_>,
    mut hours: WorkingHours,
    raw: &RawWorking,
) -> Result<WorkingHours, CalendarError> {
    if let Some(zone) = &raw.zone {
        hours.zone = source.word(zone)?;
    }
    if let Some(days) = &raw.days {
        hours.days = source.words(days.get_ref())?;
        if hours.days.is_empty() {
            let hint = "name at least one: days = [\"Mon\"]";
            return Err(source.error(days.span(), "a week without a working day", hint));
        }
    }
    if let Some(from) = &raw.from {
        hours.from = source.word(from)?;
    }
    if let Some(until) = &raw.until {
        hours.until = source.word(until)?;
    }
    if let Some(holidays) = &raw.holidays {
        hours.holidays = source.words(holidays)?.into_iter().collect();
    }
    if hours.until <= hours.from {
        let place = raw.until.as_ref().or(raw.from.as_ref()).map(Raw::span);
        let what = format!(
            "work would end at {} and begin at {}",
            hours.until.format("%H:%M"),
            hours.from.format("%H:%M")
        );
        let hint = "`until` has to be later than `from` on the same day";
        return Err(source.error(place.unwrap_or(0..0), what, hint));
    }
    Ok(hours)
}

fn rule(source: Source<'_>, raw: &RawLock) -> Result<LockRule, CalendarError> {
    let name = raw.name.get_ref().trim();
    if name.is_empty() {
        return Err(source.error(raw.name.span(), "a lock without a name", "name it"));
    }
    let since = raw.since.as_ref().map(|since| source.word(since));
    Ok(LockRule {
        name: name.to_owned(),
        kind: raw.kind.into(),
        since: since.transpose()?,
        recurrence: recurrence(source, raw)?,
    })
}

fn recurrence(source: Source<'_>, raw: &RawLock) -> Result<Recurrence, CalendarError> {
    let found = [
        raw.weekly.as_ref().map(|span| weekly(source, span)),
        raw.yearly.as_ref().map(|span| yearly(source, span)),
        raw.monthly.as_ref().map(|monthly| {
            let RawMonthly { nth, weekday } = monthly;
            nth_weekday(source, nth, weekday).map(Recurrence::Monthly)
        }),
        raw.holiday.as_ref().map(|holiday| around(source, holiday)),
        raw.days
            .as_ref()
            .map(|days| source.words(days).map(Recurrence::Days)),
        raw.once.as_ref().map(|span| once(source, span)),
    ];
    let mut found = found.into_iter().flatten();
    let hint = "write exactly one of `weekly`, `yearly`, `monthly`, `holiday`, `days`, `once`";
    let lacking = |what: &str| {
        let what = format!("the lock `{}` {what}", raw.name.get_ref());
        Err(source.error(raw.name.span(), what, hint))
    };
    match (found.next(), found.next()) {
        (Some(recurrence), None) => recurrence,
        (None, _) => lacking("does not say when"),
        (Some(_), Some(_)) => lacking("says in two ways when"),
    }
}

fn weekly(source: Source<'_>, raw: &Spanned<RawSpan>) -> Result<Recurrence, CalendarError> {
    let (from, until) = ends::<WeekMoment>(source, raw)?;
    if from == until {
        return Err(same_end(source, raw, "week"));
    }
    Ok(Recurrence::Weekly { from, until })
}

fn yearly(source: Source<'_>, raw: &Spanned<RawSpan>) -> Result<Recurrence, CalendarError> {
    let (from, until) = ends::<YearMoment>(source, raw)?;
    if from == until {
        return Err(same_end(source, raw, "year"));
    }
    Ok(Recurrence::Yearly { from, until })
}

fn same_end(source: Source<'_>, raw: &Spanned<RawSpan>, period: &str) -> CalendarError {
    let what = format!("begins and ends at the same moment of the {period}");
    source.error(raw.span(), what, "make `until` another moment than `from`")
}

fn around(source: Source<'_>, raw: &Spanned<RawHoliday>) -> Result<Recurrence, CalendarError> {
    let holiday = raw.get_ref();
    let month = u32::try_from(*holiday.month.get_ref()).unwrap_or(0);
    if !(1..=12).contains(&month) {
        let what = format!("there is no month {}", holiday.month.get_ref());
        return Err(source.error(holiday.month.span(), what, "write 1 to 12"));
    }
    let from: DayMoment = source.word(&holiday.from)?;
    let until: DayMoment = source.word(&holiday.until)?;
    if until <= from {
        return Err(backwards(source, raw.span()));
    }
    Ok(Recurrence::Holiday {
        month,
        day: nth_weekday(source, &holiday.nth, &holiday.weekday)?,
        from,
        until,
    })
}

fn nth_weekday(
    source: Source<'_>,
    nth: &Spanned<i64>,
    weekday: &Raw,
) -> Result<NthWeekday, CalendarError> {
    let weekday = source.word(weekday)?;
    let nth = Nth::read(*nth.get_ref()).ok_or_else(|| {
        let what = format!("not every month has weekday number {}", nth.get_ref());
        source.error(nth.span(), what, "write 1 to 4, or -1 for the last")
    })?;
    Ok(NthWeekday { nth, weekday })
}

fn once(source: Source<'_>, raw: &Spanned<RawSpan>) -> Result<Recurrence, CalendarError> {
    let (from, until) = ends::<Timestamp>(source, raw)?;
    let span = Span::new(from, until).ok_or_else(|| backwards(source, raw.span()))?;
    if until - from > TimeDelta::days(LONGEST_FREEZE_DAYS) {
        let what = "a freeze of more than a year";
        return Err(source.error(raw.span(), what, "check the years of `from` and `until`"));
    }
    Ok(Recurrence::Once(span))
}

fn backwards(source: Source<'_>, place: std::ops::Range<usize>) -> CalendarError {
    source.error(
        place,
        "ends before it begins",
        "make `until` later than `from`",
    )
}

fn ends<T: Word>(source: Source<'_>, raw: &Spanned<RawSpan>) -> Result<(T, T), CalendarError> {
    let RawSpan { from, until } = raw.get_ref();
    Ok((source.word(from)?, source.word(until)?))
}
