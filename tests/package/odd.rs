//! Repositories that are hostile, broken or not there: each is told as what it is, and nothing is half recorded.

use crate::support::{Bench, Script, git, texts};

const ONE: &str = "15.1.202206010001-0a1b2c3d4e5.5e4d3c2b1a0";
const TWO: &str = "15.1.202206010002-0a1b2c3d4e6.5e4d3c2b1a0";
const POST: &str = "db/post_migrate/20220601000001_a.rb";

fn two_packages() -> Script {
    let mut script = Script::default();
    let one = script.commit(&["README.md", "db/structure.sql"]);
    script.tag(&ONE.replacen('-', "+", 1), one);
    let two = script.commit(&[POST]);
    script.tag(TWO, two);
    script
}

#[test]
fn hostile_names_are_text_and_nothing_more() {
    let mut script = two_packages();
    for (place, name) in [
        "--upload-pack=touch",
        "-x",
        "$(touch pwned)x",
        "`touch`",
        ";touch;",
        "15.1.202206010003+zzzzzzzzzzz.5e4d3c2b1a0",
        "999999999999999999.1.202206010003+0a1b2c3d4e5.5e4d3c2b1a0",
        "v15.1.0-ee",
        "grüße|x",
    ]
    .iter()
    .enumerate()
    {
        let name = name.replace(' ', "");
        script.tag(&name, 1 + place % 2);
    }
    // Branches that are called like a package, a SHA and an option.
    for name in [
        ONE,
        "0a1b2c3d4e5",
        "--exec=touch",
        "15-1-auto-deploy-2022060109",
    ] {
        script.reference(&format!("refs/heads/{name}"), 2);
    }
    let bench = Bench::of(&script);
    let scanned = bench.data(&["package", "scan", "--repo", "rails"]);
    assert_eq!(scanned["found"], 2, "{scanned}");
    assert_eq!(texts(&scanned["new"][1]["post"]), [POST]);
    assert_eq!(scanned["new"][0]["commit"], bench.sha(1));
}

#[test]
fn a_branch_called_like_a_sha_is_not_taken_for_it() {
    let mut script = Script::default();
    script.commit(&["README.md"]);
    script.reference("refs/heads/0a1b2c3d4e5", 1);
    let bench = Bench::of(&script);
    bench.ok(&["package", "add", ONE]);
    let (code, document) = bench.json(&["package", "scan", "--repo", "rails"]);
    assert_eq!((code, &document["error"]["code"]), (3, &"NOT_FOUND".into()));
}

#[test]
fn a_repository_called_like_an_option_is_a_repository() {
    let bench = Bench::of(&two_packages());
    let path = bench.path("--git-dir=x");
    std::fs::rename(bench.repository(), &path).unwrap();
    let scanned = bench.data(&["package", "scan", "--repo=--git-dir=x"]);
    assert_eq!(scanned["found"], 2);
}

