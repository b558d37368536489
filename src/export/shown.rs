//! Text from outside, cleaned so that a terminal can only show it: what would act on the terminal becomes a visible mark.

use std::fmt::Write as _;

/// Returns `text` in one line, every control, direction and invisible character as `‹U+001B›`; a line break is `⏎`.
pub fn shown(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' => clean.push('⏎'),
            '\t' => clean.push(' '),
            letter if is_active(letter) => {
                write!(clean, "‹U+{:04X}›", u32::from(letter)).ok();
            }
            letter => clean.push(letter),
        }
    }
    clean
}

/// Tells whether a character acts instead of showing: controls, direction marks, invisible ones, tags.
///
/// Source: the Unicode properties `Cc`, `Bidi_Control`, `Default_Ignorable_Code_Point` and `Prepended_Concatenation_Mark`; of
/// the variation selectors those between text and picture forms are left, for they change no meaning.
pub fn is_active(letter: char) -> bool {
    letter.is_control()
        || matches!(
            u32::from(letter),
            0xAD | 0x34F
                | 0x600..=0x605
                | 0x61C
                | 0x6DD
                | 0x70F
                | 0x890..=0x891
                | 0x8E2
                | 0x115F..=0x1160
                | 0x17B4..=0x17B5
                | 0x180B..=0x180F
                | 0x200B..=0x200F
                | 0x2028..=0x202E
                | 0x2060..=0x206F
                | 0x3164
                | 0xFE00..=0xFE0D
                | 0xFEFF
                | 0xFFA0
                | 0xFFF0..=0xFFFB
                | 0xFFFE..=0xFFFF
                | 0x110BD
                | 0x110CD
                | 0x13430..=0x1345F
                | 0x1BCA0..=0x1BCA3
                | 0x1D173..=0x1D17A
                | 0xE0000..=0xE0FFF
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_becomes_visible() {
        for (text, expected) in [
            ("\u{1b}]0;title\u{7}", "‹U+001B›]0;title‹U+0007›"),
            ("\u{9b}31m", "‹U+009B›31m"),
            ("a\u{202e}b", "a‹U+202E›b"),
            ("a\u{200b}b", "a‹U+200B›b"),
            ("\u{e0041}", "‹U+E0041›"),
            ("a\u{200d}b", "a‹U+200D›b"),
            ("two\r\nlines", "two⏎lines"),
            ("a\tb", "a b"),
            ("grüße ✓ 文", "grüße ✓ 文"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
