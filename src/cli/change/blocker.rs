//! What stands in the way: raised with a title, closed with a reason.

use super::wish;
use crate::cli::answer::Answer;
use crate::cli::session::Session;
use crate::domain::id::BlockerId;
use crate::domain::rollout::Command;
use crate::error::Report;

/// Raises a blocker.
pub(crate) fn add_blocker(
    session: &Session<'_, '_>,
    flag: &str,
    (title, link): (&str, Option<&str>),
) -> Result<Answer, Report> {
    let command = Command::RaiseBlocker {
        title: title.to_owned(),
        link: link.map(str::to_owned),
    };
    wish(session, flag, &command)
}

/// Closes a blocker.
pub(crate) fn close_blocker(
    session: &Session<'_, '_>,
    flag: &str,
    (blocker, reason): (&str, &str),
) -> Result<Answer, Report> {
    let blocker = BlockerId::new(blocker.trim().to_uppercase());
    wish(
        session,
        flag,
        &Command::CloseBlocker {
            blocker,
            reason: reason.to_owned(),
        },
    )
}
