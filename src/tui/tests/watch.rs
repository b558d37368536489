//! Who watches and who is watched: the small dialogs record exactly what was typed, and nothing before it is.

use super::golden::picture;
use super::{Effect, opened, press};
use crate::domain::calendar::FlagType;
use crate::domain::rollout::Command;

fn commands(effects: &[Effect]) -> Vec<Command> {
    let commands = effects.iter().filter_map(|effect| {
        if let Effect::Dispatch { command, .. } = effect {
            Some(command.clone())
        } else {
            None
        }
    });
    commands.collect()
}

fn text(model: &super::Model) -> String {
    crate::tui::screen(model).text()
}

#[test]
fn what_runs_is_handed_over_to_the_name_that_is_typed() {
    let mut model = opened(80, 24);
    assert_eq!(press(&mut model, "th"), vec![]);
    assert!(text(&model).contains("Who watches from now on?"));
    let effects = press(&mut model, "bo\t\t\n");
    assert!(
        matches!(&commands(&effects)[..], [Command::HandOver { to, .. }] if to.as_str() == "bo"),
        "{effects:?}"
    );
}

#[test]
fn nobody_takes_nothing_over() {
    let mut model = opened(80, 24);
    press(&mut model, "th");
    assert_eq!(press(&mut model, "\t\t\n"), vec![]);
}

#[test]
fn actors_are_kept_when_every_one_of_them_is_one() {
    let mut model = opened(80, 24);
    press(&mut model, "aw");
    assert_eq!(press(&mut model, "Project\t\t\n"), vec![]);
    let mut model = opened(80, 24);
    press(&mut model, "aw");
    assert_eq!(press(&mut model, "project:1"), vec![]);
    assert!(text(&model).contains("did you mean Project:1?"));
    assert_eq!(press(&mut model, "\t\t\n"), vec![]);
    let mut model = opened(80, 24);
    press(&mut model, "aw");
    let effects = press(&mut model, "Project:1 User:2\t\t\n");
    assert!(
        matches!(&commands(&effects)[..], [Command::NameActors { actors }] if actors.len() == 2),
        "{effects:?}"
    );
}

#[test]
fn the_type_of_the_flag_is_chosen_and_recorded() {
    let mut model = opened(80, 24);
    press(&mut model, "td");
    let effects = press(&mut model, "  \t\t\n");
    let kinds: Vec<FlagType> = commands(&effects)
        .into_iter()
        .filter_map(|command| {
            if let Command::TypeFlag { kind, .. } = command {
                Some(kind)
            } else {
                None
            }
        })
        .collect();
    assert_eq!(kinds, [FlagType::GitlabComDerisk], "{}", text(&model));
}

#[test]
fn production_for_some_shows_the_line_before_it_is_recorded() {
    let make = |width, height| {
        let mut model = opened(width, height);
        press(&mut model, "at");
        press(&mut model, "\tteam/app");
        model
    };
    let seen = text(&make(120, 36));
    assert!(seen.contains("--project=team/app"), "{seen}");
    picture("production_for_some", make);
}

#[test]
fn the_pack_for_a_handover_is_copied() {
    let mut model = opened(80, 24);
    let effects = press(&mut model, "yh");
    assert!(
        matches!(&effects[..], [Effect::Copy { text, .. }] if text.contains("## What comes next")),
        "{effects:?}"
    );
}
