//! The table of phrases, laid out so that most words are told to begin none without being looked up. It matches one phrase at one place.

use std::collections::HashMap;

use super::vocabulary::words;

/// The phrases of all sections.
pub(super) struct Table {
    pub(super) phrases: Vec<Phrase>,
    pub(super) sections: HashMap<String, Section>,
}

/// A word that phrases begin with, and their places.
type FirstWord = (String, Vec<usize>);

/// Where the phrases of one section are.
#[derive(Default)]
pub(super) struct Section {
    /// The first words of its phrases by their letter, each with the places of the phrases.
    by_letter: Vec<(u8, Vec<FirstWord>)>,
    /// One bit for each letter that a phrase begins with, so that most words need not be looked up.
    pub(super) letters: u32,
}

impl Section {
    /// Returns the places of the phrases that begin with a word. Few words begin with the same letter.
    pub(super) fn places(&self, word: &str) -> Option<&[usize]> {
        let first = word.bytes().next()?;
        let (_, of_letter) = self.by_letter.iter().find(|(letter, _)| *letter == first)?;
        let same = of_letter.iter().find(|(known, _)| known == word);
        same.map(|(_, places)| places.as_slice())
    }

    fn add(&mut self, word: &str, place: usize) {
        self.letters |= letter(word);
        let Some(first) = word.bytes().next() else {
            return;
        };
        let known = self
            .by_letter
            .iter()
            .position(|(letter, _)| *letter == first);
        let known = known.unwrap_or_else(|| {
            self.by_letter.push((first, Vec::new()));
            self.by_letter.len() - 1
        });
        let Some((_, of_letter)) = self.by_letter.get_mut(known) else {
            return;
        };
        match of_letter.iter_mut().find(|(known, _)| known == word) {
            Some((_, places)) => places.push(place),
            None => of_letter.push((word.to_owned(), vec![place])),
        }
    }
}

/// A phrase, and what it says.
pub(super) struct Phrase {
    pub(super) section: String,
    pub(super) key: String,
    /// The phrase as written, for what is shown.
    pub(super) text: String,
    words: String,
    place: Place,
}

enum Place {
    Whole,
    Beginning,
    Anywhere,
}

impl Phrase {
    /// Tells whether it stands at this place of `words`, where one of them begins.
    pub(super) fn matches(&self, words: &str, at: usize) -> bool {
        let rest = words
            .get(at..)
            .and_then(|rest| rest.strip_prefix(&self.words));
        match (rest, &self.place) {
            (Some(rest), Place::Whole) => at == 0 && rest.is_empty(),
            (Some(rest), Place::Beginning) => at == 0 && (rest.is_empty() || rest.starts_with(' ')),
            (Some(rest), Place::Anywhere) => rest.is_empty() || rest.starts_with(' '),
            (None, _) => false,
        }
    }
}

impl Table {
    /// Reads the table.
    pub(super) fn of(text: &str) -> Self {
        let phrases = phrases(text);
        let mut sections: HashMap<String, Section> = HashMap::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let word = phrase.words.split(' ').next().unwrap_or_default();
            let section = sections.entry(phrase.section.clone()).or_default();
            section.add(word, index);
        }
        Self { phrases, sections }
    }
}

/// Returns the bit of the letter that a word begins with; all other signs share one.
pub(super) fn letter(word: &str) -> u32 {
    match word.bytes().next() {
        Some(byte @ b'a'..=b'z') => 1 << (byte - b'a'),
        Some(_) | None => 1 << 31,
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
