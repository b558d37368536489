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
    /// The places of its phrases by the letter that they begin with, rising.
    by_letter: Vec<(u8, Vec<usize>)>,
    /// One bit for each letter that a phrase begins with, so that most words need not be looked up.
    letters: u32,
    /// Whether any phrase may stand behind the first word of a text.
    has_any_place: bool,
}

impl Section {
    /// Returns the places of the phrases that begin with a letter.
    fn places(&self, first: u8) -> &[usize] {
        if self.letters & bit(first) == 0 {
            return &[];
        }
        let mut letters = self.by_letter.iter();
        letters
            .find(|(letter, _)| *letter == first)
            .map_or(&[], |(_, places)| places.as_slice())
    }

    fn add(&mut self, phrase: &Phrase, place: usize) {
        let Some(first) = phrase.words.bytes().next() else {
            return;
        };
        self.letters |= bit(first);
        self.has_any_place |= matches!(phrase.place, Place::Anywhere);
        let mut letters = self.by_letter.iter_mut();
        match letters.find(|(letter, _)| *letter == first) {
            Some((_, places)) => places.push(place),
            None => self.by_letter.push((first, vec![place])),
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
    /// Tells whether it stands at the beginning of `rest`, where a word begins: the first one of the text, or a later one.
    fn stands(&self, rest: &[u8], is_first: bool) -> bool {
        let may = is_first || matches!(self.place, Place::Anywhere);
        let behind = if may { behind(&self.words, rest) } else { None };
        behind.is_some_and(|behind| match self.place {
            Place::Whole => !behind.iter().any(is_of_word),
            Place::Beginning | Place::Anywhere => !behind.first().is_some_and(is_of_word),
        })
    }
}

/// Returns what stands behind `phrase` at the beginning of a text, in any letter case, with any signs between its words.
fn behind<'t>(phrase: &str, text: &'t [u8]) -> Option<&'t [u8]> {
    let mut rest = text;
    for wanted in phrase.bytes() {
        rest = if wanted == b' ' {
            let space = rest.iter().position(is_of_word)?;
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
const fn is_of_word(byte: &u8) -> bool {
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
        let mut is_first = true;
        let mut begins_word = true;
        let mut rest = text.as_bytes();
        while let [byte, behind @ ..] = rest {
            if !is_of_word(byte) {
                begins_word |= *byte != b'\'';
            } else if begins_word {
                let places = section.places(byte.to_ascii_lowercase()).iter();
                let mut earlier =
                    places.take_while(|place| found.is_none_or(|found| **place < found));
                let stands = |place: &&usize| {
                    let phrase = self.phrases.get(**place);
                    phrase.is_some_and(|phrase| phrase.stands(rest, is_first))
                };
                found = earlier.find(stands).copied().or(found);
                if !section.has_any_place {
                    break;
                }
                (begins_word, is_first) = (false, false);
            }
            rest = behind;
        }
        self.phrases.get(found?)
    }
}

/// Returns the bit of a letter that a word begins with; all other signs share one.
const fn bit(first: u8) -> u32 {
    match first {
        b'a'..=b'z' => 1 << (first - b'a'),
        _ => 1 << 31,
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
