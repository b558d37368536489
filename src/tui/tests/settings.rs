//! The settings page: its parts, changing and typing, what others decide, and the file after somebody edited it.

use super::golden::picture;
use super::{Effect, Key, KeyCode, Message, Model, model, press, update};
use crate::tui::look::SettingLine;
use crate::tui::model::Tone;
use crate::tui::screen;
use crate::tui::setting::{Category, in_order};

fn line(name: &'static str, value: &str, choices: &[&str]) -> SettingLine {
    SettingLine {
        name,
        about: "what it is for, in a sentence that is long enough to be wrapped where there is little room",
        value: value.to_owned(),
        default: "auto",
        origin: "default",
        choices: choices.iter().map(|word| (*word).to_owned()).collect(),
        is_fact: false,
    }
}

pub(super) fn settings(width: u16, height: u16) -> Model {
    let mut model = model(width, height);
    model.look.file = "~/.config/rollgate/config.toml".to_owned();
    model.look.settings = in_order(vec![
        line("as", "tester", &[]),
        SettingLine {
            origin: "environment",
            ..line("ascii", "false", &["true", "false"])
        },
        line("theme", "auto", &["auto", "dark", "light"]),
        SettingLine {
            origin: "file",
            ..line("bell", "true", &["true", "false"])
        },
        line("density", "normal", &["normal", "compact"]),
        line("cursor", "row", &["row", "hidden"]),
        SettingLine {
            is_fact: true,
            origin: "fact",
            ..line("version", "0.1.0", &[])
        },
    ]);
    press(&mut model, ",");
    model
}

fn set(name: &str, value: &str) -> Vec<Effect> {
    let (name, value) = (name.to_owned(), value.to_owned());
    vec![Effect::Set { name, value }]
}

fn keep(model: &mut Model, effects: Vec<Effect>) {
    for effect in effects {
        let Effect::Set { name, value } = effect else {
            panic!("{effect:?}");
        };
        let answer = Ok(value);
        update(model, Message::Kept { name, answer });
    }
}

#[test]
fn the_settings() {
    picture("settings", settings);
    picture("settings_typed", |width, height| {
        let mut model = settings(width, height);
        press(&mut model, "\t\t\n");
        press(&mut model, "somebody");
        model
    });
}

#[test]
fn every_part_is_gone_through_and_after_the_last_comes_the_first() {
    let mut model = settings(80, 24);
    let mut seen = Vec::new();
    for _ in 0..4 {
        let name = model.look.selected().unwrap().name;
        seen.push(Category::of(name));
        press(&mut model, "\t");
    }
    let expected = [
        Category::Look,
        Category::Timers,
        Category::You,
        Category::About,
    ];
    assert_eq!(seen, expected);
    assert_eq!(model.look.selected().unwrap().name, "theme");
    update(&mut model, Message::Key(Key::plain(KeyCode::BackTab)));
    assert_eq!(model.look.selected().unwrap().name, "version");
}

#[test]
fn an_arrow_and_enter_change_a_choice_which_holds_when_it_is_kept() {
    let mut model = settings(80, 24);
    let right = Message::Key(Key::plain(KeyCode::Right));
    assert_eq!(update(&mut model, right), set("theme", "dark"));
    let left = Message::Key(Key::plain(KeyCode::Left));
    assert_eq!(update(&mut model, left), set("theme", "light"));
    let effects = press(&mut model, "\n");
    assert_eq!(model.look.selected().unwrap().value, "auto", "not yet");
    keep(&mut model, effects);
    assert_eq!(model.look.chosen.name, "dark");
    assert_eq!(model.look.selected().unwrap().origin, "file");
}

#[test]
fn density_and_cursor_hold_at_once() {
    let mut model = settings(80, 24);
    keep(&mut model, set("density", "compact"));
    keep(&mut model, set("cursor", "hidden"));
    assert!(model.fleet.compact && model.look.cursor_hidden);
    keep(&mut model, set("density", "normal"));
    assert!(!model.fleet.compact);
}

