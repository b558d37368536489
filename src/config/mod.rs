//! What the surroundings say: the environment, the settings file and the platform's folders, read once when the program begins.

mod error;
mod facts;
mod file;
mod key;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use directories::ProjectDirs;

pub use error::ConfigError;
pub use facts::{ColorFacts, SessionFacts};
pub use file::SettingsFile;
pub use key::{KEYS, Key, Kind, schema};

/// What the surroundings say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a variable of its own"
)]
pub struct Config {
    /// The data file: `ROLLGATE_DB`, else in the platform's data folder; `None` where no home is known.
    pub database: Option<PathBuf>,
    /// The escalation policies: `ROLLGATE_POLICIES`, else `policies.toml` in the platform's folder for configuration.
    pub policies: Option<PathBuf>,
    /// Whether `ROLLGATE_POLICIES` names them; a file that was asked for has to be there.
    pub policies_named: bool,
    /// Where reports of a crash go.
    pub state_folder: Option<PathBuf>,
    /// Where a calendar of one's own would be: `calendar.toml` in the platform's configuration folder.
    pub calendar_file: Option<PathBuf>,
    /// Where templates of one's own would be: `templates` in the platform's configuration folder.
    pub templates_folder: Option<PathBuf>,
    /// `PATH`: where programs are looked for.
    pub search_path: Option<OsString>,
    /// Where a template of one's own for reports would be: `templates/report.html` in the platform's configuration folder.
    pub template_file: Option<PathBuf>,
    /// Where keys of one's own would be: `keys.toml` in the platform's configuration folder.
    pub keys_file: Option<PathBuf>,
    /// Whether the mouse is listened to: unless `ROLLGATE_MOUSE` is `0` or `off`.
    pub mouse: bool,
    /// The editor for long text: `VISUAL`, else `EDITOR`.
    pub editor: Option<OsString>,
    /// Who the person is: `ROLLGATE_AS`, else `USER`, `LOGNAME` or `USERNAME`; where none is set, [`Config::read`] takes the number of the account.
    pub actor: Option<String>,
    /// Whether `NO_COLOR` is set to anything.
    pub no_color: bool,
    /// The settings file: `ROLLGATE_CONFIG`, else `config.toml` in the platform's folder for configuration.
    pub file: Option<PathBuf>,
    /// What the settings file says.
    pub settings: BTreeMap<&'static str, String>,
    /// The settings that a variable of the environment decides.
    pub by_variable: BTreeSet<&'static str>,
    /// Where themes of one's own would be: `themes` in the platform's configuration folder.
    pub themes_folder: Option<PathBuf>,
    /// Whether the line is slow: `ROLLGATE_SLOW`, else the settings file; `None` where it is to be measured.
    pub slow: Option<bool>,
    /// Whether only ASCII is wanted: `ROLLGATE_ASCII`, the settings file, or a locale that names no UTF-8.
    pub ascii: bool,
    /// Whether lines are wanted instead of the screen: `ROLLGATE_LINEAR`, or the settings file.
    pub linear: bool,
    /// The kind of terminal.
    pub term: Option<String>,
    /// The time at which the clock stands still, for tests and demonstrations: `ROLLGATE_CLOCK`.
    pub clock: Option<DateTime<Utc>>,
    /// What is known of the session, for copying.
    pub session: SessionFacts,
    /// What is said about the colours of the screen.
    pub colors: ColorFacts,
}

