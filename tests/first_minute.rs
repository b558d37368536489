//! The first minute of a person: with a link, with a text, with nothing. Keys through the real loop, real rules, a program of its own on the path.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking, like tests"
)]

#[path = "support/desk.rs"]
mod desk;

use std::os::unix::fs::PermissionsExt as _;

use rollgate::checklist::Template;
use rollgate::domain::plan::StepState;
use rollgate::projection::RolloutView;
use rollgate::shell::{Desk, Forges, Place};
use rollgate::tui::{Effect, Message, Model, update};

use crate::desk::{key, open_data, presses, screen};

const LINK: &str = "https://gitlab.com/garden/seeds/-/issues/12";

/// What somebody copied from a page: no ticks are left.
const COPIED: &str = include_str!("fixtures/copied_garden.txt");

/// A person before an empty program at 80 by 24.
fn sits_down() -> Desk {
    let data = open_data();
    let mut model = Model::new(80, 24, data.now());
    model.arrival.templates = Template::all(&[]);
    let mut desk = Desk::new(model, data, Place::default());
    desk.carry_out(vec![Effect::Open(None)]);
    assert!(screen(&desk).contains("No rollouts yet"));
    desk
}

fn pastes(desk: &mut Desk, text: &str) {
    desk.say(Message::Pasted(text.to_owned()));
}

#[track_caller]
fn sees(desk: &Desk, words: &[&str]) {
    let text = screen(desk);
    for words in words {
        assert!(text.contains(words), "{words} is not on\n{text}");
    }
}

fn view(desk: &Desk) -> &RolloutView {
    desk.model.view().expect("a rollout is open")
}

/// Presses two keys that copy, and returns what would be on the clipboard.
fn copies(desk: &mut Desk, keys: &str) -> String {
    let mut effects = Vec::new();
    for character in keys.chars() {
        effects.extend(update(&mut desk.model, Message::Key(key(character))));
    }
    let Some(Effect::Copy { text, label }) = effects.pop() else {
        panic!("{keys} copied nothing\n{}", screen(desk));
    };
    desk.say(Message::Copied { words: label });
    text
}

/// Makes a `glab` that answers with this script, and a path that has nothing else.
fn glab(script: &str) -> (tempfile::TempDir, Forges) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("glab");
    std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    let forges = Forges::on(Some(folder.path().as_os_str().to_owned()));
    (folder, forges)
}

#[test]
fn with_a_link_the_very_command_is_shown_and_run_after_enter() {
    let (folder, forges) = glab(
        r#"echo "$*" >> "$(dirname "$0")/ran"
printf '%s' '{"title":"Rollout of `weather_widget`","description":"\n## Rollout on staging\n\n- [x] Merge it\n- [ ] Run `/chatops run feature set weather_widget true --staging`\n"}'"#,
    );
    let mut desk = sits_down().asking(forges);
    presses(&mut desk, "u");
    pastes(&mut desk, LINK);
    presses(&mut desk, "\t\t\n");
    let command = "glab api --hostname gitlab.com projects/garden%2Fseeds/issues/12";
    sees(
        &desk,
        &["I do not go online", "your login", command, "Run glab"],
    );
    assert!(
        !folder.path().join("ran").exists(),
        "nothing ran before Enter"
    );
    presses(&mut desk, "\n");
    let ran = std::fs::read_to_string(folder.path().join("ran")).unwrap();
    assert_eq!(ran.trim(), command.trim_start_matches("glab "));
    sees(&desk, &["NOTHING IS SAVED YET", "weather_widget", LINK]);
    presses(&mut desk, "w");
    assert_eq!(view(&desk).next.step.as_deref(), Some("1.2"));
    let line = "/chatops run feature set weather_widget true --staging";
    assert_eq!(copies(&mut desk, ".yy"), line);
    presses(&mut desk, "oi");
    sees(&desk, &["Open gitlab.com"]);
}

#[test]
fn without_a_program_the_link_is_kept_and_the_text_is_pasted() {
    let mut desk = sits_down();
    presses(&mut desk, "u");
    pastes(&mut desk, LINK);
    presses(&mut desk, "\t\t\n");
    sees(
        &desk,
        &["The link is kept", "choose Edit", "glab is not installed"],
    );
    pastes(&mut desk, COPIED);
    sees(&desk, &["NOTHING IS SAVED YET", LINK]);
    presses(&mut desk, "w");
    let kept = view(&desk).references.iter();
    assert_eq!(kept.filter(|found| found.target == LINK).count(), 1);
}

#[test]
fn a_program_that_fails_says_why_and_the_link_stays() {
    let (_folder, forges) = glab("echo 'you are not logged in' >&2; exit 1");
    let mut desk = sits_down().asking(forges);
    pastes(&mut desk, LINK);
    sees(&desk, &["Ask for the text?"]);
    presses(&mut desk, "\n");
    sees(&desk, &["not logged in", "choose Edit"]);
    pastes(&mut desk, COPIED);
    sees(&desk, &["NOTHING IS SAVED YET", LINK]);
}

