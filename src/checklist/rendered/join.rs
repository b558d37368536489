//! Pieces joined into items and paragraphs: torn lines made whole, words glued to the flag's name parted, each with a repair.

use super::cut::{Piece, Place};
use super::nest::{self, Flat};
use crate::chatops;
use crate::checklist::block::{Block, Fence, Item, Prose, Span};
use crate::checklist::command::is_operation;
use crate::checklist::markdown::{Task, TaskForm};
use crate::checklist::prose::{squeeze, undecorated};
use crate::checklist::repair::{Confidence, Repair, RepairKind, Repairs};
use crate::checklist::vocabulary;
use crate::domain::flag::FlagName;
use crate::domain::plan::Mark;

/// A paragraph, or items that are not nested yet.
#[derive(Debug)]
pub(super) enum Part {
    Prose(Prose),
    List {
        items: Vec<Flat>,
        /// How many levels end behind the last item.
        closes: usize,
    },
}

/// What comes out of joining.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) parts: Vec<Part>,
    pub(super) tasks: Vec<Task>,
}

/// Words that are being gathered.
#[derive(Debug, Default)]
struct Open {
    lines: Vec<(usize, String)>,
    mark: Option<Mark>,
    /// The bullet, when it is an item; how many levels ended before it; how deep it is indented.
    bullet: Option<(Place, usize, Option<usize>)>,
    opens: bool,
}

/// Gathers pieces.
#[derive(Debug)]
pub(super) struct Joiner<'f> {
    flag: Option<&'f FlagName>,
    repairs: &'f mut Repairs,
    joined: Joined,
    open: Option<Open>,
    /// The bullets since the last words, and the last of them.
    bullets: usize,
    last: Option<(Place, Option<usize>)>,
    /// The heads of branches so far.
    seen: Vec<String>,
}

impl<'f> Joiner<'f> {
    pub(super) fn new(flag: Option<&'f FlagName>, repairs: &'f mut Repairs) -> Self {
        Self {
            flag,
            repairs,
            joined: Joined::default(),
            open: None,
            bullets: 0,
            last: None,
            seen: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Bullet { indent, place, .. } => {
                if place == Place::Glued
                    && let Some(open) = &mut self.open
                {
                    open.opens = true;
                }
                self.bullets += 1;
                self.last = Some((place, indent));
            }
            Piece::Text { line, text, mark } => self.words(line, text, mark),
            Piece::Blank => self.settle(),
            Piece::Heading { .. } => {}
        }
    }

    pub(super) fn finish(mut self) -> Joined {
        self.settle();
        self.close_list();
        self.joined
    }

    fn words(&mut self, line: usize, text: String, mark: Option<Mark>) {
        let Some((place, indent)) = self.last else {
            match &mut self.open {
                Some(open) => open.lines.push((line, text)),
                None => self.paragraph(line, text),
            }
            return;
        };
        if place == Place::Beginning && self.is_leftover(line, &text) {
            return;
        }
        let aside = is_aside(&text);
        if !aside && !self.displaced(line, &text, place) && mark.is_none() {
            self.bullets = 0;
            self.last = None;
            return self.words(line, text, None);
        }
        self.settle();
        if aside {
            self.close_list();
            self.paragraph(line, text);
            return;
        }
        self.open = Some(Open {
            lines: vec![(line, text)],
            mark,
            bullet: Some((place, self.bullets.saturating_sub(1), indent)),
            opens: false,
        });
        self.bullets = 0;
        self.last = None;
    }

    /// Opens a paragraph, which ends any list.
    fn paragraph(&mut self, line: usize, text: String) {
        self.close_list();
        self.open = Some(Open {
            lines: vec![(line, text)],
            ..Open::default()
        });
    }

    /// Tells whether an item only repeats the head of a branch where a list has ended; its bullet counts, its words do not.
    fn is_leftover(&mut self, line: usize, text: &str) -> bool {
        let is_repeated = vocabulary::branch(text).is_some() && self.seen.contains(&squeeze(text));
        let texts = (text.to_owned(), String::new());
        let (kind, confidence) = (RepairKind::Duplicate, Confidence::Medium);
        is_repeated
            && self
                .repairs
                .offer(Repair::new(line, kind, texts, confidence))
    }

    /// Tells whether a bullet that does not stand before its words is taken for theirs.
    fn displaced(&mut self, line: usize, text: &str, place: Place) -> bool {
        let before = match place {
            Place::Beginning => return true,
            Place::Alone => "-\n",
            Place::Behind | Place::Glued => "… -\n",
        };
        let texts = (format!("{before}{text}"), format!("- {text}"));
        let (kind, confidence) = (RepairKind::Bullet, Confidence::High);
        self.repairs
            .offer(Repair::new(line, kind, texts, confidence))
    }

    /// Makes an item or a paragraph of the words gathered; of torn lines that are not to be joined, one of each.
    fn settle(&mut self) {
        let Some(mut open) = self.open.take() else {
            return;
        };
        let (text, fence) = self.whole(&open.lines);
        let first = open.lines.first().map_or(0, |(line, _)| *line);
        if open.lines.len() == 1 || fence.is_some() || self.repairs.offer(torn(&open.lines, &text))
        {
            let text = undecorated(&self.parted(first, &text)).into_owned();
            return self.put(open, text, fence);
        }
        for (line, text) in std::mem::take(&mut open.lines) {
            let part = Open {
                lines: vec![(line, text.clone())],
                mark: open.mark.take(),
                bullet: open.bullet,
                opens: open.opens,
            };
            let text = undecorated(&self.parted(line, &text)).into_owned();
            self.put(part, text, None);
            open.bullet = open.bullet.map(|(place, _, indent)| (place, 0, indent));
        }
    }

