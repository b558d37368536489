//! One call of the program: what was typed, what the surroundings say, and the way to the data. It decides nothing.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::args::{Color, Form, Global};
use super::host::{Data, Host};
use super::io::Io;
use super::moment::{parse_moment, when};
use super::output::{Style, shown};
use super::refusal::{failed, not_found, unconfirmed, usage};
use super::setting::Setting;
use crate::chatops::Profile;
use crate::domain::Timestamp;
use crate::domain::id::{Actor, RolloutId};
use crate::error::Report;
use crate::projection::{RolloutView, WallClock, Zone};
use crate::tracker::{Tracker, TrackerError, Who};

/// The most bytes that are read as a document.
const MOST: u64 = 64 * 1024 * 1024;

/// One call of the program.
pub(crate) struct Session<'a, 'b> {
    /// The options of every command.
    pub(crate) global: Global,
    /// What the surroundings say.
    pub(crate) setting: &'a Setting,
    /// The program round the command line.
    pub(crate) host: &'a dyn Host,
    /// The streams.
    pub(crate) io: &'a mut Io<'b>,
    /// The time at which the program was called.
    pub(crate) now: Timestamp,
    /// Whether all of it is about the demo, which has no data file.
    pub(crate) demo: bool,
}

impl Session<'_, '_> {
    /// Returns the moment that `--at` names to look back to; what has not happened yet cannot be looked at.
    pub(crate) fn at(&self) -> Result<Option<Timestamp>, Report> {
        let at = self.global.at.as_deref();
        at.map(|text| self.past(text)).transpose()
    }

    /// Returns the moment that `--at` names to ask a calendar about, which knows the future too.
    pub(crate) fn at_any_time(&self) -> Result<Option<Timestamp>, Report> {
        let at = self.global.at.as_deref();
        at.map(|text| self.moment(text)).transpose()
    }

    /// Returns the zone in which times are shown and read.
    pub(crate) const fn zone(&self) -> Zone {
        let asks = self.global.local || self.setting.shows_local;
        if asks && !self.global.utc {
            self.setting.local
        } else {
            Zone::Utc
        }
    }

    /// Returns the clock as the person reads it.
    pub(crate) const fn clock(&self) -> WallClock {
        WallClock {
            now: self.now,
            zone: self.zone(),
        }
    }

    /// Reads a time as it was typed.
    pub(crate) fn moment(&self, text: &str) -> Result<Timestamp, Report> {
        parse_moment(text, self.clock()).ok_or_else(|| {
            let zone = match self.zone() {
                Zone::Utc => "in UTC",
                Zone::Local(_) => "in local time; with Z or an offset where clocks are changed",
            };
            usage(
                format!("{text} is no time"),
                format!("write it as 2026-01-31T14:32:00Z, 2026-01-31, 14:32 or `2h ago`, {zone}"),
            )
        })
    }

    /// Reads a time that cannot be in the future.
    pub(crate) fn past(&self, text: &str) -> Result<Timestamp, Report> {
        let moment = self.moment(text)?;
        if moment > self.now {
            let now = when(self.now, self.clock());
            let hint = "say when it happened, not when it will";
            let message = format!("{text} is in the future: it is {now} now");
            return Err(usage(message, hint));
        }
        Ok(moment)
    }

    /// Opens the data for reading.
    pub(crate) fn open(&self) -> Result<Tracker, Report> {
        let actor = self.actor().unwrap_or_else(|| Actor::from("nobody"));
        let who = Who {
            actor,
            said_at: None,
        };
        self.host.tracker(&self.data_to_read()?, who)
    }

    /// Returns the data that is read.
    pub(crate) fn data_to_read(&self) -> Result<Data, Report> {
        if self.demo {
            return Ok(Data::Demo);
        }
        Ok(Data::Read(self.database()?))
    }

    /// Returns the data that is changed: with `--dry-run` a copy of it.
    fn data_to_change(&self) -> Result<Data, Report> {
        Ok(match (self.demo, self.global.dry_run) {
            (true, false) => Data::Demo,
            (true, true) => Data::DemoCopy,
            (false, false) => Data::Change(self.database()?),
            (false, true) => Data::Copy(self.database()?),
        })
    }

    /// Opens the data for a change; with `--dry-run` a copy of it.
    pub(crate) fn open_to_change(&self) -> Result<Tracker, Report> {
        let said_at = self
            .global
            .at
            .as_deref()
            .map(|text| self.past(text))
            .transpose()?;
        let who = Who {
            actor: self.signed()?,
            said_at,
        };
        self.host.tracker(&self.data_to_change()?, who)
    }

    /// Returns who records; every record has a name on it.
    pub(crate) fn signed(&self) -> Result<Actor, Report> {
        self.actor().ok_or_else(|| {
            usage(
                "nobody says who you are",
                "give --as NAME, or set ROLLGATE_AS",
            )
        })
    }

    fn actor(&self) -> Option<Actor> {
        let given = self
            .global
            .actor
            .as_deref()
            .or(self.setting.actor.as_deref());
        let given = given.map(str::trim).filter(|name| !name.is_empty());
        given.map(Actor::new)
    }

