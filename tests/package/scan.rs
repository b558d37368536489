//! Scans of real repositories: every package compared with the one before it, and nothing read twice.

use serde_json::Value;

use crate::support::{Bench, Script, texts};

fn migration(number: usize) -> String {
    format!("db/post_migrate/202206{number:08}_post_{number}.rb")
}

fn name(number: usize) -> String {
    format!("15.1.2022060{number:05}-0a1b2c3d4e5.5e4d3c2b1a0")
}

fn tag(number: usize) -> String {
    // Every third tag is written as a package.
    if number.is_multiple_of(3) {
        name(number)
    } else {
        name(number).replacen('-', "+", 1)
    }
}

/// Makes 45 packages, each with a commit or two; 10 to 16 are the odd ones.
fn forty_five() -> Script {
    let mut script = Script::default();
    script.commit(&["README.md", &migration(0), "db/structure.sql"]);
    let mut side = 0;
    for number in 1..=45 {
        let added = migration(number);
        let mark = match number {
            10 => script.commit(&["app/models/user.rb"]),
            11 => script.commit(&[
                &format!("-{}", migration(5)),
                "db/post_migrate/20220600000005_five.rb",
            ]),
            12 => script.commit(&[&format!("-{}", migration(6))]),
            13 => script.commit(&[&migration(6)]),
            14 => {
                side = script.commit_on(
                    "side",
                    Some(4),
                    &[
                        "db/migrate/20220600001400_side.rb",
                        "ee/db/geo/post_migrate/20220600001401_far.rb",
                    ],
                );
                script.commit(&["app/models/user.rb"])
            }
            15 => script.merge(
                side,
                &[
                    "db/migrate/20220600001400_side.rb",
                    "ee/db/geo/post_migrate/20220600001401_far.rb",
                ],
            ),
            16 => script.commit(&[
                "db/post_migrate/README.md",
                "db/post_migrate/.keep",
                &migration(4),
                "spec/db/post_migrate/20220600001600_x.rb",
            ]),
            _ => script.commit(&[&added]),
        };
        if number % 7 == 0 {
            script.annotated(&tag(number), mark);
        } else {
            script.tag(&tag(number), mark);
        }
    }
    script
}

fn brought(new: &Value, number: usize) -> &Value {
    let list = new.as_array().unwrap();
    let found = list.iter().find(|new| new["package"] == name(number));
    found.unwrap_or_else(|| panic!("{number} {new}"))
}

#[test]
fn every_package_brings_what_the_one_before_it_has_not() {
    let bench = Bench::of(&forty_five());
    let scanned = bench.data(&["package", "scan", "--repo", "rails"]);
    assert_eq!(scanned["found"], 45);
    let new = &scanned["new"];
    assert_eq!(new.as_array().unwrap().len(), 45);
    assert_eq!(brought(new, 1)["against"], Value::Null);
    assert_eq!(
        texts(&brought(new, 1)["post"]),
        [migration(0), migration(1)]
    );
    for number in (2..=9).chain(17..=45) {
        let new = brought(new, number);
        assert_eq!(texts(&new["post"]), [migration(number)], "{number}");
        assert_eq!(new["against"], name(number - 1), "{number}");
        assert!(texts(&new["removed"]).is_empty(), "{number}");
    }
    for empty in [10, 14, 16] {
        assert!(texts(&brought(new, empty)["post"]).is_empty(), "{empty}");
        assert!(texts(&brought(new, empty)["removed"]).is_empty(), "{empty}");
    }
    assert_eq!(
        texts(&brought(new, 11)["post"]),
        ["db/post_migrate/20220600000005_five.rb"]
    );
    assert_eq!(texts(&brought(new, 11)["removed"]), [migration(5)]);
    assert_eq!(texts(&brought(new, 12)["removed"]), [migration(6)]);
    assert_eq!(texts(&brought(new, 13)["post"]), [migration(6)]);
    assert_eq!(
        texts(&brought(new, 15)["post"]),
        ["ee/db/geo/post_migrate/20220600001401_far.rb"]
    );
    assert_eq!(
        texts(&brought(new, 15)["regular"]),
        ["db/migrate/20220600001400_side.rb"]
    );
}

