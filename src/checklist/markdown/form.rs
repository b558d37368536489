//! Issue forms in YAML, whose fields hold Markdown behind `value: |` or boxes. Only as much YAML is read as that takes.

use super::region::Region;
use crate::checklist::lines::{Lines, numbered};

/// A field of a form.
#[derive(Debug)]
pub(super) struct Field {
    /// What the form calls it.
    pub(super) label: Option<String>,
    pub(super) line: usize,
    pub(super) content: Content,
}

/// What a field offers.
#[derive(Debug)]
pub(super) enum Content {
    /// Markdown.
    Markdown(Region<'static>),
    /// Boxes to tick, with their lines. A form holds no state, so they are open.
    Boxes(Vec<(usize, String)>),
}

/// Returns the fields of an issue form that hold Markdown or boxes; none for any other text.
pub(super) fn fields(source: &str, lines: &Lines) -> Vec<Field> {
    if !source.contains("body:") || !source.contains("- type:") {
        return Vec::new();
    }
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
    let mut boxes: Option<Vec<(usize, String)>> = None;
    let mut rest = rows.iter().peekable();
    while let Some((number, row)) = rest.next() {
        let is_option = row.trim_start().starts_with("- label:");
        let key = row.trim_start().trim_start_matches("- ");
        if let Some(kind) = key.strip_prefix("type:") {
            fields.extend(options(&mut label, boxes.take()));
            boxes = (scalar(kind) == "checkboxes").then(Vec::new);
            label = None;
        }
        if let Some(text) = key.strip_prefix("label:") {
            match &mut boxes {
                Some(boxes) if is_option => boxes.push((*number, scalar(text).to_owned())),
                Some(_) | None => label = Some(scalar(text).to_owned()),
            }
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
            content: Content::Markdown(region),
        }));
    }
    fields.extend(options(&mut label, boxes));
    fields
}

/// Makes a field of the options read so far.
fn options(label: &mut Option<String>, boxes: Option<Vec<(usize, String)>>) -> Option<Field> {
    let boxes = boxes.filter(|boxes| !boxes.is_empty())?;
    Some(Field {
        label: label.take(),
        line: boxes.first().map_or(0, |(line, _)| *line),
        content: Content::Boxes(boxes),
    })
}

/// Returns the words of a value without its quotes.
fn scalar(value: &str) -> &str {
    value.trim().trim_matches(['"', '\''])
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
