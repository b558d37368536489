//! Dialogs: what they ask before they record, and that no way out of them records anything.

use super::{Effect, ImportWish, Key, KeyCode, Message, fixture, opened, press, update};
use crate::domain::plan::StepState;
use crate::domain::rollout::{Command, GateKind};
use crate::tui::message::Failure;

fn command(effects: &[Effect]) -> Option<Command> {
    match effects {
        [Effect::Dispatch { command, .. }] => Some(command.clone()),
        _ => None,
    }
}

#[test]
fn a_reason_is_asked_and_sent() {
    let mut model = opened(80, 24);
    press(&mut model, "sn");
    assert_eq!(press(&mut model, "\t\t\n"), vec![], "the button is off");
    press(&mut model, "\tno screen\t\t");
    let effects = press(&mut model, "\n");
    assert_eq!(
        command(&effects),
        Some(Command::MarkStep {
            step: "3.2.3".into(),
            state: StepState::NotApplicable,
            reason: Some("no screen".to_owned())
        })
    );
}

#[test]
fn every_way_out_changes_nothing_and_keeps_the_text() {
    let ways: [&[Key]; 3] = [
        &[Key::plain(KeyCode::Esc)],
        &[Key::ctrl('c')],
        &[Key::plain(KeyCode::Tab), Key::plain(KeyCode::Enter)],
    ];
    for way in ways {
        let mut model = opened(80, 24);
        press(&mut model, "anhalf a thought");
        let keys = way.iter().map(|key| Message::Key(*key));
        let effects: Vec<Effect> = keys.flat_map(|key| update(&mut model, key)).collect();
        assert!(model.dialog.is_none());
        let [Effect::SaveDraft { key, text }] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        assert_eq!(text, "half a thought");
        let looked = press(&mut model, "an");
        assert_eq!(looked, vec![Effect::FindDraft(key.clone())]);
        let found = Message::DraftFound {
            key: key.clone(),
            text: text.clone(),
        };
        update(&mut model, found);
        assert_eq!(model.dialog.as_ref().unwrap().form.text("text"), *text);
    }
}

#[test]
fn an_override_asks_for_gate_reason_and_word() {
    let mut model = opened(80, 24);
    fixture::at_stage(&mut model, "r2");
    press(&mut model, "so");
    let dialog = model.dialog.as_mut().unwrap();
    dialog.form.focus = 0;
    press(&mut model, "j \tdocs follow tomorrow\tseed");
    assert_eq!(press(&mut model, "\t\t\n").len(), 1);
    let sent = model.sent.as_ref().unwrap();
    assert_eq!(sent.form.text("word"), "seed");
}

#[test]
fn an_override_with_the_wrong_word_stays_off() {
    let mut model = opened(80, 24);
    fixture::at_stage(&mut model, "r2");
    press(&mut model, "so");
    model.dialog.as_mut().unwrap().form.focus = 0;
    assert_eq!(press(&mut model, " \twhy not\tseeds\t\t\n"), vec![]);
    assert!(model.dialog.is_some());
}

#[test]
fn a_gate_that_is_closed_keeps_the_button_off() {
    let mut model = opened(80, 24);
    fixture::at_stage(&mut model, "r2");
    press(&mut model, "sa");
    assert_eq!(press(&mut model, "\t\n"), vec![]);
    assert!(model.dialog.is_some());
    let gates = model.view().unwrap().gates.iter().filter(|gate| !gate.open);
    let kinds: Vec<GateKind> = gates.map(|gate| gate.id).collect();
    assert!(kinds.contains(&GateKind::Qa), "{kinds:?}");
}

