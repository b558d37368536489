//! Where an answer of chatops is about: the host under a card, the environment that a sentence names. Two of them are none.

use crate::domain::flag::Environment;

/// The hosts of GitLab's environments.
///
/// Source: gitlab-com/chatops `lib/chatops/gitlab_environments/environment.rb`.
const HOSTS: [(&str, Environment); 6] = [
    ("dev.gitlab.org", Environment::Dev),
    ("ops.gitlab.net", Environment::Ops),
    ("pre.gitlab.com", Environment::Pre),
    ("staging.gitlab.com", Environment::Staging),
    ("staging-ref.gitlab.com", Environment::StagingRef),
    ("gitlab.com", Environment::Production),
];

/// Returns the environment whose name or host `word` is, with what punctuation stands round it.
pub(super) fn of(word: &str) -> Option<Environment> {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let known = HOSTS.iter().find(|(host, _)| *host == word);
    known
        .map(|(_, environment)| *environment)
        .or_else(|| Environment::parse(word))
}

/// Parts a text behind every line that names a host, so that each part is about one environment.
pub(super) fn cards(text: &str) -> Vec<&str> {
    let mut cards = Vec::new();
    let (mut begin, mut next) = (0, 0);
    for line in text.split_inclusive('\n') {
        next += line.len();
        if host_of(line).is_some() {
            cards.extend(text.get(begin..next));
            begin = next;
        }
    }
    let rest = text.get(begin..).unwrap_or_default();
    // A bullet of the log names the host above the scopes, and a list of gates may follow its host.
    if cards.len() < 2 {
        return vec![text];
    }
    if !rest.trim().is_empty() {
        cards.push(rest);
    }
    cards
}

fn host_of(line: &str) -> Option<Environment> {
    let bare = line.trim().trim_start_matches(['*', '-', ' ']);
    of(bare
        .strip_prefix("Host:")?
        .trim()
        .trim_start_matches("https://"))
}

/// Finds the environment that a text names: under `Host:`, or in a word of its own; none where it names several.
pub(super) fn named(text: &str) -> Option<Environment> {
    if let Some(host) = text.lines().find_map(host_of) {
        return Some(host);
    }
    let words = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '.' | '*' | '`' | '(' | ')'));
    let mut found = words
        .filter(|word| word.len() > 2)
        .filter_map(Environment::parse);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}
