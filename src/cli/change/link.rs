//! The address of an issue: nothing goes online but a program of the person's own, and that only after a yes for its very command.

use crate::cli::refusal::{failed, unconfirmed, usage};
use crate::cli::session::Session;
use crate::domain::issue_link::IssueLink;
use crate::error::Report;

/// Reads the address of an issue.
pub(super) fn parse(text: &str) -> Result<IssueLink, Report> {
    IssueLink::parse(text).map_err(|error| {
        let hint = "give the address of an issue, or copy its text and import that";
        usage(format!("{text}: {error}"), hint)
    })
}

/// Returns the text of an issue, asked for by `glab` or `gh` after a yes; `--fetch` says it beforehand.
pub(super) fn text_of(
    session: &mut Session<'_, '_>,
    link: &IssueLink,
    is_agreed: bool,
) -> Result<String, Report> {
    let program = link.forge().program();
    if !session.host.has_program(program) {
        let message = format!("{program} is not installed, and nothing else here goes online");
        return Err(failed("NO_PROGRAM", message).hint(by_hand(link)));
    }
    let command = link.command().join(" ");
    if !is_agreed {
        agreed(session, link, &command)?;
    }
    session.talk(&format!("running {command}"));
    session.host.ask_forge(link)
}

fn agreed(session: &mut Session<'_, '_>, link: &IssueLink, command: &str) -> Result<(), Report> {
    if !session.can_ask() {
        let message = format!("the text of {} is asked for with: {command}", link.name());
        let hint = format!("give --fetch to have it run; or: {}", by_hand(link));
        return Err(unconfirmed(message).hint(hint));
    }
    session.talk("I do not go online. This can be run for you, and uses your login:");
    session.talk(&format!("  {command}"));
    let answer = session.ask("run it? [y/N]")?;
    if matches!(answer.to_ascii_lowercase().as_str(), "y" | "yes") {
        return Ok(());
    }
    Err(unconfirmed("not run: nothing was asked for and nothing was recorded").hint(by_hand(link)))
}

/// Says how the text is got without any program.
fn by_hand(link: &IssueLink) -> String {
    format!("open {link}, choose Edit, copy all of the text, and: rollgate import - --link {link}")
}
