//! One bench for each test: a folder of its own, a clock that stands still, an environment with nothing else in it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The document that most tests use.
pub(crate) const DOCUMENT: &str = include_str!("../fixtures/quick_export.md");

/// When every test happens, unless it says otherwise.
pub(crate) const NOW: &str = "2026-01-31T14:32:00Z";

/// A place to run the program in.
pub(crate) struct Bench {
    folder: tempfile::TempDir,
}

/// What came out of the program.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Bench {
    /// Makes a bench without data.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Makes a bench with the document imported.
    pub(crate) fn imported() -> Self {
        let bench = Self::new();
        bench.import(DOCUMENT);
        bench
    }

    /// Imports a document.
    pub(crate) fn import(&self, text: &str) {
        let file = self.write("issue.md", text);
        let output = self.run(&["import", &file, "--yes"]);
        assert_eq!(output.code, 0, "{output:?}");
    }

    /// Returns a path in the folder of the bench.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and returns its path as text.
    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Returns the program, not yet run.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollgate"));
        command
            .args(args)
            .env_clear()
            .env("ROLLGATE_DB", self.path("rollgate.db"))
            .env("ROLLGATE_AS", "user")
            .env("ROLLGATE_CLOCK", NOW)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        finished(&mut self.command(args))
    }

    /// Runs the program at another time.
    pub(crate) fn run_at(&self, clock: &str, args: &[&str]) -> Output {
        finished(self.command(args).env("ROLLGATE_CLOCK", clock))
    }

    /// Runs something that must work.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.code, 0, "{args:?} {output:?}");
        output.stdout
    }

    /// Runs the program with `--json`, and returns exit code and document; anything else on standard output fails the test.
    pub(crate) fn json(&self, args: &[&str]) -> (i32, Value) {
        let mut args = args.to_vec();
        args.push("--json");
        let output = self.run(&args);
        let document = serde_json::from_str(&output.stdout);
        (
            output.code,
            document.unwrap_or_else(|error| panic!("{error}: {output:?}")),
        )
    }

    /// Runs something with `--json` that must work, and returns its data.
    pub(crate) fn data(&self, args: &[&str]) -> Value {
        let (code, document) = self.json(args);
        assert_eq!(code, 0, "{args:?} {document}");
        document["data"].clone()
    }

    /// Goes through the first stage.
    pub(crate) fn finish_first_stage(&self) {
        self.ok(&["step", "done", "quick", "1.2.1", "1.2"]);
        self.ok(&["qa", "pass", "quick", "--env", "staging"]);
    }

    /// Goes on to the ramp, past the question what is written while the flag is off.
    pub(crate) fn reach_the_ramp(&self) {
        self.ok(&[
            "advance",
            "quick",
            "--override",
            "writes",
            "--reason",
            "it writes nothing",
            "--confirm",
            "quick",
        ]);
    }

    /// Goes on to production and sets 25 percent there.
    pub(crate) fn reach_production(&self) {
        self.finish_first_stage();
        self.ok(&["advance", "quick"]);
        self.ok(&["step", "done", "quick", "2.1", "2.2"]);
        self.reach_the_ramp();
        self.ok(&[
            "step",
            "done",
            "quick",
            "3.1.1",
            "--set",
            "rollout-percentage=25",
        ]);
    }
}

/// Runs a command to its end.
pub(crate) fn finished(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    Output {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
