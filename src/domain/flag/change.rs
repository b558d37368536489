//! One change to a flag's gates, as an instruction asks for it. It says what is meant and does nothing.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::percentage::Percentage;

/// What an instruction does to the gates of a flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagChange {
    /// Sets a gate.
    Set {
        /// To what.
        value: FlagValue,
        /// For whom only; empty means for everybody.
        scopes: Vec<Scope>,
        /// What a percentage counts.
        basis: Option<Basis>,
    },
    /// Removes every gate, so that the default of the code applies.
    Delete,
}

/// The value in `feature set NAME VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FlagValue {
    /// `true`.
    On,
    /// `false`.
    Off,
    /// A number from 0 to 100.
    Percentage(Percentage),
    /// A placeholder that somebody must fill, with its angle brackets: `<rollout-percentage>`.
    Blank(String),
}

impl FlagValue {
    /// Returns what it is where it is all or nothing: `100` is `true` and `0` is `false` to the server.
    ///
    /// Source: GitLab `doc/api/features.md`, `value`.
    pub fn as_boolean(&self) -> Option<bool> {
        match self {
            Self::On => Some(true),
            Self::Off => Some(false),
            Self::Percentage(share) if *share == Percentage::ALL => Some(true),
            Self::Percentage(share) if *share == Percentage::NONE => Some(false),
            Self::Percentage(_) | Self::Blank(_) => None,
        }
    }

    /// Reads `true`, `false`, a percentage or a placeholder in angle brackets.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "true" => Some(Self::On),
            "false" => Some(Self::Off),
            blank if blank.starts_with('<') && blank.ends_with('>') && blank.len() > 2 => {
                Some(Self::Blank(blank.to_owned()))
            }
            number => Percentage::parse(number).map(Self::Percentage),
        }
    }
}

impl fmt::Display for FlagValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On => f.write_str("true"),
            Self::Off => f.write_str("false"),
            Self::Percentage(percentage) => percentage.fmt(f),
            Self::Blank(blank) => f.write_str(blank),
        }
    }
}

impl Serialize for FlagValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::On => serializer.serialize_bool(true),
            Self::Off => serializer.serialize_bool(false),
            Self::Percentage(percentage) => percentage.serialize(serializer),
            Self::Blank(blank) => serializer.serialize_str(blank),
        }
    }
}

impl<'de> Deserialize<'de> for FlagValue {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("{text} is no value of a flag")))
    }
}

/// What a percentage counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Actors, each of which stays on once it is on.
    Actors,
    /// Calls, so that one request may see both answers; deprecated.
    Time,
}

/// A list of actors of one kind that a `set` is limited to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// What kind of actor.
    pub kind: ScopeKind,
    /// Their names or paths, one or more.
    pub values: Vec<String>,
}

/// The kinds of actor that chatops has an option for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScopeKind {
    /// `--project`.
    Project,
    /// `--group`.
    Group,
    /// `--namespace`.
    Namespace,
    /// `--user`.
    User,
    /// `--repository`.
    Repository,
    /// `--feature-group`.
    FeatureGroup,
}

impl ScopeKind {
    /// Every kind, in the order of chatops' own help.
    pub const ALL: [Self; 6] = [
        Self::Project,
        Self::Group,
        Self::Namespace,
        Self::User,
        Self::Repository,
        Self::FeatureGroup,
    ];

    /// Returns the name of the option without the dashes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Group => "group",
            Self::Namespace => "namespace",
            Self::User => "user",
            Self::Repository => "repository",
            Self::FeatureGroup => "feature-group",
        }
    }
}

impl fmt::Display for ScopeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
