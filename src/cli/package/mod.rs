//! The commands about packages. Each reads the ledger or hands it a wish; no rule is here.

mod change;
mod code;
mod horizon;
mod list;
mod note;
mod scan;
mod which;

pub(crate) use code::Code;
pub(crate) use horizon::at_risk;

use crate::cli::answer::Answer;
use crate::cli::args::PackageVerb;
use crate::cli::session::Session;
use crate::domain::package::{Command, PackageRefusal, Place};
use crate::error::Report;

/// Does what is wished about packages.
pub(crate) fn package(session: &mut Session<'_, '_>, verb: &PackageVerb) -> Result<Answer, Report> {
    match verb {
        PackageVerb::Scan(args) => scan::scan(session, args),
        PackageVerb::Add(args) => change::add(session, args),
        PackageVerb::List { release } => list::list(session, release.as_deref()),
        PackageVerb::Which { migration } => which::which(session, migration),
        PackageVerb::Executed {
            environment,
            package,
            failed,
        } => change::executed(session, place(environment)?, package, !failed),
        PackageVerb::Deployed {
            environment,
            package,
            status,
        } => change::deployed(session, place(environment)?, package, (*status).into()),
        PackageVerb::Horizon {
            environment,
            command,
        } => horizon::horizon(session, place(environment)?, *command),
        PackageVerb::Note(args) => note::note(session, args),
        PackageVerb::Code(args) => code::code(session, args),
        PackageVerb::Undo => code::take_back(session, &Command::Undo),
        PackageVerb::Redo => code::take_back(session, &Command::Redo),
    }
}

fn place(text: &str) -> Result<Place, Report> {
    Place::parse(text).ok_or_else(|| {
        let text = text.to_owned();
        PackageRefusal::NoPlace { text }.into()
    })
}
