//! The order of a list of what stands in the way, as it is typed.

use clap::ValueEnum;

use crate::projection::BoardOrder;

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderWord {
    /// What holds, then the worst
    Severity,
    /// What is due first
    Due,
}

impl From<OrderWord> for BoardOrder {
    fn from(word: OrderWord) -> Self {
        match word {
            OrderWord::Severity => Self::Severity,
            OrderWord::Due => Self::Due,
        }
    }
}
