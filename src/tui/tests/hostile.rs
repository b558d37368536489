//! Data that wants to be more than text: nothing of it reaches a cell unseen, and no column moves.

use proptest::prelude::*;

use super::{Message, Model, fixture, press, update};
use crate::projection::{BlockerStepView, BlockerView, OpenRollout, Snapshot};
use crate::tui::screen;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;
use crate::tui::view::painted;

const HOSTILE: &str =
    "a\u{1b}]0;title\u{7}b\u{9b}2Jc\u{202e}d\u{200b}e\u{e0041}f\u{2028}g\u{feff}\t世界\r\nend";

/// Returns a model whose every text from outside is hostile.
fn hostile(width: u16, height: u16) -> Model {
    let pile = format!("{HOSTILE}{}", "\u{301}".repeat(5_000));
    saying(width, height, &pile)
}

/// Returns a model whose every text from outside is `pile`.
pub(super) fn saying(width: u16, height: u16, pile: &str) -> Model {
    let pile = pile.to_owned();
    let mut snapshot = fixture::snapshot();
    for row in &mut snapshot.fleet {
        row.flag = None;
        row.title.clone_from(&pile);
        row.next.clone_from(&pile);
        row.blockers = vec![pile.clone()];
        row.hold = Some(pile.clone());
    }
    let Snapshot { open, .. } = &mut snapshot;
    let OpenRollout { view, timeline, .. } = open.as_deref_mut().unwrap();
    view.flag = None;
    view.title.clone_from(&pile);
    for stage in &mut view.stages {
        stage.title.clone_from(&pile);
        for step in &mut stage.steps {
            step.text.clone_from(&pile);
            for line in &mut step.instructions {
                line.normalised.clone_from(&pile);
            }
        }
    }
    let blocker = BlockerView {
        id: "B1".to_owned(),
        title: pile.clone(),
        link: Some(pile.clone()),
        kind: None,
        severity: None,
        owner: Some(pile.clone()),
        due: None,
        hard: true,
        description: Some(pile.clone()),
        why: Some(pile.clone()),
        plan: vec![BlockerStepView {
            order: 1,
            text: pile.clone(),
            done: true,
            at: None,
            by: Some(pile.clone()),
        }],
        shared: None,
        expected: vec![pile.clone()],
        notes: vec![],
        incident: None,
        open: true,
        closed: None,
        at: None,
        by: Some(pile.clone()),
    };
    view.blockers = vec![blocker];
    for entry in timeline {
        entry.text.clone_from(&pile);
        entry.actor.clone_from(&pile);
    }
    let mut model = Model::new(width, height, fixture::now());
    update(&mut model, Message::Refreshed(Box::new(snapshot)));
    model.fleet.selected = Some("r1".into());
    model
}

#[test]
fn no_page_shows_what_a_terminal_would_obey() {
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 12), (30, 8)] {
        for keys in [
            "", "\n", "\n3", "\n3z", "\n5", "\n6", "\n?", "\nz", "\nhsa", "\nan", "\nso",
        ] {
            let mut model = hostile(width, height);
            press(&mut model, keys);
            let notice = Message::Copied {
                words: HOSTILE.to_owned(),
            };
            update(&mut model, notice);
            let text = painted(&model);
            for character in text.chars().filter(|character| *character != '\n') {
                let hidden = matches!(
                    character,
                    '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
                );
                assert!(!character.is_control() && !hidden, "{character:?} {keys:?}");
            }
            for row in screen(&model).rows {
                assert_eq!(row.width(), usize::from(width), "{keys:?} {}", row.text());
            }
            assert!(!screen(&model).title.as_str().contains('\u{1b}'));
        }
    }
}

#[test]
fn a_pasted_document_is_shown_and_not_obeyed() {
    let mut model = hostile(80, 24);
    update(&mut model, Message::Pasted(HOSTILE.to_owned()));
    let text = painted(&model);
    assert!(text.contains("␛]0;title␇"), "{text}");
}

proptest! {
    #[test]
    fn any_text_takes_exactly_the_columns_it_is_given(text in "\\PC{0,60}", columns in 0_usize..50) {
        let line = Line::of("▌").and(Role::Done, &text).and(Role::Body, "end");
        prop_assert_eq!(line.clone().fit(columns).width(), columns);
        prop_assert_eq!(Shown::of(&text).pad(columns).width(), columns);
        prop_assert!(Shown::of(&text).cut_middle(columns).width() <= columns);
        for part in Shown::of(&text).wrap(columns) {
            prop_assert!(part.width() <= columns.max(2));
        }
        let over = Line::of("box");
        let whole = line.fit(60);
        prop_assert_eq!(whole.under(over, columns).width(), 60);
    }

    #[test]
    fn no_text_gets_a_control_character_through(text in any::<String>()) {
        let shown = Shown::of(&text);
        prop_assert!(!shown.as_str().chars().any(char::is_control));
        prop_assert_eq!(Shown::of(shown.as_str()), shown);
    }
}
