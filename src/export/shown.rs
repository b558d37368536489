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
/// Source: the Unicode properties `Cc`, `Bidi_Control` and `Default_Ignorable_Code_Point`, without what joins emoji.
pub fn is_active(letter: char) -> bool {
    letter.is_control()
        || matches!(
            u32::from(letter),
            0xAD | 0x34F
                | 0x61C
                | 0x115F..=0x1160
                | 0x17B4..=0x17B5
                | 0x180B..=0x180F
                | 0x200B..=0x200C
                | 0x200E..=0x200F
                | 0x2028..=0x202E
                | 0x2060..=0x206F
                | 0x3164
                | 0xFEFF
                | 0xFFA0
                | 0xFFF0..=0xFFFB
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
            ("two\r\nlines", "two⏎lines"),
            ("a\tb", "a b"),
            ("grüße ✓ 文", "grüße ✓ 文"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
