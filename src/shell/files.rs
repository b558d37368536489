//! Files that are read for an import. One that is too large or cannot be read is told, never read in part.

use crate::tui::Message;
use crate::tui::message::Failure;

/// The largest file that is read for an import, in bytes.
const LARGEST: u64 = 100_000_000;

/// Reads a file.
pub(super) fn read(name: String) -> Message {
    let path = std::path::Path::new(&name);
    let read = std::fs::metadata(path).and_then(|metadata| {
        if metadata.len() > LARGEST {
            return Err(std::io::Error::other("it is larger than 100 MB"));
        }
        std::fs::read(path)
    });
    match read {
        Ok(bytes) => Message::FileRead {
            name,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        },
        Err(error) => Message::Failed(Failure {
            message: format!("{name} cannot be read: {error}"),
            reasons: vec![],
            hint: Some("check the path".to_owned()),
            refused: false,
            unsaved: false,
        }),
    }
}
