//! What leaves the program when hostile text went in: pages that run nothing, cells that are no formula, Markdown that nothing breaks out of.

use std::process::Command;

use crate::support::Bench;

/// What is tried everywhere.
const HOSTILE: &str =
    "\"><script>document.title='ran'</script><img src=x onerror=document.title='ran'> '; --";

fn bench() -> Bench {
    let bench = Bench::imported();
    bench.ok(&["step", "done", "quick", "1.2.1", "1.2"]);
    let note = format!("```\n# OUTSIDE\n{HOSTILE}");
    bench.ok(&[
        "qa",
        "fail",
        "quick",
        "--env",
        "staging",
        "--note",
        &note,
        "--evidence",
        "javascript:document.title='ran'",
        "--evidence",
        "https://example.com/1?a=1&b=2",
    ]);
    bench.ok(&["note", "quick", &note]);
    bench.ok(&[
        "step",
        "na",
        "quick",
        "2.1",
        "--reason",
        "=HYPERLINK(\"http://x\")",
    ]);
    bench.ok(&[
        "blocker",
        "add",
        "quick",
        HOSTILE,
        "--link",
        "javascript:document.title='ran'",
    ]);
    bench.ok(&["hold", "quick", "--reason", HOSTILE]);
    bench
}

/// Returns the parts of a page between `<` and `>`.
fn tags(page: &str) -> Vec<&str> {
    let parts = page.split('<').skip(1);
    parts
        .filter_map(|part| part.split_once('>').map(|(tag, _)| tag))
        .collect()
}

/// Returns a tag without what stands between quotes.
fn bare(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}

#[test]
fn no_hostile_text_becomes_a_tag_or_a_link() {
    let page = bench().ok(&["export", "quick", "--as", "html"]);
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
    for tag in tags(&page) {
        let name = tag
            .trim_start_matches('/')
            .split_whitespace()
            .next()
            .unwrap_or_default();
        let is_known = [
            "!doctype", "html", "head", "meta", "title", "style", "body", "main", "header", "div",
            "h1", "h2", "dl", "dt", "dd", "p", "nav", "a", "section", "figure", "svg", "rect",
            "text", "line", "path", "table", "thead", "tbody", "tr", "th", "td", "span", "code",
            "footer",
        ]
        .contains(&name);
        assert!(is_known, "<{tag}>");
        let names = bare(tag);
        assert!(
            !names.contains(" on") && !names.contains(" src="),
            "<{tag}>"
        );
        if let Some((_, address)) = tag.split_once("href=\"") {
            let is_safe = ["#", "https:", "http:"]
                .iter()
                .any(|start| address.starts_with(start));
            assert!(is_safe, "<{tag}>");
        }
    }
    assert!(page.contains("&lt;script&gt;"), "the text itself is there");
    assert!(!page.contains("url(") && !page.contains("@import"));
}

#[test]
fn no_picture_holds_hostile_text_as_a_tag() {
    let bench = bench();
    for form in [
        "svg:strip",
        "svg:stages",
        "svg:ramp",
        "svg:gantt",
        "svg:packages",
    ] {
        let picture = bench.ok(&["export", "quick", "--as", form]);
        for tag in tags(&picture) {
            let name = tag
                .trim_start_matches('/')
                .split_whitespace()
                .next()
                .unwrap_or_default();
            let is_known = [
                "?xml", "svg", "title", "desc", "style", "rect", "text", "line", "path",
            ];
            assert!(is_known.contains(&name), "{form}: <{tag}>");
            let names = bare(tag);
            assert!(
                !names.contains(" on") && !names.contains("href"),
                "{form}: <{tag}>"
            );
        }
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let bench = bench();
    for args in [
        vec!["export", "quick", "--as", "csv"],
        vec!["export", "quick", "--as", "csv:log"],
        vec!["export", "--all", "--as", "csv"],
    ] {
        let table = bench.ok(&args);
        for line in table.lines() {
            for cell in line.split(',') {
                let cell = cell.trim_start_matches('"');
                let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                assert!(!is_formula, "{args:?}: {line}");
            }
        }
    }
    let table = bench.ok(&["export", "quick", "--as", "csv"]);
    assert!(
        table.contains("\"'=HYPERLINK(\"\"http://x\"\")\""),
        "{table}"
    );
}

#[test]
fn no_note_breaks_out_of_a_text() {
    let bench = bench();
    for form in ["issue", "markdown", "handover"] {
        let text = bench.ok(&["text", form, "quick"]) + "\n\nTHE END\n";
        let page = comrak::markdown_to_html(&text, &options());
        let (before, after) = page.split_once("THE END").unwrap();
        assert!(
            before.ends_with("<p>") && after.starts_with("</p>"),
            "{form}: {page}"
        );
        assert!(
            !outside_of_quotes(&page).contains("<h1>OUTSIDE"),
            "{form}: {page}"
        );
        assert!(
            !page.contains("<script") && !page.contains("<img"),
            "{form}: {page}"
        );
    }
}

fn options() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options
}

fn outside_of_quotes(page: &str) -> String {
    let parts = page.split("<blockquote>").enumerate();
    let parts = parts.map(|(place, part)| match place {
        0 => part,
        _ => part
            .split_once("</blockquote>")
            .map_or("", |(_, rest)| rest),
    });
    parts.collect()
}

#[test]
fn every_form_is_one_json_document_where_that_is_asked() {
    let bench = bench();
    for form in [
        "html",
        "svg:strip",
        "csv",
        "csv:log",
        "json",
        "checklist",
        "md",
    ] {
        let data = bench.data(&["export", "quick", "--as", form]);
        assert!(data.is_object(), "{form}");
    }
    for form in ["html", "svg:strip", "csv", "json", "md"] {
        let (code, document) = bench.json(&["export", "--all", "--as", form]);
        assert_eq!(code, 0, "{form} {document}");
    }
}

/// Opens a page in a browser without a screen; returns the page as it became and what the console said. `None` without a browser.
fn opened(bench: &Bench, page: &std::path::Path) -> Option<(String, String)> {
    let profile = bench.path("profile");
    let output = Command::new("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args([
            "--disable-dev-shm-usage",
            "--enable-logging=stderr",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .ok()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let page = text(&output.stdout);
    if page.is_empty() {
        return None;
    }
    Some((page, text(&output.stderr)))
}

#[test]
fn a_browser_runs_nothing_of_it() {
    let bench = bench();
    let control = bench.write(
        "control.html",
        "<!doctype html><title>quiet</title><p>a<script>document.title='ran';console.error('ran')</script>",
    );
    let Some((page, said)) = opened(&bench, control.as_ref()) else {
        // A machine without a browser cannot show it.
        println!("skipped: there is no working chromium on the PATH");
        return;
    };
    assert!(
        page.contains("<title>ran</title>"),
        "the browser runs scripts: {page}"
    );
    assert!(
        said.contains("CONSOLE"),
        "the browser tells its console: {said}"
    );

    let path = bench.path("report.html");
    bench.ok(&[
        "export",
        "quick",
        "--as",
        "html",
        "-o",
        path.to_str().unwrap(),
    ]);
    let (page, said) = opened(&bench, &path).unwrap();
    assert!(
        page.contains("<title>quick_export: rollout report</title>"),
        "{page}"
    );
    assert!(page.contains("</svg>") && page.contains("</html>"));
    assert!(!said.contains("CONSOLE"), "{said}");
}
