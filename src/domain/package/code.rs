//! Which package brought the code of a flag, by its merge commit, and how what was said last is taken back.

use super::event::Event;
use super::ledger::Ledger;
use super::name::PackageName;
use super::refusal::PackageRefusal;
use crate::domain::flag::FlagName;

/// The lengths that a commit is named in, in hexadecimal digits.
const LENGTHS: std::ops::RangeInclusive<usize> = 7..=40;

pub(super) fn merge(
    ledger: &Ledger,
    flag: &FlagName,
    commit: &str,
) -> Result<Vec<Event>, PackageRefusal> {
    let named = commit.trim().trim_matches('`').to_ascii_lowercase();
    let is_hex = named.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hex || !LENGTHS.contains(&named.len()) {
        let text = commit.to_owned();
        return Err(PackageRefusal::NoCommit { text });
    }
    let known = ledger.merges.get(flag);
    if known.is_some_and(|known| known.starts_with(&named)) {
        return Ok(vec![]);
    }
    Ok(vec![Event::PackageMergeNamed {
        flag: flag.clone(),
        commit: named,
    }])
}

/// Takes what a repository says, for the flags whose commit was named and is still the one that was looked for.
pub(super) fn found(ledger: &Ledger, found: &[(FlagName, String, PackageName)]) -> Vec<Event> {
    let news = found.iter().filter(|(flag, commit, package)| {
        let asked = ledger.merges.get(flag);
        asked.is_some_and(|asked| commit.starts_with(asked.as_str()))
            && (ledger.code.get(flag) != Some(package) || asked != Some(commit))
    });
    news.map(|(flag, commit, package)| Event::PackageCodeNamed {
        flag: flag.clone(),
        package: package.clone(),
        commit: Some(commit.clone()),
    })
    .collect()
}

pub(super) fn undo(ledger: &Ledger) -> Result<Vec<Event>, PackageRefusal> {
    let event = ledger
        .undoable()
        .ok_or(PackageRefusal::Nothing { verb: "undo" })?;
    Ok(vec![Event::PackageUndone { event }])
}

pub(super) fn redo(ledger: &Ledger) -> Result<Vec<Event>, PackageRefusal> {
    let event = ledger
        .redoable()
        .ok_or(PackageRefusal::Nothing { verb: "redo" })?;
    Ok(vec![Event::PackageRedone { event }])
}
