//! The layer table, the one place that says which layer may use which; it holds no rule and reads no file.

/// What a layer may name with `crate::…`, besides itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Uses {
    /// The listed layers and no other.
    Only(&'static [&'static str]),
    /// Every layer: the program's entry.
    Anything,
}

/// One top-level module of `src/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layer {
    /// Name of the folder or file directly under `src/`.
    pub(crate) name: &'static str,
    /// What it may use.
    pub(crate) uses: Uses,
    /// Whether it is kept away from terminal, database, files, environment and clock.
    pub(crate) is_pure: bool,
}

/// The layers in reading order: each uses only what stands before it.
pub(crate) const LAYERS: [Layer; 15] = [
    pure("domain", &[]),
    pure("chatops", &["domain"]),
    pure("checklist", &["domain", "chatops"]),
    pure("journal", &["domain"]),
    pure("projection", &["domain", "chatops", "journal"]),
    pure("export", &["domain", "projection"]),
    effectful("store", &["domain", "journal", "projection"]),
    effectful("packages", &["domain"]),
    effectful(
        "tracker",
        &[
            "domain",
            "chatops",
            "checklist",
            "journal",
            "projection",
            "export",
            "store",
            "packages",
        ],
    ),
    pure(
        "error",
        &[
            "domain",
            "chatops",
            "checklist",
            "journal",
            "projection",
            "export",
            "store",
            "packages",
            "tracker",
        ],
    ),
    pure(
        "tui",
        &["domain", "chatops", "checklist", "projection", "export"],
    ),
    effectful(
        "shell",
        &[
            "domain",
            "projection",
            "export",
            "store",
            "tracker",
            "error",
            "tui",
        ],
    ),
    effectful(
        "cli",
        &[
            "domain",
            "chatops",
            "checklist",
            "projection",
            "export",
            "tracker",
            "error",
        ],
    ),
    effectful("config", &[]),
    Layer {
        name: "main",
        uses: Uses::Anything,
        is_pure: false,
    },
];

/// Names that no pure layer may say, as runs of path segments.
pub(crate) const IMPURE: [&[&str]; 13] = [
    &["rusqlite"],
    &["ratatui"],
    &["ratatui_textarea"],
    &["crossterm"],
    &["std", "fs"],
    &["std", "env"],
    &["std", "process"],
    &["std", "net"],
    &["std", "thread"],
    &["Utc", "now"],
    &["Local", "now"],
    &["SystemTime", "now"],
    &["Instant", "now"],
];

/// Where `tui` turns words and roles into cells, and may therefore name the drawing crates.
pub(crate) const DRAWING: [&str; 4] = [
    "src/tui/view/",
    "src/tui/theme",
    "src/tui/field",
    "src/tui/tests/",
];

/// The crates that the files of [`DRAWING`] may name.
pub(crate) const DRAWING_CRATES: [&str; 2] = ["ratatui", "ratatui_textarea"];

/// The longest file a reader is asked to hold in mind.
pub(crate) const LINES_PER_FILE: usize = 350;

/// Returns the layer of that name.
pub(crate) fn layer(name: &str) -> Option<&'static Layer> {
    LAYERS.iter().find(|layer| layer.name == name)
}

impl Layer {
    /// Whether this layer may name `other` with `crate::…`.
    pub(crate) fn may_use(&self, other: &str) -> bool {
        match self.uses {
            Uses::Anything => true,
            Uses::Only(names) => self.name == other || names.contains(&other),
        }
    }
}

const fn pure(name: &'static str, uses: &'static [&'static str]) -> Layer {
    Layer {
        name,
        uses: Uses::Only(uses),
        is_pure: true,
    }
}

const fn effectful(name: &'static str, uses: &'static [&'static str]) -> Layer {
    Layer {
        name,
        uses: Uses::Only(uses),
        is_pure: false,
    }
}
