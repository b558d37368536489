//! How a page looks where it is printed: with colour or without, in any letters or in ASCII alone. It changes no word.

use std::fmt::Write as _;

use super::page::{Page, Role};

/// How a page looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// With colour.
    pub(crate) color: bool,
    /// In ASCII alone; what is not becomes an escape.
    pub(crate) ascii: bool,
}

impl Style {
    /// Returns the page as it is printed, each line with its line break.
    pub(crate) fn page(self, page: &Page) -> String {
        let mut text = String::new();
        for line in page.lines() {
            let last = line
                .words()
                .iter()
                .rposition(|(_, word)| !word.trim().is_empty());
            let words = line.words().iter().take(last.map_or(0, |last| last + 1));
            for (role, word) in words {
                let word = self.letters(word);
                match self.code(*role) {
                    Some(code) => {
                        write!(text, "\u{1b}[{code}m{word}\u{1b}[0m").ok();
                    }
                    None => text.push_str(&word),
                }
            }
            text.push('\n');
        }
        text
    }

    /// Returns cleaned text in the letters that may be printed.
    pub(crate) fn letters(self, text: &str) -> String {
        if !self.ascii || text.is_ascii() {
            return text.to_owned();
        }
        text.chars().map(ascii).collect()
    }

    const fn code(self, role: Role) -> Option<&'static str> {
        if !self.color {
            return None;
        }
        match role {
            Role::Plain => None,
            Role::Strong => Some("1"),
            Role::Quiet => Some("2"),
            Role::Good => Some("32"),
            Role::Busy => Some("36"),
            Role::Waiting => Some("35"),
            Role::Bad => Some("31"),
        }
    }
}

/// Returns a character in ASCII: the marks as in a GitLab task, punctuation as it is typed, the rest by number.
fn ascii(letter: char) -> String {
    let text = match letter {
        '☐' => "[ ]",
        '▸' => "[>]",
        '✓' => "[x]",
        '⊘' => "[#]",
        '✗' => "[!]",
        '◷' => "[w]",
        '↷' => "[/]",
        '⚑' => "[^]",
        '↺' => "[<]",
        '‹' => "<",
        '›' => ">",
        '⏎' => "\\n",
        '…' => "...",
        '–' | '—' => "-",
        '‘' | '’' => "'",
        '“' | '”' => "\"",
        '→' => "->",
        letter if letter.is_ascii() => return letter.to_string(),
        letter => return format!("<U+{:04X}>", u32::from(letter)),
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::output::Line;

    fn page() -> Page {
        let mut page = Page::new();
        page.push(
            Line::new()
                .word(Role::Good, "✓")
                .plain(" grüße … \u{1b}[31m")
                .to(40),
        );
        page
    }

    #[test]
    fn without_colour_there_is_no_escape_and_no_blank_at_the_end() {
        let style = Style::default();
        assert_eq!(style.page(&page()), "✓ grüße … ‹U+001B›[31m\n");
    }

    #[test]
    fn ascii_shows_every_letter_as_something() {
        let style = Style {
            color: false,
            ascii: true,
        };
        assert_eq!(
            style.page(&page()),
            "[x] gr<U+00FC><U+00DF>e ... <U+001B>[31m\n"
        );
    }

    #[test]
    fn colour_comes_from_the_role_alone() {
        let style = Style {
            color: true,
            ascii: false,
        };
        assert!(
            style
                .page(&page())
                .starts_with("\u{1b}[32m✓\u{1b}[0m grüße")
        );
    }
}
