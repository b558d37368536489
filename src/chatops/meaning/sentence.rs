//! What a line about a flag does, in a sentence, place by place. It goes by the line alone and knows no flag.

use super::Said;
use crate::domain::flag::{Basis, Environment, FlagValue, Percentage, Scope};
use crate::domain::plan::{Dialect, Instruction, Verb};

/// Says what a `set` does.
pub(super) fn set(instruction: &Instruction) -> Said {
    let flag = flag(instruction);
    let place = place(instruction);
    let whom = whom(&instruction.scopes);
    let Some(value) = &instruction.value else {
        return Said {
            sentence: format!("Sets {flag}{place}, but does not say to what."),
            changes: Some(Vec::new()),
            notes: Vec::new(),
        };
    };
    let is_global = instruction.scopes.is_empty();
    let (sentence, becomes) = match value.as_boolean() {
        Some(true) if *value == FlagValue::On && is_global => (
            format!("Turns {flag} on for everybody{place}."),
            "on for everybody, whatever else is set".to_owned(),
        ),
        Some(true) if !is_global => (
            format!("Turns {flag} on for {whom}{place}."),
            format!("on for {whom}, and for whom it was on before"),
        ),
        Some(false) if is_global => (
            format!("Turns {flag} off for everybody{place}."),
            "off for everybody; percentages and named actors are cleared".to_owned(),
        ),
        Some(false) => (
            format!("Takes {flag} back from {whom}{place}."),
            format!("no longer on for {whom} by name"),
        ),
        Some(true) if instruction.dialect == Dialect::Chatops => {
            let what = share(instruction, value);
            (
                format!("Sets {flag} to {what}{place}, which the server takes for `true`."),
                "on for everybody: the server takes a plain 100 for `true`".to_owned(),
            )
        }
        Some(true) | None => {
            let what = share(instruction, value);
            (
                format!("Sets {flag} to {what}{place}."),
                format!("on for {what}"),
            )
        }
    };
    let mut notes = about_the_value(instruction, value);
    notes.extend(writes_down(instruction));
    Said {
        sentence,
        changes: Some(everywhere(instruction, &becomes)),
        notes,
    }
}

/// Says what a `delete` or a `remove` does.
pub(super) fn delete(instruction: &Instruction) -> Said {
    let (flag, place) = (flag(instruction), place(instruction));
    let becomes = "no gate is stored any more, so that the default in the code counts";
    let mut notes = vec![
        "Deleting what is not stored is no mistake: nothing happens then.".to_owned(),
        "Where the default is on, the flag is on after it.".to_owned(),
    ];
    notes.extend(writes_down(instruction));
    Said {
        sentence: format!("Removes every stored gate of {flag}{place}."),
        changes: Some(everywhere(instruction, becomes)),
        notes,
    }
}

/// Says what a line does that only looks.
pub(super) fn look(instruction: &Instruction) -> Said {
    let (flag, place) = (flag(instruction), place(instruction));
    let method = instruction
        .normalised
        .strip_prefix("Feature.")
        .unwrap_or_default();
    let sentence = match &instruction.verb {
        Verb::FeatureList => match matching(instruction) {
            Some(part) => format!("Lists the flags whose name contains {part}{place}."),
            None => format!("Lists the flags that are set{place}."),
        },
        _ if method.starts_with("enabled?") => {
            format!("Asks whether {flag} is on{}{place}.", argument(instruction))
        }
        _ if method.starts_with("disabled?") => {
            format!(
                "Asks whether {flag} is off{}{place}.",
                argument(instruction)
            )
        }
        Verb::FeatureSet | Verb::FeatureGet | Verb::FeatureDelete | Verb::Other(_) => {
            format!("Shows the state and the gates of {flag}{place}.")
        }
    };
    let mut notes = Vec::new();
    if instruction.dialect == Dialect::Console {
        notes.push(CONSOLE.to_owned());
    } else if instruction.verb == Verb::FeatureGet {
        notes.push("Trust the gates that it shows more than the state.".to_owned());
    }
    Said {
        sentence,
        changes: Some(Vec::new()),
        notes,
    }
}

const CONSOLE: &str = "It is run in a Rails console, by somebody who may open one there: none of chatops' guards stands before it.";

