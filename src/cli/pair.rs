//! A `KEY=VALUE` as it is typed after `--set`. Which blank is meant is found elsewhere.

/// A key and what it is set to.
pub(crate) type Pair = (String, String);

/// Splits at the first `=`.
///
/// # Errors
///
/// When there is none, or nothing before it.
pub(crate) fn parse_pair(text: &str) -> Result<Pair, String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write KEY=VALUE".to_owned()),
    }
}

/// Finds which of `blanks`, which have their brackets, is meant by `key`, with or without brackets, in any case.
pub(crate) fn find_blank<'a>(key: &str, blanks: &'a [String]) -> Option<&'a String> {
    let bare = |text: &str| {
        let inner = text
            .trim()
            .trim_matches(['<', '>', '{', '}', '[', ']', '`']);
        inner.trim().to_lowercase().replace([' ', '_'], "-")
    };
    blanks
        .iter()
        .find(|blank| *blank == key)
        .or_else(|| blanks.iter().find(|blank| bare(blank) == bare(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_equals_sign_splits() {
        assert_eq!(
            parse_pair("path=a=b"),
            Ok(("path".to_owned(), "a=b".to_owned()))
        );
        assert!(parse_pair("25").is_err());
        assert!(parse_pair("=25").is_err());
    }

    #[test]
    fn a_blank_is_found_without_its_brackets() {
        let blanks = vec!["<rollout-percentage>".to_owned(), "<sha>".to_owned()];
        for key in [
            "rollout-percentage",
            "<rollout-percentage>",
            "Rollout_Percentage",
        ] {
            assert_eq!(find_blank(key, &blanks), blanks.first(), "{key}");
        }
        assert_eq!(find_blank("percentage", &blanks), None);
    }
}
