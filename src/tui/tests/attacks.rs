//! Every attack of the table in every text of every page: no cell holds what a terminal would obey, hide or reorder, nor too much.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::hostile::saying;
use super::{Message, press, update};
use crate::tui::shown::Shown;
use crate::tui::view::{Palette, Theme, render};
use crate::tui::{Model, screen};

/// The most bytes of a cell.
const CELL: usize = 32;

fn attacks() -> Vec<String> {
    let table = include_str!("../../../tests/fixtures/attacks.txt");
    let texts = table.lines().filter_map(|line| line.split_once(" | "));
    texts.map(|(_, text)| unescaped(text)).collect()
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut raw = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        raw.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        raw.push_str(rest);
    }
    raw
}

fn acts(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{feff}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

fn assert_harmless(model: &Model, keys: &str) {
    let shown = screen(model);
    assert!(
        !shown.title.as_str().contains(acts),
        "{keys:?} {:?}",
        shown.title
    );
    for row in &shown.rows {
        assert_eq!(
            row.width(),
            usize::from(model.width),
            "{keys:?} {}",
            row.text()
        );
    }
    let area = Rect::new(0, 0, model.width, model.height);
    let mut buffer = Buffer::empty(area);
    render(&shown, &Theme::new(Palette::Sixteen), area, &mut buffer);
    for cell in &buffer.content {
        let symbol = cell.symbol();
        assert!(!symbol.contains(acts), "{keys:?} {symbol:?}");
        assert!(
            symbol.len() <= CELL,
            "{keys:?} {} bytes: {symbol:?}",
            symbol.len()
        );
    }
}

#[test]
fn u01_no_attack_reaches_a_cell_of_any_page_or_dialog() {
    let all = attacks();
    assert!(all.len() >= 200);
    for some in all.chunks(40) {
        for (width, height) in [(200, 60), (60, 20)] {
            for keys in [
                "", "\n", "\n2", "\n3", "\n5", "\n6", "\nY", "\nz", "\nhsa", "\nan", "\nso", "\n:",
                "\n!", "\n ",
            ] {
                let mut model = saying(width, height, &some.concat());
                press(&mut model, keys);
                assert_harmless(&model, keys);
                for text in some {
                    update(&mut model, Message::Pasted(text.clone()));
                }
                assert_harmless(&model, keys);
            }
        }
    }
}

#[test]
fn u02_every_attack_alone_is_shown_and_none_is_dropped() {
    for text in attacks() {
        let shown = Shown::of(&text);
        assert!(!shown.as_str().contains(acts), "{text:?}");
        assert!(!shown.is_empty(), "{text:?}");
        assert_eq!(Shown::of(shown.as_str()), shown, "{text:?}");
    }
}
