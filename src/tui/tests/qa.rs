//! The dialog for a test result: nothing is preselected, nothing is recorded without a verdict and, but for a pass, words.

use super::golden::picture;
use super::{Effect, Key, KeyCode, Message, Model, fixture, model, opened, press, update};
use crate::domain::rollout::{Command, QaEntry, QaScope, Verdict};
use crate::tui::dialog::Purpose;
use crate::tui::message::Failure;
use crate::tui::screen;

/// Opens the dialog on the test of the third stage.
fn asked(width: u16, height: u16) -> Model {
    let mut model = opened(width, height);
    press(&mut model, "/error rate\nr");
    model
}

fn recorded(effects: &[Effect]) -> (QaEntry, Option<String>) {
    let [
        Effect::Dispatch {
            command:
                Command::RecordQa {
                    result,
                    raise_blocker,
                },
            seen: Some(_),
            ..
        },
    ] = effects
    else {
        panic!("{effects:?}");
    };
    (result.clone(), raise_blocker.clone())
}

fn label(model: &Model) -> String {
    let text = screen(model).text();
    let rows: Vec<&str> = text
        .lines()
        .filter(|row| row.contains("[ Cancel ]"))
        .collect();
    rows.join("\n")
}

#[test]
fn nothing_is_preselected_and_a_reflex_records_nothing() {
    let mut model = asked(80, 24);
    assert!(label(&model).contains("[ Record the result ] off"));
    for _ in 0..12 {
        assert_eq!(press(&mut model, "\t"), vec![]);
        if model
            .dialog
            .as_ref()
            .is_some_and(|dialog| dialog.form.chosen("verdict").is_some())
        {
            panic!("a verdict was chosen");
        }
    }
}

#[test]
fn a_pass_needs_no_words_and_the_button_says_it() {
    let mut model = asked(80, 24);
    press(&mut model, " ");
    assert!(
        label(&model).contains("[ Record PASS of 3.4 ]"),
        "{}",
        label(&model)
    );
    let effects = press(&mut model, "\t\t\t\t\t\t\t\n");
    let (result, blocker) = recorded(&effects);
    assert_eq!(result.verdict, Verdict::Pass);
    assert_eq!(result.scope, QaScope::Step("3.4".into()));
    assert_eq!(result.environment.as_deref(), Some("production"));
    assert_eq!(blocker, None);
}

#[test]
fn a_fail_needs_words_and_opens_a_blocker_unless_unticked() {
    let mut model = asked(80, 24);
    press(&mut model, "l ");
    assert!(label(&model).contains("[ Record FAIL of 3.4 ] off"));
    press(
        &mut model,
        "\t\t14.9.2\tuser\t422 from the collector\nonly on update\thttps://sentry.example/1\n",
    );
    assert!(label(&model).contains("[ Record FAIL of 3.4 ]"));
    let kept = model.clone();
    // From the field for links: the two boxes, cancel, the button.
    let (result, blocker) = recorded(&press(&mut model, "\t\t\t\t\n"));
    assert_eq!(result.build.as_deref(), Some("14.9.2"));
    assert_eq!(result.tester.as_deref(), Some("user"));
    assert_eq!(
        result.note.as_deref(),
        Some("422 from the collector\nonly on update")
    );
    assert_eq!(result.evidence, ["https://sentry.example/1"]);
    assert_eq!(blocker.as_deref(), Some("422 from the collector"));
    let mut model = kept;
    let (_, blocker) = recorded(&press(&mut model, "\t \t \t\t\n"));
    assert_eq!(blocker, None);
    // The second box opens the way back once the record is kept.
    let texts = vec!["QA FAIL".to_owned()];
    let rollout = "r1".into();
    update(&mut model, Message::Recorded { rollout, texts });
    let purpose = model.dialog.as_ref().map(|dialog| &dialog.purpose);
    assert!(matches!(purpose, Some(Purpose::Rollback(_))), "{purpose:?}");
}

#[test]
fn an_inconclusive_result_may_be_good_enough_with_a_reason() {
    let mut model = asked(80, 24);
    press(&mut model, "ll ");
    assert!(screen(&model).text().contains("Good enough, because"));
    press(&mut model, "\t\t\t\t\t\tonly one event an hour");
    let (result, _) = recorded(&press(&mut model, "\t\t\n"));
    assert_eq!(result.accepted.as_deref(), Some("only one event an hour"));
    // Another result takes the reason away, and it is there again when one comes back.
    let mut model = asked(80, 24);
    press(&mut model, "ll \t\t\t\t\t\twhy not");
    model.dialog.as_mut().unwrap().form.focus = 0;
    press(&mut model, "h ");
    assert!(!screen(&model).text().contains("why not"));
    press(&mut model, "l ");
    assert!(screen(&model).text().contains("why not"));
}