#[test]
fn a_refused_dialog_comes_back_with_its_text_and_every_reason() {
    let mut model = opened(80, 24);
    press(&mut model, "anwhat I saw\t\t\n");
    assert!(model.dialog.is_none());
    let failure = Failure {
        message: "somebody else was faster".to_owned(),
        reasons: vec!["one".to_owned(), "two".to_owned()],
        hint: None,
        refused: true,
        unsaved: false,
    };
    update(&mut model, Message::Failed(failure));
    let dialog = model.dialog.as_ref().unwrap();
    assert_eq!(dialog.form.text("text"), "what I saw");
    let text = crate::tui::screen(&model).text();
    for reason in ["somebody else was faster", "! one", "! two"] {
        assert!(text.contains(reason), "{text}");
    }
}

#[test]
fn an_accepted_dialog_forgets_its_draft() {
    let mut model = opened(80, 24);
    press(&mut model, "anwhat I saw\t\t\n");
    let message = Message::Recorded {
        rollout: "r1".into(),
        texts: vec!["note on 3.4: what I saw".to_owned()],
    };
    let effects = update(&mut model, message);
    let forgets =
        |effect: &Effect| matches!(effect, Effect::SaveDraft { text, .. } if text.is_empty());
    assert!(effects.iter().any(forgets), "{effects:?}");
    assert!(model.notice.unwrap().text.contains("uu undoes"));
}

