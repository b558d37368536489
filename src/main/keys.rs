//! The keys that somebody changed. A file that is wrong changes none of them.

use std::path::Path;

use rollgate::tui::keymap::{self, KeyMap};

use super::Program;

impl Program {
    /// Reads the keys that somebody changed; a file that is wrong changes none of them, and the words say why.
    pub(super) fn key_map(&self) -> (KeyMap, Option<String>) {
        let read = match self.config.keys_text() {
            Ok(Some((name, text))) => keymap::read(&name, &text).map_err(|error| error.to_string()),
            Ok(None) => Ok(KeyMap::default()),
            Err(error) => {
                let file = self.config.keys_file.clone().unwrap_or_default();
                Err(format!("{}: {error}", file.display()))
            }
        };
        match read {
            Ok(map) => (map, None),
            Err(problem) => (KeyMap::default(), Some(problem)),
        }
    }

    /// Names the file of keys without its folder: a row of the screen has no room for it.
    pub(super) fn without_folder(&self, text: &str) -> String {
        let folder = self.config.keys_file.as_deref().and_then(Path::parent);
        folder.map_or_else(
            || text.to_owned(),
            |folder| text.replace(&format!("{}/", folder.display()), ""),
        )
    }
}
