//! `package note`: Markdown for the release issue. It is printed, and posted by nobody.

use serde_json::json;

use crate::cli::answer::{Answer, Body};
use crate::cli::args::PackageNote;
use crate::cli::session::Session;
use crate::domain::package::{Listing, NoteEntry, PackageRefusal, write_note};
use crate::error::Report;
use crate::projection::note_entry;

/// Prints the note about a package, or about every package of a release that added a post-deploy migration or may have.
pub(super) fn note(session: &Session<'_, '_>, args: &PackageNote) -> Result<Answer, Report> {
    let ledger = session.open()?.ledger(session.at()?)?;
    let (heading, entries) = match (&args.package, &args.release) {
        (Some(package), _) => {
            let name = ledger.find(package)?;
            let listing = ledger.packages.get(name);
            (None, listing.map(note_entry).into_iter().collect())
        }
        (None, release) => {
            let release = release.as_deref().unwrap_or_default().trim();
            let of_release = |listing: &&Listing| listing.package.release() == release;
            let packages = ledger.packages.values().filter(of_release);
            let entries: Vec<NoteEntry> = packages.map(note_entry).collect();
            if entries.is_empty() {
                let release = release.to_owned();
                return Err(PackageRefusal::UnknownRelease { release }.into());
            }
            let count = entries.len();
            let mut told = entries;
            told.retain(|entry| entry.added.as_ref().is_none_or(|added| !added.is_empty()));
            let heading = match count - told.len() {
                0 => format!("Release {release}"),
                none => format!("Release {release} ({none} more packages added none)"),
            };
            (Some(heading), told)
        }
    };
    let text = write_note(heading.as_deref(), &entries);
    let data = json!({ "form": "release_issue", "text": text });
    Answer::with(&data, Body::Raw(text))
}
