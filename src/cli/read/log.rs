//! `log`: who did what when, with the hashes that chain it. No event is left out unless somebody asked for it.

use std::collections::BTreeSet;
use std::time::Duration;

use super::log_entry::{Entry, Streams};
use crate::cli::answer::{Answer, Body};
use crate::cli::args::Log;
use crate::cli::moment::{parse_span, when};
use crate::cli::output::{Line, Page, Role, lines};
use crate::cli::refusal::{failed, usage};
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::error::Report;
use crate::projection::WallClock;
use crate::tracker::Tracker;

/// Shows the log of one rollout, or of all.
pub(crate) fn log(session: &mut Session<'_, '_>, args: &Log) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let wanted = Wanted {
        since: args
            .since
            .as_deref()
            .map(|text| since(session, text))
            .transpose()?,
        until: session.at()?,
        who: args.who.as_deref(),
        streams: match (&args.flag, &args.stream) {
            (Some(flag), _) => Streams::Rollout(tracker.find(flag)?),
            (None, Some(name)) => Streams::named(&tracker, name)?,
            (None, None) => Streams::All,
        },
    };
    let names = wanted.streams.are_several();
    let entries = wanted.read(&tracker)?;
    if args.follow {
        return follow(session, &tracker, &wanted, entries);
    }
    let page = page(&entries, session.clock(), names);
    Answer::new(&entries, page)
}

/// Which entries are asked for.
struct Wanted<'a> {
    since: Option<Timestamp>,
    until: Option<Timestamp>,
    who: Option<&'a str>,
    streams: Streams,
}

impl Wanted<'_> {
    fn read(&self, tracker: &Tracker) -> Result<Vec<Entry>, Report> {
        let mut entries = self.streams.read(tracker)?;
        entries.retain(|entry| {
            self.since.is_none_or(|since| entry.recorded() >= since)
                && self.until.is_none_or(|until| entry.recorded() <= until)
                && self
                    .who
                    .is_none_or(|who| entry.actor.eq_ignore_ascii_case(who))
        });
        if self.streams.are_several() {
            entries.sort_by_key(Entry::recorded);
        }
        Ok(entries)
    }
}

/// How often is looked for new entries.
const INTERVAL: Duration = Duration::from_secs(2);

/// What a program ends with when the reader of its output went away, as a shell counts SIGPIPE.
const BROKEN_PIPE: u8 = 141;

/// Prints what is there, and then what is recorded, until nobody reads any more.
fn follow(
    session: &mut Session<'_, '_>,
    tracker: &Tracker,
    wanted: &Wanted<'_>,
    entries: Vec<Entry>,
) -> Result<Answer, Report> {
    if session.global.json {
        let hint = "give --format jsonl instead of --json";
        return Err(usage("a log that goes on is no single document", hint));
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut new = entries;
    let mut marker = tracker.store().marker().map_err(Report::from)?;
    loop {
        let text = if session.global.wants_lines() {
            documents(&new)?
        } else if new.is_empty() {
            String::new()
        } else {
            let page = page(&new, session.clock(), wanted.streams.are_several());
            session.style().page(&page)
        };
        let stdout = &mut session.io.stdout;
        let written = stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush());
        if written.is_err() {
            return Answer::with(&(), Body::Nothing(BROKEN_PIPE));
        }
        seen.extend(new.drain(..).map(|entry| entry.hash));
        loop {
            session.host.pause(INTERVAL);
            let now = tracker.store().marker().map_err(Report::from)?;
            if now != marker {
                marker = now;
                break;
            }
        }
        new = wanted.read(tracker)?;
        new.retain(|entry| !seen.contains(&entry.hash));
    }
}

/// Prints one document a line.
fn documents(entries: &[Entry]) -> Result<String, Report> {
    let entries = serde_json::to_value(entries);
    let entries = entries.map_err(|error| failed("INTERNAL", error.to_string()))?;
    Ok(lines(&entries))
}

fn since(session: &Session<'_, '_>, text: &str) -> Result<Timestamp, Report> {
    match parse_span(text).and_then(|span| session.now.checked_sub_signed(span)) {
        Some(moment) => Ok(moment),
        None => session.moment(text),
    }
}

/// Says when something was recorded that had happened before.
fn later(entry: &Entry, clock: WallClock) -> String {
    let recorded = entry.recorded_at.filter(|recorded| *recorded != entry.at);
    recorded.map_or_else(String::new, |at| {
        format!("   (recorded {})", when(at, clock))
    })
}

fn page(entries: &[Entry], clock: WallClock, names: bool) -> Page {
    let mut page = Page::new();
    for entry in entries {
        let role = if entry.undone {
            Role::Quiet
        } else {
            Role::Plain
        };
        let name = if names {
            format!("{}: ", entry.name)
        } else {
            String::new()
        };
        let undone = if entry.undone { "   (undone)" } else { "" };
        let later = later(entry, clock);
        let line = Line::new()
            .word(Role::Quiet, &format!("{:>4}", entry.seq))
            .to(6)
            .plain(&when(entry.at, clock))
            .to(24)
            .plain(&entry.actor)
            .to(34)
            .word(role, &format!("{name}{}{undone}", entry.text))
            .word(Role::Waiting, &later);
        page.push(line);
        if let Some(reason) = &entry.reason {
            page.push(Line::new().to(34).word(Role::Quiet, reason));
        }
    }
    if entries.is_empty() {
        page.say("Nothing was recorded.");
    }
    page
}
