//! What was read liberally: a long dash, a percent sign, a short name of an environment, an open bracket. It says so and refuses nothing.

use crate::chatops::word::split_comment;
use crate::domain::flag::{Environment, FlagValue};
use crate::domain::plan::{Dialect, Instruction, Verb};

/// The names by which `rollback check` knows where to look.
///
/// Source: gitlab-com/chatops `lib/chatops/commands/rollback.rb`.
const PACKAGE_ENVIRONMENTS: [&str; 4] = ["gprd", "gprd-cny", "gstg", "gstg-cny"];

/// Says every word of a line about a flag that was taken for something else than it says.
pub(super) fn repaired(instruction: &Instruction) -> Vec<String> {
    let command = split_comment(&instruction.raw).0;
    if instruction.dialect == Dialect::Console {
        return unclosed(command).into_iter().collect();
    }
    let words = command.split_whitespace();
    let words = words.map(|word| word.trim_matches('`'));
    words
        .filter_map(|word| long_dash(word).or_else(|| another(instruction, word)))
        .collect()
}

/// Says where an editor made one long dash of two short ones.
fn long_dash(word: &str) -> Option<String> {
    let rest = word.strip_prefix(['—', '–'])?;
    let option = rest.trim_start_matches(['-', '—', '–']);
    Some(format!(
        "`{word}` begins with a long dash and is read as `--{option}`; chatops knows short ones only"
    ))
}

/// Says where a value or an environment is written as chatops does not.
fn another(instruction: &Instruction, word: &str) -> Option<String> {
    let value = instruction.value.as_ref();
    let is_share = matches!(value, Some(FlagValue::Percentage(_)));
    if let Some(number) = word.strip_suffix('%').filter(|_| is_share) {
        let is_value = FlagValue::parse(word).as_ref() == value;
        return is_value.then(|| {
            format!("`{word}` is read as `{number}`; chatops takes a number without a sign")
        });
    }
    let bare = word.strip_prefix("--")?;
    let place = Environment::parse(bare).filter(|place| place.as_str() != bare)?;
    Some(format!(
        "`{word}` is read as `--{place}`; chatops knows no option `{word}`"
    ))
}

/// Says where a call of the console opens more brackets than it closes.
fn unclosed(command: &str) -> Option<String> {
    let count = |wanted: char| command.matches(wanted).count();
    (count('(') > count(')')).then(|| {
        format!("`{command}` opens a bracket that is never closed; a console would wait for it")
    })
}

/// Says where `rollback check` names no environment that it knows; a blank that is still open is one that may be right.
pub(super) fn unknown_place(instruction: &Instruction) -> Option<String> {
    let is_check = matches!(&instruction.verb, Verb::Other(words) if words == "rollback check");
    if !is_check || instruction.dialect != Dialect::Chatops {
        return None;
    }
    let known = PACKAGE_ENVIRONMENTS.join(", ");
    let (_, rest) = instruction.normalised.split_once("rollback check")?;
    let Some(place) = rest
        .split_whitespace()
        .next()
        .filter(|word| !word.starts_with("--"))
    else {
        return Some(format!("`rollback check` does not say where: {known}"));
    };
    let may_be = place.starts_with('<') || PACKAGE_ENVIRONMENTS.contains(&place);
    (!may_be).then(|| format!("`{place}` is no environment of `rollback check`: {known}"))
}
