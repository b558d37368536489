//! SPDX expressions, as far as packages use them: `OR`, `AND`, parentheses, `WITH`, and the old slash. What it cannot read is not allowed.

/// Is there a way to take the expression in which every name is allowed? `AND` binds tighter than `OR`.
pub(crate) fn is_allowed(expression: &str, allows: &dyn Fn(&str) -> bool) -> bool {
    let expression = expression.trim();
    let either = split(&expression.replace('/', " OR "), " OR ");
    if either.len() > 1 {
        return either.iter().any(|part| is_allowed(part, allows));
    }
    let all = split(expression, " AND ");
    if all.len() > 1 {
        return all.iter().all(|part| is_allowed(part, allows));
    }
    match expression
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(inner) => is_allowed(inner, allows),
        None => allows(expression),
    }
}

/// Splits at the word where no parenthesis is open.
fn split(expression: &str, word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for piece in expression.split_inclusive(word) {
        let text = piece.strip_suffix(word).unwrap_or(piece);
        let part = parts.last_mut().unwrap();
        part.push_str(text);
        if text.len() == piece.len() {
            continue;
        }
        if part.matches('(').count() == part.matches(')').count() {
            parts.push(String::new());
        } else {
            part.push_str(word);
        }
    }
    parts
}

#[test]
fn one_allowed_licence_is_enough_where_one_may_choose() {
    let mit = |name: &str| name == "MIT";
    assert!(is_allowed("MIT OR Apache-2.0", &mit));
    assert!(is_allowed("Apache-2.0/MIT", &mit));
    assert!(is_allowed("Apache-2.0 WITH LLVM-exception OR (MIT)", &mit));
    assert!(!is_allowed("GPL-3.0-only", &mit));
    assert!(!is_allowed("", &mit));
}

#[test]
fn every_licence_must_be_allowed_where_all_apply() {
    let two = |name: &str| name == "MIT" || name == "Unicode-3.0";
    assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0", &two));
    assert!(!is_allowed("(MIT OR Apache-2.0) AND ISC", &two));
    assert!(!is_allowed("(GPL-2.0-only OR ISC) AND MIT", &two));
}
