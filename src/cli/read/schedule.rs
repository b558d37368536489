//! `window` and `forecast`: what the calendar allows, and when. It promises nothing that a person has still to do.

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use crate::cli::answer::Answer;
use crate::cli::args::ForecastOf;
use crate::cli::moment::when;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::calendar::ForecastStep;
use crate::domain::id::Actor;
use crate::domain::rollout::Assumption;
use crate::error::{Exit, Report};
use crate::projection::WallClock;
use crate::tracker::Who;

/// Shows whether production may be switched.
pub(crate) fn window(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let moment = session.at_any_time()?.unwrap_or(session.now);
    let window = session.open()?.window(moment)?;
    let mut page = Page::new();
    let (role, word) = if window.now_allowed {
        (Role::Good, "allowed")
    } else {
        (Role::Bad, "LOCKED")
    };
    let at = session.zone().format(moment, "%a %d %b %Y %H:%M %Z");
    page.push(
        Line::new()
            .word(role, word)
            .plain(&format!("   a change to production, {at}")),
    );
    for reason in &window.reasons {
        page.say(&format!("  {reason}"));
    }
    Answer::new(&window, page)
}

#[derive(Serialize)]
struct Forecasted<'a> {
    steps: &'a [ForecastStep],
    done_at: Option<Timestamp>,
    meets: Option<bool>,
    assumed: &'a [Assumption],
}

/// Shows when everything that is left can be done at the earliest.
pub(crate) fn forecast(session: &Session<'_, '_>, args: &ForecastOf) -> Result<Answer, Report> {
    let by = args.by.as_deref().map(|text| deadline(session, text));
    let by = by.transpose()?;
    let who = Who {
        actor: Actor::from("nobody"),
        said_at: session.at_any_time()?,
    };
    let tracker = session.host.tracker(&session.data_to_read()?, who)?;
    let id = tracker.find(&args.flag)?;
    let (forecast, assumed) = tracker.forecast(&id)?;
    let meets = by.as_ref().map(|by| forecast.meets(by.ends));
    let mut page = Page::new();
    for step in &forecast.steps {
        page.push(step_line(step, session.clock()));
    }
    for assumption in &assumed {
        let words = format!(
            "  {} is open: taken as {}, so that its ramp is counted ({})",
            assumption.step, assumption.answer, assumption.question
        );
        page.push(Line::new().word(Role::Waiting, &words));
    }
    let done = forecast.done_at.map_or_else(
        || "never, as the calendar stands".to_owned(),
        |at| session.zone().format(at, "%a %d %b %Y %H:%M %Z"),
    );
    page.push(Line::new().word(Role::Strong, "Done").to(24).plain(&done));
    if let Some(by) = by {
        let (role, word) = if meets == Some(true) {
            (Role::Good, "in time")
        } else {
            (Role::Bad, "TOO LATE")
        };
        page.push(
            Line::new()
                .word(role, word)
                .plain(&format!("   for {}", by.words)),
        );
    }
    let data = Forecasted {
        steps: &forecast.steps,
        done_at: forecast.done_at,
        meets,
        assumed: &assumed,
    };
    let answer = Answer::new(&data, page)?;
    Ok(answer.exit(if meets == Some(false) {
        Exit::Findings
    } else {
        Exit::Ok
    }))
}

/// Until when, and how that is said.
struct By {
    ends: Timestamp,
    words: String,
}

/// Reads a date as its end in the zone that is shown, and a time as it is.
fn deadline(session: &Session<'_, '_>, text: &str) -> Result<By, Report> {
    let zone = session.zone();
    let moment = session.moment(text)?;
    let date = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
    let next = date.and_then(|date| zone.read(date.succ_opt()?.and_time(NaiveTime::MIN)));
    Ok(next.map_or_else(
        || By {
            ends: moment,
            words: zone.format(moment, "%a %d %b %Y %H:%M %Z"),
        },
        |ends| By {
            ends,
            words: zone.format(moment, "the end of %a %d %b %Y, %Z"),
        },
    ))
}

fn step_line(step: &ForecastStep, clock: WallClock) -> Line {
    let at = step
        .earliest_at
        .map_or_else(|| "never".to_owned(), |at| when(at, clock));
    Line::new()
        .plain(&at)
        .to(24)
        .word(Role::Strong, &step.step)
        .to(32)
        .plain(&step.text)
        .word(Role::Quiet, &format!("   {}", step.bound_by))
}
