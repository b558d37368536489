//! Boxes without a bullet: `[ ] words` at the beginning of a line of running text. No renderer shows them; people tick them.

use super::html::{self, HtmlBox};
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
        let item = match html_box(words) {
            Some((found, said)) => Some(Item {
                ticked: Some(found.ticked),
                mark: Some(found.mark(words, begin)),
                ..item(*number, &said, prose)
            }),
            None => bare_box(words).map(|(symbol, words)| Item {
                mark: Some(Mark {
                    symbol: symbol.to_string(),
                    start: begin + 1,
                    end: begin + 1 + symbol.len_utf8(),
                }),
                ..item(*number, words, prose)
            }),
        };
        match (item, items.last_mut()) {
            (Some(item), _) => items.push(item),
            (None, Some(above)) => {
                above.prose.text = squeeze(&format!("{} {text}", above.prose.text));
            }
            (None, None) => return Vec::new(),
        }
    }
    items
}

/// Tells whether a line may begin with a box, without reading it whole.
pub(super) fn may_begin(line: &str) -> bool {
    let words = line.trim_start_matches([' ', '\t', '>']);
    words.starts_with(['[', '<'])
}

/// Counts the lines of a text that begin with a bullet and a box.
pub(super) fn count(text: &str) -> usize {
    let lines = text.lines().filter_map(|line| {
        let line = line.trim_start().strip_prefix(['-', '*', '+'])?;
        bare_box(line.trim_start())
    });
    lines.count()
}

/// Makes an item of the words of one line.
fn item(line: usize, words: &str, prose: &Prose) -> Item {
    let spans = prose.spans.iter().filter(|span| span.line == line);
    Item {
        line,
        prose: Prose {
            spans: spans.cloned().collect(),
            ..Prose::plain(words.replace('`', ""), line)
        },
        ..Item::default()
    }
}

/// Reads a box in HTML at the beginning of a line, and the words behind it.
fn html_box(text: &str) -> Option<(HtmlBox, String)> {
    let is_tag = text
        .get(..6)
        .is_some_and(|start| start.eq_ignore_ascii_case("<input"));
    let found = html::first_box(text).filter(|_| is_tag)?;
    let words = html::words(text);
    (!words.is_empty()).then_some((found, words))
}

/// Parts a box at the beginning of a line from the words behind it.
fn bare_box(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix('[')?;
    let symbol = rest.chars().next().filter(|c| " xX~-".contains(*c))?;
    let words = rest.get(symbol.len_utf8()..)?.strip_prefix("] ")?;
    let words = words.trim();
    (!words.is_empty()).then_some((symbol, words))
}
