//! Documents on their way in: the flag, late repairs, more questions than are asked at once, links, templates, another version.

use super::golden::picture;
use super::{
    Effect, ImportWish, Key, KeyCode, Message, Model, empty, model, opened, press, update,
};
use crate::checklist::{self, Template};
use crate::domain::flag::FlagName;
use crate::domain::issue_link::IssueLink;
use crate::tui::message::Failure;
use crate::tui::page::{Asked, ImportPreview, Page, Part};
use crate::tui::screen;

const LINK: &str = "https://gitlab.com/garden/seeds/-/issues/12";

const NAMELESS: &str = "\
# [Feature flag] Enable it

## Global rollout on production

- [ ] If the feature flag has an actor, go by actors.
  - [ ] Run `/chatops run feature set <feature-flag-name> 25 --actors`
- [ ] If the feature flag does NOT have an actor, go by time.
  - [ ] Run `/chatops run feature set <feature-flag-name> 25 --random`
- [ ] Run `/chatops run feature set --project=<project-path> <feature-flag-name> true`
- [ ] Tell <who> about <what> in <where>
";

/// Damaged so that refusing one repair brings another up.
const DAMAGED: &str = include_str!("../../../tests/fixtures/copied_garden.txt");

fn pasted(mut model: Model, text: &str) -> Model {
    update(&mut model, Message::Pasted(text.to_owned()));
    model
}

fn previewed(model: &Model) -> &ImportPreview {
    match model.pages.last() {
        Some(Page::ImportPreview(preview)) => preview,
        found => panic!("{found:?}"),
    }
}

fn saved(model: &mut Model) -> ImportWish {
    match press(model, "w").as_slice() {
        [Effect::Import(wish)] => wish.as_ref().clone(),
        effects => panic!("{effects:?}"),
    }
}

#[test]
fn the_flag_is_named_in_the_preview_and_fills_its_placeholders() {
    let mut model = pasted(model(80, 24), NAMELESS);
    let text = screen(&model).text();
    assert!(text.contains("FLAG   none"), "{text}");
    assert_eq!(saved(&mut model).flag, None, "the question can wait");
    press(&mut model, "4x");
    assert!(screen(&model).text().contains("Which flag?"));
    press(&mut model, "two words\t\t\n");
    assert!(model.dialog.is_some(), "no name of a flag can be kept");
    press(&mut model, "\u{1b}xgarden_gate\t\t\n");
    assert!(model.dialog.is_none());
    let text = screen(&model).text();
    assert!(text.contains("[ garden_gate ]"), "{text}");
    let steps = previewed(&model).reading.plan.steps();
    let lines = steps.flat_map(|step| &step.instructions);
    let lines: Vec<&str> = lines.map(|line| line.normalised.as_str()).collect();
    assert!(
        lines.iter().all(|line| line.contains("garden_gate")),
        "{lines:?}"
    );
    let flag = saved(&mut model).flag;
    assert_eq!(flag.as_ref().map(FlagName::as_str), Some("garden_gate"));
}

#[test]
fn no_more_than_four_things_are_open_and_an_answer_brings_up_the_next() {
    let mut model = pasted(model(80, 24), NAMELESS);
    let open = |model: &Model| {
        let asked = previewed(model).asked();
        let open = asked.iter().filter(|asked| asked.answer().is_none());
        (open.count(), asked.len(), previewed(model).not_asked())
    };
    assert_eq!(open(&model), (4, 4, 2));
    press(&mut model, "4jx");
    assert_eq!(open(&model), (4, 5, 1));
    press(&mut model, "jx");
    press(&mut model, "something\t\t\n");
    assert_eq!(open(&model), (4, 6, 0));
    let of_flag = |asked: &Asked<'_>| matches!(asked, Asked::Blank(b, _) if b.contains("flag"));
    assert!(!previewed(&model).asked().iter().any(of_flag));
}

