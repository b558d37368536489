//! The fence tested on planted violations: each kind is found and named with file, line and arrow, and lawful code is left alone.

use crate::rules::{SourceFile, violations};

/// Returns what the rules say about one file that opens lawfully.
fn said(path: &str, body: &str) -> Vec<String> {
    said_of(&[(path, &format!("//! A planted file.\n{body}"))])
}

fn said_of(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<SourceFile> = files
        .iter()
        .map(|&(path, text)| SourceFile {
            path: path.to_owned(),
            text: text.to_owned(),
        })
        .collect();
    violations(&files).iter().map(ToString::to_string).collect()
}

#[test]
fn each_planted_violation_is_found_and_named() {
    #[rustfmt::skip]
    let planted = [
        ("src/domain/id.rs", "use crate::store::Store;", "src/domain/id.rs:2: domain → store: not in the layer table"),
        ("src/domain/id.rs", "fn f() {\n  crate::tui::update();\n}", "src/domain/id.rs:3: domain → tui: not in the layer table"),
        ("src/journal/codec.rs", "use crate::{\n  domain::id,\n  chatops::{parse, print},\n};", "src/journal/codec.rs:4: journal → chatops: not in the layer table"),
        ("src/store/mod.rs", "use {std::io, crate::tracker};", "src/store/mod.rs:2: store → tracker: not in the layer table"),
        ("src/tui/model.rs", "pub(in crate::shell) struct A;", "src/tui/model.rs:2: tui → shell: not in the layer table"),
        ("src/cli/read.rs", "#[cfg(test)]\nmod tests { use crate::store::Memory; }", "src/cli/read.rs:3: cli → store: not in the layer table"),
        ("src/error.rs", "use crate::tui::Toast;", "src/error.rs:2: error → tui: not in the layer table"),
        ("src/config.rs", "use crate::domain::id;", "src/config.rs:2: config → domain: not in the layer table"),
        ("src/domain/mod.rs", "use super::chatops::parse;", "src/domain/mod.rs:2: domain → chatops: not in the layer table"),
        ("src/domain/mod.rs", "use self::super::store;", "src/domain/mod.rs:2: domain → store: not in the layer table"),
        ("src/domain/id.rs", "use crate::prelude::Thing;", "src/domain/id.rs:2: domain → prelude: `prelude` is no layer"),
        ("src/domain/id.rs", "use crate as root;", "src/domain/id.rs:2: gives the crate a second name"),
        ("src/utilities/text.rs", "", "src/utilities/text.rs:1: `utilities` is not in the layer table"),
        ("src/helpers.rs", "", "src/helpers.rs:1: `helpers` is not in the layer table"),
        ("src/lib.rs", "pub mod domain;\npub mod helpers;", "src/lib.rs:3: `helpers` is not in the layer table"),
        ("src/lib.rs", "pub use domain::id;", "src/lib.rs:2: holds `pub`: lib.rs is the list of layers"),
        ("src/domain/plan/step.rs", "use super::super::id;", "src/domain/plan/step.rs:2: `super::super::id` climbs twice, say `crate::`"),
        ("src/domain/plan/step.rs", "use super::{super::id};", "src/domain/plan/step.rs:2: `super::super::id` climbs twice, say `crate::`"),
        ("src/domain/id.rs", "use super::flag::*;", "src/domain/id.rs:2: `super::flag::*` is a glob import"),
        ("src/shell/run.rs", "use std::{io::{self, *}};", "src/shell/run.rs:2: `std::io::*` is a glob import"),
        ("src/domain/id.rs", "#[cfg(any(test, feature = \"x\"))]\nmod a { use super::*; }", "src/domain/id.rs:3: `super::*` is a glob import"),
        ("src/domain/id.rs", "use rusqlite::Connection;", "src/domain/id.rs:2: domain → rusqlite: the layer is pure"),
        ("src/checklist/read.rs", "use std::{fmt, fs};", "src/checklist/read.rs:2: checklist → std::fs: the layer is pure"),
        ("src/chatops/mod.rs", "let home = std::env::var(\"HOME\");", "src/chatops/mod.rs:2: chatops → std::env: the layer is pure"),
        ("src/projection/fleet.rs", "let now = chrono::Utc::now();", "src/projection/fleet.rs:2: projection → Utc::now: the layer is pure"),
        ("src/journal/seal.rs", "let now = Local :: now();", "src/journal/seal.rs:2: journal → Local::now: the layer is pure"),
        ("src/error/mod.rs", "use ratatui::text::Line;", "src/error/mod.rs:2: error → ratatui: the layer is pure"),
        ("src/tui/screen.rs", "use ratatui::text::Line;", "src/tui/screen.rs:2: tui → ratatui: the layer is pure"),
        ("src/tui/update.rs", "use ratatui_textarea::TextArea;", "src/tui/update.rs:2: tui → ratatui_textarea: the layer is pure"),
        ("src/tui/view/fleet.rs", "use ratatui::crossterm::event::KeyCode;", "src/tui/view/fleet.rs:2: tui → crossterm: the layer is pure"),
        ("src/tui/theme.rs", "use std::env;", "src/tui/theme.rs:2: tui → std::env: the layer is pure"),
    ];
    for (path, body, expected) in planted {
        assert_eq!(said(path, body), [expected], "planted in {path}:\n{body}");
    }
}

