//! Markdown brought into blocks. The parser is comrak, as at GitLab; strike-through stays off, because two `[~]` would pair up.

use comrak::nodes::{AstNode, NodeCodeBlock, NodeTaskItem, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::block::{Block, Fence, Heading, Item, Span};
use super::lines::{Lines, numbered};
use super::prose;
use crate::chatops;
use crate::domain::plan::{Dialect, Mark};

/// How deep lists and quotes are followed; what is deeper is read as if it were not there.
const DEEPEST: usize = 48;

/// A document as Markdown has it.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    /// The texts of HTML comments.
    pub(super) comments: Vec<String>,
    pub(super) front_matter: Option<String>,
    /// The boxes, in the order of the text.
    pub(super) tasks: Vec<Task>,
    /// The lines of fences that nobody closed.
    pub(super) unclosed: Vec<usize>,
}

/// A box that is live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) line: usize,
    pub(super) mark: Mark,
    /// Whether a renderer of GitHub's flavour shows a box for it, or would for `x` in the place of its mark.
    pub(super) is_rendered: bool,
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.tasklist = true;
    options.extension.table = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options.parse.relaxed_tasklist_matching = true;
    options.parse.tasklist_in_table = true;
    options
}

/// Reads `source`; total.
pub(super) fn parse(source: &str) -> Document {
    let arena = Arena::new();
    let root = parse_document(&arena, source, &options());
    let reader = Reader {
        source,
        lines: Lines::of(source),
    };
    let mut document = Document {
        blocks: reader.blocks(root, 0),
        ..Document::default()
    };
    for node in root.descendants() {
        reader.note(node, &mut document);
    }
    document.tasks.sort_by_key(|task| task.mark.start);
    document
}

/// Finds the boxes of `source` without reading the rest.
pub(super) fn tasks(source: &str) -> Vec<Task> {
    let arena = Arena::new();
    let root = parse_document(&arena, source, &options());
    let reader = Reader {
        source,
        lines: Lines::of(source),
    };
    let mut tasks: Vec<Task> = root
        .descendants()
        .filter_map(|node| reader.task(node))
        .collect();
    tasks.sort_by_key(|task| task.mark.start);
    tasks
}

struct Reader<'s> {
    source: &'s str,
    lines: Lines,
}

impl Reader<'_> {
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
            document.unclosed.push(ast.sourcepos.start.line);
        }
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
            is_rendered: is_rendered || in_cell,
        })
    }

    /// Returns the box of a task, when it is truly where the parser says.
    fn mark(&self, item: &NodeTaskItem) -> Option<Mark> {
        let place = item.symbol_sourcepos;
        let start = self.lines.offset(place.start.line, place.start.column)?;
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
        let mut blocks = Vec::new();
        if depth > DEEPEST {
            return blocks;
        }
        for node in parent.children() {
            let line = node.data.borrow().sourcepos.start.line;
            let ast = node.data.borrow();
            if let NodeValue::Heading(heading) = &ast.value {
                blocks.push(Block::Heading(Heading {
                    level: heading.level,
                    prose: prose::of(node),
                }));
            } else if matches!(ast.value, NodeValue::Paragraph) {
                blocks.push(Block::Prose(prose::of(node)));
            } else if matches!(ast.value, NodeValue::List(_)) {
                blocks.push(Block::List(self.items(node, depth)));
            } else if let NodeValue::CodeBlock(code) = &ast.value {
                blocks.push(Block::Fence(fence(code, line)));
            } else if matches!(ast.value, NodeValue::Table(_)) {
                blocks.extend(
                    Some(self.rows(node))
                        .filter(|rows| !rows.is_empty())
                        .map(Block::List),
                );
            } else if node.first_child().is_some() {
                blocks.extend(self.blocks(node, depth + 1));
            }
        }
        blocks
    }

    fn items<'a>(&self, list: &'a AstNode<'a>, depth: usize) -> Vec<Item> {
        list.children().map(|node| self.item(node, depth)).collect()
    }

    fn item<'a>(&self, node: &'a AstNode<'a>, depth: usize) -> Item {
        let task = self.task(node);
        let line = node.data.borrow().sourcepos.start.line;
        let mut blocks = self.blocks(node, depth + 1);
        let prose = match blocks.first() {
            Some(Block::Prose(prose)) => {
                let prose = prose.clone();
                blocks.remove(0);
                prose
            }
            Some(Block::Heading(heading)) => {
                let prose = heading.prose.clone();
                blocks.remove(0);
                prose
            }
            Some(Block::List(_) | Block::Fence(_)) | None => super::block::Prose::plain("", line),
        };
        Item {
            line: task.as_ref().map_or(line, |task| task.line),
            mark: task.map(|task| task.mark),
            prose,
            blocks: super::block::attach_fences(blocks),
            is_plain: false,
        }
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
                let line = row.data.borrow().sourcepos.start.line;
                let cells: Vec<_> = row.children().map(prose::of).collect();
                Item {
                    line,
                    mark: mark.map(|task| task.mark),
                    prose: prose::join(&cells, line),
                    ..Item::default()
                }
            })
            .filter(|item| item.mark.is_some() || item.prose.spans.iter().any(is_for_a_flag))
            .collect()
    }
}

fn is_for_a_flag(span: &Span) -> bool {
    chatops::parse_line(&span.text)
        .is_some_and(|line| matches!(line.dialect, Dialect::Chatops | Dialect::Console))
}

fn fence(code: &NodeCodeBlock, line: usize) -> Fence {
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

/// Returns the texts of the comments in a piece of HTML.
fn comments(html: &str) -> Vec<String> {
    html.split("<!--")
        .skip(1)
        .filter_map(|rest| rest.split("-->").next())
        .map(|text| text.trim().to_owned())
        .collect()
}
