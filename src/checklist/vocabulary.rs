//! The phrases by which documents are understood, read from a table in `assets/`. It matches; what a match means is decided elsewhere.

use std::sync::LazyLock;

use super::prose::squeeze;
use crate::domain::plan::{RolloutKind, StageKind, StepKind};

static ENGLISH: LazyLock<Vec<Phrase>> =
    LazyLock::new(|| phrases(include_str!("../../assets/vocabulary/en.txt")));

struct Phrase {
    section: String,
    key: String,
    /// The phrase as written, for what is shown.
    text: String,
    words: String,
    place: Place,
}

enum Place {
    Whole,
    Beginning,
    Anywhere,
}

/// Brings a text to the words that count: lower case, no punctuation, no apostrophes.
pub(super) fn words(text: &str) -> String {
    let spaced: String = text
        .chars()
        .filter(|c| !matches!(c, '\'' | '’'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    squeeze(&spaced.to_lowercase())
}

/// Returns the key of the first phrase of `section` that `text` matches.
pub(super) fn find(section: &str, text: &str) -> Option<&'static str> {
    let words = words(text);
    ENGLISH
        .iter()
        .filter(|phrase| phrase.section == section)
        .find(|phrase| phrase.matches(&words))
        .map(|phrase| phrase.key.as_str())
}

/// Returns what the table says under a key, as written.
pub(super) fn text_of(section: &str, key: &str) -> Option<&'static str> {
    ENGLISH
        .iter()
        .find(|phrase| phrase.section == section && phrase.key == key)
        .map(|phrase| phrase.text.as_str())
}

/// Returns what a heading says a stage is for.
pub(super) fn stage_kind(title: &str) -> Option<StageKind> {
    let key = find("stage", title)?;
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

/// Returns question and answer when the text is the head of a branch.
pub(super) fn branch(text: &str) -> Option<(&'static str, &'static str)> {
    find("condition", text)?;
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

impl Phrase {
    fn matches(&self, words: &str) -> bool {
        match self.place {
            Place::Whole => words == self.words,
            Place::Beginning => words
                .strip_prefix(&self.words)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')),
            Place::Anywhere => words.match_indices(&self.words).any(|(at, found)| {
                let before = words.get(..at).unwrap_or_default();
                let after = words.get(at + found.len()..).unwrap_or_default();
                (before.is_empty() || before.ends_with(' '))
                    && (after.is_empty() || after.starts_with(' '))
            }),
        }
    }
}

fn phrases(table: &str) -> Vec<Phrase> {
    let mut section = String::new();
    let mut phrases = Vec::new();
    for line in table.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut section);
            continue;
        }
        // Keys may hold single spaces; two part key and phrase.
        let Some((key, text)) = line.split_once("  ") else {
            continue;
        };
        let text = text.trim();
        let place = match text.chars().next() {
            Some('=') => Place::Whole,
            Some('^') => Place::Beginning,
            Some(_) | None => Place::Anywhere,
        };
        phrases.push(Phrase {
            section: section.clone(),
            key: key.trim().to_owned(),
            text: text.to_owned(),
            words: words(text),
            place,
        });
    }
    phrases
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
