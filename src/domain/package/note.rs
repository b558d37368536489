//! The note for the release issue: which package added which post-deploy migrations, as Markdown, and back from any text.

use super::migration::{Migration, places};
use super::name::PackageName;

/// A package with the post-deploy migrations it added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteEntry {
    /// Which package.
    pub package: PackageName,
    /// What it added; `None` where that is not known.
    pub added: Option<Vec<Migration>>,
    /// The migrations may have come with an earlier package.
    pub or_earlier: bool,
}

/// The most migrations that are listed of a package that may have brought none of them itself.
const MOST: usize = 50;

/// Writes entries as Markdown, below `heading` where there is one.
pub fn write_note(heading: Option<&str>, entries: &[NoteEntry]) -> String {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(heading.map(|heading| format!("## {heading}")));
    for entry in entries {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("### `{}`", entry.package));
        lines.push(String::new());
        let (words, listed) = told(entry);
        lines.push(words);
        if !listed.is_empty() {
            lines.push(String::new());
        }
        lines.extend(listed.iter().map(|migration| format!("- `{migration}`")));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Returns what is said of an entry, and the migrations to list below it.
fn told(entry: &NoteEntry) -> (String, &[Migration]) {
    let Some(added) = entry.added.as_deref() else {
        let words = "It is not known which post-deploy migrations it added.";
        return (words.to_owned(), &[]);
    };
    if added.is_empty() {
        return ("It added no post-deploy migration.".to_owned(), &[]);
    }
    if !entry.or_earlier {
        return ("Post-deploy migrations added:".to_owned(), added);
    }
    let whose = "added by it or by an earlier package";
    if added.len() > MOST {
        let count = added.len();
        return (
            format!("It has {count} post-deploy migrations, {whose}."),
            &[],
        );
    }
    (format!("Post-deploy migrations in it, {whose}:"), added)
}

/// Reads packages and the migrations named after each of them from a text, however its lines were lost.
///
/// A package named twice has the migrations of both places. Migrations before the first package belong to none.
pub fn read_note(text: &str) -> Vec<(PackageName, Vec<Migration>)> {
    let mut entries: Vec<(PackageName, Vec<Migration>)> = Vec::new();
    let mut current = None;
    let mut cursor = 0;
    let ends = std::iter::once(text.len()..text.len());
    for place in places(text).into_iter().chain(ends) {
        let between = text.get(cursor..place.start).unwrap_or_default();
        for name in names(between) {
            let known = entries.iter().position(|(known, _)| *known == name);
            current = Some(known.unwrap_or(entries.len()));
            if known.is_none() {
                entries.push((name, vec![]));
            }
        }
        let migration = text.get(place.clone()).and_then(Migration::parse);
        let entry = current.and_then(|current: usize| entries.get_mut(current));
        if let (Some(migration), Some((_, migrations))) = (migration, entry)
            && !migrations.contains(&migration)
        {
            migrations.push(migration);
        }
        cursor = place.end;
    }
    entries
}

fn names(text: &str) -> impl Iterator<Item = PackageName> {
    let is_part = |letter: char| {
        letter.is_ascii_digit()
            || ('a'..='f').contains(&letter)
            || matches!(letter, '.' | '+' | '-')
    };
    text.split(move |letter| !is_part(letter))
        .filter_map(|word| PackageName::parse(word.trim_matches(['.', '-', '+'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "15.1.202206010920-0a1b2c3d4e5.5e4d3c2b1a0";
    const TWO: &str = "15.1.202206011320-1a1b2c3d4e5.6e4d3c2b1a0";

    fn migration(path: &str) -> Migration {
        Migration::parse(path).unwrap()
    }

    #[test]
    fn a_note_reads_back() {
        let added = vec![
            migration("db/post_migrate/20220301120000_drop_it.rb"),
            migration("ee/db/geo/post_migrate/20220302120000_drop_more.rb"),
        ];
        let entry = |name: &str, added| NoteEntry {
            package: PackageName::parse(name).unwrap(),
            added,
            or_earlier: false,
        };
        let entries = [entry(ONE, Some(added.clone())), entry(TWO, Some(vec![]))];
        let text = write_note(Some("Release 15.1"), &entries);
        let read = read_note(&text);
        assert_eq!(read.len(), 2, "{text}");
        assert_eq!(read[0], (entries[0].package.clone(), added));
        assert_eq!(read[1], (entries[1].package.clone(), vec![]));
    }

    #[test]
    fn a_note_that_lost_its_lines_reads_the_same() {
        let text = format!(
            "Example Release 15.1 {ONE}db/post_migrate/20220301120000_drop_it.rbdb/post_migrate/20220302120000_more.rb{}.",
            TWO.replacen('-', "+", 1)
        );
        let read = read_note(&text);
        let shape: Vec<(String, usize)> = read
            .iter()
            .map(|(name, migrations)| (name.to_string(), migrations.len()))
            .collect();
        assert_eq!(shape, [(ONE.to_owned(), 2), (TWO.to_owned(), 0)]);
    }
}