/// What has to be known about a value before it is set.
///
/// Sources: GitLab `doc/development/feature_flags/controls.md`, `doc/api/features.md`; Flipper's gates.
fn about_the_value(instruction: &Instruction, value: &FlagValue) -> Vec<String> {
    let mut notes = Vec::new();
    let is_part = value.as_boolean().is_none()
        && matches!(value, FlagValue::Percentage(_) | FlagValue::Blank(_));
    let mut add = |note: &str| notes.push(note.to_owned());
    if is_a_hundred(value) && instruction.scopes.is_empty() {
        add(
            "100% is not the same as `true`: a percentage of actors reaches only calls that name an actor. The server takes a plain 100 for `true`, whatever it counts: say `true` where everybody is meant, and look with `feature get`.",
        );
    }
    if instruction.basis() == Some(Basis::Time) && !matches!(value.as_boolean(), Some(false)) {
        add(
            "A percentage of time is discouraged: it is asked anew at every call, so that one request may see the flag on and off. Count actors instead (`--actors`).",
        );
        if instruction.dialect == Dialect::Console {
            add("chatops refuses the same (`--random`) without --ignore-random-deprecation-check.");
        }
    }
    if is_part && instruction.basis() != Some(Basis::Time) {
        add(
            "Who has it keeps it while the percentage rises. Where the flag is fully on, the server refuses a percentage: set it to false first.",
        );
    }
    if value.as_boolean() == Some(false) && !instruction.scopes.is_empty() {
        add("It excludes nobody: where the flag is on for everybody, it stays on for them too.");
    }
    if value.as_boolean() == Some(false) && instruction.scopes.is_empty() {
        add("It counts before a default of `true` in the code.");
    }
    notes
}

/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`, what follows a change.
fn writes_down(instruction: &Instruction) -> Vec<String> {
    let text = match instruction.dialect {
        Dialect::Console => CONSOLE,
        Dialect::Chatops => {
            "chatops writes it down: a closed issue in feature-flag-log, a note on the rollout issue, a mark in Grafana; end-to-end tests are started."
        }
        Dialect::QuickAction | Dialect::Shell => return Vec::new(),
    };
    vec![text.to_owned()]
}

fn is_a_hundred(value: &FlagValue) -> bool {
    *value == FlagValue::Percentage(Percentage::ALL)
}

fn share(instruction: &Instruction, value: &FlagValue) -> String {
    let number = match value {
        FlagValue::Percentage(share) => format!("{share}%"),
        FlagValue::Blank(blank) => blank.clone(),
        FlagValue::On | FlagValue::Off => value.to_string(),
    };
    match instruction.basis() {
        Some(Basis::Actors) if matches!(value, FlagValue::Blank(_)) => {
            format!("{number} percent of actors")
        }
        Some(Basis::Actors) => format!("{number} of actors"),
        Some(Basis::Time) if matches!(value, FlagValue::Blank(_)) => {
            format!("{number} percent of time")
        }
        Some(Basis::Time) => format!("{number} of time"),
        None => number,
    }
}

fn flag(instruction: &Instruction) -> String {
    instruction
        .flag
        .clone()
        .unwrap_or_else(|| "a flag that is not named".to_owned())
}

/// Says where: nothing where a console line does not tell.
fn place(instruction: &Instruction) -> String {
    let names: Vec<&str> = instruction
        .environments
        .iter()
        .map(|place| place.as_str())
        .collect();
    match names.split_last() {
        None => ", where the console is open".to_owned(),
        Some((only, [])) => format!(" in {only}"),
        Some((last, rest)) => format!(" in {} and {last}", rest.join(", ")),
    }
}

fn everywhere(instruction: &Instruction, becomes: &str) -> Vec<String> {
    let flag = flag(instruction);
    if instruction.environments.is_empty() {
        let is_deleted = instruction.verb == Verb::FeatureDelete;
        let what = if is_deleted {
            becomes.to_owned()
        } else {
            format!("{flag} is {becomes}")
        };
        return vec![format!("where the console is open: {what}")];
    }
    let mut places: Vec<Environment> = instruction.environments.clone();
    places.reverse();
    let said = places.into_iter().map(|place| match instruction.verb {
        Verb::FeatureDelete => format!("{place}: {becomes}"),
        Verb::FeatureSet | Verb::FeatureGet | Verb::FeatureList | Verb::Other(_) => {
            format!("{place}: {flag} is {becomes}")
        }
    });
    said.collect()
}

fn whom(scopes: &[Scope]) -> String {
    if scopes.is_empty() {
        return "everybody".to_owned();
    }
    let named = scopes.iter().map(|scope| {
        let kind = scope.kind.as_str().replace('-', " ");
        format!("the {kind} {}", scope.values.join(", "))
    });
    named.collect::<Vec<String>>().join(" and ")
}

fn matching(instruction: &Instruction) -> Option<&str> {
    let mut modifiers = instruction.modifiers.iter();
    modifiers.find_map(|modifier| modifier.strip_prefix("--match="))
}

/// Returns for whom a console asks, as ` for ACTOR`.
fn argument(instruction: &Instruction) -> String {
    let inside = instruction
        .normalised
        .split_once(", ")
        .map(|(_, rest)| rest);
    let actor = inside.map(|rest| rest.strip_suffix(')').unwrap_or(rest));
    actor
        .map(|actor| format!(" for {actor}"))
        .unwrap_or_default()
}
