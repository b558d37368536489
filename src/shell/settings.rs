//! The settings file as the screen reaches it: a setting is kept, and all are read again after somebody edited the file. It knows no key of it.

use std::fmt;
use std::path::PathBuf;

/// Keeps a setting, of a name and a value, in the settings file.
pub type KeepSetting = dyn Fn(&str, &str) -> Result<(), String>;

/// Reads what the file says of every setting, `None` for those it leaves out; else what is wrong with it.
pub type ReadSettings = dyn Fn() -> Result<Vec<(String, Option<String>)>, String>;

/// The way to the settings file.
pub struct SettingsDesk {
    /// Where it is; `None` where no place for it is known.
    pub file: Option<PathBuf>,
    /// Keeps a setting.
    pub keep: Box<KeepSetting>,
    /// Reads all.
    pub read: Box<ReadSettings>,
}

impl Default for SettingsDesk {
    fn default() -> Self {
        let none = || "there is no settings file".to_owned();
        Self {
            file: None,
            keep: Box::new(move |_, _| Err(none())),
            read: Box::new(move || Err(none())),
        }
    }
}

impl fmt::Debug for SettingsDesk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SettingsDesk")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}
