//! How documents arrive in the shell: with a flag and answers, by a link through a program of the person's own, from a template.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt as _;

use crate::support::{Bench, Output, finished};

const LINK: &str = "https://gitlab.com/garden/seeds/-/issues/12";

const NAMELESS: &str = "\
# [Feature flag] Enable it

## Rollout

- [ ] If the feature flag has an actor, go by actors.
  - [ ] Run `/chatops run feature set <feature-flag-name> 25 --actors`
- [ ] If the feature flag does NOT have an actor, go by time.
  - [ ] Run `/chatops run feature set <feature-flag-name> 25 --random`
- [ ] Run `/chatops run feature set --project=<project-path> <feature-flag-name> true`
";

/// Puts a program of this name into the folder `bin` of the bench.
fn install(bench: &Bench, name: &str, script: &str) {
    let folder = bench.path("bin");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// Runs the program with nothing but `bin` on its path.
fn run(bench: &Bench, args: &[&str]) -> Output {
    finished(bench.command(args).env("PATH", bench.path("bin")))
}

const ISSUE: &str = r#"echo ran >> ran
printf '%s' '{"title":"Rollout of `weather_widget`","description":"- [ ] one\n- [ ] two\n"}'"#;

#[test]
fn the_flag_and_every_question_are_answered_at_import() {
    let bench = Bench::new();
    let file = bench.write("issue.md", NAMELESS);
    bench.ok(&[
        "import",
        &file,
        "--set",
        "flag=garden_gate",
        "--set",
        "actor=yes",
        "--set",
        "project-path=garden/seeds",
        "--yes",
    ]);
    let data = bench.data(&["show", "garden_gate"]);
    let text = data.to_string();
    assert!(
        text.contains("/chatops run feature set --project=garden/seeds garden_gate true"),
        "{text}"
    );
    assert_eq!(data["decisions"][0]["answer"], "yes", "{data}");
    assert_eq!(bench.data(&["verify"])["ok"], true);
    // The flag is kept when the document, which still names none, is imported again.
    let newer = bench.write("newer.md", &NAMELESS.replace("go by actors", "go by actor"));
    bench.ok(&["import", &newer, "--into", "garden_gate", "--yes"]);
    assert_eq!(bench.data(&["show", "garden_gate"])["flag"], "garden_gate");
}

#[test]
fn an_answer_that_is_none_is_refused_with_those_that_are() {
    let bench = Bench::new();
    let file = bench.write("issue.md", NAMELESS);
    for (said, expected) in [
        ("actor=perhaps", "actor=yes|no"),
        ("flag=two words", "letters, digits"),
    ] {
        let output = bench.run(&["import", &file, "--set", said, "--yes"]);
        assert_eq!(output.code, 2, "{output:?}");
        assert!(output.stderr.contains(expected), "{output:?}");
    }
    let named = NAMELESS.replace("Enable it", "Enable `weather_widget`");
    let file = bench.write("named.md", &named);
    let output = bench.run(&["import", &file, "--set", "flag=other", "--yes"]);
    assert_eq!(output.code, 2, "{output:?}");
    assert!(output.stderr.contains("about weather_widget"), "{output:?}");
    assert_eq!(bench.data(&["list"]).as_array().map(Vec::len), Some(0));
}

#[test]
fn a_link_is_asked_for_only_when_that_is_agreed_to() {
    let bench = Bench::new();
    install(&bench, "glab", ISSUE);
    for args in [
        vec!["import", LINK],
        vec!["import", LINK, "--yes"],
        vec!["import", LINK, "--dry-run"],
    ] {
        let output = run(&bench, &args);
        assert_eq!(output.code, 5, "{output:?}");
        let command = "glab api --hostname gitlab.com projects/garden%2Fseeds/issues/12";
        for words in [command, "--fetch"] {
            assert!(output.stderr.contains(words), "{words}: {output:?}");
        }
    }
    assert!(!bench.path("ran").exists(), "nothing ran");
    let output = run(&bench, &["import", LINK, "--fetch", "--yes"]);
    assert_eq!(output.code, 0, "{output:?}");
    assert!(bench.path("ran").exists());
    let data = bench.data(&["show", "weather_widget"]);
    assert_eq!(data["references"][0]["target"], LINK, "{data}");
    // Another version keeps what is known of the issue.
    let file = bench.write(
        "newer.md",
        "# Rollout of `weather_widget`\n\n- [ ] one\n- [ ] three\n",
    );
    bench.ok(&["import", &file, "--into", "weather_widget", "--yes"]);
    let data = bench.data(&["show", "weather_widget"]);
    assert_eq!(data["references"][0]["target"], LINK, "{data}");
}

#[test]
fn without_the_program_the_way_by_hand_is_told() {
    let bench = Bench::new();
    let output = run(&bench, &["import", LINK, "--fetch", "--yes"]);
    assert_eq!(output.code, 1, "{output:?}");
    for words in ["glab is not installed", "choose Edit", "--link"] {
        assert!(output.stderr.contains(words), "{words}: {output:?}");
    }
    let text = bench.write(
        "copied.md",
        "# Rollout of `weather_widget`\n\n- [ ] one\n- [ ] two\n",
    );
    bench.ok(&["import", &text, "--link", LINK, "--yes"]);
    let data = bench.data(&["show", "weather_widget"]);
    assert_eq!(data["references"][0]["target"], LINK, "{data}");
}

#[test]
fn what_goes_wrong_with_a_link_is_told_and_nothing_is_kept() {
    let bench = Bench::new();
    install(&bench, "glab", "echo 'who are you' >&2; exit 3");
    install(&bench, "gh", "echo '<html></html>'");
    for (link, code, expected) in [
        (LINK, 1, "who are you"),
        ("https://github.com/garden/seeds/issues/4", 1, "no issue"),
        (
            "https://gitlab.com/garden/seeds/-/merge_requests/1",
            2,
            "no issue",
        ),
        ("ftp://gitlab.com/a/b/-/issues/1", 1, "name a file"),
    ] {
        let output = run(&bench, &["import", link, "--fetch", "--yes"]);
        assert_eq!(output.code, code, "{link}: {output:?}");
        assert!(output.stderr.contains(expected), "{link}: {output:?}");
    }
    assert!(!bench.path("rollgate.db").exists());
}

#[test]
fn a_template_becomes_a_rollout_through_the_same_preview() {
    let bench = Bench::new();
    let names = bench.data(&["template", "list"]);
    let names: Vec<&str> = names
        .as_array()
        .unwrap()
        .iter()
        .map(|template| template["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["feature-flag", "change", "release", "experiment"]);
    assert!(
        bench
            .ok(&["template", "show", "release"])
            .contains("<version>")
    );
    assert_eq!(bench.run(&["template", "show", "no-such"]).code, 3);
    assert_eq!(bench.run(&["new", "feature-flag", "--yes"]).code, 2);
    assert_eq!(
        bench.run(&["new", "change", "--flag", "x_y", "--yes"]).code,
        2
    );

    let begin = [
        "new",
        "feature-flag",
        "--flag",
        "garden_gate",
        "--set",
        "team=garden",
    ];
    assert_eq!(bench.run(&begin).code, 5, "without a yes nothing is kept");
    let shown = bench.ok(&[&begin[..], &["--dry-run"]].concat());
    assert!(
        shown.contains("garden_gate") && shown.contains("group::garden"),
        "{shown}"
    );
    assert!(!bench.path("rollgate.db").exists());
    bench.ok(&[&begin[..], &["--link", LINK, "--yes"]].concat());
    let data = bench.data(&["show", "garden_gate"]);
    assert_eq!(data["references"][0]["target"], LINK);
    assert!(
        bench
            .ok(&["export", "garden_gate"])
            .contains("`garden_gate`")
    );
    bench.ok(&[
        "new",
        "release",
        "--set",
        "version=4.2",
        "--set",
        "product=Seeds",
        "--yes",
    ]);
    bench.ok(&["show", "Release 4.2 of Seeds"]);
}

#[test]
fn a_template_of_ones_own_is_shown_with_the_others() {
    let bench = Bench::new();
    let folder = bench.path("config/rollgate/templates");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("drill.md"),
        "# A drill by <who>\n\n- [ ] go\n- [ ] come\n",
    )
    .unwrap();
    std::fs::write(folder.join("notes.txt"), "no template").unwrap();
    let run = |args: &[&str]| {
        finished(
            bench
                .command(args)
                .env("HOME", bench.path("home"))
                .env("XDG_CONFIG_HOME", bench.path("config")),
        )
    };
    let listed = run(&["template", "list"]).stdout;
    assert!(
        listed.contains("drill") && listed.contains("yours"),
        "{listed}"
    );
    assert!(!listed.contains("notes"), "{listed}");
    let begun = run(&["new", "drill", "--set", "who=us", "--yes"]);
    assert_eq!(begun.code, 0, "{begun:?}");
    assert!(begun.stdout.contains("A drill by us"), "{begun:?}");
}
