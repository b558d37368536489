//! The files beside the settings: policies, calendar, keys, templates. A file that is not there is no mistake, unless it was named.

use std::path::{Path, PathBuf};

use super::{Config, ConfigError, SettingsFile};

impl Config {
    /// Sets a setting in the settings file and returns its path; comments stay.
    ///
    /// # Errors
    ///
    /// When there is no such setting, when it cannot be set to that, or when there is no place for the file.
    pub fn write_setting(&self, name: &str, value: &str) -> Result<PathBuf, ConfigError> {
        let path = self.file.clone().ok_or(ConfigError::NoHome)?;
        let mut file = SettingsFile::read(&path)?;
        file.set(name, value)?;
        file.write(&path)?;
        Ok(path)
    }

    /// Reads the escalation policies; `None` where there are none.
    ///
    /// # Errors
    ///
    /// When the file is there and cannot be read, or is not there though it was named.
    pub fn policies_text(&self) -> std::io::Result<Option<String>> {
        let Some(path) = &self.policies else {
            return Ok(None);
        };
        match std::fs::read_to_string(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !self.policies_named => {
                Ok(None)
            }
            read => read.map(Some),
        }
    }

    /// Reads the calendar of one's own; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When there is one that cannot be read.
    pub fn calendar_text(&self) -> std::io::Result<Option<(String, String)>> {
        read_named(self.calendar_file.as_deref())
    }

    /// Reads the keys of one's own with the name of their file; `None` where there are none.
    ///
    /// # Errors
    ///
    /// When there is a file that cannot be read.
    pub fn keys_text(&self) -> std::io::Result<Option<(String, String)>> {
        read_named(self.keys_file.as_deref())
    }

    /// Names the file of keys without its folder: a row of the screen has no room for it.
    pub fn without_folder(&self, text: &str) -> String {
        let folder = self.keys_file.as_deref().and_then(Path::parent);
        folder.map_or_else(
            || text.to_owned(),
            |folder| text.replace(&format!("{}/", folder.display()), ""),
        )
    }

    /// Reads the templates of one's own, by the names of their files; none where there is no folder for them.
    ///
    /// # Errors
    ///
    /// When there is one that cannot be read.
    pub fn own_templates(&self) -> std::io::Result<Vec<(String, String)>> {
        let Some(folder) = &self.templates_folder else {
            return Ok(Vec::new());
        };
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut templates = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            if path.extension().is_some_and(|ending| ending == "md")
                && let Some(name) = name
            {
                let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
                templates.push((name, text));
            }
        }
        templates.sort();
        Ok(templates)
    }
}

/// Reads a file with its name; `None` where there is none.
fn read_named(path: Option<&Path>) -> std::io::Result<Option<(String, String)>> {
    let Some(path) = path else {
        return Ok(None);
    };
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some((path.display().to_string(), text))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
