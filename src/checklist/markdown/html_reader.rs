//! HTML within Markdown, where it says something: boxes with their places in the source, headings that fold stages away. The rest is not read.

use comrak::nodes::{AstNode, NodeValue};

use super::reader::Reader;
use super::{Document, Task, TaskForm, html};
use crate::checklist::block::{Block, Heading, Item, Prose};
use crate::domain::plan::Mark;

/// A box within a line: whether it is ticked, its line, and its mark where its place is sure.
pub(super) type HtmlAt = (bool, usize, Option<Mark>);

impl Reader<'_> {
    /// Takes the boxes in HTML from a node; one whose place in the source is not sure can only be read.
    pub(super) fn note_html<'a>(&self, node: &'a AstNode<'a>, document: &mut Document) {
        let ast = node.data.borrow();
        let found: Vec<(usize, Option<Mark>)> = if let NodeValue::HtmlBlock(html) = &ast.value {
            let first = ast.sourcepos.start.line;
            let items = html::items(&html.literal, |line, text| {
                self.end_of_line(first, line, text)
            });
            items
                .into_iter()
                .map(|item| (item.line, item.mark))
                .collect()
        } else {
            let inline = self.html_inline(node).map(|(_, line, mark)| (line, mark));
            inline.into_iter().collect()
        };
        for (line, mark) in found {
            match mark {
                Some(mark) => document.tasks.push(Task {
                    line,
                    mark,
                    form: TaskForm::Html,
                }),
                None => document.fixed.push((line, 1)),
            }
        }
    }

    /// Reads a box in HTML within a line: whether it is ticked, its line, its mark.
    fn html_inline<'a>(&self, node: &'a AstNode<'a>) -> Option<HtmlAt> {
        let ast = node.data.borrow();
        let NodeValue::HtmlInline(html) = &ast.value else {
            return None;
        };
        let found = html::first_box(html)?;
        let place = ast.sourcepos.start;
        let start = self.region.offset(place.line, place.column);
        let stands = |start: &usize| {
            let rest = self.source.get(*start..);
            rest.is_some_and(|rest| rest.starts_with(html.as_str()))
        };
        let mark = start.filter(stands).map(|start| found.mark(html, start));
        let line = mark.as_ref().map_or_else(
            || self.region.line(place.line),
            |mark| self.lines.line_at(mark.start),
        );
        Some((found.ticked, line, mark))
    }

    /// Returns the first box in HTML in a paragraph or a row.
    pub(super) fn html_in<'a>(&self, node: &'a AstNode<'a>) -> Option<HtmlAt> {
        node.descendants().find_map(|node| self.html_inline(node))
    }

    /// Returns the line of the source for a line of a block, and where its text begins when it is the end of that line.
    fn end_of_line(&self, first: usize, line: usize, text: &str) -> (usize, Option<usize>) {
        let line = self.region.line(first + line - 1);
        let found = self.lines.text(self.source, line);
        let start = found
            .filter(|(_, found)| found.ends_with(text))
            .map(|(start, found)| start + found.len() - text.len());
        (line, start)
    }

    /// Makes blocks of a block of HTML: its heading, and an item of each line with a box.
    pub(super) fn html_blocks(&self, html: &str, first: usize) -> Vec<Block> {
        let items = html::items(html, |line, text| self.end_of_line(first, line, text));
        let list = Some(items).filter(|items| !items.is_empty());
        let mut blocks: Vec<Block> = self.heading_in_html(html, first).into_iter().collect();
        blocks.extend(list.map(Block::List));
        blocks
    }

    /// Makes a heading of one in HTML: people fold stages away behind `<summary><h2>…`.
    fn heading_in_html(&self, html: &str, first: usize) -> Option<Block> {
        let (level, text, before) = html::heading(html)?;
        let prose = Prose::plain(text, self.region.line(first + before));
        Some(Block::Heading(Heading { level, prose }))
    }
}

/// Gives an item its box in HTML.
pub(super) fn with_html(item: Item, html: Option<HtmlAt>) -> Item {
    let Some((ticked, line, mark)) = html else {
        return item;
    };
    Item {
        line,
        ticked: Some(ticked),
        mark,
        ..item
    }
}
