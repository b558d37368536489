//! What holds on every page and in every dialog: frames in ASCII and without colour, keys, pastes, ways out, the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::keys::{every_key, is_harmless};
use super::pages::{DIALOGS, PAGES, dialog, pages};
use super::{Effect, Key, KeyCode, Message, press, update};
use crate::domain::plan::StepState;
use crate::tui::screen::{Line, Role};
use crate::tui::view::{Palette, Theme, painted, render};
use crate::tui::{Model, Symbols, screen};

const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (60, 20), (40, 12)];

/// Says of each cell how it looks without colour: bold, dim, reversed, underlined, or several of these.
fn attributes(model: &Model) -> String {
    let shown = screen(model);
    let area = Rect::new(0, 0, model.width, model.height);
    let mut buffer = Buffer::empty(area);
    render(&shown, &Theme::new(Palette::None), area, &mut buffer);
    let rows = (0..model.height).map(|row| {
        let cells = (0..model.width).map(|column| {
            let cell = &buffer[(column, row)];
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
            match cell.modifier {
                set if set.is_empty() => ' ',
                Modifier::BOLD => 'b',
                Modifier::DIM => 'd',
                Modifier::REVERSED => 'r',
                Modifier::UNDERLINED => 'u',
                set if set.contains(Modifier::REVERSED) => 'R',
                _ => 'B',
            }
        });
        cells.collect::<String>().trim_end().to_owned()
    });
    rows.collect::<Vec<String>>().join("\n")
}

fn foot(width: u16, height: u16) -> String {
    format!("\n===== {width} x {height}\n")
}

#[test]
fn frames_of_every_page_in_ascii() {
    for (name, make) in PAGES {
        let mut text = String::new();
        for (width, height) in SIZES {
            let mut model = make(width, height);
            model.symbols = Symbols::Ascii;
            let frame = painted(&model);
            assert!(frame.is_ascii(), "{name} {frame}");
            text.push_str(&frame);
            text.push_str(&foot(width, height));
        }
        insta::assert_snapshot!(format!("every_ascii_{name}"), text);
    }
}

#[test]
fn frames_of_every_page_without_colour_tell_by_weight_what_matters() {
    for (name, make) in PAGES {
        let mut text = String::new();
        for (width, height) in SIZES {
            text.push_str(&attributes(&make(width, height)));
            text.push_str(&foot(width, height));
        }
        insta::assert_snapshot!(format!("every_plain_{name}"), text);
    }
}

#[test]
fn every_frame_keeps_its_width_its_help_and_the_bar_of_truth() {
    for (width, height) in SIZES {
        for (name, model) in pages(width, height) {
            let shown = screen(&model);
            for row in &shown.rows {
                assert_eq!(row.width(), usize::from(width), "{name} {}", row.text());
            }
            let text = shown.text();
            let hints = text.lines().last().unwrap_or_default();
            let teaches = hints.contains("? help") || hints.contains("F1 help");
            assert!(
                teaches || matches!(name, "palette" | "help" | "help_all" | "help_search"),
                "{name}: {hints}"
            );
            let bar = super::bar(&model);
            let has_bar = bar.starts_with('▌');
            let is_full_page = [
                "first_run",
                "help",
                "help_all",
                "help_search",
                "settings",
                "plain",
                "import",
            ]
            .contains(&name);
            assert!(has_bar || is_full_page, "{name}: {bar}");
        }
    }
}

#[test]
fn the_cursor_stands_on_the_caret_or_on_the_selection_in_every_frame() {
    let dialogs = |width, height| {
        let open = DIALOGS.iter();
        open.filter_map(move |opens| Some((opens.1, dialog(width, height, *opens)?)))
    };
    for (width, height) in SIZES {
        let all = pages(width, height).into_iter();
        for (name, model) in all.chain(dialogs(width, height)) {
            let shown = screen(&model);
            let (column, row) = shown.cursor.unwrap_or_else(|| panic!("{name}: no cursor"));
            let line = &shown.rows[usize::from(row)];
            let has_caret = line.spans.iter().any(|span| span.role == Role::Caret);
            let is_selected = line.spans.iter().any(|span| span.selected);
            assert!(has_caret || is_selected, "{name} {width}x{height}");
            assert!(column < width && row < height, "{name}");
        }
    }
}

#[test]
fn no_single_key_on_any_page_makes_a_record_that_must_be_asked_for() {
    for (name, page) in pages(80, 24) {
        for key in every_key() {
            let mut model = page.clone();
            for effect in update(&mut model, Message::Key(key)) {
                let is_save = matches!(effect, Effect::Import { .. });
                assert!(!is_save || key == Key::char('w'), "{name} {key}");
                assert!(is_harmless(&effect), "{name} {key}: {effect:?}");
            }
        }
    }
}

