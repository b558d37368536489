//! Which packages a repository has, and at which commits: by auto-deploy tags, else by the SHAs in their names. It guesses no commit.

use std::collections::BTreeMap;

use super::error::ScanError;
use super::git::Git;
use super::known::Known;
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
    /// The packages whose tags stand at another commit than the SHA in the name says, of those that are new.
    pub(super) elsewhere: Vec<PackageName>,
    /// What is odd, in words.
    pub(super) warnings: Vec<String>,
}

/// Finds the packages that tags name, and those that are only named and whose SHA is a commit.
///
/// A tag that stands where it is known to stand is not looked into again. A tag says more than the SHA in its name. Where two forms of a tag stand at different commits, the tag with `+` counts.
pub(super) fn find(git: &Git, known: &Known) -> Result<Found, ScanError> {
    let mut found = Found::default();
    let tags = tags(git)?;
    let untagged: Vec<&PackageName> = known
        .named
        .iter()
        .filter(|name| !tags.iter().any(|tag| tag.name.is_same_as(name)))
        .collect();
    let has_moved = |tag: &&Tag| known.commit(&tag.name) != Some(&tag.object);
    let mut questions = String::new();
    for tag in tags.iter().filter(has_moved) {
        question(&mut questions, &tag.reference);
    }
    for name in &untagged {
        question(&mut questions, name.rails_sha().unwrap_or(NOTHING));
    }
    let mut answers = answers(git, questions)?.into_iter();
    for tag in &tags {
        let commit = if has_moved(&tag) {
            answers.next().flatten()
        } else {
            Some(tag.object.clone())
        };
        if let Some(commit) = commit {
            found.put_tag(tag, commit, known);
        } else {
            must_be_no_commit(git, tag)?;
            let name = &tag.name;
            found
                .warnings
                .push(format!("the tag {name} names no commit and was left out"));
        }
    }
    for (name, commit) in untagged.into_iter().zip(answers) {
        // Git takes a branch that is called like the SHA for it.
        match (commit, name.rails_sha()) {
            (Some(commit), Some(sha)) if commit.starts_with(sha) => {
                found.commits.insert(name.clone(), commit);
            }
            _ => found.unresolved.push(name.clone()),
        }
    }
    Ok(found)
}

impl Found {
    fn put_tag(&mut self, tag: &Tag, commit: String, known: &Known) {
        let name = &tag.name;
        if let Some(other) = self.commits.get(name) {
            if *other != commit {
                self.warnings.push(format!(
                    "{name} has two tags at different commits; the one with + counts"
                ));
            }
            return;
        }
        let is_elsewhere = name.rails_sha().is_some_and(|sha| !commit.starts_with(sha));
        if is_elsewhere && known.commit(name) != Some(&commit) {
            self.elsewhere.push(name.clone());
        }
        self.commits.insert(name.clone(), commit);
    }
}

/// Returns the tags that name a package, those with `+` first.
fn tags(git: &Git) -> Result<Vec<Tag>, ScanError> {
    let args = [
        "for-each-ref",
        "--format=%(objectname) %(refname)",
        "--",
        "refs/tags/",
    ];
    let said = git.run(&args, String::new())?;
    if !said.ok {
        return Err(git.unreadable(said.complaint));
    }
    let text = String::from_utf8_lossy(&said.output);
    let mut tags: Vec<Tag> = text.lines().filter_map(Tag::parse).collect();
    tags.sort_by_key(|tag| !tag.reference.contains('+'));
    Ok(tags)
}

/// A tag that names a package.
#[derive(Debug)]
struct Tag {
    name: PackageName,
    /// Its whole name, from `refs/` on, which no option and no SHA can look like.
    reference: String,
    /// The commit, or the message that stands before it.
    object: String,
}

impl Tag {
    fn parse(line: &str) -> Option<Self> {
        let (object, reference) = line.split_once(' ')?;
        Some(Self {
            name: PackageName::parse(reference.strip_prefix("refs/tags/")?)?,
            reference: reference.to_owned(),
            object: object.to_owned(),
        })
    }
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
fn must_be_no_commit(git: &Git, tag: &Tag) -> Result<(), ScanError> {
    let peeled = format!("{}^{{}}", tag.reference);
    let said = git.run(&["cat-file", "-t", &peeled], String::new())?;
    let kind = String::from_utf8_lossy(&said.output);
    if matches!(kind.trim(), "blob" | "tree") {
        return Ok(());
    }
    Err(ScanError::MissingCommit {
        package: tag.name.to_string(),
        object: tag.object.clone(),
        why: git.why_incomplete(),
    })
}
