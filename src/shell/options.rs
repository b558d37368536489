//! How the screen is to begin: the data, what it looks like, and what it may do to the terminal. It holds wishes and fulfils none.

use std::ffi::OsString;
use std::path::PathBuf;

use super::clipboard::Place;
use super::forge::Forges;
use super::settings::SettingsDesk;
use super::source::DataSource;
use crate::domain::id::RolloutId;
use crate::tui::Symbols;
use crate::tui::arrival::Arrival;
use crate::tui::keymap::KeyMap;
use crate::tui::look::Look;

/// How the screen is to begin and to look.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "three independent wishes")]
pub struct Options {
    /// The data.
    pub data: DataSource,
    /// The rollout to open at once.
    pub open: Option<RolloutId>,
    /// Whether to begin with the demo.
    pub demo: bool,
    /// Which marks to draw with.
    pub symbols: Symbols,
    /// How it looks: the colours, and what can be set.
    pub look: Look,
    /// Whether the fleet begins with one line for each rollout.
    pub is_compact: bool,
    /// What is wrong with a theme of one's own, which is left out then.
    pub look_problem: Option<String>,
    /// Reads and writes the settings file.
    pub settings: SettingsDesk,
    /// Whether the terminal may be asked for its background and the width of its signs.
    pub ask_terminal: bool,
    /// Where the data lives, as the first page says.
    pub data_path: String,
    /// Where a report of a crash goes.
    pub report_folder: Option<PathBuf>,
    /// What is known of the place where it runs, for copying.
    pub place: Place,
    /// Where documents come from.
    pub arrival: Arrival,
    /// The programs that can be asked for the text of an issue.
    pub forges: Forges,
    /// What the keys mean.
    pub keys: KeyMap,
    /// What is wrong with the keys of one's own, which are left out then.
    pub keys_problem: Option<String>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// The editor for long text, with its arguments.
    pub editor: Option<OsString>,
    /// Whether the clock runs; one that stands still cannot tell keys that were typed ahead.
    pub clock_runs: bool,
}
