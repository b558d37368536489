//! Of which type a document says its flag is. A type counts where a line gives it a name, and not where it merely occurs.

use crate::domain::calendar::FlagType;

/// The names under which a document states the type, in lower case.
const NAMES: [&str; 4] = ["type", "flag type", "feature flag type", "type of the flag"];

/// Returns the type that the lines of a document state; `None` where none does, or where two disagree.
///
/// Source: the definition of a flag in GitLab, `config/feature_flags/*/*.yml`, which documents quote, says `type: beta`.
pub(super) fn stated(text: &str) -> Option<FlagType> {
    let mut types = text.lines().filter_map(in_line);
    let first = types.next()?;
    types.all(|other| other == first).then_some(first)
}

fn in_line(line: &str) -> Option<FlagType> {
    let line = line.trim().trim_matches('|');
    let (name, value) = line.split_once([':', '|'])?;
    let is_mark = |letter: char| letter.is_whitespace() || "-*+>#`_\"'[]|".contains(letter);
    let name = name.trim_matches(is_mark);
    if !NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return None;
    }
    let value = value.trim_matches(|letter| is_mark(letter) || letter == '.' || letter == ':');
    FlagType::parse(&value.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_read_where_a_line_names_it() {
        for (text, expected) in [
            ("type: gitlab_com_derisk", Some(FlagType::GitlabComDerisk)),
            ("- Feature flag type: beta", Some(FlagType::Beta)),
            ("* **Type**: `ops`", Some(FlagType::Ops)),
            ("**Flag type:** wip", Some(FlagType::Wip)),
            ("| Type | experiment |", Some(FlagType::Experiment)),
            ("/label ~\"type::feature\"", None),
            ("Choose a type: beta or ops", None),
            ("type: feature", None),
            ("The beta begins on Monday", None),
            ("type: beta\ntype: wip", None),
            ("type: beta\n> Type: Beta", Some(FlagType::Beta)),
        ] {
            assert_eq!(stated(text), expected, "{text}");
        }
    }
}
