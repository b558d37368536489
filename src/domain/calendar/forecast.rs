//! The earliest lawful moments of the steps that are left. It promises nothing: it says what cannot happen sooner.

use std::fmt;

use chrono::TimeDelta;
use serde::{Serialize, Serializer};

use super::hours::DayOff;
use super::lock::{Lock, LockKind};
use super::span::in_words;
use super::verdict::horizon;
use super::{Calendar, HORIZON_DAYS};
use crate::domain::Timestamp;
use crate::domain::flag::Percentage;
use crate::domain::id::StepId;

/// A step that is left to do, as far as time is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "three independent facts about one thing to do"
)]
pub struct Pending {
    /// Which step.
    pub id: StepId,
    /// Its number in the plan, `4.1.4`.
    pub number: String,
    /// Its text.
    pub text: String,
    /// How long it lasts, in seconds, when it is a wait or a watch.
    pub duration_s: Option<u64>,
    /// Whether it lasts while the next things are done.
    pub is_beside: bool,
    /// The share of production that this sets.
    pub share: Option<Percentage>,
    /// For how many seconds production stays as this makes it, and what waits for the end of that.
    pub stay: Option<(Period, u64)>,
    /// For the end of which stay it waits itself.
    pub after: Option<Period>,
    /// Whether it changes production, which locks forbid.
    pub touches_production: bool,
    /// Whether somebody has to be there, hence only in working hours.
    pub needs_person: bool,
    /// The moment before which it may not begin, as when its timer already runs.
    pub not_before: Option<Timestamp>,
}

/// A time for which production stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// At a percentage, before the next one.
    Dwell,
    /// On for everybody, before the flag goes.
    Term,
}

/// The earliest lawful moments of steps, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// The steps in their order.
    pub steps: Vec<ForecastStep>,
    /// When the last of them may be done; absent when there is no lawful moment within two years.
    pub done_at: Option<Timestamp>,
}

/// The earliest lawful moment of one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ForecastStep {
    /// Names the step for ever.
    pub id: StepId,
    /// Its number in the plan.
    pub step: String,
    /// Its text.
    pub text: String,
    /// When it may begin; absent when there is no lawful moment within two years.
    pub begins_at: Option<Timestamp>,
    /// When it may be done: the same moment, or for a wait that of its end.
    pub earliest_at: Option<Timestamp>,
    /// What decided that.
    pub bound_by: BoundBy,
    /// The share of production that it sets.
    pub share: Option<Percentage>,
    /// For how long production stays as this makes it, in seconds.
    pub stay_s: Option<u64>,
}

/// The constraint that decided when a step may be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoundBy {
    /// None: at once, or as soon as the step before it.
    Nothing,
    /// A wait of so many seconds, its own or that of the step before it.
    Wait(u64),
    /// It may not begin before that moment.
    NotBefore(Timestamp),
    /// The lock of that kind and name had to end.
    Lock(LockKind, String),
    /// People were not yet, or no longer, at work that day.
    WorkingHours,
    /// It was no working day of the week.
    Weekend,
    /// It was a public holiday.
    PublicHoliday,
    /// There is no lawful moment within two years.
    Never,
}

impl Forecast {
    /// Tells whether everything may be done by then.
    pub fn meets(&self, by: Timestamp) -> bool {
        self.done_at.is_some_and(|done_at| done_at <= by)
    }
}

impl fmt::Display for BoundBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing"),
            Self::Wait(seconds) => write!(f, "wait of {}", length_in_words(*seconds)),
            Self::NotBefore(moment) => write!(f, "not before {}", in_words(*moment)),
            Self::Lock(kind, name) => write!(f, "{}: {name}", kind.as_str()),
            Self::WorkingHours => f.write_str("working hours"),
            Self::Weekend => f.write_str("weekend"),
            Self::PublicHoliday => f.write_str("public holiday"),
            Self::Never => f.write_str("no lawful moment within two years"),
        }
    }
}

impl Serialize for BoundBy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What had to be waited for longest so far.
#[derive(Debug, Default)]
struct Binding {
    by: Option<BoundBy>,
    seconds: i64,
}

impl Binding {
    fn wait(&mut self, (from, until): (Timestamp, Timestamp), by: Option<BoundBy>) {
        let seconds = (until - from).num_seconds();
        if by.is_some() && seconds >= self.seconds {
            *self = Self { by, seconds };
        }
    }
}

impl Calendar {
    /// Says when each of `pending` may be done at the earliest, one after the other, beginning at `from`.
    ///
    /// A step on production happens outside locks only, a step that needs a person in working hours only, and a wait
    /// takes its time from the moment it begins.
    pub fn forecast(
        &self,
        pending: &[Pending],
        from: Timestamp,
        needs_change_issue: bool,
    ) -> Forecast {
        let mut course = Course {
            now: Some(from),
            ..Course::default()
        };
        let mut steps = Vec::with_capacity(pending.len());
        for step in pending {
            steps.push(self.next(&mut course, step, needs_change_issue));
        }
        let ends = course.term.map(|(end, _)| end);
        let last = steps
            .iter()
            .filter_map(|step| step.earliest_at)
            .chain(ends)
            .max();
        let done_at = course.now.map(|now| last.map_or(now, |last| last.max(now)));
        Forecast { steps, done_at }
    }

