//! Logs of auto-deploy packages with the migrations that each brought: recognised in running text, even when run together.

/// A package and the migrations named behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Package {
    /// Its name: `14.8.202202080920-97d6e07c2a1.4ce763dbce1`.
    pub(super) name: String,
    /// The paths of its migrations.
    pub(super) migrations: Vec<String>,
}

/// Where migrations live. Source: GitLab's `db/` and `ee/db/` folders.
const FOLDERS: [&str; 2] = ["db/post_migrate/", "db/migrate/"];
/// What the name of a migration ends with.
const ENDING: &str = ".rb";

/// Finds the packages of a text, in order. Paths that stand together without a space are parted where one ends.
pub(super) fn packages(text: &str) -> Vec<Package> {
    let mut packages: Vec<Package> = Vec::new();
    for word in text.split_whitespace() {
        if is_package(word) {
            packages.push(Package {
                name: word.to_owned(),
                migrations: Vec::new(),
            });
        } else if let Some(package) = packages.last_mut() {
            package.migrations.extend(paths(word));
        }
    }
    packages
}

/// Tells whether a word is the name of a package: `MAJOR.MINOR.TIMESTAMP-SHA.SHA`.
fn is_package(word: &str) -> bool {
    let Some((version, shas)) = word.split_once(['-', '+']) else {
        return false;
    };
    let numbers: Vec<&str> = version.split('.').collect();
    let is_number = |text: &&str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let is_sha = |text: &str| text.len() == 11 && text.chars().all(|c| c.is_ascii_hexdigit());
    numbers.len() == 3
        && numbers.iter().all(is_number)
        && numbers.last().is_some_and(|stamp| stamp.len() == 12)
        && shas
            .split_once('.')
            .is_some_and(|(one, other)| is_sha(one) && is_sha(other))
}

/// Returns the paths of migrations in a word.
fn paths(word: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut rest = word;
    while let Some((path, after)) = rest
        .find(ENDING)
        .and_then(|at| rest.split_at_checked(at + ENDING.len()))
    {
        let start = FOLDERS.iter().filter_map(|folder| path.find(folder)).min();
        paths.extend(start.and_then(|start| path.get(start..)).map(str::to_owned));
        rest = after;
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_run_together_are_parted() {
        let text = "Log 15.1.202206010920-0123456789a.ba987654321\ndb/post_migrate/20220601000000_add_a.rbdb/migrate/20220601000001_add_b.rb\n15.1.202206011020-0123456789a.ba987654321 none";
        let packages = packages(text);
        let counts: Vec<usize> = packages
            .iter()
            .map(|package| package.migrations.len())
            .collect();
        assert_eq!(counts, [2, 0]);
        assert_eq!(
            packages[0].migrations[1],
            "db/migrate/20220601000001_add_b.rb"
        );
        assert!(super::packages("1.2.3-rc1 and db/migrate/x.rb").is_empty());
    }
}
