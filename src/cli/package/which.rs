//! `package which`: the package that brought a migration. Several matches are all listed.

use crate::cli::answer::Answer;
use crate::cli::moment::when;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::domain::package::{MigrationKind, PackageRefusal, WhichMatch, which as matches};
use crate::error::Report;
use crate::projection::WallClock;

/// Shows which package brought a migration, and where it ran.
pub(super) fn which(session: &Session<'_, '_>, query: &str) -> Result<Answer, Report> {
    let ledger = session.open()?.ledger(session.at()?)?;
    let found = matches(&ledger, query);
    if found.is_empty() {
        let query = query.to_owned();
        return Err(PackageRefusal::UnknownMigration { query }.into());
    }
    let mut page = Page::new();
    for found in &found {
        page.gap();
        page.extend(about(found, session.clock()));
    }
    Answer::new(&found, page)
}

fn about(found: &WhichMatch, clock: WallClock) -> Page {
    let mut page = Page::new();
    page.push(Line::new().word(Role::Strong, found.migration.path()));
    let earlier = if found.or_earlier {
        " or an earlier package"
    } else {
        ""
    };
    let say = |label: &str, role, text: &str| {
        Line::new().plain("  ").plain(label).to(12).word(role, text)
    };
    let introduced = format!("{}{earlier}", found.introduced_in);
    if let Some(before) = &found.renamed_from {
        let or_earlier = if before.or_earlier {
            " or an earlier package"
        } else {
            ""
        };
        let (first, path) = (&before.introduced_in, before.migration.path());
        let came = format!("{first}{or_earlier} as {path}");
        page.push(say("came with", Role::Plain, &came));
        page.push(say("renamed", Role::Plain, &format!("with {introduced}")));
    } else {
        page.push(say("came with", Role::Plain, &introduced));
    }
    for before in &found.introduced_before_in {
        page.push(say(
            "before",
            Role::Quiet,
            &format!("{before}, and went again"),
        ));
    }
    match (&found.removed_in, &found.renamed_to) {
        (Some(removed), Some(name)) => {
            let text = format!("to {} with {removed}", name.path());
            page.push(say("renamed", Role::Waiting, &text));
        }
        (Some(removed), None) => {
            page.push(say("gone with", Role::Bad, &removed.to_string()));
        }
        (None, _) => {}
    }
    for run in &found.executed {
        let text = format!(
            "{} {} with {}",
            run.environment,
            when(run.at, clock),
            run.package
        );
        page.push(say("executed", Role::Good, &text));
    }
    if found.executed.is_empty() {
        let text = match found.kind {
            MigrationKind::Post => "no run is recorded",
            MigrationKind::Regular => "no deployment is recorded; it runs with one",
        };
        page.push(say("executed", Role::Waiting, text));
    }
    page
}
