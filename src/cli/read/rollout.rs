//! `show`: one rollout as it stands, or as it stood.

use super::beside::Beside;
use super::rollout_page::{Stages, rollout_page};
use crate::cli::answer::Answer;
use crate::cli::args::Show;
use crate::cli::moment::when;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::not_found;
use crate::cli::session::Session;
use crate::domain::rollout::Phase;
use crate::error::Report;
use crate::projection::{TimelineEntry, WallClock, claim_in_words, claimed_later, timeline};

/// Shows one rollout.
pub(crate) fn show(session: &Session<'_, '_>, args: &Show) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (id, view) = session.view(&tracker, &args.flag)?;
    let now = session.at()?.unwrap_or(session.now);
    let clock = WallClock {
        now,
        ..session.clock()
    };
    if let Some(number) = args.stage
        && !view.stages.iter().any(|stage| stage.number == number)
    {
        let hint = format!("the stages are 1 to {}", view.stages.len());
        return Err(not_found(format!("there is no stage {number}"), hint));
    }
    let is_going = view.flag.is_some() && view.phase == Phase::Active;
    let ramp = if is_going {
        Some(tracker.ramp(&id, session.at()?)?)
    } else {
        None
    };
    let stages = args.stage.map_or(Stages::Current, Stages::Only);
    let mut data = serde_json::to_value(&view).unwrap_or_default();
    let mut page = Page::new();
    if let Some(moment) = session.at()? {
        let entries = timeline(&tracker.history(&id)?);
        let later = claimed_later(&entries, moment);
        as_known_then(&mut page, &later, clock);
        if let (Some(object), Ok(later)) = (data.as_object_mut(), serde_json::to_value(&later)) {
            object.insert("claimed_later".to_owned(), later);
        }
    }
    page.extend(rollout_page(&view, clock, (stages, ramp.as_ref())));
    let beside = Beside::of(&tracker, &view, session.at()?)?;
    beside.lines(&mut page);
    beside.put_into(&mut data);
    if let Some(count) = args.log {
        let entries = timeline(&tracker.history(&id)?.at(now));
        let first = entries.len().saturating_sub(count);
        let last = entries.get(first..).unwrap_or_default();
        page.gap();
        page.push(Line::new().word(Role::Strong, "Log"));
        for entry in last {
            let line = Line::new()
                .word(Role::Quiet, &when(entry.at, clock))
                .to(24)
                .plain(&entry.actor);
            page.push(line.to(36).plain(&entry.text));
        }
        if let (Some(object), Ok(log)) = (data.as_object_mut(), serde_json::to_value(last)) {
            object.insert("log".to_owned(), log);
        }
    }
    Answer::new(&data, page)
}

/// Says, before anything else, that what follows is what was known then, where a later record claims otherwise.
fn as_known_then(page: &mut Page, later: &[&TimelineEntry], clock: WallClock) {
    let Some(first) = later.first() else { return };
    let more = match later.len() - 1 {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let claim = claim_in_words(first, clock);
    let text = format!("As it was known then. A later record says: {claim}{more}");
    page.push(Line::new().word(Role::Waiting, &text));
}
