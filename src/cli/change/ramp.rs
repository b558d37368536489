//! `ramp set`: what was set in production, recorded at the step of the document that asks for it.

use super::changed;
use super::observe::{doubt, drift};
use super::passage::passage;
use crate::cli::answer::Answer;
use crate::cli::args::RampSet;
use crate::cli::confirm::confirmed_value;
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::cli::way_out::way_out;
use crate::domain::flag::{Environment, FlagValue, Percentage, Scope};
use crate::domain::rollout::{Outcome, RejectionCode};
use crate::error::Report;
use crate::projection::RolloutView;
use crate::tracker::{Placed, RunReport, TrackerError};

/// The points that a slip of a digit may cost without the number typed once more, in thousandths.
const SMALL_STEP: u32 = 25_000;

/// Records what was set.
pub(crate) fn set_ramp(session: &mut Session<'_, '_>, args: &RampSet) -> Result<Answer, Report> {
    let value = value(&args.percent)?;
    let scopes = args.scopes();
    if !scopes.is_empty() {
        return set_for_some(session, args, (&value, &scopes));
    }
    let passage = passage(&args.passing, args.reason.as_deref())?;
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let basis = match args.by {
        Some(word) => word.into(),
        None => tracker.ramp(&id, None)?.basis,
    };
    let view = tracker.view(&id, None)?;
    let placed = tracker.place(&id, (&value, basis), &passage);
    let placed = placed.map_err(|error| with_way_out(error, &view))?;
    let is_open = placed.gates.iter().all(|gate| gate.open);
    let is_severe = is_open && is_severe(&placed, &value);
    if is_severe || args.confirm.is_some() {
        confirmed_value(
            session,
            (&view, &value.to_string()),
            args.confirm.as_deref(),
        )?;
    }
    let report = RunReport {
        filled: std::collections::BTreeMap::new(),
        outcome: Outcome::Succeeded,
        reply: args.reply.clone(),
        passage,
    };
    let set = tracker.set_production(&id, (&value, basis), &report);
    let events = set.map_err(|error| with_override(error, (&placed, &value), &view))?;
    let mut words = consequences(&tracker.view(&id, None)?, &value, &placed);
    if is_severe && session.global.dry_run && args.confirm.is_none() {
        words.push(format!("recording it asks for --confirm {value}"));
    }
    words.extend(doubt(&tracker, &id, args.reply.as_deref())?);
    if args.reply.is_some() {
        words.extend(drift(&tracker.view(&id, None)?));
    }
    Ok(changed(session, &tracker, &id, &events)?.warn(words))
}

/// Records that production was switched for some only.
fn set_for_some(
    session: &Session<'_, '_>,
    args: &RampSet,
    (value, scopes): (&FlagValue, &[Scope]),
) -> Result<Answer, Report> {
    let Some(on) = value.as_boolean() else {
        let hint = "give true or false with a scope, and the percentage without one";
        return Err(usage("a percentage is for everybody", hint));
    };
    let passage = passage(&args.passing, args.reason.as_deref())?;
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let report = RunReport {
        passage,
        reply: args.reply.clone(),
        ..RunReport::succeeded(std::collections::BTreeMap::new())
    };
    let view = tracker.view(&id, None)?;
    let set = tracker.set_for_some(&id, (on, scopes), &report);
    let events = set.map_err(|error| with_way_out(error, &view))?;
    let words = (!on).then(|| excludes_nobody(&view)).flatten();
    let doubt = doubt(&tracker, &id, args.reply.as_deref())?;
    let answer = changed(session, &tracker, &id, &events)?;
    Ok(answer.warn(words.into_iter().collect()).warn(doubt))
}

/// Says that switching off for some takes nobody out of "on for everybody".
///
/// Source: GitLab `lib/feature.rb`: gates add up, and an actor without a gate of its own is judged by the others.
fn excludes_nobody(view: &RolloutView) -> Option<String> {
    let production = view.environments.get(&Environment::Production)?;
    let gates = &production.claimed;
    let is_for_all =
        gates.boolean == Some(true) || gates.percentage_of_actors == Some(Percentage::ALL);
    is_for_all.then(|| {
        "it excludes nobody: production is on for everybody, and stays on for them too".to_owned()
    })
}

