//! What files and variables say, read or complained about in clean words. Nothing of them reaches a terminal as it stands.

use std::ffi::OsString;

use rollgate::chatops::Profile;
use rollgate::config::{Config, ConfigError};
use rollgate::domain::incident::Policies;
use rollgate::error::{Exit, Report};
use rollgate::export::shown;

use super::Program;

/// The longest line of a file that is repeated when it is complained about, in characters.
const LONGEST_LINE: usize = 200;

/// Says what is wrong with the surroundings: a settings file can hold what acts on a terminal, and lines without end.
pub(super) fn complaint(error: &ConfigError) -> String {
    let text = format!("error: {error}");
    let lines = text.lines().map(|line| {
        let mut letters = line.chars();
        let head: String = letters.by_ref().take(LONGEST_LINE).collect();
        let more = if letters.next().is_some() { "…" } else { "" };
        shown(&head) + more
    });
    lines.collect::<Vec<String>>().join("\n")
}

/// Returns the settings without their file, where that is wrong and it is `doctor` who is asked: it has to say what is wrong.
pub(super) fn without_file(args: &[OsString], error: &ConfigError) -> Option<Config> {
    let is_of_file = matches!(error, ConfigError::File { .. });
    let is_doctor = args.iter().skip(1).any(|word| word == "doctor");
    (is_of_file && is_doctor)
        .then(Config::read_without_file)
        .and_then(Result::ok)
}

/// Returns the form of chatops lines that is set.
pub(super) fn dialect(config: &Config) -> Option<Profile> {
    match config.setting("chatops.dialect") {
        Some("old") => Some(Profile::Old),
        Some("new") => Some(Profile::New),
        _ => None,
    }
}

impl Program {
    /// Reads the escalation policies that somebody configured; `None` where nobody did.
    pub(super) fn policies(&self) -> Result<Option<Policies>, Report> {
        let file = self.config.policies.clone().unwrap_or_default();
        let problem = |what: String| {
            let message = format!("{}: {what}", file.display());
            Report::new("POLICIES", message, Exit::Usage)
        };
        let text = self.config.policies_text();
        let text = text.map_err(|error| problem(error.to_string()))?;
        let policies = text.as_deref().map(Policies::parse).transpose();
        policies.map_err(|error| problem(error.to_string()))
    }
}
