//! What people vouched for in a rollout: what, since when, who said so.

use crate::cli::answer::Answer;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::error::Report;

/// Shows what was said last about each topic.
pub(crate) fn statements(session: &Session<'_, '_>, flag: &str) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, flag)?;
    let mut page = Page::new();
    if view.statements.is_empty() {
        page.say("Nobody has vouched for anything. rollgate vouch FLAG TOPIC [yes|no|na] says it.");
    }
    for said in &view.statements {
        page.push(Line::new().word(Role::Strong, &said.text));
        let at = said
            .at
            .map(|at| session.zone().format(at, "%a %d %b %H:%M %Z"));
        let known = [said.note.clone(), said.by.clone(), at];
        let known: Vec<String> = known.into_iter().flatten().collect();
        page.push(
            Line::new()
                .plain("  ")
                .word(Role::Quiet, &known.join("   ")),
        );
    }
    Answer::new(&view.statements, page)
}
