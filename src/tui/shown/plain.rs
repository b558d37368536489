//! Text of signs that take one column each and join with nothing: most of what is shown. Whatever is not surely such is not.

/// Tells whether every sign of `text` takes one column and joins with none beside it, so that nothing in it has to be made visible.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) || text.chars().all(is_plain_sign)
}

/// Tells whether a sign takes one column and joins with none beside it: ASCII, boxes and blocks, and the marks of the program.
pub(super) const fn is_plain_sign(sign: char) -> bool {
    matches!(
        sign,
        '\u{20}'..='\u{7e}'
            | '\u{2500}'..='\u{259f}'
            | '…' | '·' | '–' | '—' | '›' | '‹' | '“' | '”' | '‘' | '’'
            | '↑' | '↓' | '←' | '→' | '↷' | '↺' | '▸' | '▾' | '☐' | '✓' | '✗' | '⊘' | '◷' | '⚑' | '◌'
    )
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation as _;
    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::domain::plan::StepState;
    use crate::tui::shown::sanitize::sanitize;

    fn plain_signs() -> impl Iterator<Item = char> {
        ('\0'..=char::MAX).filter(|sign| is_plain_sign(*sign))
    }

    #[test]
    fn a_plain_sign_takes_one_column_and_is_shown_as_it_is() {
        for sign in plain_signs() {
            let text = String::from(sign);
            assert_eq!(text.width(), 1, "{sign:?}");
            assert_eq!(sanitize(&format!("\t{sign}")), format!("        {sign}"));
        }
        assert!(!is_plain("a\u{301}") && !is_plain("世") && !is_plain("a\tb"));
    }

    #[test]
    fn no_plain_sign_joins_with_another() {
        let all: Vec<char> = plain_signs().collect();
        for one in &all {
            for other in &all {
                let both = String::from_iter([*one, *other]);
                assert_eq!(both.graphemes(true).count(), 2, "{both:?}");
                assert_eq!(both.width(), 2, "{both:?}");
            }
        }
    }

    #[test]
    fn the_marks_of_states_are_plain() {
        for state in StepState::ALL {
            let mark = state.mark().to_string();
            assert!(is_plain(&mark), "{mark}");
        }
    }
}
