//! A model as a terminal shows it, in text, for the pictures of the tests.

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::{Palette, Theme, render};
use crate::tui::{Model, screen};

/// Paints the model as the shell does, and returns the text of the terminal.
pub(in crate::tui) fn painted(model: &Model) -> String {
    let shown = screen(model);
    let backend = TestBackend::new(model.width, model.height);
    let mut terminal = Terminal::new(backend).unwrap();
    let theme = Theme::new(Palette::Sixteen);
    terminal
        .draw(|frame| {
            let area = frame.area();
            render(&shown, &theme, area, frame.buffer_mut());
        })
        .unwrap();
    let buffer = terminal.backend().buffer();
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
