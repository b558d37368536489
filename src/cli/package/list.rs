//! `package list`: the packages that are known, where they are, what they brought. It knows nothing of rollbacks.

use crate::cli::answer::Answer;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::domain::package::{PackageRefusal, Place};
use crate::error::Report;
use crate::projection::{PackageRow, package_rows};

/// Lists packages, newest first.
pub(super) fn list(session: &Session<'_, '_>, release: Option<&str>) -> Result<Answer, Report> {
    let ledger = session.open()?.ledger(session.at()?)?;
    let mut rows = package_rows(&ledger);
    if let Some(release) = release {
        rows.retain(|row| row.release == release.trim());
        if rows.is_empty() {
            let release = release.to_owned();
            return Err(PackageRefusal::UnknownRelease { release }.into());
        }
    }
    let page = page(&rows);
    Answer::new(&rows, page)
}

fn page(rows: &[PackageRow]) -> Page {
    let mut page = Page::new();
    if rows.is_empty() {
        page.say("No package is known. Next: rollgate package scan --repo PATH");
        return page;
    }
    let name = rows.iter().map(|row| row.package.to_string().len());
    let name = name.max().unwrap_or(0).max(7) + 2;
    let heading = Line::new().word(Role::Quiet, "PACKAGE").to(name);
    page.push(
        heading
            .word(Role::Quiet, "POST")
            .to(name + 6)
            .word(Role::Quiet, "REGULAR")
            .to(name + 15)
            .word(Role::Quiet, "EXECUTED")
            .to(name + 26)
            .word(Role::Quiet, "ON"),
    );
    for row in rows {
        let count = |count: Option<usize>| match count {
            Some(0) => "-".to_owned(),
            Some(count) => count.to_string(),
            None => "?".to_owned(),
        };
        let before = (!row.was_on.is_empty()).then(|| format!("before: {}", names(&row.was_on)));
        page.push(
            Line::new()
                .plain(&row.package.to_string())
                .to(name)
                .plain(&count(row.post))
                .to(name + 6)
                .plain(&count(row.regular))
                .to(name + 15)
                .word(Role::Good, &names(&row.executed))
                .to(name + 26)
                .word(Role::Strong, &names(&row.on))
                .plain(if row.on.is_empty() { "" } else { "  " })
                .word(Role::Quiet, &before.unwrap_or_default()),
        );
    }
    page
}

fn names(places: &[Place]) -> String {
    let names: Vec<&str> = places.iter().map(|place| place.as_str()).collect();
    names.join(" ")
}