#[test]
fn a_repair_that_only_comes_up_because_another_was_refused_can_be_refused_too() {
    let all = checklist::read(DAMAGED).repairs.len();
    let mut late = 0;
    for place in 0..all {
        let mut model = pasted(model(80, 24), DAMAGED);
        press(&mut model, "2");
        press(&mut model, &"j".repeat(place));
        press(&mut model, "x");
        let repairs = &previewed(&model).reading.repairs;
        let Some(row) = repairs.iter().position(|repair| repair.index >= all) else {
            continue;
        };
        late += 1;
        let key = repairs[row].key();
        let at = previewed(&model).cursor(Part::Repairs);
        let way = if row > at { "j" } else { "k" };
        press(&mut model, &way.repeat(row.abs_diff(at)));
        press(&mut model, "x");
        assert!(previewed(&model).refused.contains(&key));
        let repairs = previewed(&model).reading.repairs.iter();
        let mut same = repairs.filter(|repair| repair.key() == key);
        assert!(same.all(|repair| !repair.accepted));
        assert_eq!(saved(&mut model).refused.len(), 2);
        press(&mut model, "A");
        assert!(saved(&mut model).refused.is_empty());
    }
    assert!(late > 0, "the text is damaged enough");
}

fn with_glab(mut model: Model) -> Model {
    model.arrival.programs = vec!["glab"];
    model
}

#[test]
fn a_pasted_link_asks_and_runs_nothing_before_enter() {
    let mut model = with_glab(empty(80, 24));
    assert_eq!(update(&mut model, Message::Pasted(LINK.to_owned())), vec![]);
    let mut cancelled = model.clone();
    assert_eq!(press(&mut cancelled, "\u{1b}"), vec![]);
    let mut kept = model.clone();
    // Back from the button that runs to the one that only keeps.
    let back = Message::Key(Key::plain(KeyCode::BackTab));
    assert_eq!(update(&mut kept, back), vec![]);
    assert_eq!(press(&mut kept, "\n"), vec![]);
    assert!(screen(&kept).text().contains("The link is kept"));
    let link = IssueLink::parse(LINK).unwrap();
    assert_eq!(press(&mut model, "\n"), vec![Effect::AskForge(link)]);
}

#[test]
fn an_answer_that_nobody_waits_for_opens_nothing() {
    let mut model = with_glab(empty(80, 24));
    update(&mut model, Message::Pasted(LINK.to_owned()));
    press(&mut model, "\n\u{1b}");
    let link = IssueLink::parse(LINK).unwrap();
    let answer = Ok(NAMELESS.to_owned());
    update(&mut model, Message::ForgeAnswered { link, answer });
    assert!(model.pages.is_empty() && model.dialog.is_none());
    assert!(screen(&model).text().contains("nobody waited"));
}

#[test]
fn a_link_that_leads_to_no_issue_is_told_in_its_field() {
    let mut model = with_glab(empty(80, 24));
    press(&mut model, "u");
    press(&mut model, "https://example.org/\t\t\n");
    let text = screen(&model).text();
    assert!(text.contains("it leads to no issue"), "{text}");
    assert!(model.arrival.link.is_none());
}

#[test]
fn a_link_pasted_on_the_preview_is_kept_with_its_document() {
    let mut model = pasted(model(80, 24), NAMELESS);
    update(&mut model, Message::Pasted(LINK.to_owned()));
    assert!(screen(&model).text().contains(LINK));
    let link = saved(&mut model).link;
    assert_eq!(link.map(|link| link.to_string()).as_deref(), Some(LINK));
}

