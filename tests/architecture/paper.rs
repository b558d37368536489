//! The layer table as ARCHITECTURE.md prints it; it reads rows and judges nothing.

use crate::layers::{Layer, Uses};

/// One row: `name`, what it may use as written, and whether it is pure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    name: String,
    uses: Vec<String>,
    is_pure: bool,
}

impl From<&Layer> for Row {
    fn from(layer: &Layer) -> Self {
        let uses = match layer.uses {
            Uses::Only([]) => vec!["nothing".to_owned()],
            Uses::Only(names) => names.iter().map(|&name| name.to_owned()).collect(),
            Uses::Anything => vec!["anything".to_owned()],
        };
        Self {
            name: layer.name.to_owned(),
            uses,
            is_pure: layer.is_pure,
        }
    }
}

/// Returns the rows ``| `name` | what | may use | pure |`` of the Markdown table of layers.
pub(crate) fn rows(text: &str) -> Vec<Row> {
    text.lines()
        .skip_while(|line| !line.starts_with("| layer |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .filter_map(row)
        .collect()
}

fn row(line: &str) -> Option<Row> {
    let mut cells = line.trim_matches('|').split('|').map(str::trim);
    let name = cells.next()?.trim_matches('`').to_owned();
    let uses = cells
        .nth(1)?
        .split(',')
        .map(|used| used.trim().to_owned())
        .collect();
    let is_pure = cells.next()? == "yes";
    Some(Row {
        name,
        uses,
        is_pure,
    })
}

#[test]
fn a_row_is_read_with_its_arrows() {
    let text = "| layer | what it is | may use | pure |\n|---|---|---|---|\n| `a` | x | b, c | yes |\n| `d` | y | nothing | no |\n\n| `e` | z | f | no |";
    let row = |name: &str, uses: &[&str], is_pure| Row {
        name: name.to_owned(),
        uses: uses.iter().map(|&used| used.to_owned()).collect(),
        is_pure,
    };
    assert_eq!(
        rows(text),
        [row("a", &["b", "c"], true), row("d", &["nothing"], false)]
    );
}
