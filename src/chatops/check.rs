//! What chatops would refuse a line for, in the order in which it would. It knows no channel and asks no server.

use crate::domain::flag::{FlagValue, Percentage};
use crate::domain::plan::{Dialect, Instruction, Problem, Verb};

use super::blank::blanks;
use super::feature::{MODIFIERS, scope_kind};

/// Returns the refusals that can be known without asking, in chatops' own order.
///
/// Options are read before any rule runs; then come name and value, the value's range, the basis of a percentage, its
/// scopes, and the switch that `--random` needs. The channel, the production check and the consistency check need
/// the world and are not here. Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`.
pub fn check(instruction: &Instruction) -> Vec<Problem> {
    match instruction.dialect {
        Dialect::Chatops => {}
        Dialect::Console => return argument(instruction).into_iter().collect(),
        Dialect::Shell | Dialect::QuickAction => return Vec::new(),
    }
    match &instruction.verb {
        Verb::Other(words) if words == "release check" && lacks_more(instruction, words) => {
            let message = "`release check` needs the address of a merge request";
            vec![problem("address_missing", message)]
        }
        Verb::Other(words) if words == "feature" || words.starts_with("feature ") => vec![problem(
            "unknown_subcommand",
            "chatops knows `feature set`, `get`, `list` and `delete` only",
        )],
        Verb::Other(_) | Verb::FeatureList => Vec::new(),
        Verb::FeatureGet | Verb::FeatureDelete => {
            let mut problems = options(instruction);
            problems.extend(name(instruction));
            problems
        }
        Verb::FeatureSet => {
            let mut problems = options(instruction);
            problems.extend(name_and_value(instruction));
            problems.extend(share(instruction));
            problems
        }
    }
}

/// Tells whether nothing stands behind the words of a line.
fn lacks_more(instruction: &Instruction, words: &str) -> bool {
    instruction.normalised.trim_end().ends_with(words)
}

/// A console line that sets a percentage has one from 0 to 100.
fn argument(instruction: &Instruction) -> Option<Problem> {
    let is_set = instruction.verb == Verb::FeatureSet && instruction.value.is_none();
    is_set.then(|| {
        let message = "the percentage is missing, or it is none from 0 to 100";
        problem("value_missing", message)
    })
}

fn problem(code: &str, message: impl Into<String>) -> Problem {
    Problem {
        code: code.to_owned(),
        message: message.into(),
    }
}

/// Options that the parser of options itself refuses.
fn options(instruction: &Instruction) -> Vec<Problem> {
    let mut problems = Vec::new();
    for modifier in &instruction.modifiers {
        let name = modifier.split('=').next().unwrap_or_default();
        let Some(bare) = name.strip_prefix("--") else {
            continue;
        };
        if scope_kind(bare).is_some() || modifier == "--match" {
            let message = format!("`{name}` needs a value");
            problems.push(problem("option_without_value", message));
        } else if !MODIFIERS.contains(&name) && blanks(modifier).is_empty() {
            let message = format!("chatops knows no option `{name}`");
            problems.push(problem("unknown_option", message));
        }
    }
    problems
}

fn name(instruction: &Instruction) -> Option<Problem> {
    instruction
        .flag
        .is_none()
        .then(|| problem("name_missing", "the name of the flag is missing"))
}

/// Rules 1 and 2: a name, a value, and one that chatops can take.
fn name_and_value(instruction: &Instruction) -> Option<Problem> {
    let surplus = instruction
        .modifiers
        .iter()
        .find(|modifier| !modifier.starts_with("--"));
    if instruction.flag.is_none() {
        return name(instruction);
    }
    match (&instruction.value, surplus) {
        (None, None) => Some(problem(
            "value_missing",
            "the value is missing: true, false or a number from 0 to 100",
        )),
        (None, Some(given)) => Some(problem(
            "value_invalid",
            format!("`{given}` is neither true, false nor a number from 0 to 100"),
        )),
        (Some(_), Some(given)) => Some(problem(
            "word_too_many",
            format!("`{given}` stands behind the value, where chatops expects options only"),
        )),
        (Some(_), None) => swapped(instruction),
    }
}

/// A value that stands before the name, which chatops takes for the name.
fn swapped(instruction: &Instruction) -> Option<Problem> {
    let (raw, name) = (&instruction.raw, instruction.flag.as_deref()?);
    let value = instruction.value.as_ref()?.to_string();
    // Mostly the value cannot stand before the name, and that is seen without cutting the line into words again.
    if !raw.contains('`') && raw.find(&value) >= raw.rfind(name) {
        return None;
    }
    let words = super::word::words(raw);
    let place = |wanted: &str| {
        words
            .iter()
            .position(|word| word.trim_start_matches(':') == wanted)
    };
    let (value, name) = (place(&value)?, place(name)?);
    (value < name).then(|| {
        problem(
            "value_before_name",
            "chatops takes the first word for the name, so the name must stand before the value",
        )
    })
}

