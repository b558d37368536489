//! A model as a terminal shows it, in cells or in text, for the tests.

use ratatui::backend::{Backend as _, TestBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Canvas, Palette, Theme};
use crate::tui::screen::Screen;
use crate::tui::{Model, screen};

/// Paints `screen` into `area`, and returns where the cursor is to stand.
pub(in crate::tui) fn render(
    screen: &Screen,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let mut canvas = Canvas::empty(area.width, area.height);
    let cursor = canvas.cursor_of(screen);
    for (column, row, cell) in canvas.paint(screen.clone(), theme) {
        buffer[(area.left() + column, area.top() + row)] = cell.clone();
    }
    cursor
}

/// Paints the model as the shell does, and returns the text of the terminal.
pub(in crate::tui) fn painted(model: &Model) -> String {
    let mut terminal = TestBackend::new(model.width, model.height);
    let mut canvas = Canvas::empty(model.width, model.height);
    let changed = canvas.paint(screen(model), &Theme::new(Palette::Sixteen));
    terminal.draw(changed.into_iter()).unwrap();
    let buffer = terminal.buffer();
    let rows = (0..model.height).map(|row| {
        let mut text = String::new();
        let mut skip = 0_usize;
        for column in 0..model.width {
            let symbol = buffer[(column, row)].symbol();
            if skip == 0 {
                text.push_str(symbol);
            }
            skip = skip
                .max(unicode_width::UnicodeWidthStr::width(symbol))
                .saturating_sub(1);
        }
        text.trim_end().to_owned()
    });
    rows.collect::<Vec<String>>().join("\n")
}
