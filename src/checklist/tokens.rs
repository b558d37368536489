//! A sentence cut into what tells percentages: numbers, joints, words. What the percentages mean is decided elsewhere.

use crate::domain::flag::Percentage;

/// What a sentence is cut into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A number that may be a percentage, and whether it has the sign.
    Number(Percentage, bool),
    /// A number that is none, or a sign that breaks what stands before from what stands behind.
    Break,
    /// A comma, a slash or an arrow.
    Joint,
    /// The end of a sentence.
    Stop,
    Word(String),
}

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let length = if c.is_ascii_digit() {
            let (token, length) = number(rest, before);
            tokens.push(token);
            length
        } else if c.is_alphabetic() {
            let length = rest
                .find(|c: char| !c.is_alphanumeric() && c != '\'')
                .unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            tokens.push(Token::Word(word.to_lowercase()));
            length
        } else {
            tokens.extend(sign(c));
            c.len_utf8()
        };
        let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        // A sign of comparison counts over the space behind it.
        let is_space_behind_sign = taken == " " && "<≤≥±~".contains(before);
        if !is_space_behind_sign {
            before = taken.chars().next_back().unwrap_or(' ');
        }
        rest = after;
    }
    tokens
}

fn sign(c: char) -> Option<Token> {
    match c {
        ',' | '/' | '→' | '⇒' | '➜' | '>' => Some(Token::Joint),
        '.' | ';' | '!' | '?' => Some(Token::Stop),
        '≤' | '≥' | '<' | '±' | '~' | '$' | '#' | '=' | '_' => Some(Token::Break),
        _ => None,
    }
}

/// Reads the number at the beginning of `text`, and how long it is with its sign.
fn number(text: &str, before: char) -> (Token, usize) {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let digits = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let word = text.get(..digits).unwrap_or_default();
    let word = word.strip_suffix('.').unwrap_or(word);
    let rest = text.get(word.len()..).unwrap_or_default();
    let has_sign = rest.trim_start_matches(' ').starts_with('%');
    let after = if has_sign {
        rest.trim_start_matches(' ').get(1..).unwrap_or_default()
    } else {
        rest
    };
    let is_arrow = after.starts_with("->");
    let is_word = before.is_alphanumeric()
        || "-–_~<≤≥±$#=.".contains(before)
        || after.starts_with(|c: char| c.is_alphanumeric() || "-–_".contains(c)) && !is_arrow;
    let length = text.len() - after.len();
    match Percentage::parse(word).filter(|_| !is_word) {
        Some(percentage) => (Token::Number(percentage, has_sign), length),
        None => (Token::Break, length),
    }
}
