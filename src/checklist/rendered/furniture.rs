//! Lines of the page around a document, which a copy takes along: dropped, each with a repair that says so.

use crate::checklist::repair::{Confidence, Repair, RepairKind, Repairs};

/// Beginnings of lines that pages print around an issue.
const FURNITURE: [&str; 6] = [
    "Skip to content",
    "Edited by ",
    "Edited 1",
    "Last edited by ",
    "To upload designs",
    "Oldest first",
];

/// Returns the lines without those of the page around.
pub(super) fn drop<'t>(
    lines: Vec<(usize, &'t str)>,
    repairs: &mut Repairs,
) -> Vec<(usize, &'t str)> {
    let mut kept: Vec<(usize, &str)> = Vec::new();
    for (number, line) in lines {
        let text = line.trim();
        let is_short = text.split_whitespace().count() <= 8;
        let is_furniture = is_short && FURNITURE.iter().any(|start| text.starts_with(start));
        let dropped = is_furniture && {
            let texts = (text.to_owned(), String::new());
            repairs.offer(Repair::new(
                number,
                RepairKind::PageFurniture,
                texts,
                Confidence::High,
            ))
        };
        if !(dropped || text.is_empty() && kept.is_empty()) {
            kept.push((number, line));
        }
    }
    kept
}
