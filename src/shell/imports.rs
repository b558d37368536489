//! Documents that are saved: as a rollout, or as another version of the document of one. What the rules refuse is told whole.

use super::data::OpenData;
use super::effects::{failed, refresh};
use crate::domain::id::RolloutId;
use crate::tracker::{ImportOptions, RepairChoice};
use crate::tui::{ImportWish, Message};

/// Saves a document with everything that was said about it.
pub(super) fn import(data: &mut OpenData, wish: ImportWish) -> Vec<Message> {
    let options = ImportOptions {
        source: wish.source,
        done_to: wish.done_to,
        blanks: wish.blanks,
        flag: wish.flag,
        decisions: wish.decisions,
        link: wish.link,
    };
    let repairs = RepairChoice::Without(wish.refused);
    let told = match wish.into {
        None => {
            let imported = data.tracker().import_with(&wish.text, &options, &repairs);
            imported.map(|rollout| (rollout.clone(), Message::Imported { rollout }))
        }
        Some(rollout) => {
            let taken = data
                .tracker()
                .reimport(&rollout, &wish.text, &options, &repairs);
            taken.map(|(recorded, _)| {
                let texts = recorded.into_iter().map(|recorded| recorded.text);
                let texts = texts.collect();
                let told = rollout.clone();
                (
                    rollout,
                    Message::TakenIn {
                        rollout: told,
                        texts,
                    },
                )
            })
        }
    };
    match told {
        Ok((rollout, message)) => {
            data.open(Some(rollout));
            let mut messages = refresh(data);
            messages.push(message);
            messages
        }
        Err(error) => vec![failed(error.into())],
    }
}

/// Reads what the document of a rollout asks for.
pub(super) fn find_plan(data: &mut OpenData, rollout: RolloutId) -> Vec<Message> {
    match data.tracker().history(&rollout) {
        Ok(history) => history
            .rollout
            .plan
            .map(|plan| Message::PlanFound {
                rollout,
                plan: Box::new(plan.as_ref().clone()),
            })
            .into_iter()
            .collect(),
        Err(error) => vec![failed(error.into())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::DecisionKey;
    use crate::shell::clipboard::Place;
    use crate::shell::effects::{Answer, perform};
    use crate::shell::fixture::data;
    use crate::tui::Effect;
    use crate::tui::page::ImportPreview;

    const DOCUMENT: &str = "\
# Rollout of `weather_widget`

## Global rollout on production

- [ ] If the feature flag has an actor, go by actors.
  - [ ] Run `/chatops run feature set weather_widget 25 --actors`
- [ ] If the feature flag does NOT have an actor, go by time.
  - [ ] Run `/chatops run feature set weather_widget 25 --random`
- [ ] Run `/chatops run feature set <feature-flag-name> true`
";

    #[test]
    fn an_import_refuses_fills_and_answers_what_was_said_in_the_preview() {
        let preview = ImportPreview::new(DOCUMENT.to_owned(), String::new());
        let repairs = &preview.reading.repairs;
        let import = |refused: &[usize]| {
            let refused = refused.iter().map(|index| repairs[*index].key());
            Effect::Import(Box::new(ImportWish {
                text: DOCUMENT.to_owned(),
                source: "paste".to_owned(),
                refused: refused.collect(),
                blanks: [("<feature-flag-name>".to_owned(), "other_flag".to_owned())].into(),
                decisions: vec![(DecisionKey::from("actor"), "yes".to_owned())],
                ..ImportWish::default()
            }))
        };
        let mut data = data();
        let failed = perform(import(&[]), &mut data, Place::default());
        assert!(
            matches!(&failed, Answer::Messages(said) if matches!(said.as_slice(), [Message::Failed(_)])),
            "with every repair there is no such placeholder: {failed:?}"
        );
        let done = perform(import(&[0, 1]), &mut data, Place::default());
        let Answer::Messages(said) = done else {
            panic!("{done:?}");
        };
        assert!(
            matches!(
                said.as_slice(),
                [Message::Refreshed(_), Message::Imported { .. }]
            ),
            "{said:?}"
        );
        let open = data.snapshot().unwrap().open.unwrap();
        let answers = open.view.decisions.iter().map(|found| &found.answer);
        assert_eq!(answers.collect::<Vec<_>>(), [&Some("yes".to_owned())]);
    }
}
