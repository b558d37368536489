//! Writing out and copying: what is offered, what is asked of the shell, what is said; and the pictures of stages and days.

use chrono::TimeDelta;

use super::golden::picture;
use super::{Effect, Message, Model, fixture, model, opened, press, update};
use crate::export::Form;
use crate::projection::DaysView;
use crate::tui::screen;
use crate::tui::view::painted;

fn copied(effects: &[Effect]) -> Option<(&str, &str)> {
    effects.iter().find_map(|effect| {
        if let Effect::Copy { text, label } = effect {
            Some((text.as_str(), label.as_str()))
        } else {
            None
        }
    })
}

#[test]
fn the_menu_of_forms() {
    picture("export", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, "ye");
        model
    });
}

/// Lets the time pass in which a dialog that just opened takes no button.
fn wait(model: &mut Model) {
    let later = model.now + TimeDelta::seconds(1);
    update(model, Message::Ticked(later));
}

#[test]
fn the_button_names_the_file_and_asks_for_it() {
    let mut model = opened(120, 36);
    press(&mut model, "ye");
    wait(&mut model);
    press(&mut model, " ");
    let text = painted(&model);
    assert!(
        text.contains("Write ") && text.contains(".html ]"),
        "{text}"
    );
    let effects = press(&mut model, "\t\t\n");
    assert!(
        matches!(
            effects.as_slice(),
            [Effect::Export {
                form: Form::Html,
                at: None,
                ..
            }]
        ),
        "{effects:?}"
    );
    let words = "wrote /home/ana/x.html (12 bytes)".to_owned();
    update(&mut model, Message::Exported { words });
    assert!(painted(&model).contains("wrote /home/ana/x.html"));
}

#[test]
fn a_menu_that_is_closed_writes_nothing() {
    let mut model = opened(80, 24);
    press(&mut model, "ye");
    wait(&mut model);
    assert_eq!(press(&mut model, " \u{1b}"), vec![]);
}

#[test]
fn every_text_says_what_it_is_and_about_which_flag() {
    for (keys, label) in [
        ("ys", "text for Slack"),
        ("yi", "text for an issue"),
        ("ym", "checklist as Markdown"),
        ("yh", "handover pack"),
    ] {
        let mut model = opened(120, 36);
        let name = model.view().unwrap().name().to_owned();
        let effects = press(&mut model, keys);
        let (text, said) = copied(&effects).unwrap();
        assert!(said.starts_with(&name) && said.contains(label), "{said}");
        assert!(text.contains(&name), "{keys}: {text}");
    }
}

#[test]
fn a_cross_post_holds_the_line_the_message_and_the_comment() {
    let mut model = opened(120, 36);
    let number = model.step().unwrap().number.clone();
    let line = model.step().unwrap().instructions.first().cloned();
    let effects = press(&mut model, "yx");
    match (line, copied(&effects)) {
        (Some(line), Some((text, _))) => {
            let found = text.matches(line.normalised.as_str()).count();
            assert!(found >= 2 && text.contains(&number), "{text}");
        }
        (None, copied) => assert_eq!(copied, None),
        (Some(line), None) => panic!("{line:?} was not copied: {effects:?}"),
    }
}

#[test]
fn nothing_is_said_to_be_copied_where_there_is_no_link() {
    let mut model = opened(120, 36);
    let effects = press(&mut model, "yu");
    let has_link = copied(&effects).is_some_and(|(text, _)| text.starts_with("http"));
    let says_nothing = painted(&model).contains("nothing copied");
    assert!(has_link != says_nothing);
}

fn with_days(width: u16, height: u16) -> Model {
    let mut model = model(width, height);
    let effects = press(&mut model, "vh");
    let asked = effects
        .iter()
        .any(|effect| matches!(effect, Effect::ReadDays { .. }));
    assert!(asked, "{effects:?}");
    let history = fixture::ramping().history();
    let days = DaysView::of(&history, 28, fixture::now());
    update(&mut model, Message::DaysRead(vec![days]));
    model
}

#[test]
fn the_fleet_by_days() {
    picture("days", with_days);
}

#[test]
fn the_fleet_by_days_in_ascii() {
    let mut model = with_days(120, 36);
    model.symbols = crate::tui::Symbols::Ascii;
    let text = screen(&model).text();
    assert!(text.is_ascii(), "{text}");
}

#[test]
fn the_days_go_as_they_came() {
    let mut model = with_days(120, 36);
    assert_eq!(press(&mut model, "vh"), vec![]);
    assert_eq!(model.fleet.days, None);
}
