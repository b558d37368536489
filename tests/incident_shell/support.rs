//! A data file of its own and the program to change and read it with. Nothing here checks anything.

use std::process::{Command, Stdio};

use serde_json::Value;

pub(crate) const NOW: &str = "2026-01-31T14:32:00Z";

/// A folder with a data file.
pub(crate) struct Bench(pub(crate) tempfile::TempDir);

impl Bench {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn with_rollouts(names: &[&str]) -> Self {
        let bench = Self::new();
        for name in names {
            let text = format!(
                "# [Feature flag] Enable `{name}`\n\n## Rollout Steps\n\n### Rollout on non-production environments\n\n\
                 - [ ] `/chatops run feature set {name} true --staging`\n\n### Global rollout on production\n\n\
                 - [ ] `/chatops run feature set {name} true`\n"
            );
            let path = bench.0.path().join(format!("{name}.md"));
            std::fs::write(&path, text).unwrap();
            bench.data(&["import", path.to_str().unwrap(), "--yes"]);
        }
        bench
    }

    /// Goes on to the ramp, past the question what is written while the flag is off.
    pub(crate) fn go_on(&self, name: &str) -> Value {
        let word = name.split('_').next().unwrap();
        let past = ["--override", "writes", "--reason", "it writes nothing"];
        self.data(&[&["advance", name, "--confirm", word][..], &past].concat())
    }

    pub(crate) fn run_at(&self, clock: &str, args: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_rollgate"))
            .args(args)
            .env_clear()
            .env("ROLLGATE_DB", self.0.path().join("rollgate.db"))
            .env("ROLLGATE_AS", "user")
            .env("ROLLGATE_CLOCK", clock)
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    pub(crate) fn json(&self, args: &[&str]) -> (i32, Value) {
        let (code, stdout, _) = self.run_at(NOW, &[args, &["--json"]].concat());
        (code, serde_json::from_str(&stdout).unwrap())
    }

    pub(crate) fn data(&self, args: &[&str]) -> Value {
        let (code, document) = self.json(args);
        assert_eq!(code, 0, "{args:?} {document}");
        document["data"].clone()
    }

    pub(crate) fn code(&self, args: &[&str]) -> (i32, String) {
        let (code, document) = self.json(args);
        (
            code,
            document["error"]["code"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        )
    }
}
