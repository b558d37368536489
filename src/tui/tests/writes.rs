//! The question what is written while the flag is off, asked on the screen.

use super::{opened, press};
use crate::domain::cohort::Writes;
use crate::domain::rollout::{Command, GateKind};
use crate::tui::Effect;

/// Goes past the question with a reason.
pub(super) fn past_the_question() -> Command {
    Command::OverrideGate {
        gate: GateKind::Writes,
        reason: "the layout is read, never written".to_owned(),
    }
}

#[test]
fn what_is_written_while_the_flag_is_off_is_answered_with_all_that_a_backfill_needs() {
    let mut model = opened(80, 24);
    press(&mut model, "ao");
    let button = |model: &crate::tui::Model| {
        let mut form = model.dialog.as_ref().unwrap().form.clone();
        let mut rows = form.items.iter_mut();
        let row = rows.find_map(|item| item.buttons_mut()).unwrap();
        row.iter()
            .any(|button| button.name == "go" && button.enabled)
    };
    assert!(!button(&model), "nobody has answered");
    press(&mut model, "jj ");
    assert!(button(&model));
    press(&mut model, "\t!4711\t \t\t");
    let effects = press(&mut model, "\n");
    let answer = Writes::Backfilled {
        link: Some("!4711".to_owned()),
        done: true,
    };
    let said = effects.iter().any(|effect| {
        matches!(effect, Effect::Dispatch { command: Command::SayWrites { answer: said }, .. } if *said == answer)
    });
    assert!(said, "{effects:?}");
}

#[test]
fn the_decisions_lead_to_what_is_written_while_the_flag_is_off() {
    let mut model = opened(80, 24);
    press(&mut model, "d");
    let focused =
        |model: &crate::tui::Model| model.dialog.as_ref().unwrap().form.focused().to_owned();
    for _ in 0..9 {
        if focused(&model) == "writes" {
            break;
        }
        press(&mut model, "\t");
    }
    press(&mut model, "\n");
    let text = crate::tui::screen(&model).text();
    assert!(text.contains("The flag is off at first"), "{text}");
}

#[test]
fn only_incidents_that_are_about_the_rollout_stand_in_its_way() {
    let model = super::beside_fixture::at("3", (120, 36));
    let mut found = model.in_the_way().into_iter();
    assert!(found.any(|found| found.id() == "I2"));
    let mut found = model.in_the_way().into_iter();
    assert!(found.all(|found| found.id() != "I4"), "nobody linked it");
}
