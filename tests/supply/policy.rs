//! What `.deny.toml` allows and bans. cargo-deny reads the same file; this reads the two parts that need nothing from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// The project's policy about what may become part of it.
#[derive(Debug)]
pub(crate) struct Policy {
    allowed: BTreeSet<String>,
    exceptions: BTreeMap<String, BTreeSet<String>>,
    /// Names of packages that must never be part of it.
    pub(crate) banned: BTreeSet<String>,
}

impl Policy {
    /// Reads the file that cargo-deny reads.
    pub(crate) fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".deny.toml");
        let table: Table = fs::read_to_string(path).unwrap().parse().unwrap();
        let named = |value: &Value| value["crate"].as_str().unwrap().to_owned();
        let exceptions = table["licenses"]["exceptions"].as_array().unwrap();
        let banned = table["bans"]["deny"].as_array().unwrap();
        Self {
            allowed: names(&table["licenses"]["allow"]),
            exceptions: exceptions
                .iter()
                .map(|value| (named(value), names(&value["allow"])))
                .collect(),
            banned: banned.iter().map(named).collect(),
        }
    }

    /// May this package be used under this licence?
    pub(crate) fn allows(&self, package: &str, licence: &str) -> bool {
        let excepted = self.exceptions.get(package);
        self.allowed.contains(licence) || excepted.is_some_and(|names| names.contains(licence))
    }
}

fn names(value: &Value) -> BTreeSet<String> {
    let values = value.as_array().unwrap().iter();
    values
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}
