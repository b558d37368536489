//! Instructions as text in the one canonical order: verb, scopes, name, value, modifiers, environments.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::domain::flag::Environment;
use crate::domain::plan::{Dialect, Instruction, Verb};

use super::word::words;

/// The words that a chatops line begins with; they changed at GitLab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profile {
    /// `/chatops run …`.
    Old,
    /// `/chatops gitlab run …`.
    New,
}

impl Profile {
    /// Returns the first words of a line in this profile.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Old => "/chatops run",
            Self::New => "/chatops gitlab run",
        }
    }

    /// Returns the profile of a line that is already canonical.
    pub fn of(normalised: &str) -> Self {
        if normalised.starts_with(Self::New.prefix()) {
            Self::New
        } else {
            Self::Old
        }
    }
}

/// Prints an instruction in `profile`.
///
/// Production alone is printed without an option, as GitLab's own templates do in both profiles; beside another
/// environment it is named. Lines in another dialect are the same in every profile.
pub fn print(instruction: &Instruction, profile: Profile) -> String {
    if instruction.dialect != Dialect::Chatops {
        return instruction.normalised.clone();
    }
    if let Verb::Other(_) = instruction.verb {
        let old = Profile::of(&instruction.normalised).prefix();
        let words = instruction.normalised.strip_prefix(old);
        let words = words.unwrap_or(&instruction.normalised).trim_start();
        return format!("{} {words}", profile.prefix());
    }
    feature(instruction, profile)
}

fn feature(instruction: &Instruction, profile: Profile) -> String {
    // As long as the line was written, mostly.
    let mut line = String::with_capacity(instruction.raw.len() + profile.prefix().len());
    line.push_str(profile.prefix());
    // Writing to a String cannot fail.
    let _written = write!(line, " {}", instruction.verb);
    for scope in &instruction.scopes {
        let _written = write!(line, " --{}=", scope.kind);
        line.push_str(&held_together(&scope.values.join(",")));
    }
    let mut add = |word: &str| {
        line.push(' ');
        line.push_str(word);
    };
    // `--<actor-type>=<actor>` is a scope that is not known yet, so it stands where scopes do; a bracket that is not closed would take in what follows.
    let is_scope = |modifier: &&String| modifier.starts_with("--<") && modifier.contains('>');
    instruction
        .modifiers
        .iter()
        .filter(is_scope)
        .for_each(|word| add(word));
    if let Some(name) = &instruction.flag {
        add(name);
    }
    if let Some(value) = &instruction.value {
        add(&value.to_string());
    }
    let is_surplus = |modifier: &&String| !modifier.starts_with("--");
    instruction
        .modifiers
        .iter()
        .filter(is_surplus)
        .for_each(|word| add(word));
    let is_plain = |modifier: &&String| modifier.starts_with("--") && !is_scope(modifier);
    instruction
        .modifiers
        .iter()
        .filter(is_plain)
        .for_each(|word| add(word));
    environments(&mut line, &instruction.environments);
    line
}

/// Puts quotes round what would be several words without them.
fn held_together(values: &str) -> Cow<'_, str> {
    if !values.contains(char::is_whitespace) || words(values).len() == 1 {
        return Cow::Borrowed(values);
    }
    let quote = if values.contains('"') { '\'' } else { '"' };
    Cow::Owned(format!("{quote}{values}{quote}"))
}

fn environments(line: &mut String, environments: &[Environment]) {
    if environments == [Environment::Production] {
        return;
    }
    for environment in environments {
        // Writing to a String cannot fail.
        let _written = write!(line, " --{environment}");
    }
}
