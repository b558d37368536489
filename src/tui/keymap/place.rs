//! Letters of keyboards that write no Latin ones, by the place of their key. Latin layouts are taken at their word.

use crate::tui::key::{Key, KeyCode};

/// The letters of a keyboard, and what lies at their places on a Latin one.
const LAYOUTS: [(&str, &str); 4] = [
    // Russian; Ukrainian and Belarusian differ in the letters of the next row only.
    (
        "йцукенгшщзфывапролдячсмитьбю",
        "qwertyuiopasdfghjklzxcvbnm,.",
    ),
    ("іїєў", "s]'o"),
    // Greek.
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    // Hebrew.
    ("קראטוןםפשדגכעיחלךזסבהנמצתץ", "ertyuiopasdfghjklzxcvbnm,."),
];

/// Returns the Latin letter that lies where the letter of `key` does on a Cyrillic, Greek or Hebrew keyboard; others stay as they are.
pub fn latin(key: Key) -> Key {
    let KeyCode::Char(character) = key.code else {
        return key;
    };
    let is_upper = character.is_uppercase();
    let lower = character.to_lowercase().next().unwrap_or(character);
    let found = LAYOUTS.iter().find_map(|(own, latin)| {
        let place = own.chars().position(|letter| letter == lower)?;
        latin.chars().nth(place)
    });
    found.map_or(key, |letter| {
        let letter = if is_upper {
            letter.to_ascii_uppercase()
        } else {
            letter
        };
        Key {
            code: KeyCode::Char(letter),
            ..key
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_means_the_latin_one_of_its_place() {
        for (typed, meant) in [
            ('о', 'j'),
            ('Ф', 'A'),
            ('і', 's'),
            ('ψ', 'c'),
            ('Σ', 'S'),
            ('ש', 'a'),
            ('ю', '.'),
        ] {
            assert_eq!(latin(Key::char(typed)), Key::char(meant), "{typed}");
        }
    }

    #[test]
    fn a_letter_of_a_latin_keyboard_is_taken_at_its_word() {
        for letter in ['ü', 'ß', 'é', 'ł', 'x', '%', '.', '世'] {
            assert_eq!(latin(Key::char(letter)), Key::char(letter));
        }
    }

    #[test]
    fn every_letter_has_a_place() {
        for (own, latin) in LAYOUTS {
            assert_eq!(own.chars().count(), latin.chars().count(), "{own}");
        }
    }
}
