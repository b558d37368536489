//! Asking GitLab or GitHub for the text of an issue through `glab` or `gh`. Past every shell, with a limit of time and of size.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::domain::issue_link::IssueLink;
use crate::error::{Exit, Report};

/// How long a program may take.
const LONGEST: Duration = Duration::from_secs(30);

/// How much it may say, in bytes: far more than the text of an issue can have.
const MOST: u64 = 8 * 1024 * 1024;

/// How much of its complaint is told, in bytes.
const MOST_COMPLAINT: u64 = 400;

/// How long the end of a program is waited for at a time, once it has said everything.
const A_MOMENT: Duration = Duration::from_millis(20);

/// The programs that can be asked.
#[derive(Debug, Clone)]
pub struct Forges {
    search_path: Option<OsString>,
    longest: Duration,
}

/// Why a program did not give the text of an issue.
#[derive(Debug, thiserror::Error)]
pub enum ForgeError {
    /// It is nowhere to be found.
    #[error("{program} is not installed")]
    Missing {
        /// Its name.
        program: &'static str,
    },
    /// It could not be run, or not be listened to.
    #[error("{program} could not be run: {source}")]
    NotRun {
        /// Its name.
        program: &'static str,
        /// Why.
        source: io::Error,
    },
    /// It took too long and was ended.
    #[error("{program} took longer than {seconds} seconds and was ended")]
    TooSlow {
        /// Its name.
        program: &'static str,
        /// How long it was given.
        seconds: u64,
    },
    /// It said more than an issue can have.
    #[error("{program} answered with more than {} MiB", MOST / 1024 / 1024)]
    TooLarge {
        /// Its name.
        program: &'static str,
    },
    /// It failed.
    #[error("{program} failed ({status}): {words}")]
    Failed {
        /// Its name.
        program: &'static str,
        /// How it ended.
        status: ExitStatus,
        /// What it complained of.
        words: String,
    },
    /// Its answer is no issue.
    #[error("{program} answered with something that is no issue")]
    NotAnIssue {
        /// Its name.
        program: &'static str,
    },
}

impl From<ForgeError> for Report {
    fn from(error: ForgeError) -> Self {
        let report = Self::new("NOT_FETCHED", error.to_string(), Exit::Failed);
        report.hint("open the issue, choose Edit, copy all of the text and paste it")
    }
}

/// What both forges answer, as far as it matters.
/// Sources: GitLab's issues API (`description`), GitHub's issues API (`body`).
#[derive(Deserialize)]
struct Issue {
    title: String,
    #[serde(alias = "body")]
    description: Option<String>,
}

impl Forges {
    /// Looks for programs in the folders of `search_path`, as a shell would.
    pub const fn on(search_path: Option<OsString>) -> Self {
        Self {
            search_path,
            longest: LONGEST,
        }
    }

    /// Finds a program. A folder that is not named from the root is not looked into.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let folders = self.search_path.as_ref()?;
        std::env::split_paths(folders)
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(program))
            .find(|file| is_program(file))
    }

    /// Runs the command of `link`, and returns the text of the issue under its title.
    ///
    /// # Errors
    /// When the program is not there, takes too long, says too much, fails, or answers with something else.
    pub fn ask(&self, link: &IssueLink) -> Result<String, ForgeError> {
        let program = link.forge().program();
        let file = self.find(program);
        let file = file.ok_or(ForgeError::Missing { program })?;
        let words = link.command().into_iter().skip(1);
        let mut child = Command::new(file)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| ForgeError::NotRun { program, source })?;
        let answer = self.listen(&mut child, program);
        if answer.is_err() {
            // It may have ended by itself meanwhile; there is nothing more to be done about it.
            child.kill().ok();
            child.wait().ok();
        }
        text_of(&answer?, program)
    }

    fn listen(&self, child: &mut Child, program: &'static str) -> Result<Vec<u8>, ForgeError> {
        let deadline = Instant::now() + self.longest;
        let too_slow = || ForgeError::TooSlow {
            program,
            seconds: self.longest.as_secs(),
        };
        let not_run = |source| ForgeError::NotRun { program, source };
        let said = heard(child.stdout.take(), MOST + 1);
        let complained = heard(child.stderr.take(), MOST_COMPLAINT);
        let said = match said.recv_timeout(self.longest) {
            Ok(said) => said.map_err(not_run)?,
            Err(RecvTimeoutError::Timeout) => return Err(too_slow()),
            Err(RecvTimeoutError::Disconnected) => Vec::new(),
        };
        if u64::try_from(said.len()).unwrap_or(u64::MAX) > MOST {
            return Err(ForgeError::TooLarge { program });
        }
        let (nobody, silence) = channel::<()>();
        let status = loop {
            if let Some(status) = child.try_wait().map_err(not_run)? {
                break status;
            }
            if Instant::now() >= deadline {
                return Err(too_slow());
            }
            silence.recv_timeout(A_MOMENT).ok();
        };
        drop(nobody);
        if status.success() {
            return Ok(said);
        }
        let words = complained.recv_timeout(A_MOMENT).ok();
        let words = words.and_then(Result::ok).unwrap_or_default();
        let words = String::from_utf8_lossy(&words).trim().to_owned();
        Err(ForgeError::Failed {
            program,
            status,
            words,
        })
    }
}

