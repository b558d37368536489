//! `package note`: Markdown for the release issue. It is printed, and posted by nobody.

use serde_json::json;

use crate::cli::answer::{Answer, Body};
use crate::cli::args::PackageNote;
use crate::cli::session::Session;
use crate::domain::package::{NoteEntry, PackageRefusal, write_note};
use crate::error::Report;
use crate::projection::{note_entry, release_note};

/// Prints the note about a package, or about every package of a release that added a post-deploy migration or may have.
pub(super) fn note(session: &Session<'_, '_>, args: &PackageNote) -> Result<Answer, Report> {
    let ledger = session.open()?.ledger(session.at()?)?;
    let text = match (&args.package, &args.release) {
        (Some(package), _) => {
            let name = ledger.find(package)?;
            let listing = ledger.packages.get(name);
            let entries: Vec<NoteEntry> = listing.map(note_entry).into_iter().collect();
            write_note(None, &entries)
        }
        (None, release) => {
            let release = release.as_deref().unwrap_or_default().trim().to_owned();
            release_note(&ledger, &release).ok_or(PackageRefusal::UnknownRelease { release })?
        }
    };
    let data = json!({ "form": "release_issue", "text": text });
    Answer::with(&data, Body::Raw(text))
}