#[test]
fn a_document_about_another_flag_is_not_taken_in() {
    let mut model = opened(80, 24);
    press(&mut model, " i");
    let text = "# Rollout of `other_flag`\n\n- [ ] one\n- [ ] two\n";
    let effects = update(&mut model, Message::Pasted(text.to_owned()));
    let [Effect::FindPlan(rollout)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let (rollout, plan) = (rollout.clone(), Box::new(checklist::read(OLD).plan));
    update(&mut model, Message::PlanFound { rollout, plan });
    assert_eq!(press(&mut model, "w"), vec![]);
    let text = screen(&model).text();
    assert!(text.contains("about other_flag"), "{text}");
    assert!(model.dialog.is_none());
}

const OLD: &str = "\
# Rollout of `seed_catalog`

## Rollout on staging

- [ ] Run `/chatops run feature set seed_catalog true --staging`
- [ ] Verify the catalog on staging
- [ ] Something else altogether
";

const NEW: &str = "\
# Rollout of `seed_catalog`

## Rollout on staging

- [ ] Run `/chatops run feature set seed_catalog true --staging`
- [x] Verify the whole catalog on staging
- [ ] Water the plants for 15 minutes
";

#[test]
fn a_flag_that_is_there_already_makes_it_another_version() {
    let mut model = model(80, 24);
    let effects = update(&mut model, Message::Pasted(NEW.to_owned()));
    let [Effect::FindPlan(id)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let plan = checklist::read(OLD).plan;
    let plan = Box::new(plan);
    let rollout = id.clone();
    update(&mut model, Message::PlanFound { rollout, plan });
    let text = screen(&model).text();
    for words in ["[5 Changes", "reworded 1.2", "new ", "gone "] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // Nothing is sent before the first word of the name is typed.
    assert_eq!(press(&mut model, "w\n"), vec![]);
    assert!(model.dialog.is_none(), "Cancel has the focus");
    assert_eq!(press(&mut model, "w\t\tno\t\t\n"), vec![]);
    assert_eq!(press(&mut model, "\u{1b}"), vec![]);
    press(&mut model, "w\t\tseed\t\t");
    let effects = press(&mut model, "\n");
    let [Effect::Import(wish)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(wish.into.as_ref(), Some(id));
}

#[test]
fn pictures_of_another_version() {
    picture("import_again", |width, height| {
        let mut model = pasted(model(width, height), NEW);
        let plan = Box::new(checklist::read(OLD).plan);
        let onto = previewed(&model).onto.clone().expect("its flag is known");
        let rollout = onto.id;
        update(&mut model, Message::PlanFound { rollout, plan });
        model
    });
}

#[test]
fn pictures_of_a_link() {
    picture("link_agree", |width, height| {
        pasted(with_glab(empty(width, height)), LINK)
    });
    picture("link_by_hand", |width, height| {
        let mut model = pasted(with_glab(empty(width, height)), LINK);
        press(&mut model, "\n");
        let link = IssueLink::parse(LINK).unwrap();
        let answer = Err(Failure {
            message: "glab failed (exit status: 1): you are not logged in".to_owned(),
            reasons: vec![],
            hint: None,
            unsaved: false,
            refused: false,
        });
        update(&mut model, Message::ForgeAnswered { link, answer });
        model
    });
}

#[test]
fn pictures_of_a_template() {
    let with_templates = |width, height| {
        let mut model = empty(width, height);
        model.arrival.templates = Template::all(&[]);
        model
    };
    picture("template", |width, height| {
        let mut model = with_templates(width, height);
        press(&mut model, "n");
        model
    });
    picture("template_blanks", |width, height| {
        let mut model = with_templates(width, height);
        press(&mut model, "n\n\t\n");
        model
    });
}

#[test]
fn a_link_that_was_half_typed_is_kept_and_one_that_was_taken_is_forgotten() {
    let mut model = model(80, 24);
    press(&mut model, " u");
    press(&mut model, "https://gitlab.com/a");
    let effects = press(&mut model, "\u{1b}");
    let kept = |text: &str| Effect::SaveDraft {
        key: "import/link".to_owned(),
        text: text.to_owned(),
    };
    assert_eq!(effects, vec![kept("https://gitlab.com/a")]);
    let looks = press(&mut model, " u");
    assert_eq!(looks, vec![Effect::FindDraft("import/link".to_owned())]);
    let found = Message::DraftFound {
        key: "import/link".to_owned(),
        text: "https://gitlab.com/a".to_owned(),
    };
    update(&mut model, found);
    press(&mut model, "/b/-/issues/1");
    let effects = press(&mut model, "\t\t\n");
    assert!(effects.contains(&kept("")), "{effects:?}");
}

const ANSWER: &str = "Feature flag 'new_search' has been set to '25' of actors on gprd";

#[test]
fn an_answer_pasted_on_a_rollout_is_offered_to_be_recorded_and_records_nothing_by_itself() {
    let mut model = opened(120, 36);
    let flag = model.view().and_then(|view| view.flag.clone()).unwrap();
    let id = model.view().map(|view| view.id.clone()).unwrap();
    let answer = ANSWER.replace("new_search", &flag);
    assert_eq!(update(&mut model, Message::Pasted(answer.clone())), vec![]);
    let text = screen(&model).text();
    assert!(text.contains("What chatops showed"), "{text}");
    assert!(text.contains("production: 25% of actors"), "{text}");
    let effects = press(&mut model, "\t\n");
    let expected = Effect::TakeAnswer {
        rollout: id,
        text: answer,
    };
    assert_eq!(effects, [expected]);
}

#[test]
fn an_answer_about_another_flag_is_no_answer_of_this_rollout() {
    let mut model = opened(120, 36);
    let other = ANSWER.replace("new_search", "quite_another_flag");
    update(&mut model, Message::Pasted(other));
    assert!(!screen(&model).text().contains("What chatops showed"));
}
