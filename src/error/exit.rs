//! The numbers that the program ends with. Scripts rely on them; they are never renumbered.

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// Done, or the answer is yes.
    Ok,
    /// Failed.
    Failed,
    /// Used wrongly.
    Usage,
    /// Not found, or more than one match.
    NotFound,
    /// Refused: a gate is closed, a blank is open, not in this state.
    Refused,
    /// A confirmation is missing or wrong.
    Unconfirmed,
    /// Changed by somebody else meanwhile.
    Changed,
    /// The data file is locked, damaged, or from a newer version.
    Data,
    /// Not yet.
    NotYet,
    /// It worked, with findings.
    Findings,
}

impl Exit {
    /// Returns the number.
    pub const fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Refused => 4,
            Self::Unconfirmed => 5,
            Self::Changed => 6,
            Self::Data => 7,
            Self::NotYet => 8,
            Self::Findings => 10,
        }
    }
}
