//! The gates of a flag as an answer lists them: JSON of the features API, a card in Slack, or a gate a line. It sees and concludes nothing.

use serde_json::Value;

use super::place;
use crate::domain::flag::{Environment, FlagName, GateValues, Percentage};

/// The gates by the names that a card in Slack gives them. Source: gitlab-com/chatops `lib/chatops/gitlab/feature.rb`.
const CARD_NAMES: [(&str, &str); 2] = [("enabled_globally", "boolean"), ("scoped_to", "actors")];

/// Reads the gates of `flag`; none where the text shows another flag, or no gate.
pub(super) fn read(text: &str, flag: &FlagName) -> Option<GateValues> {
    api(text, flag).or_else(|| listed(text, flag))
}

/// Returns where the flag does not exist, as `The feature "x" does not exist on gstg.` says.
pub(super) fn missing(text: &str, flag: &FlagName) -> Option<Environment> {
    let (_, rest) = text.split_once("The feature ")?;
    let (name, rest) = rest.split_once(" does not exist on ")?;
    let is_ours = name.trim_matches(['"', '\'', '`']) == flag.as_str();
    place::of(rest.split_whitespace().next()?).filter(|_| is_ours)
}

/// Reads `{"name": …, "gates": [{"key": …, "value": …}]}`.
fn api(text: &str, flag: &FlagName) -> Option<GateValues> {
    let start = text.find('{')?;
    let mut documents = serde_json::Deserializer::from_str(text.get(start..)?).into_iter::<Value>();
    let document = documents.next()?.ok()?;
    if document.get("name").and_then(Value::as_str) != Some(flag.as_str()) {
        return None;
    }
    let mut gates = GateValues::default();
    for gate in document.get("gates")?.as_array()? {
        let (key, value) = (gate.get("key")?.as_str()?, gate.get("value")?);
        set(&mut gates, key, &plain(value));
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

/// Reads lines such as `boolean: false`, and the titles of a card with their values below; one known gate must be there.
fn listed(text: &str, flag: &FlagName) -> Option<GateValues> {
    let mut gates = GateValues::default();
    let mut known = false;
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .peekable();
    while let Some(line) = lines.next() {
        let (title, value) = match line.split_once(':') {
            Some((title, value)) => (key(title), value.trim()),
            None if is_title(&key(line)) => (key(line), lines.next().unwrap_or_default()),
            None => continue,
        };
        if title == "name" && bare(value) != flag.as_str() {
            return None;
        }
        known |= set(&mut gates, &title, value);
    }
    known.then_some(gates)
}

/// Returns the name of a gate as the API has it.
fn key(title: &str) -> String {
    let bare = title.trim_matches(|c: char| !c.is_alphanumeric());
    let key = bare.to_lowercase().replace([' ', '-'], "_");
    let known = CARD_NAMES.iter().find(|(name, _)| *name == key);
    known.map_or(key, |(_, gate)| (*gate).to_owned())
}

fn is_title(key: &str) -> bool {
    const TITLES: [&str; 7] = [
        "name",
        "state",
        "boolean",
        "actors",
        "groups",
        "percentage_of_actors",
        "percentage_of_time",
    ];
    TITLES.contains(&key)
}

fn bare(value: &str) -> &str {
    value
        .trim()
        .trim_matches(['`', '[', ']', '"', '\'', ' '])
        .trim_end_matches('%')
}

fn set(gates: &mut GateValues, key: &str, value: &str) -> bool {
    let names = || {
        value
            .split([',', ' '])
            .map(|name| bare(name).to_owned())
            .filter(|name| !name.is_empty())
    };
    match key {
        "boolean" => gates.boolean = Some(bare(value) == "true"),
        "percentage_of_actors" => gates.percentage_of_actors = Percentage::parse(bare(value)),
        "percentage_of_time" => gates.percentage_of_time = Percentage::parse(bare(value)),
        "actors" => gates.actors = names().collect(),
        "groups" => gates.groups = names().collect(),
        _ => return false,
    }
    true
}
