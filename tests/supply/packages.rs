//! The packages that are built, as cargo tells them: name, licence, source, oldest compiler. It reads what is on this machine and nothing else.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// A compiler's version: major, minor, patch.
pub(crate) type Compiler = [u64; 3];

/// One package that can become part of rollgate or of its tests.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    /// Its name on the registry.
    pub(crate) name: String,
    /// Its licence as an SPDX expression; empty if it names none.
    pub(crate) licence: String,
    /// Is it from crates.io, with a checksum in the lock file?
    pub(crate) is_from_the_registry: bool,
    /// The oldest compiler that it says it needs; absent if it says nothing.
    pub(crate) compiler: Option<Compiler>,
}

/// Asks cargo for every package that is built on this machine, tests and build scripts included.
///
/// The lock file holds more: what a package would need with a feature that nobody asks for. Only the tree leaves those out.
pub(crate) fn read() -> Vec<Package> {
    let tree = cargo(&[
        "tree",
        "--edges",
        "normal,build,dev",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let built: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let host = said(Command::new("rustc").args(["--print", "host-tuple"]));
    let metadata = cargo(&[
        "metadata",
        "--format-version",
        "1",
        "--filter-platform",
        host.trim(),
    ]);
    let document: Value = serde_json::from_str(&metadata).unwrap();
    let packages: Vec<Package> = document["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(package)
        .filter(|package| built.contains(package.name.as_str()))
        .collect();
    assert!(
        packages.len() > 50,
        "cargo named {} packages only",
        packages.len()
    );
    packages
}

/// Returns what cargo says on stdout, from the lock file as it is and without asking the registry.
fn cargo(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).args(["--locked", "--offline"]);
    said(command.current_dir(env!("CARGO_MANIFEST_DIR")))
}

/// Runs it and returns its stdout.
fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {complaint}");
    String::from_utf8(output.stdout).unwrap()
}

/// Returns the oldest compiler that the package of this name says it needs.
pub(crate) fn compiler(packages: &[Package], name: &str) -> Option<Compiler> {
    packages
        .iter()
        .find(|package| package.name == name)?
        .compiler
}

fn package(value: &Value) -> Package {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Package {
        name: text("name"),
        licence: text("license"),
        is_from_the_registry: text("source")
            == "registry+https://github.com/rust-lang/crates.io-index",
        compiler: value["rust_version"].as_str().map(version),
    }
}

/// Reads `1.89` as `1.89.0`.
fn version(text: &str) -> Compiler {
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    [(); 3].map(|()| parts.next().unwrap_or(0))
}

#[test]
fn versions_are_compared_as_numbers() {
    assert!(version("1.9") < version("1.89"));
    assert_eq!(version("1.89"), version("1.89.0"));
}