#[test]
fn a_link_is_added_by_enter_and_taken_up_again() {
    let mut model = asked(80, 24);
    press(&mut model, "\t\t\t\t\tone\ntwo\n");
    let text = screen(&model).text();
    assert!(
        text.contains("Evidence 1  one") && text.contains("Evidence 2  two"),
        "{text}"
    );
    update(&mut model, Message::Key(Key::plain(KeyCode::Backspace)));
    let dialog = model.dialog.as_ref().unwrap();
    assert_eq!(dialog.form.text("link"), "two");
    assert!(!screen(&model).text().contains("Evidence 2"));
}

#[test]
fn escape_keeps_every_field_but_no_verdict() {
    let mut model = asked(80, 24);
    press(&mut model, "l \t\t14.9.2\t\t422\tx\n");
    let effects = press(&mut model, "\u{1b}");
    let [Effect::SaveDraft { key, text }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(key, "qa/r1/3.4");
    assert_eq!(press(&mut model, "r"), vec![Effect::FindDraft(key.clone())]);
    let found = Message::DraftFound {
        key: key.clone(),
        text: text.clone(),
    };
    update(&mut model, found);
    let dialog = model.dialog.as_ref().unwrap();
    assert_eq!(dialog.form.text("text"), "422");
    assert_eq!(dialog.form.text("build"), "14.9.2");
    assert_eq!(dialog.form.chosen("verdict"), None);
    let text = screen(&model).text();
    assert!(
        text.contains("Evidence 1  x") && text.contains("Start empty"),
        "{text}"
    );
    // Cancel is the seventh stop, and the way to start empty stands beside it.
    let effects = press(&mut model, "\t\t\t\t\t\t\t\n");
    assert_eq!(effects.len(), 1, "{effects:?}");
    assert_eq!(model.dialog.unwrap().form.text("text"), "");
}

#[test]
fn a_change_by_somebody_else_is_told_and_nothing_is_lost() {
    let mut model = asked(80, 24);
    press(&mut model, " ");
    press(&mut model, "\t\t\t\tfine\t\t\t\n");
    let before = model.sent.as_ref().unwrap().about.clone().unwrap().1;
    let mut snapshot = fixture::snapshot();
    snapshot.open.as_mut().unwrap().view.seq += 1;
    update(&mut model, Message::Refreshed(Box::new(snapshot)));
    let failure = Failure {
        message: "sarah recorded QA FAIL meanwhile".to_owned(),
        reasons: vec![],
        hint: None,
        refused: true,
        unsaved: false,
    };
    update(&mut model, Message::Failed(failure));
    let text = screen(&model).text();
    assert!(text.contains("sarah recorded QA FAIL meanwhile"), "{text}");
    let dialog = model.dialog.as_ref().unwrap();
    assert_eq!(dialog.form.text("text"), "fine");
    // Who presses again has read it.
    let effects = press(&mut model, "\n");
    let [
        Effect::Dispatch {
            seen: Some(seen), ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert!(*seen > before);
}

#[test]
fn the_fleet_asks_for_the_next_test_of_the_selected_row() {
    let mut model = model(80, 24);
    model.fleet.selected = Some("r2".into());
    assert_eq!(
        press(&mut model, "r"),
        vec![Effect::Open(Some("r2".into()))]
    );
    fixture::at_stage(&mut model, "r2");
    let snapshot = model.snapshot.clone().unwrap();
    let effects = update(&mut model, Message::Refreshed(Box::new(snapshot)));
    assert_eq!(effects, vec![Effect::FindDraft("qa/r2/1.3".to_owned())]);
    assert!(model.pages.is_empty());
    let text = screen(&model).text();
    assert!(
        text.contains("seed_catalog") && text.contains("1.3"),
        "{text}"
    );
    let dialog = model.dialog.as_ref().unwrap();
    assert_eq!(dialog.form.text("environment"), "staging");
}

#[test]
fn a_step_that_is_no_test_may_stand_for_its_stage() {
    let mut model = opened(80, 24);
    press(&mut model, "r \tl ");
    assert!(
        label(&model).contains("Record PASS of stage 3"),
        "{}",
        label(&model)
    );
}

#[test]
fn the_dialog_of_a_test() {
    picture("qa", |width, height| {
        let mut model = asked(width, height);
        press(
            &mut model,
            "l \t\t\t\t14 events were rejected\nwith schema error 422\thttps://sentry.example/issues/88\n",
        );
        model.dialog.as_mut().unwrap().form.focus = 4;
        model
    });
}

#[test]
fn the_dialog_of_a_test_as_it_opens() {
    picture("qa_open", asked);
}
