//! What was probably meant where words are glued together or mistyped. It corrects nothing.

use crate::chatops::feature::{MODIFIERS, scope_kind};
use crate::domain::flag::{Environment, FlagName, FlagValue, ScopeKind};
use crate::domain::plan::{Dialect, Instruction, Verb};

/// Says what looks glued or mistyped in a line.
pub(super) fn suspected(instruction: &Instruction) -> Vec<String> {
    if matches!(instruction.verb, Verb::Other(_)) {
        return Vec::new();
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
    let is_odd = !is_name && instruction.dialect == Dialect::Chatops;
    is_odd.then(|| format!("`{name}` is no name that a flag has"))
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
