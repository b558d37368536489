//! Which help is read: that of the page, every key there is, or what was looked for. It is forgotten when help closes.

/// Which help is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Whether every key of every page is shown.
    pub all: bool,
    /// What is looked for in it; nothing shows the whole.
    pub wanted: String,
}
