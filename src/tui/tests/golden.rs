//! Pictures of the pages at four sizes, and what must hold in each of them.

use super::{bar, empty, model, opened, press};
use crate::tui::view::painted;
use crate::tui::{Model, Symbols, screen};

const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (60, 20), (40, 12)];

/// Takes a picture at every size, and checks what holds in each.
pub(super) fn picture(name: &str, make: impl Fn(u16, u16) -> Model) {
    for (width, height) in SIZES {
        let model = make(width, height);
        let text = painted(&model);
        holds(&model, &text);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), text);
    }
}

/// Checks what holds in every frame.
fn holds(model: &Model, text: &str) {
    let shown = screen(model);
    assert_eq!(shown.rows.len(), usize::from(model.height), "{text}");
    for row in &shown.rows {
        assert_eq!(
            row.width(),
            usize::from(model.width),
            "{:?}\n{text}",
            row.text()
        );
    }
    assert_eq!(text.lines().count().max(1), usize::from(model.height));
    let (column, row) = shown.cursor.expect("a cursor");
    assert!(column < model.width && row < model.height);
    let hints = text.lines().last().unwrap_or_default();
    assert!(
        model.palette.is_some() || hints.contains("? help") || hints.contains("F1 help"),
        "{hints}"
    );
}

#[test]
fn the_fleet() {
    picture("fleet", model);
}

#[test]
fn a_rollout() {
    picture("rollout", opened);
}

#[test]
fn the_log_of_a_rollout() {
    picture("timeline", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, "5");
        model
    });
}

#[test]
fn what_a_document_says_about_itself() {
    picture("info", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, "6");
        model
    });
}

#[test]
fn the_first_run() {
    picture("first_run", empty);
}

#[test]
fn help_for_the_checklist() {
    for (width, height) in SIZES {
        let mut model = opened(width, height);
        press(&mut model, "?");
        insta::assert_snapshot!(format!("help_{width}x{height}"), painted(&model));
    }
}

#[test]
fn every_key_there_is_and_what_is_looked_for_in_help() {
    for (width, height) in SIZES {
        for (name, keys) in [("help_all", "??"), ("help_search", "?/roll\n")] {
            let mut model = opened(width, height);
            press(&mut model, keys);
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), painted(&model));
        }
    }
}

#[test]
fn help_goes_from_the_page_to_all_keys_and_closes() {
    let mut model = opened(80, 24);
    press(&mut model, "?");
    assert!(model.help.is_some() && !model.reading.all);
    press(&mut model, "?");
    assert!(model.help.is_some() && model.reading.all);
    press(&mut model, "?");
    assert!(model.help.is_none());
    press(&mut model, "?/percentage\n");
    let text = screen(&model).text();
    assert!(text.contains("rollgate ramp set FLAG PERCENT"), "{text}");
    assert!(!text.contains("rollgate qa pass"), "{text}");
    press(&mut model, "\u{1b}");
    assert!(model.help.is_some() && model.reading.wanted.is_empty());
    press(&mut model, "\u{1b}");
    assert!(model.help.is_none());
}

#[test]
fn no_word_of_help_is_cut() {
    for (width, _) in SIZES {
        for keys in ["?", "??"] {
            let mut model = opened(width, 400);
            press(&mut model, keys);
            let text = screen(&model).text();
            for binding in model.keys.bindings(model.page_context()) {
                let last = binding.label.split(' ').next_back().unwrap_or_default();
                assert!(
                    binding.alias || text.contains(last),
                    "{width} {}",
                    binding.label
                );
            }
        }
    }
}

#[test]
fn the_menu_of_everything() {
    picture("space", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, " ");
        model
    });
}

#[test]
fn the_menu_of_states() {
    picture("state_menu", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, "s");
        model
    });
}

#[test]
fn the_dialog_to_advance() {
    picture("advance", |width, height| {
        let mut model = opened(width, height);
        super::fixture::at_stage(&mut model, "r2");
        press(&mut model, "sa");
        model
    });
}

