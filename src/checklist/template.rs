//! Logic of template languages in the words of a checklist: ERB and Go. Logic is taken out; what prints a value stays.

/// What logic is written between, and how a tag that prints a value goes on.
const TAGS: [(&str, &str, &str); 2] = [("<%", "%>", "="), ("{{", "}}", "")];

/// First words of Go template tags that are logic.
const LOGIC: [&str; 9] = [
    "if", "else", "end", "range", "with", "define", "template", "block", "/*",
];

/// Returns `text` without tags that are logic: `<% if a %>` and `{{ end }}` go, `<%= a %>` and `{{ .A }}` stay.
pub(super) fn without_logic(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close, prints) in TAGS {
        let mut from = 0;
        while let Some(start) = text
            .get(from..)
            .and_then(|rest| rest.find(open))
            .map(|at| from + at)
        {
            let Some(length) = text.get(start..).and_then(|rest| rest.find(close)) else {
                break;
            };
            let end = start + length + close.len();
            let inner = text
                .get(start + open.len()..start + length)
                .unwrap_or_default();
            if is_logic(inner, prints) {
                text.replace_range(start..end, "");
                from = start;
            } else {
                from = end;
            }
        }
    }
    text
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
