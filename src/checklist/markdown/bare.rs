//! Boxes without a bullet: `[ ] words` at the beginning of a line of running text. No renderer shows them; people tick them.

use crate::checklist::block::{Item, Prose};
use crate::checklist::prose::squeeze;
use crate::domain::plan::Mark;

/// Makes items of the lines of a paragraph when the first begins with a box; lines without one belong to the item above.
///
/// `lines` are number, place in the source and text of each line.
pub(super) fn items(lines: &[(usize, usize, &str)], prose: &Prose) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (number, start, text) in lines {
        let words = text.trim_start_matches([' ', '\t', '>']);
        let begin = start + (text.len() - words.len());
        match (bare_box(words), items.last_mut()) {
            (Some((symbol, words)), _) => items.push(Item {
                line: *number,
                mark: Some(Mark {
                    symbol: symbol.to_string(),
                    start: begin + 1,
                    end: begin + 1 + symbol.len_utf8(),
                }),
                prose: Prose {
                    spans: prose
                        .spans
                        .iter()
                        .filter(|span| span.line == *number)
                        .cloned()
                        .collect(),
                    ..Prose::plain(words.replace('`', ""), *number)
                },
                ..Item::default()
            }),
            (None, Some(above)) => {
                above.prose.text = squeeze(&format!("{} {text}", above.prose.text));
            }
            (None, None) => return Vec::new(),
        }
    }
    items
}

/// Parts a box at the beginning of a line from the words behind it.
fn bare_box(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix('[')?;
    let symbol = rest.chars().next().filter(|c| " xX~-".contains(*c))?;
    let words = rest.get(symbol.len_utf8()..)?.strip_prefix("] ")?;
    let words = words.trim();
    (!words.is_empty()).then_some((symbol, words))
}
