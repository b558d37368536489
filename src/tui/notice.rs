//! The message line: how something went, and what there is to say. It is told until the next key.

/// The message line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it went.
    pub tone: Tone,
    /// What there is to say.
    pub text: String,
}

/// How something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Well.
    Ok,
    /// There is something to know.
    Warn,
    /// It was refused, or it broke.
    Error,
}
