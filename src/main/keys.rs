//! The keys that somebody changed. A file that is wrong changes none of them.

use std::path::Path;

use rollgate::tui::keymap::{self, KeyMap};

use super::Program;

impl Program {
    /// Reads the keys that somebody changed; a file that is wrong changes none of them, and the words say why: the first mistake, and how
    /// many more there are.
    pub(super) fn key_map(&self) -> (KeyMap, Option<String>) {
        match self.keys_or_mistakes() {
            Ok(map) => (map, None),
            Err(mistakes) => {
                let more = mistakes.len().saturating_sub(1);
                let first = mistakes.into_iter().next();
                let first = first.map(|first| match more {
                    0 => first,
                    more => format!("{first}   and {more} more: rollgate doctor"),
                });
                (KeyMap::default(), first)
            }
        }
    }

    /// Reads the keys that somebody changed.
    ///
    /// # Errors
    /// Every mistake of the file, in words.
    pub(super) fn keys_or_mistakes(&self) -> Result<KeyMap, Vec<String>> {
        match self.config.keys_text() {
            Ok(Some((name, text))) => keymap::read(&name, &text)
                .map_err(|errors| errors.iter().map(ToString::to_string).collect()),
            Ok(None) => Ok(KeyMap::default()),
            Err(error) => {
                let file = self.config.keys_file.clone().unwrap_or_default();
                Err(vec![format!("{}: {error}", file.display())])
            }
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
