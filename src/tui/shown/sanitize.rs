//! The sanitizer: what a terminal would obey, hide or reorder becomes something that can be seen. It drops nothing in silence.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::plain::is_plain;

/// The longest grapheme that is shown whole, in bytes.
const GRAPHEME_BYTES: usize = 32;

/// How many columns a tab stop is from the next.
const TAB: usize = 8;

/// Joins pictures to one.
const JOINER: char = '\u{200d}';

/// Cleans one line.
pub(super) fn sanitize(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut visible = String::with_capacity(text.len());
    let mut column = 0;
    let mut characters = text.chars().peekable();
    let mut last = ' ';
    while let Some(character) = characters.next() {
        let before = visible.len();
        if character == JOINER
            && is_picture(last)
            && characters.peek().is_some_and(|next| is_picture(*next))
        {
            // It changes no meaning, and terminals disagree on the width of what is joined: the pictures stand beside one another.
            continue;
        }
        if !matches!(character, '\u{fe0e}' | '\u{fe0f}') {
            last = character;
        }
        if character == '\t' {
            let blanks = TAB - column % TAB;
            visible.extend(std::iter::repeat_n(' ', blanks));
        } else {
            push_visible(&mut visible, character);
        }
        column += visible.get(before..).map_or(0, str::width);
    }
    capped(&visible)
}

fn push_visible(visible: &mut String, character: char) {
    match character {
        '\u{0}'..='\u{1f}' => {
            let picture = char::from_u32(0x2400 + u32::from(character));
            visible.push(picture.unwrap_or('\u{fffd}'));
        }
        '\u{7f}' => visible.push('\u{2421}'),
        // The selectors between text and picture forms change no meaning, and terminals disagree on their width.
        '\u{fe0e}' | '\u{fe0f}' => {}
        hidden if is_hidden(hidden) => {
            // Writing to a string cannot fail.
            let _written = write!(visible, "‹U+{:04X}›", u32::from(hidden));
        }
        plain => visible.push(plain),
    }
}

/// Tells whether a character is a picture, or the colour of one. Source: Unicode, emoji-data.txt, blocks of `Extended_Pictographic`.
const fn is_picture(character: char) -> bool {
    matches!(
        character,
        '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{2194}'..='\u{21aa}'
    )
}

/// Tells whether a character controls, reorders, or shows nothing.
const fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{80}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{600}'..='\u{605}'
            | '\u{61c}'
            | '\u{6dd}'
            | '\u{70f}'
            | '\u{890}'..='\u{891}'
            | '\u{8e2}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0d}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}'
            | '\u{110bd}'
            | '\u{110cd}'
            | '\u{13430}'..='\u{1345f}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Shortens graphemes that pile up marks, and gives marks without a letter something to stand on.
fn capped(text: &str) -> String {
    let mut capped = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        if grapheme.width() == 0 {
            push_without_width(&mut capped, grapheme);
            continue;
        }
        if grapheme.len() <= GRAPHEME_BYTES {
            capped.push_str(grapheme);
            continue;
        }
        push_cut(&mut capped, grapheme);
    }
    capped
}

/// Adds the beginning of a grapheme that is too long, and says that there was more.
fn push_cut(capped: &mut String, grapheme: &str) {
    let mut end = GRAPHEME_BYTES;
    while !grapheme.is_char_boundary(end) {
        end -= 1;
    }
    capped.push_str(grapheme.get(..end).unwrap_or_default());
    capped.push_str("‹…›");
}

/// Adds a grapheme that takes no column: on a dotted circle where it joins one, else by its code points.
fn push_without_width(capped: &mut String, grapheme: &str) {
    let on_circle = format!("\u{25cc}{grapheme}");
    if on_circle.graphemes(true).count() > 1 {
        for character in grapheme.chars() {
            let _written = write!(capped, "‹U+{:04X}›", u32::from(character));
        }
    } else if on_circle.len() > GRAPHEME_BYTES {
        push_cut(capped, &on_circle);
    } else {
        capped.push_str(&on_circle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_or_hides_gets_through() {
        let table = [
            ("plain", "plain"),
            ("a\tb", "a       b"),
            ("\u{1b}]0;title\u{7}", "␛]0;title␇"),
            ("two\nlines\r", "two␊lines␍"),
            ("\u{9b}2J", "‹U+009B›2J"),
            ("\u{7f}", "␡"),
            ("abc\u{202e}def", "abc‹U+202E›def"),
            ("\u{2066}x\u{2069}", "‹U+2066›x‹U+2069›"),
            ("zero\u{200b}width", "zero‹U+200B›width"),
            ("\u{feff}bom", "‹U+FEFF›bom"),
            ("soft\u{ad}hyphen", "soft‹U+00AD›hyphen"),
            ("tag\u{e0041}", "tag‹U+E0041›"),
            ("line\u{2028}", "line‹U+2028›"),
            ("\u{301}", "◌\u{301}"),
            ("\u{d7cb}", "‹U+D7CB›"),
            ("Grüße, 世界", "Grüße, 世界"),
            ("heart \u{2764}\u{fe0f}", "heart \u{2764}"),
        ];
        for (given, expected) in table {
            assert_eq!(sanitize(given), expected, "{given:?}");
        }
    }

    #[test]
    fn a_pile_of_marks_is_cut_and_says_so() {
        let pile = format!("a{}b", "\u{301}".repeat(10_000));
        let shown = sanitize(&pile);
        assert!(shown.len() < 64, "{} bytes", shown.len());
        assert!(shown.ends_with("‹…›b"));
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        for text in ["\u{1b}[31m", "a\tb\u{202e}", "\u{301}\u{301}"] {
            let once = sanitize(text);
            assert_eq!(sanitize(&once), once);
        }
    }

    #[test]
    fn joined_pictures_stand_beside_one_another_and_every_other_joiner_is_seen() {
        assert_eq!(sanitize("\u{1f469}\u{200d}\u{1f4bb}"), "\u{1f469}\u{1f4bb}");
        let heart = "\u{1f469}\u{200d}\u{2764}\u{fe0f}\u{200d}\u{1f469}";
        assert_eq!(sanitize(heart), "\u{1f469}\u{2764}\u{1f469}");
        assert_eq!(sanitize("a\u{200d}b"), "a‹U+200D›b");
        assert_eq!(sanitize("\u{1f469}\u{200d}b"), "\u{1f469}‹U+200D›b");
        assert_eq!(sanitize("\u{200d}\u{1f469}"), "‹U+200D›\u{1f469}");
        assert_eq!(
            sanitize("\u{1f469}\u{202e}\u{1f469}"),
            "\u{1f469}‹U+202E›\u{1f469}"
        );
    }
}
