//! An Instruction: the line that a person copies and runs elsewhere. This program never runs one.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::flag::{Basis, Environment, FlagChange, FlagName, FlagValue, Scope};

/// A line for chatops, a console, a shell or a GitLab comment, read into its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruction {
    /// The line as the document has it.
    pub raw: String,
    /// The same in the one form that is printed and copied.
    pub normalised: String,
    /// Which language it is in.
    pub dialect: Dialect,
    /// What it asks for.
    pub verb: Verb,
    /// The flag that it names, as written; a placeholder keeps its brackets.
    pub flag: Option<String>,
    /// The value that it sets.
    pub value: Option<FlagValue>,
    /// Where it acts. A chatops line that names none means production; a console line that names none is not known.
    pub environments: Vec<Environment>,
    /// For whom only.
    pub scopes: Vec<Scope>,
    /// The other options, as written: `--actors`, `--ignore-production-check`.
    pub modifiers: Vec<String>,
    /// The placeholders left in it, with their brackets, each once.
    pub blanks: Vec<String>,
    /// What chatops would refuse it for, in the order in which it would.
    pub problems: Vec<Problem>,
    /// Whether its percentage is only the first of those that its stage names in words, so that it stands for all of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_ladder: bool,
}

/// What an instruction would do to a flag, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The environments it acts on; empty where the line does not say.
    pub environments: Vec<Environment>,
    /// What it does there.
    pub change: FlagChange,
}

impl Instruction {
    /// Returns what the line does to `flag`; `None` for lines that read, that are about another flag or that are incomplete.
    pub fn effect_on(&self, flag: &FlagName) -> Option<Effect> {
        if self.flag.as_deref() != Some(flag.as_str()) {
            return None;
        }
        let change = match self.verb {
            Verb::FeatureSet => FlagChange::Set {
                value: self.value.clone()?,
                scopes: self.scopes.clone(),
                basis: self.basis(),
            },
            Verb::FeatureDelete => FlagChange::Delete,
            Verb::FeatureGet | Verb::FeatureList | Verb::Other(_) => return None,
        };
        Some(Effect {
            environments: self.environments.clone(),
            change,
        })
    }

    /// Tells whether running the line changes a flag, whichever it is.
    pub const fn changes_a_flag(&self) -> bool {
        matches!(self.verb, Verb::FeatureSet | Verb::FeatureDelete)
    }

    /// Tells whether the line is one of a ramp: it sets a percentage, known or still blank.
    pub fn is_ramp(&self) -> bool {
        let percentage = match &self.value {
            Some(FlagValue::Percentage(_)) => true,
            Some(FlagValue::Blank(blank)) => blank.to_ascii_lowercase().contains("percent"),
            Some(FlagValue::On | FlagValue::Off) | None => false,
        };
        self.verb == Verb::FeatureSet && percentage
    }

    /// Tells whether the line is one of a ramp to be run once for each rung: it leaves its percentage blank, or stands for a ladder.
    pub fn is_open_ramp(&self) -> bool {
        self.is_ramp() && (self.of_ladder || matches!(self.value, Some(FlagValue::Blank(_))))
    }

    /// Tells whether it gives production to a share of everybody, or to everybody.
    pub fn raises_production(&self) -> bool {
        self.verb == Verb::FeatureSet
            && self.scopes.is_empty()
            && self.environments.contains(&Environment::Production)
            && self.value.as_ref().and_then(FlagValue::as_boolean) != Some(false)
    }

    /// Tells whether it is the line of a ramp of production, run once for each percentage of everybody.
    pub fn is_open_ramp_of_production(&self) -> bool {
        self.is_open_ramp() && self.raises_production()
    }

    /// Returns what its percentage counts.
    pub fn basis(&self) -> Option<Basis> {
        let has = |name: &str| self.modifiers.iter().any(|modifier| modifier == name);
        if has("--actors") {
            Some(Basis::Actors)
        } else if has("--random") {
            Some(Basis::Time)
        } else {
            None
        }
    }

    /// Returns what its percentage counts where it is run: calls, where it says nothing.
    ///
    /// Source: GitLab's features API, `key`: `percentage_of_time` by default.
    pub fn counts(&self) -> Basis {
        self.basis().unwrap_or(Basis::Time)
    }

    /// Tells whether the line may be put on a clipboard: nothing in it is left to fill.
    pub const fn is_copyable(&self) -> bool {
        self.blanks.is_empty()
    }
}

/// The language of an instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// `/chatops run …` in Slack.
    Chatops,
    /// `Feature.enable(…)` in a Rails console, which needs another role.
    Console,
    /// `/label …` in a GitLab comment.
    QuickAction,
    /// A line for a shell.
    Shell,
}

/// What an instruction asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Verb {
    /// `feature set`; also a console's `Feature.enable`, `disable` and the percentages.
    FeatureSet,
    /// `feature get`.
    FeatureGet,
    /// `feature list`.
    FeatureList,
    /// `feature delete`; also a console's `Feature.remove`.
    FeatureDelete,
    /// Any other, by its words: `auto_deploy status`, `release check`.
    Other(String),
}

impl From<String> for Verb {
    fn from(text: String) -> Self {
        match text.as_str() {
            "feature set" => Self::FeatureSet,
            "feature get" => Self::FeatureGet,
            "feature list" => Self::FeatureList,
            "feature delete" => Self::FeatureDelete,
            _ => Self::Other(text),
        }
    }
}

impl From<Verb> for String {
    fn from(verb: Verb) -> Self {
        verb.to_string()
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FeatureSet => "feature set",
            Self::FeatureGet => "feature get",
            Self::FeatureList => "feature list",
            Self::FeatureDelete => "feature delete",
            Self::Other(words) => words,
        })
    }
}

/// A reason for which chatops would refuse a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A word that scripts can rely on: `percentage_without_actors`.
    pub code: String,
    /// The reason in a sentence, with the option that overrides it, if there is one.
    pub message: String,
}