#[test]
fn no_click_and_no_turn_of_the_wheel_on_any_page_or_dialog_records_anything() {
    let open = DIALOGS
        .iter()
        .filter_map(|opens| Some((opens.1, dialog(80, 24, *opens)?)));
    for (name, page) in pages(80, 24).into_iter().chain(open) {
        let mut model = page.clone();
        for row in (0..24).step_by(2) {
            for column in [3, 45] {
                for message in [
                    Message::Clicked { column, row },
                    Message::Clicked { column, row },
                    Message::Scrolled(3),
                    Message::ClickedOther,
                ] {
                    let effects = update(&mut model, message);
                    let records = effects.iter().any(Effect::records);
                    assert!(!records, "{name} {column},{row}: {effects:?}");
                }
            }
        }
    }
}

#[test]
fn every_way_out_of_every_dialog_changes_nothing_and_keeps_what_was_typed() {
    const TYPED: &str = "half a thought";
    let mut opened = 0;
    for opens in DIALOGS {
        let Some(mut start) = dialog(80, 24, *opens) else {
            panic!("{opens:?} opens nothing");
        };
        opened += 1;
        let form = &mut start.dialog.as_mut().unwrap().form;
        let stops = form.stops().len();
        let has_text = (0..stops).any(|place| {
            form.focus = place;
            form.focused() == "text"
        });
        if has_text {
            press(&mut start, TYPED);
        }
        let close: [&[Key]; 2] = [&[Key::plain(KeyCode::Esc)], &[Key::ctrl('c')]];
        for way in close {
            let mut model = start.clone();
            let keys = way.iter().map(|key| Message::Key(*key));
            let effects: Vec<Effect> = keys.flat_map(|key| update(&mut model, key)).collect();
            left(&model, &effects, (opens.1, has_text, TYPED));
        }
        let mut model = start.clone();
        let dialog = model.dialog.as_mut().unwrap();
        dialog.form = dialog.form.clone().focused_on(crate::tui::form::CANCEL);
        let effects = press(&mut model, "\n");
        left(&model, &effects, (opens.1, has_text, TYPED));
    }
    assert_eq!(opened, DIALOGS.len());
}

/// The dialogs whose text is one name, which is typed again as fast as it is found.
const NAMES: [&str; 4] = ["th", "aw", "at", "4gw"];

fn left(model: &Model, effects: &[Effect], (name, has_text, typed): (&str, bool, &str)) {
    assert!(model.dialog.is_none(), "{name}");
    assert!(!effects.iter().any(Effect::records), "{name}: {effects:?}");
    let is_kept = effects
        .iter()
        .any(|effect| matches!(effect, Effect::SaveDraft { text, .. } if text.contains(typed)));
    let names_only = NAMES.contains(&name);
    assert!(is_kept || !has_text || names_only, "{name}: {effects:?}");
}

#[test]
fn a_paste_on_any_page_records_nothing_and_opens_a_question_or_a_preview() {
    for (name, page) in pages(80, 24) {
        if name == "palette" {
            continue;
        }
        for text in ["x\nsd\nuu\n!q\n", "# Rollout of `a_b`\n\n- [ ] x\n"] {
            let mut model = page.clone();
            let effects = update(&mut model, Message::Pasted(text.to_owned()));
            let reads =
                |effect: &Effect| matches!(effect, Effect::ReadPackages(_) | Effect::FindDraft(_));
            assert!(effects.iter().all(reads), "{name}: {effects:?}");
            let has_preview = matches!(
                model.pages.last(),
                Some(crate::tui::page::Page::ImportPreview(_))
            );
            assert!(model.dialog.is_some() || has_preview, "{name}");
        }
    }
}

#[test]
fn a_paste_of_a_megabyte_into_a_dialog_stays_text() {
    let text = "sd\u{301}世界 uu ".repeat(100_000);
    let Some(mut model) = dialog(80, 24, ("r2", "an")) else {
        panic!("no dialog");
    };
    let effects = update(&mut model, Message::Pasted(text.clone()));
    assert_eq!(effects, vec![]);
    let kept = model.dialog.as_ref().unwrap().form.text("text");
    assert_eq!(kept.len(), text.trim_end().len());
    for row in screen(&model).rows {
        assert_eq!(row.width(), 80);
    }
}

#[test]
fn every_state_has_a_mark_and_a_word_of_its_own_without_colour_and_in_ascii() {
    let all = StepState::ALL;
    let words: std::collections::BTreeSet<&str> = all.iter().map(|state| state.label()).collect();
    assert_eq!(words.len(), all.len());
    let of = |symbols: Symbols| {
        let marks = all.iter().map(|state| {
            let mark = crate::tui::symbols::slot(*state);
            symbols.applied(Line::of(&mark)).text()
        });
        marks.collect::<std::collections::BTreeSet<String>>().len()
    };
    // The two states of a time share their mark and differ in the word.
    assert_eq!(of(Symbols::Unicode), all.len() - 1);
    assert_eq!(of(Symbols::Ascii), all.len() - 1);
}
