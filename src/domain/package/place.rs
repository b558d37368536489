//! Where packages are deployed. Canaries are places of their own, but share the database of their main stage.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An environment that packages are deployed to.
///
/// Source: GitLab handbook, deployments; chatops `lib/chatops/gitlab/deployments.rb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// pre.gitlab.com.
    Pre,
    /// The canary stage of staging.
    GstgCny,
    /// staging-ref.gitlab.com.
    GstgRef,
    /// staging.gitlab.com.
    Gstg,
    /// The canary stage of gitlab.com.
    GprdCny,
    /// gitlab.com.
    Gprd,
}

impl Place {
    /// Every environment in the order in which packages reach them.
    pub const ALL: [Self; 6] = [
        Self::Pre,
        Self::GstgCny,
        Self::GstgRef,
        Self::Gstg,
        Self::GprdCny,
        Self::Gprd,
    ];

    /// Returns its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pre => "pre",
            Self::GstgCny => "gstg-cny",
            Self::GstgRef => "gstg-ref",
            Self::Gstg => "gstg",
            Self::GprdCny => "gprd-cny",
            Self::Gprd => "gprd",
        }
    }

    /// Reads a name as people write it: `gprd`, `production`, `db/gprd`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let text = match text.strip_prefix("db/").unwrap_or(&text) {
            "production" => "gprd",
            "canary" | "production-canary" => "gprd-cny",
            "staging" => "gstg",
            "staging-canary" => "gstg-cny",
            "staging-ref" => "gstg-ref",
            other => other,
        };
        Self::ALL.into_iter().find(|place| place.as_str() == text)
    }

    /// Returns the environment whose database it works on.
    #[must_use]
    pub const fn database(self) -> Self {
        match self {
            Self::GstgCny => Self::Gstg,
            Self::GprdCny => Self::Gprd,
            Self::Pre | Self::GstgRef | Self::Gstg | Self::Gprd => self,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for place in Place::ALL {
            assert_eq!(Place::parse(place.as_str()), Some(place));
        }
        assert_eq!(Place::parse("db/gprd"), Some(Place::Gprd));
        assert_eq!(Place::parse("Staging"), Some(Place::Gstg));
        assert_eq!(Place::parse("moon"), None);
    }

    #[test]
    fn a_canary_works_on_the_database_of_its_main_stage() {
        assert_eq!(Place::GprdCny.database(), Place::Gprd);
        assert_eq!(Place::GstgRef.database(), Place::GstgRef);
    }
}