#[test]
fn variables_of_git_lead_nowhere_else() {
    let bench = Bench::of(&two_packages());
    let mut command = bench.program(&["package", "scan", "--repo", "rails", "--json"]);
    for (name, value) in [
        ("GIT_DIR", "/nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_CONFIG_COUNT", "x"),
        ("GIT_NAMESPACE", "other"),
        ("GIT_EXTERNAL_DIFF", "false"),
        ("GIT_TRACE", "1"),
        ("GIT_LITERAL_PATHSPECS", "0"),
    ] {
        command.env(name, value);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(
        output.stderr.windows(5).all(|word| word != b"trace"),
        "{output:?}"
    );
}

#[test]
fn settings_of_the_repository_change_no_answer() {
    let bench = Bench::of(&two_packages());
    let repository = bench.repository();
    std::fs::write(bench.path("order"), "db/migrate/*\n").unwrap();
    let order = bench.path("order");
    for (name, value) in [
        ("diff.renames", "copies"),
        ("core.quotePath", "true"),
        ("diff.orderFile", order.to_str().unwrap()),
        ("color.ui", "always"),
        ("diff.external", "false"),
        ("core.pager", "false"),
        ("core.abbrev", "5"),
    ] {
        git(&repository, &["config", name, value], b"");
    }
    let scanned = bench.data(&["package", "scan", "--repo", "rails"]);
    assert_eq!(texts(&scanned["new"][1]["post"]), [POST]);
}

#[test]
fn what_is_missing_is_named_with_its_package() {
    for (object, package) in [
        ("HEAD^{commit}", TWO),
        ("HEAD^{tree}", TWO),
        ("HEAD:db", TWO),
        ("HEAD~^{tree}", ONE),
    ] {
        let bench = Bench::of(&two_packages());
        let repository = bench.repository();
        let sha = git(&repository, &["rev-parse", object], b"").stdout;
        let sha = String::from_utf8(sha).unwrap();
        let (folder, file) = sha.trim().split_at(2);
        std::fs::remove_file(repository.join(".git/objects").join(folder).join(file)).unwrap();
        let (code, document) = bench.json(&["package", "scan", "--repo", "rails"]);
        let error = &document["error"];
        assert_eq!(
            (code, error["code"].as_str()),
            (1, Some("MISSING_OBJECT")),
            "{object} {document}"
        );
        assert!(
            error["message"].as_str().unwrap().contains(package),
            "{object} {error}"
        );
        assert!(
            error["hint"].as_str().unwrap().contains("git fetch"),
            "{object} {error}"
        );
        assert_eq!(
            bench.data(&["package", "list"]).as_array().unwrap().len(),
            0,
            "{object}"
        );
    }
}

/// Clones the repository of a bench into `partial` without what `filter` leaves out, and returns its address.
fn partial(bench: &Bench, filter: &str) -> String {
    let allow = ["config", "uploadpack.allowFilter", "true"];
    git(&bench.repository(), &allow, b"");
    let origin = format!("file://{}", bench.repository().display());
    let filter = format!("--filter={filter}");
    let clone = ["clone", "-q", "--bare", &filter, &origin, "partial"];
    git(&bench.path(""), &clone, b"");
    origin
}

#[test]
fn a_clone_without_trees_says_so_and_fetches_nothing() {
    let bench = Bench::of(&two_packages());
    partial(&bench, "tree:0");
    let objects = || git(&bench.path("partial"), &["count-objects", "-v"], b"").stdout;
    let before = objects();
    let (code, document) = bench.json(&["package", "scan", "--repo", "partial"]);
    assert_eq!(code, 1, "{document}");
    assert!(
        document["error"]["hint"]
            .as_str()
            .unwrap()
            .contains("partial"),
        "{document}"
    );
    assert_eq!(objects(), before);
}

#[test]
fn a_clone_without_files_or_history_is_enough() {
    let bench = Bench::of(&two_packages());
    let origin = partial(&bench, "blob:none");
    let scanned = bench.data(&["package", "scan", "--repo", "partial"]);
    assert_eq!(scanned["found"], 2);
    let shallow = [
        "clone",
        "-q",
        "--bare",
        "--depth=1",
        "--branch",
        TWO,
        &origin,
        "shallow",
    ];
    git(&bench.path(""), &shallow, b"");
    let other = Bench::of(&Script::default());
    let shallow = bench.path("shallow");
    let scanned = other.data(&["package", "scan", "--repo", shallow.to_str().unwrap()]);
    assert_eq!(scanned["found"], 1);
}

#[test]
fn what_is_no_repository_is_told_apart() {
    let bench = Bench::of(&two_packages());
    std::fs::create_dir(bench.path("plain")).unwrap();
    for (repo, code, word) in [
        ("nowhere", 3, "NO_REPOSITORY"),
        ("plain", 3, "NO_REPOSITORY"),
    ] {
        let (found, document) = bench.json(&["package", "scan", "--repo", repo]);
        assert_eq!(found, code, "{document}");
        assert_eq!(document["error"]["code"], word, "{document}");
    }
    let empty = Bench::new();
    let (code, document) = empty.json(&["package", "scan", "--repo", "rails"]);
    assert_eq!((code, &document["error"]["code"]), (3, &"NOT_FOUND".into()));
    let mut command = bench.program(&["package", "scan", "--repo", "rails"]);
    let output = command.env("PATH", "/nowhere").output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

#[test]
fn two_forms_of_one_tag_are_one_package() {
    let mut script = two_packages();
    script.tag(ONE, 2);
    let blob = Bench::of(&script);
    let (code, document) = blob.json(&["package", "scan", "--repo", "rails"]);
    assert_eq!((code, &document["data"]["found"]), (0, &2.into()));
    assert_eq!(
        document["data"]["new"][0]["commit"],
        blob.sha(1),
        "{document}"
    );
    let warnings = texts(&document["warnings"]);
    assert!(
        warnings.iter().any(|text| text.contains("two tags")),
        "{warnings:?}"
    );
}

#[test]
fn a_tag_of_a_file_is_left_out() {
    let bench = Bench::of(&two_packages());
    let odd = "15.1.202206010003+0a1b2c3d4e5.5e4d3c2b1a0";
    git(&bench.repository(), &["tag", odd, "HEAD:README.md"], b"");
    let (code, document) = bench.json(&["package", "scan", "--repo", "rails"]);
    assert_eq!(
        (code, &document["data"]["found"]),
        (0, &2.into()),
        "{document}"
    );
    let warnings = texts(&document["warnings"]);
    assert!(
        warnings.iter().any(|text| text.contains("names no commit")),
        "{warnings:?}"
    );
}
