//! One git process: started without a shell, without the caller's `GIT_*` variables, without a network. It only reads.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use super::error::ScanError;

/// A repository to read from.
#[derive(Debug, Clone)]
pub(super) struct Git {
    folder: PathBuf,
}

/// What a git process left behind.
#[derive(Debug)]
pub(super) struct Said {
    /// Its standard output.
    pub(super) output: Vec<u8>,
    /// Its standard error, in one line.
    pub(super) complaint: String,
    /// Whether it ended well.
    pub(super) ok: bool,
}

impl Git {
    /// Names a repository by any folder in it.
    ///
    /// # Errors
    /// When there is no such folder, or git finds no repository there.
    pub(super) fn open(folder: &Path) -> Result<Self, ScanError> {
        if !folder.is_dir() {
            return Err(ScanError::NoFolder {
                path: folder.to_owned(),
            });
        }
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// Makes the error for a repository that cannot be read.
    pub(super) fn unreadable(&self, said: String) -> ScanError {
        ScanError::NoRepository {
            path: self.folder.clone(),
            said,
        }
    }

    /// Runs git with `args` and `input`, to its end.
    ///
    /// # Errors
    /// When it cannot be run; that it fails is told in [`Said`].
    pub(super) fn run(&self, args: &[&str], input: String) -> Result<Said, ScanError> {
        self.try_run(args, input)
            .map_err(|source| ScanError::NoGit { source })
    }

    fn try_run(&self, args: &[&str], input: String) -> io::Result<Said> {
        let mut child = self.command(args).spawn()?;
        let stdin = child.stdin.take();
        // Git answers while it still reads, so that somebody else has to do the writing.
        let writer = thread::spawn(move || {
            let mut stdin = stdin?;
            // Git that stops early says why on its standard error.
            stdin.write_all(input.as_bytes()).ok()
        });
        let output = child.wait_with_output()?;
        writer.join().ok();
        Ok(Said {
            output: output.stdout,
            complaint: in_one_line(&output.stderr),
            ok: output.status.success(),
        })
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os() {
            if name.as_encoded_bytes().starts_with(b"GIT_") {
                command.env_remove(name);
            }
        }
        command
            .current_dir(&self.folder)
            .env("LC_ALL", "C")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            // A partial clone says what it lacks; it does not fetch it behind the reader's back.
            .env("GIT_NO_LAZY_FETCH", "1")
            .args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"])
            .args(["-c", "protocol.allow=never"])
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Says what kind of repository it is, for one that lacks something, and what to do about it.
    pub(super) fn why_incomplete(&self) -> String {
        let answer = |args: &[&str]| {
            self.run(args, String::new())
                .map(|said| String::from_utf8_lossy(&said.output).trim().to_owned())
                .unwrap_or_default()
        };
        if answer(&["rev-parse", "--is-shallow-repository"]) == "true" {
            return "the clone is shallow; run git fetch --unshallow --tags in it".to_owned();
        }
        let promisors = answer(&["config", "--get-regexp", r"^remote\..*\.promisor$"]);
        if promisors.is_empty() {
            "the repository is incomplete; run git fetch --tags and git fsck in it".to_owned()
        } else {
            "the clone is partial; run git fetch --refetch --no-filter --tags in it".to_owned()
        }
    }
}

fn in_one_line(complaint: &[u8]) -> String {
    let text = String::from_utf8_lossy(complaint);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.take(3).collect();
    lines.join("; ").trim_start_matches("fatal: ").to_owned()
}
