//! `writes`: what is written while the flag is off, said once for a rollout.

use super::wish;
use crate::cli::answer::Answer;
use crate::cli::args::{Writes as Args, WritesWord};
use crate::cli::read;
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::cohort::Writes;
use crate::domain::rollout::Command;
use crate::error::Report;

/// Records the answer, or shows the one that was given.
pub(crate) fn writes(session: &Session<'_, '_>, args: &Args) -> Result<Answer, Report> {
    let Some(word) = args.answer else {
        if args.done || args.link.is_some() {
            let hint = "rollgate writes FLAG backfilled --done";
            return Err(usage("--link and --done are about a backfill", hint));
        }
        return read::writes(session, &args.flag);
    };
    if word != WritesWord::Backfilled && (args.done || args.link.is_some()) {
        let hint = "rollgate writes FLAG backfilled --done";
        return Err(usage("--link and --done are about a backfill", hint));
    }
    let answer = match word {
        WritesWord::Nothing => Writes::Nothing,
        WritesWord::Always => Writes::Always,
        WritesWord::Lazily => Writes::Lazily,
        WritesWord::Backfilled => Writes::Backfilled {
            link: link(session, args)?,
            done: args.done,
        },
    };
    wish(session, &args.flag, &Command::SayWrites { answer })
}

/// Returns where the backfill is described: as said now, else as said before.
fn link(session: &Session<'_, '_>, args: &Args) -> Result<Option<String>, Report> {
    if args.link.is_some() {
        return Ok(args.link.clone());
    }
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, &args.flag)?;
    Ok(view.writes.link)
}
