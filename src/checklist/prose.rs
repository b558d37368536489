//! The words of a paragraph, a heading or a cell in one line, with the code and the links in them. Markup and comments are left out.

use std::borrow::Cow;

use comrak::nodes::{AstNode, NodeValue};

use super::block::{Lead, Link, Prose, Span};
use super::template;
use crate::chatops::{self, blanks};
use crate::domain::plan::Dialect;

/// Reads the inline nodes below `parent`; `number` turns a line of the parser into a line of the source.
///
/// Left out are HTML but for placeholders that look like tags, template logic, and quick actions that follow on lines of
/// their own, which are no part of what is said.
pub(super) fn of<'a>(parent: &'a AstNode<'a>, number: impl Fn(usize) -> usize) -> Prose {
    let line = number(parent.data.borrow().sourcepos.start.line);
    let mut prose = Prose::plain("", line);
    let mut said = Said::default();
    for node in parent.descendants().skip(1) {
        let ast = node.data.borrow();
        if matches!(ast.value, NodeValue::SoftBreak | NodeValue::LineBreak) {
            said.end_line();
            said.text.push(' ');
        }
        let text = &mut said.text;
        if let NodeValue::Text(words) = &ast.value {
            text.push_str(words);
        } else if let NodeValue::Code(code) = &ast.value {
            text.push_str(&code.literal);
            prose.spans.push(Span {
                text: code.literal.clone(),
                line: number(ast.sourcepos.start.line),
            });
        } else if let NodeValue::HtmlInline(html) = &ast.value {
            text.push_str(&visible(html));
        } else if let NodeValue::Link(link) = &ast.value {
            prose.links.push(Link {
                text: words(node),
                target: link.url.clone(),
            });
        }
    }
    said.end_line();
    prose.text = plain(said.text);
    prose.lead = lead(parent);
    prose
}

/// What was read of a paragraph so far, its lines behind one another.
#[derive(Default)]
struct Said {
    text: String,
    /// Where the line before ends; the next one begins behind a space.
    end: Option<usize>,
}

impl Said {
    /// Ends a line; one that is a quick action is taken back, unless it is the first.
    fn end_line(&mut self) {
        let is_left_out = |end: &usize| self.text.get(*end..).is_some_and(is_quick_action);
        if let Some(end) = self.end.filter(is_left_out) {
            self.text.truncate(end);
        }
        self.end = Some(self.text.len());
    }
}

/// Takes what says nothing from the text of a paragraph.
fn plain(said: String) -> String {
    let without = template::without_logic(&said);
    let bare = undecorated(&without);
    if !is_squeezed(&bare) {
        return squeeze(&bare);
    }
    // Nearly every text is as it shall be, so it is kept and not copied.
    match bare {
        Cow::Owned(bare) => bare,
        Cow::Borrowed(_) => match without {
            Cow::Owned(without) => without,
            Cow::Borrowed(_) => said,
        },
    }
}

/// Tells whether a line is one of GitLab's quick actions and not code.
fn is_quick_action(line: &str) -> bool {
    let line = line.trim();
    let is_before = |c: char| c == '`' || c.is_whitespace();
    if !line.trim_start_matches(is_before).starts_with('/') {
        return false;
    }
    let is_one = chatops::parse_line(line).is_some_and(|read| read.dialect == Dialect::QuickAction);
    let name = line.split_whitespace().next().unwrap_or_default();
    is_one && !name.contains('-')
}

/// Takes away what GitLab adds to a reference when it renders one: `!12 (merged)` becomes `!12`.
pub(super) fn undecorated(text: &str) -> Cow<'_, str> {
    if !text.contains(" (") {
        return Cow::Borrowed(text);
    }
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(' ') {
        let after_reference = words.last().is_some_and(|before| is_reference(before));
        let state = word.trim_end_matches(['.', ',', ';', ':']);
        if !(after_reference
            && matches!(
                state,
                "(closed)" | "(merged)" | "(opened)" | "(moved)" | "(duplicated)" | "(promoted)"
            ))
        {
            words.push(word);
        }
    }
    Cow::Owned(words.join(" "))
}

/// Tells whether a word is a reference to an issue, a merge request, an epic or a milestone: `a/b#12`, `%15.1`.
fn is_reference(word: &str) -> bool {
    let word = word
        .trim_start_matches(['(', '['])
        .trim_end_matches([']', ',']);
    let word = word
        .strip_suffix("+s")
        .unwrap_or(word)
        .trim_end_matches('+');
    let found = word
        .rfind(['#', '!', '&', '%'])
        .and_then(|at| word.get(at + 1..));
    found.is_some_and(|number| {
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}

/// Joins the cells of a row.
pub(super) fn join(cells: &[Prose], line: usize) -> Prose {
    let mut joined = Prose::plain("", line);
    let mut texts = Vec::new();
    for cell in cells {
        if !cell.text.is_empty() {
            texts.push(cell.text.as_str());
        }
        joined.spans.extend(cell.spans.iter().cloned());
        joined.links.extend(cell.links.iter().cloned());
    }
    joined.text = texts.join(" · ");
    joined
}

/// Brings any run of white space to one space.
pub(super) fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}

/// Tells whether a text has no white space but single spaces between its words, as far as that is seen without reading it as Unicode.
fn is_squeezed(text: &str) -> bool {
    let mut before = b' ';
    let is_plain = text.bytes().all(|byte| {
        let is_part = byte.is_ascii_graphic() || byte == b' ' && before != b' ';
        before = byte;
        is_part
    });
    is_plain && before != b' '
}

/// Returns what a reader sees of inline HTML: a placeholder that looks like a tag, else nothing.
fn visible(html: &str) -> String {
    if blanks(html).len() == 1 && html.starts_with('<') && !html.starts_with("<!") {
        html.to_owned()
    } else if html.starts_with("<br") {
        " ".to_owned()
    } else {
        String::new()
    }
}

/// Returns the words below a node.
fn words<'a>(parent: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for node in parent.descendants() {
        let ast = node.data.borrow();
        if let NodeValue::Text(words) = &ast.value {
            text.push_str(words);
        } else if let NodeValue::Code(code) = &ast.value {
            text.push_str(&code.literal);
        } else if matches!(ast.value, NodeValue::SoftBreak | NodeValue::LineBreak) {
            text.push(' ');
        }
    }
    squeeze(&text)
}

fn lead<'a>(parent: &'a AstNode<'a>) -> Option<Lead> {
    let first = parent.first_child()?;
    let is_strong = matches!(first.data.borrow().value, NodeValue::Strong);
    if !is_strong && !matches!(first.data.borrow().value, NodeValue::Emph) {
        return None;
    }
    let is_whole = parent.children().skip(1).all(|node| {
        let ast = node.data.borrow();
        if let NodeValue::Text(words) = &ast.value {
            words.trim().trim_matches(':').is_empty()
        } else {
            matches!(ast.value, NodeValue::SoftBreak | NodeValue::LineBreak)
                || matches!(&ast.value, NodeValue::HtmlInline(html) if visible(html).trim().is_empty())
        }
    });
    Some(Lead {
        text: words(first).trim_end_matches(':').trim().to_owned(),
        is_strong,
        is_whole,
    })
}