    /// Returns where the data lives.
    pub(crate) fn database(&self) -> Result<PathBuf, Report> {
        if self.demo {
            let hint = "leave the demo first; it lives in memory and is thrown away";
            return Err(usage("the demo has no data file", hint));
        }
        let given = self
            .global
            .database
            .as_ref()
            .or(self.setting.database.as_ref());
        given.cloned().ok_or_else(|| {
            let hint = "set HOME or XDG_DATA_HOME, or give --db PATH";
            failed(
                "NO_HOME",
                "no home folder is known, so there is no place for the data file",
            )
            .hint(hint)
        })
    }

    /// Returns the form of chatops lines that is set.
    pub(crate) const fn dialect(&self) -> Option<Profile> {
        self.setting.dialect
    }

    /// Finds a rollout by its name and shows it as `--at` says.
    pub(crate) fn view(
        &self,
        tracker: &Tracker,
        name: &str,
    ) -> Result<(RolloutId, RolloutView), Report> {
        let id = tracker.find(name)?;
        let at = self.at()?;
        match tracker.view(&id, at) {
            Err(TrackerError::NotFound { .. }) if at.is_some() => Err(not_found(
                format!("{name} was not known then"),
                format!("rollgate log {name}"),
            )),
            view => Ok((id, view?)),
        }
    }

    /// Returns how pages look on standard output.
    pub(crate) fn style(&self) -> Style {
        let wanted = match self.global.color {
            Some(Color::Always) => true,
            Some(Color::Never) => false,
            None if self.setting.color.is_some() && !self.setting.no_color => {
                self.setting.color == Some(true)
            }
            Some(Color::Auto) | None => {
                self.io.terminal.stdout && !self.setting.no_color && !self.setting.is_dumb()
            }
        };
        Style {
            color: wanted && !self.global.no_color && self.global.format != Some(Form::Plain),
            ascii: self.ascii(),
        }
    }

    /// Tells whether only ASCII may be printed.
    pub(crate) fn ascii(&self) -> bool {
        let draws_ascii = matches!(self.setting.term.as_deref(), Some("linux" | "dumb"));
        self.global.ascii || self.setting.ascii || (self.io.terminal.stdout && draws_ascii)
    }

    /// Says something beside the data. Nobody can be told when even that fails.
    pub(crate) fn talk(&mut self, text: &str) {
        if self.global.quiet {
            return;
        }
        let style = Style {
            color: false,
            ascii: self.ascii(),
        };
        writeln!(self.io.stderr, "{}", style.letters(&shown(text))).ok();
    }

    /// Reads a text: standard input for `-`, else `given` itself.
    pub(crate) fn text(&mut self, given: &str) -> Result<String, Report> {
        if given == "-" {
            self.stdin()
        } else {
            Ok(given.to_owned())
        }
    }

    /// Reads a document: standard input for `-`, else the file of that name.
    pub(crate) fn document(&mut self, name: &str) -> Result<String, Report> {
        if name == "-" {
            return self.stdin();
        }
        let problem = |error: std::io::Error| {
            failed("UNREADABLE", format!("{name}: {error}"))
                .hint("name a file, or - for standard input")
        };
        let file = std::fs::File::open(Path::new(name)).map_err(problem)?;
        let mut bytes = Vec::new();
        file.take(MOST + 1)
            .read_to_end(&mut bytes)
            .map_err(problem)?;
        decoded(bytes, name)
    }

    fn stdin(&mut self) -> Result<String, Report> {
        let mut bytes = Vec::new();
        let read = self.io.stdin.take(MOST + 1).read_to_end(&mut bytes);
        read.map_err(|error| failed("UNREADABLE", format!("standard input: {error}")))?;
        decoded(bytes, "standard input")
    }

    /// Tells whether a person can be asked something.
    pub(crate) const fn can_ask(&self) -> bool {
        self.io.terminal.stdin && !self.global.no_input && !self.global.json
    }

    /// Asks a person and returns the line that was typed. Whoever closes the input says no.
    pub(crate) fn ask(&mut self, question: &str) -> Result<String, Report> {
        let style = Style {
            color: false,
            ascii: self.ascii(),
        };
        write!(self.io.stderr, "{} ", style.letters(&shown(question))).ok();
        self.io.stderr.flush().ok();
        let mut line = String::new();
        let read = self.io.stdin.read_line(&mut line);
        read.map_err(|error| unconfirmed(format!("no answer could be read: {error}")))?;
        Ok(line.trim().to_owned())
    }
}

/// Reads bytes as text. What is no UTF-8 becomes U+FFFD, which the reader of the document shows.
fn decoded(bytes: Vec<u8>, name: &str) -> Result<String, Report> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST {
        let message = format!("{name} has more than {} MiB", MOST / 1024 / 1024);
        return Err(failed("TOO_LARGE", message).hint("a rollout issue has at most 1 MiB"));
    }
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}
