//! The note about a whole monthly release, for its release issue. A package that added nothing is counted and not listed.

use super::packages_view::note_entry;
use crate::domain::package::{Ledger, Listing, NoteEntry, write_note};

/// Returns the note about every package of a release that added a post-deploy migration or may have; `None` where none is known.
pub fn release_note(ledger: &Ledger, release: &str) -> Option<String> {
    let of_release = |listing: &&Listing| listing.package.release() == release;
    let packages = ledger.packages.values().filter(of_release);
    let mut told: Vec<NoteEntry> = packages.map(note_entry).collect();
    let count = told.len();
    if count == 0 {
        return None;
    }
    told.retain(|entry| entry.added.as_ref().is_none_or(|added| !added.is_empty()));
    let heading = match count - told.len() {
        0 => format!("Release {release}"),
        1 => format!("Release {release} (1 more package added none)"),
        none => format!("Release {release} ({none} more packages added none)"),
    };
    Some(write_note(Some(&heading), &told))
}
