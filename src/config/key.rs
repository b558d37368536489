//! Every setting there is: its name, what it may be, and what holds without it. The reader of the file and the schema know no other.

use std::fmt;

use serde_json::{Map, Value as Json, json};
use toml_edit::Value;

use super::ConfigError;

/// A setting of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name, with the table it stands in: `chatops.dialect`.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What holds where nobody sets it.
    pub default: &'static str,
    /// The variable of the environment that is believed before the file.
    pub variable: Option<&'static str>,
}

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Switch,
}

/// Every setting, in the order in which it is listed.
pub const KEYS: [Key; 15] = [
    Key {
        name: "as",
        about: "who you are, where neither --as nor ROLLGATE_AS says so",
        kind: Kind::Text,
        default: "the name of the account",
        variable: Some("ROLLGATE_AS"),
    },
    Key {
        name: "database",
        about: "the data file, where neither --db nor ROLLGATE_DB says so",
        kind: Kind::Text,
        default: "rollgate.db in the folder for data",
        variable: Some("ROLLGATE_DB"),
    },
    Key {
        name: "chatops.dialect",
        about: "the form of lines that are shown, composed and copied: old is `/chatops run`, new is `/chatops gitlab run`",
        kind: Kind::OneOf(&["document", "old", "new"]),
        default: "document",
        variable: Some("ROLLGATE_DIALECT"),
    },
    Key {
        name: "color",
        about: "when the command line uses colour",
        kind: Kind::OneOf(&["auto", "always", "never"]),
        default: "auto",
        variable: None,
    },
    Key {
        name: "ascii",
        about: "print and draw ASCII only",
        kind: Kind::Switch,
        default: "as the locale says",
        variable: Some("ROLLGATE_ASCII"),
    },
    Key {
        name: "theme",
        about: "the colours of the screen: auto, neutral, dark, light, high-contrast, none, or a file in the folder themes without its .toml",
        kind: Kind::Text,
        default: "auto",
        variable: Some("ROLLGATE_COLOR"),
    },
    Key {
        name: "time",
        about: "the zone in which times are shown, and read where they name none: utc, or local for that of this machine",
        kind: Kind::OneOf(&["utc", "local"]),
        default: "utc",
        variable: None,
    },
    Key {
        name: "density",
        about: "how much of the fleet a screen holds: normal has tables and a preview, compact a line for each rollout",
        kind: Kind::OneOf(&["normal", "compact"]),
        default: "normal",
        variable: None,
    },
    Key {
        name: "cursor",
        about: "where the terminal's cursor stands: on the selected row, where screen readers follow it, or hidden outside text",
        kind: Kind::OneOf(&["row", "hidden"]),
        default: "row",
        variable: None,
    },
    Key {
        name: "ask_terminal",
        about: "ask the terminal for its background and the width of its signs when the screen opens",
        kind: Kind::Switch,
        default: "true",
        variable: None,
    },
    Key {
        name: "mouse",
        about: "listen to the mouse; Shift and drag selects text then",
        kind: Kind::Switch,
        default: "true",
        variable: Some("ROLLGATE_MOUSE"),
    },
    Key {
        name: "bell",
        about: "ring the bell of the terminal once when a time is over",
        kind: Kind::Switch,
        default: "true",
        variable: None,
    },
    Key {
        name: "slow",
        about: "spare a slow line: times are painted by the minute; unset, the line is measured",
        kind: Kind::Switch,
        default: "as it is measured",
        variable: Some("ROLLGATE_SLOW"),
    },
    Key {
        name: "linear",
        about: "lines to be read aloud instead of the screen, as --linear does",
        kind: Kind::Switch,
        default: "false",
        variable: Some("ROLLGATE_LINEAR"),
    },
    Key {
        name: "pager",
        about: "through what long pages go on a terminal; empty for nothing",
        kind: Kind::Text,
        default: "less -FIRX",
        variable: None,
    },
];

impl Key {
    /// Finds the setting of this name.
    ///
    /// # Errors
    ///
    /// When there is none, with the names there are.
    pub fn find(name: &str) -> Result<Self, ConfigError> {
        let found = KEYS.into_iter().find(|key| key.name == name);
        found.ok_or_else(|| ConfigError::Key {
            name: name.to_owned(),
        })
    }