#[test]
fn lawful_code_is_left_alone() {
    #[rustfmt::skip]
    let lawful = [
        ("src/main.rs", "use rollgate::{cli, shell}; fn main() {}"),
        ("src/lib.rs", "#![forbid(unsafe_code)]\n/// The heart.\npub mod domain;\n\npub mod tui;"),
        ("src/tracker/dispatch.rs", "use crate::{domain::id, store::Store, packages, journal::seal};"),
        ("src/projection/rollout.rs", "use crate::chatops::print;"),
        ("src/domain/plan/step.rs", "use super::stage::Stage; use crate::domain::id::StepId;"),
        ("src/domain/id.rs", "#[cfg(test)]\nmod tests { use super::*; }"),
        ("src/domain/id.rs", "/// See [`crate::store`] and std::fs.\nconst A: &str = \"crate::store std::fs rusqlite\";"),
        ("src/domain/id.rs", "macro_rules! id { () => { $crate::domain::id::make() } }"),
        ("src/domain/mod.rs", "pub(crate) fn product(a: u8, b: u8) -> u8 { a * b }"),
        ("src/tui/view/fleet.rs", "use ratatui::buffer::Buffer;"),
        ("src/tui/theme/mod.rs", "use ratatui::style::Style;"),
        ("src/tui/field.rs", "use ratatui_textarea::TextArea;"),
        ("src/store/sqlite.rs", "use rusqlite::Connection; use std::fs;"),
        ("src/shell/clock.rs", "let now = chrono::Utc::now();"),
    ];
    for (path, body) in lawful {
        assert_eq!(
            said(path, body),
            Vec::<String>::new(),
            "planted in {path}:\n{body}"
        );
    }
}

#[test]
fn a_file_without_a_purpose_is_named() {
    let expected = ["src/domain/id.rs:1: does not open with `//!` and a sentence"];
    assert_eq!(
        said_of(&[("src/domain/id.rs", "use std::fmt;\n//! Too late.")]),
        expected
    );
    assert_eq!(
        said_of(&[("src/domain/id.rs", "//!\npub struct A;")]),
        expected
    );
    assert_eq!(said_of(&[("src/domain/id.rs", "")]), expected);
}

#[test]
fn a_file_may_have_350_lines_and_no_more() {
    let path = "src/domain/id.rs";
    assert_eq!(said(path, &"\n".repeat(349)), Vec::<String>::new());
    assert_eq!(
        said(path, &"\n".repeat(350)),
        [format!("{path}:351: has 351 lines, the limit is 350")]
    );
}

#[test]
fn a_test_module_in_its_own_file_may_import_everything_and_others_may_not() {
    let tests = ("src/domain/id/tests.rs", "//! Tests of ids.\nuse super::*;");
    let said_with = |parent: &str| said_of(&[("src/domain/id.rs", parent), tests]);
    assert_eq!(
        said_with("//! Ids.\n#[cfg(test)]\nmod tests;"),
        Vec::<String>::new()
    );
    assert_eq!(
        said_with("//! Ids.\nmod tests;"),
        ["src/domain/id/tests.rs:2: `super::*` is a glob import"]
    );
}

#[test]
fn every_violation_of_a_file_is_listed_by_line() {
    let body = "use crate::store;\nuse super::super::id;\nuse std::env;";
    let lines: Vec<String> = said("src/domain/plan/step.rs", body)
        .iter()
        .map(|violation| violation.split(':').nth(1).unwrap_or_default().to_owned())
        .collect();
    assert_eq!(lines, ["2", "3", "4"]);
}