#[test]
fn filling_the_blanks_shows_the_exact_line_and_records_the_run() {
    let mut model = opened(120, 36);
    press(&mut model, "/3.3\n\n");
    let line = |model: &super::Model| crate::tui::screen(model).text();
    assert!(line(&model).contains("<percentage>"));
    press(&mut model, "garden\t25");
    let text = line(&model);
    assert!(text.contains("feature set garden 25 --random"), "{text}");
    let effects = update(&mut model, Message::Key(Key::ctrl('y')));
    let [Effect::Copy { text, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(text.contains("set garden 25 --random"), "{text}");
    let effects = press(&mut model, "\t\t\t\n");
    let [Effect::RunStep { step, blanks, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(step.as_str(), "3.3");
    assert_eq!(blanks.get("<percentage>"), Some(&"25".to_owned()));
}

#[test]
fn done_with_an_open_blank_asks_with_what_it_was_run() {
    let mut model = opened(120, 36);
    press(&mut model, "/3.3\n");
    let effects = press(&mut model, "sd");
    assert!(
        matches!(effects.as_slice(), [Effect::FindDraft(_)]),
        "{effects:?}"
    );
    assert!(model.dialog.is_some());
    let text = crate::tui::screen(&model).text();
    assert!(text.contains("Record as run"), "{text}");
    assert!(text.contains("is not filled"), "{text}");
}

#[test]
fn a_tick_brings_nothing_back_that_an_answer_has_left_out() {
    let mut model = opened(120, 36);
    press(&mut model, "/3.3\n");
    assert_eq!(press(&mut model, "x"), vec![]);
    let text = crate::tui::screen(&model).text();
    assert!(text.contains("3.3 is left out because"), "{text}");
    assert!(model.dialog.is_none());
}

#[test]
fn an_answer_is_recorded_only_when_it_changes() {
    let mut model = opened(80, 24);
    press(&mut model, "d");
    assert_eq!(press(&mut model, "\t\t\n"), vec![]);
    press(&mut model, "dj \t\t");
    let effects = press(&mut model, "\n");
    assert_eq!(
        command(&effects),
        Some(Command::Decide {
            decision: "actor".into(),
            option: "no".to_owned()
        })
    );
}

#[test]
fn keys_typed_ahead_of_a_dialog_are_dropped_when_the_clock_is_fine() {
    let mut model = opened(80, 24);
    model.fine_clock = true;
    press(&mut model, "anabc");
    assert!(model.dialog.as_ref().unwrap().form.text("text").is_empty());
    let later = fixture::now() + chrono::TimeDelta::milliseconds(300);
    update(&mut model, Message::Ticked(later));
    press(&mut model, "abc");
    assert_eq!(model.dialog.as_ref().unwrap().form.text("text"), "abc");
}

#[test]
fn typed_text_is_kept_at_the_next_tick() {
    let mut model = opened(80, 24);
    press(&mut model, "anabc");
    let tick = || Message::Ticked(fixture::now());
    let effects = update(&mut model, tick());
    assert!(matches!(effects.as_slice(), [Effect::SaveDraft { text, .. }] if text == "abc"));
    assert_eq!(update(&mut model, tick()), vec![]);
}

#[test]
fn several_reasons_are_all_shown() {
    let mut model = opened(60, 20);
    let failure = Failure {
        message: "2 gates are closed".to_owned(),
        reasons: vec!["QA has not passed".to_owned(), "B1 is open".to_owned()],
        hint: Some("sa shows the gates".to_owned()),
        refused: true,
        unsaved: false,
    };
    update(&mut model, Message::Failed(failure));
    let text = crate::tui::screen(&model).text();
    for words in [
        "2 gates are closed",
        "- QA has not passed",
        "- B1 is open",
        "sa shows",
    ] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_pasted_document_wins_over_the_name_of_a_file() {
    let mut model = super::model(80, 24);
    press(&mut model, "i");
    update(&mut model, Message::Pasted("# A\n- [ ] b\n".to_owned()));
    assert_eq!(
        press(&mut model, "w"),
        vec![Effect::Import(Box::new(ImportWish {
            text: "# A\n- [ ] b\n".to_owned(),
            source: "paste".to_owned(),
            ..ImportWish::default()
        }))]
    );
    press(&mut model, "\u{1b}i");
    update(&mut model, Message::Pasted("issue.md".to_owned()));
    assert_eq!(
        press(&mut model, "\t\t\n"),
        vec![Effect::ReadFile("issue.md".to_owned())]
    );
}

#[test]
fn the_demo_ends_before_the_program_does() {
    let mut model = super::model(80, 24);
    update(&mut model, Message::DemoEntered(true));
    let bar = super::bar(&model);
    assert!(bar.contains("DEMO"), "{bar}");
    assert_eq!(press(&mut model, "q"), vec![]);
    assert_eq!(press(&mut model, "\t\n"), vec![Effect::LeaveDemo]);
}

#[test]
fn enter_on_a_wait_asks_before_its_time_begins() {
    let mut model = opened(80, 24);
    fixture::at_stage(&mut model, "r3");
    press(&mut model, "/watch\n");
    press(&mut model, "\n");
    let title = model.dialog.as_ref().unwrap().title.clone();
    assert_eq!(title, "Mark done 3.2.2");
    let effects = press(&mut model, "\t\n");
    assert_eq!(
        command(&effects),
        Some(Command::MarkStep {
            step: "3.2.2".into(),
            state: StepState::Done,
            reason: None
        })
    );
}

#[test]
fn the_first_of_many_reasons_is_seen_first_and_the_last_after_paging() {
    let mut model = opened(60, 20);
    let reasons: Vec<String> = (1..=30).map(|number| format!("reason {number}.")).collect();
    let failure = Failure {
        message: "30 gates are closed".to_owned(),
        reasons,
        hint: None,
        refused: true,
        unsaved: false,
    };
    update(&mut model, Message::Failed(failure));
    let sees = |model: &super::Model, words: &str| crate::tui::screen(model).text().contains(words);
    assert!(sees(&model, "- reason 1."));
    for _ in 0..8 {
        update(&mut model, Message::Key(Key::plain(KeyCode::PageDown)));
    }
    assert!(sees(&model, "- reason 30.") && sees(&model, "[ Close ]"));
}

#[test]
fn a_selection_moves_by_keys_alone() {
    let mut model = opened(80, 24);
    let before = model.step().unwrap().id.clone();
    let mut snapshot = fixture::snapshot();
    snapshot.open.as_mut().unwrap().view.next.step = Some("3.4".to_owned());
    update(
        &mut model,
        Message::Refreshed(Box::new(fixture::snapshot())),
    );
    update(&mut model, Message::Refreshed(Box::new(snapshot)));
    assert_eq!(model.step().unwrap().id, before);
}
