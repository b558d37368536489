//! The preview of an import: looked at by keys, saved by one of them, and nothing before.

use super::golden::picture;
use super::{Effect, ImportWish, Message, Model, model, opened, press, update};
use crate::domain::id::DecisionKey;
use crate::domain::rollout::Command;
use crate::tui::page::{ImportPreview, Page, Part};
use crate::tui::screen;

const DOCUMENT: &str = "\
# Rollout of `weather_widget`

## Owners

- Team: group::garden
- Most appropriate Slack channel to reach out to: `#g_garden`

## Rollout on staging

- [ ] Run `/chatops run feature set weather_widget true --staging`
- [ ] Verify the widget on staging
- [ ] Wait for 15 minutes and watch the dashboards

## Global rollout on production

- [ ] Run `/chatops run feature set weather_widget 25 --actors`
- [~] Announce on the feature issue
- [ ] Run `/chatops run feature set <feature-flag-name> true`

## Rollback Steps

- [ ] Run `/chatops run feature set weather_widget false`
";

/// What is left of a document that was copied from a page.
const RENDERED: &str = include_str!("../../../tests/fixtures/copied_garden.txt");

/// Leaves two things to the person: which branch applies, and a placeholder.
const ASKING: &str = "\
# Rollout of `weather_widget`

## Global rollout on production

- [ ] If the feature flag has an actor, go by actors.
  - [ ] Run `/chatops run feature set weather_widget 25 --actors`
- [ ] If the feature flag does NOT have an actor, go by time.
  - [ ] Run `/chatops run feature set weather_widget 25 --random`
- [ ] Run `/chatops run feature set --project=<project-path> weather_widget true`
";

const BUG: &str = "\
The list of seeds is empty

Steps to reproduce: open the garden.
What is the current bug behavior? Nothing is listed.
";

fn pasted(width: u16, height: u16, text: &str) -> Model {
    let mut model = model(width, height);
    assert_eq!(update(&mut model, Message::Pasted(text.to_owned())), vec![]);
    model
}

#[test]
fn one_key_saves_and_no_other() {
    let mut model = pasted(80, 24, DOCUMENT);
    let text = screen(&model).text();
    assert!(
        text.contains("NOTHING IS SAVED YET") && text.contains("weather_widget"),
        "{text}"
    );
    assert_eq!(press(&mut model, "jjm\t\n1\n2xA4lxy! r.3"), vec![]);
    let wish = saved(&mut model);
    assert_eq!(
        (wish.text.as_str(), wish.source.as_str()),
        (DOCUMENT, "paste")
    );
}

#[test]
fn escape_saves_nothing() {
    let mut model = pasted(80, 24, DOCUMENT);
    assert_eq!(press(&mut model, "\u{1b}"), vec![Effect::Open(None)]);
    assert!(model.pages.is_empty());
}

#[test]
fn done_up_to_here_is_sent_and_taken_back() {
    let mut model = pasted(80, 24, DOCUMENT);
    press(&mut model, "jjm");
    let sent = |model: &mut Model| saved(model).done_to;
    assert_eq!(sent(&mut model).as_deref(), Some("1.2"));
    assert!(screen(&model).text().contains("done up to 1.2"));
    press(&mut model, "m");
    assert_eq!(sent(&mut model), None);
    // On a stage it means all of the stage.
    press(&mut model, "km\u{1b}");
    let mut model = pasted(80, 24, DOCUMENT);
    press(&mut model, "m");
    assert_eq!(sent(&mut model).as_deref(), Some("1.3"));
}

fn previewed(model: &Model) -> &ImportPreview {
    match model.pages.last() {
        Some(Page::ImportPreview(preview)) => preview,
        found => panic!("{found:?}"),
    }
}

