//! What stands in the way: of one rollout, of all of them, one thing with its plan. Nothing open is left out.

use crate::cli::answer::{Answer, Body};
use crate::cli::args::OneBlocker;
use crate::cli::moment::{in_words, when};
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::not_found;
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::plan::StepState;
use crate::error::Report;
use crate::projection::{BlockerView, BoardOrder, RolloutView, WallClock};

/// Shows the blockers of a rollout.
pub(crate) fn blockers(session: &Session<'_, '_>, flag: &str) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, flag)?;
    let mut page = Page::new();
    for blocker in &view.blockers {
        let line = Line::new().word(Role::Strong, &blocker.id).to(5);
        let line = state(line, blocker).to(13);
        page.push(line.plain(&blocker.title));
        let known = known(blocker, session.now);
        let details = [blocker.link.as_deref(), blocker.closed.as_deref()];
        let known = Some(known.as_str()).filter(|known| !known.is_empty());
        for detail in [known].into_iter().chain(details).flatten() {
            page.push(Line::new().to(13).word(Role::Quiet, detail));
        }
    }
    if view.blockers.is_empty() {
        page.say("Nothing stands in the way.");
    }
    Answer::new(&view.blockers, page)
}

/// Shows what stands in the way of all rollouts that are not over, what holds first.
pub(crate) fn blocker_board(
    session: &Session<'_, '_>,
    order: BoardOrder,
) -> Result<Answer, Report> {
    let board = session.open()?.board(session.at()?)?.sorted(order);
    let rows = &board.blockers;
    let mut page = Page::new();
    for row in rows {
        let line = Line::new().word(Role::Strong, &row.blocker.id).to(5);
        let line = state(line, &row.blocker).to(13).plain(&row.rollout).to(38);
        page.push(line.plain(&row.blocker.title));
        let known = known(&row.blocker, session.now);
        if !known.is_empty() {
            page.push(Line::new().to(38).word(Role::Quiet, &known));
        }
    }
    if rows.is_empty() {
        page.say("Nothing stands in the way.");
    }
    Answer::new(rows, page)
}

/// Shows one blocker with its plan.
pub(crate) fn blocker(session: &Session<'_, '_>, one: &OneBlocker) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, &one.flag)?;
    let blocker = find(&view, &one.blocker)?;
    let mut page = Page::new();
    let line = Line::new().word(Role::Strong, &blocker.id).to(5);
    page.push(
        state(line, blocker)
            .to(13)
            .word(Role::Strong, &blocker.title),
    );
    let known = known(blocker, session.now);
    let texts = [
        Some(known).filter(|known| !known.is_empty()),
        blocker.link.clone(),
        blocker.description.clone(),
        blocker.closed.as_ref().map(|why| format!("closed: {why}")),
    ];
    for text in texts.into_iter().flatten() {
        page.push(Line::new().to(13).plain(&text));
    }
    page.gap();
    for step in &blocker.plan {
        let state = if step.done {
            StepState::Done
        } else {
            StepState::Todo
        };
        let line = Line::new().word(Role::Strong, &format!("{:>3}", step.order));
        let line = line.to(5).mark(state).plain(" ").plain(&step.text);
        let by = step.by.as_deref().zip(step.at);
        let by = by.map(|(by, at)| format!("   {by} {}", when(at, session.clock())));
        page.push(line.word(Role::Quiet, &by.unwrap_or_default()));
    }
    said(&mut page, blocker, session.clock());
    Answer::new(blocker, page)
}

/// Shows what will be so when it is done, and what somebody wrote down.
fn said(page: &mut Page, blocker: &BlockerView, clock: WallClock) {
    for (place, expected) in blocker.expected.iter().enumerate() {
        if place == 0 {
            page.gap();
            page.push(Line::new().word(Role::Quiet, "Expected when done"));
        }
        page.push(Line::new().to(5).plain(expected));
    }
    for (place, note) in blocker.notes.iter().enumerate() {
        if place == 0 {
            page.gap();
            page.push(Line::new().word(Role::Quiet, "Notes"));
        }
        let at = note.at.map(|at| when(at, clock));
        let line = Line::new().word(Role::Quiet, &at.unwrap_or_default());
        let line = line.to(24).plain(note.by.as_deref().unwrap_or_default());
        page.push(line.to(36).plain(&note.text));
    }
}

/// Prints one blocker as Markdown.
pub(crate) fn blocker_text(session: &Session<'_, '_>, one: &OneBlocker) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, &one.flag)?;
    let blocker = find(&view, &one.blocker)?;
    let text = blocker.markdown(view.name());
    let data = serde_json::json!({ "blocker": blocker.id, "text": text });
    Answer::with(&data, Body::Raw(text))
}

fn find<'a>(view: &'a RolloutView, name: &str) -> Result<&'a BlockerView, Report> {
    let wanted = name.trim();
    let mut blockers = view.blockers.iter();
    let found = blockers.find(|blocker| blocker.id.eq_ignore_ascii_case(wanted));
    found.ok_or_else(|| {
        let hint = format!("rollgate blocker list {}", view.name());
        not_found(format!("there is no blocker {wanted}"), hint)
    })
}

fn state(line: Line, blocker: &BlockerView) -> Line {
    match (blocker.open, blocker.hard) {
        (true, true) => line.word(Role::Bad, "open"),
        (true, false) => line.word(Role::Waiting, "warns"),
        (false, _) => line.word(Role::Quiet, "closed"),
    }
}

/// Says what is known of a blocker, in one line.
fn known(blocker: &BlockerView, now: Timestamp) -> String {
    let parts = [
        blocker.kind.map(|kind| kind.as_str().to_owned()),
        blocker
            .severity
            .map(|severity| severity.as_str().to_uppercase()),
        blocker.owner.as_ref().map(|owner| format!("owner {owner}")),
        blocker
            .due
            .filter(|_| blocker.open)
            .map(|due| until(due, now)),
        blocker
            .progress()
            .map(|progress| format!("plan {progress}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

fn until(due: Timestamp, now: Timestamp) -> String {
    let seconds = (due - now).num_seconds();
    let span = in_words(seconds.unsigned_abs());
    if seconds < 0 {
        format!("OVERDUE by {span}")
    } else {
        format!("due in {span}")
    }
}
