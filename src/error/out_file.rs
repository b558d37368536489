//! What a person is told when a file was not written.

use super::exit::Exit;
use super::report::Report;
use crate::export::PageError;
use crate::tracker::OutFileError;

impl From<OutFileError> for Report {
    fn from(error: OutFileError) -> Self {
        let message = error.to_string();
        match error {
            OutFileError::NoName { .. } => {
                Self::new("USAGE", message, Exit::Usage).hint("give -o FILE")
            }
            OutFileError::Exists { .. } => Self::new("EXISTS", message, Exit::Unconfirmed)
                .hint("give --yes to write over it, or name another file"),
            OutFileError::NoPlainFile { .. } => Self::new("NOT_WRITTEN", message, Exit::Refused)
                .hint("links are not followed; name a file"),
            OutFileError::Failed { .. } => Self::new("NOT_WRITTEN", message, Exit::Failed)
                .hint("nothing was written; name another file"),
        }
    }
}

impl From<PageError> for Report {
    fn from(error: PageError) -> Self {
        Self::new("TEMPLATE", error.to_string(), Exit::Usage)
            .hint("mend the template, or move it away to use the one of the program")
    }
}
