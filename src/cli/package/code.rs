//! Which package brought the code of a rollout's flag: said, found by its merge commit, or shown. And the way back of what was said.

use serde::Serialize;

use super::change::recorded;
use crate::cli::answer::Answer;
use crate::cli::args::PackageCode;
use crate::cli::confirm::agreed;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::domain::flag::FlagName;
use crate::domain::package::{Command, Ledger, PackageName};
use crate::error::Report;

/// What is known of the code of a flag.
#[derive(Debug, Serialize)]
pub(crate) struct Code {
    flag: FlagName,
    package: Option<PackageName>,
    merge: Option<String>,
}

impl Code {
    /// Takes out of the ledger what it knows of a flag.
    pub(crate) fn of(ledger: &Ledger, flag: FlagName) -> Self {
        Self {
            package: ledger.code.get(&flag).cloned(),
            merge: ledger.merges.get(&flag).cloned(),
            flag,
        }
    }

    /// Says it in one line; `None` where nothing is known.
    pub(crate) fn in_words(&self) -> Option<String> {
        match (&self.package, &self.merge) {
            (Some(package), Some(merge)) => Some(format!("{package}, commit {merge}")),
            (Some(package), None) => Some(package.to_string()),
            (None, Some(merge)) => Some(format!("commit {merge}, no package with it is known")),
            (None, None) => None,
        }
    }
}

/// Records which package or commit brought the code of a flag, or shows it.
pub(super) fn code(session: &Session<'_, '_>, args: &PackageCode) -> Result<Answer, Report> {
    if let Some(commit) = &args.merge {
        let mut tracker = session.open_to_change()?;
        let id = tracker.find(&args.flag)?;
        let found = tracker.name_merge(&id, commit, args.repo.as_deref())?;
        return Ok(recorded(session, &found.events)?.warn(found.warnings));
    }
    if let Some(package) = &args.package {
        let mut tracker = session.open_to_change()?;
        let id = tracker.find(&args.flag)?;
        let events = tracker.name_code(&id, package)?;
        return recorded(session, &events);
    }
    let tracker = session.open()?;
    let flag = tracker.flag_of(&tracker.find(&args.flag)?)?;
    let code = Code::of(&tracker.ledger(session.at()?)?, flag);
    let mut page = Page::new();
    let line = Line::new().word(Role::Strong, code.flag.as_str());
    page.push(match code.in_words() {
        Some(words) => line.plain(": its code came with ").plain(&words),
        None => line.plain(": nobody has said which package brought its code"),
    });
    Answer::new(&code, page)
}

/// Takes the last thing back, or brings it back; asks first when it is somebody else's.
pub(super) fn take_back(
    session: &mut Session<'_, '_>,
    command: &Command,
) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let history = tracker.ledger_history(None)?;
    let (verb, record) = if *command == Command::Undo {
        ("undo", history.ledger.undoable())
    } else {
        ("redo", history.ledger.redoable())
    };
    if let Some(told) = record.and_then(|seq| history.get(seq))
        && told.by != session.signed()?
    {
        let text = history.words(&told.event).text;
        agreed(
            session,
            &format!("{verb} what {} recorded: {text}", told.by),
        )?;
    }
    let events = tracker.record_packages(command)?;
    recorded(session, &events)
}
