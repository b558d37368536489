//! From a screen to cells: the only place where words meet the terminal library. It decides nothing about what is said.

#[cfg(test)]
mod painted;
mod theme;

#[cfg(test)]
pub(in crate::tui) use painted::painted;
pub use theme::{
    BUILT_IN, Chosen, Depth, Palette, Theme, ThemeError, Wishes, nearest, read as read_theme,
};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::screen::Screen;

/// Paints `screen` into `area`, and returns where the cursor is to stand.
pub fn render(screen: &Screen, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    for (row, line) in (area.top()..area.bottom()).zip(&screen.rows) {
        let mut column = area.left();
        for span in &line.spans {
            let room = usize::from(area.right().saturating_sub(column));
            let style = theme.style(span.role, span.selected);
            (column, _) = buf.set_stringn(column, row, span.text.as_str(), room, style);
        }
    }
    let (column, row) = screen.cursor?;
    let place = Position::new(area.left() + column, area.top() + row);
    area.contains(place).then_some(place)
}