fn value(text: &str) -> Result<FlagValue, Report> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "on" => return Ok(FlagValue::On),
        "false" | "off" => return Ok(FlagValue::Off),
        _ => {}
    }
    let percentage = Percentage::parse(text).ok_or_else(|| {
        let hint = "write 25 or 0.5: 0 to 100, at most three decimals; or true, or false";
        usage(format!("{text} is no percentage"), hint)
    })?;
    Ok(FlagValue::Percentage(percentage))
}

/// Tells whether the number has to be typed once more: a gate is passed, or production moves far up.
fn is_severe(placed: &Placed, value: &FlagValue) -> bool {
    let to = match value {
        FlagValue::Percentage(percentage) => *percentage,
        FlagValue::On => Percentage::ALL,
        FlagValue::Off | FlagValue::Blank(_) => Percentage::NONE,
    };
    let is_overridden = placed.gates.iter().any(|gate| gate.overridden.is_some());
    is_overridden || (to > placed.from && placed.from.distance(to) > SMALL_STEP)
}

/// Says what to do where no step asks for the value.
fn with_way_out(error: TrackerError, view: &RolloutView) -> Report {
    let is_unasked = matches!(&error, TrackerError::Rejected { rejection, .. }
        if rejection.code == RejectionCode::WrongState);
    let report = Report::from(error);
    if !is_unasked {
        return report;
    }
    let name = view.name();
    report.hint(format!(
        "where it was run all the same: rollgate observe {name} ANSWER records what production shows, rollgate note {name} TEXT why"
    ))
}

/// Says how the gates that are closed are passed.
fn with_override(
    error: TrackerError,
    (placed, value): (&Placed, &FlagValue),
    view: &RolloutView,
) -> Report {
    let is_closed = matches!(&error, TrackerError::Rejected { rejection, .. }
        if matches!(rejection.code, RejectionCode::GateClosed | RejectionCode::ReasonMissing));
    let report = Report::from(error);
    if !is_closed {
        let go_on = report
            .hint
            .clone()
            .unwrap_or_else(|| format!("rollgate next {}", view.name()));
        return report.hint(go_on);
    }
    match way_out(view, &placed.gates, &value.to_string()) {
        Some(way) => report.hint(way),
        None => report,
    }
}

/// Says what people take for something else: 100 for `true`, less for nothing lost, `false` for a rollback.
fn consequences(view: &RolloutView, value: &FlagValue, placed: &Placed) -> Vec<String> {
    let name = view.name();
    let production = view.environments.get(&Environment::Production);
    let is_on = production.is_some_and(|place| place.claimed.boolean == Some(true));
    match value {
        FlagValue::Percentage(share) if *share == Percentage::ALL && is_on => {
            vec![
                "the server takes 100 for true: it is on for everybody, with or without an actor"
                    .to_owned(),
            ]
        }
        FlagValue::Percentage(share) if *share == Percentage::ALL => vec![format!(
            "100% of actors is not true: what is asked without an actor stays off; rollgate ramp set {name} true when it was switched on"
        )],
        FlagValue::Percentage(share) if *share == Percentage::NONE && placed.from > *share => {
            vec![format!(
                "0% is off for everybody in production, named actors too; rollgate rollback start {name} keeps why and goes through the rest"
            )]
        }
        FlagValue::Percentage(share) if *share == placed.from => vec![format!(
            "production was at {share}% already: nobody gets or loses it"
        )],
        FlagValue::Percentage(share) if *share < placed.from => vec![format!(
            "down from {}% to {share}%: actors above {share}% lose it",
            placed.from
        )],
        FlagValue::On => vec![
            "true overrides every percentage and named actor; the way down begins with false"
                .to_owned(),
        ],
        FlagValue::Off => vec![format!(
            "off for everybody in production, named actors too; rollgate rollback start {name} keeps why and goes through the rest"
        )],
        FlagValue::Percentage(_) | FlagValue::Blank(_) => vec![],
    }
}
