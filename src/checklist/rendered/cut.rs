//! Lines cut into bullets, words and headings. A dash at the end of a line is the bullet of what follows.

use super::is_heading;
use crate::checklist::lines::Lines;
use crate::domain::plan::Mark;

/// A piece of a damaged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A bullet.
    Bullet {
        line: usize,
        /// How far it is indented, where the text still shows it.
        indent: Option<usize>,
        place: Place,
    },
    /// Words.
    Text {
        line: usize,
        text: String,
        /// The box that they begin with.
        mark: Option<Mark>,
    },
    /// A heading that has lost its marks.
    Heading { line: usize, text: String },
    /// An empty line.
    Blank,
}

/// Where a bullet stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the beginning of its line, before its words.
    Beginning,
    /// Alone on a line.
    Alone,
    /// Behind the words before it.
    Behind,
    /// Behind the words before it, without a space.
    Glued,
}

/// Cuts `lines` of `source`.
pub(super) fn pieces(source: &str, lines: &[(usize, &str)]) -> Vec<Piece> {
    let has_dots = lines
        .iter()
        .any(|(_, line)| line.trim_start().starts_with('•'));
    let places = Lines::of(source);
    let mut cutter = Cutter {
        pieces: Vec::new(),
        places,
        has_dots,
    };
    for (number, line) in lines {
        cutter.line(*number, line);
    }
    cutter.pieces
}

struct Cutter {
    pieces: Vec<Piece>,
    places: Lines,
    has_dots: bool,
}

impl Cutter {
    fn line(&mut self, number: usize, line: &str) {
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        let waits = matches!(self.pieces.last(), Some(Piece::Bullet { .. }));
        if text.is_empty() {
            self.pieces.push(Piece::Blank);
        } else if matches!(text, "-" | "•" | "*") {
            self.bullet(number, indent, Place::Alone);
        } else if let Some(rest) = after_bullet(text) {
            self.bullet(number, indent, Place::Beginning);
            let skipped = line.len() - line.trim_start().len() + (text.len() - rest.len());
            self.words(number, rest.trim_end(), skipped);
        } else if is_heading(text, waits) {
            let text = text.to_owned();
            self.pieces.push(Piece::Heading { line: number, text });
        } else {
            self.words(number, text, indent);
        }
    }

    fn bullet(&mut self, line: usize, indent: usize, place: Place) {
        let indent = Some(indent).filter(|_| self.has_dots);
        self.pieces.push(Piece::Bullet {
            line,
            indent,
            place,
        });
    }

    /// Takes words, with the bullets that stand behind or between them.
    fn words(&mut self, line: usize, text: &str, column: usize) {
        if self.has_dots {
            self.text(line, text, column);
            return;
        }
        let mut rest = text;
        let mut column = column;
        while let Some(at) = inner_bullet(rest) {
            let before = rest.get(..at).unwrap_or_default();
            self.text(line, before.trim_end(), column);
            self.bullet(line, 0, Place::Beginning);
            // ` - ` is three bytes long.
            rest = rest.get(at + 3..).unwrap_or_default();
            column += at + 3;
        }
        let (words, place) = trailing_bullet(rest);
        self.text(line, words, column);
        if let Some(place) = place {
            self.bullet(line, 0, place);
        }
    }

    fn text(&mut self, line: usize, text: &str, column: usize) {
        let start = self.places.offset(line, column + 1);
        let boxed = ["[-]", "[~]"]
            .iter()
            .find_map(|symbol| text.strip_prefix(symbol));
        let mark = boxed.and(start).map(|start| Mark {
            symbol: text.chars().nth(1).unwrap_or('-').to_string(),
            start: start + 1,
            end: start + 2,
        });
        let text = boxed.map_or(text, str::trim).to_owned();
        if !text.is_empty() || mark.is_some() {
            self.pieces.push(Piece::Text { line, text, mark });
        }
    }
}

/// Returns what stands behind a bullet at the beginning of a line.
fn after_bullet(text: &str) -> Option<&str> {
    ["- ", "• ", "* "]
        .iter()
        .find_map(|bullet| text.strip_prefix(bullet))
}

/// Finds a bullet between a sentence and the capital of the next: `… feature. - If …`.
fn inner_bullet(text: &str) -> Option<usize> {
    text.match_indices(" - ").map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).unwrap_or_default();
        let after = text.get(at + 3..).unwrap_or_default();
        before.ends_with(['.', ':', ')'])
            && after.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '/' | '['))
    })
}

/// Parts a bullet from the end of a line: ` -`, or a dash glued to the end of a sentence.
fn trailing_bullet(text: &str) -> (&str, Option<Place>) {
    if let Some(words) = text.strip_suffix(" -") {
        return (words.trim_end(), Some(Place::Behind));
    }
    let glued = text
        .strip_suffix('-')
        .filter(|words| words.ends_with(['.', ':', ')', ']']));
    match glued {
        Some(words) => (words, Some(Place::Glued)),
        None => (text, None),
    }
}
