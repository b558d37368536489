//! Cells of a terminal as a picture that needs nothing else: no font, no script, no address. Every run of cells stands at its column.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

/// The width and the height of a cell, and the size of its letters, in pixels.
const CELL: (u32, u32, u32) = (8, 18, 13);
/// The empty space round the cells, in pixels.
const MARGIN: u32 = 12;

/// What stands behind the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// Dark, with light letters.
    Dark,
    /// Light, with dark letters.
    Light,
}

impl Ground {
    /// Returns its name in the name of a file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }

    /// Returns the colours of the ground and of the letters on it.
    const fn colors(self) -> (&'static str, &'static str) {
        match self {
            Self::Dark => ("#14171c", "#e4e6ea"),
            Self::Light => ("#fdfdfb", "#1c1e22"),
        }
    }
}

/// Draws the cells.
pub(crate) fn picture(buffer: &Buffer, ground: Ground) -> String {
    let (width, height, size) = CELL;
    let (columns, rows) = (u32::from(buffer.area.width), u32::from(buffer.area.height));
    let (wide, high) = (columns * width + 2 * MARGIN, rows * height + 2 * MARGIN);
    let (back, front) = ground.colors();
    let mut text = String::new();
    writeln!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" \
         font-family=\"ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"{size}\" fill=\"{front}\">"
    )
    .unwrap();
    writeln!(
        text,
        "<rect width=\"{wide}\" height=\"{high}\" rx=\"8\" fill=\"{back}\"/>"
    )
    .unwrap();
    for row in 0..buffer.area.height {
        line(&mut text, buffer, row, ground);
    }
    text.push_str("</svg>\n");
    text
}

/// Draws one line: runs of cells that look the same.
fn line(text: &mut String, buffer: &Buffer, row: u16, ground: Ground) {
    let mut column = 0;
    while column < buffer.area.width {
        let first = &buffer[(column, row)];
        let begin = column;
        let mut words = String::new();
        while column < buffer.area.width && looks_like(first, &buffer[(column, row)]) {
            let symbol = buffer[(column, row)].symbol();
            words.push_str(symbol);
            column += u16::try_from(symbol.width().max(1)).unwrap();
        }
        run(text, (begin, row), first, (&words, ground));
    }
}

fn looks_like(one: &Cell, other: &Cell) -> bool {
    one.fg == other.fg && one.modifier == other.modifier
}

fn run(text: &mut String, (column, row): (u16, u16), cell: &Cell, (words, ground): (&str, Ground)) {
    let (width, height, _) = CELL;
    let (back, front) = ground.colors();
    let color = if let Color::Rgb(red, green, blue) = cell.fg {
        format!("#{red:02x}{green:02x}{blue:02x}")
    } else {
        front.to_owned()
    };
    let cells = u32::try_from(words.width()).unwrap();
    let (left, top) = (
        MARGIN + u32::from(column) * width,
        MARGIN + u32::from(row) * height,
    );
    let is_reversed = cell.modifier.contains(Modifier::REVERSED);
    if is_reversed {
        let wide = cells * width;
        writeln!(
            text,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{height}\" fill=\"{color}\"/>"
        )
        .unwrap();
    }
    let fill = if is_reversed { back } else { color.as_str() };
    let look = format!("fill=\"{fill}\"{}", attributes(cell.modifier));
    for (column, words) in pieces(words) {
        let wide = u32::try_from(words.width()).unwrap() * width;
        let (x, y) = (left + column * width, top + height - 5);
        let words = words.replace('&', "&amp;").replace('<', "&lt;");
        writeln!(
            text,
            "<text x=\"{x}\" y=\"{y}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\" {look}>{words}</text>"
        )
        .unwrap();
    }
}

/// Returns the pieces between two and more blanks, each with its column: a viewer makes one blank of several.
fn pieces(words: &str) -> Vec<(u32, &str)> {
    let mut column = 0;
    let mut found = Vec::new();
    for piece in words.split("  ") {
        let inner = piece.trim_start();
        let indent = u32::try_from(piece.len() - inner.len()).unwrap();
        if !inner.is_empty() {
            found.push((column + indent, inner.trim_end()));
        }
        column += u32::try_from(piece.width()).unwrap() + 2;
    }
    found
}

fn attributes(modifier: Modifier) -> String {
    let looks = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.65\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
    ];
    let looks = looks
        .into_iter()
        .filter(|(found, _)| modifier.contains(*found));
    looks.map(|(_, look)| look).collect()
}
