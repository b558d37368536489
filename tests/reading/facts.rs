//! Facts about a rollout that its document says in passing: the flag, the title, the owners, and what is none of them.

use rollgate::checklist::with_flag;
use rollgate::domain::flag::FlagName;

use crate::support::reading;

fn flag(text: &str) -> Option<String> {
    reading(text).plan.flag.map(|flag| flag.to_string())
}

fn about(sentence: &str) -> String {
    format!("# Rollout\n\n{sentence}\n\n## Global rollout on production\n\n- [ ] Look\n")
}

#[test]
fn a_flag_is_named_by_a_sentence_that_says_what_is_done_with_it() {
    for sentence in [
        "All of it is behind the quiet_search feature flag.",
        "Remove quiet_search feature flag later.",
        "The rollout of our `quiet_search` feature flag begins.",
    ] {
        assert_eq!(flag(&about(sentence)).as_deref(), Some("quiet_search"));
    }
    for sentence in [
        "People like the quiet_search feature flag.",
        "It is unlike the quiet_search feature flag.",
        "All of it is behind the quiet_search setting.",
        "All of it is behind the quiet feature flag.",
    ] {
        assert_eq!(flag(&about(sentence)), None, "{sentence}");
    }
}

#[test]
fn a_word_that_is_too_short_or_stands_for_a_name_is_no_flag() {
    let run = |name: &str| {
        flag(&format!(
            "# Rollout\n\n## Prepare\n\n- [ ] `/chatops run feature set {name} true`\n"
        ))
    };
    assert_eq!(run("quiet_search").as_deref(), Some("quiet_search"));
    assert_eq!(run("abc").as_deref(), Some("abc"));
    for name in ["ab", "your_feature", "feature_name", "FEATURE_NAME", "AB_C"] {
        assert_eq!(run(name), None, "{name}");
    }
}

#[test]
fn a_quick_action_gives_a_document_without_heading_its_title() {
    let text = "/title [Feature flag] Enable `quiet_search` /label ~search\n\n- [ ] Look\n- [ ] `/chatops run feature set quiet_search true`\n";
    let read = reading(text);
    assert_eq!(read.plan.title, "[Feature flag] Enable quiet_search");
}

fn owners(panel: &str, item: &str) -> Vec<(String, String)> {
    let text = format!("# Rollout\n\n## {panel}\n\n- {item}\n\n## Prepare\n\n- [ ] Look\n");
    let owners = reading(&text).plan.owners.into_iter();
    owners.map(|owner| (owner.role, owner.name)).collect()
}

#[test]
fn an_owner_has_a_name_and_a_role_or_stands_among_owners() {
    let one = |role: &str, name: &str| vec![(role.to_owned(), name.to_owned())];
    assert_eq!(owners("Owners", "Buddy: @maya"), one("Buddy", "@maya"));
    assert_eq!(owners("Summary", "DRI: @maya"), one("DRI", "@maya"));
    assert_eq!(owners("Summary", "Buddy: @maya"), []);
    let long = "The team that is to be asked about this one: @maya";
    assert_eq!(owners("Summary", long), []);
    for open in ["NAME", "<team>", "", "`<team>`"] {
        let item = format!("Team: {open}");
        assert_eq!(owners("Owners", &item), [], "{item}");
    }
}

#[test]
fn a_flag_that_a_person_names_is_told_of_another_one_that_is_changed_and_of_no_other() {
    let conflicts = |line: &str| -> Vec<String> {
        let text = format!(
            "# [Feature flag] Enable it\n\n## Prepare\n\n- [ ] `/chatops run feature set <feature-flag-name> true`\n{line}"
        );
        let named = with_flag(reading(&text), &FlagName::parse("garden_gate").unwrap());
        let told = named.diagnostics.into_iter();
        told.filter(|found| found.code == "flag_conflict")
            .map(|found| found.message)
            .collect()
    };
    assert_eq!(conflicts(""), [""; 0]);
    let two = "- [ ] `/chatops run feature set first_one true`\n- [ ] `/chatops run feature set second_one true`\n";
    assert_eq!(
        conflicts(two),
        ["you named garden_gate, but an instruction changes first_one"]
    );
}
