//! What must hold in every dialog as it does on every page: width, the bar of truth, the way to help, ASCII, no colour; and how little is written
//! while nobody does anything.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use chrono::TimeDelta;
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::golden::picture;
use super::pages::{DIALOGS, dialog};
use super::pending::stale_at;
use super::{Message, Model, fixture, opened, update};
use crate::projection::Snapshot;
use crate::tui::screen::{Line, Screen};
use crate::tui::shown::Shown;
use crate::tui::view::{Canvas, Palette, Theme, render};
use crate::tui::{Symbols, screen};

const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (60, 20), (40, 12)];

#[test]
fn dialogs_that_ask_why_or_for_a_word() {
    for (name, opens) in [
        ("hold", ("r2", " h")),
        ("not_applicable", ("r2", "sn")),
        ("override", ("r2", "so")),
        ("abandon", ("r2", " -")),
    ] {
        picture(name, |width, height| {
            dialog(width, height, opens).expect("a dialog")
        });
    }
    picture("stale", stale_at);
}

#[test]
fn every_dialog_keeps_its_width_its_help_and_the_bar_of_truth_at_every_size() {
    for (width, height) in SIZES {
        for opens in DIALOGS {
            let model = dialog(width, height, *opens).expect("a dialog");
            let mut without = model.clone();
            without.dialog = None;
            let (shown, below) = (screen(&model), screen(&without));
            assert_eq!(shown.rows.len(), usize::from(height), "{opens:?}");
            for row in &shown.rows {
                assert_eq!(row.width(), usize::from(width), "{opens:?} {}", row.text());
            }
            let rows = |screen: &Screen| {
                let rows = screen.rows.iter().take(2).map(Line::text);
                rows.collect::<Vec<String>>()
            };
            assert_eq!(rows(&shown), rows(&below), "{opens:?} {width}x{height}");
            let text = shown.text();
            let hints = text.lines().last().unwrap_or_default();
            let teaches = hints.contains("? help") || hints.contains("F1 help");
            assert!(teaches, "{opens:?} {width}x{height}: {hints}");
        }
    }
}

#[test]
fn every_dialog_can_be_read_in_ascii_and_without_colour() {
    for (width, height) in SIZES {
        for opens in DIALOGS {
            let mut model = dialog(width, height, *opens).expect("a dialog");
            model.symbols = Symbols::Ascii;
            let shown = screen(&model);
            assert!(shown.text().is_ascii(), "{opens:?}\n{}", shown.text());
            let area = Rect::new(0, 0, width, height);
            let mut buffer = Buffer::empty(area);
            render(&shown, &Theme::new(Palette::None), area, &mut buffer);
            let is_plain =
                |cell: &ratatui::buffer::Cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset);
            assert!(buffer.content().iter().all(is_plain), "{opens:?}");
        }
    }
}

/// What was written, and can be looked at.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a title and a frame as the shell does, and returns how many bytes each took; none where nothing is new.
fn written(
    (canvas, sink): (&mut Canvas, &Written),
    title: &mut Shown,
    model: &Model,
) -> Vec<usize> {
    let (shown, theme) = (screen(model), Theme::new(Palette::Dark));
    if canvas.shows(&shown, &theme) {
        return vec![];
    }
    let mut backend = CrosstermBackend::new(sink.clone());
    let mut writes = Vec::new();
    if *title != shown.title {
        write!(backend, "\u{1b}]0;{}\u{7}", shown.title.as_str()).unwrap();
        writes.push(sink.0.take().len());
        *title = shown.title.clone();
    }
    backend.write_all(b"\x1b[?2026h").unwrap();
    let cursor = canvas.cursor_of(&shown);
    let changed = canvas.paint(shown, &theme);
    backend.draw(changed.into_iter()).unwrap();
    backend.show_cursor().unwrap();
    backend
        .set_cursor_position(cursor.unwrap_or_default())
        .unwrap();
    backend.write_all(b"\x1b[?2026l").unwrap();
    writes.push(sink.0.take().len());
    writes
}

#[test]
fn in_an_idle_minute_with_a_time_that_runs_at_most_sixty_small_writes_are_made() {
    for (width, height) in SIZES {
        let (mut canvas, sink) = (Canvas::empty(width, height), Written::default());
        let mut title = Shown::default();
        let mut model = opened(width, height);
        let timers = |model: &Model| {
            let snapshot = model.snapshot.iter();
            let timers = snapshot.flat_map(Snapshot::timers);
            timers.filter(|timer| !timer.is_over(model.now)).count()
        };
        assert!(timers(&model) > 0, "a time must run");
        written((&mut canvas, &sink), &mut title, &model);
        let mut count = 0;
        for second in 1..=60 {
            let now = fixture::now() + TimeDelta::seconds(second);
            update(&mut model, Message::Ticked(now));
            let writes = written((&mut canvas, &sink), &mut title, &model);
            count += writes.len();
            let is_small = writes.iter().all(|bytes| *bytes <= 200);
            assert!(is_small, "{width}x{height} second {second}: {writes:?}");
        }
        // One for each second, and one for the title, which changes by the minute.
        assert!(count <= 62, "{count}");
    }
}
