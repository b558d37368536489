//! The times that run, as scripts and people read them.

use serde::Serialize;

use crate::cli::answer::Answer;
use crate::cli::moment::in_words;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::plan::StepKind;
use crate::error::Report;
use crate::projection::TimerRow;

/// A time that runs.
#[derive(Debug, Serialize)]
pub(super) struct TimerDocument<'a> {
    step: &'a str,
    text: &'a str,
    kind: StepKind,
    started_at: Timestamp,
    ends_at: Timestamp,
    seconds_left: u64,
    paused: bool,
    is_over: bool,
    watcher: Option<&'a str>,
}

impl<'a> TimerDocument<'a> {
    /// Says how a time stands at `now`.
    pub(super) fn of(timer: &'a TimerRow, now: Timestamp) -> Self {
        Self {
            step: &timer.number,
            text: &timer.text,
            kind: timer.kind,
            started_at: timer.started_at,
            ends_at: timer.ends_at,
            seconds_left: timer.seconds_left(now),
            paused: timer.paused_with.is_some(),
            is_over: timer.is_over(now),
            watcher: timer.watcher.as_deref(),
        }
    }

    /// Says it in words: `wait 4.5 has 6m 12s left`.
    pub(super) fn in_words(&self) -> String {
        let kind = if self.kind == StepKind::Wait {
            "wait"
        } else {
            "watch"
        };
        if self.is_over {
            return format!("{kind} {} is over", self.step);
        }
        let pause = if self.paused { ", paused" } else { "" };
        format!(
            "{kind} {} has {} left{pause}{}",
            self.step,
            in_words(self.seconds_left),
            self.watcher
                .map_or_else(String::new, |name| format!(", watched by {name}"))
        )
    }
}

/// Shows what runs in a rollout.
pub(crate) fn timers(session: &Session<'_, '_>, flag: &str) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, flag)?;
    let now = session.at()?.unwrap_or(session.now);
    let timers: Vec<TimerDocument<'_>> = view
        .timers
        .iter()
        .map(|timer| TimerDocument::of(timer, now))
        .collect();
    let mut page = Page::new();
    for timer in &timers {
        page.push(
            Line::new()
                .word(Role::Waiting, &timer.in_words())
                .plain("   ")
                .plain(timer.text),
        );
    }
    if timers.is_empty() {
        page.say("No time runs.");
    }
    Answer::new(&timers, page)
}
