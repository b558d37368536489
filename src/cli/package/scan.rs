//! `package scan`: what a repository says about packages, recorded. It says how much was new, not everything it read.

use serde::Serialize;

use super::change::words;
use crate::cli::answer::{Answer, Body};
use crate::cli::args::PackageScan;
use crate::cli::output::Page;
use crate::cli::refusal::{not_found, usage};
use crate::cli::session::Session;
use crate::domain::counted;
use crate::domain::package::{Basis, Listing, Migration, PackageName, read_note};
use crate::error::Report;
use crate::tracker::{Recorded, ScanReport};

/// How many new packages are listed one by one.
const LISTED: usize = 20;

#[derive(Serialize)]
struct Document<'a> {
    dry_run: bool,
    found: usize,
    known: usize,
    new: Vec<NewPackage<'a>>,
    unresolved: &'a [PackageName],
    events: &'a [Recorded],
}

#[derive(Serialize)]
struct NewPackage<'a> {
    package: &'a PackageName,
    commit: Option<&'a str>,
    against: Option<&'a PackageName>,
    post: Vec<&'a Migration>,
    regular: Vec<&'a Migration>,
    removed: &'a [Migration],
}

impl<'a> From<&'a Listing> for NewPackage<'a> {
    fn from(listing: &'a Listing) -> Self {
        let of_kind = |is_post: bool| {
            let added = listing.added.iter();
            added
                .filter(|migration| migration.is_post() == is_post)
                .collect()
        };
        Self {
            package: &listing.package,
            commit: listing.commit.as_deref(),
            against: match &listing.basis {
                Basis::Diff { against } => Some(against),
                Basis::Whole | Basis::Said | Basis::Unlisted => None,
            },
            post: of_kind(true),
            regular: of_kind(false),
            removed: &listing.removed,
        }
    }
}

/// Reads what is new in a repository and records it.
pub(super) fn scan(session: &mut Session<'_, '_>, args: &PackageScan) -> Result<Answer, Report> {
    let names = match &args.names {
        Some(file) => named(&session.document(file)?, file)?,
        None => vec![],
    };
    let mut tracker = session.open_to_change()?;
    let report = tracker.scan_packages(&args.repo, &names)?;
    if report.found == 0 {
        let message = format!("{} has no auto-deploy tag", args.repo.display());
        return Err(not_found(
            message,
            "git fetch --tags in it, or name the packages with --names FILE",
        ));
    }
    let dry_run = session.global.dry_run;
    let document = Document {
        dry_run,
        found: report.found,
        known: report.found - report.listings.len(),
        new: report.listings.iter().map(NewPackage::from).collect(),
        unresolved: &report.unresolved,
        events: &report.events,
    };
    let mut answer = Answer::with(&document, Body::Word(page(&report, dry_run)))?;
    answer.changed = !report.events.is_empty() && !dry_run;
    Ok(answer.warn(warnings(&report)))
}

fn named(text: &str, file: &str) -> Result<Vec<PackageName>, Report> {
    let names: Vec<PackageName> = read_note(text).into_iter().map(|(name, _)| name).collect();
    if names.is_empty() {
        let hint = "name a text with names such as 14.8.202202080920-97d6e07c2a1.4ce763dbce1";
        return Err(usage(format!("{file} names no package"), hint));
    }
    Ok(names)
}

fn page(report: &ScanReport, dry_run: bool) -> Page {
    let new = report.listings.len();
    let last = report.events.len().saturating_sub(LISTED);
    let mut page = Page::new();
    page.say(&format!(
        "{}, {new} of them new or other than before",
        counted(report.found, "package")
    ));
    if last > 0 {
        page.say(&format!("The last {LISTED} of them:"));
    }
    let shown: Vec<Recorded> = report.events.iter().skip(last).cloned().collect();
    if !shown.is_empty() {
        page.extend(words(&shown, dry_run));
    }
    page
}

fn warnings(report: &ScanReport) -> Vec<String> {
    let mut warnings = report.warnings.clone();
    let unresolved = report.unresolved.iter();
    warnings.extend(unresolved.map(|name| match name.rails_sha() {
        Some(sha) => format!("{name} was left out: no commit {sha} in the repository"),
        None => format!("{name} was left out: neither a tag nor a SHA says where it is"),
    }));
    warnings
}
