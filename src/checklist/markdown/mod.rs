//! Markdown brought into blocks. The parser is comrak, as at GitLab; strike-through stays off, because two `[~]` would pair up.

mod bare;
mod form;
pub(super) mod html;
mod html_reader;
mod reader;
mod region;

use comrak::{Arena, Options, parse_document};

use self::form::Content;
use self::reader::Reader;
use self::region::Region;
use super::block::{Block, Heading, Item, Prose};
use super::lines::Lines;
use crate::domain::plan::Mark;

/// How many levels of fences that hold live Markdown are followed.
const DEEPEST_FENCE: usize = 3;

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
    /// The lines of fences that hold boxes, with their number: no renderer shows those.
    pub(super) boxed: Vec<(usize, usize)>,
    /// The lines of boxes that can be read and not written, with their number: options of a form, HTML in an odd place.
    pub(super) fixed: Vec<(usize, usize)>,
}

/// A box that is live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) line: usize,
    pub(super) mark: Mark,
    pub(super) form: TaskForm,
}

/// How a box stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TaskForm {
    /// A renderer of GitHub's flavour shows a box for it, or would for `x` in the place of its mark.
    Rendered,
    /// The words follow without a space, so that GitHub shows text and GitLab a box.
    Glued,
    /// No bullet stands before it, so that no renderer shows a box.
    Bare,
    /// It is an `<input>` in HTML, whose attribute `checked` is its mark.
    Html,
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

/// Reads `source`, Markdown or an issue form in YAML that holds Markdown; total.
pub(super) fn parse(source: &str) -> Document {
    let lines = Lines::of(source);
    let fields = form::fields(source, &lines);
    let mut document = Document::default();
    if fields.is_empty() {
        document = read(source, &lines, &Region::whole(source, &lines), 0);
    } else {
        document.front_matter = Some(source.to_owned());
        for field in fields {
            if let Some(label) = field.label {
                let prose = Prose::plain(label, field.line);
                document
                    .blocks
                    .push(Block::Heading(Heading { level: 1, prose }));
            }
            match field.content {
                Content::Markdown(region) => {
                    let part = read(source, &lines, &region, 0);
                    document.blocks.extend(part.blocks);
                    document.tasks.extend(part.tasks);
                    document.comments.extend(part.comments);
                    document.fixed.extend(part.fixed);
                }
                Content::Boxes(boxes) => {
                    let first = boxes.first().map_or(0, |(line, _)| *line);
                    document.fixed.push((first, boxes.len()));
                    document.blocks.push(Block::List(boxes_of(boxes)));
                }
            }
        }
    }
    document.tasks.sort_by_key(|task| task.mark.start);
    document
}

/// Makes items of the boxes that a form offers.
fn boxes_of(boxes: Vec<(usize, String)>) -> Vec<Item> {
    let items = boxes.into_iter().map(|(line, text)| Item {
        line,
        ticked: Some(false),
        prose: Prose::plain(text, line),
        ..Item::default()
    });
    items.collect()
}

/// Finds the boxes of `source`.
pub(super) fn tasks(source: &str) -> Vec<Task> {
    parse(source).tasks
}

/// Reads one region of a source.
fn read(source: &str, lines: &Lines, region: &Region<'_>, depth: usize) -> Document {
    let arena = Arena::new();
    let root = parse_document(&arena, &region.text, &options());
    Reader {
        source,
        lines,
        region,
        depth,
    }
    .document(root)
}
