//! How well a few letters fit a name: in order, at the beginnings of words or side by side. Letters that are missing fit nothing.

/// For each letter that fits.
const LETTER: i32 = 1;
/// For one that follows the last one that fitted.
const BESIDE: i32 = 9;
/// For one that begins a word.
const BEGINS: i32 = 8;
/// For one that begins the text.
const FIRST: i32 = 2;

/// Says how well `wanted` fits `text`, whatever the case; `None` when it does not. Nothing fits everything equally.
pub(super) fn score(text: &str, wanted: &str) -> Option<i32> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let wanted: Vec<char> = wanted
        .to_lowercase()
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    if wanted.is_empty() {
        return Some(0);
    }
    // The best of all beginnings: a greedy search alone would take the first letter that comes along.
    (0..text.len())
        .filter_map(|from| from_here(&text, from, &wanted))
        .max()
}

/// Says how well `wanted` fits a word of `words`, from its beginning on; scattered letters fit no word.
pub(super) fn word_score(words: &str, wanted: &str) -> Option<i32> {
    let wanted = wanted.trim().to_lowercase();
    let begins = |(place, _): (usize, char)| {
        let is_head = place == 0 || words.get(..place).is_some_and(|head| head.ends_with(' '));
        is_head
            && words
                .get(place..)
                .is_some_and(|rest| rest.starts_with(&wanted))
    };
    let letters = i32::try_from(wanted.chars().count()).unwrap_or(i32::MAX / 100);
    let fits = !words.is_empty() && letters > 0 && words.char_indices().any(begins);
    // A little less than a name that says the same.
    fits.then(|| letters * (LETTER + BESIDE) - BESIDE + BEGINS - 1)
}

fn from_here(text: &[char], from: usize, wanted: &[char]) -> Option<i32> {
    let mut wanted = wanted.iter().peekable();
    let (mut total, mut last) = (0, None);
    let mut before = from
        .checked_sub(1)
        .and_then(|place| text.get(place))
        .copied();
    for (place, letter) in text.iter().enumerate().skip(from) {
        if wanted.peek() == Some(&letter) {
            wanted.next();
            total += LETTER;
            if last.is_some_and(|last| last + 1 == place) {
                total += BESIDE;
            }
            if before.is_none_or(|before| !before.is_alphanumeric()) {
                total += BEGINS;
            }
            if place == 0 {
                total += FIRST;
            }
            last = Some(place);
        }
        before = Some(*letter);
    }
    wanted.peek().is_none().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn letters_must_come_in_order() {
        assert!(score("the way back", "twb").is_some());
        assert!(score("the way back", "bw").is_none());
        assert_eq!(score("anything", "  "), Some(0));
    }

    #[test]
    fn a_whole_word_fits_better_than_scattered_letters() {
        assert!(score("set a percentage…", "per") > score("paint everything here", "per"));
        assert!(score("undo the last record", "rec") > score("the rest came", "rec"));
    }
}
