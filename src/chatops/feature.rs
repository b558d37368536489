//! The arguments of `feature set|get|list|delete`, in whatever order they stand. What it does not know it keeps as written.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::domain::flag::{Environment, FlagValue, Scope, ScopeKind};

/// The words behind a verb, sorted by what they are.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    pub(super) positionals: Vec<String>,
    pub(super) environments: Vec<Environment>,
    pub(super) scopes: Vec<Scope>,
    pub(super) modifiers: Vec<String>,
}

/// The name and the value of a `set`, and the words left over.
#[derive(Debug, Default)]
pub(super) struct NameAndValue {
    pub(super) name: Option<String>,
    pub(super) value: Option<FlagValue>,
    pub(super) surplus: Vec<String>,
}

/// The options that chatops knows beside scopes and environments, in the order in which they are printed.
pub(super) const MODIFIERS: [&str; 6] = [
    "--actors",
    "--random",
    "--ignore-production-check",
    "--ignore-feature-flag-consistency-check",
    "--ignore-random-deprecation-check",
    "--match",
];

impl Arguments {
    /// Sorts `words`.
    pub(super) fn of(words: &[Cow<'_, str>]) -> Self {
        let mut arguments = Self::default();
        let mut rest = words.iter().map(AsRef::as_ref).peekable();
        while let Some(word) = rest.next() {
            let Some(option) = word.strip_prefix("--") else {
                // Quotes round nothing are no word.
                let is_word = bare(word).is_some();
                arguments
                    .positionals
                    .extend(is_word.then(|| word.to_owned()));
                continue;
            };
            let (name, given) = option
                .split_once('=')
                .map_or((option, None), |(name, value)| (name, Some(value)));
            let takes_value = scope_kind(name).is_some() || name == "match";
            let mut value = Cow::Borrowed(given.unwrap_or_default());
            if takes_value && given.is_none() {
                value = Cow::Borrowed(
                    rest.next_if(|next| !next.starts_with("--"))
                        .unwrap_or_default(),
                );
            }
            while takes_value && value.ends_with(',') {
                let Some(next) = rest.next_if(|next| !next.starts_with("--")) else {
                    break;
                };
                value += next;
            }
            arguments.take(word, name, given.is_some(), &value);
        }
        arguments.settle();
        arguments
    }

    fn take(&mut self, word: &str, name: &str, has_equals: bool, value: &str) {
        let environment = Environment::parse(name).filter(|_| !has_equals);
        if let Some(environment) = environment {
            self.environments.push(environment);
        } else if let Some(kind) = scope_kind(name) {
            let values: Vec<String> = value
                .split(',')
                .map(|part| part.trim_matches(['"', '\'', ' ']).to_owned())
                .filter(|part| !part.is_empty())
                .collect();
            if values.is_empty() {
                self.modifiers.push(format!("--{name}"));
            } else {
                self.scopes.push(Scope { kind, values });
            }
        } else if name == "match" && !value.is_empty() {
            self.modifiers.push(format!("--match={value}"));
        } else {
            self.modifiers.push(word.to_owned());
        }
    }

    /// Puts environments and modifiers into the one order in which they are printed.
    fn settle(&mut self) {
        self.environments.sort_unstable();
        self.environments.dedup();
        let place = |modifier: &String| {
            let name = modifier.split('=').next().unwrap_or_default();
            MODIFIERS
                .iter()
                .position(|known| *known == name)
                .unwrap_or(MODIFIERS.len())
        };
        self.modifiers.sort_by_key(place);
        if self.modifiers.len() > 1 {
            let mut seen = BTreeSet::new();
            self.modifiers
                .retain(|modifier| seen.insert(modifier.clone()));
        }
    }

    /// Takes the first positional for the name and the second for the value; a `false NAME` is turned round.
    pub(super) fn name_and_value(&self) -> NameAndValue {
        let first = self.positionals.first().map(String::as_str);
        let second = self.positionals.get(1).map(String::as_str);
        let swapped = first.is_some_and(is_value)
            && second.is_some_and(|word| FlagValue::parse(word).is_none() || word.starts_with('<'));
        let (name, value) = if swapped {
            (second, first)
        } else {
            (first, second)
        };
        let parsed = value.and_then(FlagValue::parse);
        let known = if parsed.is_some() { 2 } else { 1 };
        NameAndValue {
            name: name.and_then(bare_name),
            value: parsed,
            surplus: if swapped {
                self.positionals.iter().skip(2).cloned().collect()
            } else {
                self.positionals.iter().skip(known).cloned().collect()
            },
        }
    }
}

/// Takes quotes and leading colons from a name; `None` when nothing is left. Several words in quotes are no name: they stay as written.
pub(super) fn bare_name(word: &str) -> Option<String> {
    bare(word).map(str::to_owned)
}

fn bare(word: &str) -> Option<&str> {
    if word.contains(char::is_whitespace) {
        return Some(word);
    }
    let quotes = ['"', '\''];
    let bare = word.trim_end_matches(quotes);
    let bare = bare.trim_start_matches([':', '"', '\'']);
    // Without its quote it would be an option, a lone hash or a value: then it stays as it was written.
    let is_more = bare.starts_with(['-', '—', '–']) || bare == "#" || is_value(bare);
    Some(if is_more { word } else { bare }).filter(|bare| !bare.is_empty())
}

/// Tells whether a word that stands where the name is expected is a value.
fn is_value(word: &str) -> bool {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    matches!(word, "true" | "false") || is_number && FlagValue::parse(word).is_some()
}

/// Returns the kind of scope that an option names.
pub(super) fn scope_kind(name: &str) -> Option<ScopeKind> {
    ScopeKind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == name)
}
