//! Which tokens and which files exist only under `#[cfg(test)]`; a build with features besides is not taken for a test.

use std::ops::Range;

use crate::lexer::Token;
use crate::paths::is;

/// Returns the token ranges of items marked `#[cfg(test)]`; the whole file if it says `#![cfg(test)]`.
pub(crate) fn ranges(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut position = 0;
    while position < tokens.len() {
        if opens_test_attribute(tokens, position + 2)
            && is(tokens, position, "#")
            && is(tokens, position + 1, "!")
        {
            return std::iter::once(0..tokens.len()).collect();
        }
        if opens_test_attribute(tokens, position + 1) && is(tokens, position, "#") {
            let end = item_end(tokens, position);
            ranges.push(position..end);
            position = end;
        } else {
            position += 1;
        }
    }
    ranges
}

/// Returns the modules that `path` declares for tests only, each as the path of its file without `.rs`.
pub(crate) fn modules(path: &str, tokens: &[Token]) -> Vec<String> {
    let folder = module_folder(path);
    ranges(tokens)
        .into_iter()
        .flat_map(|range| range.clone().map(move |position| (position, range.end)))
        .filter(|&(position, end)| {
            position + 2 < end && is(tokens, position, "mod") && is(tokens, position + 2, ";")
        })
        .filter_map(|(position, _)| tokens.get(position + 1))
        .map(|name| format!("{folder}/{}", name.text))
        .collect()
}

/// Returns the folder in which the modules that `path` declares are found.
fn module_folder(path: &str) -> &str {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    if ["mod", "lib", "main"].contains(&name) {
        folder
    } else {
        stem
    }
}

/// Whether `[cfg(test)]` or `[cfg(all(test, …))]` begins at `position`.
fn opens_test_attribute(tokens: &[Token], position: usize) -> bool {
    let says = |words: &[&str]| {
        words
            .iter()
            .enumerate()
            .all(|(ahead, word)| is(tokens, position + ahead, word))
    };
    says(&["[", "cfg", "(", "test", ")"]) || says(&["[", "cfg", "(", "all", "(", "test"])
}

/// Returns the position after the item that begins at `start`: after its `;` or its closing brace.
fn item_end(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_usize;
    for (position, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && (token.text == ";" || token.text == "}") {
            return position + 1;
        }
    }
    tokens.len()
}

#[test]
fn a_test_module_ends_with_its_brace_and_may_be_a_file() {
    let text = "use a::b;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\nmod inside { fn c() { d(); } }\nuse e::f;";
    let tokens = crate::lexer::tokens(text);
    let ranges = ranges(&tokens);
    let is_test = |word: &str| {
        let position = tokens.iter().position(|token| token.text == word).unwrap();
        ranges.iter().any(|range| range.contains(&position))
    };
    let found: Vec<bool> = ["b", "tests", "d", "f"]
        .iter()
        .map(|word| is_test(word))
        .collect();
    assert_eq!(found, [false, true, true, false]);
    assert_eq!(
        modules("src/domain/id.rs", &tokens),
        ["src/domain/id/tests"]
    );
    assert_eq!(modules("src/domain/mod.rs", &tokens), ["src/domain/tests"]);
}
