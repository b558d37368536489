//! `prompt`: the fleet in one short line for a shell prompt or a status bar. It prints nothing where there is nothing to say.

use serde::Serialize;

use crate::cli::answer::Answer;
use crate::cli::args::Prompt;
use crate::cli::output::Page;
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::rollout::Phase;
use crate::error::Report;
use crate::projection::FleetRow;

/// The most rollouts that are named; the others are counted.
const MOST: usize = 3;

#[derive(Serialize)]
struct OneLine<'a> {
    text: &'a str,
    rollouts: usize,
    needs_me: usize,
}

/// Prints the line.
pub(crate) fn prompt(session: &Session<'_, '_>, args: &Prompt) -> Result<Answer, Report> {
    let now = session.now;
    let tracker = session.open()?;
    let most = u32::try_from(MOST).unwrap_or(u32::MAX);
    let (mut fleet, going_on) = tracker.fleet_in_short(most)?;
    let needs_me = fleet.iter().filter(|row| row.needs_me(now)).count();
    let rollouts = if args.needs_me {
        fleet.retain(|row| row.needs_me(now));
        needs_me
    } else {
        going_on
    };
    let mut parts: Vec<String> = fleet.iter().take(MOST).map(|row| part(row, now)).collect();
    if rollouts > MOST {
        parts.push(format!("+{}", rollouts - MOST));
    }
    let text = parts.join("  ");
    let mut page = Page::new();
    if !text.is_empty() {
        page.say(&text);
    }
    let data = OneLine {
        text: &text,
        rollouts,
        needs_me,
    };
    Answer::new(&data, page)
}

/// Says one rollout: `PI 25% w06:12 !1`.
fn part(row: &FleetRow, now: Timestamp) -> String {
    let mut words = vec![initials(row.name())];
    if let Some(production) = &row.production {
        words.push(
            production
                .split(" of ")
                .next()
                .unwrap_or_default()
                .to_owned(),
        );
    }
    if row.phase == Phase::RollingBack {
        words.push("ROLLBACK".to_owned());
    }
    let left = row.timers.iter().map(|timer| timer.seconds_left(now));
    match left.min() {
        Some(0) => words.push("w0".to_owned()),
        Some(left) if left < 3600 => words.push(format!("w{:02}:{:02}", left / 60, left % 60)),
        Some(left) => words.push(format!("w{}h{:02}", left / 3600, left / 60 % 60)),
        None => {}
    }
    if !row.blockers.is_empty() {
        words.push(format!("!{}", row.blockers.len()));
    }
    words.join(" ")
}

/// Returns the first letters of the first two words of a name.
fn initials(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let firsts = words.filter_map(|word| word.chars().next());
    firsts.take(2).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_two_letters() {
        for (name, expected) in [
            ("product_intelligence_tracking", "PI"),
            ("search", "S"),
            ("[Feature flag] Enable it", "FF"),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
