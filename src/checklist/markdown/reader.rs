//! One region's tree of nodes read into blocks. What is a task is decided here, and only here.

use comrak::nodes::{AstNode, NodeCodeBlock, NodeTaskItem, NodeValue};

use super::html_reader::with_html;
use super::region::Region;
use super::{DEEPEST_FENCE, Document, Task, TaskForm, bare, read};
use crate::chatops;
use crate::checklist::block::{Block, Fence, Heading, Item, Prose, Span, attach_fences};
use crate::checklist::lines::{Lines, numbered};
use crate::checklist::prose;
use crate::domain::plan::{Dialect, Mark};

/// How deep lists and quotes are followed; what is deeper is read as if it were not there.
const DEEPEST: usize = 48;

/// Reads the tree of one region.
pub(super) struct Reader<'s> {
    pub(super) source: &'s str,
    pub(super) lines: &'s Lines,
    pub(super) region: &'s Region<'s>,
    /// How many fences it lies in.
    pub(super) depth: usize,
}

impl Reader<'_> {
    /// Reads everything below `root`.
    pub(super) fn document<'a>(&self, root: &'a AstNode<'a>) -> Document {
        let mut document = Document {
            blocks: self.blocks(root, 0),
            ..Document::default()
        };
        for node in root.descendants() {
            self.note(node, &mut document);
        }
        document
    }

    /// Takes from a node what is not a block: boxes, comments, front matter.
    fn note<'a>(&self, node: &'a AstNode<'a>, document: &mut Document) {
        document.tasks.extend(self.task(node));
        let ast = node.data.borrow();
        if let NodeValue::FrontMatter(text) = &ast.value {
            document.front_matter = Some(text.clone());
        } else if let NodeValue::HtmlBlock(html) = &ast.value {
            document.comments.extend(comments(&html.literal));
        } else if let NodeValue::CodeBlock(code) = &ast.value
            && code.fenced
            && !code.closed
        {
            document
                .unclosed
                .push(self.region.line(ast.sourcepos.start.line));
        } else if matches!(ast.value, NodeValue::Paragraph) {
            let bare = self.bare(node, &Prose::default());
            let bare = bare.into_iter().filter(|item| item.ticked.is_none());
            document.tasks.extend(bare.filter_map(|item| {
                Some(Task {
                    line: item.line,
                    mark: item.mark?,
                    form: TaskForm::Bare,
                })
            }));
        }
        self.note_html(node, document);
        if let NodeValue::CodeBlock(code) = &ast.value {
            let first = ast.sourcepos.start.line;
            if let Some(live) = self.live_fence(code, first) {
                document.tasks.extend(live.tasks);
            } else if let Some(count) = Some(bare::count(&code.literal)).filter(|count| *count > 0)
            {
                document.boxed.push((self.region.line(first), count));
            }
        }
    }

    /// Reads a fence whose text is live: GitHub's `[tasklist]`.
    fn live_fence(&self, code: &NodeCodeBlock, line: usize) -> Option<Document> {
        let is_live = code.fenced && code.info.trim().starts_with("[tasklist]");
        if !is_live || self.depth >= DEEPEST_FENCE {
            return None;
        }
        let first = self.region.line(line + 1);
        let region = Region::within(self.source, self.lines, &code.literal, first)?;
        Some(read(self.source, self.lines, &region, self.depth + 1))
    }

    /// Makes items of a paragraph whose lines begin with boxes.
    fn bare<'a>(&self, node: &'a AstNode<'a>, prose: &Prose) -> Vec<Item> {
        let place = node.data.borrow().sourcepos;
        let text_of = |line: usize| {
            let start = self.region.offset(line, 1)?;
            let number = self.region.line(line);
            let (begin, text) = self.lines.text(self.source, number)?;
            let text = text.get(start.checked_sub(begin)?..)?;
            Some((number, start, text))
        };
        // Nearly no paragraph begins with a box.
        let mut numbers = place.start.line..=place.end.line;
        let first = numbers.find_map(text_of);
        if !first.is_some_and(|(_, _, text)| bare::may_begin(text)) {
            return Vec::new();
        }
        let lines: Vec<(usize, usize, &str)> = (place.start.line..=place.end.line)
            .filter_map(text_of)
            .collect();
        bare::items(&lines, prose)
    }

    fn task<'a>(&self, node: &'a AstNode<'a>) -> Option<Task> {
        let ast = node.data.borrow();
        let NodeValue::TaskItem(item) = &ast.value else {
            return None;
        };
        let mark = self.mark(item)?;
        let after = self.source.get(mark.end + 1..).unwrap_or_default();
        let is_rendered = after.is_empty() || after.starts_with(char::is_whitespace);
        let in_cell = node
            .parent()
            .is_some_and(|parent| matches!(parent.data.borrow().value, NodeValue::TableCell));
        Some(Task {
            line: self.lines.line_at(mark.start),
            mark,
            form: if is_rendered || in_cell {
                TaskForm::Rendered
            } else {
                TaskForm::Glued
            },
        })
    }

    /// Returns the box of a task, when it is truly where the parser says.
    fn mark(&self, item: &NodeTaskItem) -> Option<Mark> {
        let place = item.symbol_sourcepos;
        let start = self.region.offset(place.start.line, place.start.column)?;
        let rest = self.source.get(start..)?;
        let symbol = rest.chars().next()?;
        let end = start + symbol.len_utf8();
        let opened = self.source.get(..start)?.ends_with('[');
        let closed = self.source.get(end..)?.starts_with(']');
        (opened && closed).then(|| Mark {
            symbol: symbol.to_string(),
            start,
            end,
        })
    }

    fn blocks<'a>(&self, parent: &'a AstNode<'a>, depth: usize) -> Vec<Block> {
        if depth > DEEPEST {
            return Vec::new();
        }
        // Most items have one block only, and there are many items.
        let mut blocks = Vec::with_capacity(parent.children().count());
        for node in parent.children() {
            let line = node.data.borrow().sourcepos.start.line;
            let ast = node.data.borrow();
            if let NodeValue::Heading(heading) = &ast.value {
                blocks.push(Block::Heading(Heading {
                    level: heading.level,
                    prose: self.prose(node),
                }));
            } else if matches!(ast.value, NodeValue::Paragraph) {
                blocks.push(self.paragraph(node));
            } else if matches!(ast.value, NodeValue::List(_)) {
                blocks.push(Block::List(self.items(node, depth)));
            } else if let NodeValue::CodeBlock(code) = &ast.value {
                match self.live_fence(code, line) {
                    Some(inner) => blocks.extend(inner.blocks),
                    None => blocks.push(Block::Fence(self.fence(code, line))),
                }
            } else if matches!(ast.value, NodeValue::Table(_)) {
                blocks.extend(
                    Some(self.rows(node))
                        .filter(|rows| !rows.is_empty())
                        .map(Block::List),
                );
            } else if let NodeValue::HtmlBlock(html) = &ast.value {
                blocks.extend(self.html_blocks(&html.literal, line));
            } else if node.first_child().is_some() {
                blocks.extend(self.blocks(node, depth + 1));
            }
        }
        blocks
    }

    fn prose<'a>(&self, node: &'a AstNode<'a>) -> Prose {
        prose::of(node, |line| self.region.line(line))
    }

    fn paragraph<'a>(&self, node: &'a AstNode<'a>) -> Block {
        let prose = self.prose(node);
        let bare = self.bare(node, &prose);
        if bare.is_empty() {
            Block::Prose(prose)
        } else {
            Block::List(bare)
        }
    }

    fn items<'a>(&self, list: &'a AstNode<'a>, depth: usize) -> Vec<Item> {
        let mut items = Vec::with_capacity(list.children().count());
        items.extend(list.children().map(|node| self.item(node, depth)));
        items
    }

    fn item<'a>(&self, node: &'a AstNode<'a>, depth: usize) -> Item {
        let task = self.task(node);
        let line = self.region.line(node.data.borrow().sourcepos.start.line);
        let mut blocks = self.blocks(node, depth + 1);
        let is_paragraph =
            |node: &&'a AstNode<'a>| matches!(node.data.borrow().value, NodeValue::Paragraph);
        let paragraph = node.first_child().filter(is_paragraph);
        let html = paragraph
            .filter(|_| task.is_none())
            .and_then(|paragraph| self.html_in(paragraph));
        let prose = match blocks.first_mut() {
            Some(Block::Prose(prose) | Block::Heading(Heading { prose, .. })) => {
                let prose = std::mem::replace(prose, Prose::plain("", line));
                blocks.remove(0);
                prose
            }
            Some(Block::List(_) | Block::Fence(_)) | None => Prose::plain("", line),
        };
        let item = Item {
            line: task.as_ref().map_or(line, |task| task.line),
            mark: task.map(|task| task.mark),
            ticked: None,
            prose,
            blocks: attach_fences(blocks),
            is_plain: false,
        };
        with_html(item, html)
    }

    /// Makes an item of each row of a table that has a box or a line to run; its cells are joined.
    fn rows<'a>(&self, table: &'a AstNode<'a>) -> Vec<Item> {
        let is_body =
            |node: &&'a AstNode<'a>| matches!(node.data.borrow().value, NodeValue::TableRow(false));
        table
            .children()
            .filter(is_body)
            .map(|row| {
                let mark = row.descendants().find_map(|node| self.task(node));
                let line = self.region.line(row.data.borrow().sourcepos.start.line);
                let cells: Vec<_> = row.children().map(|cell| self.prose(cell)).collect();
                let html = self.html_in(row).filter(|_| mark.is_none());
                let item = Item {
                    line,
                    mark: mark.map(|task| task.mark),
                    prose: prose::join(&cells, line),
                    ..Item::default()
                };
                with_html(item, html)
            })
            .filter(|item| item.is_box() || item.prose.spans.iter().any(is_for_a_flag))
            .collect()
    }

    fn fence(&self, code: &NodeCodeBlock, line: usize) -> Fence {
        let line = self.region.line(line);
        let first = line + usize::from(code.fenced);
        Fence {
            line,
            info: code.info.trim().to_owned(),
            lines: numbered(&code.literal)
                .into_iter()
                .map(|(number, text)| (first + number - 1, text.to_owned()))
                .collect(),
            is_fenced: code.fenced,
        }
    }
}

fn is_for_a_flag(span: &Span) -> bool {
    chatops::parse_line(&span.text)
        .is_some_and(|line| matches!(line.dialect, Dialect::Chatops | Dialect::Console))
}

/// Returns the texts of the comments in a piece of HTML.
fn comments(html: &str) -> Vec<String> {
    html.split("<!--")
        .skip(1)
        .filter_map(|rest| rest.split("-->").next())
        .map(|text| text.trim().to_owned())
        .collect()
}
