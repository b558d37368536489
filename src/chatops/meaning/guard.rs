//! The guards that chatops puts before a change of a flag, every one in its order, with the option that passes it. It cannot see the channel or the servers.

use serde::Serialize;

use crate::domain::flag::{Environment, FlagValue};
use crate::domain::plan::{Instruction, Problem, Verb};

/// One guard, and how a line stands before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Guard {
    /// Its place in the order in which chatops asks, from 0 for the options.
    pub order: u8,
    /// A word that scripts can rely on.
    pub id: &'static str,
    /// What it asks for.
    pub text: &'static str,
    /// How the line stands before it.
    pub stands: Stands,
    /// Why it refuses, where it does.
    pub reason: Option<String>,
    /// The option that passes it, where there is one.
    pub overridden_by: Option<&'static str>,
}

/// How a line stands before a guard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    /// It goes through.
    Passed,
    /// It is refused, whatever the world is like.
    Refused,
    /// It depends on where it is run and how things stand then.
    Depends,
    /// The guard is passed over by the option that the line has.
    Overridden,
}

/// The guards that can be judged by the line alone: order, word, what it asks for, option, codes of the problems.
type Row = (
    u8,
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static [&'static str],
);

/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`, `set`, rules 1 to 5.
const BY_THE_LINE: [Row; 6] = [
    (
        0,
        "options",
        "chatops knows every option",
        None,
        &[
            "unknown_option",
            "option_without_value",
            "unknown_subcommand",
        ],
    ),
    (
        1,
        "name_and_value",
        "a name and a value are given",
        None,
        &["name_missing", "value_missing", "value_before_name"],
    ),
    (
        2,
        "value",
        "the value is true, false or a number from 0 to 100",
        None,
        &["value_invalid", "word_too_many"],
    ),
    (
        3,
        "basis",
        "a percentage says what it counts",
        None,
        &["percentage_without_actors"],
    ),
    (
        4,
        "scope",
        "a percentage is for everybody, not for named actors",
        None,
        &["percentage_with_scope"],
    ),
    (
        5,
        "random",
        "a percentage counts actors, not calls",
        Some(RANDOM),
        &["random_deprecated"],
    ),
];

const RANDOM: &str = "--ignore-random-deprecation-check";
const PRODUCTION: &str = "--ignore-production-check";
const CONSISTENCY: &str = "--ignore-feature-flag-consistency-check";

/// Returns every guard that a line meets, in the order in which chatops asks.
///
/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`: `delete` asks for the channel and not for the production check.
pub(super) fn guards(instruction: &Instruction) -> Vec<Guard> {
    let last = match &instruction.verb {
        Verb::FeatureSet => 5,
        Verb::FeatureDelete | Verb::FeatureGet => 1,
        Verb::FeatureList => 0,
        Verb::Other(words) if words == "feature" || words.starts_with("feature ") => 0,
        Verb::Other(words) => return of_another(words, instruction),
    };
    let rows = BY_THE_LINE.iter().filter(|(order, ..)| *order <= last);
    let mut guards: Vec<Guard> = rows.map(|row| by_the_line(row, instruction)).collect();
    if instruction.verb != Verb::FeatureSet {
        guards
            .iter_mut()
            .filter(|guard| guard.order == 1)
            .for_each(|guard| {
                (guard.id, guard.text) = ("name", "a name is given");
            });
    }
    if instruction.changes_a_flag() && reaches_production(instruction) {
        let text = "a change to production is asked for in the #production channel";
        guards.push(by_the_world((6, "channel", text), None, instruction));
    }
    if instruction.verb == Verb::FeatureSet {
        guards.extend(checks(instruction));
    }
    guards
}

fn by_the_line((order, id, text, option, codes): &Row, instruction: &Instruction) -> Guard {
    let is_meant = |problem: &&Problem| codes.contains(&problem.code.as_str());
    let problems: Vec<&Problem> = instruction.problems.iter().filter(is_meant).collect();
    let is_passed_over =
        option.is_some_and(|option| has(instruction, option)) && has(instruction, "--random");
    Guard {
        order: *order,
        id,
        text,
        stands: match problems.is_empty() {
            false => Stands::Refused,
            true if is_passed_over => Stands::Overridden,
            true => Stands::Passed,
        },
        reason: problems.first().map(|problem| problem.message.clone()),
        overridden_by: *option,
    }
}

/// Rules 7 and 8, which ask the servers.
///
/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`, `lib/chatops/gitlab/feature.rb`.
fn checks(instruction: &Instruction) -> Vec<Guard> {
    let is_off = instruction.value.as_ref().and_then(FlagValue::as_boolean) == Some(false);
    let reaches_staging = instruction.environments.contains(&Environment::Staging);
    let mut guards = Vec::new();
    if reaches_production(instruction) {
        let text =
            "production is healthy: no incident or change that blocks flags, no canary in trouble";
        guards.push(by_the_world(
            (7, "production_check", text),
            Some(PRODUCTION),
            instruction,
        ));
    }
    let text = match (reaches_production(instruction), reaches_staging, is_off) {
        (true, false, false) => "staging is on before production is turned on",
        (false, true, true) => "production is off before staging is turned off",
        (true, true, _) => "staging and production end up alike",
        _ => return guards,
    };
    guards.push(by_the_world(
        (8, "consistency", text),
        Some(CONSISTENCY),
        instruction,
    ));
    guards
}

fn by_the_world(
    (order, id, text): (u8, &'static str, &'static str),
    option: Option<&'static str>,
    instruction: &Instruction,
) -> Guard {
    let is_passed_over = option.is_some_and(|option| has(instruction, option));
    Guard {
        order,
        id,
        text,
        stands: if is_passed_over {
            Stands::Overridden
        } else {
            Stands::Depends
        },
        reason: None,
        overridden_by: option,
    }
}

/// Source: GitLab release docs, post-deploy migration: the pipeline obeys the production checks.
fn of_another(words: &str, instruction: &Instruction) -> Vec<Guard> {
    let is_dry = has(instruction, "--dry-run");
    if words != "post_deploy_migrations execute" || is_dry {
        return Vec::new();
    }
    let text = "production is healthy, and something is pending";
    vec![by_the_world(
        (0, "production_check", text),
        None,
        instruction,
    )]
}

fn reaches_production(instruction: &Instruction) -> bool {
    instruction.environments.contains(&Environment::Production)
}

fn has(instruction: &Instruction, option: &str) -> bool {
    instruction
        .modifiers
        .iter()
        .any(|modifier| modifier == option)
}
