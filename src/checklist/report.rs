//! A bug report as the cause of a blocker: its title, what happens, and its plan as steps. It takes any text and refuses none.

/// What a report says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BugReport {
    /// Its first line.
    pub title: String,
    /// What happens, where a section says so.
    pub description: Option<String>,
    /// Why it happens, where it says so.
    pub why: Option<String>,
    /// What is to be done, in order.
    pub plan: Vec<String>,
    /// What will be so when it is done: each item, or the whole section where it has none.
    pub expected: Vec<String>,
}

/// The headings under which a plan stands, the surest first.
const PLANS: [&str; 9] = [
    "implementation",
    "implementation plan",
    "implementation steps",
    "tasks",
    "to do",
    "steps to fix",
    "possible fixes",
    "plan",
    "proposal",
];

/// The headings under which it says what happens, the surest first.
const WHAT_HAPPENS: [&str; 8] = [
    "bug behavior",
    "what is the current bug behavior",
    "current behavior",
    "actual behavior",
    "what happens",
    "summary",
    "description",
    "context",
];

/// The headings under which it says what will be so, the surest first.
const EXPECTED: [&str; 5] = [
    "expected when done",
    "acceptance criteria",
    "expected behavior",
    "what is the expected correct behavior",
    "definition of done",
];

/// What stands before the reason, as a heading or at the beginning of a line, with a colon.
const WHYS: [&str; 5] = [
    "why this is happening",
    "why it happens",
    "root cause",
    "cause",
    "why",
];

/// Other headings that such reports have; they end a section where the text has lost its marks.
const OTHERS: [&str; 5] = [
    "technical considerations",
    "steps to reproduce",
    "relevant logs",
    "references",
    "workaround",
];

/// The nouns that follow the name of a table.
const GLUED: [&str; 6] = ["records", "record", "rows", "row", "table", "column"];

/// Reads a report. A page copied as text is read like its source: headings by their words, items over several lines.
pub fn bug_report(text: &str) -> BugReport {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let title = lines
        .iter()
        .map(|line| bare(line))
        .find(|line| !line.is_empty());
    let plan = PLANS
        .iter()
        .flat_map(|heading| sections(&lines, heading))
        .map(|section| items(&section))
        .find(|items| !items.is_empty())
        .unwrap_or_default();
    let paragraphs = WHAT_HAPPENS
        .iter()
        .flat_map(|heading| sections(&lines, heading));
    let mut paragraphs = paragraphs.map(|section| parted(&section));
    let found = paragraphs.find(|(what, why)| !what.is_empty() || why.is_some());
    let (what, why) = found.unwrap_or_default();
    let headed = || {
        let sections = WHYS.iter().flat_map(|heading| sections(&lines, heading));
        let mut texts = sections.map(|section| joined(&section));
        texts.find(|text| !text.is_empty())
    };
    BugReport {
        title: title.unwrap_or_default().to_owned(),
        description: Some(joined(&what)).filter(|text| !text.is_empty()),
        why: why.or_else(headed),
        plan,
        expected: expected(&lines),
    }
}

/// Parts what happens from why it does, in a text that may say both: `Why: …` begins the reason.
pub fn what_and_why(text: &str) -> (String, Option<String>) {
    let lines: Vec<&str> = text.lines().collect();
    let (what, why) = parted(&lines);
    (what.join("\n").trim().to_owned(), why)
}

fn parted<'a>(lines: &[&'a str]) -> (Vec<&'a str>, Option<String>) {
    let reason = |line: &'a str| {
        let (head, rest) = line.split_once(':')?;
        WHYS.contains(&names(head).as_str()).then_some(rest)
    };
    let mut begins = lines.iter().enumerate();
    let found = begins.find_map(|(place, line)| Some((place, reason(line)?)));
    let Some((place, first)) = found else {
        return (lines.to_vec(), None);
    };
    let rest = lines.iter().skip(place + 1).copied();
    let why: Vec<&str> = std::iter::once(first).chain(rest).collect();
    let what = lines.iter().take(place).copied().collect();
    (what, Some(joined(&why)).filter(|text| !text.is_empty()))
}

fn expected(lines: &[&str]) -> Vec<String> {
    let found = EXPECTED
        .iter()
        .flat_map(|heading| sections(lines, heading))
        .map(|section| match items(&section) {
            items if items.is_empty() => vec![joined(&section)],
            items => items,
        });
    let mut found = found.map(|lines| {
        let said = lines.into_iter().filter(|line| !line.is_empty());
        said.collect::<Vec<String>>()
    });
    found.find(|lines| !lines.is_empty()).unwrap_or_default()
}

/// Returns the lines of every section with this heading.
fn sections<'a>(lines: &[&'a str], heading: &str) -> Vec<Vec<&'a str>> {
    let mut found = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        if names(line) != heading || item(line).is_some() {
            continue;
        }
        let body = lines.iter().skip(place + 1);
        let body = body.take_while(|line| !is_heading(line)).copied();
        found.push(body.collect());
    }
    found
}

fn is_heading(line: &str) -> bool {
    let words = names(line);
    let is_known = || {
        let known = PLANS.iter().chain(&WHAT_HAPPENS);
        let mut known = known.chain(&EXPECTED).chain(&WHYS).chain(&OTHERS);
        known.any(|heading| *heading == words)
    };
    line.trim_start().starts_with('#') || (item(line).is_none() && is_known())
}

