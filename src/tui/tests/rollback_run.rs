//! The checklist of a way back: every key of it, from the first step to the next attempt.

use super::rollback::{
    checklist, command, confirm_page, going_back, mark, plan_page, read, settled, wizard,
};
use super::{Effect, Message, press, update};
use crate::domain::plan::StepState;
use crate::domain::rollout::Command;
use crate::tui::screen;

#[test]
fn enter_copies_a_step_and_then_ticks_it() {
    let mut model = checklist(80, 24, &going_back());
    let effects = press(&mut model, "\n");
    assert!(
        matches!(effects.as_slice(), [Effect::Copy { .. }]),
        "{effects:?}"
    );
    let effects = press(&mut model, "\n");
    let done = Command::MarkRollbackStep {
        order: 1,
        state: StepState::Done,
        note: None,
    };
    assert_eq!(command(&effects), Some(done));
}

#[test]
fn a_step_that_failed_or_is_skipped_says_why() {
    for (key, state, tabs) in [
        ("f", StepState::Failed, "\t\t\t"),
        ("s", StepState::Skipped, "\t\t"),
    ] {
        let mut model = checklist(80, 24, &going_back());
        press(&mut model, key);
        let off = press(&mut model, &format!("{tabs}\n"));
        assert_eq!(off, vec![], "the button is off");
        press(&mut model, &format!("\tno access{tabs}"));
        let note = Some("no access".to_owned());
        let marked = Command::MarkRollbackStep {
            order: 1,
            state,
            note,
        };
        assert_eq!(command(&press(&mut model, "\n")), Some(marked));
    }
}

#[test]
fn leaving_keeps_it_open_and_both_keys_come_back() {
    for leave in ["\u{1b}", "gr", "q"] {
        let mut model = checklist(80, 24, &going_back());
        assert_eq!(press(&mut model, leave), vec![]);
        assert!(!screen(&model).text().contains("Rollback R1"));
        for back in ["!", "."] {
            let mut model = model.clone();
            assert_eq!(press(&mut model, back), vec![]);
            assert!(screen(&model).text().contains("Rollback R1  running"));
        }
    }
}

#[test]
fn when_all_is_settled_it_is_finished_and_then_begun_anew() {
    let mut model = checklist(80, 24, &settled());
    press(&mut model, "\n");
    let effects = press(&mut model, "\t\n");
    assert_eq!(command(&effects), Some(Command::FinishRollback));
    read(&mut model, &settled().then(1, &Command::FinishRollback));
    update(
        &mut model,
        Message::Recorded {
            rollout: "r1".into(),
            texts: vec!["over".to_owned()],
        },
    );
    press(&mut model, ".");
    assert!(screen(&model).text().contains("[ Start attempt 2 ]"));
    let effects = press(&mut model, "\t\n");
    assert_eq!(command(&effects), Some(Command::StartAttempt));
    update(
        &mut model,
        Message::Recorded {
            rollout: "r1".into(),
            texts: vec!["again".to_owned()],
        },
    );
    assert!(!screen(&model).text().contains("Rollback R1"));
}

#[test]
fn no_single_key_on_any_page_records_what_cannot_be_undone() {
    let done = mark(going_back(), 1, StepState::Done, None);
    let over = settled().then(1, &Command::FinishRollback);
    let mut pages = vec![wizard(80, 24), plan_page(80, 24), confirm_page(80, 24)];
    for story in [going_back(), done, settled(), over] {
        pages.push(checklist(80, 24, &story));
    }
    for page in pages {
        for key in super::keys::every_key() {
            let mut model = page.clone();
            let effects = update(&mut model, Message::Key(key));
            let Some(command) = command(&effects) else {
                continue;
            };
            let is_reversible = matches!(
                command,
                Command::Undo
                    | Command::Redo
                    | Command::MarkRollbackStep {
                        state: StepState::Done | StepState::Todo,
                        ..
                    }
            );
            assert!(is_reversible, "{key}: {command:?}");
        }
    }
}

#[test]
fn undo_works_on_the_checklist() {
    let story = mark(going_back(), 1, StepState::Done, None);
    let mut model = checklist(80, 24, &story);
    assert_eq!(command(&press(&mut model, "uu")), Some(Command::Undo));
}

#[test]
fn a_running_rollback_is_told_before_the_program_ends() {
    let mut model = checklist(80, 24, &going_back());
    press(&mut model, "qq");
    assert_eq!(press(&mut model, "q"), vec![]);
    assert!(screen(&model).text().contains("A rollback is running"));
}
