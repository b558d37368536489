//! The settings file: `config.toml` with a key for each thing that can be set. A key that is not known is a mistake and not ignored.

use std::fmt;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Value};

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
pub const KEYS: [Key; 7] = [
    Key {
        name: "as",
        about: "who you are, where neither --as nor ROLLGATE_AS says so",
        kind: Kind::Text,
        default: "the name of the account",
    },
    Key {
        name: "database",
        about: "the data file, where neither --db nor ROLLGATE_DB says so",
        kind: Kind::Text,
        default: "rollgate.db in the folder for data",
    },
    Key {
        name: "chatops.dialect",
        about: "the form of lines that are shown, composed and copied: old is `/chatops run`, new is `/chatops gitlab run`",
        kind: Kind::OneOf(&["document", "old", "new"]),
        default: "document",
    },
    Key {
        name: "color",
        about: "when the command line uses colour",
        kind: Kind::OneOf(&["auto", "always", "never"]),
        default: "auto",
    },
    Key {
        name: "ascii",
        about: "print and draw ASCII only",
        kind: Kind::Switch,
        default: "as the locale says",
    },
    Key {
        name: "linear",
        about: "lines to be read aloud instead of the screen, as --linear does",
        kind: Kind::Switch,
        default: "false",
    },
    Key {
        name: "pager",
        about: "through what long pages go on a terminal; empty for nothing",
        kind: Kind::Text,
        default: "less -FIRX",
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

    /// Reads a value as it is typed.
    fn read(self, text: &str) -> Result<Value, ConfigError> {
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

/// A settings file that was read, with its comments.
#[derive(Debug, Clone, Default)]
pub struct SettingsFile {
    document: DocumentMut,
}

impl SettingsFile {
    /// Reads the text of a settings file.
    ///
    /// # Errors
    ///
    /// The first mistake: no TOML, a key that is not known, a value that cannot be meant.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let document = text.parse::<DocumentMut>();
        let document = document.map_err(|error| ConfigError::Toml {
            text: error.to_string().trim_end().to_owned(),
        })?;
        for (name, item) in document.iter() {
            let Some(table) = item.as_table_like() else {
                must_be_right(name, item)?;
                continue;
            };
            for (part, item) in table.iter() {
                must_be_right(&format!("{name}.{part}"), item)?;
            }
        }
        Ok(Self { document })
    }

    /// Reads the settings file at `path`; one that is not there sets nothing.
    ///
    /// # Errors
    ///
    /// As [`SettingsFile::parse`], or when it cannot be read.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let in_file = |error| ConfigError::File {
            path: path.to_owned(),
            source: Box::new(error),
        };
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).map_err(in_file),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(in_file(ConfigError::Io { source: error })),
        }
    }

    /// Returns what a setting is set to, as text; `None` where the file does not say.
    pub fn get(&self, name: &str) -> Option<String> {
        let item = match name.split_once('.') {
            Some((table, part)) => self.document.get(table)?.get(part)?,
            None => self.document.get(name)?,
        };
        text_of(item)
    }

    /// Sets a setting. Comments and the order of the file stay as they are.
    ///
    /// # Errors
    ///
    /// When there is no such setting, or when it cannot be set to that.
    pub fn set(&mut self, name: &str, text: &str) -> Result<(), ConfigError> {
        let mut value = Key::find(name)?.read(text)?;
        let place = match name.split_once('.') {
            Some((table, part)) => {
                let table = self.document.entry(table).or_insert_with(toml_edit::table);
                let table = table.as_table_like_mut().ok_or_else(|| ConfigError::Key {
                    name: name.to_owned(),
                })?;
                table.entry(part).or_insert(Item::None)
            }
            None => self.document.entry(name).or_insert(Item::None),
        };
        // What is put in its place would lose the comment that stands behind it.
        if let Some(old) = place.as_value() {
            value.decor_mut().clone_from(old.decor());
        }
        *place = Item::Value(value);
        Ok(())
    }

    /// Writes it to `path`, so that what is there is whole at every moment.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), ConfigError> {
        let written = || {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let new = path.with_extension("toml.new");
            std::fs::write(&new, self.document.to_string())?;
            std::fs::rename(&new, path)
        };
        written().map_err(|source| ConfigError::File {
            path: path.to_owned(),
            source: Box::new(ConfigError::Io { source }),
        })
    }
}

impl fmt::Display for SettingsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.document.fmt(f)
    }
}

fn must_be_right(name: &str, item: &Item) -> Result<(), ConfigError> {
    let key = Key::find(name)?;
    let text = text_of(item).unwrap_or_else(|| item.to_string().trim().to_owned());
    let fits = match key.kind {
        Kind::Switch => item.as_bool().is_some(),
        Kind::Text | Kind::OneOf(_) => item.as_str().is_some(),
    };
    if !fits {
        return Err(ConfigError::Value {
            name: key.name,
            text,
            kind: key.kind,
        });
    }
    key.read(&text).map(|_value| ())
}

fn text_of(item: &Item) -> Option<String> {
    let switch = item.as_bool().map(|switch| switch.to_string());
    item.as_str().map(str::to_owned).or(switch)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# mine\nas = \"me\"   # short\n\n[chatops]\n# since the move\ndialect = \"old\" # old\n";

    #[test]
    fn a_value_is_replaced_and_every_comment_stays() {
        let mut file = SettingsFile::parse(TEXT).unwrap();
        file.set("chatops.dialect", "new").unwrap();
        file.set("as", "you").unwrap();
        assert_eq!(
            file.to_string(),
            TEXT.replace("\"old\"", "\"new\"")
                .replace("\"me\"", "\"you\"")
        );
    }

    #[test]
    fn what_is_set_first_is_added() {
        let mut file = SettingsFile::default();
        file.set("chatops.dialect", "new").unwrap();
        file.set("ascii", "true").unwrap();
        let again = SettingsFile::parse(&file.to_string()).unwrap();
        assert_eq!(again.get("chatops.dialect").as_deref(), Some("new"));
        assert_eq!(again.get("ascii").as_deref(), Some("true"));
        assert_eq!(again.get("as"), None);
    }

    #[test]
    fn mistakes_are_said_and_not_passed_over() {
        for (text, expected) in [
            ("as = ", "line 1, column"),
            ("nobody = 1", "no setting is called nobody"),
            ("[chatops]\ndialekt = \"new\"", "chatops.dialekt"),
            ("color = \"blue\"", "one of auto, always, never"),
            ("ascii = \"true\"", "true or false"),
            ("as = 1", "a line of text"),
            ("as = []", "a line of text"),
        ] {
            let error = SettingsFile::parse(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
        let mut file = SettingsFile::default();
        assert!(file.set("color", "blue").is_err());
        assert!(file.set("nobody", "1").is_err());
    }

    #[test]
    fn every_setting_is_found_by_its_name() {
        for key in KEYS {
            assert_eq!(Key::find(key.name).unwrap(), key);
        }
    }
}
