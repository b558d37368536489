//! The three streams of a process, handed in so that tests can hold their ends. It writes nowhere else.

use std::fmt;
use std::io::{BufRead, Write};

/// The streams of a process.
pub struct Io<'a> {
    /// Where answers and texts come from.
    pub stdin: &'a mut dyn BufRead,
    /// Where data goes.
    pub stdout: &'a mut dyn Write,
    /// Where talk goes.
    pub stderr: &'a mut dyn Write,
    /// Which of them are terminals.
    pub terminal: Terminal,
}

/// Which streams a person sits at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Standard input is a terminal.
    pub stdin: bool,
    /// Standard output is a terminal.
    pub stdout: bool,
}

impl fmt::Debug for Io<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Io")
            .field("terminal", &self.terminal)
            .finish_non_exhaustive()
    }
}
