//! Paths out of tokens: every `a::b::c` of a file, with the braces of `use` written out; it resolves no name.

use crate::lexer::Token;

/// One path as written, from its first segment to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    /// 1-based line of the last segment.
    pub(crate) line: usize,
    /// Position of the last segment in the token list.
    pub(crate) token: usize,
    /// The segments; a glob ends in `*`.
    pub(crate) segments: Vec<String>,
}

impl Path {
    /// Whether `names` stand one after the other somewhere in the path.
    pub(crate) fn says(&self, names: &[&str]) -> bool {
        self.segments
            .windows(names.len())
            .any(|window| window == names)
    }

    /// Whether the path imports everything there is.
    pub(crate) fn is_glob(&self) -> bool {
        self.segments.last().is_some_and(|segment| segment == "*")
    }
}

/// Returns every path of more than one segment, in the order of the text.
pub(crate) fn paths(tokens: &[Token]) -> Vec<Path> {
    let mut found = Vec::new();
    let mut position = 0;
    while position < tokens.len() {
        let is_start =
            tokens.get(position).is_some_and(Token::is_word) && is(tokens, position + 1, "::");
        position = if is_start {
            follow(tokens, position, Vec::new(), &mut found)
        } else {
            position + 1
        };
    }
    found
}

/// Follows one path, and each branch of a group, and returns the position after it.
fn follow(
    tokens: &[Token],
    start: usize,
    mut segments: Vec<String>,
    found: &mut Vec<Path>,
) -> usize {
    let mut position = start;
    while let Some(token) = tokens.get(position) {
        if token.text == "{" {
            return follow_group(tokens, position, &segments, found);
        }
        let is_glob = token.text == "*";
        if !token.is_word() && !is_glob {
            break;
        }
        segments.push(token.text.clone());
        position += 1;
        if is_glob || !is(tokens, position, "::") {
            break;
        }
        position += 1;
    }
    let last = position.saturating_sub(1);
    let line = tokens.get(last).map_or(0, |token| token.line);
    found.push(Path {
        line,
        token: last,
        segments,
    });
    position
}

/// Follows the branches between `{` at `open` and its `}`.
fn follow_group(
    tokens: &[Token],
    open: usize,
    segments: &[String],
    found: &mut Vec<Path>,
) -> usize {
    let mut position = open + 1;
    while let Some(token) = tokens.get(position) {
        position = match token.text.as_str() {
            "}" => return position + 1,
            "," => position + 1,
            // A renamed branch is a branch under its own name: the new name leads nowhere else.
            "as" => position + 2,
            _ => follow(tokens, position, segments.to_vec(), found).max(position + 1),
        };
    }
    position
}

/// Whether the token at `position` is `text`.
pub(crate) fn is(tokens: &[Token], position: usize, text: &str) -> bool {
    tokens.get(position).is_some_and(|token| token.text == text)
}

#[test]
fn a_group_is_written_out_branch_by_branch() {
    let text = "use crate::{\n  domain::{flag::*, id as name},\n  store,\n};\nlet x = Vec::<std::fs::File>::new();";
    let written: Vec<String> = paths(&crate::lexer::tokens(text))
        .iter()
        .map(|path| format!("{} {}", path.line, path.segments.join("::")))
        .collect();
    assert_eq!(
        written,
        [
            "2 crate::domain::flag::*",
            "2 crate::domain::id",
            "3 crate::store",
            "5 Vec",
            "5 std::fs::File",
        ]
    );
}