#[test]
fn with_a_text_the_paste_is_enough_and_m_says_what_is_done() {
    let mut desk = sits_down();
    pastes(&mut desk, COPIED);
    sees(
        &desk,
        &["NOTHING IS SAVED YET", "7 repairs", "m says what is done"],
    );
    // Down to the verification of the first stage, which is done already.
    presses(&mut desk, "jm");
    sees(&desk, &["done up to 1.1"]);
    presses(&mut desk, "w");
    let steps: Vec<StepState> = view(&desk).steps().map(|step| step.state).collect();
    assert_eq!(steps.first(), Some(&StepState::Done), "{steps:?}");
    let tests = &view(&desk).qa;
    assert!(tests.is_empty(), "what an import says is no test result");
    let entries = desk.model.entries();
    let told: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    assert!(told.iter().any(|text| text.contains("import")), "{told:?}");
}

#[test]
fn with_nothing_the_demo_walks_in_three_lines_that_each_come_once() {
    let mut desk = sits_down();
    presses(&mut desk, "d");
    sees(&desk, &["nothing here is real"]);
    presses(&mut desk, "j");
    sees(&desk, &["hint", "1 of 3"]);
    presses(&mut desk, "k\nj");
    sees(&desk, &["2 of 3  yy copies"]);
    presses(&mut desk, ".");
    copies(&mut desk, "yr");
    presses(&mut desk, "j");
    sees(&desk, &["3 of 3  % ramps"]);
    presses(&mut desk, "2j");
    assert!(!screen(&desk).contains("of 3 "), "{}", screen(&desk));
}

#[test]
fn hints_are_switched_off_by_name() {
    let mut desk = sits_down();
    presses(&mut desk, "dj");
    sees(&desk, &["1 of 3"]);
    presses(&mut desk, ":hints off\n");
    sees(&desk, &["hints are off"]);
    presses(&mut desk, "\nj");
    assert!(!screen(&desk).contains("of 3 "), "{}", screen(&desk));
}

#[test]
fn with_nothing_but_a_name_the_template_becomes_a_rollout() {
    let mut desk = sits_down();
    presses(&mut desk, "n");
    sees(&desk, &["feature-flag", "change", "release", "experiment"]);
    presses(&mut desk, "\n\t\n");
    sees(&desk, &["Name of the flag"]);
    presses(&mut desk, "weather_widget");
    // Every other blank can wait; to the buttons.
    while desk
        .model
        .dialog
        .as_ref()
        .is_some_and(|dialog| dialog.form.focused() != "go")
    {
        presses(&mut desk, "\t");
    }
    presses(&mut desk, "\n");
    sees(
        &desk,
        &[
            "NOTHING IS SAVED YET",
            "weather_widget",
            "template feature-flag",
        ],
    );
    presses(&mut desk, "w");
    let first = "/chatops gitlab run feature set weather_widget true --dev";
    assert_eq!(copies(&mut desk, "yy"), first);
    let line = "/chatops gitlab run feature set weather_widget false";
    assert!(copies(&mut desk, "yr").contains(line));
    assert_eq!(view(&desk).name(), "weather_widget");
}

#[test]
fn another_version_is_shown_before_it_is_taken_in_and_taken_back_by_undo() {
    let mut desk = sits_down();
    let text =
        "# Rollout of `weather_widget`\n\n## Prepare\n\n- [ ] Tell the team\n- [ ] Read the docs\n";
    pastes(&mut desk, text);
    presses(&mut desk, "wx");
    assert_eq!(view(&desk).steps().next().unwrap().state, StepState::Done);
    presses(&mut desk, " i");
    sees(&desk, &["Import weather_widget again"]);
    let newer = text.replace("- [ ] Read the docs\n", "- [ ] Ask for a review\n");
    pastes(&mut desk, &newer);
    sees(
        &desk,
        &[
            "1 step stays",
            "new ",
            "Ask for a review",
            "gone ",
            "Read the docs",
        ],
    );
    presses(&mut desk, "w");
    sees(&desk, &["Type weather to confirm"]);
    presses(&mut desk, "\t\tweather\t\t\n");
    let texts = |desk: &Desk| -> Vec<(String, StepState)> {
        let steps = view(desk).steps();
        steps.map(|step| (step.text.clone(), step.state)).collect()
    };
    let taken = texts(&desk);
    assert_eq!(taken[0], ("Tell the team".to_owned(), StepState::Done));
    assert_eq!(taken[1].0, "Ask for a review");
    presses(&mut desk, "uu");
    assert_eq!(texts(&desk)[1].0, "Read the docs");
}

#[test]
fn a_rollout_without_a_flag_is_imported_again_from_its_own_page() {
    let mut desk = sits_down();
    let text = "# Release 4.2\n\n## Prepare\n\n- [ ] Tell the team\n- [ ] Tag it\n";
    pastes(&mut desk, text);
    presses(&mut desk, "w i");
    pastes(
        &mut desk,
        &text.replace("- [ ] Tag it", "- [ ] Tag it twice"),
    );
    sees(&desk, &["of Release 4.2", "reworded"]);
    presses(&mut desk, "\u{1b}");
    // A paste that nobody was asked for is a document of its own.
    pastes(&mut desk, text);
    assert!(!screen(&desk).contains("Changes"), "{}", screen(&desk));
}
