//! Agreement: a yes for what is hard to see, the first word of the flag for what is severe. Without it nothing is recorded.

use super::refusal::unconfirmed;
use super::session::Session;
use crate::domain::flag::Percentage;
use crate::error::Report;
use crate::projection::{FleetRow, RolloutView};
use crate::tracker::Tracker;

/// Asks for a yes; `--yes` says it beforehand.
pub(crate) fn agreed(session: &mut Session<'_, '_>, what: &str) -> Result<(), Report> {
    if session.global.yes || session.global.dry_run {
        return Ok(());
    }
    if !session.can_ask() {
        return Err(unconfirmed(format!("{what}: this needs a yes")).hint("give --yes"));
    }
    let answer = session.ask(&format!("{what}? [y/N]"))?;
    if matches!(answer.to_ascii_lowercase().as_str(), "y" | "yes") {
        Ok(())
    } else {
        Err(unconfirmed("not confirmed: nothing was recorded"))
    }
}

/// Asks for the word that confirms something severe about a rollout; `--yes` is not enough.
pub(crate) fn confirmed(
    session: &mut Session<'_, '_>,
    tracker: &Tracker,
    (view, given): (&RolloutView, Option<&str>),
    what: &str,
) -> Result<(), Report> {
    if session.global.dry_run {
        return Ok(());
    }
    let word = confirming_word(view, &tracker.fleet()?);
    let name = view.name();
    let typed = match given {
        Some(given) => given.to_owned(),
        None if session.can_ask() => {
            session.ask(&format!("{what} {name}: type {word} to confirm:"))?
        }
        None => {
            let message = format!("{what} {name} needs a confirmation");
            return Err(unconfirmed(message).hint(format!("give --confirm {word}")));
        }
    };
    let fits = |expected: &str| typed.trim().eq_ignore_ascii_case(expected);
    if fits(&word) || fits(name) {
        return Ok(());
    }
    let message = format!("{typed} does not confirm {name}: nothing was recorded");
    Err(unconfirmed(message).hint(format!("give --confirm {word}")))
}

/// Asks for the value once more; a slip of a digit is the mistake that costs most.
pub(crate) fn confirmed_value(
    session: &mut Session<'_, '_>,
    (view, value): (&RolloutView, &str),
    given: Option<&str>,
) -> Result<(), Report> {
    if session.global.dry_run {
        return Ok(());
    }
    let what = format!("{value} in production for {}", view.name());
    let typed = match given {
        Some(given) => given.to_owned(),
        None if session.can_ask() => session.ask(&format!("{what}: type {value} to confirm:"))?,
        None => {
            let message = format!("{what} needs a confirmation");
            return Err(unconfirmed(message).hint(format!("give --confirm {value}")));
        }
    };
    let share = Percentage::parse(&typed);
    if typed.trim().eq_ignore_ascii_case(value)
        || (share.is_some() && share == Percentage::parse(value))
    {
        return Ok(());
    }
    let message = format!("{typed} does not confirm {what}: nothing was recorded");
    Err(unconfirmed(message).hint(format!("give --confirm {value}")))
}

/// Returns the first word of the rollout's name; the first two where another living rollout begins with the same.
pub(crate) fn confirming_word(view: &RolloutView, fleet: &[FleetRow]) -> String {
    let mut others = fleet
        .iter()
        .filter(|row| row.id != view.id && !row.is_over());
    let first = words(view.name(), 1);
    if others.any(|row| words(row.name(), 1).eq_ignore_ascii_case(&first)) {
        words(view.name(), 2)
    } else {
        first
    }
}

/// Returns the first words of a name as they stand in it.
fn words(name: &str, count: usize) -> String {
    let name = name.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let mut taken = 0;
    let mut in_word = false;
    let mut found = String::new();
    for letter in name.chars() {
        if letter.is_alphanumeric() {
            in_word = true;
        } else if in_word {
            in_word = false;
            taken += 1;
        }
        if taken == count {
            break;
        }
        found.push(letter);
    }
    found
        .trim_end_matches(|letter: char| !letter.is_alphanumeric())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_are_as_they_stand_in_the_name() {
        for (name, one, two) in [
            ("new_search_index", "new", "new_search"),
            ("search", "search", "search"),
            ("[Feature flag] Enable it", "Feature", "Feature flag"),
            ("a--b-c", "a", "a--b"),
        ] {
            assert_eq!(words(name, 1), one, "{name}");
            assert_eq!(words(name, 2), two, "{name}");
        }
    }
}
