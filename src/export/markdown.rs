//! Markdown that nothing breaks out of: code as wide as it needs to be, notes quoted line by line, cells escaped.

use super::shown::shown;
use super::table::Table;

/// Quotes a note line by line, so that no fence or heading in it reaches the rest of the comment.
pub fn quotation(text: &str) -> Vec<String> {
    std::iter::once(String::new())
        .chain(text.lines().map(|line| format!("> {}", shown(line))))
        .collect()
}

/// Puts a text between backticks, as many as it needs.
pub fn code(text: &str) -> String {
    let text = shown(text);
    let longest = text
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 {
        format!("{fence}{text}{fence}")
    } else {
        format!("{fence} {text} {fence}")
    }
}

/// Prints a table; nothing in a cell is read as Markdown.
pub fn table(table: &Table) -> Vec<String> {
    let columns: Vec<&str> = table
        .columns
        .iter()
        .map(|name| if name.is_empty() { "-" } else { name })
        .collect();
    let mut lines = vec![
        format!("| {} |", columns.join(" | ")),
        format!("|{}", "---|".repeat(columns.len())),
    ];
    lines.extend(table.rows.iter().map(|row| {
        let cells: Vec<String> = row.iter().map(|cell| escaped(&cell.text)).collect();
        format!("| {} |", cells.join(" | "))
    }));
    lines
}

/// Escapes every sign that Markdown reads something into.
fn escaped(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for letter in shown(text).chars() {
        if matches!(
            letter,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | '~'
                | '!'
                | '&'
                | '$'
        ) {
            clean.push('\\');
        }
        clean.push(letter);
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::table::Cell;

    #[test]
    fn a_name_with_backticks_stays_code() {
        assert_eq!(code("new_search"), "`new_search`");
        assert_eq!(code("a `b`"), "`` a `b` ``");
    }

    #[test]
    fn every_line_of_a_note_is_quoted() {
        assert_eq!(
            quotation("seen\n```\n# no"),
            ["", "> seen", "> ```", "> # no"]
        );
    }

    #[test]
    fn a_cell_stays_in_its_column() {
        let mut wide = Table::new(&["a", ""]);
        wide.rows
            .push(vec![Cell::of("x | y `z`"), Cell::of("<b>\n| c |")]);
        assert_eq!(
            table(&wide),
            [
                "| a | - |",
                "|---|---|",
                "| x \\| y \\`z\\` | \\<b\\>⏎\\| c \\| |"
            ]
        );
    }
}
