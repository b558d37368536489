//! The phrases by which documents are understood, read from a table in `assets/`. It matches; what a match means is decided elsewhere.

use std::sync::LazyLock;

use super::phrases::Table;
use crate::domain::plan::{RolloutKind, StageKind, StepKind};

static ENGLISH: LazyLock<Table> =
    LazyLock::new(|| Table::of(include_str!("../../assets/vocabulary/en.txt")));

/// Brings a text to the words that count: lower case, no punctuation, no apostrophes, single spaces between.
pub(super) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric();
        let end = rest.bytes().take_while(is_word).count();
        let (word, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        words.push_str(word);
        let mut signs = behind.chars();
        let Some(c) = signs.next() else { break };
        rest = signs.as_str();
        if ('\u{4e00}'..='\u{9fff}').contains(&c) {
            // Chinese parts no words, so each sign is one.
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
            words.push(c);
            words.push(' ');
        } else if c.is_alphanumeric() {
            words.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words.make_ascii_lowercase();
    words
}

/// Returns the key of the first phrase of `section` that `text` matches.
pub(super) fn find(section: &str, text: &str) -> Option<&'static str> {
    let found = if text.is_ascii() {
        ENGLISH.find(section, text)
    } else {
        ENGLISH.find(section, &words(text))
    };
    found.map(|phrase| phrase.key.as_str())
}

/// Returns what the table says under a key, as written.
pub(super) fn text_of(section: &str, key: &str) -> Option<&'static str> {
    ENGLISH
        .phrases
        .iter()
        .find(|phrase| phrase.section == section && phrase.key == key)
        .map(|phrase| phrase.text.as_str())
}

/// Returns what a heading says a stage is for.
pub(super) fn stage_kind(title: &str) -> Option<StageKind> {
    let key = find("stage", without_aside(unnumbered(title)))?;
    let kinds = [
        ("plan", StageKind::Plan),
        ("nonprod", StageKind::Nonprod),
        ("canary", StageKind::Canary),
        ("prepare", StageKind::Prepare),
        ("approval", StageKind::Approval),
        ("ramp", StageKind::Ramp),
        ("verify", StageKind::Verify),
        ("default_on", StageKind::DefaultOn),
        ("release", StageKind::Release),
        ("cleanup", StageKind::Cleanup),
        ("rollback", StageKind::Rollback),
        ("cut", StageKind::Cut),
        ("announce", StageKind::Announce),
    ];
    kinds
        .iter()
        .find(|(name, _)| *name == key)
        .map(|(_, kind)| *kind)
}

/// Takes the number from the beginning of a heading: `4. Prepare`.
fn unnumbered(title: &str) -> &str {
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = Some(rest).filter(|rest| rest.len() < title.len());
    rest.and_then(|rest| rest.strip_prefix(['.', ')']))
        .map_or(title, str::trim_start)
}

/// Takes away what stands in brackets at the end of a heading, which is mostly when it is done: `Cut it (a day before release)`.
fn without_aside(title: &str) -> &str {
    let words = title.trim_end().strip_suffix(')');
    let words = words
        .and_then(|words| words.rsplit_once('('))
        .map(|(words, _)| words.trim_end());
    words.filter(|words| !words.is_empty()).unwrap_or(title)
}

/// Returns what an item's words say about what kind of step it is.
pub(super) fn step_kind(text: &str) -> Option<StepKind> {
    match find("step", text)? {
        "wait" => Some(StepKind::Wait),
        "watch" => Some(StepKind::Watch),
        "qa" => Some(StepKind::Qa),
        "announce" => Some(StepKind::Announce),
        _ => None,
    }
}

/// Returns what kind of work a title names.
pub(super) fn rollout_kind(title: &str) -> Option<RolloutKind> {
    match find("document", title)? {
        "feature_flag" => Some(RolloutKind::FeatureFlag),
        "change" => Some(RolloutKind::Change),
        "release" => Some(RolloutKind::Release),
        "experiment" => Some(RolloutKind::Experiment),
        _ => None,
    }
}

/// In how many bytes a text has said its condition, if it begins with one.
const CONDITION: usize = 64;

/// Returns question and answer when the text is the head of a branch.
pub(super) fn branch(text: &str) -> Option<(&'static str, &'static str)> {
    let head = text.get(..CONDITION).and_then(|head| head.rsplit_once(' '));
    find("condition", head.map_or(text, |(head, _)| head))?;
    find("branch", text)?.split_once('.')
}

/// Tells whether a section is there to be read, not to be gone through.
pub(super) fn is_panel(title: &str) -> bool {
    find("panel", title).is_some()
}

/// Tells whether an item or a heading says that it is optional.
pub(super) fn is_optional(text: &str) -> bool {
    find("optional", text).is_some()
}

/// Tells whether words offer actors to be targeted instead of a percentage.
pub(super) fn is_instead(text: &str) -> bool {
    find("instead", text).is_some()
}

/// Tells whether a text has a phrase of `section`.
pub(super) fn has(section: &str, text: &str) -> bool {
    find(section, text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expected: Option<StageKind>) {
        assert_eq!(stage_kind(title), expected, "{title}");
    }

    #[test]
    fn headings_tell_the_kind_of_a_stage() {
        check(
            "Rollout on non-production environments",
            Some(StageKind::Nonprod),
        );
        check("**Non-production**", Some(StageKind::Nonprod));
        check("Specific rollout on production", Some(StageKind::Canary));
        check(
            "Preparation before production rollout",
            Some(StageKind::Prepare),
        );
        check("Before global rollout", Some(StageKind::Prepare));
        check("Global rollout on production", Some(StageKind::Ramp));
        check("Production", Some(StageKind::Ramp));
        check(
            "(Optional) Release the feature with the feature flag",
            Some(StageKind::DefaultOn),
        );
        check("Release the feature", Some(StageKind::Release));
        check("The Rollout Plan", Some(StageKind::Plan));
        check("🎬 Cleanup", Some(StageKind::Cleanup));
        check("Rollback plan", Some(StageKind::Rollback));
        check(
            "10. Hand off to the packaging team",
            Some(StageKind::Announce),
        );
        check("1. Prepare the branch", Some(StageKind::Prepare));
        check("Ramp schedule", Some(StageKind::Ramp));
        check("Odds and ends", None);
    }

    #[test]
    fn only_whole_words_count() {
        check("Prepared statements", None);
        assert!(!is_panel("Summary of the release"));
        assert!(is_panel("Summary:"));
    }

    #[test]
    fn items_tell_what_kind_of_step_they_are() {
        for (text, kind) in [
            ("Wait for at least one day", Some(StepKind::Wait)),
            ("Be available for at least 2 hours", Some(StepKind::Watch)),
            (
                "Verify that the feature works as expected.",
                Some(StepKind::Qa),
            ),
            ("Notify the support team", Some(StepKind::Announce)),
            ("Create a changelog entry", None),
        ] {
            assert_eq!(step_kind(text), kind, "{text}");
        }
    }

    #[test]
    fn a_branch_needs_a_condition() {
        assert_eq!(
            branch("If the flag in code has an actor, go"),
            Some(("actor", "yes"))
        );
        assert_eq!(
            branch("If the flag does **NOT** have an actor"),
            Some(("actor", "no"))
        );
        assert_eq!(branch("The flag has an actor"), None);
    }
}
