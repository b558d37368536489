//! Frames: what has changed since the last one goes to the terminal in one piece. It asks the terminal for nothing but its size.

use std::fs::File;
use std::io;

use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate, SetTitle};
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::layout::Size;

use super::link::{Link, Pen};
use crate::tui::screen::Screen;
use crate::tui::shown::Shown;
use crate::tui::view::{Canvas, Theme};

/// Paints screens on the terminal.
#[derive(Debug)]
pub(super) struct Painter {
    /// The way to the terminal.
    pub(super) link: Link,
    backend: CrosstermBackend<Pen>,
    /// What the terminal shows.
    canvas: Canvas,
    /// The title of the window, as it was written last.
    title: Shown,
}

impl Painter {
    /// Makes a painter on a terminal that is empty.
    pub(super) fn on(terminal: File, size: Size) -> Self {
        let link = Link::new(terminal);
        Self {
            backend: CrosstermBackend::new(link.pen()),
            link,
            canvas: Canvas::empty(size.width, size.height),
            title: Shown::default(),
        }
    }

    /// Begins anew on a terminal of which nothing is known: the next frame empties it and is a whole one.
    pub(super) fn begin_anew(&mut self, size: Size) -> io::Result<()> {
        self.canvas = Canvas::empty(size.width, size.height);
        // Whoever had the terminal meanwhile has its own title there.
        self.title = Shown::default();
        self.backend.clear()
    }

    /// Shows `screen` in its colours, unless it is there already; `with_title` writes the title of the window too, and `with_cursor` shows the
    /// cursor where the screen has one.
    pub(super) fn show(
        &mut self,
        screen: Screen,
        theme: &Theme,
        (with_title, with_cursor): (bool, bool),
    ) -> io::Result<()> {
        if self.canvas.shows(&screen, theme) {
            return Ok(());
        }
        if with_title && self.title != screen.title {
            crossterm::queue!(self.backend, SetTitle(screen.title.as_str()))?;
            self.title = screen.title.clone();
        }
        crossterm::queue!(self.backend, BeginSynchronizedUpdate)?;
        let cursor = self.canvas.cursor_of(&screen).filter(|_| with_cursor);
        let changed = self.canvas.paint(screen, theme);
        self.backend.draw(changed.into_iter())?;
        if let Some(place) = cursor {
            self.backend.show_cursor()?;
            self.backend.set_cursor_position(place)?;
        } else {
            self.backend.hide_cursor()?;
        }
        crossterm::queue!(self.backend, EndSynchronizedUpdate)?;
        self.link.send()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::tui::screen::Line;
    use crate::tui::view::Palette;

    fn screen(rows: &[&str]) -> Screen {
        let rows = rows.iter().map(|row| Line::of(row)).collect();
        Screen::of(20, rows, Shown::of("a title"))
    }

    #[test]
    fn a_frame_says_what_is_new_and_one_after_the_terminal_was_another_s_says_all() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let size = Size::new(20, 2);
        let mut painter = Painter::on(file.reopen().unwrap(), size);
        let theme = Theme::new(Palette::None);
        let mut known = 0;
        let mut frame = |painter: &mut Painter, rows: &[&str]| {
            painter.show(screen(rows), &theme, (true, true)).unwrap();
            let all = fs::read_to_string(file.path()).unwrap();
            let new = all.get(known..).unwrap().to_owned();
            known = all.len();
            new
        };
        let first = frame(&mut painter, &["seeds", "beds"]);
        assert!(
            first.starts_with("\u{1b}]0;a title\u{7}\u{1b}[?2026h"),
            "{first:?}"
        );
        assert!(
            first.contains("seeds") && first.contains("beds"),
            "{first:?}"
        );
        assert!(first.ends_with("\u{1b}[?25l\u{1b}[?2026l"), "{first:?}");
        assert_eq!(frame(&mut painter, &["seeds", "beds"]), "");
        let second = frame(&mut painter, &["seeds", "paths"]);
        assert!(
            !second.contains("title") && !second.contains("seeds"),
            "{second:?}"
        );
        assert!(second.contains("paths"), "{second:?}");
        painter.begin_anew(size).unwrap();
        let third = frame(&mut painter, &["seeds", "paths"]);
        assert!(third.starts_with("\u{1b}[2J"), "{third:?}");
        assert!(
            third.contains("seeds") && third.contains("paths"),
            "{third:?}"
        );
    }
}