    /// Returns the words it may be; none where it may be any text.
    pub const fn words(self) -> &'static [&'static str] {
        match self.kind {
            Kind::Text => &[],
            Kind::OneOf(words) => words,
            Kind::Switch => &["true", "false"],
        }
    }

    fn schema(self) -> Json {
        let mut schema = match self.kind {
            Kind::Text => json!({ "type": "string", "pattern": "^[^\\p{Cc}]*$" }),
            Kind::OneOf(words) => json!({ "type": "string", "enum": words }),
            Kind::Switch => json!({ "type": "boolean" }),
        };
        if let Some(fields) = schema.as_object_mut() {
            fields.insert("description".to_owned(), json!(self.about));
        }
        schema
    }

    /// Reads a value as it is typed.
    pub(super) fn read(self, text: &str) -> Result<Value, ConfigError> {
        let wrong = || ConfigError::Value {
            name: self.name,
            text: text.to_owned(),
            kind: self.kind,
        };
        match self.kind {
            Kind::Text if text.chars().any(char::is_control) => Err(wrong()),
            Kind::Text => Ok(Value::from(text)),
            Kind::OneOf(words) if words.contains(&text) => Ok(Value::from(text)),
            Kind::Switch => text
                .parse::<bool>()
                .map(Value::from)
                .map_err(|_not_a_switch| wrong()),
            Kind::OneOf(_) => Err(wrong()),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("a line of text"),
            Self::OneOf(words) => write!(f, "one of {}", words.join(", ")),
            Self::Switch => f.write_str("true or false"),
        }
    }
}

/// Returns the JSON schema of the settings file, for editors that check while one types.
/// Source: JSON Schema, draft 2020-12.
pub fn schema() -> Json {
    let table = |properties: Map<String, Json>| json!({ "type": "object", "additionalProperties": false, "properties": properties });
    let mut tables: Map<String, Json> = Map::new();
    let mut properties = Map::new();
    for key in KEYS {
        match key.name.split_once('.') {
            None => {
                properties.insert(key.name.to_owned(), key.schema());
            }
            Some((name, part)) => {
                let fields = tables.entry(name).or_insert_with(|| json!({}));
                if let Some(fields) = fields.as_object_mut() {
                    fields.insert(part.to_owned(), key.schema());
                }
            }
        }
    }
    for (name, fields) in tables {
        let fields = fields.as_object().cloned().unwrap_or_default();
        properties.insert(name, table(fields));
    }
    let mut schema = table(properties);
    if let Some(fields) = schema.as_object_mut() {
        let draft = "https://json-schema.org/draft/2020-12/schema";
        fields.insert("$schema".to_owned(), json!(draft));
        fields.insert("title".to_owned(), json!("rollgate config.toml"));
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SettingsFile;

    #[test]
    fn every_setting_is_found_by_its_name() {
        for key in KEYS {
            assert_eq!(Key::find(key.name).unwrap(), key);
        }
    }

    #[test]
    fn the_schema_and_the_reader_of_the_file_allow_the_same() {
        let schema = schema();
        for key in KEYS {
            let found = match key.name.split_once('.') {
                None => &schema["properties"][key.name],
                Some((table, part)) => &schema["properties"][table]["properties"][part],
            };
            let samples = [
                json!("auto"),
                json!("old"),
                json!(true),
                json!(1),
                json!(""),
            ];
            for sample in samples {
                let allowed = found["enum"]
                    .as_array()
                    .is_none_or(|words| words.contains(&sample));
                let kind = if sample.is_string() {
                    "string"
                } else if sample.is_boolean() {
                    "boolean"
                } else {
                    "number"
                };
                let by_schema = found["type"] == kind && allowed;
                let (head, part) = key.name.split_once('.').unwrap_or(("", key.name));
                let head = if head.is_empty() {
                    String::new()
                } else {
                    format!("[{head}]\n")
                };
                let by_reader = SettingsFile::parse(&format!("{head}{part} = {sample}")).is_ok();
                assert_eq!(by_schema, by_reader, "{} = {sample}", key.name);
            }
        }
        assert_eq!(schema["additionalProperties"], false);
        assert!(SettingsFile::parse("other = 1").is_err());
    }
}
