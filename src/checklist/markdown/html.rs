//! Boxes in HTML: `<input type="checkbox">` in a line, a cell or a list. They are read; nothing is ever written into HTML.

use comrak::nodes::{AstNode, NodeValue};

use crate::checklist::block::{Item, Prose};
use crate::checklist::lines::numbered;
use crate::checklist::prose::squeeze;

/// Returns whether the first box in a piece of HTML is ticked; `None` where there is no box.
pub(super) fn ticked(html: &str) -> Option<bool> {
    let lower = html.to_ascii_lowercase();
    let (_, rest) = lower.split_once("<input")?;
    let tag = rest.split('>').next().unwrap_or_default();
    let is_box = tag.contains("checkbox") && rest.starts_with(|c: char| c.is_whitespace());
    let has = |name: &str| {
        let mut words = tag.split(|c: char| c.is_whitespace() || c == '/');
        words.any(|word| word.split('=').next() == Some(name))
    };
    is_box.then(|| has("checked"))
}

/// Returns whether a paragraph or a cell begins with a box, or has one, and whether it is ticked.
pub(super) fn ticked_in<'a>(node: &'a AstNode<'a>) -> Option<bool> {
    node.descendants().find_map(|node| {
        if let NodeValue::HtmlInline(html) = &node.data.borrow().value {
            ticked(html)
        } else {
            None
        }
    })
}

/// Makes an item of each line of a block of HTML that has a box; `number` turns a line of the block into one of the source.
pub(super) fn items(html: &str, number: impl Fn(usize) -> usize) -> Vec<Item> {
    let mut items = Vec::new();
    let mut is_comment = false;
    for (line, text) in numbered(html) {
        is_comment |= text.contains("<!--");
        if !is_comment && let Some(ticked) = ticked(text) {
            items.push(Item {
                line: number(line),
                ticked: Some(ticked),
                prose: Prose::plain(words(text), number(line)),
                ..Item::default()
            });
        }
        is_comment &= !text.contains("-->");
    }
    items
}

/// Returns the words between tags.
pub(super) fn words(html: &str) -> String {
    let pieces = html
        .split('<')
        .enumerate()
        .map(|(index, piece)| match piece.split_once('>') {
            Some((_, words)) if index > 0 => words,
            Some(_) | None => piece,
        });
    squeeze(&pieces.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_an_input_of_that_type() {
        for (html, expected) in [
            ("<input type=\"checkbox\">", Some(false)),
            ("<INPUT type=checkbox checked />", Some(true)),
            ("<input type='checkbox' checked=\"checked\"/>", Some(true)),
            ("<input type=\"text\">", None),
            ("<inputs checkbox>", None),
            ("checkbox", None),
        ] {
            assert_eq!(ticked(html), expected, "{html}");
        }
        assert_eq!(
            words("<li><input type=checkbox> say <b>so</b></li>"),
            "say so"
        );
    }
}
