//! The environments that a chatops option can name. Canaries are places to test, not places to set a flag, so they are not here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An environment whose flags chatops can set.
///
/// Source: gitlab-com/chatops `lib/chatops/gitlab_environments/environment.rb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Environment {
    /// dev.gitlab.org.
    Dev,
    /// ops.gitlab.net.
    Ops,
    /// pre.gitlab.com, where release candidates are tried.
    Pre,
    /// staging.gitlab.com, called gstg.
    Staging,
    /// staging-ref.gitlab.com.
    StagingRef,
    /// gitlab.com, called gprd. An instruction that names no environment means this one.
    Production,
}

impl Environment {
    /// Every environment, least dangerous first.
    pub const ALL: [Self; 6] = [
        Self::Dev,
        Self::Ops,
        Self::Pre,
        Self::Staging,
        Self::StagingRef,
        Self::Production,
    ];

    /// Returns the name as chatops options spell it, without the dashes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Ops => "ops",
            Self::Pre => "pre",
            Self::Staging => "staging",
            Self::StagingRef => "staging-ref",
            Self::Production => "production",
        }
    }

    /// Reads a name as people write it: `staging`, `--staging`, `gstg`, `gprd`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('-').to_ascii_lowercase();
        let text = match text.as_str() {
            "gstg" => "staging",
            "gstg-ref" => "staging-ref",
            "gprd" | "prod" => "production",
            other => other,
        };
        Self::ALL
            .into_iter()
            .find(|environment| environment.as_str() == text)
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for environment in Environment::ALL {
            assert_eq!(Environment::parse(environment.as_str()), Some(environment));
            assert_eq!(
                Environment::parse(&format!("--{environment}")),
                Some(environment)
            );
        }
        assert_eq!(Environment::parse("gprd"), Some(Environment::Production));
        assert_eq!(Environment::parse("canary"), None);
    }
}
