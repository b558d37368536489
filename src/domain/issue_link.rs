//! The address of an issue, and the one command that asks for its text. It is only parsed here: nothing is opened or run.

use std::fmt;

/// The address of an issue on GitLab or GitHub. Nothing in it needs quoting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IssueLink {
    scheme: &'static str,
    host: String,
    project: String,
    page: &'static str,
    number: u64,
    forge: Forge,
}

/// What kind of place an issue lives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Forge {
    /// GitLab, of anybody.
    GitLab,
    /// github.com.
    GitHub,
}

/// Why a text is no address of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum LinkError {
    /// It begins with neither `https://` nor `http://`.
    #[error("it is no address of the web: https:// or http:// has to stand first")]
    NotWeb,
    /// It names a user before the host, or has signs that no such address has.
    #[error("it has signs in it that the address of an issue does not have")]
    Odd,
    /// It leads somewhere else.
    #[error(
        "it leads to no issue: …/-/issues/12, …/-/work_items/12 or …/-/issues/incident/12 on GitLab, \
         github.com/owner/name/issues/12 on GitHub"
    )]
    NotAnIssue,
}

/// The parts of a GitLab path that lead to an issue.
/// Source: docs.gitlab.com, "Issues", "Work items", "Incidents".
const PAGES: [&str; 4] = ["issues/incident", "issues", "work_items", "incidents"];

impl Forge {
    /// Returns the program that can ask it, with the login of whoever runs it.
    pub const fn program(self) -> &'static str {
        match self {
            Self::GitLab => "glab",
            Self::GitHub => "gh",
        }
    }

    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GitLab => "GitLab",
            Self::GitHub => "GitHub",
        }
    }
}

impl IssueLink {
    /// Tells whether `text` is meant as an address of the web, whether or not it leads to an issue.
    pub fn is_address(text: &str) -> bool {
        scheme(text.trim()).is_some() && !text.trim().contains(char::is_whitespace)
    }

    /// Reads the address of an issue. What stands after `?` or `#` is left out.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        let (scheme, rest) = scheme(text.trim()).ok_or(LinkError::NotWeb)?;
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (host, path) = rest.split_once('/').ok_or(LinkError::NotAnIssue)?;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        let is_host = host.starts_with(|c: char| c.is_ascii_alphanumeric())
            && host.chars().all(|c| is_plain(c) || c == ':');
        if !is_host || !path.chars().all(|c| is_plain(c) || c == '/') {
            return Err(LinkError::Odd);
        }
        let host = host.to_ascii_lowercase();
        let path = path.trim_end_matches('/');
        let forge = if matches!(host.as_str(), "github.com" | "www.github.com") {
            Forge::GitHub
        } else {
            Forge::GitLab
        };
        let (project, page, number) = match forge {
            Forge::GitHub => on_github(path),
            Forge::GitLab => on_gitlab(&host, path),
        }
        .ok_or(LinkError::NotAnIssue)?;
        let parts = project.split('/');
        if parts
            .clone()
            .any(|part| part.starts_with(['-', '.']) || part.is_empty())
        {
            return Err(LinkError::Odd);
        }
        Ok(Self {
            scheme,
            host: host.trim_start_matches("www.").to_owned(),
            project: project.to_owned(),
            page,
            number,
            forge,
        })
    }

    /// Returns where it lives.
    pub const fn forge(&self) -> Forge {
        self.forge
    }

    /// Returns the host, with its port where it has one.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns what people call it: `group/project#12`.
    pub fn name(&self) -> String {
        format!("{}#{}", self.project, self.number)
    }

    /// Returns the program and the words after it that ask for the issue, as they are run: past every shell.
    ///
    /// Sources: `glab api --help`, `gh api --help`; GitLab's issues API, which answers for incidents and tasks too.
    pub fn command(&self) -> Vec<String> {
        let path = match self.forge {
            Forge::GitLab => {
                let project = self.project.replace('/', "%2F");
                format!("projects/{project}/issues/{}", self.number)
            }
            Forge::GitHub => format!("repos/{}/issues/{}", self.project, self.number),
        };
        let program = self.forge.program().to_owned();
        let words = ["api", "--hostname", &self.host, &path];
        let words = words.into_iter().map(str::to_owned);
        std::iter::once(program).chain(words).collect()
    }
}

