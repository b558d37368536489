//! The packages of a repository: read elsewhere, recorded here. What was read for other data than is on the screen is not recorded.

use std::path::PathBuf;

use super::data::OpenData;
use super::effects::{failure, refresh};
use super::errands::Errands;
use crate::error::{Exit, Report};
use crate::tracker::{ScanErrand, ScanRead, ScanReport};
use crate::tui::Message;
use crate::tui::message::Failure;

/// What came of reading a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ScanDone {
    is_demo: bool,
    read: Result<ScanRead, Failure>,
}

impl ScanDone {
    /// Reads a repository to its end; `tell` is told how far it is.
    pub(super) fn of(errand: &ScanErrand, is_demo: bool, tell: &dyn Fn(String)) -> Self {
        let read = errand.run(&|progress| {
            tell(format!(
                "{} of {} packages are new",
                progress.new, progress.found
            ));
        });
        Self {
            is_demo,
            read: read.map_err(|error| failure(error.into())),
        }
    }
}

/// Sends somebody to read the repository in a folder. Returns what is to be said at once.
pub(super) fn begin(data: &mut OpenData, errands: &Errands, folder: &str) -> Vec<Message> {
    let is_demo = data.is_demo();
    let errand = data.tracker().scan_errand(at_home(folder), &[]);
    match errand {
        Ok(errand) => {
            let done = errands.read_repository(errand, is_demo);
            done.map_or_else(Vec::new, |done| record(data, done))
        }
        Err(error) => vec![Message::ScanEnded(Err(failure(error.into())))],
    }
}

/// Records what was read.
pub(super) fn record(data: &mut OpenData, done: ScanDone) -> Vec<Message> {
    if done.is_demo != data.is_demo() {
        let message = "the repository was read for other data; nothing was recorded";
        let report = Report::new("CHANGED", message, Exit::Changed);
        return vec![Message::ScanEnded(Err(failure(report)))];
    }
    let answer = done.read.and_then(|read| {
        let recorded = data.tracker().record_scan(read);
        recorded
            .map_err(|error| failure(error.into()))
            .and_then(|report| said(&report))
    });
    let mut messages = refresh(data);
    messages.push(Message::ScanEnded(answer));
    messages
}

/// Says how much was new, and what is odd.
fn said(report: &ScanReport) -> Result<String, Failure> {
    if report.found == 0 {
        let message = "the repository has no auto-deploy tag";
        let none = Report::new("NOT_FOUND", message, Exit::NotFound);
        return Err(failure(none.hint("git fetch --tags in it")));
    }
    let packages = counted(report.found, "package");
    let mut text = format!(
        "{packages}, {} of them new or changed",
        report.listings.len()
    );
    let left_out = report.unresolved.len();
    if left_out > 0 {
        let left_out = counted(left_out, "package");
        text = format!("{text}; {left_out} left out: no commit for the name");
    }
    for warning in &report.warnings {
        text.push_str("; ");
        text.push_str(warning);
    }
    Ok(text)
}

fn counted(count: usize, noun: &str) -> String {
    let many = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{many}")
}

/// Returns the folder with the person's home in the place of a leading `~`, as a shell would.
fn at_home(folder: &str) -> PathBuf {
    let home = std::env::home_dir();
    match (folder.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        (None, Some(home)) if folder == "~" => home,
        _ => PathBuf::from(folder),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::Timestamp;
    use crate::domain::id::Actor;
    use crate::shell::DataSource;
    use crate::shell::forge::Forges;
    use crate::store::MemoryStore;
    use crate::tracker::{FixedClock, Tracker, Who};

    fn data() -> OpenData {
        let clock = FixedClock::at(Timestamp::UNIX_EPOCH);
        let actor = Actor::from("ana");
        let who = Who {
            actor: actor.clone(),
            said_at: None,
        };
        let store = Box::new(MemoryStore::default());
        let source = DataSource {
            tracker: Tracker::new(store, Box::new(clock.clone()), who),
            clock: Rc::new(clock),
            actor,
        };
        OpenData::new(source, None)
    }

    fn why(messages: &[Message]) -> &str {
        let Some(Message::ScanEnded(Err(failure))) = messages.last() else {
            panic!("{messages:?}");
        };
        &failure.message
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_and_nothing_is_recorded() {
        let mut data = data();
        let errands = Errands::new(Forges::on(None), None);
        let said = begin(&mut data, &errands, "/no/such/folder");
        assert_eq!(why(&said), "/no/such/folder is no folder");
        assert!(data.tracker().ledger(None).unwrap().packages.is_empty());
    }

    #[test]
    fn what_was_read_for_the_demo_is_not_recorded_elsewhere() {
        let mut data = data();
        let done = ScanDone {
            is_demo: true,
            read: Ok(ScanRead::default()),
        };
        assert!(why(&record(&mut data, done)).contains("nothing was recorded"));
    }

    #[test]
    fn a_repository_without_packages_is_told_apart_from_one_with_nothing_new() {
        let mut data = data();
        let done = ScanDone {
            is_demo: false,
            read: Ok(ScanRead::default()),
        };
        assert_eq!(
            why(&record(&mut data, done)),
            "the repository has no auto-deploy tag"
        );
    }

    #[test]
    fn a_tilde_is_the_home_folder_only_where_a_shell_would_say_so() {
        assert_eq!(at_home("/a/~/b"), PathBuf::from("/a/~/b"));
        assert_eq!(at_home("~ana/b"), PathBuf::from("~ana/b"));
        let home = at_home("~/b");
        assert!(home.ends_with("b") && home.as_os_str() != "~/b", "{home:?}");
    }
}