fn saved(model: &mut Model) -> ImportWish {
    let effects = press(model, "w");
    let [Effect::Import(wish)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    wish.as_ref().clone()
}

/// Returns the places of the repairs that are sent as refused.
fn refused(model: &mut Model) -> Vec<usize> {
    let keys = saved(model).refused;
    let repairs = previewed(model).reading.repairs.iter();
    let places = repairs.filter(|repair| keys.contains(&repair.key()));
    places.map(|repair| repair.index).collect()
}

#[test]
fn a_repair_is_refused_and_the_text_read_again() {
    let mut model = pasted(120, 36, RENDERED);
    let all = previewed(&model).reading.clone();
    assert_eq!(press(&mut model, "2jx"), vec![]);
    let preview = previewed(&model);
    let selected = &preview.reading.repairs[preview.cursor(Part::Repairs)];
    assert_eq!((selected.index, selected.accepted), (1, false));
    assert_eq!(
        preview.reading.plan.stages.len() + 1,
        all.plan.stages.len(),
        "the heading is none any more"
    );
    let text = screen(&model).text();
    assert!(text.contains("▌[ ] line 4"), "{text}");
    assert!(
        text.contains("refused: the text is read as found"),
        "{text}"
    );
    assert_eq!(refused(&mut model), [1]);
    press(&mut model, "x");
    assert_eq!(previewed(&model).reading, all);
    assert!(refused(&mut model).is_empty());
}

#[test]
fn every_repair_is_accepted_at_once() {
    let mut model = pasted(80, 24, RENDERED);
    let all = previewed(&model).reading.clone();
    press(&mut model, "2xGx");
    assert_eq!(refused(&mut model), [0, 6]);
    press(&mut model, "A");
    assert!(refused(&mut model).is_empty());
    assert_eq!(previewed(&model).reading, all);
    assert_eq!(press(&mut model, "x\u{1b}"), vec![Effect::Open(None)]);
}

#[test]
fn what_is_done_and_folded_stays_with_its_steps_when_the_text_is_read_again() {
    let mut model = pasted(80, 24, RENDERED);
    press(&mut model, "jjjmk\n");
    assert_eq!(previewed(&model).done_to.as_deref(), Some("2.1"));
    assert_eq!(previewed(&model).folded, [1].into());
    press(&mut model, "2jx");
    let preview = previewed(&model);
    let number = preview.done_to.clone().expect("the step is still there");
    let step = preview.reading.plan.steps().find(|s| s.number == number);
    assert!(step.unwrap().text.contains("25 --actors"), "{step:?}");
    assert_eq!(preview.folded, [0].into());
}

#[test]
fn what_only_a_person_knows_is_answered_before_the_import_or_later() {
    let mut model = pasted(80, 24, ASKING);
    let sent = |model: &mut Model| {
        let ImportWish {
            decisions, blanks, ..
        } = saved(model);
        let of = |(key, option): &(DecisionKey, String)| format!("{key}={option}");
        let decisions: Vec<String> = decisions.iter().map(of).collect();
        (decisions.join(" "), blanks)
    };
    press(&mut model, "4");
    let text = screen(&model).text();
    assert!(
        text.contains("(*) later") && text.contains("2 to answer"),
        "{text}"
    );
    assert_eq!(sent(&mut model), (String::new(), [].into()));
    press(&mut model, "x");
    assert_eq!(sent(&mut model).0, "actor=yes");
    press(&mut model, "x");
    assert_eq!(sent(&mut model).0, "actor=no");
    assert!(screen(&model).text().contains("(*) no   ( ) later"));
    press(&mut model, "x");
    assert_eq!(sent(&mut model).0, "");
    press(&mut model, "xj\n");
    let forgotten = Effect::SaveDraft {
        key: "import/blank/<project-path>".to_owned(),
        text: String::new(),
    };
    let effects = press(&mut model, "garden/beds\t\t\n");
    assert_eq!(effects, vec![forgotten]);
    assert!(screen(&model).text().contains("[ garden/beds ]"));
    let blanks = [("<project-path>".to_owned(), "garden/beds".to_owned())];
    assert_eq!(sent(&mut model), ("actor=yes".to_owned(), blanks.into()));
    assert_eq!(press(&mut model, "\u{1b}"), vec![Effect::Open(None)]);
}

#[test]
fn a_stage_is_folded_and_unfolded() {
    let mut model = pasted(80, 24, DOCUMENT);
    let has = |model: &Model| screen(model).text().contains("Verify the widget");
    assert!(has(&model));
    press(&mut model, "jj\n");
    assert!(!has(&model));
    press(&mut model, "\n");
    assert!(has(&model));
}

#[test]
fn a_file_is_previewed_under_its_name() {
    let mut model = model(80, 24);
    let read = Message::FileRead {
        name: "rollout.md".to_owned(),
        text: DOCUMENT.to_owned(),
    };
    update(&mut model, read);
    assert!(
        screen(&model)
            .text()
            .contains("Import preview of rollout.md")
    );
}

#[test]
fn a_text_that_is_no_rollout_is_told_so_and_can_become_a_blocker() {
    let mut model = opened(80, 24);
    update(&mut model, Message::Pasted(BUG.to_owned()));
    assert!(!matches!(model.pages.last(), Some(Page::ImportPreview(_))));
    let text = screen(&model).text();
    for words in [
        "I could not read this as a rollout",
        "The list of seeds is empty",
        "bug report",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let mut kept = model.clone();
    assert_eq!(press(&mut kept, "\n"), vec![], "cancel has the focus");
    let effects = press(&mut model, "\t\t\n");
    assert_eq!(effects, vec![], "the focus went round to the field");
    let effects = press(&mut model, "\t\n");
    let [
        Effect::Dispatch {
            command: Command::RaiseBlocker { title, .. },
            ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert_eq!(title, "The list of seeds is empty");
}

#[test]
fn without_a_rollout_to_attach_it_to_the_text_is_only_told() {
    let mut model = super::empty(80, 24);
    update(&mut model, Message::Pasted(BUG.to_owned()));
    assert!(
        screen(&model)
            .text()
            .contains("I could not read this as a rollout")
    );
    assert_eq!(press(&mut model, "\n"), vec![]);
    assert!(model.dialog.is_none());
}

#[test]
fn a_long_document_is_read_once_and_drawn_by_what_fits() {
    let line = "- [ ] Run `/chatops run feature set weather_widget true --staging`\n";
    let text = format!("## Rollout on staging\n\n{}", line.repeat(5_000));
    let mut model = pasted(80, 24, &text);
    press(&mut model, "Gk");
    let text = screen(&model).text();
    assert!(text.contains("1.4999"), "{text}");
}

#[test]
fn the_preview_of_an_import() {
    picture("import", |width, height| pasted(width, height, RENDERED));
    picture("import_raw", |width, height| {
        let mut model = pasted(width, height, DOCUMENT);
        press(&mut model, "jjm");
        model
    });
    picture("import_repairs", |width, height| {
        let mut model = pasted(width, height, RENDERED);
        press(&mut model, "2jx");
        model
    });
    picture("import_answers", |width, height| {
        let mut model = pasted(width, height, ASKING);
        press(&mut model, "4x");
        model
    });
}

#[test]
fn the_dialog_for_a_text_that_is_no_rollout() {
    picture("no_rollout", |width, height| {
        let mut model = opened(width, height);
        update(&mut model, Message::Pasted(BUG.to_owned()));
        model
    });
}
