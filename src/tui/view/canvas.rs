//! The cells that the terminal shows. A screen is painted over them line by line, and a line that is as it was costs nothing.

use std::mem;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use super::Theme;
use crate::tui::screen::{Line, Screen};

/// A cell that has become another: its column, its row, and what it is now.
pub type Changed<'a> = (u16, u16, &'a Cell);

/// What the terminal shows. It is as true as what it is told: a terminal that was emptied needs another one.
#[derive(Debug)]
pub struct Canvas {
    width: u16,
    /// One strip of cells for each row.
    strips: Vec<Buffer>,
    /// The screen that the cells show, and in which colours; `None` where they are empty.
    shown: Option<(Screen, Theme)>,
}

impl Canvas {
    /// Makes the canvas of an empty terminal.
    pub fn empty(width: u16, height: u16) -> Self {
        let strip = |row| Buffer::empty(Rect::new(0, row, width, 1));
        Self {
            width,
            strips: (0..height).map(strip).collect(),
            shown: None,
        }
    }

    /// Tells whether this is what the terminal shows already.
    pub fn shows(&self, screen: &Screen, theme: &Theme) -> bool {
        let shown = self.shown.as_ref();
        shown.is_some_and(|(shown, colors)| shown == screen && colors == theme)
    }

    /// Paints `screen`, and returns the cells that become others, row by row.
    pub fn paint(&mut self, screen: Screen, theme: &Theme) -> Vec<Changed<'_>> {
        let before = self.shown.take().filter(|(_, colors)| colors == theme);
        let before = before.as_ref().map(|(shown, _)| &shown.rows);
        let mut changed = Vec::new();
        for (row, strip) in self.strips.iter_mut().enumerate() {
            let line = screen.rows.get(row);
            if before.is_some_and(|before| before.get(row) == line) {
                continue;
            }
            let mut next = Buffer::empty(strip.area);
            if let Some(line) = line {
                paint_line(line, theme, &mut next);
            }
            let old = mem::replace(strip, next);
            changed.extend(old.diff_iter(strip));
        }
        self.shown = Some((screen, theme.clone()));
        changed
    }

    /// Returns where the cursor of `screen` is to stand; `None` where that is outside.
    pub fn cursor_of(&self, screen: &Screen) -> Option<Position> {
        let (column, row) = screen.cursor?;
        let is_inside = column < self.width && usize::from(row) < self.strips.len();
        is_inside.then_some(Position::new(column, row))
    }
}

/// Paints a line over the first row of `buffer`.
pub(super) fn paint_line(line: &Line, theme: &Theme, buffer: &mut Buffer) {
    let area = buffer.area;
    let mut column = area.left();
    for span in &line.spans {
        let room = usize::from(area.right().saturating_sub(column));
        let style = theme.style(span.role, span.selected);
        (column, _) = buffer.set_stringn(column, area.top(), span.text.as_str(), room, style);
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::tui::screen::Role;
    use crate::tui::shown::Shown;
    use crate::tui::view::Palette;

    const WIDTH: u16 = 8;
    const HEIGHT: u16 = 3;

    fn screen(rows: &[&str]) -> Screen {
        let rows = rows.iter().map(|row| Line::new().and(Role::Done, row));
        Screen::of(WIDTH, rows.collect(), Shown::default())
    }

    /// Paints screens one after the other on one terminal, each in its colours; returns what the terminal shows then. As on every terminal,
    /// a wide sign takes the place of what stood under its second half.
    fn painted(screens: &[(&Screen, &Theme)]) -> Buffer {
        let mut terminal = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        let mut canvas = Canvas::empty(WIDTH, HEIGHT);
        for (screen, theme) in screens {
            for (column, row, cell) in canvas.paint((*screen).clone(), theme) {
                terminal[(column, row)] = cell.clone();
                if cell.symbol().width() > 1 {
                    terminal[(column + 1, row)].reset();
                }
            }
            assert!(canvas.shows(screen, theme));
        }
        terminal
    }

    #[test]
    fn whatever_was_there_before_the_terminal_shows_the_last_screen_and_nothing_else() {
        let themes = [Palette::Sixteen, Palette::None].map(Theme::new);
        let screens = [
            screen(&["one", "two", "three"]),
            screen(&["one", "世界世界", "three"]),
            screen(&["x世世世", "two"]),
            screen(&[]),
            screen(&["one", "a 世 b", "THREE", "four"]),
        ];
        let all = || {
            let with = |screen| themes.iter().map(move |theme| (screen, theme));
            screens.iter().flat_map(with)
        };
        for first in all() {
            for second in all() {
                for last in all() {
                    let after = painted(&[first, second, last]);
                    assert_eq!(after, painted(&[last]), "{first:?} {second:?}");
                }
            }
        }
    }

    #[test]
    fn a_line_that_is_as_it_was_changes_no_cell_and_one_that_is_not_only_its_own() {
        let theme = Theme::new(Palette::Sixteen);
        let mut canvas = Canvas::empty(WIDTH, HEIGHT);
        assert!(!canvas.shows(&screen(&["one", "two"]), &theme));
        canvas.paint(screen(&["one", "two"]), &theme);
        assert_eq!(canvas.paint(screen(&["one", "two"]), &theme), []);
        let changed = canvas.paint(screen(&["one", "twice"]), &theme);
        let places: Vec<(u16, u16)> = changed
            .iter()
            .map(|(column, row, _)| (*column, *row))
            .collect();
        assert_eq!(places, [(2, 1), (3, 1), (4, 1)]);
    }

    #[test]
    fn a_cursor_outside_of_the_terminal_is_nowhere() {
        let canvas = Canvas::empty(WIDTH, HEIGHT);
        let at = |cursor| {
            canvas.cursor_of(&Screen {
                cursor,
                ..Screen::default()
            })
        };
        assert_eq!(at(Some((7, 2))), Some(Position::new(7, 2)));
        assert_eq!(
            (at(Some((8, 2))), at(Some((7, 3))), at(None)),
            (None, None, None)
        );
    }
}
