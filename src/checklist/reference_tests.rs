//! Placeholders and references as real checklists write them.

use super::*;

#[test]
fn placeholders_are_blanks() {
    for (text, blank) in [
        ("see <merge-request-url>", "<merge-request-url>"),
        ("set FEATURE_NAME", "FEATURE_NAME"),
        ("cut <%= version %>", "<%= version %>"),
        ("cut {{.Major}}", "{{.Major}}"),
        ("list {+ the services +}", "{+ the services +}"),
        ("cut {{ env.VERSION }}", "{{ env.VERSION }}"),
        ("tell #g_TEAM_NAME", "g_TEAM_NAME"),
    ] {
        let plan = read(&format!("- [ ] {text}\n")).plan;
        let step = plan.steps().next().unwrap();
        assert!(
            step.blanks.iter().any(|found| found == blank),
            "{text}: {:?}",
            step.blanks
        );
    }
}

#[test]
fn references_are_found_however_they_are_decorated() {
    let text = "# Roll out `a_b`\n\n## Prepare [it](https://gitlab.com/a/b/-/issues/9)\n\n- [ ] See a/b#12 (closed), c!34, a/c!34+, group&56+s and #78+ (moved)\n- [ ] Ask in #g_team, not R&5 or a#1\n";
    let reading = read(text);
    let targets: Vec<&str> = reading
        .plan
        .references
        .iter()
        .map(|link| link.target.as_str())
        .collect();
    assert_eq!(
        targets,
        [
            "https://gitlab.com/a/b/-/issues/9",
            "a/b#12",
            "a/c!34",
            "group&56",
            "#78",
            "#g_team"
        ]
    );
    let step = reading.plan.steps().next().unwrap();
    assert_eq!(step.text, "See a/b#12 c!34, a/c!34+, group&56+s and #78+");
}