#[test]
fn the_dialog_of_a_command() {
    picture("run", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, "/3.3\n\n");
        model
    });
}

#[test]
fn a_terminal_that_is_too_small() {
    let text = painted(&opened(38, 9));
    insta::assert_snapshot!("too_small_38x9", text);
    insta::assert_snapshot!("too_small_fleet_30x8", painted(&model(30, 8)));
}

#[test]
fn ascii_has_the_same_columns_and_no_other_sign() {
    for (width, height) in SIZES {
        for make in [model, opened] {
            let mut model = make(width, height);
            let unicode = screen(&model);
            model.symbols = Symbols::Ascii;
            let ascii = screen(&model);
            for (before, after) in unicode.rows.iter().zip(&ascii.rows) {
                assert!(after.text().is_ascii(), "{}", after.text());
                assert_eq!(before.width(), after.width());
            }
        }
    }
    let mut model = opened(80, 24);
    model.symbols = Symbols::Ascii;
    insta::assert_snapshot!("rollout_ascii_80x24", painted(&model));
}

#[test]
fn the_bar_of_truth_is_seen_under_every_menu_and_dialog() {
    for (width, height) in SIZES {
        for keys in [
            "", "2", "3", "4", "5", "6", " ", ":", "Y", "%", "t", "tx", "o", "s", "y", "u", "sa",
            "so", "sn", "an", "d", "z", "/x",
        ] {
            let mut model = opened(width, height);
            press(&mut model, keys);
            let bar = bar(&model);
            for words in ["PRODUCTION 10%", "bl", " 0 ", "06:00 left"] {
                assert!(bar.contains(words), "{keys}: {bar}");
            }
        }
    }
}

#[test]
fn the_cursor_stands_on_the_selection() {
    for (width, height) in SIZES {
        let mut model = opened(width, height);
        for _ in 0..9 {
            press(&mut model, "j");
            let shown = screen(&model);
            let (_, row) = shown.cursor.unwrap();
            let number = model.step().unwrap().number.clone();
            let step = model.step().unwrap().text.clone();
            let text = shown.rows[usize::from(row)].text();
            let words: String = step.chars().take(12).collect();
            assert!(
                text.contains(&number) || text.contains(&words),
                "{number}: {text}"
            );
        }
    }
}

#[test]
fn a_resize_keeps_the_selection() {
    let mut model = opened(120, 36);
    press(&mut model, "jj");
    let before = model.step().unwrap().id.clone();
    for (width, height) in SIZES {
        super::update(&mut model, super::Message::Resized { width, height });
        assert_eq!(model.step().unwrap().id, before);
    }
}

#[test]
fn a_refresh_in_another_order_keeps_the_selection() {
    let mut model = model(80, 24);
    press(&mut model, "jj");
    let before = model.selected_row().unwrap().id.clone();
    let mut snapshot = super::fixture::snapshot();
    snapshot.fleet.reverse();
    super::update(&mut model, super::Message::Refreshed(Box::new(snapshot)));
    assert_eq!(model.selected_row().unwrap().id, before);
}

#[test]
fn every_size_has_a_frame() {
    let mut models = vec![];
    for keys in [
        "", "2", "5", "6", "?", " ", ":", ":ramp", "Y", "%", "tx", "z", "q", "qi", "q:",
    ] {
        let mut model = opened(120, 36);
        press(&mut model, keys);
        models.push(model);
    }
    let mut dialog = opened(120, 36);
    super::fixture::at_stage(&mut dialog, "r2");
    press(&mut dialog, "so");
    models.push(dialog);
    for keys in ["3", "3z", "3ab", "4"] {
        models.push(super::beside_fixture::at(keys, (120, 36)));
    }
    for mut model in models {
        for width in (0..130).step_by(3) {
            for height in [0, 1, 2, 3, 5, 11, 12, 17, 18, 21, 22, 29, 30, 36] {
                super::update(&mut model, super::Message::Resized { width, height });
                for row in &screen(&model).rows {
                    assert_eq!(row.width(), usize::from(width), "{width}x{height}");
                }
            }
        }
    }
}
