//! Any text as names of packages, tags, migrations and release notes: nothing panics, and what is read prints as it was read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollgate::domain::package::NoteEntry;
use rollgate::domain::package::{Migration, PackageName, Place, read_note, write_note};

fuzz_target!(|input: (String, String)| {
    let (one, other) = input;
    let names = [&one, &other].map(|text| PackageName::parse(text));
    for name in names.iter().flatten() {
        for printed in [name.to_string(), name.tag()] {
            assert_eq!(
                PackageName::parse(&printed).as_ref(),
                Some(name),
                "{printed}"
            );
        }
        assert!(name.is_same_as(name) && !name.says_more_than(name));
        assert_ne!(name.is_newer_than(name), Some(true));
        name.release();
        name.product_version();
    }
    if let [Some(one), Some(other)] = &names {
        assert_eq!(one.is_same_as(other), other.is_same_as(one));
        assert!(
            !(one.is_newer_than(other) == Some(true) && other.is_newer_than(one) == Some(true))
        );
    }
    if let Some(migration) = Migration::parse(&one) {
        assert_eq!(
            Migration::parse(migration.path()).as_ref(),
            Some(&migration)
        );
    }
    Migration::all_in(&one);
    Place::parse(&one);
    let read = read_note(&one);
    let entries: Vec<NoteEntry> = read
        .iter()
        .map(|(package, added)| NoteEntry {
            package: package.clone(),
            added: Some(added.clone()),
            or_earlier: false,
        })
        .collect();
    assert_eq!(read_note(&write_note(None, &entries)), read);
});
