//! A drawing of plain shapes: every text in it is cleaned and escaped, nothing in it acts, loads or links.

use std::fmt::Write as _;

use super::shown::shown;
use crate::domain::plan::StepState;

/// The colours and letters of every drawing.
pub(super) const STYLE: &str = include_str!("../../assets/export/picture.css");

/// A finished drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it is called.
    pub title: String,
    /// What it says, in a sentence, for whoever cannot see it.
    pub says: String,
    width: i64,
    height: i64,
    body: String,
}

impl Picture {
    /// Returns it as a file of its own.
    pub fn file(&self) -> String {
        let (width, height) = (self.width, self.height);
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n\
             <title>{}</title>\n<desc>{}</desc>\n<style>{STYLE}</style>\n\
             <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n{}</svg>\n",
            escaped(&self.title),
            escaped(&self.says),
            self.body
        )
    }

    /// Returns it to be put into a page that has its style.
    pub fn inline(&self) -> String {
        let (width, height) = (self.width, self.height);
        format!(
            "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}: {}\">\n{}</svg>",
            escaped(&self.title),
            escaped(&self.says),
            self.body
        )
    }
}

/// A drawing that is being made. Lengths are pixels.
#[derive(Debug)]
pub(super) struct Drawing {
    width: i64,
    body: String,
}

/// A place: from the left and from the top.
pub(super) type Place = (i64, i64);

impl Drawing {
    pub(super) const fn new(width: i64) -> Self {
        Self {
            width,
            body: String::new(),
        }
    }

    /// Ends it at `height`.
    pub(super) fn finish(self, height: i64, title: &str, says: &str) -> Picture {
        Picture {
            title: title.to_owned(),
            says: says.to_owned(),
            width: self.width,
            height,
            body: self.body,
        }
    }

    /// Draws a box with round corners; `hover` is said when somebody points at it.
    pub(super) fn rect(
        &mut self,
        (x, y): Place,
        (width, height): (i64, i64),
        class: &str,
        hover: &str,
    ) {
        let (width, height) = (width.max(1), height.max(1));
        let hover = hover_title(hover);
        writeln!(
            self.body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\" class=\"{class}\">{hover}</rect>"
        )
        .ok();
    }

    /// Draws a straight line.
    pub(super) fn line(&mut self, (x1, y1): Place, (x2, y2): Place, class: &str) {
        writeln!(
            self.body,
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"{class}\"/>"
        )
        .ok();
    }

    /// Draws a path that was made of numbers.
    pub(super) fn path(&mut self, path: &str, class: &str) {
        writeln!(
            self.body,
            "<path d=\"{}\" class=\"{class}\"/>",
            escaped(path)
        )
        .ok();
    }

    /// Writes a text.
    pub(super) fn text(&mut self, (x, y): Place, class: &str, text: &str) {
        writeln!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" class=\"{class}\">{}</text>",
            escaped(text)
        )
        .ok();
    }

    /// Writes a text of at most `most` letters; a longer one is cut at its end, and whole when somebody points at it.
    pub(super) fn cut(&mut self, (x, y): Place, class: &str, text: &str, most: usize) {
        let text = shown(text);
        let short = cut(&text, most);
        let hover = if short == text {
            String::new()
        } else {
            hover_title(&text)
        };
        writeln!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" class=\"{class}\">{}{hover}</text>",
            escaped(&short)
        )
        .ok();
    }
}

fn hover_title(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("<title>{}</title>", escaped(text))
    }
}

/// Cuts a text at its end.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// Escapes a text so that it can stand in an element or in an attribute between double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for letter in shown(text).chars() {
        match letter {
            '&' => clean.push_str("&amp;"),
            '<' => clean.push_str("&lt;"),
            '>' => clean.push_str("&gt;"),
            '"' => clean.push_str("&quot;"),
            '\'' => clean.push_str("&#39;"),
            // XML knows no such characters, not even escaped ones.
            '\u{fffe}' | '\u{ffff}' => clean.push('\u{fffd}'),
            letter => clean.push(letter),
        }
    }
    clean
}

/// Returns the class of what has this state.
pub(super) const fn class_of(state: StepState) -> &'static str {
    match state {
        StepState::Done => "done",
        StepState::Doing => "doing",
        StepState::Waiting | StepState::Elapsed => "wait",
        StepState::Blocked | StepState::Failed => "bad",
        StepState::Overridden | StepState::RolledBack => "special",
        StepState::Unknown | StepState::Todo => "open",
        StepState::NotApplicable | StepState::Skipped => "left-out",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_gets_out_of_its_element() {
        let mut drawing = Drawing::new(10);
        drawing.text((0, 0), "t", "</text><script>alert(1)</script>");
        drawing.rect((0, 0), (1, 1), "done", "\"><image href='x'/>&\u{0}\u{ffff}");
        let picture = drawing.finish(10, "<title>", "]]>\u{1b}");
        for text in [picture.file(), picture.inline()] {
            assert!(
                !text.contains("<script") && !text.contains("<image"),
                "{text}"
            );
            assert!(
                !text.contains('\u{0}') && !text.contains('\u{1b}'),
                "{text}"
            );
        }
    }

    #[test]
    fn a_text_that_was_cut_is_whole_where_somebody_points() {
        let mut drawing = Drawing::new(10);
        drawing.cut((0, 0), "t", "abcdef", 4);
        let text = drawing.finish(10, "", "").inline();
        assert!(text.contains("abc…<title>abcdef</title>"), "{text}");
    }
}
