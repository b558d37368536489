//! Words of a command that a lossy copy has glued together, parted again with the help of the flag's name. It never guesses a name.

use crate::domain::flag::{FlagName, FlagValue};

/// Parts what was glued to the name of the flag: a value, a placeholder, an option; drops stray double backticks.
///
/// `x_flagtrue --dev` becomes `x_flag true --dev`. `None` when nothing was glued. Only a whole value is parted, so that
/// `x_flag_v2` stays one name.
pub fn split_glued(text: &str, flag: &FlagName) -> Option<String> {
    let parted: Vec<String> = text
        .split_whitespace()
        .map(|word| part(word.trim_end_matches("``"), flag))
        .filter(|word| !word.is_empty())
        .collect();
    let parted = parted.join(" ");
    let whole: Vec<&str> = text.split_whitespace().collect();
    (parted != whole.join(" ")).then_some(parted)
}

fn part(word: &str, flag: &FlagName) -> String {
    let Some(rest) = word.strip_prefix(flag.as_str()) else {
        return word.to_owned();
    };
    let (value, options) = rest.find("--").map_or((rest, ""), |at| {
        (
            rest.get(..at).unwrap_or_default(),
            rest.get(at..).unwrap_or_default(),
        )
    });
    if !value.is_empty() && FlagValue::parse(value).is_none() {
        return word.to_owned();
    }
    let parts = [flag.as_str(), value, options];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let flag = FlagName::parse("new_search").unwrap();
        assert_eq!(split_glued(text, &flag).as_deref(), expected, "{text}");
    }

    #[test]
    fn what_is_glued_to_the_name_is_parted() {
        check("new_searchtrue --dev", Some("new_search true --dev"));
        check(
            "set new_search<rollout-percentage> --actors",
            Some("set new_search <rollout-percentage> --actors"),
        );
        check("delete new_search--dev", Some("delete new_search --dev"));
        check("delete new_search``", Some("delete new_search"));
        check(
            "set new_search50--actors",
            Some("set new_search 50 --actors"),
        );
    }

    #[test]
    fn a_longer_name_is_left_alone() {
        check("set new_search_v2 true", None);
        check("set new_search true", None);
        check("set new_searches true", None);
    }
}
