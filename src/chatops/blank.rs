//! Placeholders: the words of a line that somebody must still fill. It finds them and fills none.

/// Words that templates use for the flag's name without brackets.
const LOWER_CASE: [&str; 5] = [
    "feature_name",
    "feature_flag_name",
    "some_feature",
    "your_feature",
    "feature-flag-name",
];

/// First words of HTML tags, which are no placeholders.
const TAGS: [&str; 30] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "hr",
    "i",
    "img",
    "input",
    "kbd",
    "li",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "u",
];

/// First words of a template's tags that print nothing.
const LOGIC: [&str; 10] = [
    "if", "else", "end", "range", "with", "define", "template", "block", "/*", "*/",
];

/// The longest text between the brackets of a placeholder, in bytes.
const LONGEST: usize = 60;

/// Returns the placeholders of `text` in the order in which they stand, each once.
///
/// `<rollout-percentage>`, `<%= version %>`, `{{ .Version }}` and `{+ words +}` keep their brackets; `FEATURE_NAME`, `#g_TEAM_NAME` and `feature_name` have none.
/// HTML tags, addresses and versions are no placeholders.
pub fn blanks(text: &str) -> Vec<String> {
    // Most texts have none of the signs that a placeholder has.
    let mut found: Vec<(usize, String)> = Vec::new();
    if text.contains('<') {
        found.extend(angle_blanks(text));
    }
    if text.contains('{') {
        found.extend(curly_blanks(text));
    }
    if text.contains('_') || text.contains('-') {
        for (at, word) in bare_words(text).filter(|(_, word)| is_bare_blank(word)) {
            let inside = found
                .iter()
                .any(|(start, blank)| (*start..start + blank.len()).contains(&at));
            if !inside {
                found.push((at, word.to_owned()));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    let mut blanks: Vec<String> = Vec::new();
    for (_, blank) in found {
        if !blanks.contains(&blank) {
            blanks.push(blank);
        }
    }
    blanks
}

/// Tells whether a placeholder stands for the name of the flag: `<feature-flag-name>`, `FEATURE_NAME`, `feature_name`.
pub fn is_flag_blank(blank: &str) -> bool {
    let inner = blank
        .trim_matches(['<', '>', '`', ':'])
        .to_ascii_lowercase();
    let inner = inner.replace(['_', ' '], "-");
    matches!(
        inner.trim_start_matches("gitaly-"),
        "feature-flag-name"
            | "feature-flag"
            | "feature-name"
            | "flag-name"
            | "flag"
            | "name-of-feature-flag"
            | "name-of-the-feature-flag"
            | "your-feature-flag"
            | "your-feature-flag-name"
            | "some-feature"
            | "your-feature"
    )
}

fn angle_blanks(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('<') {
        let after = text.get(start + 1..).unwrap_or_default();
        let Some(length) = after.find(['<', '>', '\n']) else {
            continue;
        };
        let (inner, rest) = (
            after.get(..length).unwrap_or_default(),
            after.get(length..).unwrap_or_default(),
        );
        let prints = inner
            .strip_prefix("%=")
            .and_then(|value| value.strip_suffix('%'));
        if rest.starts_with('>') && (is_angle_blank(inner) || prints.is_some()) {
            found.push((start, format!("<{inner}>")));
        }
    }
    found
}

/// Finds `{{ … }}`, by which template languages print a value, and `{+ … +}`, by which GitLab's templates ask for words.
fn curly_blanks(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (open, close) in [("{{", "}}"), ("{+", "+}")] {
        for (start, _) in text.match_indices(open) {
            let after = text.get(start + open.len()..).unwrap_or_default();
            let inner = after.find(close).and_then(|length| after.get(..length));
            let words = inner.unwrap_or_default().trim_matches(['-', ' ']);
            let is_logic = LOGIC.contains(&words.split(' ').next().unwrap_or_default());
            let is_one =
                !words.is_empty() && words.len() <= LONGEST && !words.contains(['{', '\n']);
            if let Some(inner) = inner.filter(|_| is_one && !is_logic) {
                found.push((start, format!("{open}{inner}{close}")));
            }
        }
    }
    found
}

fn is_angle_blank(inner: &str) -> bool {
    let first_word = inner
        .split(|c: char| c.is_whitespace() || c == '/')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let legal = |c: char| c.is_alphanumeric() || " -_/.:,'|+#&()".contains(c);
    inner.len() <= LONGEST
        && inner.starts_with(|c: char| c.is_alphanumeric() || c == '#')
        && !inner.ends_with(' ')
        && inner.chars().all(legal)
        && !inner.contains("://")
        && !inner.starts_with("mailto:")
        && !TAGS.contains(&first_word.as_str())
}

/// Goes through the words of letters, digits, `_` and `-`, with their places.
fn bare_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    text.split_inclusive(move |c: char| !is_word(c))
        .scan(0, move |next, piece| {
            let start = *next;
            *next += piece.len();
            Some((start, piece.trim_end_matches(|c: char| !is_word(c))))
        })
        .filter(|(_, word)| !word.is_empty())
}

fn is_bare_blank(word: &str) -> bool {
    let parts_words = |c: char| matches!(c, '_' | '-');
    if !word.contains(parts_words) {
        return false;
    }
    if LOWER_CASE.contains(&word) {
        return true;
    }
    let word = word.strip_prefix("g_").unwrap_or(word);
    let is_upper = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || parts_words(c);
    let tells = ["NAME", "LINK", "TEAM", "URL", "UPDATEME", "REFERENCE"];
    word.chars().all(is_upper)
        && word.contains(parts_words)
        && word.split(parts_words).any(|part| tells.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(blanks(text), expected, "{text}");
    }

    #[test]
    fn each_placeholder_is_found_once_in_its_order() {
        check("set <y> <x> <y>", &["<y>", "<x>"]);
        check("--<actor-type>=<actor>", &["<actor-type>", "<actor>"]);
        check("set FEATURE_NAME true", &["FEATURE_NAME"]);
        check("remove `:feature_name` now", &["feature_name"]);
        check("ask `#g_TEAM_NAME`", &["g_TEAM_NAME"]);
    }

    #[test]
    fn tags_addresses_and_plain_capitals_are_none() {
        for text in [
            "<details>",
            "<br/>",
            "</summary>",
            "<https://example.com>",
            "a < b",
            "MR and QA",
            "x_NAME",
            "<!-- no -->",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn the_name_of_the_flag_has_many_spellings() {
        for blank in [
            "<feature-flag-name>",
            "FEATURE_NAME",
            "feature_name",
            "<flag_name>",
        ] {
            assert!(is_flag_blank(blank), "{blank}");
        }
        assert!(!is_flag_blank("<rollout-percentage>"));
    }
}
