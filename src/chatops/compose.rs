//! Instructions made by the program: a line for a change of a flag, a line with its placeholders filled.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::domain::flag::{Basis, Environment, FlagChange, FlagName, FlagValue, Percentage};
use crate::domain::plan::{Dialect, Instruction};

use super::foreign::shell;
use super::parse::parse_line;
use super::print::{Profile, print};

/// Builds the instruction that makes `change` to `flag` on `environments`.
///
/// Production alone, and no environment at all, give a line without an option, which means production.
pub fn compose_change(
    flag: &FlagName,
    change: &FlagChange,
    environments: &[Environment],
    profile: Profile,
) -> Instruction {
    let mut line = profile.prefix().to_owned();
    match change {
        FlagChange::Delete => {
            let _written = write!(line, " feature delete {flag}");
        }
        FlagChange::Set {
            value,
            scopes,
            basis,
        } => {
            line.push_str(" feature set");
            for scope in scopes {
                let _written = write!(line, " --{}={}", scope.kind, scope.values.join(","));
            }
            let _written = write!(line, " {flag} {value}");
            line.push_str(match basis {
                Some(Basis::Actors) => " --actors",
                Some(Basis::Time) => " --random",
                None => "",
            });
        }
    }
    if environments != [Environment::Production] {
        for environment in environments {
            let _written = write!(line, " --{environment}");
        }
    }
    let mut instruction = parse_line(&line).unwrap_or_else(|| shell(&line));
    instruction.raw.clone_from(&instruction.normalised);
    instruction
}

/// Fills placeholders and reads the line again; what has no answer stays blank.
///
/// Keys are placeholders as [`super::blanks`] returns them. An answer that is empty or holds a space, a line break or a
/// bracket fills nothing, because it would change what the line says. `raw` stays as the document has it.
#[must_use]
pub fn fill(instruction: &Instruction, answers: &BTreeMap<String, String>) -> Instruction {
    let mut line = instruction.normalised.clone();
    for (blank, answer) in answers {
        let answer = answer.trim();
        let illegal = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '`');
        if blank.is_empty() || answer.is_empty() || answer.contains(illegal) {
            continue;
        }
        line = line.replace(blank.as_str(), answer);
    }
    if line == instruction.normalised {
        return instruction.clone();
    }
    let read = match instruction.dialect {
        Dialect::Chatops | Dialect::Console | Dialect::QuickAction => parse_line(&line),
        Dialect::Shell => None,
    };
    let mut filled = read.unwrap_or_else(|| Instruction {
        dialect: instruction.dialect,
        verb: instruction.verb.clone(),
        ..shell(&line)
    });
    filled.raw.clone_from(&instruction.raw);
    filled.of_ladder = instruction.of_ladder;
    filled
}

/// Returns the line of a ramp as it sets this percentage: in the place of its blank, or of the percentage that stands for a ladder.
#[must_use]
pub fn with_share(instruction: &Instruction, share: Percentage) -> Instruction {
    if let Some(FlagValue::Blank(blank)) = &instruction.value {
        return fill(
            instruction,
            &BTreeMap::from([(blank.clone(), share.to_string())]),
        );
    }
    let mut set = Instruction {
        value: Some(FlagValue::Percentage(share)),
        of_ladder: false,
        ..instruction.clone()
    };
    let profile = Profile::of(&set.normalised);
    set.normalised = print(&set, profile);
    set
}
