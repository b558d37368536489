//! At which percentage to begin, from how often a flag is asked for. The person decides; this is the calculation to post.

use super::percentage::Percentage;

/// How often a flag is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Traffic {
    /// So many times a day.
    ChecksPerDay(u64),
    /// So many requests a minute go through it, of which so many may go wrong before somebody is harmed.
    Requests {
        /// Requests a minute at 100 %.
        per_minute: u64,
        /// Requests a minute that may go wrong.
        tolerable: u64,
    },
    /// Nobody knows.
    Unknown,
}

/// Where to begin, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Advice {
    /// The percentages to begin with; any of them.
    pub start: Vec<Percentage>,
    /// The calculation, as text for the issue.
    pub text: String,
}

/// Advises where to begin.
///
/// Few checks a day: 25 or 50 %. Hundreds or thousands: 5 or 10 %. The core of the application: at most 1 %, by what is
/// tolerable. Unknown: 1 %, then the ladder. Source: GitLab `doc/development/feature_flags/controls.md`, process.
pub fn advice(traffic: Traffic) -> Advice {
    match traffic {
        Traffic::Requests { per_minute: 0, .. } => of(
            &[1000],
            "No request was counted, which says nothing about the flag: begin at 1% and go up 10, 25, 50, 75, 100%.".to_owned(),
        ),
        Traffic::Unknown => of(
            &[1000],
            "Nobody knows how often the flag is checked: begin at 1% and go up 10, 25, 50, 75, 100%.".to_owned(),
        ),
        Traffic::ChecksPerDay(checks @ 0..100) => of(
            &[25_000, 50_000],
            format!("The flag is checked about {checks} times a day: at 1% nobody would see it. Begin at 25% or 50%."),
        ),
        Traffic::ChecksPerDay(checks @ 100..100_000) => of(
            &[5000, 10_000],
            format!("The flag is checked about {checks} times a day: begin at 5% or 10%."),
        ),
        Traffic::ChecksPerDay(checks) => of(
            &[100, 1000],
            format!(
                "The flag is checked about {checks} times a day, in the core of the application: begin at 0.1%, at most 1%, \
                 under a change issue."
            ),
        ),
        Traffic::Requests { per_minute, tolerable } => by_requests(per_minute, tolerable),
    }
}

fn by_requests(per_minute: u64, tolerable: u64) -> Advice {
    let thousandths = tolerable
        .saturating_mul(100_000)
        .checked_div(per_minute)
        .map_or(100_000, |share| share.min(100_000));
    let start = u32::try_from(thousandths).unwrap_or(100_000).max(1);
    let percentage = Percentage::from_thousandths(start).unwrap_or(Percentage::ALL);
    let sum = if tolerable > per_minute {
        "more than 100%: every request may go wrong, begin at 100%".to_owned()
    } else {
        format!("{percentage}%: begin at {percentage}%")
    };
    let text = format!(
        "1. At 100% about {per_minute} requests a minute go through the flag.\n\
         2. At most {tolerable} of them a minute may go wrong.\n\
         3. {tolerable} / {per_minute} = {sum}.\n\
         4. Posted here before the first percentage is set."
    );
    Advice {
        start: vec![percentage],
        text,
    }
}

fn of(thousandths: &[u32], text: String) -> Advice {
    let start = thousandths
        .iter()
        .filter_map(|share| Percentage::from_thousandths(*share))
        .collect();
    Advice { start, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(traffic: Traffic) -> Vec<String> {
        advice(traffic)
            .start
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn the_more_a_flag_is_checked_the_lower_it_begins() {
        assert_eq!(starts(Traffic::ChecksPerDay(5)), ["25", "50"]);
        assert_eq!(starts(Traffic::ChecksPerDay(5000)), ["5", "10"]);
        assert_eq!(starts(Traffic::ChecksPerDay(5_000_000)), ["0.1", "1"]);
        assert_eq!(starts(Traffic::Unknown), ["1"]);
    }

    #[test]
    fn what_is_tolerable_gives_the_percentage_and_the_text_shows_the_sum() {
        let advice = advice(Traffic::Requests {
            per_minute: 20_000,
            tolerable: 20,
        });
        assert_eq!(advice.start, [Percentage::parse("0.1").unwrap()]);
        assert!(advice.text.contains("20 / 20000 = 0.1%"), "{}", advice.text);
    }

    #[test]
    fn more_tolerable_than_there_are_is_said_to_be_more_than_all() {
        let text = advice(Traffic::Requests {
            per_minute: 100,
            tolerable: 200,
        })
        .text;
        assert!(text.contains("200 / 100 = more than 100%"), "{text}");
    }

    #[test]
    fn a_sum_without_sense_still_gives_a_percentage() {
        assert_eq!(
            starts(Traffic::Requests {
                per_minute: 0,
                tolerable: 5
            }),
            ["1"]
        );
        assert_eq!(
            starts(Traffic::Requests {
                per_minute: 5,
                tolerable: 0
            }),
            ["0.001"]
        );
        assert_eq!(
            starts(Traffic::Requests {
                per_minute: 1,
                tolerable: u64::MAX
            }),
            ["100"]
        );
    }
}
