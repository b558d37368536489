//! What the small signs of a page say: that a filter is on, where the cursor opens, which keys do something, what a state asks.

use super::{Effect, Message, Model, fixture, model, opened, press, update};
use crate::projection::{OpenRollout, Snapshot};
use crate::tui::{Key, KeyCode, screen};

const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (60, 20), (40, 12)];

fn text(model: &Model) -> String {
    screen(model).text()
}

fn hints(model: &Model) -> String {
    let text = text(model);
    text.lines().last().unwrap_or_default().to_owned()
}

/// Returns the model with the first rollout open and nothing in its way.
fn nothing_in_the_way(width: u16, height: u16) -> Model {
    let mut model = opened(width, height);
    press(&mut model, "3");
    assert!(model.selected_in_the_way().is_none());
    model
}

#[test]
fn a_filter_on_the_fleet_is_said_at_every_size_with_the_key_that_ends_it() {
    for (width, height) in SIZES {
        for wanted in [
            "zzz",
            "garden",
            "a word that is longer than any row of this screen is",
        ] {
            for look in ["", "vp"] {
                let mut model = model(width, height);
                press(&mut model, look);
                press(&mut model, &format!("/{wanted}\n"));
                assert_eq!(model.fleet.filter, wanted);
                let seen = text(&model);
                assert!(seen.contains("only: "), "{width}x{height}: {seen}");
                assert!(seen.contains("Esc "), "{width}x{height}: {seen}");
                press(&mut model, "\u{1b}");
                assert!(!text(&model).contains("only: "), "{width}x{height}");
            }
        }
    }
}

#[test]
fn while_one_waits_the_cursor_opens_on_the_step_whose_time_runs() {
    let history = fixture::ramping().history();
    let mut open = OpenRollout::of(&history, fixture::now()).unwrap();
    open.view.next.kind = "wait";
    open.view.next.step = None;
    let running = open.view.timers.first().unwrap().step.clone();
    let mut model = Model::new(80, 24, fixture::now());
    model.begin_at(Some("r1".into()));
    let snapshot = Snapshot {
        open: Some(Box::new(open)),
        ..fixture::snapshot()
    };
    update(&mut model, Message::Refreshed(Box::new(snapshot)));
    assert_eq!(model.step().unwrap().id, running);
}

#[test]
fn where_nothing_stands_in_the_way_the_hints_offer_what_can_be_added_and_no_dead_key() {
    for (width, height) in SIZES {
        let seen = hints(&nothing_in_the_way(width, height));
        for dead in ["done", "close", "s state", "Enter"] {
            assert!(!seen.contains(dead), "{width}: {seen}");
        }
        assert!(width < 60 || seen.contains("ab blocker"), "{width}: {seen}");
        assert!(
            width < 80 || seen.contains("ai incident"),
            "{width}: {seen}"
        );
        assert!(width < 80 || seen.contains("Space menu"), "{width}: {seen}");
    }
}

#[test]
fn the_menu_of_states_names_the_step_and_says_what_each_state_asks() {
    let mut model = opened(120, 36);
    press(&mut model, "s");
    let seen = text(&model);
    let step = model.step().unwrap();
    let title = format!("set the state of {} {}", step.number, step.text);
    assert!(seen.contains(&title), "{seen}");
    for words in [
        "asks why",
        "recorded at once",
        "says which gates are closed",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
}

#[test]
fn a_detail_that_is_shown_alone_can_be_read_to_its_end() {
    for (width, height) in [(80, 24), (60, 20), (40, 12)] {
        let mut model = opened(width, height);
        press(&mut model, "z");
        assert!(text(&model).contains("more below"), "{}", text(&model));
        let step = model.step().unwrap().id.clone();
        for _ in 0..12 {
            update(&mut model, Message::Key(Key::plain(KeyCode::PageDown)));
        }
        let seen = text(&model);
        assert!(
            seen.contains("more above") && !seen.contains("more below"),
            "{seen}"
        );
        assert_eq!(model.step().unwrap().id, step, "the step stays selected");
        for _ in 0..12 {
            update(&mut model, Message::Key(Key::plain(KeyCode::PageUp)));
        }
        assert!(!text(&model).contains("more above"), "{width}x{height}");
    }
}

#[test]
fn a_text_that_was_typed_before_can_be_begun_anew_in_every_dialog_that_keeps_it() {
    for keys in ["an", "sn", "ab", " h"] {
        let mut model = opened(80, 24);
        press(&mut model, keys);
        press(&mut model, "half a sentence");
        let effects = press(&mut model, "\u{1b}");
        let kept = effects.into_iter().find_map(|effect| {
            if let Effect::SaveDraft { key, text } = effect {
                Some((key, text))
            } else {
                None
            }
        });
        let (key, kept) = kept.expect("it is kept");
        press(&mut model, keys);
        update(&mut model, Message::DraftFound { key, text: kept });
        let seen = text(&model);
        assert!(seen.contains("half a sentence"), "{keys}: {seen}");
        let offer = model.dialog.as_ref().unwrap().form.button_label("empty");
        assert_eq!(offer, Some("Start empty"), "{keys}: {seen}");
        model.now += chrono::TimeDelta::seconds(2);
        for _ in 0..20 {
            let dialog = model.dialog.as_ref().unwrap();
            if dialog.form.focused() == "empty" {
                break;
            }
            press(&mut model, "\t");
        }
        press(&mut model, "\n");
        let seen = text(&model);
        assert!(!seen.contains("half a sentence"), "{keys}: {seen}");
        assert!(model.dialog.is_some(), "{keys}");
    }
}

#[test]
fn a_pasted_text_is_looked_for_as_a_typed_one_is() {
    let mut model = model(120, 36);
    press(&mut model, "/");
    update(&mut model, Message::Pasted("seed".to_owned()));
    press(&mut model, "\n");
    let text = screen(&model).text();
    assert!(text.contains("only: seed"), "{text}");
}

#[test]
fn enter_on_a_time_that_runs_opens_what_can_be_done_to_it() {
    let mut model = opened(120, 36);
    press(&mut model, "/3.2.2\n\n");
    assert!(model.prefix.is_some());
    assert!(screen(&model).text().contains("3.2.2 has"));
}

#[test]
fn what_is_typed_about_who_looked_is_kept_when_a_result_is_not_recorded() {
    let mut model = opened(120, 36);
    press(&mut model, "r");
    let form = &mut model.dialog.as_mut().unwrap().form;
    form.field_mut("tester").unwrap().set("lee");
    let kept = press(&mut model, "\u{1b}");
    let is_kept =
        |effect: &Effect| matches!(effect, Effect::SaveDraft { text, .. } if text.contains("lee"));
    assert!(kept.iter().any(is_kept), "{kept:?}");
}

#[test]
fn what_a_copied_line_sets_and_where_is_said_at_every_size() {
    for (width, height) in SIZES {
        let mut model = opened(width, height);
        press(&mut model, "g1/1.1\n");
        let effects = press(&mut model, "yy");
        let label = effects.iter().find_map(|effect| {
            if let Effect::Copy { label, .. } = effect {
                Some(label.clone())
            } else {
                None
            }
        });
        let label = label.unwrap_or_default();
        assert!(
            label.ends_with(')') && !label.contains("/chatops"),
            "{label}"
        );
    }
}
