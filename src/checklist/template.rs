//! Logic of template languages in the words of a checklist: ERB and Go. Logic is taken out; what prints a value stays.

use std::borrow::Cow;

/// What logic is written between, and how a tag that prints a value goes on.
const TAGS: [(&str, &str, &str); 2] = [("<%", "%>", "="), ("{{", "}}", "")];

/// First words of Go template tags that are logic.
const LOGIC: [&str; 9] = [
    "if", "else", "end", "range", "with", "define", "template", "block", "/*",
];

/// Returns `text` without tags that are logic: `<% if a %>` and `{{ end }}` go, `<%= a %>` and `{{ .A }}` stay.
pub(super) fn without_logic(text: &str) -> Cow<'_, str> {
    if !TAGS.iter().any(|(open, ..)| text.contains(open)) {
        return Cow::Borrowed(text);
    }
    let mut text = text.to_owned();
    for (open, close, prints) in TAGS {
        let mut kept = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, tag)) = rest.find(open).and_then(|at| rest.split_at_checked(at)) {
            let end = tag.find(close).map(|at| at + close.len());
            let Some((tag, after)) = end.and_then(|end| tag.split_at_checked(end)) else {
                break;
            };
            kept.push_str(before);
            let inner = tag.get(open.len()..tag.len() - close.len());
            if !is_logic(inner.unwrap_or_default(), prints) {
                kept.push_str(tag);
            }
            rest = after;
        }
        kept.push_str(rest);
        text = kept;
    }
    Cow::Owned(text)
}

fn is_logic(inner: &str, prints: &str) -> bool {
    if !prints.is_empty() {
        return !inner.starts_with(prints);
    }
    let first = inner.trim_start_matches('-').split_whitespace().next();
    first.is_some_and(|word| LOGIC.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logic_goes_and_values_stay() {
        for (text, expected) in [
            ("a <% if b? -%> c <% end %>", "a  c "),
            ("tag <%= version %>", "tag <%= version %>"),
            ("{{if .RC}}a{{- end }} {{ .Major }}", "a {{ .Major }}"),
            ("open <% never", "open <% never"),
        ] {
            assert_eq!(without_logic(text), expected);
        }
    }
}
