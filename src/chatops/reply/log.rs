//! Entries of the feature-flag log: a title that says what was set where, a table that says for whom. Other text is passed over.

use super::{Change, place};
use crate::domain::flag::{Basis, Environment, FlagChange, FlagName, FlagValue, Scope, ScopeKind};

/// The quotation marks that stand round a name or a value.
const QUOTES: [char; 3] = ['\'', '`', '"'];

/// Reads every title about `flag`, with the table of scopes that follows it.
///
/// `Feature flag '<name>' has been set to '<value>' [of actors] on <env>`, `… has been deleted on <env>`, and the answer
/// `Feature flag <name> has been removed from <host>!`.
pub(super) fn changes(text: &str, flag: &FlagName) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut is_ours = false;
    let mut columns: Vec<ScopeKind> = Vec::new();
    for line in text.lines() {
        if line.contains("Feature flag ") && line.contains(" has been ") {
            let change = removed(line, flag).or_else(|| title(line, flag));
            is_ours = change.is_some();
            changes.extend(change);
            columns.clear();
            continue;
        }
        let Some(cells) = cells(line) else {
            columns.clear();
            continue;
        };
        if columns.is_empty() {
            columns = header(&cells);
        } else if !is_rule(&cells) {
            let read = scopes(&columns, &cells);
            columns.clear();
            if let Some(Change {
                change: FlagChange::Set { scopes, .. },
                ..
            }) = changes.last_mut().filter(|_| is_ours)
            {
                *scopes = read;
            }
        }
    }
    changes
}

fn title(line: &str, flag: &FlagName) -> Option<Change> {
    let after = line.split_once("Feature flag ")?.1.trim_start();
    let (name, rest) = after.strip_prefix(QUOTES)?.split_once(QUOTES)?;
    if name != flag.as_str() {
        return None;
    }
    if let Some((_, rest)) = rest.split_once("has been deleted on ") {
        return Some(Change {
            environment: first_word(rest)?,
            change: FlagChange::Delete,
        });
    }
    let (_, value) = rest.split_once("has been set to ")?;
    let (value, rest) = value
        .trim_start()
        .strip_prefix(QUOTES)?
        .split_once(QUOTES)?;
    let (who, rest) = rest.split_once("on ")?;
    let value = FlagValue::parse(value.trim_end_matches('%'))?;
    let basis = match (&value, who.contains("of actors")) {
        (_, true) => Some(Basis::Actors),
        (FlagValue::Percentage(_), false) => Some(Basis::Time),
        (FlagValue::On | FlagValue::Off | FlagValue::Blank(_), false) => None,
    };
    Some(Change {
        environment: first_word(rest)?,
        change: FlagChange::Set {
            value,
            scopes: Vec::new(),
            basis,
        },
    })
}

fn removed(line: &str, flag: &FlagName) -> Option<Change> {
    let after = line.split_once("Feature flag ")?.1;
    let (name, host) = after.split_once(" has been removed from ")?;
    let is_ours = name.trim().trim_matches(QUOTES) == flag.as_str();
    Some(Change {
        environment: first_word(host).filter(|_| is_ours)?,
        change: FlagChange::Delete,
    })
}

fn first_word(text: &str) -> Option<Environment> {
    place::of(text.split_whitespace().next()?)
}

/// Returns the cells of a row of a table, without their backticks.
fn cells(line: &str) -> Option<Vec<&str>> {
    let inside = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(
        inside
            .split('|')
            .map(|cell| cell.trim().trim_matches('`').trim())
            .collect(),
    )
}

/// Returns the kinds that a header names, one for each column; none where it is the header of another table.
fn header(cells: &[&str]) -> Vec<ScopeKind> {
    let kind = |cell: &&str| {
        let name = cell.to_lowercase().replace(' ', "-");
        let mut kinds = ScopeKind::ALL.into_iter();
        kinds.find(|kind| kind.as_str() == name)
    };
    let kinds: Option<Vec<ScopeKind>> = cells.iter().map(kind).collect();
    kinds.unwrap_or_default()
}

fn is_rule(cells: &[&str]) -> bool {
    cells
        .iter()
        .all(|cell| cell.chars().all(|letter| matches!(letter, '-' | ':')))
        && cells.iter().any(|cell| !cell.is_empty())
}

fn scopes(columns: &[ScopeKind], cells: &[&str]) -> Vec<Scope> {
    let named = columns.iter().zip(cells);
    let scopes = named.map(|(kind, cell)| Scope {
        kind: *kind,
        values: cell
            .split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
    });
    scopes.filter(|scope| !scope.values.is_empty()).collect()
}
