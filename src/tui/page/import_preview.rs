//! The preview of a document that is about to be imported: its text, and where it came from. Nothing is saved from here.

/// A document before it is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPreview {
    /// Its text, byte for byte.
    pub text: String,
    /// Where it came from, in words.
    pub source: String,
}

impl ImportPreview {
    /// Previews `text`.
    pub const fn new(text: String, source: String) -> Self {
        Self { text, source }
    }
}