impl Config {
    /// Returns what the settings file, or a variable in its place, says of a setting.
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(String::as_str)
    }

    /// Names where the value of a setting comes from: `environment`, `file` or `default`.
    pub fn origin(&self, name: &str) -> &'static str {
        if self.by_variable.contains(name) {
            "environment"
        } else if self.settings.contains_key(name) {
            "file"
        } else {
            "default"
        }
    }

    /// Reads the environment of the process.
    ///
    /// # Errors
    ///
    /// When a variable of this program holds something that cannot be meant.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the environment"
    )]
    pub fn read() -> Result<Self, ConfigError> {
        let look = |name: &str| std::env::var_os(name);
        let config = Self::from_variables(look)?;
        let file = config.file.as_deref().map(SettingsFile::read).transpose()?;
        config.with_file(&file.unwrap_or_default(), look)
    }

    /// Reads the environment of the process as if there were no settings file, for whoever has to say what is wrong with it.
    ///
    /// # Errors
    ///
    /// As [`Config::read`], but for the file.
    #[expect(clippy::disallowed_methods, reason = "as in `read`")]
    pub fn read_without_file() -> Result<Self, ConfigError> {
        let look = |name: &str| std::env::var_os(name);
        Self::from_variables(look)?.with_file(&SettingsFile::default(), look)
    }

    fn with_file(
        mut self,
        file: &SettingsFile,
        look: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, ConfigError> {
        self.lay_over(file, look)?;
        self.actor.get_or_insert_with(account);
        Ok(self)
    }

    /// Takes what `file` says where no variable of this program says otherwise; `ROLLGATE_DIALECT` is one.
    fn lay_over(
        &mut self,
        file: &SettingsFile,
        look: impl Fn(&str) -> Option<OsString>,
    ) -> Result<(), ConfigError> {
        let is_set = |name: &str| look(name).is_some_and(|value| !value.is_empty());
        for key in KEYS {
            if let Some(value) = file.get(key.name) {
                self.settings.insert(key.name, value);
            }
        }
        for key in KEYS {
            if key.variable.is_some_and(is_set) {
                self.by_variable.insert(key.name);
            }
        }
        let set = |name: &str| self.settings.get(name).cloned();
        if !is_set("ROLLGATE_COLOR") {
            self.colors.named = set("theme");
        }
        if !is_set("ROLLGATE_MOUSE") {
            self.mouse = set("mouse").is_none_or(|value| value == "true");
        }
        if !is_set("ROLLGATE_SLOW") {
            self.slow = set("slow").map(|value| value == "true");
        }
        if !is_set("ROLLGATE_AS") {
            self.actor = set("as").or(self.actor.take());
        }
        if !is_set("ROLLGATE_DB") {
            self.database = set("database").map(PathBuf::from).or(self.database.take());
        }
        if !is_set("ROLLGATE_ASCII") {
            self.ascii = set("ascii").map_or(self.ascii, |value| value == "true");
        }
        if !is_set("ROLLGATE_LINEAR") {
            self.linear = set("linear").is_some_and(|value| value == "true");
        }
        if let Some(dialect) = look("ROLLGATE_DIALECT").filter(|value| !value.is_empty()) {
            let dialect = dialect.to_string_lossy().into_owned();
            SettingsFile::default().set("chatops.dialect", &dialect)?;
            self.settings.insert("chatops.dialect", dialect);
        }
        Ok(())
    }

    /// Reads the variables that `look` knows.
    ///
    /// # Errors
    ///
    /// When a variable of this program holds something that cannot be meant.
    pub fn from_variables(look: impl Fn(&str) -> Option<OsString>) -> Result<Self, ConfigError> {
        let set = |name: &str| look(name).filter(|value| !value.is_empty());
        let text = |name: &str| set(name).map(|value| value.to_string_lossy().into_owned());
        let clock = text("ROLLGATE_CLOCK").map(clock_of).transpose()?;
        let folders = has_home(&set)
            .then(|| ProjectDirs::from("", "", "rollgate"))
            .flatten();
        let data = folders
            .as_ref()
            .map(|folders| folders.data_dir().join("rollgate.db"));
        let configured = |name: &str| {
            let folders = folders.as_ref();
            folders.map(|folders| folders.config_dir().join(name))
        };
        let state = folders.as_ref().map(|folders| {
            folders
                .state_dir()
                .unwrap_or_else(|| folders.data_local_dir())
                .to_owned()
        });
        let locale = text("LC_ALL")
            .or_else(|| text("LC_CTYPE"))
            .or_else(|| text("LANG"));
        let wants_ascii = text("ROLLGATE_ASCII").is_some_and(|value| value != "0");
        Ok(Self {
            database: set("ROLLGATE_DB").map(PathBuf::from).or(data),
            policies: set("ROLLGATE_POLICIES")
                .map(PathBuf::from)
                .or_else(|| configured("policies.toml")),
            policies_named: set("ROLLGATE_POLICIES").is_some(),
            state_folder: state,
            calendar_file: configured("calendar.toml"),
            file: set("ROLLGATE_CONFIG")
                .map(PathBuf::from)
                .or_else(|| configured("config.toml")),
            settings: BTreeMap::new(),
            by_variable: BTreeSet::new(),
            themes_folder: configured("themes"),
            slow: text("ROLLGATE_SLOW").map(|value| value != "0"),
            templates_folder: configured("templates"),
            template_file: configured("templates/report.html"),
            search_path: set("PATH"),
            keys_file: configured("keys.toml"),
            mouse: !matches!(text("ROLLGATE_MOUSE").as_deref(), Some("0" | "off")),
            editor: set("VISUAL").or_else(|| set("EDITOR")),
            actor: ["ROLLGATE_AS", "USER", "LOGNAME", "USERNAME"]
                .into_iter()
                .find_map(text),
            no_color: set("NO_COLOR").is_some(),
            ascii: wants_ascii || locale.is_some_and(|locale| !is_utf8(&locale)),
            linear: text("ROLLGATE_LINEAR").is_some_and(|value| value != "0"),
            term: text("TERM"),
            clock,
            session: SessionFacts::read(|name| set(name).is_some()),
            colors: ColorFacts {
                named: text("ROLLGATE_COLOR"),
                color_term: text("COLORTERM"),
                background: text("COLORFGBG"),
            },
        })
    }
}

