//! Lengths of time in prose: "at least 15 minutes", "one working day", "≥2 h". It reads the length, not the reason.

use super::vocabulary::words;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The words that come directly before a length that is meant as a minimum.
const MINIMUM: [&str; 5] = ["least", "for", "wait", "minimum", "another"];

/// Returns the length that a text asks for, in seconds: one that is a minimum before any other.
///
/// A working day counts as a day, because no calendar is asked here; of a range the lower end counts.
pub(super) fn seconds(text: &str) -> Option<u64> {
    let text = text.replace(['≥', '~'], " least ").replace('½', " half ");
    let words = words(&text);
    let words: Vec<&str> = words.split(' ').collect();
    let found: Vec<(usize, u64)> = (0..words.len())
        .filter_map(|at| Some((at, length(words.get(at..)?)?)))
        .collect();
    let is_minimum = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|word| MINIMUM.contains(word))
    };
    found
        .iter()
        .find(|(at, _)| is_minimum(*at))
        .or_else(|| found.first())
        .map(|(_, length)| *length)
}

/// Reads a number and a unit at the beginning of `words`.
fn length(words: &[&str]) -> Option<u64> {
    let (first, rest) = words.split_first()?;
    if let Some(compact) = compact(first) {
        return Some(compact);
    }
    let number = number(first)?;
    let mut rest = rest.iter().copied();
    let mut word = rest.next()?;
    // The upper end of a range.
    let mut skipped = 0;
    while matches!(
        word,
        "to" | "or" | "full" | "working" | "business" | "calendar"
    ) || self::number(word).is_some()
    {
        skipped += 1;
        if skipped > 3 {
            return None;
        }
        word = rest.next()?;
    }
    Some(number * unit(word)?)
}

/// Reads `15min`, `24h`.
fn compact(word: &str) -> Option<u64> {
    let digits = word.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = word.get(..digits)?.parse().ok()?;
    (number < 100_000).then_some(())?;
    Some(number * unit(word.get(digits..)?)?)
}

fn number(word: &str) -> Option<u64> {
    let names = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    if let Some(value) = names.iter().position(|name| *name == word) {
        return u64::try_from(value).ok();
    }
    word.parse().ok().filter(|number| *number < 100_000)
}

fn unit(word: &str) -> Option<u64> {
    match word {
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1),
        "min" | "mins" | "minute" | "minutes" => Some(MINUTE),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(HOUR),
        "d" | "day" | "days" => Some(DAY),
        "week" | "weeks" => Some(7 * DAY),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<u64>) {
        assert_eq!(seconds(text), expected, "{text}");
    }

    #[test]
    fn lengths_are_read_in_words_and_figures() {
        check("wait for at least 15 minutes", Some(900));
        check("wait ≥15 min between steps", Some(900));
        check("Wait for at least one day for the verification", Some(DAY));
        check("Wait at least 2-4 working days", Some(2 * DAY));
        check("This usually takes one working day.", Some(DAY));
        check("soak for 24h", Some(DAY));
        check("a week later", Some(7 * DAY));
    }

    #[test]
    fn a_minimum_counts_before_any_other_length() {
        check(
            "In 5 minutes, be there for at least 2 hours",
            Some(2 * HOUR),
        );
    }

    #[test]
    fn what_is_no_length_is_none() {
        for text in [
            "",
            "wait",
            "version 15 is out",
            "15",
            "a b c",
            "99999999999999999999 days",
        ] {
            check(text, None);
        }
    }
}
