//! A real git repository for one test, made of commits and tags that the test writes down, and the program to read it with.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Runs git as if nobody had ever configured it.
pub(crate) fn git(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    use std::io::Write as _;
    let mut child = Command::new("git")
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("PATH", path())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "git {args:?}: {output:?}");
    output
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test finds git through the environment"
)]
fn path() -> std::ffi::OsString {
    std::env::var_os("PATH").unwrap()
}

/// What a repository is to hold, in the order in which it is said.
#[derive(Debug, Default)]
pub(crate) struct Script {
    stream: String,
    commits: usize,
}

impl Script {
    /// Adds a commit to `main`: files to write, or with a leading `-` to delete. Returns its mark.
    pub(crate) fn commit(&mut self, files: &[&str]) -> usize {
        self.commit_on("main", None, files)
    }

    /// Adds a commit to a branch, which begins at `from` where that is given, and merges nothing.
    pub(crate) fn commit_on(&mut self, branch: &str, from: Option<usize>, files: &[&str]) -> usize {
        self.header(branch);
        if let Some(from) = from {
            writeln!(self.stream, "from :{from}").unwrap();
        }
        self.files(files);
        self.commits
    }

    /// Adds a commit to `main` that merges `other`, with its files.
    pub(crate) fn merge(&mut self, other: usize, files: &[&str]) -> usize {
        self.header("main");
        writeln!(self.stream, "merge :{other}").unwrap();
        self.files(files);
        self.commits
    }

    /// Puts a reference at a commit.
    pub(crate) fn reference(&mut self, name: &str, mark: usize) {
        writeln!(self.stream, "reset {name}\nfrom :{mark}\n").unwrap();
    }

    /// Puts a tag at a commit.
    pub(crate) fn tag(&mut self, name: &str, mark: usize) {
        self.reference(&format!("refs/tags/{name}"), mark);
    }

    /// Puts a tag with a message at a commit.
    pub(crate) fn annotated(&mut self, name: &str, mark: usize) {
        let tagger = "tagger Ada <ada@example.com> 1640995200 +0000";
        writeln!(self.stream, "tag {name}\nfrom :{mark}\n{tagger}\ndata 1\nx").unwrap();
    }

    fn header(&mut self, branch: &str) {
        self.commits += 1;
        let who = "committer Ada <ada@example.com> 1640995200 +0000";
        let mark = self.commits;
        writeln!(
            self.stream,
            "commit refs/heads/{branch}\nmark :{mark}\n{who}\ndata 1\nx"
        )
        .unwrap();
    }

    fn files(&mut self, files: &[&str]) {
        for file in files {
            match file.strip_prefix('-') {
                Some(gone) => writeln!(self.stream, "D {gone}").unwrap(),
                None => writeln!(
                    self.stream,
                    "M 100644 inline {file}\ndata {}\n{file}",
                    file.len()
                )
                .unwrap(),
            }
        }
        self.stream.push('\n');
    }
}

/// A bench: a repository, a data file, the program.
#[derive(Debug)]
pub(crate) struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    /// Makes a bench with an empty repository.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        git(folder.path(), &["init", "-q", "-b", "main", "rails"], b"");
        Self { folder }
    }

    /// Makes a bench with what a script says.
    pub(crate) fn of(script: &Script) -> Self {
        let bench = Self::new();
        bench.add(script);
        bench
    }

    /// Adds what a script says; its marks begin anew.
    pub(crate) fn add(&self, script: &Script) {
        let marks = format!("--export-marks={}", self.path("marks").display());
        let limit = "fastimport.unpackLimit=100000";
        let args = ["-c", limit, "fast-import", "--quiet", "--force", &marks];
        git(&self.repository(), &args, script.stream.as_bytes());
    }

    /// Returns the whole SHA of a commit of the last script.
    pub(crate) fn sha(&self, mark: usize) -> String {
        let marks = std::fs::read_to_string(self.path("marks")).unwrap();
        let wanted = format!(":{mark} ");
        let line = marks.lines().find_map(|line| line.strip_prefix(&wanted));
        line.unwrap().to_owned()
    }

    /// Returns a path in the folder of the bench.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns the repository.
    pub(crate) fn repository(&self) -> PathBuf {
        self.path("rails")
    }

    /// Returns the program, not yet run; it stands in the folder of the bench.
    pub(crate) fn program(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollgate"));
        command
            .args(args)
            .env_clear()
            .env("PATH", path())
            .env("ROLLGATE_DB", self.path("rollgate.db"))
            .env("ROLLGATE_AS", "mira")
            .env("ROLLGATE_CLOCK", "2026-01-31T14:32:00Z")
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs the program and returns exit code, standard output and standard error.
    pub(crate) fn run(&self, args: &[&str]) -> (i32, String, String) {
        told(self.program(args).output().unwrap())
    }

    /// Runs the program with a text on standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: &str) -> (i32, String, String) {
        use std::io::Write as _;
        let mut command = self.program(args);
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        told(child.wait_with_output().unwrap())
    }

    /// Runs something that must work and returns what it printed.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let (code, stdout, stderr) = self.run(args);
        assert_eq!(code, 0, "{args:?} {stdout} {stderr}");
        stdout
    }

    /// Runs something with `--json` and returns exit code and document.
    pub(crate) fn json(&self, args: &[&str]) -> (i32, Value) {
        let (code, stdout, stderr) = self.run(&[args, &["--json"]].concat());
        let document = serde_json::from_str(&stdout);
        (
            code,
            document.unwrap_or_else(|error| panic!("{error}: {stdout} {stderr}")),
        )
    }

    /// Runs something with `--json` that must work and returns its data.
    pub(crate) fn data(&self, args: &[&str]) -> Value {
        let (code, document) = self.json(args);
        assert_eq!(code, 0, "{args:?} {document}");
        document["data"].clone()
    }
}

fn told(output: Output) -> (i32, String, String) {
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// Returns the texts in a list.
pub(crate) fn texts(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter().map(|text| text.as_str().unwrap()).collect()
}
