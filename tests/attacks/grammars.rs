//! The small grammars against any text: a line to run, an answer, a kept event, tables of keys and calendars. Nothing panics, nothing is guessed.

use proptest::prelude::*;
use rollgate::chatops::{check, parse_line, read_reply, scan};
use rollgate::domain::calendar::Calendar;
use rollgate::domain::flag::{FlagName, Percentage};
use rollgate::domain::incident::Policies;
use rollgate::domain::issue_link::IssueLink;
use rollgate::domain::rollout;
use rollgate::journal::decode;
use rollgate::tui::keymap;

use crate::corpus::attacks;

/// Reads `text` as everything that this program reads in one piece.
fn read_as_everything(text: &str) {
    for line in [
        text.to_owned(),
        format!("/chatops run feature set {text} true"),
    ] {
        if let Some(instruction) = parse_line(&line) {
            check(&instruction);
        }
    }
    scan(text);
    let flag = FlagName::parse("a_flag").unwrap();
    read_reply(text, &flag);
    FlagName::parse(text);
    Percentage::parse(text);
    keymap::read("keys.toml", text).ok();
    Calendar::parse(text).ok();
    Calendar::with_overrides(text).ok();
    Policies::parse(text).ok();
    if let Ok(link) = IssueLink::parse(text) {
        let host = link.host();
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]_".contains(letter);
        assert!(host.chars().all(is_plain), "{host:?} of {text:?}");
        assert!(!host.starts_with('-'), "{host:?} of {text:?}");
    }
    for kind in ["step_marked", "imported", text] {
        for payload in [
            text.to_owned(),
            format!("{{\"text\":{text:?}}}"),
            "{}".to_owned(),
        ] {
            let event = decode::<rollout::Event>(kind, 1, &payload);
            assert!(event.is_err(), "{kind} {payload}");
        }
    }
}

#[test]
fn u07_every_attack_is_read_as_everything() {
    let bad = attacks();
    for (_, text) in &bad {
        read_as_everything(text);
        read_as_everything(&format!("https://{text}/-/issues/1"));
        read_as_everything(&format!("https://example.com/{text}/-/issues/1"));
        read_as_everything(&format!("[fleet]\nimport = \"{text}\"\n"));
    }
    let all: Vec<String> = bad.into_iter().map(|(_, text)| text).collect();
    read_as_everything(&all.concat());
    read_as_everything(&all.join("\n"));
}

proptest! {
    #[test]
    fn u07_any_text_is_read_as_everything(text in any::<String>()) {
        read_as_everything(&text);
    }

    #[test]
    fn u07_any_words_of_the_grammar_are_read_as_everything(
        words in proptest::collection::vec(
            prop_oneof![
                Just("/chatops".to_owned()), Just("run".to_owned()), Just("feature".to_owned()), Just("set".to_owned()),
                Just("--dev".to_owned()), Just("--actors".to_owned()), Just("--project=".to_owned()), Just("\"".to_owned()),
                Just("'".to_owned()), Just("`".to_owned()), Just("<x>".to_owned()), Just("50".to_owned()),
                Just("\n".to_owned()), Just("=".to_owned()), Just("[fleet]".to_owned()), "\\PC{0,6}",
            ],
            0..20,
        ),
    ) {
        read_as_everything(&words.join(" "));
        read_as_everything(&words.concat());
    }
}
