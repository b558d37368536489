//! Who watches what, in the words of a log line: times handed over, actors that somebody wants to see turn on, the type of the flag.

use crate::domain::flag::FlipperId;
use crate::domain::id::StepId;
use crate::domain::rollout::Event;

/// Says an event about watching in words: its kind, what happened, why.
pub(super) fn in_the_open(
    event: &Event,
    number: impl Fn(&StepId) -> String,
) -> (&'static str, String, Option<String>) {
    if let Event::WatchHandedOver { steps, to } = event {
        let steps: Vec<String> = steps.iter().map(number).collect();
        let text = format!("the time of {} handed over to {to}", steps.join(", "));
        return ("watch_handed_over", text, None);
    }
    if let Event::FlagTyped { kind, since } = event {
        let since = since.map(|since| format!(", introduced {}", since.format("%Y-%m-%d")));
        let text = format!(
            "the flag is of type {}{}",
            kind.as_str(),
            since.unwrap_or_default()
        );
        return ("flag_typed", text, None);
    }
    let actors: &[FlipperId] = if let Event::ActorsNamed { actors } = event {
        actors
    } else {
        &[]
    };
    let names: Vec<&str> = actors.iter().map(FlipperId::as_str).collect();
    let text = if names.is_empty() {
        "no actor is of interest any more".to_owned()
    } else {
        format!("actors of interest: {}", names.join(", "))
    };
    ("actors_named", text, None)
}
