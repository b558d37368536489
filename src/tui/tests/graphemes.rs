//! Any writing in any cell: wide letters, emoji of many parts, piles of marks, right to left. Computed widths are the terminal's.

use proptest::prelude::*;
use proptest::sample::select;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr as _;

use super::{Key, Message, opened, press, update};
use crate::tui::screen::{Line, Role, Screen};
use crate::tui::shown::Shown;
use crate::tui::view::{Palette, Theme, render};
use crate::tui::{Model, screen};

/// The most bytes that a cell may hold: enough for a family of emoji, too little for a pile of marks.
const MOST: usize = 32;

fn pieces() -> impl Strategy<Value = String> {
    let pieces = select(vec![
        "a",
        " ",
        "世",
        "ｱ",
        "é",
        "e\u{301}",
        "\u{301}",
        "👩\u{200d}💻",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦",
        "🇩🇪",
        "🇩",
        "👍🏽",
        "❤\u{fe0f}",
        "1\u{fe0f}\u{20e3}",
        "שלום",
        "\u{202e}x",
        "ไทย",
        "กำ",
        "हिन्दी",
        "\u{1100}\u{1161}\u{11a8}",
        "\t",
        "\u{200b}",
        "\u{ad}",
        "…",
        "▌",
        "\u{e0067}",
        "\u{fdfd}",
        "\u{1b}[31m",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

/// Paints and checks that every row fills its cells exactly, and that no cell is swollen.
fn fills(shown: &Screen, height: u16) -> Result<(), TestCaseError> {
    let area = Rect::new(0, 0, shown.width, height);
    let mut buffer = Buffer::empty(area);
    render(shown, &Theme::new(Palette::None), area, &mut buffer);
    for (row, line) in (0..height).zip(&shown.rows) {
        let mut column = 0;
        let mut text = String::new();
        while column < shown.width {
            let symbol = buffer[(column, row)].symbol();
            prop_assert!(symbol.len() <= MOST, "{symbol:?}");
            text.push_str(symbol);
            column += u16::try_from(symbol.width().max(1)).unwrap();
        }
        prop_assert_eq!(column, shown.width, "{}", text);
        prop_assert_eq!(line.width(), usize::from(shown.width));
        let told = line.text();
        prop_assert_eq!(text.trim_end(), told.trim_end());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_line_takes_the_cells_that_were_computed(text in pieces(), columns in 1_u16..60) {
        let end = Line::of("▌").and(Role::Done, &text).and(Role::Body, "|");
        let over = Line::of("--------------------------------").under(Line::of(&text), 7);
        let shown = Screen::of(columns, vec![end, over], Shown::default());
        fills(&shown, 2)?;
    }

    #[test]
    fn typed_and_pasted_writing_moves_no_column(text in pieces(), keys in prop::collection::vec(0_u8..6, 0..20)) {
        let mut model: Model = opened(60, 20);
        press(&mut model, "an");
        update(&mut model, Message::Pasted(text));
        for key in keys {
            let key = [
                Key::plain(crate::tui::KeyCode::Left),
                Key::plain(crate::tui::KeyCode::Right),
                Key::plain(crate::tui::KeyCode::Backspace),
                Key::ctrl('w'),
                Key::char('世'),
                Key::char('\u{301}'),
            ][usize::from(key)];
            update(&mut model, Message::Key(key));
            fills(&screen(&model), 20)?;
        }
    }
}
