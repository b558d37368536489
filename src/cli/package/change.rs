//! What somebody says about packages, recorded: that there is one, where it was deployed, where its migrations ran.

use serde::Serialize;

use crate::cli::answer::{Answer, Body};
use crate::cli::args::PackageAdd;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::package::{
    Command, DeployStatus, Migration, PackageName, PackageRefusal, Place, read_note,
};
use crate::error::Report;
use crate::tracker::Recorded;

#[derive(Serialize)]
struct Change<'a> {
    dry_run: bool,
    events: &'a [Recorded],
}

/// Records a package with the migrations listed for it, or all those of a note.
pub(super) fn add(session: &mut Session<'_, '_>, args: &PackageAdd) -> Result<Answer, Report> {
    let packages = if args.name == "-" {
        noted(session, args)?
    } else {
        let name = PackageName::parse(&args.name).ok_or_else(|| PackageRefusal::NoPackageName {
            text: args.name.clone(),
        })?;
        vec![(name, listed(session, &args.migrations)?)]
    };
    wish(session, &Command::Add { packages })
}

fn noted(
    session: &mut Session<'_, '_>,
    args: &PackageAdd,
) -> Result<Vec<(PackageName, Vec<Migration>)>, Report> {
    let hint = "rollgate package add - < note.md";
    if !args.migrations.is_empty() {
        return Err(usage("the note itself lists the migrations", hint));
    }
    let packages = read_note(&session.text("-")?);
    if packages.is_empty() {
        return Err(usage("standard input names no package", hint));
    }
    Ok(packages)
}

fn listed(session: &mut Session<'_, '_>, texts: &[String]) -> Result<Vec<Migration>, Report> {
    let mut migrations: Vec<Migration> = Vec::new();
    for given in texts {
        let found = Migration::all_in(&session.text(given)?);
        if found.is_empty() {
            let what = if given == "-" {
                "standard input"
            } else {
                given
            };
            let hint = "write it as db/post_migrate/20220201173212_add_an_index.rb";
            return Err(usage(format!("{what} names no migration"), hint));
        }
        for migration in found {
            if !migrations.contains(&migration) {
                migrations.push(migration);
            }
        }
    }
    Ok(migrations)
}

/// Records a run of post-deploy migrations.
pub(super) fn executed(
    session: &Session<'_, '_>,
    environment: Place,
    package: &str,
    ok: bool,
) -> Result<Answer, Report> {
    let package = package.to_owned();
    wish(
        session,
        &Command::Execute {
            environment,
            package,
            ok,
        },
    )
}

/// Records how a deployment stands.
pub(super) fn deployed(
    session: &Session<'_, '_>,
    environment: Place,
    package: &str,
    status: DeployStatus,
) -> Result<Answer, Report> {
    let package = package.to_owned();
    wish(
        session,
        &Command::Deploy {
            environment,
            package,
            status,
        },
    )
}

fn wish(session: &Session<'_, '_>, command: &Command) -> Result<Answer, Report> {
    let events = session.open_to_change()?.record_packages(command)?;
    recorded(session, &events)
}

pub(super) fn recorded(session: &Session<'_, '_>, events: &[Recorded]) -> Result<Answer, Report> {
    let dry_run = session.global.dry_run;
    let page = words(events, dry_run);
    let mut answer = Answer::with(&Change { dry_run, events }, Body::Word(page))?;
    answer.changed = !events.is_empty() && !dry_run;
    Ok(answer)
}

/// Says what was recorded, or would be.
pub(super) fn words(events: &[Recorded], dry_run: bool) -> Page {
    let mut page = Page::new();
    let (role, verb) = if dry_run {
        (Role::Waiting, "would record ")
    } else {
        (Role::Good, "ok ")
    };
    for event in events {
        page.push(Line::new().word(role, verb).plain(&event.text));
    }
    if events.is_empty() {
        page.push(Line::new().word(role, "ok ").plain("it was so already"));
    }
    page
}