    fn put(&mut self, open: Open, text: String, fence: Option<Fence>) {
        let line = open.lines.first().map_or(0, |(line, _)| *line);
        if vocabulary::branch(&text).is_some() {
            self.seen.push(text.clone());
        }
        let spans = span(&text, line);
        let prose = Prose {
            spans,
            ..Prose::plain(text, line)
        };
        let Some((place, closes, indent)) = open.bullet else {
            self.joined.parts.push(Part::Prose(prose));
            return;
        };
        if let Some(mark) = &open.mark {
            self.joined.tasks.push(Task {
                line,
                mark: mark.clone(),
                form: TaskForm::Rendered,
            });
        }
        let is_parent = nest::is_parent(&prose.text);
        let item = Item {
            line,
            // Where indentation is left, every bullet stands at the beginning, so only a condition shows a plain item.
            is_plain: place == Place::Beginning
                && open.mark.is_none()
                && (indent.is_none() || vocabulary::branch(&prose.text).is_some()),
            mark: open.mark,
            ticked: None,
            prose,
            blocks: fence.map(Block::Fence).into_iter().collect(),
        };
        let flat = Flat {
            item,
            closes,
            indent,
            opens: open.opens,
            depth: 0,
            is_parent,
        };
        match self.joined.parts.last_mut() {
            Some(Part::List { items, .. }) => items.push(flat),
            Some(Part::Prose(_)) | None => self.joined.parts.push(Part::List {
                items: vec![flat],
                closes: 0,
            }),
        }
    }

    /// Ends the list; the bullets that no words followed end its levels.
    fn close_list(&mut self) {
        self.settle();
        if let Some(Part::List { closes, .. }) = self.joined.parts.last_mut() {
            *closes += self.bullets;
        }
        self.bullets = 0;
        self.last = None;
    }

    /// Joins torn lines; a command below words that announce it becomes a fence.
    fn whole(&mut self, lines: &[(usize, String)]) -> (String, Option<Fence>) {
        let mut text = String::new();
        let mut fence: Option<Fence> = None;
        for (line, piece) in lines {
            if text.ends_with(':')
                && chatops::parse_line(piece).is_some_and(|read| is_operation(&read))
            {
                let lines = vec![(*line, self.parted(*line, piece))];
                fence = Some(Fence {
                    line: *line,
                    info: String::new(),
                    lines,
                    is_fenced: true,
                });
                continue;
            }
            let joins_tightly =
                piece.starts_with(['.', ',', ';', ':', ')', '"', '?', '!']) || text.ends_with('(');
            if !text.is_empty() && !joins_tightly {
                text.push(' ');
            }
            text.push_str(piece);
        }
        (text, fence)
    }

    /// Parts words that were glued together: to the flag's name in a command, `totrue` in prose.
    fn parted(&mut self, line: usize, text: &str) -> String {
        let in_command = self
            .flag
            .filter(|_| text.contains("/chatops"))
            .and_then(|flag| chatops::split_glued(text, flag))
            .map(|parted| (parted, Confidence::High));
        let in_prose = || {
            let words = text.split(' ').map(|word| {
                let value = word.strip_prefix("to").unwrap_or_default();
                match value.trim_end_matches(['.', ',', ';']) {
                    "true" | "false" => format!("to {value}"),
                    _ => word.to_owned(),
                }
            });
            let parted = words.collect::<Vec<_>>().join(" ");
            (parted != text).then_some((parted, Confidence::Medium))
        };
        let Some((parted, confidence)) = in_command.or_else(in_prose) else {
            return text.to_owned();
        };
        let texts = (text.to_owned(), parted.clone());
        let repair = Repair::new(line, RepairKind::GluedWords, texts, confidence);
        if self.repairs.offer(repair) {
            parted
        } else {
            text.to_owned()
        }
    }
}

/// Describes the joining of torn lines.
fn torn(lines: &[(usize, String)], text: &str) -> Repair {
    let first = lines.first().map_or(0, |(line, _)| *line);
    let pieces: Vec<&str> = lines.iter().map(|(_, piece)| piece.as_str()).collect();
    let confidence = if text.starts_with('/') {
        Confidence::High
    } else {
        Confidence::Medium
    };
    let texts = (pieces.join("\n"), text.to_owned());
    Repair::new(first, RepairKind::TornLine, texts, confidence)
}

/// A whole line that is a command stands in for the code span that it was.
fn span(text: &str, line: usize) -> Vec<Span> {
    chatops::parse_line(text)
        .filter(is_operation)
        .map(|_| Span {
            text: text.to_owned(),
            line,
        })
        .into_iter()
        .collect()
}

/// Tells whether words are an aside and no item, although a bullet stands before them.
fn is_aside(text: &str) -> bool {
    ["WARNING", "NOTE:", "Note:", "CAUTION"]
        .iter()
        .any(|start| text.starts_with(start))
}
