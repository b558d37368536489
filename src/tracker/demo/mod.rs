//! The demo: five rollouts of our own writing, brought to different points of their life by ordinary commands.

mod beside;
mod script;

use std::rc::Rc;

use chrono::TimeDelta;

use self::script::{Act, DEMOS, Demo, Scene};
use super::clock::{Clock, ShiftedClock};
use super::failure::TrackerError;
use super::import::ImportOptions;
use super::keeper::{Tracker, Who};
use super::run::RunReport;
use crate::domain::calendar::Calendar;
use crate::domain::cohort::Cohort;
use crate::domain::id::{Actor, DecisionKey, RolloutId, StageId, StepId};
use crate::domain::plan::StepState;
use crate::domain::rollout::{Command, QaEntry, QaScope, Verdict};
use crate::store::EventStore;

/// Makes a tracker over `store`, which must be empty, filled with the demo. Its clock can be let run ahead.
///
/// # Errors
/// What the store says; a demo that its own rules refuse is a mistake of ours and is told as what it is.
pub fn load_demo(
    store: Box<dyn EventStore>,
    base: Rc<dyn Clock>,
    actor: Actor,
) -> Result<(Tracker, ShiftedClock), TrackerError> {
    let clock = ShiftedClock::over(base);
    let who = Who {
        actor: actor.clone(),
        said_at: None,
    };
    // The demo is played whatever day it is, so no lock may stop it.
    let mut tracker =
        Tracker::new(store, Box::new(clock.clone()), who).with_calendar(Calendar::parse("")?);
    for demo in DEMOS {
        let mut minutes_ago = play_import(&mut tracker, &clock, demo)?;
        let id = tracker.find(demo.name)?;
        for scene in demo.scenes {
            clock.shift(TimeDelta::minutes(minutes_ago - scene.minutes_ago));
            minutes_ago = scene.minutes_ago;
            tracker.who.actor = scene.by.map_or_else(|| actor.clone(), Actor::from);
            play(&mut tracker, &id, scene)?;
        }
        clock.shift(TimeDelta::minutes(minutes_ago));
    }
    beside::play(&mut tracker, &clock)?;
    tracker.who.actor = actor;
    Ok((tracker, clock))
}

/// Imports the document at the moment at which the demo begins, and returns how long ago that was.
fn play_import(
    tracker: &mut Tracker,
    clock: &ShiftedClock,
    demo: &Demo,
) -> Result<i64, TrackerError> {
    clock.shift(-TimeDelta::minutes(demo.minutes_ago));
    let options = ImportOptions {
        source: "demo".to_owned(),
        ..ImportOptions::default()
    };
    tracker.import(demo.document, &options)?;
    Ok(demo.minutes_ago)
}

fn play(tracker: &mut Tracker, id: &RolloutId, scene: &Scene) -> Result<(), TrackerError> {
    let history = tracker.history(id)?;
    let step = |number: &str| tracker.find_step(&history, number);
    let marked = |step, state, reason: Option<&str>| Command::MarkStep {
        step,
        state,
        reason: reason.map(str::to_owned),
    };
    let commands = match scene.act {
        Act::Run(number, blank, value) => {
            let step = step(number)?;
            let filled = [(blank.to_owned(), value.to_owned())].into();
            let report = RunReport::succeeded(filled);
            tracker.run_step(id, &step, &report)?;
            vec![]
        }
        Act::Done(numbers) => numbers
            .iter()
            .map(|number| Ok(marked(step(number)?, StepState::Done, None)))
            .collect::<Result<Vec<Command>, TrackerError>>()?,
        Act::Begin(number) => vec![marked(step(number)?, StepState::Doing, None)],
        Act::LeaveOut(number, reason) => {
            vec![marked(
                step(number)?,
                StepState::NotApplicable,
                Some(reason),
            )]
        }
        Act::Qa(number, verdict, environment, note) => {
            vec![qa(step(number)?, verdict, (environment, note))]
        }
        Act::Decide(key, option) => {
            let decision = DecisionKey::from(key);
            vec![Command::Decide {
                decision,
                option: option.to_owned(),
            }]
        }
        Act::Note(text) => vec![Command::AddNote {
            step: None,
            text: text.to_owned(),
        }],
        Act::Advance => vec![Command::Advance],
        Act::Writes(ref answer) => vec![Command::SayWrites {
            answer: answer.clone(),
        }],
        Act::Tried(cohort, environment, note) => {
            let stage = history.rollout.facts.current.clone();
            let tried = stage.map(|stage| tried(stage, cohort, (environment, note)));
            tried.into_iter().collect()
        }
        Act::GoPast(gate, reason) => vec![Command::OverrideGate {
            gate,
            reason: reason.to_owned(),
        }],
    };
    for command in commands {
        tracker.dispatch(id, &command, None)?;
    }
    Ok(())
}

fn qa(step: StepId, verdict: Verdict, (environment, note): (&str, &str)) -> Command {
    Command::RecordQa {
        result: result(QaScope::Step(step), verdict, (environment, note)),
        raise_blocker: (verdict == Verdict::Fail).then(|| note.to_owned()),
    }
}

/// Records a pass for data of one cohort.
fn tried(stage: StageId, cohort: Cohort, (environment, note): (&str, &str)) -> Command {
    Command::RecordQa {
        result: QaEntry {
            cohort: Some(cohort),
            ..result(QaScope::Stage(stage), Verdict::Pass, (environment, note))
        },
        raise_blocker: None,
    }
}

fn result(scope: QaScope, verdict: Verdict, (environment, note): (&str, &str)) -> QaEntry {
    QaEntry {
        scope,
        environment: Some(environment.to_owned()),
        build: None,
        tester: None,
        verdict,
        accepted: None,
        note: (!note.is_empty()).then(|| note.to_owned()),
        evidence: Vec::new(),
        cohort: None,
    }
}
