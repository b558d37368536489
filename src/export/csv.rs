//! A table for a spreadsheet. No cell of it can be taken for a formula, whatever stands in it.

use super::shown::shown;
use super::table::Table;

/// Prints a table as RFC 4180 has it, the names of the columns first.
///
/// Source: RFC 4180; OWASP, "CSV Injection", for the signs that begin a formula.
pub fn csv(table: &Table) -> String {
    let mut text = line(table.columns.iter().copied());
    for row in &table.rows {
        text += &line(row.iter().map(|cell| cell.text.as_str()));
    }
    text
}

fn line(cells: impl Iterator<Item = impl AsRef<str>>) -> String {
    let cells: Vec<String> = cells.map(|text| cell(text.as_ref())).collect();
    cells.join(",") + "\r\n"
}

fn cell(text: &str) -> String {
    let guard = if is_formula(text) { "'" } else { "" };
    let text = format!("{guard}{}", shown(text));
    if text.contains(['"', ',', ';', '\'', ' ']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// Tells whether a spreadsheet may take a text for a formula: by its first character, also behind blanks, also in full width.
fn is_formula(text: &str) -> bool {
    let begins = |text: &str| {
        text.starts_with([
            '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|', '%',
        ])
    };
    begins(text) || begins(text.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::table::Cell;

    #[test]
    fn a_cell_that_begins_like_a_formula_is_text() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "\n=1",
            "=HYPERLINK(\"http://x\",\"a\")",
            "＝1",
        ] {
            let cell = cell(text);
            let inside = cell.trim_start_matches('"');
            assert!(inside.starts_with('\''), "{text:?} {cell}");
        }
        assert_eq!(cell("4.1.2"), "4.1.2");
    }

    #[test]
    fn quotes_and_breaks_stay_in_their_cell() {
        let mut table = Table::new(&["a", "b"]);
        table
            .rows
            .push(vec![Cell::of("x\",\n\"y"), Cell::of("\u{1b}[31m")]);
        assert_eq!(csv(&table), "a,b\r\n\"x\"\",⏎\"\"y\",‹U+001B›[31m\r\n");
    }
}
