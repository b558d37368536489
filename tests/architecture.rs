//! The fence of the house: reads `src/`, compares every arrow between layers with the one table, and refuses what the table does not allow.

#[path = "architecture/layers.rs"]
mod layers;
#[path = "architecture/lexer.rs"]
mod lexer;
#[path = "architecture/paper.rs"]
mod paper;
#[path = "architecture/paths.rs"]
mod paths;
#[path = "architecture/planted.rs"]
mod planted;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/test_code.rs"]
mod test_code;

use std::fs;
use std::path::{Path, PathBuf};

use layers::{LAYERS, Uses};
use rules::{SourceFile, violations};

#[test]
fn the_source_keeps_to_the_table() {
    let files = source_files();
    assert!(
        files.iter().any(|file| file.path == "src/lib.rs"),
        "src/lib.rs was not read, so nothing has been checked"
    );
    let found = violations(&files);
    let report: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(
        found.is_empty(),
        "{} broken rule(s); the table is in tests/architecture/layers.rs\n  {}",
        found.len(),
        report.join("\n  ")
    );
}

#[test]
fn no_arrow_of_the_table_points_down_or_at_itself() {
    for (position, layer) in LAYERS.iter().enumerate() {
        let Uses::Only(names) = layer.uses else {
            continue;
        };
        for name in names {
            let target = LAYERS.iter().position(|other| other.name == *name);
            assert!(
                target.is_some_and(|target| target < position),
                "{} → {name}: a layer may use only layers that stand before it in the table",
                layer.name
            );
        }
    }
}

#[test]
fn the_paper_and_the_table_name_the_same_layers() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let expected: Vec<paper::Row> = LAYERS.iter().map(paper::Row::from).collect();
    assert_eq!(
        paper::rows(&text),
        expected,
        "left: the layer table of ARCHITECTURE.md; right: tests/architecture/layers.rs"
    );
}

/// Returns the folder that holds `Cargo.toml`.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads every Rust file under `src/`, in the order of their paths.
fn source_files() -> Vec<SourceFile> {
    let root = root();
    let mut folders = vec![root.join("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(read(&root, &path));
            }
        }
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

/// Reads one file; a file that cannot be read is checked as an empty one, which the rules refuse.
fn read(root: &Path, path: &Path) -> SourceFile {
    let inside = path.strip_prefix(root).unwrap_or(path);
    SourceFile {
        path: inside.to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(path).unwrap_or_default(),
    }
}
