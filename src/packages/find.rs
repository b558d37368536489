//! Which packages a repository has, and at which commits: by auto-deploy tags, else by the SHAs in their names. It guesses no commit.

use std::collections::BTreeMap;

use super::error::ScanError;
use super::git::Git;
use crate::domain::package::PackageName;

/// What no repository has: the question of a name without SHA.
const NOTHING: &str = "0000000000000000000000000000000000000000";

/// The packages of a repository.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The commit of each package, whole, oldest package first.
    pub(super) commits: BTreeMap<PackageName, String>,
    /// The names of which the repository has no commit.
    pub(super) unresolved: Vec<PackageName>,
    /// What is odd, in words.
    pub(super) warnings: Vec<String>,
}

/// Finds the packages that tags name, and those of `names` whose SHA is a commit.
///
/// A tag says more than the SHA in its name. Where two forms of a tag stand at different commits, the tag with `+` counts.
pub(super) fn find(git: &Git, names: &[PackageName]) -> Result<Found, ScanError> {
    let mut found = Found::default();
    let tags = tags(git)?;
    let untagged: Vec<&PackageName> = names
        .iter()
        .filter(|name| !tags.iter().any(|(tagged, _)| tagged.is_same_as(name)))
        .collect();
    let mut questions = String::new();
    for (_, reference) in &tags {
        question(&mut questions, reference);
    }
    for name in &untagged {
        question(&mut questions, name.rails_sha().unwrap_or(NOTHING));
    }
    let answers = answers(git, questions)?;
    let (of_tags, of_names) = answers
        .split_at_checked(tags.len())
        .unwrap_or((&answers, &[]));
    for ((name, reference), commit) in tags.iter().zip(of_tags) {
        let Some(commit) = commit else {
            must_be_no_commit(git, name, reference)?;
            found
                .warnings
                .push(format!("the tag {name} names no commit and was left out"));
            continue;
        };
        found.put_tag(name, commit);
    }
    for (name, commit) in untagged.into_iter().zip(of_names) {
        // Git takes a branch that is called like the SHA for it.
        match (commit, name.rails_sha()) {
            (Some(commit), Some(sha)) if commit.starts_with(sha) => {
                found.commits.insert(name.clone(), commit.clone());
            }
            _ => found.unresolved.push(name.clone()),
        }
    }
    Ok(found)
}

impl Found {
    fn put_tag(&mut self, name: &PackageName, commit: &str) {
        if let Some(other) = self.commits.get(name) {
            if other != commit {
                self.warnings.push(format!(
                    "{name} has two tags at different commits; the one with + counts"
                ));
            }
            return;
        }
        if name.rails_sha().is_some_and(|sha| !commit.starts_with(sha)) {
            self.warnings.push(format!(
                "the tag of {name} stands at {}, which is not the SHA in its name; the tag counts",
                commit.get(..11).unwrap_or(commit)
            ));
        }
        self.commits.insert(name.clone(), commit.to_owned());
    }
}

/// Returns the tags that name a package, with their whole references; those with `+` first.
fn tags(git: &Git) -> Result<Vec<(PackageName, String)>, ScanError> {
    let args = ["for-each-ref", "--format=%(refname)", "--", "refs/tags/"];
    let said = git.run(&args, String::new())?;
    if !said.ok {
        return Err(git.unreadable(said.complaint));
    }
    let text = String::from_utf8_lossy(&said.output);
    let mut tags: Vec<(PackageName, String)> = text
        .lines()
        .filter_map(|reference| {
            let name = PackageName::parse(reference.strip_prefix("refs/tags/")?)?;
            Some((name, reference.to_owned()))
        })
        .collect();
    tags.sort_by_key(|(_, reference)| !reference.contains('+'));
    Ok(tags)
}

fn question(questions: &mut String, object: &str) {
    questions.push_str(object);
    questions.push_str("^{commit}\n");
}

/// Asks one git process for the commit of each line; `None` where there is none.
fn answers(git: &Git, questions: String) -> Result<Vec<Option<String>>, ScanError> {
    if questions.is_empty() {
        return Ok(vec![]);
    }
    let args = ["cat-file", "--batch-check=%(objectname) %(objecttype)"];
    let said = git.run(&args, questions)?;
    if !said.ok {
        return Err(ScanError::Git {
            what: "cat-file",
            said: said.complaint,
        });
    }
    let text = String::from_utf8_lossy(&said.output);
    let lines = text.lines();
    Ok(lines
        .map(|line| line.strip_suffix(" commit").map(str::to_owned))
        .collect())
}

/// Fails when what a tag leads to is missing; a tag of a file or a folder is only odd.
fn must_be_no_commit(git: &Git, name: &PackageName, reference: &str) -> Result<(), ScanError> {
    let peeled = format!("{reference}^{{}}");
    let said = git.run(&["cat-file", "-t", &peeled], String::new())?;
    let kind = String::from_utf8_lossy(&said.output);
    if matches!(kind.trim(), "blob" | "tree") {
        return Ok(());
    }
    let object = git.run(
        &["for-each-ref", "--format=%(objectname)", "--", reference],
        String::new(),
    )?;
    Err(ScanError::MissingCommit {
        package: name.to_string(),
        object: String::from_utf8_lossy(&object.output).trim().to_owned(),
        why: git.why_incomplete(),
    })
}
