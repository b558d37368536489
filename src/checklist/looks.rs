//! What a text that is no checklist looks like instead, and what can be done with it.

use super::reading::{Diagnostic, Severity};
use super::{package_log, vocabulary};
use crate::domain::flag::FlagName;
use crate::domain::plan::StageKind;

/// Returns what a text looks like, by the phrases of the vocabulary; `None` when nothing tells.
pub(super) fn kind(text: &str) -> Option<&'static str> {
    vocabulary::find("looks", text)
}

/// The longest title that is put into a command, in characters.
const LONGEST_TITLE: usize = 120;

/// How many headings of a rollout tell that a text was one.
const FEWEST_HEADINGS: usize = 3;

/// Counts the lines that are headings of stages which only rollouts have.
fn headings(text: &str) -> usize {
    let lines = text.lines().filter(|line| line.len() < 80);
    lines
        .filter(|line| {
            matches!(
                vocabulary::stage_kind(line.trim_start_matches('#')),
                Some(
                    StageKind::Nonprod
                        | StageKind::Canary
                        | StageKind::Ramp
                        | StageKind::Rollback
                        | StageKind::DefaultOn
                )
            )
        })
        .count()
}

/// Says that there is no rollout and what there is, with the command that keeps it.
pub(super) fn instead(text: &str) -> Diagnostic {
    if headings(text) >= FEWEST_HEADINGS {
        let message =
            "no rollout found: the headings of a rollout are there, but its lists are lost";
        return Diagnostic::new("lists_lost", Severity::Warning, 0, message)
            .hint("copy the issue again, from its description's source");
    }
    let items = bullets(text.lines());
    let flag = flag(text).unwrap_or_else(|| "FLAG".to_owned());
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default().trim_start_matches(['#', ' ']);
    let title: String = first
        .chars()
        .filter(|c| !matches!(c, '"' | '\\' | '$' | '`' | '!') && !c.is_control())
        .take(LONGEST_TITLE)
        .collect();
    let (message, hint) = match kind(text) {
        Some(kind @ "a bug report") => (
            format!("this reads like {kind}{}", plan(text)),
            format!(
                "rollgate blocker add {flag} \"{title}\" keeps it with the rollout that it holds up"
            ),
        ),
        Some(kind) => (
            format!("this reads like {kind}{}", log(text)),
            format!("rollgate note {flag} \"{title}\" keeps it with the rollout that it is about"),
        ),
        None if text.trim().is_empty() => ("the text is empty".to_owned(), BOXES.to_owned()),
        None => (
            format!("{items} list items, no task and no line to run"),
            BOXES.to_owned(),
        ),
    };
    let message = format!("no rollout found: {message}");
    Diagnostic::new("not_a_rollout", Severity::Warning, 0, message).hint(hint)
}

/// What a rollout has.
const BOXES: &str = "a rollout has boxes (`- [ ]`) or chatops lines";

/// Says how many items the plan of a report has: those under its last heading of that name.
fn plan(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let is_plan = |line: &&str| vocabulary::find("plan", line).is_some();
    let start = lines.iter().rposition(is_plan);
    let below = start
        .and_then(|start| lines.get(start + 1..))
        .unwrap_or_default();
    match bullets(below.iter().copied()) {
        0 => String::new(),
        1 => " with a plan of one item".to_owned(),
        count => format!(" with a plan of {count} items"),
    }
}

/// Counts the items of a list, those too whose bullet stands behind a line of the item before.
fn bullets<'t, I: Iterator<Item = &'t str>>(lines: I) -> usize {
    let count = |line: &str| {
        let begins = line.trim_start().starts_with(['-', '*', '•']);
        let behind = line.match_indices(" - ").filter(|(at, _)| {
            let before = line.get(..*at).unwrap_or_default();
            let after = line.get(at + 3..).unwrap_or_default();
            !before.trim().is_empty() && after.starts_with(char::is_uppercase)
        });
        usize::from(begins) + behind.count()
    };
    lines.map(count).sum()
}

/// Says which packages brought which migrations, where the text has a log of them.
fn log(text: &str) -> String {
    let packages = package_log::packages(text);
    if packages.is_empty() {
        return String::new();
    }
    let name = |path: &String| path.rsplit('/').next().unwrap_or_default().to_owned();
    let lines = packages.iter().map(|package| {
        let names: Vec<String> = package.migrations.iter().map(name).collect();
        match names.as_slice() {
            [] => format!("what {} brought is not known", package.name),
            names => format!("{} brought {}", package.name, names.join(", ")),
        }
    });
    format!(
        " with a package log: {}",
        lines.collect::<Vec<_>>().join("; ")
    )
}

/// Returns the flag that a text speaks of: `the a_b feature flag`, `:a_b flag`, `a feature flag called: a_b`.
fn flag(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        FlagName::parse(bare)
            .filter(|_| bare.contains('_'))
            .map(|name| name.to_string())
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let is = |place: Option<usize>, wanted: &[&str]| {
            let found = place.and_then(|place| words.get(place));
            found.is_some_and(|found| wanted.contains(&vocabulary::words(found).as_str()))
        };
        let before = is(Some(at + 1), &["flag", "feature"]);
        let after = is(at.checked_sub(1), &["called", "named"]) && is(at.checked_sub(2), &["flag"]);
        name(word).filter(|_| before || after)
    })
}
