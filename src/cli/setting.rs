//! What the surroundings say about how to run: names, paths and switches of the environment, read once and elsewhere.

use std::path::PathBuf;

use crate::chatops::Profile;
use crate::projection::Zone;

/// What the surroundings say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches of the surroundings"
)]
pub struct Setting {
    /// Where the data lives when nothing else is said; `None` where no home is known.
    pub database: Option<PathBuf>,
    /// Where a calendar of one's own would be.
    pub calendar_file: Option<PathBuf>,
    /// Where escalation policies of one's own would be.
    pub policies_file: Option<PathBuf>,
    /// Where reports of a crash go.
    pub state_folder: Option<PathBuf>,
    /// Who the person is when nothing else is said.
    pub actor: Option<String>,
    /// Whether colour is not wanted: `NO_COLOR` is set, or the terminal has none.
    pub no_color: bool,
    /// Whether only ASCII can be shown.
    pub ascii: bool,
    /// Whether the conversation in lines is wanted instead of the screen.
    pub linear: bool,
    /// The kind of terminal, as `TERM` says.
    pub term: Option<String>,
    /// Whether colour is always wanted, or never; `None` where the terminal decides.
    pub color: Option<bool>,
    /// In which form lines of chatops are shown; `None` for that of the document.
    pub dialect: Option<Profile>,
    /// Through what long pages go on a terminal; empty for nothing.
    pub pager: String,
    /// The zone of this machine.
    pub local: Zone,
    /// Whether times are shown in it, where nothing else is said.
    pub shows_local: bool,
}

impl Setting {
    /// Tells whether the terminal can draw no screen.
    pub fn is_dumb(&self) -> bool {
        self.term.as_deref() == Some("dumb")
    }
}