    /// Places one step and goes on to the moment from which the next may be done.
    fn next(&self, course: &mut Course, step: &Pending, needs_change_issue: bool) -> ForecastStep {
        let stay = course.binding(step);
        let bound = Pending {
            not_before: step.not_before.max(stay.map(|(end, _)| end)),
            ..step.clone()
        };
        let begin = course
            .now
            .and_then(|now| self.begin(&bound, now, needs_change_issue));
        let begins_at = begin.as_ref().map(|(moment, _)| *moment);
        let wait = step.duration_s.filter(|seconds| *seconds > 0);
        let earliest_at = begins_at.and_then(|moment| after(moment, wait.unwrap_or(0)));
        let bound_by = match (begin, wait) {
            _ if earliest_at.is_none() => BoundBy::Never,
            (_, Some(seconds)) => BoundBy::Wait(seconds),
            (Some((_, Some(BoundBy::NotBefore(moment)))), None) => stay
                .filter(|(end, _)| *end == moment)
                .map_or(BoundBy::NotBefore(moment), |(_, seconds)| {
                    BoundBy::Wait(seconds)
                }),
            (Some((_, Some(bound_by))), None) => bound_by,
            (_, None) => course.wait_before.map_or(BoundBy::Nothing, BoundBy::Wait),
        };
        course.go_on(step, earliest_at);
        ForecastStep {
            id: step.id.clone(),
            step: step.number.clone(),
            text: step.text.clone(),
            begins_at,
            earliest_at,
            bound_by,
            share: step.share,
            stay_s: step.stay.map(|(_, seconds)| seconds),
        }
    }

    /// Returns the first lawful moment for a step from `from` on, and what had to be waited for longest: that is what binds.
    fn begin(
        &self,
        step: &Pending,
        from: Timestamp,
        needs_change_issue: bool,
    ) -> Option<(Timestamp, Option<BoundBy>)> {
        let (mut moment, mut binding) = (from, Binding::default());
        if let Some(not_before) = step.not_before.filter(|not_before| *not_before > from) {
            binding.wait((from, not_before), Some(BoundBy::NotBefore(not_before)));
            moment = not_before;
        }
        let horizon = horizon(moment);
        // Each turn passes the end of a lock or of a night, so that few turns reach the horizon.
        for _ in 0..HORIZON_DAYS * 2 {
            let before = moment;
            if step.touches_production {
                let (free, lock) = self.unlocked(moment, needs_change_issue)?;
                binding.wait((moment, free), lock.map(by_lock));
                moment = free;
            }
            if step.needs_person {
                let attended = self.hours.next_working(moment)?;
                if attended > moment {
                    binding.wait((moment, attended), Some(self.absence(moment, attended)));
                    moment = attended;
                }
            }
            if moment == before {
                return Some((moment, binding.by));
            }
            if moment > horizon {
                return None;
            }
        }
        None
    }

    /// Says why nobody was there until `attended`, by the last day or hour that had to pass.
    fn absence(&self, from: Timestamp, attended: Timestamp) -> BoundBy {
        let day = self.hours.date(attended);
        let eve = day.pred_opt().filter(|eve| *eve >= self.hours.date(from));
        match eve.and_then(|eve| self.hours.day_off(eve)) {
            Some(DayOff::Holiday) => BoundBy::PublicHoliday,
            Some(DayOff::Weekend) => BoundBy::Weekend,
            None => BoundBy::WorkingHours,
        }
    }
}

/// How far a forecast has come: the moment, the wait just passed, and the stays that go on, each with its length.
#[derive(Debug, Default)]
struct Course {
    now: Option<Timestamp>,
    wait_before: Option<u64>,
    dwell: Option<(Timestamp, u64)>,
    term: Option<(Timestamp, u64)>,
}

impl Course {
    /// Returns the stay whose end a step waits for.
    fn binding(&self, step: &Pending) -> Option<(Timestamp, u64)> {
        match step.after? {
            Period::Dwell => self.dwell,
            Period::Term => self.term,
        }
    }

    fn go_on(&mut self, step: &Pending, ends: Option<Timestamp>) {
        if let Some((period, seconds)) = step.stay {
            let stay = ends
                .and_then(|end| after(end, seconds))
                .map(|end| (end, seconds));
            (self.dwell, self.term) = match period {
                Period::Dwell => (stay, None),
                Period::Term => (None, stay),
            };
        }
        self.now = if step.is_beside && ends.is_some() {
            self.now
        } else {
            ends
        };
        self.wait_before = step
            .duration_s
            .filter(|seconds| *seconds > 0 && !step.is_beside);
    }
}

fn by_lock(lock: Lock) -> BoundBy {
    BoundBy::Lock(lock.kind, lock.name)
}

fn after(moment: Timestamp, seconds: u64) -> Option<Timestamp> {
    let length = TimeDelta::try_seconds(i64::try_from(seconds).ok()?)?;
    moment.checked_add_signed(length)
}

/// Says a length in whole units: `1 day`, `2 hours 30 minutes`.
fn length_in_words(seconds: u64) -> String {
    let units = [
        (seconds / 86_400, "day"),
        (seconds / 3600 % 24, "hour"),
        (seconds / 60 % 60, "minute"),
        (seconds % 60, "second"),
    ];
    let parts: Vec<String> = units
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}{}", if count == 1 { "" } else { "s" }))
        .collect();
    parts.join(" ")
}