#[test]
fn what_was_renamed_deleted_or_reverted_is_answered() {
    let bench = Bench::of(&forty_five());
    bench.ok(&["package", "scan", "--repo", "rails"]);
    let which = |query: &str| bench.data(&["package", "which", query]);
    let renamed = which("20220600000005");
    assert_eq!(renamed.as_array().unwrap().len(), 2, "{renamed}");
    assert_eq!(renamed[0]["introduced_in"], name(11));
    assert_eq!(renamed[1]["introduced_in"], name(5));
    assert_eq!(renamed[1]["removed_in"], name(11));
    let (old, new) = (&renamed[1], &renamed[0]);
    assert_eq!(old["renamed_to"], new["migration"], "{renamed}");
    assert_eq!(new["renamed_from"]["migration"], old["migration"]);
    assert_eq!(new["renamed_from"]["introduced_in"], name(5));
    let told = bench.ok(&["package", "which", "20220600000005"]);
    assert!(!told.contains("gone with"), "{told}");
    assert!(
        told.contains(&format!("renamed   with {}", name(11))),
        "{told}"
    );
    let again = which("post_6.rb");
    assert_eq!(again[0]["introduced_in"], name(13));
    assert_eq!(texts(&again[0]["introduced_before_in"]), [name(6)]);
    let first = which(&migration(0));
    assert_eq!(first[0]["introduced_in"], name(1));
    assert_eq!(first[0]["or_earlier"], true);
}

#[test]
fn a_second_scan_reads_only_what_is_new() {
    let bench = Bench::of(&forty_five());
    bench.ok(&["package", "scan", "--repo", "rails"]);
    let again = bench.data(&["package", "scan", "--repo", "rails"]);
    assert_eq!(
        (again["found"].as_u64(), texts_of(&again["new"])),
        (Some(45), vec![])
    );
    assert_eq!(again["events"].as_array().unwrap().len(), 0);
    let mut more = Script::default();
    let mark = more.commit_on("late", None, &[&migration(60)]);
    more.tag(&tag(60), mark);
    bench.add(&more);
    let then = bench.data(&["package", "scan", "--repo", "rails"]);
    assert_eq!(texts_of(&then["new"]), [name(60)]);
    assert_eq!(then["found"], 46);
}

fn texts_of(new: &Value) -> Vec<String> {
    let list = new.as_array().unwrap().iter();
    list.map(|new| new["package"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_package_that_comes_late_is_put_between_its_neighbours() {
    let mut script = Script::default();
    let first = script.commit(&[&migration(1)]);
    let second = script.commit(&[&migration(2)]);
    let third = script.commit(&[&migration(3)]);
    script.tag(&tag(1), first);
    script.tag(&tag(5), third);
    let bench = Bench::of(&script);
    bench.ok(&["package", "scan", "--repo", "rails"]);
    let which = |query: &str| bench.data(&["package", "which", query])[0]["introduced_in"].clone();
    assert_eq!(which("post_2.rb"), name(5));
    let late = bench.sha(second);
    crate::support::git(&bench.repository(), &["tag", &tag(3), &late], b"");
    let scanned = bench.data(&["package", "scan", "--repo", "rails"]);
    assert_eq!(texts_of(&scanned["new"]), [name(3), name(5)]);
    assert_eq!(which("post_2.rb"), name(3));
    assert_eq!(which("post_3.rb"), name(5));
    // A tag that moves changes its own package and the one after it.
    crate::support::git(
        &bench.repository(),
        &["tag", "-f", &tag(3), &bench.sha(first)],
        b"",
    );
    let moved = bench.data(&["package", "scan", "--repo", "rails"]);
    assert_eq!(texts_of(&moved["new"]), [name(3), name(5)]);
    assert_eq!(which("post_2.rb"), name(5));
}

#[test]
fn packages_without_tags_are_found_by_the_shas_in_their_names() {
    let mut script = Script::default();
    let first = script.commit(&[&migration(1)]);
    let second = script.commit(&[&migration(2)]);
    let bench = Bench::of(&script);
    let of = |mark: usize, minute: usize| {
        format!(
            "15.1.2022060100{minute:02}-{}.5e4d3c2b1a0",
            bench.sha(mark).get(..11).unwrap()
        )
    };
    let (one, two) = (of(first, 1), of(second, 2));
    let lost = "15.1.202206010003-0123456789a.5e4d3c2b1a0";
    std::fs::write(bench.path("names"), format!("{one}\n{two} and {lost}")).unwrap();
    let scanned = bench.data(&["package", "scan", "--repo", "rails", "--names", "names"]);
    assert_eq!(texts_of(&scanned["new"]), [one.clone(), two.clone()]);
    assert_eq!(texts(&scanned["unresolved"]), [lost]);
    // A name that was only added is looked for by the next scan.
    let other = Bench::of(&script);
    other.ok(&["package", "add", &one]);
    other.ok(&["package", "add", &two]);
    let scanned = other.data(&["package", "scan", "--repo", "rails"]);
    assert_eq!(texts_of(&scanned["new"]), [one, two.clone()]);
    assert_eq!(
        other.data(&["package", "which", "post_2"])[0]["introduced_in"],
        two
    );
}