#[test]
fn what_the_environment_decides_is_said_and_not_changed() {
    let mut model = settings(80, 24);
    press(&mut model, "j");
    assert_eq!(model.look.selected().unwrap().name, "ascii");
    assert_eq!(press(&mut model, "\n"), vec![]);
    let said = model.notice.clone().unwrap().text;
    assert_eq!(said, "ascii is decided by the environment");
}

#[test]
fn a_text_is_typed_in_its_row_and_kept_by_enter_only() {
    let mut model = settings(80, 24);
    press(&mut model, "\t\t\nme?,q");
    assert!(model.help.is_none() && model.look.page.is_some());
    update(&mut model, Message::Pasted(" too\n".to_owned()));
    assert_eq!(press(&mut model, "\n"), set("as", "me?,q too"));
    press(&mut model, "\nother");
    assert_eq!(press(&mut model, "\u{1b}"), vec![]);
    assert!(model.look.editing.is_none() && model.look.page.is_some());
    assert_eq!(model.look.selected().unwrap().value, "tester");
}

#[test]
fn a_fact_is_not_set() {
    let mut model = settings(80, 24);
    press(&mut model, "G");
    assert_eq!(press(&mut model, "\n"), vec![]);
    assert!(model.look.editing.is_none());
}

#[test]
fn a_setting_that_cannot_be_kept_stays_and_the_reason_is_told() {
    let mut model = settings(80, 24);
    let kept = Message::Kept {
        name: "theme".to_owned(),
        answer: Err("the folder is read-only".to_owned()),
    };
    update(&mut model, kept);
    assert_eq!(model.notice.clone().unwrap().tone, Tone::Error);
    assert_eq!(model.look.selected().unwrap().value, "auto");
}

#[test]
fn the_edited_file_is_read_again_and_one_that_is_wrong_changes_nothing() {
    let mut model = settings(80, 24);
    assert_eq!(press(&mut model, "e"), vec![Effect::EditSettings]);
    let wrong = Err("config.toml: line 3: bell cannot be maybe".to_owned());
    update(&mut model, Message::SettingsRead(wrong));
    let text = screen(&model).text();
    assert!(text.contains("line 3: bell cannot be maybe"), "{text}");

    let own = |name: &str, value: Option<&str>| (name.to_owned(), value.map(str::to_owned));
    let read = vec![
        own("theme", Some("light")),
        own("bell", None),
        own("ascii", Some("true")),
    ];
    update(&mut model, Message::SettingsRead(Ok(read)));
    assert_eq!(model.look.chosen.name, "light");
    let find = |name: &str| {
        let mut lines = model.look.settings.iter();
        let found = lines.find(|line| line.name == name).unwrap();
        (found.value.as_str(), found.origin)
    };
    assert_eq!(find("theme"), ("light", "file"));
    assert_eq!(find("bell"), ("auto", "default"));
    assert_eq!(find("ascii"), ("false", "environment"));
}

#[test]
fn a_click_selects_the_row_of_a_setting_and_changes_none() {
    for (width, height) in [(120, 36), (80, 24), (60, 20)] {
        let mut model = settings(width, height);
        let before = model.look.settings.clone();
        let text = screen(&model).text();
        let row = text
            .lines()
            .position(|line| line.contains("density "))
            .unwrap();
        let click = Message::Clicked {
            column: width - 20,
            row: u16::try_from(row).unwrap(),
        };
        for _ in 0..2 {
            assert_eq!(update(&mut model, click.clone()), vec![]);
        }
        assert_eq!(model.look.selected().unwrap().name, "density");
        assert_eq!(model.look.settings, before);
    }
}

#[test]
fn a_click_beside_a_setting_that_is_typed_leaves_it_to_its_keys() {
    let mut model = settings(80, 24);
    press(&mut model, "\t\t\nsome");
    let before = model.look.page;
    for row in 0..24 {
        update(&mut model, Message::Clicked { column: 10, row });
    }
    assert_eq!(model.look.page, before);
    assert!(model.look.editing.is_some());
}
