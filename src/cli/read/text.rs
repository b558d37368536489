//! `text`: words that are ready to be posted. Nothing is posted from here.

use serde_json::json;

use crate::cli::answer::{Answer, Body};
use crate::cli::args::{Text, TextForm};
use crate::cli::output::Page;
use crate::cli::refusal::refused;
use crate::cli::session::Session;
use crate::domain::id::RolloutId;
use crate::domain::rollout::Passage;
use crate::error::Report;
use crate::export::{About, Copy, text as text_of};
use crate::projection::{RampView, timeline};
use crate::tracker::Tracker;

/// Prints a text: about one step, or about the rollout.
pub(crate) fn text(session: &Session<'_, '_>, args: &Text) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (id, view) = session.view(&tracker, &args.flag)?;
    let history = tracker.history(&id)?;
    let wanted = args.step.as_deref();
    let wanted = wanted
        .map(|name| tracker.find_step(&history, name))
        .transpose()?;
    let now = session.at()?.unwrap_or(session.now);
    let history = history.at(now);
    let ramp = RampView::of(&history, &Passage::default(), now);
    let form = match args.form {
        TextForm::Issue => Copy::Issue,
        TextForm::Slack => Copy::Slack,
        TextForm::Markdown => Copy::Markdown,
        TextForm::Handover => Copy::Handover,
        TextForm::Crosspost => Copy::CrossPost,
    };
    let about = About {
        view: &view,
        step: wanted.and_then(|id| view.steps().find(|step| step.id == id)),
        ramp: ramp.as_ref(),
        log: &timeline(&history),
        now,
    };
    let lines = text_of(form, &about).map_err(|why| refused("NO_TEXT", why))?;
    let mut page = Page::new();
    for line in &lines {
        page.say(line);
    }
    Answer::with(
        &json!({ "form": form.as_str(), "text": lines.join("\n") }),
        Body::Page(page),
    )
}

/// Returns what somebody has to know who takes a rollout over now.
pub(crate) fn pack(
    session: &Session<'_, '_>,
    tracker: &Tracker,
    id: &RolloutId,
) -> Result<Vec<String>, Report> {
    let history = tracker.history(id)?;
    let view = tracker.view(id, None)?;
    let about = About {
        view: &view,
        step: None,
        ramp: None,
        log: &timeline(&history),
        now: session.at()?.unwrap_or(session.now),
    };
    text_of(Copy::Handover, &about).map_err(|why| refused("NO_TEXT", why))
}
