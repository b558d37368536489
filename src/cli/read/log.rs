//! `log`: who did what when, with the hashes that chain it. No event is left out unless somebody asked for it.

use serde::Serialize;

use crate::cli::answer::Answer;
use crate::cli::args::Log;
use crate::cli::moment::{parse_span, when};
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::error::Report;
use crate::projection::timeline;
use crate::tracker::Tracker;

#[derive(Debug, Serialize)]
struct Entry {
    seq: u64,
    stream: String,
    rollout: String,
    at: Timestamp,
    recorded_at: Option<Timestamp>,
    actor: String,
    kind: &'static str,
    text: String,
    reason: Option<String>,
    undone: bool,
    hash: String,
    prev_hash: String,
}

impl Entry {
    /// Returns when it was recorded.
    fn recorded(&self) -> Timestamp {
        self.recorded_at.unwrap_or(self.at)
    }
}

/// Shows the log of one rollout, or of all.
pub(crate) fn log(session: &Session<'_, '_>, args: &Log) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let since = args
        .since
        .as_deref()
        .map(|text| since(session, text))
        .transpose()?;
    let until = session.at()?;
    let ids = match &args.flag {
        Some(flag) => vec![tracker.find(flag)?],
        None => tracker.fleet()?.into_iter().map(|row| row.id).collect(),
    };
    let mut entries = Vec::new();
    for id in &ids {
        entries.extend(read(&tracker, id)?);
    }
    entries.retain(|entry| {
        since.is_none_or(|since| entry.recorded() >= since)
            && until.is_none_or(|until| entry.recorded() <= until)
            && args
                .who
                .as_deref()
                .is_none_or(|who| entry.actor.eq_ignore_ascii_case(who))
    });
    if args.flag.is_none() {
        entries.sort_by_key(Entry::recorded);
    }
    let page = page(&entries, session.now, args.flag.is_none());
    Answer::new(&entries, page)
}

fn since(session: &Session<'_, '_>, text: &str) -> Result<Timestamp, Report> {
    match parse_span(text).and_then(|span| session.now.checked_sub_signed(span)) {
        Some(moment) => Ok(moment),
        None => session.moment(text),
    }
}

fn read(tracker: &Tracker, id: &RolloutId) -> Result<Vec<Entry>, Report> {
    let history = tracker.history(id)?;
    let name = history
        .rollout
        .plan
        .as_ref()
        .map(|plan| plan.name().to_owned());
    let name = name.unwrap_or_else(|| id.to_string());
    let envelopes = tracker.envelopes(id)?;
    let entries = timeline(&history).into_iter().zip(envelopes);
    let entries = entries.map(|(entry, envelope)| Entry {
        seq: entry.seq,
        stream: envelope.stream.to_string(),
        rollout: name.clone(),
        at: entry.at,
        recorded_at: entry.recorded_at,
        actor: entry.actor,
        kind: entry.kind,
        text: entry.text,
        reason: entry.reason,
        undone: entry.undone,
        hash: envelope.hash.to_string(),
        prev_hash: envelope.prev_hash.to_string(),
    });
    Ok(entries.collect())
}

fn page(entries: &[Entry], now: Timestamp, names: bool) -> Page {
    let mut page = Page::new();
    for entry in entries {
        let role = if entry.undone {
            Role::Quiet
        } else {
            Role::Plain
        };
        let name = if names {
            format!("{}: ", entry.rollout)
        } else {
            String::new()
        };
        let undone = if entry.undone { "   (undone)" } else { "" };
        let line = Line::new()
            .word(Role::Quiet, &format!("{:>4}", entry.seq))
            .to(6)
            .plain(&when(entry.at, now))
            .to(20)
            .plain(&entry.actor)
            .to(30)
            .word(role, &format!("{name}{}{undone}", entry.text));
        page.push(line);
        if let Some(reason) = &entry.reason {
            page.push(Line::new().to(30).word(Role::Quiet, reason));
        }
    }
    if entries.is_empty() {
        page.say("Nothing was recorded.");
    }
    page
}
