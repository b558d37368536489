//! Rust source as tokens with line numbers; it forgets comments and the content of literals, and never fails.

/// What stands in the token list for any string or character literal.
const LITERAL: &str = "\"";

/// A word, a mark, `::`, or a literal without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// 1-based line on which the token begins.
    pub(crate) line: usize,
    /// The token as written; literals are all `"`.
    pub(crate) text: String,
}

impl Token {
    /// Whether the token is an identifier, a keyword or a number.
    pub(crate) fn is_word(&self) -> bool {
        self.text.chars().next().is_some_and(is_word_character)
    }
}

/// Returns the tokens of `text`, without comments.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer {
        characters: text.chars().collect(),
        position: 0,
        line: 1,
    };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.token() {
        tokens.push(token);
    }
    tokens
}

struct Lexer {
    characters: Vec<char>,
    position: usize,
    line: usize,
}

impl Lexer {
    fn token(&mut self) -> Option<Token> {
        self.skip_blanks_and_comments();
        let line = self.line;
        let first = self.peek(0)?;
        let text = if self.skip_literal() {
            LITERAL.to_owned()
        } else if is_word_character(first) {
            self.word()
        } else if self.starts_with("::") {
            self.skip(2);
            "::".to_owned()
        } else {
            self.skip(1);
            first.to_string()
        };
        Some(Token { line, text })
    }

    fn skip_blanks_and_comments(&mut self) {
        loop {
            if self.peek(0).is_some_and(char::is_whitespace) {
                self.skip(1);
            } else if self.starts_with("//") {
                while self.peek(0).is_some_and(|character| character != '\n') {
                    self.skip(1);
                }
            } else if self.starts_with("/*") {
                self.skip_block_comment();
            } else {
                return;
            }
        }
    }

    /// Block comments nest in Rust.
    fn skip_block_comment(&mut self) {
        let mut depth = 0_usize;
        while self.peek(0).is_some() {
            if self.starts_with("/*") {
                depth += 1;
                self.skip(2);
            } else if self.starts_with("*/") {
                depth -= 1;
                self.skip(2);
                if depth == 0 {
                    return;
                }
            } else {
                self.skip(1);
            }
        }
    }

    /// Skips a literal if one begins here, and says whether one did.
    fn skip_literal(&mut self) -> bool {
        for prefix in ["r", "br", "cr"] {
            if let Some(hashes) = self.raw_string_after(prefix) {
                self.skip(prefix.len() + hashes + 1);
                self.skip_raw_string(hashes);
                return true;
            }
        }
        for prefix in ["", "b", "c"] {
            if self.starts_with(&format!("{prefix}\"")) {
                self.skip(prefix.len() + 1);
                self.skip_to('"');
                return true;
            }
        }
        if self.starts_with("b'") {
            self.skip(2);
            self.skip_to('\'');
            return true;
        }
        // `'a` is a lifetime unless a second quote closes it.
        if self.starts_with("'") && (self.peek(1) == Some('\\') || self.peek(2) == Some('\'')) {
            self.skip(1);
            self.skip_to('\'');
            return true;
        }
        false
    }

    /// Returns the number of `#` if a raw string with that prefix begins here.
    fn raw_string_after(&self, prefix: &str) -> Option<usize> {
        if !self.starts_with(prefix) {
            return None;
        }
        let hashes = (prefix.len()..self.characters.len())
            .take_while(|&ahead| self.peek(ahead) == Some('#'))
            .count();
        (self.peek(prefix.len() + hashes) == Some('"')).then_some(hashes)
    }

    fn skip_raw_string(&mut self, hashes: usize) {
        let end = format!("\"{}", "#".repeat(hashes));
        while self.peek(0).is_some() && !self.starts_with(&end) {
            self.skip(1);
        }
        self.skip(end.len());
    }

    /// Skips past the closing `quote`; a backslash hides the character after it.
    fn skip_to(&mut self, quote: char) {
        while let Some(character) = self.peek(0) {
            self.skip(if character == '\\' { 2 } else { 1 });
            if character == quote {
                return;
            }
        }
    }

    fn word(&mut self) -> String {
        if self.starts_with("r#") {
            self.skip(2);
        }
        let mut word = String::new();
        while let Some(character) = self
            .peek(0)
            .filter(|&character| is_word_character(character))
        {
            word.push(character);
            self.skip(1);
        }
        word
    }

    fn starts_with(&self, text: &str) -> bool {
        text.chars()
            .enumerate()
            .all(|(ahead, character)| self.peek(ahead) == Some(character))
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.position + ahead).copied()
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            if self.peek(0) == Some('\n') {
                self.line += 1;
            }
            self.position += 1;
        }
    }
}

fn is_word_character(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

#[test]
fn comments_and_literals_say_nothing() {
    let text = concat!(
        "/// crate::store\n",
        "/* crate::store /* nested */ crate::store */\n",
        "let a = \"crate::store \\\" crate::store\";\n",
        "let b = r#\"crate::store \" \"#; let c = '\"'; let d = '\\'';\n",
        "fn e<'a>(f: &'a str) { r#crate::domain }"
    );
    let words: Vec<String> = tokens(text)
        .into_iter()
        .filter(|token| token.is_word() && token.text.len() > 3)
        .map(|token| format!("{}:{}", token.line, token.text))
        .collect();
    assert_eq!(words, ["5:crate", "5:domain"]);
}