/// Reads at most so much, in a thread of its own: whoever listens can give up.
fn heard(stream: Option<impl Read + Send + 'static>, most: u64) -> Receiver<io::Result<Vec<u8>>> {
    let (sender, receiver) = channel();
    if let Some(stream) = stream {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = stream.take(most).read_to_end(&mut bytes);
            // Whoever asked may have given up.
            sender.send(read.map(|_| bytes)).ok();
        });
    }
    receiver
}

fn text_of(answer: &[u8], program: &'static str) -> Result<String, ForgeError> {
    let issue: Issue = match serde_json::from_slice(answer) {
        Ok(issue) => issue,
        Err(_) => return Err(ForgeError::NotAnIssue { program }),
    };
    let description = issue.description.unwrap_or_default();
    let title = issue.title.replace(['\r', '\n'], " ");
    Ok(format!("# {title}\n\n{description}"))
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let metadata = file.metadata();
    metadata.is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// Makes a folder with a program of this name that is this shell script.
    fn with(name: &str, script: &str) -> (tempfile::TempDir, Forges) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
        let forges = Forges::on(Some(folder.path().as_os_str().to_owned()));
        (folder, forges)
    }

    fn link() -> IssueLink {
        IssueLink::parse("https://gitlab.com/garden/seeds/-/issues/12").unwrap()
    }

    #[test]
    fn the_text_stands_under_the_title_and_the_words_are_the_ones_that_were_shown() {
        let script = r#"printf '{"title":"Roll out","description":"- [ ] %s"}' "$*""#;
        let (_folder, forges) = with("glab", script);
        let text = forges.ask(&link()).unwrap();
        let words = "api --hostname gitlab.com projects/garden%2Fseeds/issues/12";
        assert_eq!(text, format!("# Roll out\n\n- [ ] {words}"));
        let (_folder, forges) = with("gh", r#"echo '{"title":"A","body":null,"number":1}'"#);
        let link = IssueLink::parse("https://github.com/garden/seeds/issues/5").unwrap();
        assert_eq!(forges.ask(&link).unwrap(), "# A\n\n");
    }

    #[test]
    fn what_goes_wrong_is_told_as_what_it_is() {
        let check = |script: &str, expected: &str| {
            let (_folder, forges) = with("glab", script);
            let error = forges.ask(&link()).unwrap_err().to_string();
            assert!(error.contains(expected), "{script}: {error}");
        };
        check("echo 'not logged in' >&2; exit 4", "not logged in");
        check("echo '<html>'", "no issue");
        check("head -c 9000000 /dev/zero", "more than 8 MiB");
        let error = Forges::on(None).ask(&link()).unwrap_err();
        assert_eq!(error.to_string(), "glab is not installed");
    }

    #[test]
    fn a_program_that_does_not_end_is_ended() {
        let (_folder, forges) = with("glab", "exec tail -f /dev/null");
        let forges = Forges {
            longest: Duration::from_millis(50),
            ..forges
        };
        let error = forges.ask(&link()).unwrap_err();
        assert!(matches!(error, ForgeError::TooSlow { .. }), "{error}");
    }

    #[test]
    fn only_what_can_be_run_from_a_folder_with_a_whole_name_is_a_program() {
        let (folder, forges) = with("glab", "true");
        assert!(forges.find("glab").is_some());
        std::fs::write(folder.path().join("gh"), "no program").unwrap();
        assert_eq!(forges.find("gh"), None);
        assert_eq!(Forges::on(Some("".into())).find("sh"), None);
    }
}
