//! The table of phrases, laid out so that most words are told to begin none without being looked up. It finds phrases in a text and copies none of it.

use std::collections::HashMap;

use super::vocabulary::words;

/// The phrases of all sections.
pub(super) struct Table {
    pub(super) phrases: Vec<Phrase>,
    sections: HashMap<String, Section>,
}

/// Where the phrases of one section are.
#[derive(Default)]
struct Section {
    all: ByLetter,
    /// Those that may stand behind the first word of a text.
    anywhere: ByLetter,
}

/// The places of phrases by the letter that they begin with, rising.
#[derive(Default)]
struct ByLetter {
    /// One bit for each letter that a phrase begins with, so that most words need not be looked up.
    letters: u32,
    places: [Vec<usize>; 32],
}

impl ByLetter {
    fn of(&self, first: u8) -> &[usize] {
        let letter = letter(first);
        if self.letters & 1 << letter == 0 {
            return &[];
        }
        self.places.get(letter).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, first: u8, place: usize) {
        let letter = letter(first);
        self.letters |= 1 << letter;
        if let Some(places) = self.places.get_mut(letter) {
            places.push(place);
        }
    }
}

impl Section {
    fn add(&mut self, phrase: &Phrase, place: usize) {
        let Some(first) = phrase.words.bytes().next() else {
            return;
        };
        self.all.add(first, place);
        if matches!(phrase.place, Place::Anywhere) {
            self.anywhere.add(first, place);
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
    /// Tells whether it stands at the beginning of `rest`, where a word begins.
    fn stands(&self, rest: &[u8]) -> bool {
        behind(&self.words, rest).is_some_and(|behind| match self.place {
            Place::Whole => !behind.iter().copied().any(is_of_word),
            Place::Beginning | Place::Anywhere => !behind.first().copied().is_some_and(is_of_word),
        })
    }
}

/// Returns what stands behind `phrase` at the beginning of a text, in any letter case, with any signs between its words.
fn behind<'t>(phrase: &str, text: &'t [u8]) -> Option<&'t [u8]> {
    let mut rest = text;
    for wanted in phrase.bytes() {
        rest = if wanted == b' ' {
            let space = rest.iter().copied().position(is_of_word)?;
            rest.split_at_checked(space).filter(|_| space > 0)?.1
        } else {
            let (found, behind) = rest.split_first()?;
            Some(behind).filter(|_| found.eq_ignore_ascii_case(&wanted))?
        };
        rest = without_apostrophes(rest);
    }
    Some(rest)
}

/// Takes away the apostrophes that a text begins with: they part no words.
fn without_apostrophes(mut text: &[u8]) -> &[u8] {
    while let [b'\'', rest @ ..] = text {
        text = rest;
    }
    text
}

/// Tells whether a byte belongs to a word. Signs that are not ASCII were told from words before.
const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

impl Table {
    /// Reads the table.
    pub(super) fn of(text: &str) -> Self {
        let phrases = phrases(text);
        let mut sections: HashMap<String, Section> = HashMap::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let section = sections.entry(phrase.section.clone()).or_default();
            section.add(phrase, index);
        }
        Self { phrases, sections }
    }

    /// Returns the first phrase of a section that stands in `text`, which is ASCII or brought to its words.
    ///
    /// The text is read where it stands: most texts have no phrase, and copying each to look at it would take longer than looking.
    pub(super) fn find(&self, section: &str, text: &str) -> Option<&Phrase> {
        let section = self.sections.get(section)?;
        let mut found: Option<usize> = None;
        let mut phrases = &section.all;
        let mut rest = text.as_bytes();
        while let Some(start) = rest.iter().copied().position(is_of_word) {
            let (_, word) = rest.split_at_checked(start)?;
            let places = phrases.of(word.first()?.to_ascii_lowercase());
            let mut earlier = places
                .iter()
                .take_while(|place| found.is_none_or(|found| **place < found));
            let stands = |place: &&usize| {
                let phrase = self.phrases.get(**place);
                phrase.is_some_and(|phrase| phrase.stands(word))
            };
            found = earlier.find(stands).copied().or(found);
            phrases = &section.anywhere;
            let parts = |byte: u8| !is_of_word(byte) && byte != b'\'';
            let end = word.iter().copied().position(parts);
            let Some(end) = end.filter(|_| phrases.letters != 0) else {
                break;
            };
            (_, rest) = word.split_at_checked(end)?;
        }
        self.phrases.get(found?)
    }
}

/// Returns the number of a letter that a word begins with, from 0; all other signs share one.
const fn letter(first: u8) -> usize {
    match first {
        b'a'..=b'z' => (first - b'a') as usize,
        _ => 31,
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
