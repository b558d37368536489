//! A typed line as words, with quotes as in a shell. It expands nothing.

/// Splits a line into words; `None` where a quote is not closed.
pub(crate) fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(letters.next()),
            (None, _) if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_as_a_shell_does_it() {
        let cases: [(&str, Option<&[&str]>); 6] = [
            (
                "step done quick 1.1",
                Some(&["step", "done", "quick", "1.1"]),
            ),
            ("note q 'two  words'", Some(&["note", "q", "two  words"])),
            (r#"a "b\"c" d\ e"#, Some(&["a", "b\"c", "d e"])),
            ("x ''", Some(&["x", ""])),
            ("  ", Some(&[])),
            ("it's", None),
        ];
        for (line, expected) in cases {
            let expected =
                expected.map(|words| words.iter().map(|word| (*word).to_owned()).collect());
            assert_eq!(words(line), expected, "{line}");
        }
    }
}
