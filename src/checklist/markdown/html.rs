//! Boxes in HTML: `<input type="checkbox">` in a line, a cell or a list. Ticking one is one edit, of its attribute `checked`; it holds no other mark.

use std::ops::Range;

use crate::checklist::block::{Item, Prose};
use crate::checklist::lines::numbered;
use crate::checklist::prose::squeeze;
use crate::domain::plan::Mark;

/// How a box is ticked where it was not.
pub(in crate::checklist) const CHECKED: &str = " checked";

/// A box in a piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HtmlBox {
    pub(super) ticked: bool,
    /// Where its attribute `checked` stands with the space before it, in bytes; empty, where it would be put.
    pub(super) place: Range<usize>,
}

impl HtmlBox {
    /// Makes the mark of the box in a piece of HTML that begins at `start` in the source.
    pub(super) fn mark(&self, html: &str, start: usize) -> Mark {
        Mark {
            symbol: html.get(self.place.clone()).unwrap_or_default().to_owned(),
            start: start + self.place.start,
            end: start + self.place.end,
        }
    }
}

/// Returns the first box in a piece of HTML.
pub(super) fn first_box(html: &str) -> Option<HtmlBox> {
    let lower = html.to_ascii_lowercase();
    let mut tags = lower.match_indices("<input");
    tags.find_map(|(at, tag)| of_tag(&lower, at + tag.len()))
}

/// Reads the attributes of a tag from `at` on, where its name ends.
fn of_tag(html: &str, at: usize) -> Option<HtmlBox> {
    let mut found = HtmlBox {
        ticked: false,
        place: at..at,
    };
    let mut is_box = false;
    let mut from = at;
    loop {
        let rest = html.get(from..)?;
        let name = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if name.starts_with('>') {
            return is_box.then_some(found);
        }
        let space = rest.len() - name.len();
        if name.is_empty() || (space == 0 && from == at) {
            return None;
        }
        let (length, value) = attribute(name)?;
        let end = from + space + length;
        let named = name.split(|c: char| "=/>".contains(c) || c.is_ascii_whitespace());
        match named.into_iter().next() {
            Some("type") => is_box = value == "checkbox",
            Some("checked") if !found.ticked => {
                found = HtmlBox {
                    ticked: true,
                    place: from..end,
                };
            }
            Some(_) | None => {}
        }
        from = end;
    }
}

/// Returns how long the attribute at the beginning of `text` is, and its value.
fn attribute(text: &str) -> Option<(usize, &str)> {
    let is_end = |c: char| c.is_ascii_whitespace() || c == '>';
    let name = text.find(|c: char| is_end(c) || c == '=' || c == '/');
    let name = name.unwrap_or(text.len()).max(1);
    let rest = text.get(name..)?;
    let Some(value) = rest.trim_ascii_start().strip_prefix('=') else {
        return Some((name, ""));
    };
    let value = value.trim_ascii_start();
    let start = text.len() - value.len();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote {
        let inner = value.get(1..)?;
        let length = inner.find(quote)?;
        return Some((start + length + 2, inner.get(..length)?));
    }
    let length = value.find(is_end).unwrap_or(value.len());
    let bare = value.get(..length)?;
    Some((start + length, bare.trim_end_matches('/')))
}

/// Makes an item of each line of a block of HTML that has a box; `place` turns a line of the block with its text into the
/// line of the source and where its text begins there.
pub(super) fn items(
    html: &str,
    place: impl Fn(usize, &str) -> (usize, Option<usize>),
) -> Vec<Item> {
    let mut items = Vec::new();
    let mut is_comment = false;
    for (line, text) in numbered(html) {
        is_comment |= text.contains("<!--");
        if !is_comment && let Some(found) = first_box(text) {
            let (line, start) = place(line, text);
            items.push(Item {
                line,
                ticked: Some(found.ticked),
                mark: start.map(|start| found.mark(text, start)),
                prose: Prose::plain(words(text), line),
                ..Item::default()
            });
        }
        is_comment &= !text.contains("-->");
    }
    items
}

/// Returns level and words of a heading in a piece of HTML, as in `<summary><h2>Steps</h2></summary>`, and how many lines
/// stand before it.
pub(super) fn heading(html: &str) -> Option<(u8, String, usize)> {
    let lower = html.to_ascii_lowercase();
    let is_comment = lower.trim_start().starts_with("<!--");
    let opens = |at: usize| {
        let rest = lower.get(at + 2..)?;
        let level = rest.chars().next()?.to_digit(10)?;
        let level = u8::try_from(level)
            .ok()
            .filter(|level| (1..=6).contains(level))?;
        rest.get(1..)?
            .starts_with([' ', '>'])
            .then_some((at, level))
    };
    let mut tags = lower.match_indices("<h").map(|(at, _)| at);
    let (at, level) = tags.find_map(opens).filter(|_| !is_comment)?;
    let end = lower.get(at..)?.find("</h")?;
    let words = words(html.get(at..at + end)?);
    let line = numbered(html.get(..at)?).len().saturating_sub(1);
    (!words.is_empty()).then_some((level, words, line))
}

/// Tells whether `symbol` is an attribute that ticks a box, as it is written with the space before it.
pub(in crate::checklist) fn ticks(symbol: &str) -> bool {
    let Some(name) = symbol.strip_prefix(|c: char| c.is_ascii_whitespace() || c == '/') else {
        return false;
    };
    let name = name.trim_ascii_start();
    let is_name = name
        .get(..CHECKED.len() - 1)
        .is_some_and(|start| start.eq_ignore_ascii_case(CHECKED.trim_start()));
    is_name && attribute(name).is_some_and(|(length, _)| length == name.len())
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
            ("<input checked type=checkbox/>", Some(true)),
            ("<input type=text><input type=checkbox>", Some(false)),
            (
                "<input type=\"checkbox\" title=\"checked > done\">",
                Some(false),
            ),
            ("<input type=\"text\" value=\"checkbox\">", None),
            ("<input type=\"checkbox\"", None),
            ("<inputs checkbox>", None),
            ("checkbox", None),
        ] {
            assert_eq!(
                first_box(html).map(|found| found.ticked),
                expected,
                "{html}"
            );
        }
        assert_eq!(
            words("<li><input type=checkbox> say <b>so</b></li>"),
            "say so"
        );
    }

    #[test]
    fn its_mark_is_the_attribute_that_ticks_it() {
        for (html, symbol) in [
            ("<input type=\"checkbox\">", ""),
            ("<input type=checkbox checked />", " checked"),
            (
                "<input type='checkbox'  CHECKED = \"checked\"/>",
                "  CHECKED = \"checked\"",
            ),
            ("<input type='checkbox'/checked>", "/checked"),
        ] {
            let mark = first_box(html).map(|found| found.mark(html, 0)).unwrap();
            assert_eq!(mark.symbol, symbol, "{html}");
            assert_eq!(html.get(mark.start..mark.end), Some(symbol));
            assert_eq!(ticks(symbol), !symbol.is_empty());
        }
        assert!(!ticks(" checked><b>") && !ticks("checked") && !ticks(" x"));
    }
}