impl fmt::Display for IssueLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dash = match self.forge {
            Forge::GitLab => "/-",
            Forge::GitHub => "",
        };
        write!(
            f,
            "{}://{}/{}{dash}/{}/{}",
            self.scheme, self.host, self.project, self.page, self.number
        )
    }
}

fn scheme(text: &str) -> Option<(&'static str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    let known = ["https", "http"].into_iter();
    let scheme = known
        .into_iter()
        .find(|known| scheme.eq_ignore_ascii_case(known))?;
    Some((scheme, rest))
}

fn on_github(path: &str) -> Option<(&str, &'static str, u64)> {
    let (project, number) = path.rsplit_once("/issues/")?;
    let is_whole = project.split('/').count() == 2;
    let number = number.parse().ok().filter(|_| is_whole)?;
    Some((project, "issues", number))
}

fn on_gitlab<'a>(host: &str, path: &'a str) -> Option<(&'a str, &'static str, u64)> {
    let (rest, number) = path.rsplit_once('/')?;
    let number = number.parse().ok()?;
    let page = PAGES.into_iter().find(|page| {
        let before = rest.strip_suffix(page);
        before.is_some_and(|before| before.ends_with('/'))
    })?;
    let before = rest.strip_suffix(page)?.strip_suffix('/')?;
    let project = match before.strip_suffix("/-") {
        Some(project) => project,
        // Addresses of before 2019 have no dash; only a host that says GitLab is believed without it.
        None if host.contains("gitlab") => before,
        None => return None,
    };
    (project.contains('/') && !project.contains("/-/")).then_some((project, page, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_issues_are_read_and_their_command_is_made() {
        for (text, name, command) in [
            (
                "https://gitlab.com/garden/sub-group/seeds/-/issues/12#note_4",
                "garden/sub-group/seeds#12",
                "glab api --hostname gitlab.com projects/garden%2Fsub-group%2Fseeds/issues/12",
            ),
            (
                "HTTPS://GitLab.example.org:8443/a/b/-/work_items/7?x=1",
                "a/b#7",
                "glab api --hostname gitlab.example.org:8443 projects/a%2Fb/issues/7",
            ),
            (
                "http://git.example.org/a/b/-/issues/incident/3/",
                "a/b#3",
                "glab api --hostname git.example.org projects/a%2Fb/issues/3",
            ),
            (
                "https://gitlab.com/a/b/issues/3",
                "a/b#3",
                "glab api --hostname gitlab.com projects/a%2Fb/issues/3",
            ),
            (
                "https://www.github.com/garden/seeds/issues/5",
                "garden/seeds#5",
                "gh api --hostname github.com repos/garden/seeds/issues/5",
            ),
        ] {
            let link = IssueLink::parse(text).unwrap();
            assert_eq!(link.name(), name, "{text}");
            assert_eq!(link.command().join(" "), command);
            assert_eq!(IssueLink::parse(&link.to_string()), Ok(link), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_taken_for_an_issue() {
        for (text, expected) in [
            ("ftp://gitlab.com/a/b/-/issues/1", LinkError::NotWeb),
            ("gitlab.com/a/b/-/issues/1", LinkError::NotWeb),
            (
                "https://gitlab.com/a/b/-/merge_requests/1",
                LinkError::NotAnIssue,
            ),
            ("https://gitlab.com/a/b/-/issues/new", LinkError::NotAnIssue),
            ("https://example.org/a/b/issues/1", LinkError::NotAnIssue),
            ("https://github.com/a/b/c/issues/1", LinkError::NotAnIssue),
            ("https://github.com", LinkError::NotAnIssue),
            ("https://me@gitlab.com/a/b/-/issues/1", LinkError::Odd),
            ("https://--x/a/b/-/issues/1", LinkError::Odd),
            ("https://gitlab.com/a b/c/-/issues/1", LinkError::Odd),
            ("https://gitlab.com/--x/b/-/issues/1", LinkError::Odd),
            ("https://gitlab.com/a/../b/-/issues/1", LinkError::Odd),
            ("https://gitlab.com/a/$(x)/-/issues/1", LinkError::Odd),
        ] {
            assert_eq!(IssueLink::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn an_address_is_known_before_it_is_read() {
        assert!(IssueLink::is_address(" https://a.org/x "));
        for text in ["issue.md", "https://a.org/x and more", "-", "c://x"] {
            assert!(!IssueLink::is_address(text), "{text}");
        }
    }
}
