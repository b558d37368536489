//! The name of a feature flag. It is kept as written; nothing is corrected here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Names that licensed features have at GitLab.
const LICENSED: &str = include_str!("../../../assets/licensed_features.txt");

/// The name of a feature flag: snake case for most, a class name in those of Sidekiq workers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FlagName(String);

impl FlagName {
    /// Takes `text` for the name of a flag when it consists of letters, digits, `_`, `-`, `.` and `:` only.
    ///
    /// Slack turns `_x_` into emphasis, so chatops strips backticks round a name; so does this.
    /// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches('`');
        let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
        let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        (starts && text.chars().all(legal)).then(|| Self(text.to_owned()))
    }

    /// Returns the name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether a licensed feature has the same name, as far as the list of them in `assets/` goes: chatops cannot switch such a
    /// flag. Source: GitLab `doc/development/feature_flags/_index.md`.
    pub fn is_of_a_licensed_feature(&self) -> bool {
        LICENSED.lines().any(|name| name == self.0)
    }

    /// Returns the first word of the name, which a person types to confirm something severe.
    pub fn first_word(&self) -> &str {
        self.0
            .split(['_', '-', ':', '.'])
            .find(|word| !word.is_empty())
            .unwrap_or(&self.0)
    }
}

impl fmt::Display for FlagName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_are_no_part_of_the_name() {
        assert_eq!(
            FlagName::parse("`new_search`").unwrap().as_str(),
            "new_search"
        );
    }

    #[test]
    fn a_placeholder_is_no_name() {
        for text in ["<feature-flag-name>", "", "two words", "--dev"] {
            assert_eq!(FlagName::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_word_confirms() {
        assert_eq!(
            FlagName::parse("new_search_index").unwrap().first_word(),
            "new"
        );
    }
}
