//! Pictures, reports and files: what they look like, where they are written, what they write over.

use crate::support::Bench;

/// What happened to a rollout that climbed, failed and went back: when, and in which words.
const STORY: [(&str, &str); 11] = [
    ("2026-01-27T10:00:00Z", "step done quick 1.2.1 1.2"),
    ("2026-01-27T12:00:00Z", "qa pass quick --env staging"),
    ("2026-01-28T09:00:00Z", "advance quick"),
    ("2026-01-28T10:00:00Z", "step done quick 2.1 2.2"),
    (
        "2026-01-28T11:00:00Z",
        "advance quick --override writes --reason nothing-is-written --confirm quick",
    ),
    (
        "2026-01-28T11:05:00Z",
        "ramp set quick 10 --confirm 10 --reason nobody-is-named",
    ),
    ("2026-01-28T11:40:00Z", "qa pass quick --env production"),
    ("2026-01-28T12:00:00Z", "ramp set quick 25 --confirm 25"),
    (
        "2026-01-28T12:30:00Z",
        "qa fail quick --env production --note rows-are-missing",
    ),
    (
        "2026-01-28T12:40:00Z",
        "rollback start quick --reason rows-are-missing --confirm quick",
    ),
    ("2026-01-28T12:42:00Z", "rollback step quick 1 done"),
];

/// Tells the story.
fn bench() -> Bench {
    let bench = Bench::new();
    let file = bench.write("issue.md", crate::support::DOCUMENT);
    let import = bench.run_at("2026-01-27T09:00:00Z", &["import", &file, "--yes"]);
    assert_eq!(import.code, 0, "{import:?}");
    for (clock, words) in STORY {
        let words: Vec<&str> = words.split(' ').collect();
        let output = bench.run_at(clock, &words);
        assert_eq!(output.code, 0, "{words:?} {output:?}");
    }
    bench
}

/// Returns a picture without the style, which is the same in all.
fn picture(bench: &Bench, form: &str) -> String {
    let text = bench.ok(&["export", "quick", "--as", form]);
    let (head, rest) = text.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    format!("{head}{body}")
}

#[test]
fn the_strip() {
    insta::assert_snapshot!(picture(&bench(), "svg:strip"));
}

#[test]
fn the_stages() {
    insta::assert_snapshot!(picture(&bench(), "svg:stages"));
}

#[test]
fn the_ramp() {
    insta::assert_snapshot!(picture(&bench(), "svg:ramp"));
}

#[test]
fn the_gantt() {
    insta::assert_snapshot!(picture(&bench(), "svg:gantt"));
}

#[test]
fn the_packages() {
    let bench = bench();
    bench.ok(&["package", "add", "15.6.202210261320"]);
    bench.ok(&[
        "package",
        "deployed",
        "gstg",
        "15.6.202210261320",
        "--status",
        "success",
    ]);
    insta::assert_snapshot!(picture(&bench, "svg:packages"));
}

#[test]
fn the_report_says_all_of_it() {
    let page = bench().ok(&["export", "quick", "--as", "html"]);
    for words in [
        "<h1>quick_export</h1>",
        "id=\"stages\"",
        "id=\"ramp\"",
        "id=\"time\"",
        "id=\"windows\"",
        "id=\"qa\"",
        "id=\"gates\"",
        "id=\"rollbacks\"",
        "id=\"checklist\"",
        "id=\"log\"",
        "rows-are-missing",
        "prefers-color-scheme:dark",
        "@media print",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let bench = Bench::imported();
    let log = bench.data(&["log", "quick"]);
    let page = bench.ok(&["export", "quick", "--as", "html"]);
    for entry in log.as_array().unwrap() {
        assert!(page.contains(entry["hash"].as_str().unwrap()));
    }
}

#[test]
fn the_fleet_as_a_table() {
    insta::assert_snapshot!(bench().ok(&["export", "--all", "--as", "md"]));
}

#[test]
fn a_picture_of_one_rollout_is_not_made_of_all() {
    let output = bench().run(&["export", "--all", "--as", "svg:ramp"]);
    assert_eq!(output.code, 2, "{output:?}");
    assert!(
        output.stderr.contains("is about one rollout"),
        "{}",
        output.stderr
    );
    assert_eq!(bench().run(&["export"]).code, 2);
}

#[test]
fn a_report_of_the_past_holds_nothing_of_later() {
    let bench = bench();
    let page = bench.ok(&[
        "export",
        "quick",
        "--as",
        "html",
        "--at",
        "2026-01-28T11:10:00Z",
    ]);
    assert!(page.contains("10%") && !page.contains("rows-are-missing"));
}

#[test]
fn a_file_that_is_there_is_only_written_over_when_that_was_said() {
    let bench = Bench::imported();
    let path = bench.write("report.html", "mine");
    let output = bench.run(&["export", "quick", "--as", "html", "-o", &path]);
    assert_eq!(output.code, 5, "{output:?}");
    assert!(output.stderr.contains("--yes"), "{}", output.stderr);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    bench.ok(&["export", "quick", "--as", "html", "-o", &path, "--yes"]);
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("<!doctype html>")
    );
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let bench = Bench::imported();
    let target = bench.write("target", "mine");
    let link = bench.path("link.html");
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let output = bench.run(&["export", "quick", "-o", link.to_str().unwrap(), "--yes"]);
    assert_eq!(output.code, 4, "{output:?}");
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "mine");
}

/// Exports with a template of one's own.
fn with_template(bench: &Bench, text: &str) -> crate::support::Output {
    let folder = bench.path("home/.config/rollgate/templates");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("report.html"), text).unwrap();
    let mut command = bench.command(&["export", "quick", "--as", "html"]);
    crate::support::finished(command.env("HOME", bench.path("home")))
}

#[cfg(target_os = "linux")]
#[test]
fn a_template_of_ones_own_takes_the_place_of_ours() {
    let output = with_template(
        &Bench::imported(),
        "<p>{{ name }}, {{ facts[0][1].text }}</p>",
    );
    assert_eq!(
        output.stdout.trim_end(),
        "<p>quick_export, ▸ DOING</p>",
        "{output:?}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_broken_template_is_told_with_file_and_line() {
    let output = with_template(
        &Bench::imported(),
        "<p>\n{% if name %}\n<p>{{ nobody.knows }}",
    );
    assert_eq!(output.code, 2, "{output:?}");
    assert!(
        output.stderr.contains("templates/report.html, line 3"),
        "{}",
        output.stderr
    );
}
