//! Issue forms in YAML, whose fields hold Markdown behind `value: |`. Only as much YAML is read as that takes.

use super::region::Region;
use crate::checklist::lines::{Lines, numbered};

/// A field of a form.
#[derive(Debug)]
pub(super) struct Field {
    /// What the form calls it.
    pub(super) label: Option<String>,
    pub(super) line: usize,
    pub(super) region: Region<'static>,
}

/// Returns the fields of an issue form that hold Markdown; none for any other text.
pub(super) fn fields(source: &str, lines: &Lines) -> Vec<Field> {
    let rows = numbered(source);
    let has = |start: &str| {
        rows.iter()
            .any(|(_, row)| row.trim_start().starts_with(start))
    };
    let is_form = rows.iter().any(|(_, row)| row.trim_end() == "body:") && has("- type:");
    if !is_form {
        return Vec::new();
    }
    let mut fields = Vec::new();
    let mut label: Option<String> = None;
    let mut rest = rows.iter().peekable();
    while let Some((number, row)) = rest.next() {
        let key = row.trim_start().trim_start_matches("- ");
        if let Some(text) = key.strip_prefix("label:") {
            label = Some(text.trim().trim_matches(['"', '\'']).to_owned());
        }
        if key.starts_with("type:") {
            label = None;
        }
        if !opens_block(key) {
            continue;
        }
        let depth = indent(row);
        let mut block: Vec<&str> = Vec::new();
        while let Some((_, line)) =
            rest.next_if(|(_, line)| line.trim().is_empty() || indent(line) > depth)
        {
            block.push(line);
        }
        let text = dedent(&block);
        let region = owned(source, lines, &text, number + 1);
        fields.extend(region.map(|region| Field {
            label: label.take(),
            line: *number,
            region,
        }));
    }
    fields
}

fn owned(source: &str, lines: &Lines, text: &str, first: usize) -> Option<Region<'static>> {
    Region::within(source, lines, text, first)
}

/// Tells whether a key opens a literal block of Markdown.
fn opens_block(key: &str) -> bool {
    key.strip_prefix("value:").is_some_and(|style| {
        let style = style.trim();
        style.starts_with('|') || style.starts_with('>')
    })
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Takes away the indentation that the first line with words has.
fn dedent(block: &[&str]) -> String {
    let first = block.iter().find(|line| !line.trim().is_empty());
    let depth = first.map_or(0, |line| indent(line));
    let lines: Vec<&str> = block
        .iter()
        .map(|line| line.get(depth.min(indent(line))..).unwrap_or_default())
        .collect();
    lines.join("\n")
}
