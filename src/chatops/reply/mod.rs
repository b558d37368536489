//! What chatops answers, and what its log says: which change was made, or what was seen. Text that says neither gives nothing.

mod gates;
mod log;
mod place;

use crate::domain::flag::{Environment, FlagChange, FlagName, GateValues};

/// What an answer says about a flag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// Whether it says that the line was refused.
    pub refused: bool,
    /// Changes that were made, in the order in which they stand.
    pub changes: Vec<Change>,
    /// What was seen: the gates as listed, where the text names an environment.
    pub seen: Vec<(Option<Environment>, GateValues)>,
}

/// A change that an answer says was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub environment: Environment,
    /// What was done to the gates there; its scopes are those of the log's table.
    pub change: FlagChange,
}

impl Reply {
    /// Tells whether the text said anything that is understood.
    pub const fn says_nothing(&self) -> bool {
        !self.refused && self.changes.is_empty() && self.seen.is_empty()
    }
}

/// Reads a pasted answer about `flag`: an entry of the feature-flag log, a card in Slack, the JSON of the features API, a list
/// of gates.
///
/// Several cards in one text are read one by one, each with the host that stands under it.
/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`, `lib/chatops/gitlab/feature.rb`; GitLab `doc/api/features.md`.
pub fn read_reply(text: &str, flag: &FlagName) -> Reply {
    let mut reply = Reply {
        refused: is_refusal(text),
        changes: log::changes(text, flag),
        seen: Vec::new(),
    };
    for card in place::cards(text) {
        if let Some(environment) = gates::missing(card, flag) {
            reply.seen.push((Some(environment), GateValues::default()));
        } else if let Some(gates) = gates::read(card, flag) {
            reply.seen.push((place::named(card), gates));
        }
    }
    reply
}

/// The words by which a refusal is known, in lower case.
const REFUSALS: [&str; 14] = [
    "production check failed",
    "production checks fail",
    "unable to proceed",
    "timed out waiting for a response",
    "is not allowed",
    "invalid value",
    "you must provide",
    "you must specify",
    "the feature subcommand is invalid",
    "must be set for percentage values",
    "cannot be set together with",
    "are being deprecated in favor of",
    "cannot enable percentage",
    "valid values are:",
];

fn is_refusal(text: &str) -> bool {
    let text = text.to_lowercase();
    REFUSALS.iter().any(|words| text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::flag::{Basis, FlagValue, Scope, ScopeKind};

    fn set(value: &str, basis: Option<Basis>, scopes: Vec<Scope>) -> FlagChange {
        FlagChange::Set {
            value: FlagValue::parse(value).unwrap(),
            scopes,
            basis,
        }
    }

    fn scope(kind: ScopeKind, values: &[&str]) -> Scope {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        Scope { kind, values }
    }

    fn reply(text: &str) -> Reply {
        read_reply(text, &FlagName::parse("new_search").unwrap())
    }

    #[test]
    fn titles_of_the_feature_flag_log_are_changes() {
        for (text, environment, change) in [
            (
                "Feature flag 'new_search' has been set to '25' of actors on gprd",
                Environment::Production,
                set("25", Some(Basis::Actors), vec![]),
            ),
            (
                "Feature flag 'new_search' has been set to '25%' of actors on production. Feature flag state change log \
                 issue: https://gitlab.example/log/-/issues/1",
                Environment::Production,
                set("25", Some(Basis::Actors), vec![]),
            ),
            (
                "Feature flag 'new_search' has been set to 'true' on gstg",
                Environment::Staging,
                set("true", None, vec![]),
            ),
            (
                "Feature flag `new_search` has been deleted on ops",
                Environment::Ops,
                FlagChange::Delete,
            ),
            (
                "Feature flag new_search has been removed from staging.gitlab.com!",
                Environment::Staging,
                FlagChange::Delete,
            ),
        ] {
            let expected = Change {
                environment,
                change,
            };
            assert_eq!(reply(text).changes, [expected], "{text}");
        }
    }

    #[test]
    fn another_flag_says_nothing_about_ours() {
        assert!(reply("Feature flag 'other' has been set to 'true' on gprd").says_nothing());
        assert!(
            reply(r#"{"name":"other","gates":[{"key":"boolean","value":true}]}"#).says_nothing()
        );
        assert!(reply("all good").says_nothing());
    }

    #[test]
    fn the_answer_of_the_api_is_what_was_seen() {
        let text = r#"gprd: {"name":"new_search","state":"conditional","gates":[
            {"key":"boolean","value":false},{"key":"percentage_of_actors","value":25},
            {"key":"actors","value":["Project:1","User:2"]}]}"#;
        let seen = reply(text).seen;
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].0, Some(Environment::Production));
        assert_eq!(seen[0].1.in_words(), "25% of actors, 2 named actors");
        assert_eq!(seen[0].1.boolean, Some(false));
    }

    #[test]
    fn a_list_of_gates_is_what_was_seen() {
        let seen = reply("new_search on staging\n* boolean: true\n* percentage of actors: 0").seen;
        assert_eq!(seen[0].0, Some(Environment::Staging));
        assert_eq!(seen[0].1.in_words(), "on");
    }

    #[test]
    fn a_refusal_is_known_as_one() {
        assert!(reply("Production check failed! confirm with @sre-oncall").refused);
    }

    #[test]
    fn several_environments_are_no_environment() {
        assert_eq!(
            reply("staging and production\nboolean: true").seen[0].0,
            None
        );
    }

    /// The text of an entry of the log, with these cells in its table.
    fn entry(title: &str, cells: &str) -> String {
        format!(
            "{title}\n\n* Changed by `@somebody` at `2026-01-31T14:32:00Z` (UTC)\n* Host: https://gitlab.com\n\n\
             ## Feature flag scopes\n\n| User | Project | Group | Feature group | Namespace | Repository |\n\
             |------|---------|-------|---------------|-----------|------------|\n{cells}\n\nWhen a value is empty, it does not apply.\n"
        )
    }

    #[test]
    fn the_table_of_the_log_says_for_whom_it_was_set() {
        let title = "Feature flag 'new_search' has been set to 'true' on gprd";
        let text = entry(
            title,
            "| `` | `team/one, team/two` | `` | `staff` | `` | `` |",
        );
        let scopes = vec![
            scope(ScopeKind::Project, &["team/one", "team/two"]),
            scope(ScopeKind::FeatureGroup, &["staff"]),
        ];
        let reply = reply(&text);
        assert_eq!(reply.changes.len(), 1);
        assert_eq!(reply.changes[0].change, set("true", None, scopes));
        assert!(reply.seen.is_empty());
    }

    #[test]
    fn an_empty_table_means_everybody_and_belongs_to_the_title_above_it() {
        let title = "Feature flag 'new_search' has been set to 'true' on gprd";
        let other = "Feature flag 'other' has been set to 'true' on gprd";
        let empty = "| `` | `` | `` | `` | `` | `` |";
        let users = "| `me` | `` | `` | `` | `` | `` |";
        let both = format!("{}{}", entry(title, empty), entry(other, users));
        let reply = reply(&both);
        assert_eq!(reply.changes.len(), 1);
        assert_eq!(reply.changes[0].change, set("true", None, vec![]));
    }

    #[test]
    fn a_card_in_slack_shows_every_gate_by_the_name_it_has_there() {
        let card = "Feature\nName\nnew_search\nState\nEnabled\nEnabled Globally\n`false`\nScoped to\n\
                    `[\"Project:1\", \"User:2\"]`\npercentage_of_actors\n`25`\ngroups\n`[\"staff\"]`\nHost: gitlab.com";
        let seen = reply(card).seen;
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].0, Some(Environment::Production));
        assert_eq!(
            seen[0].1.in_words(),
            "25% of actors, 2 named actors, 1 feature group"
        );
        assert!(reply(&card.replace("new_search", "other")).says_nothing());
    }

    #[test]
    fn two_cards_are_two_places() {
        let card = |on: bool, host: &str| {
            format!("Name\nnew_search\nState\nEnabled\nEnabled Globally\n`{on}`\nHost: {host}\n")
        };
        let text = card(true, "staging.gitlab.com") + &card(false, "gitlab.com");
        let places: Vec<_> = reply(&text)
            .seen
            .into_iter()
            .map(|(place, gates)| (place.unwrap(), gates.boolean.unwrap()))
            .collect();
        assert_eq!(
            places,
            [
                (Environment::Staging, true),
                (Environment::Production, false)
            ]
        );
    }

    #[test]
    fn a_flag_that_does_not_exist_was_seen_without_a_gate() {
        let seen = reply("The feature \"new_search\" does not exist on gstg.").seen;
        assert_eq!(seen, [(Some(Environment::Staging), GateValues::default())]);
        assert!(reply("The feature \"other\" does not exist on gstg.").says_nothing());
    }

    #[test]
    fn every_refusal_of_chatops_is_known_as_one() {
        for text in [
            "Unable to proceed because a production feature flag change may only be invoked in the #production Slack channel.",
            "One of `--actors` or `--random` must be set for percentage values.",
            "You must specify the name of the feature flag and its new value.",
            "The value \"x\" is invalid. Valid values are: `true`, `false`, or an integer from 0 to 100.",
            "Timed out waiting for a response for the production check.",
        ] {
            assert!(reply(text).refused, "{text}");
        }
        assert!(!reply("The feature flag value has been updated!").refused);
    }
}
