//! `deadline`: of which type a flag is, and until when it has to be dealt with. No flag is removed from here.

use super::changed;
use crate::cli::answer::Answer;
use crate::cli::args::DeadlineOf;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::calendar::FlagType;
use crate::domain::rollout::Command;
use crate::error::Report;
use crate::projection::DeadlineView;

/// Shows the deadline of a flag; with a type, records that first.
pub(crate) fn deadline(session: &Session<'_, '_>, args: &DeadlineOf) -> Result<Answer, Report> {
    let Some(kind) = &args.kind else {
        let tracker = session.open()?;
        let (_, view) = session.view(&tracker, &args.flag)?;
        let now = session.at()?.unwrap_or(session.now);
        let mut page = Page::new();
        let words = view.deadline.as_ref().map_or_else(
            || {
                let types = FlagType::ALL.map(FlagType::as_str).join(", ");
                format!("nobody said of which type it is: {types}")
            },
            |deadline| deadline.in_words(now),
        );
        let name = format!("{}   ", view.name());
        let role = role(view.deadline.as_ref(), now);
        page.push(Line::new().word(Role::Strong, &name).word(role, &words));
        return Answer::new(&view.deadline, page);
    };
    let kind = FlagType::parse(kind)
        .ok_or_else(|| usage(format!("{kind} is no type of a flag"), "see --help"))?;
    let since = args.since.as_deref().map(|text| session.past(text));
    let command = Command::TypeFlag {
        kind,
        since: since.transpose()?,
    };
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let events = tracker.dispatch(&id, &command, None)?;
    let view = tracker.view(&id, None)?;
    let words = view.deadline.map(|deadline| deadline.in_words(session.now));
    let answer = changed(session, &tracker, &id, &events)?;
    Ok(answer.warn(words.into_iter().collect()))
}

fn role(deadline: Option<&DeadlineView>, now: crate::domain::Timestamp) -> Role {
    match deadline {
        Some(deadline) if deadline.is_over(now) => Role::Bad,
        Some(_) => Role::Plain,
        None => Role::Quiet,
    }
}
