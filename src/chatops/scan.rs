//! Lines to run found inside prose, where no code span marks them. It finds; it does not judge.

use crate::domain::flag::FlagName;

use super::parse::FAMILIES;

/// The most words that a line to run is looked for in, so that a long text is read in one pass.
const MOST_WORDS: usize = 40;
/// The longest call of a console that is followed to its end, in characters.
const LONGEST_CALL: usize = 400;

/// A place in a text where a line to run stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// The line.
    pub text: String,
}

/// Finds chatops lines and console calls in `text`, in order.
///
/// A chatops line goes on as long as words look like its arguments: up to the first word of prose behind the value.
pub fn scan(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    // Most texts have none of the signs that a line to run begins with.
    if !text.contains(['/', '!', 'F']) {
        return found;
    }
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let marks = [
            ("/chatops ", true),
            ("!feature-set ", true),
            ("Feature.", false),
        ];
        let next = marks
            .into_iter()
            .filter_map(|(mark, is_chatops)| Some((rest.find(mark)?, is_chatops)))
            .min_by_key(|(at, _)| *at);
        let Some((at, is_chatops)) = next else {
            break;
        };
        let tail = rest.get(at..).unwrap_or_default();
        let length = if is_chatops {
            chatops_length(tail)
        } else {
            console_length(tail)
        };
        let start = from + at;
        if let Some(line) = tail.get(..length).filter(|line| !line.is_empty()) {
            let text = line.trim_end_matches(['.', ',', ')', '`', ';']);
            let text = if is_chatops { text } else { line };
            let found_here = Found {
                start,
                end: start + text.len(),
                text: text.to_owned(),
            };
            found.push(found_here);
        }
        from = start + length.max(1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    found
}

/// Returns the length of `Feature.method(…)` with its balanced brackets; 0 when it is no call.
fn console_length(tail: &str) -> usize {
    let opens = tail.find(|c: char| c == '(' || c.is_whitespace());
    if !opens.is_some_and(|at| tail.get(at..).is_some_and(|rest| rest.starts_with('('))) {
        return 0;
    }
    let mut depth = 0_usize;
    for (at, c) in tail.char_indices().take(LONGEST_CALL) {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    0
}

/// Returns the length of a chatops line at the start of `tail`.
fn chatops_length(tail: &str) -> usize {
    let places: Vec<(usize, &str)> = word_places(tail).take(MOST_WORDS).collect();
    let bare = |index: usize| {
        places
            .get(index)
            .map_or("", |(_, word)| word.trim_matches(['.', ',', ')', '`', ';']))
    };
    let mut next = 1;
    for prefix in ["gitlab", "run"] {
        next += usize::from(bare(next) == prefix);
    }
    let is_old = bare(0).starts_with('!');
    let is_feature = is_old || bare(next) == "feature";
    next += match (is_old, is_feature || FAMILIES.contains(&bare(next))) {
        (true, _) => 0,
        (false, true) => 2,
        (false, false) => 1,
    };
    let mut positionals = 0;
    while let Some((_, word)) = places.get(next) {
        if !word.starts_with("--") {
            positionals += 1;
            let is_name = is_feature && positionals == 1 && FlagName::parse(bare(next)).is_some();
            if positionals > 2 || !(is_name || looks_like_argument(bare(next))) {
                break;
            }
        }
        next += 1;
    }
    places
        .get(next.min(places.len()).saturating_sub(1))
        .map_or(0, |(at, word)| at + word.len())
}

/// Tells whether a word of prose could be an argument: a name with an underscore, a value, a placeholder, an address.
fn looks_like_argument(word: &str) -> bool {
    matches!(word, "true" | "false")
        || word.starts_with('<')
        || word.contains(['_', '/', ':'])
        || word.starts_with(|c: char| c.is_ascii_digit())
        || is_commit(word)
}

fn is_commit(word: &str) -> bool {
    word.len() >= 7 && word.chars().all(|c| c.is_ascii_hexdigit())
}

/// Goes through the words of a text with their places.
fn word_places(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive(char::is_whitespace)
        .scan(0, |next, piece| {
            let start = *next;
            *next += piece.len();
            Some((start, piece.trim_end()))
        })
        .filter(|(_, word)| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = scan(text).into_iter().map(|found| found.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_line_ends_where_prose_goes_on() {
        check(
            "run /chatops run feature set x_y true --dev and wait",
            &["/chatops run feature set x_y true --dev"],
        );
        check(
            "(`/chatops run auto_deploy status <sha>`).",
            &["/chatops run auto_deploy status <sha>"],
        );
        check(
            "someone runs Feature.remove(:x_y) then Feature.disable(:x_y)",
            &["Feature.remove(:x_y)", "Feature.disable(:x_y)"],
        );
    }

    #[test]
    fn words_about_chatops_are_no_line() {
        check("all `/chatops` commands", &[]);
        check("Feature. Then (more)", &[]);
        check("Feature.enable(", &[]);
    }
}
