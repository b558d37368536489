//! A line cut into words as Slack would pass them on. It keeps what is quoted or in angle brackets together and interprets nothing.

use std::borrow::Cow;

/// Returns what stands behind a trailing ` # `, which is a word to the reader and no part of the line.
pub fn comment(line: &str) -> Option<&str> {
    split_comment(line).1
}

/// Parts a line from its trailing comment.
pub(super) fn split_comment(line: &str) -> (&str, Option<&str>) {
    let hash = line.match_indices('#').find(|(at, _)| {
        let before = line.get(..*at).unwrap_or_default();
        let after = line.get(at + 1..).unwrap_or_default();
        let is_lone = after.is_empty() || after.starts_with(char::is_whitespace);
        before.ends_with(char::is_whitespace) && is_lone
    });
    let Some((at, _)) = hash else {
        return (line.trim(), None);
    };
    let command = line.get(..at).unwrap_or_default().trim();
    let comment = line.get(at + 1..).unwrap_or_default().trim();
    (command, Some(comment).filter(|comment| !comment.is_empty()))
}

/// Cuts `text` into words; backticks vanish, and with them a lone hash that they held, which would begin a comment where it is printed; and a long dash that an editor made of two short ones becomes two again.
pub(super) fn words(text: &str) -> Vec<Cow<'_, str>> {
    // Where no sign holds words together they are parts of the text, and nothing has to be copied.
    if !text.contains(['`', '<', '"', '\'', '—', '–']) {
        let words = text.split_whitespace().filter(|word| *word != "#");
        return words.map(Cow::Borrowed).collect();
    }
    let text = text.replace('`', "");
    let mut words = Vec::new();
    let mut word = String::new();
    let mut closing: Option<char> = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match closing {
            Some(end) if c == end => closing = None,
            None if c == '<' => closing = closes(rest.as_str()),
            // Within a word it is an apostrophe.
            None if (c == '"' || c == '\'') && (word.is_empty() || word.ends_with('=')) => {
                closing = rest.as_str().contains(c).then_some(c);
            }
            Some(_) | None => {}
        }
        if c.is_whitespace() && closing.is_none() {
            push(&mut words, &mut word);
        } else {
            word.push(c);
        }
    }
    push(&mut words, &mut word);
    words
}

/// Returns `>` when a bracket that has just been opened is closed before another opens.
fn closes(rest: &str) -> Option<char> {
    let at = rest.find(['<', '>'])?;
    rest.get(at..)
        .is_some_and(|tail| tail.starts_with('>'))
        .then_some('>')
}

fn push(words: &mut Vec<Cow<'_, str>>, word: &mut String) {
    let taken = std::mem::take(word);
    if taken.is_empty() || taken == "#" {
        return;
    }
    let dashed = taken
        .strip_prefix(['—', '–'])
        .map(|rest| format!("--{rest}"));
    words.push(Cow::Owned(dashed.unwrap_or(taken)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text), expected, "{text}");
    }

    #[test]
    fn words_are_parted_by_any_space() {
        check("a  b\tc", &["a", "b", "c"]);
        check("set `x` true ``", &["set", "x", "true"]);
        check("x —dev –pre", &["x", "--dev", "--pre"]);
    }

    #[test]
    fn brackets_and_quotes_hold_words_together() {
        check("set <the name> true", &["set", "<the name>", "true"]);
        check("a < b", &["a", "<", "b"]);
        check(
            "list --match \"two words\"",
            &["list", "--match", "\"two words\""],
        );
        check("don't stop", &["don't", "stop"]);
        check("flag' -- x='a b' it's", &["flag'", "--", "x='a b'", "it's"]);
    }

    #[test]
    fn a_comment_begins_at_a_lone_hash() {
        assert_eq!(
            split_comment("a b   # production"),
            ("a b", Some("production"))
        );
        assert_eq!(split_comment("ask #production"), ("ask #production", None));
        assert_eq!(comment("see x#note_1"), None);
        assert_eq!(split_comment("a b #"), ("a b", None));
        check("a # `b` `#`", &["a", "b"]);
        check("a # b", &["a", "b"]);
    }
}
