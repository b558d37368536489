//! What the wizard of the way back asks beside the reason, and what can be done where a step of it failed.

use super::rollback::{checklist, command, going_back, wizard};
use super::{Effect, Model, press};
use crate::domain::flag::Environment;
use crate::domain::plan::StepState;
use crate::domain::rollout::Command;
use crate::tui::screen;

fn type_into(model: &mut Model, name: &str, text: &str) {
    let form = &mut model.dialog.as_mut().unwrap().form;
    form.field_mut(name).unwrap().set(text);
}

fn focus(model: &mut Model, name: &str) {
    let form = &mut model.dialog.as_mut().unwrap().form;
    form.focus = 0;
    while form.focused() != name {
        form.focus += 1;
    }
}

/// Goes from the first page over the plan to the confirmation, types the word and presses the button.
fn start(model: &mut Model) -> Vec<Effect> {
    focus(model, "next");
    press(model, "\n");
    focus(model, "next");
    press(model, "\n");
    focus(model, "word");
    press(model, "garden");
    focus(model, "go");
    press(model, "\n")
}

#[test]
fn an_environment_that_is_not_ticked_stays_on_and_the_plan_says_so() {
    let mut model = wizard(80, 24);
    press(&mut model, " ");
    focus(&mut model, "scope");
    press(&mut model, " ");
    let text = screen(&model).text();
    assert!(text.contains("(*) production   [ ] staging"), "{text}");
    focus(&mut model, "next");
    press(&mut model, "\n");
    let text = screen(&model).text();
    assert!(text.contains("(not chosen)"), "{text}");
    assert!(!text.contains("--staging"), "{text}");
    press(&mut model, "\u{1b}");
    let mut model = wizard(80, 24);
    press(&mut model, " ");
    focus(&mut model, "scope");
    press(&mut model, " ");
    let effects = start(&mut model);
    let Some(Command::TriggerRollback { details, .. }) = command(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(details.scope, [Environment::Production, Environment::Dev]);
}

#[test]
fn what_the_wizard_shows_for_a_scope_is_what_the_rules_plan_for_it() {
    let history = super::fixture::ramping().history();
    let model = wizard(80, 24);
    let view = model.view().unwrap();
    let plan = crate::domain::rollout::rollback_plan(&history.rollout);
    for scope in [
        vec![],
        vec![Environment::Production],
        plan.from.keys().copied().collect(),
    ] {
        let shown = view.rollback.plan.within(&scope);
        let shown: Vec<_> = shown.steps.into_iter().map(|step| step.action).collect();
        assert_eq!(shown, plan.clone().within(&scope).actions);
    }
}

#[test]
fn an_incident_that_there_is_not_keeps_the_page_and_new_raises_one() {
    let mut model = wizard(80, 24);
    press(&mut model, " ");
    type_into(&mut model, "incident", "I99");
    focus(&mut model, "incident");
    press(&mut model, "9");
    assert!(screen(&model).text().contains("There is no incident I999"));
    focus(&mut model, "next");
    press(&mut model, "\n");
    assert!(screen(&model).text().contains("IN A HURRY?"), "not left");
    focus(&mut model, "incident");
    type_into(&mut model, "incident", "ne");
    press(&mut model, "w");
    let effects = start(&mut model);
    let [Effect::StartRollback { raised, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let title = raised.as_deref().unwrap_or_default();
    assert!(title.starts_with("Rollback of garden"), "{title}");
    assert!(title.ends_with("QA failed"), "{title}");
}

#[test]
fn a_step_that_failed_can_be_handed_to_a_console_or_left_out() {
    let fail = |keys: &str| {
        let mut model = checklist(80, 24, &going_back());
        press(&mut model, "f");
        focus(&mut model, "text");
        press(&mut model, "the bot is down");
        focus(&mut model, "then");
        press(&mut model, keys);
        focus(&mut model, "go");
        press(&mut model, "\n")
    };
    let marked = |effects: &[Effect]| match effects.first() {
        Some(Effect::Dispatch {
            command: Command::MarkRollbackStep { state, note, .. },
            ..
        }) => (*state, note.clone().unwrap()),
        other => panic!("{other:?}"),
    };
    let again = fail("");
    let note = "the bot is down".to_owned();
    assert_eq!(marked(&again), (StepState::Failed, note.clone()));
    assert_eq!(again.len(), 1);
    let asked = fail("l ");
    assert!(
        marked(&asked)
            .1
            .contains("an SRE is asked to run Feature.disable(:garden")
    );
    assert!(
        matches!(&asked[1], Effect::Copy { text, .. } if text.contains("please run Feature.disable")),
        "{asked:?}"
    );
    assert_eq!(marked(&fail("ll ")), (StepState::Skipped, note));
}