/// Rules 3 to 5: what a percentage counts, for whom, and the switch for the deprecated way.
fn share(instruction: &Instruction) -> Vec<Problem> {
    let has = |name: &str| {
        instruction
            .modifiers
            .iter()
            .any(|modifier| modifier == name)
    };
    let (actors, random) = (has("--actors"), has("--random"));
    let is_share = match &instruction.value {
        Some(FlagValue::Percentage(share)) => *share > Percentage::NONE,
        Some(FlagValue::Blank(_)) => instruction.is_ramp(),
        Some(FlagValue::On | FlagValue::Off) | None => false,
    };
    let mut problems = Vec::new();
    if is_share && !actors && !random {
        problems.push(problem(
            "percentage_without_actors",
            "a percentage needs `--actors` (or `--random`, which is deprecated)",
        ));
    }
    if (actors || random) && !instruction.scopes.is_empty() {
        problems.push(problem(
            "percentage_with_scope",
            "`--actors` and `--random` cannot be combined with a project, group, user or other scope",
        ));
    }
    if random && !has("--ignore-random-deprecation-check") {
        problems.push(problem(
            "random_deprecated",
            "`--random` is deprecated; use `--actors`, or add `--ignore-random-deprecation-check`",
        ));
    }
    problems
}

#[cfg(test)]
mod tests {
    use crate::chatops::parse_line;

    #[test]
    fn what_is_missing_beside_a_flag_is_told() {
        for (line, code) in [
            ("/chatops run release check", "address_missing"),
            ("Feature.enable_percentage_of_actors(:x)", "value_missing"),
            (
                "Feature.enable_percentage_of_time(:x, 250)",
                "value_missing",
            ),
        ] {
            let read = parse_line(line).unwrap();
            let codes: Vec<&str> = read
                .problems
                .iter()
                .map(|found| found.code.as_str())
                .collect();
            assert_eq!(codes, [code], "{line}");
        }
        assert_eq!(
            parse_line("Feature.enable_percentage_of_actors(:x, 25)")
                .unwrap()
                .problems,
            []
        );
        assert_eq!(
            parse_line("/chatops run release check https://example.com/1")
                .unwrap()
                .problems,
            []
        );
    }

    #[test]
    fn an_option_that_is_said_twice_is_printed_once() {
        let line = "/chatops run feature set a_flag true --<flag> --odd --<flag> --odd";
        let printed = parse_line(line).unwrap().normalised;
        assert_eq!(
            printed,
            "/chatops run feature set --<flag> a_flag true --odd"
        );
        assert_eq!(parse_line(&printed).unwrap().normalised, printed);
    }

    #[test]
    fn a_name_behind_quotes_and_colons_is_bare_at_once() {
        let read = parse_line("/chatops run feature set '\":''a_flag true").unwrap();
        assert_eq!(read.normalised, "/chatops run feature set a_flag true");
    }

    #[test]
    fn a_quoted_option_hash_or_value_stays_quoted() {
        for name in ["'--group=a", "\"--dev", "'#'", "'—dev", "\"5%", "'true'"] {
            let line = format!("/chatops run feature set {name} run true");
            let read = parse_line(&line).unwrap();
            assert_eq!(read.flag.as_deref(), Some(name));
            let again = parse_line(&read.normalised).unwrap();
            assert_eq!(again.normalised, read.normalised);
        }
    }

    #[test]
    fn several_words_in_a_scope_stay_in_quotes() {
        for (written, printed) in [
            ("--group='a b' x_flag true", "--group=\"a b\" x_flag true"),
            (
                "x_flag true --group=\"a b,c\"",
                "--group=\"a b,c\" x_flag true",
            ),
            (
                "x_flag true --group=<a group>",
                "--group=<a group> x_flag true",
            ),
        ] {
            let read = parse_line(&format!("/chatops run feature set {written}")).unwrap();
            let expected = format!("/chatops run feature set {printed}");
            assert_eq!(read.normalised, expected);
            let again = parse_line(&expected).unwrap();
            assert_eq!(again.scopes, read.scopes);
            assert_eq!(again.normalised, expected);
        }
    }

    #[test]
    fn a_line_that_reads_otherwise_once_it_is_put_in_order_means_that() {
        for (odd, settled) in [
            (">, --group=<--\"", "--group=<-- >"),
            ("--group='#` ':", "--group=#"),
            // It goes to and fro.
            (
                "--group=--match='>\"#` --match='",
                "--group=--match='>\"# --match='",
            ),
            ("a --match=, \" \" --odd", "a --match=,\" --odd"),
            (
                "--user=ada --group=' --fe up='f_lf r true",
                "--user=ada --group=\"--fe up='f_lf\" r true",
            ),
        ] {
            let read = parse_line(&format!("/chatops run feature set {odd}")).unwrap();
            let expected = format!("/chatops run feature set {settled}");
            assert_eq!(read.normalised, expected);
            let again = parse_line(&expected).unwrap();
            assert_eq!(again.normalised, expected);
            assert_eq!(
                (again.scopes, again.modifiers),
                (read.scopes, read.modifiers)
            );
        }
    }

    #[test]
    fn a_bracket_that_is_not_closed_takes_nothing_in() {
        let read = parse_line("/chatops run feature set a b> --<doom --dev 25").unwrap();
        let again = parse_line(&read.normalised).unwrap();
        assert_eq!(again.normalised, read.normalised);
    }

    #[test]
    fn quotes_round_nothing_are_no_word() {
        let printed = parse_line("/chatops run feature set ''' 'https:/''")
            .unwrap()
            .normalised;
        assert_eq!(printed, "/chatops run feature set https:/");
        assert_eq!(parse_line(&printed).unwrap().normalised, printed);
    }
}
