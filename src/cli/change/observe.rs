//! `observe` and `change-issue`: what was seen, and what was agreed elsewhere. Text that is not understood is refused, not guessed at.

use super::{changed, wish};
use crate::cli::answer::Answer;
use crate::cli::args::{ChangeIssue, Observe};
use crate::cli::refusal::{refused, usage};
use crate::cli::session::Session;
use crate::cli::suggest::settling;
use crate::domain::flag::Environment;
use crate::domain::id::RolloutId;
use crate::domain::rollout::Command;
use crate::error::Report;
use crate::projection::RolloutView;
use crate::tracker::{Sighting, Tracker};

/// Records what was seen of the flag.
pub(crate) fn observe(session: &mut Session<'_, '_>, args: &Observe) -> Result<Answer, Report> {
    let place = args.environment.as_deref().map(environment).transpose()?;
    let text = session.text(&args.text)?;
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let history = tracker.history(&id)?;
    let sighting = Sighting::read(&history, &text, place);
    let plan = history.rollout.plan.as_ref();
    let name = plan.map_or_else(|| args.flag.clone(), |plan| plan.name().to_owned());
    must_say_something(&sighting, &name)?;
    let taken = tracker.take_answer(&id, (&text, &sighting))?;
    let view = tracker.view(&id, None)?;
    let answer = changed(session, &tracker, &id, &taken.events)?;
    let open = taken.answered.filter(|_| !taken.left.is_empty());
    let open = open.map(|(number, share)| {
        let command = settling(&view, &number, share);
        let why = taken.left.join("; ");
        format!("it answers {number}, which stays open: {why}; {command} settles it")
    });
    Ok(answer.warn(open.into_iter().collect()).warn(drift(&view)))
}

/// Says that nothing in a reply was understood: it is kept as text and says nothing about the flag.
pub(super) fn doubt(
    tracker: &Tracker,
    id: &RolloutId,
    reply: Option<&str>,
) -> Result<Vec<String>, Report> {
    let is_plain = match reply {
        Some(reply) => tracker.understands(id, reply)?,
        None => true,
    };
    let words =
        "nothing in the reply was understood: it is kept as text, and the flag was not seen";
    Ok(if is_plain {
        vec![]
    } else {
        vec![words.to_owned()]
    })
}

/// Says where the flag was seen otherwise than it is said to be.
pub(super) fn drift(view: &RolloutView) -> Vec<String> {
    let drift = view.environments.iter().flat_map(|(place, environment)| {
        let words = environment.drift.iter();
        words.map(move |words| format!("{place}: {words}"))
    });
    drift.collect()
}

/// Names the change issue of this attempt.
pub(crate) fn change_issue(
    session: &Session<'_, '_>,
    args: &ChangeIssue,
) -> Result<Answer, Report> {
    let link = args.link.clone();
    wish(session, &args.flag, &Command::LinkChangeIssue { link })
}

fn environment(text: &str) -> Result<Environment, Report> {
    Environment::parse(text).ok_or_else(|| {
        let hint = "the environments are dev, pre, staging, staging-ref, ops and production";
        usage(format!("{text} is no environment"), hint)
    })
}

/// Refuses text from which nothing can be recorded, and says what can be read.
fn must_say_something(sighting: &Sighting, name: &str) -> Result<(), Report> {
    if !sighting.seen.is_empty() {
        return Ok(());
    }
    if let Some(gates) = sighting.unplaced.first() {
        let message = format!("it shows {}, and does not say where", gates.in_words());
        return Err(refused("NOT_UNDERSTOOD", message).hint("give --env ENVIRONMENT"));
    }
    if sighting.refused {
        let message = "it is a refusal and does not show the flag";
        let hint =
            format!("rollgate step fail {name} STEP --reply TEXT records that a line was refused");
        return Err(refused("NOT_UNDERSTOOD", message).hint(hint));
    }
    let mut report = refused("NOT_UNDERSTOOD", format!("the text does not show {name}"));
    report.reasons = vec![
        format!("a line of the log: Feature flag '{name}' has been set to '25' of actors on gprd"),
        format!("a deletion in the log: Feature flag '{name}' has been deleted on gprd"),
        format!("an answer of the features API: {{\"name\":\"{name}\",\"gates\":[…]}}"),
        "a list of gates, one a line: percentage_of_actors: 25".to_owned(),
    ];
    Err(report.hint("these are understood, with --env where they do not say where"))
}
