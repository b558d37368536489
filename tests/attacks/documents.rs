//! Documents that want to be too much: deep, long, broken, in a coding of another kind. They are read, with a mark, or refused in words.

use std::fmt::Write as _;

use rollgate::checklist::{lint, read};

use crate::corpus::{Bench, assert_whole};

const DOCUMENT: &str = include_str!("../fixtures/quick_export.md");

/// The known ways to make a reader of Markdown slow or deep, `n` times over.
fn bombs(n: usize) -> Vec<(&'static str, String)> {
    let rising = |from: &str| {
        let mut text = String::new();
        for k in 1..n / 50 {
            writeln!(text, "{}a", from.repeat(k)).unwrap();
        }
        text
    };
    vec![
        ("quotes", ">".repeat(n) + "a"),
        ("ever deeper quotes", rising("> ")),
        ("ever deeper lists", rising("  - [ ] ")),
        ("lists in one line", "- ".repeat(n) + "a"),
        ("brackets", "[".repeat(n) + "a" + &"]".repeat(n)),
        ("emphasis", "*a_ ".repeat(n)),
        ("strong", "*".repeat(n) + "a" + &"*".repeat(n)),
        ("links", "[a](".repeat(n)),
        ("pictures", "![".repeat(n)),
        ("backquotes", rising("`")),
        ("references", "[a".repeat(n)),
        ("definitions", "[a]: b\n".repeat(n)),
        (
            "table",
            format!(
                "{}\n{}\n{}",
                "|a".repeat(n / 10),
                "|-".repeat(n / 10),
                "|b\n".repeat(n / 10)
            ),
        ),
        ("tags", "<a ".repeat(n)),
        (
            "folded parts",
            "<details><summary>a</summary>\n\n".repeat(n / 10),
        ),
        ("comments", "<!--".repeat(n)),
        ("declarations", "<!A ".repeat(n)),
        ("instructions", "<?".repeat(n)),
        ("sections", "<![CDATA[".repeat(n)),
        ("entities", "&".repeat(n)),
        ("addresses", "www.".repeat(n)),
        ("setext", "a\n=\n".repeat(n)),
        ("headings", "# ".repeat(n)),
        ("braces", "{".repeat(n)),
        ("one line", "- [ ] ".to_owned() + &"x".repeat(n * 20)),
        ("boxes", "- [ ] do it\n".repeat(n / 2)),
        (
            "one command",
            "- [ ] `/chatops run feature set x true`\n".repeat(n / 10),
        ),
    ]
}

/// The size of a stack on which everything must be read, in bytes. Code that is not optimised takes some four times the room.
const STACK: usize = if cfg!(debug_assertions) {
    4 << 20
} else {
    1 << 20
};

#[test]
fn u05_no_document_is_too_deep_for_a_small_stack() {
    let is_long = crate::long::is_long();
    let n = if is_long { 100_000 } else { 10_000 };
    for (name, bomb) in bombs(n) {
        let text = format!("{DOCUMENT}\n\n{bomb}\n");
        let thread = std::thread::Builder::new().stack_size(STACK);
        let reading = thread.spawn(move || {
            let reading = read(&text);
            let findings = lint(&reading);
            (reading.is_rollout, findings.len())
        });
        let (is_rollout, _) = reading.unwrap().join().unwrap_or_else(|_| panic!("{name}"));
        assert!(is_rollout, "{name}: the document before it is still one");
    }
}

#[test]
fn u05_json_without_end_is_refused() {
    let bench = Bench::new();
    let deep = "[".repeat(10_000);
    std::fs::write(bench.path("issue.md"), DOCUMENT).unwrap();
    bench.ok(&["import", "issue.md", "--yes"]);
    for text in [
        deep.clone(),
        format!("{{\"gates\":{deep}"),
        "{\"a\":".repeat(10_000),
    ] {
        let output = bench.run(&["observe", "quick", &text, "--env", "production"]);
        assert_whole(&output, "observe");
        assert!(!output.status.success());
    }
}

fn imported(bytes: &[u8]) -> (Bench, bool, String) {
    let bench = Bench::new();
    std::fs::write(bench.path("issue.md"), bytes).unwrap();
    let output = bench.run(&["import", "issue.md", "--yes"]);
    assert_whole(&output, "import");
    let said =
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (bench, output.status.success(), said)
}

#[test]
fn u06_bytes_of_every_kind_are_read_or_refused_and_a_second_import_changes_nothing() {
    let utf16: Vec<u8> = DOCUMENT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let broken = [
        DOCUMENT.as_bytes(),
        b"\n- [ ] last \xff\xfe\xed\xa0\x80\xc0\x80 thing\n",
    ]
    .concat();
    let read: [(&str, Vec<u8>); 7] = [
        (
            "a mark of byte order",
            format!("\u{feff}{DOCUMENT}").into_bytes(),
        ),
        (
            "line ends of DOS",
            DOCUMENT.replace('\n', "\r\n").into_bytes(),
        ),
        (
            "line ends of old",
            DOCUMENT.replace('\n', "\r").into_bytes(),
        ),
        ("bytes that are no text", broken),
        (
            "a character of none",
            format!("{DOCUMENT}\n- [ ] \u{fffe} thing\n").into_bytes(),
        ),
        (
            "NUL",
            format!("{DOCUMENT}\n- [ ] a\0b thing\n").into_bytes(),
        ),
        (
            "the same name twice",
            format!("{DOCUMENT}\n{DOCUMENT}").into_bytes(),
        ),
    ];
    for (name, bytes) in read {
        let (bench, is_read, said) = imported(&bytes);
        assert!(is_read, "{name}: {said}");
        let before = bench.ok(&["log", "--json"]);
        bench.run(&["import", "issue.md", "--into", "quick", "--yes"]);
        let steps = |text: &str| text.matches("\"kind\":\"imported\"").count();
        assert_eq!(
            steps(&before),
            steps(&bench.ok(&["log", "--json"])),
            "{name}"
        );
        bench.ok(&["verify"]);
    }
    for (name, bytes) in [
        ("UTF-16", utf16),
        ("nothing", Vec::new()),
        ("NUL alone", vec![0; 4096]),
    ] {
        let (_, is_read, said) = imported(&bytes);
        assert!(!is_read && !said.is_empty(), "{name}: {said}");
    }
}

#[test]
fn u04_a_document_of_a_hundred_megabytes_is_refused_by_its_size() {
    let bench = Bench::new();
    let file = std::fs::File::create(bench.path("issue.md")).unwrap();
    file.set_len(100 << 20).unwrap();
    let output = bench.run(&["import", "issue.md", "--yes"]);
    assert_whole(&output, "import");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success() && said.contains("64 MiB"),
        "{said}"
    );
}

#[test]
fn u12_no_search_is_a_query_of_the_store() {
    let bench = Bench::new();
    std::fs::write(bench.path("issue.md"), DOCUMENT).unwrap();
    bench.ok(&["import", "issue.md", "--yes"]);
    let long = "x".repeat(100_000);
    for text in [
        "\"", "'", "*", "%", "_", "a AND", "NEAR(", "col:x", "';--", "\\", "(", "[", "^", "-",
        "\u{202e}", &long,
    ] {
        let output = bench.run(&["show", "--", text]);
        assert_whole(&output, text);
        let said = String::from_utf8(output.stderr).unwrap();
        let is_query = ["sqlite", "syntax error", "fts", "unterminated"]
            .iter()
            .any(|word| said.to_lowercase().contains(word));
        assert!(!is_query, "{said}");
    }
}
