//! Vouching on the screen: everything that the shell can say, and first what a gate asks for.

use super::golden::picture;
use super::{Effect, Model, fixture, opened, press};
use crate::domain::plan::StepState;
use crate::domain::rollout::{Command, Verdict};
use crate::projection::OpenRollout;

/// A rollout in the stage before its ramp, with the documentation still to be written.
fn preparing(width: u16, height: u16) -> Model {
    let story = fixture::Story::of("r1", fixture::plan("garden_gate"), 300)
        .mark(5, "1.1", StepState::Done, "")
        .mark(5, "1.2", StepState::Done, "")
        .qa(60, "1.3", Verdict::Pass, "")
        .then(1, &Command::Advance);
    let mut model = opened(width, height);
    let open = OpenRollout::of(&story.history(), fixture::now());
    model.snapshot.as_mut().unwrap().open = open.map(Box::new);
    model
}

#[test]
fn nothing_is_vouched_for_before_both_questions_have_an_answer() {
    let mut model = opened(80, 24);
    press(&mut model, "av");
    let is_ready = |model: &Model| {
        let form = &model.dialog.as_ref().unwrap().form;
        form.chosen("topic").is_some() && form.chosen("answer").is_some()
    };
    assert!(!is_ready(&model));
    press(&mut model, " \t ");
    assert!(is_ready(&model));
    let effects = press(&mut model, "\t\t\t\n");
    let is_said = |effect: &Effect| {
        matches!(
            effect,
            Effect::Dispatch {
                command: Command::State(_),
                ..
            }
        )
    };
    assert!(effects.iter().any(is_said), "{effects:?}");
}

#[test]
fn every_type_of_a_flag_can_be_vouched_for() {
    let mut model = opened(120, 36);
    press(&mut model, "av");
    let form = |model: &Model| model.dialog.as_ref().unwrap().form.clone();
    for _ in 0..20 {
        if form(&model).chosen("topic") == Some("type") {
            break;
        }
        press(&mut model, "j ");
    }
    assert_eq!(form(&model).chosen("topic"), Some("type"));
    press(&mut model, "\t");
    for kind in crate::domain::calendar::FlagType::ALL {
        press(&mut model, " ");
        assert_eq!(form(&model).chosen("answer"), Some(kind.as_str()));
        press(&mut model, "j");
    }
}

#[test]
fn what_a_gate_asks_for_is_offered_first() {
    picture("vouch", |width, height| {
        let mut model = preparing(width, height);
        press(&mut model, "av");
        model
    });
    let mut model = preparing(80, 24);
    press(&mut model, "av");
    let form = &model.dialog.as_ref().unwrap().form;
    assert_eq!(form.chosen("topic"), Some("docs"));
    assert_eq!(form.chosen("answer"), None);
}
