//! Commands by name, plain text, and addresses of the document.

use super::golden::picture;
use super::keys::every_key;
use super::{Effect, Key, KeyCode, Message, fixture, model, opened, press, update};
use crate::domain::plan::{Reference, ReferenceKind};
use crate::tui::keymap::{Action, Record};
use crate::tui::palette::{Row, all, found};
use crate::tui::{Model, screen};

fn with_links(width: u16, height: u16) -> Model {
    let mut model = opened(width, height);
    let view = &mut model.snapshot.as_mut().unwrap().open.as_mut().unwrap().view;
    let link = |kind, target: &str| Reference {
        kind,
        text: "rollout".to_owned(),
        target: target.to_owned(),
    };
    view.references = vec![
        link(ReferenceKind::Issue, "https://gitlab.example/garden/1"),
        link(ReferenceKind::Issue, "file:///etc/passwd"),
        link(
            ReferenceKind::Dashboard,
            "https://gitlab.example@evil.example/d",
        ),
    ];
    model
}

fn action(row: &Row) -> Option<Action> {
    row.binding().map(|binding| binding.action)
}

#[test]
fn the_palette() {
    picture("palette", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, ":ramp");
        model
    });
    picture("palette_all", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, ":");
        model
    });
}

#[test]
fn plain_text() {
    picture("plain", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, "/10%\nY");
        model
    });
}

#[test]
fn the_dialog_of_an_address() {
    picture("browse", |width, height| {
        let mut model = with_links(width, height);
        press(&mut model, "oo");
        model
    });
}

#[test]
fn every_command_of_the_key_map_stands_in_the_palette() {
    let model = opened(80, 24);
    let named: Vec<Action> = all(&model).iter().filter_map(action).collect();
    for binding in model.keys.bindings(model.page_context()) {
        if let Action::Record(_) | Action::Copy(_) = binding.action {
            assert!(named.contains(&binding.action), "{}", binding.label);
        }
    }
}

#[test]
fn other_names_find_the_way_back() {
    for name in ["disable", "revert", "turn off", "rollback"] {
        let mut model = opened(80, 24);
        press(&mut model, &format!(":{name}"));
        let rows = found(&model);
        let first: Vec<Action> = rows.iter().take(2).filter_map(action).collect();
        let way_back = Action::Record(Record::Rollback);
        assert!(first.contains(&way_back), "{name}: {first:?}");
    }
}

#[test]
fn enter_does_what_the_key_of_the_command_does_and_it_is_first_the_next_time() {
    let mut model = opened(80, 24);
    press(&mut model, ":note\n");
    assert_eq!(model.dialog.as_ref().unwrap().title, "Note on 3.2.3");
    press(&mut model, "\u{1b}:");
    let first = action(&found(&model)[0]);
    assert_eq!(first, Some(Action::Record(Record::Note)));
}

#[test]
fn what_is_impossible_stays_listed_and_says_why() {
    let mut model = opened(80, 24);
    press(&mut model, ":redo");
    let text = screen(&model).text();
    assert!(text.contains("nothing was taken back"), "{text}");
    assert_eq!(press(&mut model, "\n"), vec![]);
    assert!(model.palette.is_some());
}

#[test]
fn no_key_of_the_palette_but_enter_does_anything() {
    let mut open = opened(80, 24);
    press(&mut open, ":");
    for key in every_key() {
        if key == Key::plain(KeyCode::Enter) {
            continue;
        }
        let mut model = open.clone();
        assert_eq!(update(&mut model, Message::Key(key)), vec![], "{key}");
    }
}

#[test]
fn a_paste_is_what_is_looked_for() {
    let mut model = model(80, 24);
    press(&mut model, ":");
    update(&mut model, Message::Pasted("import\n".to_owned()));
    assert_eq!(found(&model)[0].label, "import a document");
}

#[test]
fn plain_text_has_no_box_and_the_whole_command() {
    let mut model = opened(120, 36);
    press(&mut model, "/10%\nY");
    let text = screen(&model).text();
    let below: Vec<&str> = text.lines().skip(2).collect();
    assert!(!below.concat().contains(['│', '┌', '─']), "{text}");
    let line = "/chatops run feature set garden_layout_remembers_its_owner_everywhere 10 --actors";
    assert!(text.contains(line), "{text}");
    assert!(text.lines().nth(1).unwrap().contains("PRODUCTION 10%"));
    press(&mut model, "\u{1b}");
    assert!(model.plain.is_none() && !model.pages.is_empty());
}

#[test]
fn an_address_is_opened_after_its_host_was_shown_and_only_one_of_the_web() {
    let mut model = with_links(80, 24);
    press(&mut model, "oi");
    let text = screen(&model).text();
    assert!(text.contains("Open gitlab.example"), "{text}");
    assert!(!text.contains("passwd"), "{text}");
    let effects = press(&mut model, "\t\t\n");
    let address = "https://gitlab.example/garden/1".to_owned();
    assert_eq!(effects, vec![Effect::Browse(address)]);
    press(&mut model, "od");
    let text = screen(&model).text();
    assert!(text.contains("Open evil.example"), "{text}");
}

#[test]
fn a_document_without_addresses_says_so() {
    let mut model = opened(80, 24);
    fixture::at_stage(&mut model, "r2");
    assert_eq!(press(&mut model, "oi"), vec![]);
    assert!(model.dialog.is_none() && model.notice.is_some());
}

#[test]
fn a_theme_is_chosen_by_its_name_and_kept() {
    let mut model = opened(80, 24);
    press(&mut model, ":theme high");
    let effects = press(&mut model, "\n");
    let (name, value) = ("theme".to_owned(), "high-contrast".to_owned());
    let set = Effect::Set { name, value };
    assert_eq!(effects, vec![set]);
}

#[test]
fn a_hash_opens_a_rollout_and_a_slash_goes_to_a_step() {
    let mut model = opened(80, 24);
    press(&mut model, ":#");
    let count = model.snapshot.as_ref().unwrap().fleet.len();
    assert_eq!(found(&model).len(), count);
    let other = model.snapshot.as_ref().unwrap().fleet[1].clone();
    press(&mut model, other.name());
    let effects = press(&mut model, "\n");
    assert_eq!(effects, vec![Effect::Open(Some(other.id.clone()))]);
    assert_eq!(model.pages.len(), 1);

    let mut model = opened(80, 24);
    press(&mut model, "5:/3.2.3\n");
    assert_eq!(model.step().unwrap().number, "3.2.3");
    assert_eq!(model.page_context(), crate::tui::keymap::Context::Checklist);
}

#[test]
fn what_a_shell_does_is_told_for_the_selected_row() {
    let mut model = opened(120, 36);
    press(&mut model, ":note");
    update(&mut model, Message::Key(Key::plain(KeyCode::Function(1))));
    let text = screen(&model).text();
    assert!(
        text.contains("in a shell   rollgate note FLAG TEXT"),
        "{text}"
    );
}

#[test]
fn what_went_wrong_is_listed_the_newest_first() {
    let mut model = opened(80, 24);
    press(&mut model, ":errors\n");
    assert!(screen(&model).text().contains("nothing has gone wrong"));
    press(&mut model, "q");
    for why in ["the first", "the second"] {
        let words = why.to_owned();
        update(&mut model, Message::ChangedElsewhere { words });
    }
    press(&mut model, "ge");
    let text = screen(&model).text();
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{text}"));
    assert!(place("the second") < place("the first"));
    press(&mut model, "YY");
    assert!(!screen(&model).text().contains("the second"));
}
