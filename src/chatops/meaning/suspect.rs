//! What was probably meant where words are glued together or mistyped. It corrects nothing.

use super::repaired::{repaired, unknown_place};
use crate::chatops::feature::{MODIFIERS, scope_kind};
use crate::domain::flag::{Environment, FlagName, FlagValue, ScopeKind};
use crate::domain::plan::{Dialect, Instruction, Verb};

/// Says what looks glued or mistyped in a line.
pub(super) fn suspected(instruction: &Instruction) -> Vec<String> {
    if matches!(instruction.verb, Verb::Other(_)) {
        return unknown_place(instruction).into_iter().collect();
    }
    let options = instruction
        .modifiers
        .iter()
        .filter_map(|word| glued_option(word));
    let mut found: Vec<String> = options.collect();
    found.extend(
        instruction
            .flag
            .as_deref()
            .and_then(|name| glued_name(instruction, name)),
    );
    found.extend(repaired(instruction));
    found
}

/// Says which option a word begins with that is none: `--productionfoo`.
fn glued_option(word: &str) -> Option<String> {
    let name = word.split('=').next().unwrap_or(word);
    let is_known = MODIFIERS.contains(&name)
        || Environment::parse(name).is_some()
        || name
            .strip_prefix("--")
            .is_some_and(|bare| scope_kind(bare).is_some())
        || name.starts_with("--<");
    if is_known || !name.starts_with("--") {
        return None;
    }
    let environments = Environment::ALL.map(|place| format!("--{place}"));
    let scopes = ScopeKind::ALL.map(|kind| format!("--{kind}"));
    let modifiers = MODIFIERS.map(str::to_owned);
    let known = environments.into_iter().chain(scopes).chain(modifiers);
    let longest = known
        .filter(|option| name.starts_with(option.as_str()))
        .max_by_key(String::len)?;
    let rest = word.strip_prefix(longest.as_str())?;
    Some(format!(
        "`{word}` looks like `{longest}` and `{rest}` glued together"
    ))
}

/// Says where a value or an option hangs on the name: `foo50`, `footrue`, `foo--dev`.
fn glued_name(instruction: &Instruction, name: &str) -> Option<String> {
    if let Some((flag, option)) = name.split_once("--") {
        return Some(format!(
            "`{name}` looks like `{flag}` and `--{option}` glued together"
        ));
    }
    if let Some(at) = name.find('<').filter(|at| *at > 0) {
        let (flag, blank) = name.split_at_checked(at)?;
        return Some(format!(
            "`{name}` looks like `{flag}` and `{blank}` glued together"
        ));
    }
    if instruction.verb == Verb::FeatureSet && instruction.value.is_none() {
        let (flag, value) = value_at_the_end(name)?;
        return Some(format!(
            "`{name}` looks like the flag `{flag}` and the value `{value}` glued together"
        ));
    }
    let is_name = name.starts_with('<') || FlagName::parse(name).is_some();
    if instruction.dialect != Dialect::Chatops {
        return None;
    }
    if !is_name {
        return Some(format!("`{name}` is no name that a flag has"));
    }
    let is_snake = name.starts_with('<') || is_snake_case(name);
    (!is_snake).then(|| format!("`{name}` is not in snake case, as names of flags are"))
}

/// Tells whether a name is in snake case; behind `run_sidekiq_jobs_` or with `::` it may end in the class of a worker.
///
/// Source: GitLab `doc/development/feature_flags/index.md`, names of flags, and `doc/development/sidekiq`, deferring jobs.
fn is_snake_case(name: &str) -> bool {
    let has_class = name.contains("::") || name.contains("_sidekiq_jobs_");
    let is_legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | ':');
    name.chars()
        .all(|c| is_legal(c) || has_class && c.is_ascii_uppercase())
}

/// Parts a value from the end of a name; `foo_v2` and `foo_2` are whole names.
fn value_at_the_end(name: &str) -> Option<(&str, &str)> {
    let number = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let value = [
        name.strip_suffix("true"),
        name.strip_suffix("false"),
        Some(number),
    ]
    .into_iter()
    .flatten()
    .find(|flag| flag.len() < name.len())?;
    let rest = name.strip_prefix(value)?;
    let is_whole = value.is_empty() || value.ends_with('_') || value.ends_with("_v");
    (!is_whole && FlagValue::parse(rest).is_some()).then_some((value, rest))
}
