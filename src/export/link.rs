//! Which addresses may become links: those of the web, in plain letters. Any other is only text.

/// Returns `text` when it is an address of the web that a browser reads as it stands.
pub fn web_address(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_plain = text
        .chars()
        .all(|letter| letter.is_ascii_graphic() && letter != '\\');
    let host = rest.split(['/', '?', '#']).next()?;
    (is_web && is_plain && !host.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_linked() {
        for text in ["https://gitlab.com/a", "HTTP://x.org/?q=1&b=2#c"] {
            assert_eq!(web_address(text), Some(text));
        }
        for text in [
            "javascript:alert(1)",
            "javascript://x.org/%0aalert(1)",
            "data:text/html,<b>",
            "file:///etc/passwd",
            "https://",
            "https://a b",
            "https://x.org/\u{202e}gpj",
            "java\tscript:alert(1)",
            "//x.org",
            "#g_garden",
        ] {
            assert_eq!(web_address(text), None, "{text}");
        }
    }
}
