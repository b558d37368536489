//! What a hostile rollout makes the program send: no kind of sequence that a harmless one does not.

use crate::driver::Driver;

const CLOCK: (&str, &str) = ("ROLLGATE_CLOCK", "2026-03-09T14:32:00Z");

#[test]
fn u01_a_hostile_rollout_sends_no_sequence_that_a_harmless_one_does_not() {
    let attacks = include_str!("../fixtures/attacks.txt").lines().skip(1);
    let attacks: Vec<String> = attacks
        .map(|line| raw(line.split_once(" | ").unwrap().1))
        .collect();
    let mut known = std::collections::BTreeSet::new();
    for text in [vec!["harmless".to_owned()], attacks] {
        let is_hostile = text.len() > 1;
        for some in text.chunks(140) {
            let sent = sequences_of(some);
            if is_hostile {
                let new: Vec<&String> = sent.iter().filter(|one| !known.contains(*one)).collect();
                assert!(new.is_empty(), "{new:?}");
            } else {
                known = sent;
            }
        }
    }
}

fn raw(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut raw = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        raw.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        raw.push_str(rest);
    }
    raw.replace(['\n', '\r'], " ")
}

/// Goes through the pages of a rollout of this text; returns the kinds of sequences that were sent: what they begin and end with.
fn sequences_of(text: &[String]) -> std::collections::BTreeSet<String> {
    let boxes: Vec<String> = text
        .iter()
        .map(|one| format!("- [ ] Do {one} now\n"))
        .collect();
    let title = text.concat();
    let document = format!(
        "# [Feature flag] Enable `a_flag` {title}\n\n## Rollout {title}\n\n{}",
        boxes.concat()
    );
    let files = [("issue.md", document.as_str())];
    let script = format!(
        "{0} import issue.md --yes --quiet >/dev/null; exec {0} a_flag",
        env!("CARGO_BIN_EXE_rollgate")
    );
    let mut driver = Driver::start_script(&script, &[CLOCK], &files);
    driver.wait_for("a_flag");
    for keys in [
        "2", "3", "5", "6", "1", "z", "z", "?", "\x1b", "Y", "Y", "G", "an", "\x1b", ":", "\x1b",
        "yy",
    ] {
        driver.type_in(keys);
        driver.settle();
    }
    driver.signal("TERM");
    assert!(driver.end().starts_with("Terminated"));
    driver.assert_terminal_is_as_before();
    kinds(&driver.bytes())
}

fn kinds(bytes: &[u8]) -> std::collections::BTreeSet<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut kinds = std::collections::BTreeSet::new();
    for part in text.split('\u{1b}').skip(1) {
        let kind = match part.chars().next() {
            Some('[') => {
                let end = part
                    .find(|c: char| c.is_ascii_alphabetic() || c == '~')
                    .unwrap_or(0);
                let (body, _) = part.split_at(end + usize::from(!part.is_empty()));
                let is_mode = body.ends_with(['h', 'l', 't']);
                if is_mode {
                    body.to_owned()
                } else {
                    format!("[{}", body.split_at(end).1)
                }
            }
            Some(']') => part
                .split_inclusive(';')
                .next()
                .unwrap_or_default()
                .to_owned(),
            other => format!("{other:?}"),
        };
        kinds.insert(kind);
    }
    let raw = text
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\u{1b}' | '\r' | '\n'));
    kinds.extend(raw.map(|c| format!("{c:?}")));
    kinds
}
