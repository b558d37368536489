//! One line read into an Instruction. Prose is none; everything that looks like a line to run is kept, with what is wrong with it.

use std::borrow::Cow;

use crate::domain::flag::Environment;
use crate::domain::plan::{Dialect, Instruction, Verb};

use super::blank::blanks;
use super::check::check;
use super::feature::{Arguments, bare_name};
use super::print::{Profile, print};
use super::word::{split_comment, words};
use super::{console, foreign};

/// Verbs of two words, by their first.
pub(super) const FAMILIES: [&str; 7] = [
    "auto_deploy",
    "rollback",
    "release",
    "post_deploy_migrations",
    "mirror",
    "pipeline",
    "incident",
];

/// Reads a line of chatops, of a Rails console, of a GitLab comment or of a shell; `None` for prose.
///
/// Accepts `/chatops [gitlab] run …`, `/chatops feature …` as it was before `run`, and `!feature-set …` as it was before
/// that, options in any order, with or without backticks. `raw` keeps the text; a trailing ` # comment` is in `raw` only.
pub fn parse_line(line: &str) -> Option<Instruction> {
    let raw = line.trim();
    let (command, _) = split_comment(raw);
    let (command, _) = split_comment(command.trim_matches('`').trim());
    if command.contains(['\n', '\r']) {
        return None;
    }
    chatops(raw, command)
        .or_else(|| console::parse(raw, command))
        .or_else(|| foreign::quick_action(raw, command))
        .or_else(|| foreign::shell_line(raw, command))
}

/// How often a line is read again at most. The number is odd, so that a line that goes to and fro between two readings ends with the same one of them.
const READINGS: usize = 7;

/// Signs that hold words together, or make a word of what is none: only with them can a line read otherwise once it is put in order.
const HOLDS: [char; 7] = ['`', '<', '"', '\'', '—', '–', '#'];

/// Reads a line of chatops so that what is printed of it means the same: what reads otherwise once it is put in order means that.
fn chatops(raw: &str, command: &str) -> Option<Instruction> {
    if !may_be_chatops(command) {
        return None;
    }
    let mut read = chatops_once(raw, command)?;
    if !command.contains(HOLDS) {
        return Some(read);
    }
    for _ in 0..READINGS {
        let (command, _) = split_comment(&read.normalised);
        match chatops_once(raw, command) {
            Some(again) if again.normalised != read.normalised => read = again,
            Some(again) => return Some(again),
            None => break,
        }
    }
    Some(read)
}

fn chatops_once(raw: &str, command: &str) -> Option<Instruction> {
    let words = words(command);
    let (profile, rest) = head(&words)?;
    let (verb, arguments) = verb(&rest)?;
    let mut instruction = match &verb {
        Verb::Other(_) => other(verb, &rest, arguments, profile),
        Verb::FeatureSet | Verb::FeatureGet | Verb::FeatureList | Verb::FeatureDelete => {
            feature(verb, arguments)
        }
    };
    raw.clone_into(&mut instruction.raw);
    if !matches!(instruction.verb, Verb::Other(_)) {
        instruction.normalised = print(&instruction, profile);
    }
    instruction.blanks = blanks(&instruction.normalised);
    instruction.problems = check(&instruction);
    Some(instruction)
}

/// Tells whether a line begins as one of chatops can, so that most others need not be cut into words.
fn may_be_chatops(command: &str) -> bool {
    let command = command.trim_start_matches(|c: char| c == '`' || c.is_whitespace());
    command.starts_with(['/', '!', 'c', 'C'])
}

/// Parts the words that only say "chatops" from those that say what.
fn head<'w, 't>(words: &'w [Cow<'t, str>]) -> Option<(Profile, Cow<'w, [Cow<'t, str>]>)> {
    let (first, rest) = words.split_first()?;
    let lower = first.to_ascii_lowercase();
    if let Some(old) = lower.strip_prefix("!feature-") {
        if old.is_empty() || !is_word(old) {
            return None;
        }
        let mut expanded = vec![Cow::Borrowed("feature"), Cow::Owned(old.to_owned())];
        expanded.extend_from_slice(rest);
        return Some((Profile::Old, Cow::Owned(expanded)));
    }
    let has_slash = lower == "/chatops";
    if !has_slash && lower != "chatops" {
        return None;
    }
    let (profile, rest) = match rest.split_first() {
        Some((word, rest)) if word == "gitlab" => (Profile::New, rest),
        _ => (Profile::Old, rest),
    };
    let (has_run, rest) = match rest.split_first() {
        Some((word, rest)) if word == "run" => (true, rest),
        _ => (false, rest),
    };
    let first: &str = rest.first()?;
    let starts = first.starts_with(|c: char| c.is_ascii_lowercase());
    // Before `run` there were few verbs; "all /chatops commands" is prose.
    let is_old = has_slash && (first == "feature" || FAMILIES.contains(&first));
    (starts && (has_run || is_old)).then_some((profile, Cow::Borrowed(rest)))
}

/// Tells whether a word can be a part of a verb.
fn is_word(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// Parts the verb from its arguments.
fn verb<'w, 't>(words: &'w [Cow<'t, str>]) -> Option<(Verb, &'w [Cow<'t, str>])> {
    let (first, rest) = words.split_first()?;
    let is_family = first == "feature" || FAMILIES.contains(&first.as_ref());
    let second = rest.first().filter(|word| is_family && is_word(word));
    let arguments = rest.get(usize::from(second.is_some())..)?;
    let name = second.map_or_else(|| first.to_string(), |second| format!("{first} {second}"));
    Some((Verb::from(name), arguments))
}

fn empty(verb: Verb) -> Instruction {
    Instruction {
        raw: String::new(),
        normalised: String::new(),
        dialect: Dialect::Chatops,
        verb,
        flag: None,
        value: None,
        environments: Vec::new(),
        scopes: Vec::new(),
        modifiers: Vec::new(),
        blanks: Vec::new(),
        problems: Vec::new(),
        of_ladder: false,
    }
}

fn feature(verb: Verb, words: &[Cow<'_, str>]) -> Instruction {
    let arguments = Arguments::of(words);
    let mut instruction = empty(verb);
    let surplus = match instruction.verb {
        Verb::FeatureSet => {
            let read = arguments.name_and_value();
            instruction.flag = read.name;
            instruction.value = read.value;
            read.surplus
        }
        Verb::FeatureList | Verb::Other(_) => arguments.positionals,
        Verb::FeatureGet | Verb::FeatureDelete => {
            let mut positionals = arguments.positionals.into_iter();
            instruction.flag = positionals.next().and_then(|word| bare_name(&word));
            positionals.collect()
        }
    };
    instruction.environments = arguments.environments;
    if instruction.environments.is_empty() {
        instruction.environments = vec![Environment::Production];
    }
    instruction.scopes = arguments.scopes;
    instruction.modifiers = arguments.modifiers;
    instruction.modifiers.extend(surplus);
    instruction
}

/// A verb about which nothing is known but its words; it acts where it says, and says it as a word or an option.
fn other(
    verb: Verb,
    words: &[Cow<'_, str>],
    arguments: &[Cow<'_, str>],
    profile: Profile,
) -> Instruction {
    let mut instruction = empty(verb);
    instruction.normalised = format!("{} {}", profile.prefix(), words.join(" "));
    instruction.environments = arguments
        .iter()
        .filter_map(|word| Environment::parse(word))
        .collect();
    instruction.modifiers = arguments
        .iter()
        .filter(|word| word.starts_with("--") && Environment::parse(word).is_none())
        .map(ToString::to_string)
        .collect();
    instruction
}
