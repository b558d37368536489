//! `package horizon`: how far back an environment can go. Where the target is in doubt there is no line to copy.

use serde::Serialize;
use serde_json::json;

use crate::cli::answer::{Answer, Body};
use crate::cli::moment::when;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::refused;
use crate::cli::session::Session;
use crate::domain::counted;
use crate::domain::flag::FlagName;
use crate::domain::package::{Horizon, PackageName, Place};
use crate::error::Report;
use crate::projection::{WallClock, rollback_check};

/// How many packages of a kind are shown to a person.
const NEAREST: usize = 10;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    horizon: &'a Horizon,
    instruction: Option<&'a str>,
}

/// Shows how far back an environment can go; with `command_only` just the line to copy.
pub(super) fn horizon(
    session: &Session<'_, '_>,
    place: Place,
    command_only: bool,
) -> Result<Answer, Report> {
    let horizon = session.open()?.horizon(place, session.at()?)?;
    let instruction = rollback_check(&horizon);
    if command_only {
        return match instruction {
            Some(line) => {
                let data = json!({ "instruction": line });
                Answer::with(&data, Body::Raw(line + "\n"))
            }
            None => Err(Report {
                reasons: horizon.doubts,
                ..refused("HORIZON_IN_DOUBT", horizon.reason)
                    .hint(format!("rollgate package horizon {place}"))
            }),
        };
    }
    let page = page(&horizon, instruction.as_deref(), session.clock());
    let instruction = instruction.as_deref();
    let horizon = &horizon;
    Answer::new(
        &Document {
            horizon,
            instruction,
        },
        page,
    )
}

fn page(horizon: &Horizon, instruction: Option<&str>, clock: WallClock) -> Page {
    let mut page = Page::new();
    let is_safe = horizon.doubts.is_empty() && !horizon.safe.is_empty();
    let (role, mark) = if is_safe {
        (Role::Good, "✓ ")
    } else {
        (Role::Bad, "✗ ")
    };
    let first = Line::new()
        .word(role, mark)
        .word(Role::Strong, horizon.environment.as_str());
    page.push(first.plain(": ").plain(&horizon.reason));
    for doubt in horizon.doubts.iter().skip(1) {
        page.say(&format!("  also: {doubt}"));
    }
    page.gap();
    facts(&mut page, horizon, clock);
    page.gap();
    for (names, role, words) in [
        (&horizon.safe, Role::Good, "✓ safe"),
        // What is in doubt would be safe without the doubt, and so is newer than what is not.
        (&horizon.unknown, Role::Waiting, "? not known"),
        (&horizon.not_safe, Role::Bad, "✗ not safe"),
    ] {
        packages(&mut page, names, (role, words), horizon);
    }
    migrations(&mut page, horizon);
    flags(&mut page, horizon);
    if let Some(line) = instruction {
        page.gap();
        page.push(Line::new().plain("Ask first: ").word(Role::Strong, line));
    }
    page
}

fn facts(page: &mut Page, horizon: &Horizon, clock: WallClock) {
    let name = |name: &Option<PackageName>| {
        name.as_ref()
            .map_or_else(|| "not known".to_owned(), ToString::to_string)
    };
    let running = Line::new().plain("running").to(22);
    page.push(running.plain(&name(&horizon.running)));
    let at = horizon
        .executed_at
        .map(|at| format!("   post-deploy migrations ran {}", when(at, clock)));
    let line = Line::new().plain("point of no return").to(22);
    page.push(
        line.plain(&name(&horizon.point_of_no_return))
            .word(Role::Quiet, &at.unwrap_or_default()),
    );
}

fn packages(
    page: &mut Page,
    names: &[PackageName],
    (role, words): (Role, &str),
    horizon: &Horizon,
) {
    for name in names.iter().take(NEAREST) {
        let line = Line::new().word(role, words).to(22);
        page.push(line.plain(&name.to_string()));
        let lost = horizon.flags_lost.iter().find(|lost| lost.package == *name);
        if let Some(lost) = lost {
            let flags: Vec<&str> = lost.flags.iter().map(FlagName::as_str).collect();
            let text = format!("no code for {}", flags.join(", "));
            page.push(Line::new().to(22).word(Role::Waiting, &text));
        }
    }
    if names.len() > NEAREST {
        let rest = format!("and {} older ones", names.len() - NEAREST);
        let line = Line::new().word(role, words).to(22);
        page.push(line.word(Role::Quiet, &rest));
    }
}

fn migrations(page: &mut Page, horizon: &Horizon) {
    if horizon.pending_migrations.is_empty() {
        return;
    }
    page.gap();
    let count = horizon.pending_migrations.len();
    let migrations = counted(count, "post-deploy migration");
    let wait = if count == 1 { "waits" } else { "wait" };
    page.say(&format!("{migrations} {wait} to be run:"));
    for migration in horizon.pending_migrations.iter().take(NEAREST) {
        page.push(
            Line::new()
                .word(Role::Waiting, "  ☐ ")
                .plain(migration.path()),
        );
    }
    if count > NEAREST {
        page.say(&format!("    and {} more", count - NEAREST));
    }
}

/// Lists the live flags that a way back of packages would leave without their code.
pub(crate) fn at_risk(page: &mut Page, horizon: &Horizon) {
    if !horizon.flags_at_risk.is_empty() {
        page.gap();
        page.say("Flags that earlier packages have no code for, in the order to switch them off:");
    }
    for flag in &horizon.flags_at_risk {
        let line = Line::new().plain(&format!("  {}. ", flag.order));
        let merge = flag.merge.as_ref();
        let merge = merge.map(|commit| format!(", commit {commit}"));
        let newest = flag.lost_in.first().map(ToString::to_string);
        page.push(line.word(Role::Strong, flag.flag.as_str()).plain(&format!(
            " ({}): its code came with {}{}; not in {} and older",
            flag.state,
            flag.code_in,
            merge.unwrap_or_default(),
            newest.unwrap_or_default()
        )));
    }
}

fn flags(page: &mut Page, horizon: &Horizon) {
    at_risk(page, horizon);
    for flag in &horizon.flags_unknown {
        page.push(Line::new().word(Role::Waiting, "  ? ").plain(&format!(
            "{flag} is on, and nobody has said which package brought its code: rollgate package code {flag} PACKAGE, or --merge SHA"
        )));
    }
}
