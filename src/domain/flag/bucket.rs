//! Which percentage of actors turns an actor on. The answer is exact and needs no server; it says nothing about other gates.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::name::FlagName;
use super::percentage::Percentage;

/// An actor as Flipper knows it: class and id, `Project:278964`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct FlipperId(String);

impl FlipperId {
    /// Reads `Class:id`; `None` where either half is missing or holds a space.
    pub fn parse(text: &str) -> Option<Self> {
        let (class, id) = text.trim().rsplit_once(':')?;
        let legal = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
        (legal(class) && legal(id)).then(|| Self(format!("{class}:{id}")))
    }

    /// Returns it as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<FlipperId> for String {
    fn from(id: FlipperId) -> Self {
        id.0
    }
}

impl TryFrom<String> for FlipperId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text} is no actor"))
    }
}

impl fmt::Display for FlipperId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The place of an actor among the hundred thousand that a percentage of actors is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Bucket(u32);

impl Bucket {
    /// Computes the bucket of an actor, or of several asked for at once, whose ids are sorted and put together.
    ///
    /// `crc32(flag_name + ids) % 100_000`, on while it is less than the percentage times 1,000.
    /// Source: flippercloud/flipper `lib/flipper/gates/percentage_of_actors.rb`.
    pub fn of(flag: &FlagName, actors: &[FlipperId]) -> Self {
        let mut ids: Vec<&str> = actors.iter().map(FlipperId::as_str).collect();
        ids.sort_unstable();
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(flag.as_str().as_bytes());
        for id in ids {
            hasher.update(id.as_bytes());
        }
        Self(hasher.finalize() % 100_000)
    }

    /// Returns the number, from 0 to 99,999.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Returns the least percentage at which it is on, to three decimals.
    pub const fn turns_on_at(self) -> Percentage {
        match Percentage::from_thousandths(self.0 + 1) {
            Some(percentage) => percentage,
            None => Percentage::ALL,
        }
    }

    /// Tells whether it is on at `percentage`.
    pub const fn is_on_at(self, percentage: Percentage) -> bool {
        self.0 < percentage.thousandths()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket(flag: &str, actors: &[&str]) -> Bucket {
        let actors: Vec<FlipperId> = actors
            .iter()
            .map(|actor| FlipperId::parse(actor).unwrap())
            .collect();
        Bucket::of(&FlagName::parse(flag).unwrap(), &actors)
    }

    // The buckets were computed with zlib's CRC-32, independently of this code.
    #[test]
    fn buckets_are_those_of_an_independent_crc() {
        for (flag, actors, expected) in [
            ("fuzzy_file_search", vec!["Project:1"], 37_910),
            ("fuzzy_file_search", vec!["User:42"], 43_321),
            ("fuzzy_file_search", vec!["User:42", "Project:1"], 74_926),
            ("new_search", vec!["Group:9970"], 18_444),
            ("zentao_issues_integration", vec!["Project:278964"], 7139),
            (
                "rename_integrations_workers",
                vec!["Project:278964"],
                69_888,
            ),
        ] {
            assert_eq!(bucket(flag, &actors).get(), expected, "{flag} {actors:?}");
        }
    }

    #[test]
    fn an_actor_is_on_from_its_percentage_on_and_not_before() {
        let bucket = bucket("zentao_issues_integration", &["Project:278964"]);
        assert_eq!(bucket.turns_on_at().to_string(), "7.14");
        assert!(bucket.is_on_at(Percentage::parse("7.14").unwrap()));
        assert!(!bucket.is_on_at(Percentage::parse("7.139").unwrap()));
    }

    #[test]
    fn the_order_of_several_actors_does_not_matter() {
        assert_eq!(
            bucket("f", &["User:2", "User:1"]),
            bucket("f", &["User:1", "User:2"])
        );
    }

    #[test]
    fn what_is_no_actor_is_refused() {
        for text in ["", "Project", ":1", "Project:", "Project: 1"] {
            assert_eq!(FlipperId::parse(text), None, "{text}");
        }
        assert_eq!(
            FlipperId::parse("Ci::Runner:7").unwrap().as_str(),
            "Ci::Runner:7"
        );
    }
}