/// Returns the words of a line as a heading is looked up.
fn names(line: &str) -> String {
    let words = bare(line).trim_end_matches([':', '?']);
    words.trim_matches('*').trim().to_lowercase()
}

/// Takes the marks of a heading off a line.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches('#').trim().trim_matches('*')
}

/// Returns the text of a list item; `None` for a line that begins none.
fn item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let bullet = ["- ", "* ", "+ ", "• "];
    let bulleted = bullet.iter().find_map(|mark| line.strip_prefix(mark));
    let text = bulleted.or_else(|| numbered(line))?;
    let text = text.trim_start();
    let boxes = ["[ ] ", "[x] ", "[X] ", "[-] ", "[~] "];
    Some(
        boxes
            .iter()
            .find_map(|mark| text.strip_prefix(mark))
            .unwrap_or(text),
    )
}

fn numbered(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_number = rest.len() < line.len();
    rest.strip_prefix(". ").filter(|_| is_number)
}

/// Returns the items of a section, each in one line. A line that begins no item goes on with the one before it.
///
/// A page copied as text puts inline code on a line of its own, so that the mark of the next item comes to stand within the
/// line before it: `code (really) - Backfill`, and the code of the next item below.
fn items(section: &[&str]) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut goes_on = false;
    let mut after = section.iter().skip(1);
    for line in section {
        let below = after.next().copied().unwrap_or_default();
        if let Some(text) = item(line) {
            items.push(text.trim().to_owned());
            goes_on = true;
        } else if line.trim().is_empty() {
            goes_on = false;
        } else if let Some(last) = items.last_mut().filter(|_| goes_on) {
            let torn = line.rsplit_once(" - ").filter(|_| begins_with_code(below));
            let (rest, next) = torn.map_or((*line, None), |(rest, next)| (rest, Some(next)));
            last.push(' ');
            last.push_str(&unglued(rest.trim()));
            items.extend(next.map(|next| next.trim().to_owned()));
        }
    }
    items
}

fn begins_with_code(line: &str) -> bool {
    let word = line.split_whitespace().next();
    word.is_some_and(|word| word.contains('_'))
}

/// Takes a noun off the code that it lost its blank to: `issue_statusrows` becomes `issue_status rows`.
fn unglued(line: &str) -> String {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let code = GLUED
        .iter()
        .find_map(|noun| Some((word.strip_suffix(noun)?, noun)));
    match code {
        Some((code, noun)) if code.contains('_') && !code.ends_with('_') => {
            format!("{code} {noun} {rest}").trim_end().to_owned()
        }
        Some(_) | None => line.to_owned(),
    }
}

fn joined(section: &[&str]) -> String {
    let lines = section.iter().map(|line| line.trim());
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_copied_as_text_gives_its_plan_with_torn_items_joined() {
        let report = bug_report(
            "Exports have no owner\nContext\nFound in QA.\nBug behavior\nOld exports\nare lost.\nPlan\nExpected behavior\n\
             - They are there.\nImplementation\n- Delete the\nempty rows\n- Backfill owners\n",
        );
        assert_eq!(report.title, "Exports have no owner");
        assert_eq!(report.description.as_deref(), Some("Old exports are lost."));
        assert_eq!(report.plan, ["Delete the empty rows", "Backfill owners"]);
        assert_eq!(report.expected, ["They are there."]);
    }

    #[test]
    fn an_item_that_begins_within_the_line_before_it_is_an_item() {
        let report = bug_report(
            "Exports\nImplementation\n- Delete\nexport_ownerrows (all?) - Backfill\nexport_ownerrows for the rest - or most\n",
        );
        let expected = [
            "Delete export_owner rows (all?)",
            "Backfill export_owner rows for the rest - or most",
        ];
        assert_eq!(report.plan, expected);
    }

    #[test]
    fn a_report_in_markdown_gives_its_plan_too() {
        let report = bug_report(
            "# Exports\n\n## Summary\n\nLost.\n\n### Implementation plan\n\n1. [x] Delete\n2. [ ] Backfill\n\nSee above.\n\n### References\n- none\n",
        );
        assert_eq!(report.title, "Exports");
        assert_eq!(report.plan, ["Delete", "Backfill"]);
        assert_eq!(report.description.as_deref(), Some("Lost."));
    }

    #[test]
    fn why_it_happens_is_parted_from_what_happens() {
        for text in [
            "Lost\nBug behavior\nOld exports\nare lost.\nWhy this is happening: the check\nmoved.\nPlan\n- Move it back\n",
            "# Lost\n\n## Summary\nOld exports are lost.\n\n## Root cause\nthe check moved.\n\n## Plan\n- Move it back\n",
        ] {
            let report = bug_report(text);
            assert_eq!(report.description.as_deref(), Some("Old exports are lost."));
            assert_eq!(report.why.as_deref(), Some("the check moved."), "{text}");
            assert_eq!(report.plan, ["Move it back"]);
        }
        let typed = "Old exports are lost:\nall of them\n\nWhy: the check moved.";
        let what = "Old exports are lost:\nall of them".to_owned();
        assert_eq!(
            what_and_why(typed),
            (what, Some("the check moved.".to_owned()))
        );
    }

    #[test]
    fn a_text_without_a_plan_has_none() {
        assert_eq!(bug_report("").title, "");
        let report = bug_report("Broken\n\nIt does not work.\n- really\n");
        assert_eq!((report.title.as_str(), report.plan.len()), ("Broken", 0));
        assert_eq!(report.description, None);
    }
}
