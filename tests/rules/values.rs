//! What small values read, print and say of each other: names, percentages, packages, cohorts, lines. Found missing by mutation testing.

use rollgate::domain::calendar::{Calendar, FlagType};
use rollgate::domain::cohort::Cohort;
use rollgate::domain::flag::{Environment, FlagName, FlagValue, Percentage};
use rollgate::domain::issue_link::Forge;
use rollgate::domain::package::{Migration, PackageName, Presence};
use rollgate::domain::plan::Verb;
use rollgate::domain::rollout::{
    Answer, Phase, Reason, Rejection, RejectionCode, Statement, Topic,
};

use crate::plan::set;

fn package(text: &str) -> PackageName {
    PackageName::parse(text).unwrap()
}

#[test]
fn a_sign_is_no_part_of_a_percentage() {
    for text in ["+5", "1.+5", "-5", "1.-5", "+", "1.", ".5", "", "%"] {
        assert_eq!(Percentage::parse(text), None, "{text}");
    }
    let half = Percentage::parse("0.5%").unwrap();
    assert_eq!(half.thousandths(), 500);
}

#[test]
fn a_percentage_has_at_most_three_digits_on_either_side_of_its_point() {
    for text in ["0100", "0025.5", "0.1234", "0.0000"] {
        assert_eq!(Percentage::parse(text), None, "{text}");
    }
    for (text, thousandths) in [("100", 100_000), ("025", 25_000), ("0.125", 125)] {
        let parsed = Percentage::parse(text).map(Percentage::thousandths);
        assert_eq!(parsed, Some(thousandths), "{text}");
    }
}

#[test]
fn a_calendar_says_how_old_a_rehearsal_may_be_only_where_somebody_wrote_it() {
    let limit = |text: &str| Calendar::parse(text).unwrap().drill_within_s();
    assert_eq!(limit(""), None);
    assert_eq!(limit("drill_within_days = 2"), Some(2 * 24 * 60 * 60));
    assert!(Calendar::parse("drill_within_days = 0").is_err());
}

#[test]
fn names_and_values_are_printed_as_chatops_takes_them() {
    let name = FlagName::parse("new_search").unwrap();
    assert_eq!(name.to_string(), "new_search");
    for text in ["true", "false", "25"] {
        assert_eq!(FlagValue::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn cohorts_and_forges_are_called_by_name() {
    let words = Cohort::ALL.map(Cohort::as_str);
    assert_eq!(words, ["before", "while_off", "after_on"]);
    assert_eq!(Forge::GitLab.name(), "GitLab");
    assert_eq!(Forge::GitHub.name(), "GitHub");
}

#[test]
fn a_migration_is_in_the_first_package_with_it_and_not_in_the_first_without() {
    let [before, first, between, without] = ["01", "02", "03", "04"]
        .map(|hour| package(&format!("15.1.20220601{hour}00-0a1b2c3d4e5.5e4d3c2b1a0")));
    let presence = Presence {
        migration: Migration::parse("db/migrate/20220601000000_add_column.rb").unwrap(),
        introduced_in: first.clone(),
        or_earlier: false,
        removed_in: Some(without.clone()),
    };
    let found = [before, first, between, without].map(|package| presence.is_in(&package));
    assert_eq!(found, [false, true, true, false]);
}

#[test]
fn two_packages_of_one_minute_do_not_say_which_is_newer() {
    let one = package("15.1.202206010100-0a1b2c3d4e5.5e4d3c2b1a0");
    let other = package("15.1.202206010100-1a1b2c3d4e5.6e4d3c2b1a0");
    let later = package("15.1.202206010101-1a1b2c3d4e5.6e4d3c2b1a0");
    assert_eq!(one.is_newer_than(&other), None);
    assert_eq!(one.is_newer_than(&one), Some(false));
    assert_eq!(later.is_newer_than(&one), Some(true));
}

#[test]
fn a_line_with_a_blank_is_not_copied_and_only_one_that_sets_a_percentage_is_of_a_ramp() {
    let mut line = set("25", &[Environment::Production]);
    assert!(line.is_copyable());
    assert!(line.is_ramp());
    line.verb = Verb::FeatureDelete;
    assert!(!line.is_ramp());
    line.blanks = vec!["<percentage>".into()];
    assert!(!line.is_copyable());
    assert!(!set("true", &[Environment::Production]).is_ramp());
}

#[test]
fn every_answer_is_read_by_the_word_that_says_it() {
    for (word, answer) in [
        ("yes", Answer::Yes),
        ("no", Answer::No),
        ("na", Answer::NotApplicable),
        ("beta", Answer::Type(FlagType::Beta)),
    ] {
        assert_eq!(answer.as_str(), word);
        assert_eq!(
            Answer::parse(&format!(" {} ", word.to_uppercase())),
            Some(answer)
        );
    }
    assert_eq!(Answer::parse("n/a"), Some(Answer::NotApplicable));
    assert_eq!(Answer::parse("perhaps"), None);
}

#[test]
fn a_statement_says_what_is_so_and_where() {
    let said = |topic, environment| {
        let statement = Statement {
            topic,
            environment,
            answer: Answer::No,
            note: None,
        };
        statement.to_string()
    };
    assert_eq!(said(Topic::Docs, None), "the documentation is ready: no");
    assert_eq!(
        said(Topic::Code, Some(Environment::Staging)),
        "the code is deployed: no in staging"
    );
}

#[test]
fn a_refusal_tells_every_reason_in_one_line() {
    let reasons = ["the flag is off", "nobody is there"].map(|text| Reason::new("x", text));
    let refused = |reasons: &[Reason]| {
        Rejection::for_reasons(RejectionCode::GateClosed, reasons.to_vec()).to_string()
    };
    assert_eq!(refused(&reasons[..1]), "the flag is off");
    assert_eq!(refused(&reasons), "the flag is off; nobody is there");
}

#[test]
fn every_phase_has_its_word() {
    let words = [
        (Phase::Planned, "planned"),
        (Phase::Active, "active"),
        (Phase::RollingBack, "rolling_back"),
        (Phase::RolledBack, "rolled_back"),
        (Phase::Abandoned, "abandoned"),
        (Phase::Closed, "closed"),
    ];
    for (phase, word) in words {
        assert_eq!(phase.as_str(), word);
    }
}

#[test]
fn a_flag_has_the_name_of_a_licensed_feature_only_where_it_is_the_whole_name() {
    let licensed = |name: &str| FlagName::parse(name).unwrap().is_of_a_licensed_feature();
    assert!(licensed("admin_audit_log"));
    for other in ["admin_audit", "admin_audit_log_v2", "new_search"] {
        assert!(!licensed(other), "{other}");
    }
}
