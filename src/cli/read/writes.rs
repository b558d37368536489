//! What is written while the flag is off, as somebody said, and which data was tried.

use crate::cli::answer::Answer;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::error::Report;

/// Shows the answer, and how each cohort of data stands.
pub(crate) fn writes(session: &Session<'_, '_>, flag: &str) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, flag)?;
    let writes = &view.writes;
    let mut page = Page::new();
    let answer = writes.answer.unwrap_or("nobody has said");
    let line = Line::new().plain("Written while the flag is off: ");
    let line = line.word(Role::Strong, answer);
    page.push(match writes.done {
        Some(true) => line.word(Role::Good, " (done)"),
        Some(false) => line.word(Role::Bad, " (not done)"),
        None => line,
    });
    if let Some(link) = &writes.link {
        page.say(link);
    }
    for standing in &writes.cohorts {
        let (word, role) = match (standing.passed, standing.asked) {
            (Some(true), _) => ("passed", Role::Good),
            (Some(false), _) => ("no pass", Role::Bad),
            (None, true) => ("to be tried", Role::Waiting),
            (None, false) => ("not asked for", Role::Quiet),
        };
        let line = Line::new().plain("  ").plain(standing.cohort.text());
        page.push(line.to(32).word(role, word));
    }
    Answer::new(writes, page)
}
