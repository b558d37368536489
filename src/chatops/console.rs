//! `Feature.enable(:name)` and its kin, which need a Rails console and the role that may open one.

use crate::domain::flag::{FlagValue, Percentage, Scope, ScopeKind};
use crate::domain::plan::{Dialect, Instruction, Verb};

use super::blank::blanks;
use super::check::check;
use super::feature::bare_name;

/// Reads a call of the console; `None` for anything else.
///
/// What a call names as its actor becomes a scope with the argument as written. A console does not say on
/// which environment it runs, so the instruction names none.
pub(super) fn parse(raw: &str, command: &str) -> Option<Instruction> {
    let (method, arguments) = call(command)?;
    let mut arguments = arguments.into_iter();
    let name = arguments.next().and_then(|word| bare_name(&word))?;
    let argument = arguments.next();
    let (verb, value, modifiers) = meaning(method, argument.as_deref())?;
    let scopes = match (&verb, modifiers.is_empty(), &argument) {
        (Verb::FeatureSet, true, Some(actor)) => vec![scope(actor)],
        _ => Vec::new(),
    };
    let normalised = argument.as_ref().map_or_else(
        || format!("Feature.{method}(:{name})"),
        |argument| format!("Feature.{method}(:{name}, {argument})"),
    );
    let mut read = Instruction {
        raw: raw.to_owned(),
        blanks: blanks(&normalised),
        normalised,
        dialect: Dialect::Console,
        verb,
        flag: Some(name),
        value,
        environments: Vec::new(),
        scopes,
        modifiers,
        problems: Vec::new(),
        of_ladder: false,
    };
    read.problems = check(&read);
    Some(read)
}

/// Returns method and arguments of `Feature.method(…)` or `Feature.method …`.
fn call(command: &str) -> Option<(&str, Vec<String>)> {
    let command = command.trim_matches('`').trim_end_matches(';');
    let rest = command
        .strip_prefix("::Feature.")
        .or_else(|| command.strip_prefix("Feature."))?;
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '?'))
        .unwrap_or(rest.len());
    let (method, rest) = (rest.get(..end)?, rest.get(end..)?.trim());
    let inside = rest.strip_prefix('(').map_or(rest, inside);
    let arguments: Vec<String> = inside
        .splitn(2, ',')
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    Some((method, arguments))
}

/// Returns what stands before the bracket that closes a call; all of it where none does.
fn inside(rest: &str) -> &str {
    let mut depth = 1_i32;
    for (at, c) in rest.char_indices() {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return rest.get(..at).unwrap_or(rest);
        }
    }
    rest
}

fn meaning(method: &str, argument: Option<&str>) -> Option<(Verb, Option<FlagValue>, Vec<String>)> {
    let share = || {
        let text = argument?;
        Percentage::parse(text)
            .map(FlagValue::Percentage)
            .or_else(|| FlagValue::parse(text))
    };
    match method {
        "enable" => Some((Verb::FeatureSet, Some(FlagValue::On), Vec::new())),
        "disable" => Some((Verb::FeatureSet, Some(FlagValue::Off), Vec::new())),
        "remove" => Some((Verb::FeatureDelete, None, Vec::new())),
        "enabled?" | "disabled?" | "get" => Some((Verb::FeatureGet, None, Vec::new())),
        "enable_percentage_of_actors" => {
            Some((Verb::FeatureSet, share(), vec!["--actors".to_owned()]))
        }
        "enable_percentage_of_time" => {
            Some((Verb::FeatureSet, share(), vec!["--random".to_owned()]))
        }
        _ => None,
    }
}

/// Guesses the kind of an actor from the class or the variable that stands for it; a project where nothing tells.
fn scope(actor: &str) -> Scope {
    let lower = actor.to_ascii_lowercase();
    let kinds = [
        ("feature.group", ScopeKind::FeatureGroup),
        ("repository", ScopeKind::Repository),
        ("project", ScopeKind::Project),
        ("namespace", ScopeKind::Namespace),
        ("group", ScopeKind::Group),
        ("user", ScopeKind::User),
    ];
    let kind = kinds
        .iter()
        .find(|(word, _)| lower.contains(word))
        .map_or(ScopeKind::Project, |(_, kind)| *kind);
    Scope {
        kind,
        values: vec![actor.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chatops::parse_line;

    fn read(line: &str) -> Instruction {
        parse_line(line).unwrap()
    }

    #[test]
    fn console_calls_are_changes_too() {
        for (line, verb, value, modifiers) in [
            (
                "Feature.enable(:x)",
                "feature set",
                Some(FlagValue::On),
                vec![],
            ),
            (
                "Feature.disable(:x)",
                "feature set",
                Some(FlagValue::Off),
                vec![],
            ),
            ("Feature.remove(:x)", "feature delete", None, vec![]),
            (
                "Feature.enable_percentage_of_actors(:x, 10)",
                "feature set",
                Percentage::parse("10").map(FlagValue::Percentage),
                vec!["--actors"],
            ),
            (
                "Feature.enable_percentage_of_time(:x, 10)",
                "feature set",
                Percentage::parse("10").map(FlagValue::Percentage),
                vec!["--random"],
            ),
        ] {
            let instruction = read(line);
            assert_eq!(instruction.dialect, Dialect::Console);
            assert_eq!(instruction.flag.as_deref(), Some("x"));
            assert_eq!(
                (instruction.verb.to_string().as_str(), &instruction.value),
                (verb, &value)
            );
            assert_eq!(instruction.modifiers, modifiers);
            assert_eq!(instruction.normalised, line);
        }
        let scoped = read("`Feature.enable(:x,Project.find(1))`");
        assert_eq!(
            scoped.scopes.first().map(|scope| scope.kind),
            Some(ScopeKind::Project)
        );
        assert_eq!(scoped.normalised, "Feature.enable(:x, Project.find(1))");
    }
}
