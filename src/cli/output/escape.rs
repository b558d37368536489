//! JSON escapes for what must not be printed as it is. The text reads back as it was.

use std::fmt::Write as _;

/// Returns a JSON document in which every character that `is_unfit` is an escape; it may only stand inside of strings.
pub(crate) fn escaped(document: &str, is_unfit: impl Fn(char) -> bool) -> String {
    let mut text = String::with_capacity(document.len());
    for letter in document.chars() {
        if is_unfit(letter) {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                write!(text, "\\u{unit:04x}").ok();
            }
        } else {
            text.push(letter);
        }
    }
    text
}
