//! The name of a flag is whole wherever something is decided, and two names never look the same.

use super::{Effect, Message, Model, bar, fixture, opened, press, update};
use crate::projection::Snapshot;
use crate::tui::screen;
use crate::tui::screen::Line;

const SIZES: [(u16, u16); 6] = [(120, 36), (80, 24), (60, 20), (40, 12), (39, 11), (30, 12)];
const NAME: &str = "garden_layout_remembers_its_owner_everywhere";
const OTHER: &str = "garden_layout_remembers_new_owner_everywhere";

/// Returns what is read when the rows are put together as a person reads them: without the breaks and signs between them.
fn read(model: &Model, rows: usize) -> String {
    let shown = screen(model);
    let rows = shown.rows.iter().take(rows).map(Line::text);
    rows.flat_map(|row| row.trim_matches(['▌', ' ']).chars().collect::<Vec<char>>())
        .collect()
}

/// Returns the fleet with a second rollout whose name differs in its middle only.
fn fleet(width: u16, height: u16) -> Model {
    let mut model = super::model(width, height);
    let mut snapshot = fixture::snapshot();
    let first = snapshot.fleet.iter().find(|row| row.name() == NAME);
    let mut row = first.unwrap().clone();
    row.id = "r9".into();
    row.flag = Some(OTHER.to_owned());
    snapshot.fleet.push(row);
    snapshot.open = None;
    update(&mut model, Message::Refreshed(Box::new(snapshot)));
    model
}

#[test]
fn the_bar_has_the_whole_name_at_every_size() {
    for (width, height) in SIZES {
        for (id, name) in [("r1", NAME), ("r9", OTHER)] {
            let mut model = fleet(width, height);
            model.fleet.selected = Some(id.into());
            let seen = read(&model, 7);
            assert!(seen.contains(name), "{width}x{height}: {seen}");
            assert!(width < 40 || bar(&model).contains("PRODUCTION 10%"));
        }
        let model = opened(width, height);
        assert!(read(&model, 7).contains(NAME), "{width}x{height}");
    }
}

#[test]
fn two_rollouts_whose_names_differ_in_the_middle_never_make_the_same_screen() {
    for (width, height) in SIZES {
        let seen = ["r1", "r9"].map(|id| {
            let mut model = fleet(width, height);
            model.fleet.selected = Some(id.into());
            model.say(format!(
                "copied  {}  command",
                model.selected_row().unwrap().name()
            ));
            let shown = screen(&model);
            let message = shown.rows.iter().rev().nth(1).map(Line::text);
            (read(&model, 4), message)
        });
        assert_ne!(seen[0].0, seen[1].0, "{width}x{height}");
        assert!(
            width < 40 || seen[0].1 != seen[1].1,
            "{width}x{height} {seen:?}"
        );
    }
}

#[test]
fn while_a_word_is_typed_the_name_and_what_happens_are_on_the_screen() {
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 12)] {
        let mut model = super::rollback::confirm_page(width, height);
        let is_typing = |model: &Model| model.dialog.as_ref().unwrap().form.is_typing();
        for _ in 0..4 {
            let keys = if is_typing(&model) { "" } else { "\t" };
            press(&mut model, keys);
        }
        assert!(is_typing(&model));
        press(&mut model, "gard");
        let seen = read(&model, usize::from(height));
        assert!(seen.contains(NAME), "{width}x{height}: {seen}");
        assert!(seen.contains("production 10% of actors -> off"), "{seen}");
        assert!(seen.contains("gard"), "{seen}");
        assert!(
            screen(&model).text().contains("Esc close"),
            "{width}x{height}"
        );
        assert!(!press(&mut model, "\u{1b}").iter().any(Effect::records));
    }
}

#[test]
fn while_the_word_of_an_override_is_typed_the_gate_that_is_passed_is_on_the_screen() {
    let mut model = opened(40, 12);
    fixture::at_stage(&mut model, "r2");
    press(&mut model, "so");
    let focused = |model: &Model| model.dialog.as_ref().unwrap().form.focused().to_owned();
    for wanted in ["gate", "word"] {
        for _ in 0..8 {
            let keys = if focused(&model) == wanted { "" } else { "\t" };
            press(&mut model, keys);
        }
        assert_eq!(focused(&model), wanted);
        press(&mut model, if wanted == "gate" { " " } else { "se" });
    }
    let seen = screen(&model).text();
    for words in ["seed_catalog", "QA has passed", "to confirm", "[se"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
}

#[test]
fn a_rest_of_time_is_said_of_now_everywhere() {
    for (width, height) in [(120, 36), (80, 24)] {
        let mut model = opened(width, height);
        let later = fixture::now() + chrono::TimeDelta::seconds(9);
        update(&mut model, Message::Ticked(later));
        for keys in ["", "z", "sa", "Y"] {
            press(&mut model, keys);
            let text = screen(&model).text();
            assert!(!text.contains("06:00"), "{keys}: {text}");
            assert!(text.contains("05:51"), "{keys}: {text}");
            press(&mut model, "\u{1b}");
        }
    }
}

#[test]
fn a_rest_of_time_is_the_same_in_bar_and_gates_at_any_part_of_a_second() {
    let mut model = opened(120, 36);
    for quarter in 1..30 {
        let now = fixture::now() + chrono::TimeDelta::milliseconds(quarter * 250);
        update(&mut model, Message::Ticked(now));
        let seen = screen(&model).text();
        let left = |row: &str| {
            let (before, _) = row.split_once(" left")?;
            before
                .get(before.len().checked_sub(5)?..)
                .map(str::to_owned)
        };
        let said: std::collections::BTreeSet<String> = seen.lines().filter_map(left).collect();
        assert_eq!(said.len(), 1, "{quarter}: {seen}");
    }
}

#[test]
fn nothing_is_said_anew_where_no_time_runs() {
    let mut model = opened(80, 24);
    let over = fixture::now() + chrono::TimeDelta::days(9);
    update(&mut model, Message::Ticked(over));
    let before: Option<Snapshot> = model.snapshot.clone();
    update(
        &mut model,
        Message::Ticked(over + chrono::TimeDelta::seconds(5)),
    );
    assert_eq!(model.snapshot, before);
    let effects: Vec<Effect> = press(&mut model, ".");
    assert!(!effects.iter().any(Effect::records));
}