/// Reads the time at which the clock stands still.
fn clock_of(text: String) -> Result<DateTime<Utc>, ConfigError> {
    match DateTime::parse_from_rfc3339(&text) {
        Ok(moment) => Ok(moment.to_utc()),
        Err(_) => Err(ConfigError::Clock { text }),
    }
}

/// Tells whether the environment names a home. The user database is not asked: who clears the environment means it.
fn has_home(set: &impl Fn(&str) -> Option<OsString>) -> bool {
    cfg!(not(unix)) || set("HOME").is_some()
}

/// Names the account that the program runs under, as far as that can be known without its name.
fn account() -> String {
    format!("uid-{}", rustix::process::getuid().as_raw())
}

/// Tells whether a locale's name says that text is UTF-8.
fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let variables = variables.to_vec();
        Config::from_variables(move |wanted| {
            let found = variables.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn a_named_file_needs_no_home() {
        let config = config(&[("ROLLGATE_DB", "/data/x.db")]).unwrap();
        assert_eq!(config.database, Some(PathBuf::from("/data/x.db")));
    }

    #[cfg(unix)]
    #[test]
    fn without_home_and_without_a_named_file_no_place_is_guessed() {
        assert_eq!(config(&[]).unwrap().database, None);
    }

    #[test]
    fn the_more_special_name_of_a_person_wins() {
        let both = config(&[("ROLLGATE_AS", "user"), ("USER", "root")]).unwrap();
        assert_eq!(both.actor.as_deref(), Some("user"));
        let one = config(&[("ROLLGATE_AS", ""), ("USER", "root")]).unwrap();
        assert_eq!(one.actor.as_deref(), Some("root"));
    }

    #[test]
    fn only_a_locale_that_says_otherwise_means_ascii() {
        for (variables, expected) in [
            (vec![], false),
            (vec![("LC_ALL", "C")], true),
            (vec![("LC_ALL", "POSIX"), ("LANG", "en_GB.UTF-8")], true),
            (vec![("LANG", "C.UTF-8")], false),
            (vec![("LANG", "de_DE.utf8")], false),
            (vec![("ROLLGATE_ASCII", "1")], true),
            (vec![("ROLLGATE_ASCII", "0")], false),
        ] {
            assert_eq!(config(&variables).unwrap().ascii, expected, "{variables:?}");
        }
    }

    #[test]
    fn a_clock_that_is_no_time_is_refused() {
        assert!(config(&[("ROLLGATE_CLOCK", "noon")]).is_err());
        let still = config(&[("ROLLGATE_CLOCK", "2026-01-31T15:32:00+01:00")]).unwrap();
        assert_eq!(
            still.clock.unwrap().to_rfc3339(),
            "2026-01-31T14:32:00+00:00"
        );
    }

    #[test]
    fn a_variable_wins_over_the_file_and_the_file_over_the_account() {
        let file = SettingsFile::parse("as = \"filed\"\nascii = true").unwrap();
        for (variables, expected) in [
            (vec![("USER", "root")], "filed"),
            (vec![("USER", "root"), ("ROLLGATE_AS", "me")], "me"),
        ] {
            let look = |wanted: &str| {
                let found = variables.iter().find(|(name, _)| *name == wanted);
                found.map(|(_, value)| OsString::from(value))
            };
            let mut config = Config::from_variables(look).unwrap();
            config.lay_over(&file, look).unwrap();
            assert_eq!(config.actor.as_deref(), Some(expected));
            assert!(config.ascii);
        }
    }
}
