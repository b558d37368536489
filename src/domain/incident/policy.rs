//! Escalation policies: who would be told after how long is not here, only when. A text that makes no sense is refused whole.

use serde::{Deserialize, Serialize};

use super::status::Status;
use crate::domain::id::PolicyName;

/// One rule of a policy: somebody is told when the incident has not come as far as `status` in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// How long after the escalation began, in seconds.
    pub elapsed_s: u32,
    /// How far the incident has to be by then: acknowledged or resolved.
    pub status: Status,
}

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// What it is called.
    pub name: PolicyName,
    /// Its rules, in the order of the text.
    pub rules: Vec<Rule>,
}

/// The policies that can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policies(Vec<Policy>);

/// The first mistake in a text of policies.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("escalation policies, line {line}: {what}")]
pub struct PoliciesError {
    /// The line of the mistake, counted from 1; 1 where it has no place.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    policy: Vec<toml::Spanned<Policy>>,
}

impl Policies {
    /// Reads `[[policy]]` tables with `name` and `rules = [{ elapsed_s, status }]`.
    ///
    /// # Errors
    /// The first mistake: no TOML, a name that stands there twice, a policy without a rule, a rule that could never apply.
    pub fn parse(text: &str) -> Result<Self, PoliciesError> {
        let error = |place: usize, what: String| PoliciesError {
            line: text.get(..place).unwrap_or(text).matches('\n').count() + 1,
            what,
        };
        let file: File = toml::from_str(text).map_err(|problem| {
            let place = problem.span().map_or(0, |span| span.start);
            error(place, problem.message().replace('\n', ", "))
        })?;
        let mut policies = Self::default();
        for spanned in file.policy {
            let place = spanned.span().start;
            let policy = spanned.into_inner();
            if let Some(what) = policies.flaw(&policy) {
                return Err(error(place, what));
            }
            policies.0.push(policy);
        }
        Ok(policies)
    }

    /// Returns the policies that are known where nobody configured any: `assets/incident/policies.toml`.
    ///
    /// # Errors
    /// None in a program whose tests pass: one of them reads this very text.
    pub fn built_in() -> Result<Self, PoliciesError> {
        Self::parse(include_str!("../../../assets/incident/policies.toml"))
    }

    /// Finds a policy by its name.
    pub fn get(&self, name: &PolicyName) -> Option<&Policy> {
        self.0.iter().find(|policy| policy.name == *name)
    }

    /// Goes through the names, in the order of the text.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|policy| policy.name.as_str())
    }

    fn flaw(&self, policy: &Policy) -> Option<String> {
        let name = &policy.name;
        if name.as_str().trim().is_empty() {
            return Some("a policy has no name".to_owned());
        }
        if self.get(name).is_some() {
            return Some(format!("there are two policies called {name}"));
        }
        if policy.rules.is_empty() {
            return Some(format!("{name} has no rule"));
        }
        let senseless = policy.rules.iter().find(|rule| {
            // Every status is at least triggered, and ignored is no aim.
            !matches!(rule.status, Status::Acknowledged | Status::Resolved)
        })?;
        let status = senseless.status;
        Some(format!(
            "a rule of {name} waits for {status}: acknowledged or resolved can be waited for"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_policies_can_be_read() {
        let policies = Policies::built_in().unwrap();
        assert_eq!(policies.names().collect::<Vec<_>>(), ["default", "quiet"]);
        assert_eq!(policies.get(&"default".into()).unwrap().rules.len(), 3);
    }

    #[test]
    fn the_example_of_policies_of_ones_own_can_be_read() {
        let text = include_str!("../../../assets/config/policies.toml");
        let policies = Policies::parse(text).unwrap();
        assert_eq!(policies.names().collect::<Vec<_>>(), ["default", "nights"]);
    }

    #[test]
    fn a_text_that_makes_no_sense_is_refused_with_its_line() {
        let rule = "rules = [{ elapsed_s = 1, status = \"acknowledged\" }]\n";
        for (text, line, what) in [
            ("[[policy]]\nname = 3\n".to_owned(), 2, "invalid type"),
            (
                "\n[[policy]]\nname = \"a\"\nrules = []\n".to_owned(),
                2,
                "a has no rule",
            ),
            (
                format!("[[policy]]\nname = \"a\"\n{rule}[[policy]]\nname = \"a\"\n{rule}"),
                4,
                "two policies called a",
            ),
            (
                "[[policy]]\nname = \"a\"\nrules = [{ elapsed_s = 1, status = \"triggered\" }]"
                    .to_owned(),
                1,
                "waits for triggered",
            ),
            ("[[policies]]\n".to_owned(), 1, "unknown field"),
        ] {
            let error = Policies::parse(&text).unwrap_err();
            assert_eq!(error.line, line, "{error}");
            assert!(error.what.contains(what), "{error}");
        }
    }
}
