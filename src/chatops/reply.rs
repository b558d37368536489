//! What chatops answers, and what its log says: which change was made, or what was seen. Text that says neither gives nothing.

use serde_json::Value;

use crate::domain::flag::{Environment, FlagName, FlagValue, GateValues, Percentage};

/// What an answer says about a flag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// Whether it says that the line was refused.
    pub refused: bool,
    /// Changes that were made: where, and to what; `None` for a deletion.
    pub changes: Vec<(Environment, Option<FlagValue>, bool)>,
    /// What was seen: the gates as listed, where the text names an environment.
    pub seen: Vec<(Option<Environment>, GateValues)>,
}

impl Reply {
    /// Tells whether the text said anything that is understood.
    pub const fn says_nothing(&self) -> bool {
        !self.refused && self.changes.is_empty() && self.seen.is_empty()
    }
}

/// Reads a pasted answer about `flag`: a line of the feature-flag log, the JSON of the features API, a list of gates.
///
/// Log titles: `Feature flag '<name>' has been set to '<value>' [of actors] on <env>`, `… has been deleted on <env>`.
/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`; GitLab `doc/api/features.md`.
pub fn read_reply(text: &str, flag: &FlagName) -> Reply {
    let mut reply = Reply {
        refused: is_refusal(text),
        ..Reply::default()
    };
    for line in text.lines() {
        reply.changes.extend(change(line, flag));
    }
    if let Some(gates) = api_gates(text, flag).or_else(|| listed_gates(text)) {
        reply.seen.push((environment_named(text), gates));
    }
    reply
}

fn is_refusal(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "production check failed",
        "production checks fail",
        "is not allowed",
        "invalid value",
        "you must provide",
        "cannot enable percentage",
    ]
    .iter()
    .any(|words| text.contains(words))
}

fn change(line: &str, flag: &FlagName) -> Option<(Environment, Option<FlagValue>, bool)> {
    let after = line.split_once("Feature flag ")?.1.trim_start();
    let rest = after.strip_prefix(['\'', '`', '"'])?;
    let (name, rest) = rest.split_once(['\'', '`', '"'])?;
    if name != flag.as_str() {
        return None;
    }
    let (_, place) = rest.rsplit_once(" on ")?;
    let environment = Environment::parse(place.trim().trim_end_matches('.'))?;
    if rest.contains("has been deleted") {
        return Some((environment, None, false));
    }
    let (_, value) = rest.split_once("has been set to ")?;
    let value = value.trim_start().strip_prefix(['\'', '`', '"'])?;
    let (value, after) = value.split_once(['\'', '`', '"'])?;
    Some((
        environment,
        Some(FlagValue::parse(value.trim_end_matches('%'))?),
        after.contains("of actors"),
    ))
}

/// Reads `{"name": …, "gates": [{"key": …, "value": …}]}`.
fn api_gates(text: &str, flag: &FlagName) -> Option<GateValues> {
    let start = text.find('{')?;
    let mut documents = serde_json::Deserializer::from_str(text.get(start..)?).into_iter::<Value>();
    let document = documents.next()?.ok()?;
    if document.get("name").and_then(Value::as_str) != Some(flag.as_str()) {
        return None;
    }
    let mut gates = GateValues::default();
    for gate in document.get("gates")?.as_array()? {
        let (key, value) = (gate.get("key")?.as_str()?, gate.get("value")?);
        set_gate(&mut gates, key, &plain(value));
    }
    Some(gates)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

/// Reads lines such as `boolean: false` and `percentage_of_actors: 25`; at least one known gate must be there.
fn listed_gates(text: &str) -> Option<GateValues> {
    let mut gates = GateValues::default();
    let mut known = false;
    for line in text.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let key = key
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        known |= set_gate(&mut gates, &key.replace([' ', '-'], "_"), value.trim());
    }
    known.then_some(gates)
}

fn set_gate(gates: &mut GateValues, key: &str, value: &str) -> bool {
    let names = || {
        value
            .split([',', ' '])
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
    };
    match key {
        "boolean" => gates.boolean = Some(value == "true"),
        "percentage_of_actors" => gates.percentage_of_actors = Percentage::parse(value),
        "percentage_of_time" => gates.percentage_of_time = Percentage::parse(value),
        "actors" => gates.actors = names().collect(),
        "groups" => gates.groups = names().collect(),
        _ => return false,
    }
    true
}

/// Finds the environment that a text names in a line of its own or after `on`.
fn environment_named(text: &str) -> Option<Environment> {
    let words = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '.' | '*' | '`' | '(' | ')'));
    let mut found = words
        .filter(|word| word.len() > 2)
        .filter_map(Environment::parse);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(text: &str) -> Reply {
        read_reply(text, &FlagName::parse("new_search").unwrap())
    }

    #[test]
    fn titles_of_the_feature_flag_log_are_changes() {
        let percent = |text| FlagValue::Percentage(Percentage::parse(text).unwrap());
        for (text, expected) in [
            (
                "Feature flag 'new_search' has been set to '25' of actors on gprd",
                (Environment::Production, Some(percent("25")), true),
            ),
            (
                "Feature flag 'new_search' has been set to 'true' on gstg",
                (Environment::Staging, Some(FlagValue::On), false),
            ),
            (
                "Feature flag `new_search` has been deleted on ops",
                (Environment::Ops, None, false),
            ),
        ] {
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
}
