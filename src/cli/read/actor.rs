//! `actor`: who turns on at which percentage, the first of them first; the actors of interest are kept with the rollout.

use crate::cli::answer::{Answer, Body};
use crate::cli::args::Actor;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::flag::{ActorDoubt, Environment, FlagName, FlipperId, GateValues, Percentage};
use crate::domain::id::RolloutId;
use crate::domain::rollout::{Command, ladder};
use crate::error::{Exit, Report};
use crate::projection::{TurnView, ladder_of_nobody};

/// What is known of the flag that is meant.
struct Meant {
    flag: FlagName,
    rollout: Option<RolloutId>,
    kept: Vec<FlipperId>,
    gates: Option<GateValues>,
    ladder: Vec<Percentage>,
}

/// Shows at which percentage actors turn on; keeps or forgets them where that is asked for.
pub(crate) fn actor(session: &Session<'_, '_>, args: &Actor) -> Result<Answer, Report> {
    let given = args.actors.iter().map(|text| id(text, args.forget));
    let given: Vec<FlipperId> = given.collect::<Result<_, _>>()?;
    let doubts = given.iter().filter_map(doubt).collect();
    let meant = meant(session, &args.flag)?;
    let mut changed = false;
    if args.keep || args.forget {
        let kept = wanted(&meant.kept, &given, args.forget);
        changed = keep(session, &meant, kept)?;
    }
    let asked = if given.is_empty() {
        &meant.kept
    } else {
        &given
    };
    if asked.is_empty() {
        let hint = format!(
            "rollgate actor {} Project:278964 --keep keeps one with the rollout",
            args.flag
        );
        return Err(usage("no actor is given, and none is kept", hint));
    }
    let gates = meant.gates.as_ref();
    let of = |actors: &[FlipperId]| TurnView::of(&meant.flag, actors, &meant.ladder, gates);
    let turns: Vec<TurnView> = if args.together {
        vec![of(asked)]
    } else {
        let each = asked.iter();
        each.map(|actor| of(std::slice::from_ref(actor))).collect()
    };
    let mut answer = Answer::with(&turns, Body::Page(page(&turns, &meant.ladder)))?;
    answer.changed = changed && !session.global.dry_run;
    Ok(answer.warn(doubts))
}

/// Reads an actor; to be forgotten, it may be one that is none.
fn id(text: &str, is_forgotten: bool) -> Result<FlipperId, Report> {
    let refused = |doubt: &ActorDoubt| usage(format!("{text} is no actor"), doubt.hint());
    let id = FlipperId::parse(text).ok_or_else(|| refused(&ActorDoubt::NoActor(None)))?;
    match id.doubt().filter(ActorDoubt::is_no_actor) {
        Some(doubt) if !is_forgotten => Err(refused(&doubt)),
        Some(_) | None => Ok(id),
    }
}

/// Says that the answer holds only if the class is spelled so.
fn doubt(actor: &FlipperId) -> Option<String> {
    let doubt = actor.doubt()?;
    Some(format!("{actor}: {}", doubt.hint()))
}

/// Returns the list after the given ones are added or taken away; without any given, all are taken away.
fn wanted(kept: &[FlipperId], given: &[FlipperId], forget: bool) -> Vec<FlipperId> {
    if !forget {
        return kept.iter().chain(given).cloned().collect();
    }
    let stays = |actor: &&FlipperId| !given.is_empty() && !given.contains(actor);
    kept.iter().filter(stays).cloned().collect()
}

fn keep(session: &Session<'_, '_>, meant: &Meant, actors: Vec<FlipperId>) -> Result<bool, Report> {
    let Some(id) = &meant.rollout else {
        let hint = "rollgate list shows the rollouts";
        let message = format!("no rollout is about {}, so nothing can be kept", meant.flag);
        return Err(usage(message, hint));
    };
    let mut tracker = session.open_to_change()?;
    let events = tracker.dispatch(id, &Command::NameActors { actors }, None)?;
    Ok(!events.is_empty())
}

/// Finds the rollout that is meant; the name itself where there is none.
fn meant(session: &Session<'_, '_>, name: &str) -> Result<Meant, Report> {
    let tracker = session.open()?;
    match session.view(&tracker, name) {
        Ok((id, view)) => {
            let flag = view.flag.as_deref().and_then(FlagName::parse);
            let flag = flag.ok_or_else(|| {
                usage(
                    format!("{} has no flag", view.name()),
                    "name a rollout of a flag",
                )
            })?;
            let history = tracker.history(&id)?;
            let rollout = match session.at()? {
                Some(at) => history.at(at).rollout,
                None => history.rollout,
            };
            Ok(Meant {
                flag,
                kept: rollout.facts.actors.to_vec(),
                gates: Some(rollout.believed_gates(Environment::Production)),
                ladder: rollout
                    .plan
                    .as_deref()
                    .map_or_else(ladder_of_nobody, ladder),
                rollout: Some(id),
            })
        }
        Err(report) if report.exit == Exit::NotFound && report.code == "NOT_FOUND" => {
            let flag = FlagName::parse(name).ok_or(report)?;
            Ok(Meant {
                flag,
                rollout: None,
                kept: Vec::new(),
                gates: None,
                ladder: ladder_of_nobody(),
            })
        }
        Err(report) => Err(report),
    }
}

/// Shows the ladder with who turns on at each of its steps.
fn page(turns: &[TurnView], ladder: &[Percentage]) -> Page {
    let mut page = Page::new();
    let mut sorted: Vec<&TurnView> = turns.iter().collect();
    sorted.sort_by_key(|turn| turn.bucket);
    for turn in &sorted {
        page.push(line(Line::new(), turn));
    }
    if sorted.len() < 2 {
        return page;
    }
    page.gap();
    for rung in ladder {
        let here = sorted.iter().filter(|turn| turn.rung == Some(*rung));
        let here: Vec<&str> = here.map(|turn| turn.actor.as_str()).collect();
        let role = if here.is_empty() {
            Role::Quiet
        } else {
            Role::Strong
        };
        let who = if here.is_empty() {
            "nobody new".to_owned()
        } else {
            here.join(", ")
        };
        page.push(
            Line::new()
                .word(role, &format!("  {:>7}", format!("{rung}%")))
                .plain("  ")
                .word(role, &who),
        );
    }
    page
}

/// Says when one of them turns on, behind what stands in the line.
pub(super) fn line(before: Line, turn: &TurnView) -> Line {
    let (role, now) = match turn.on_at_current {
        Some(true) => (Role::Good, "   on now"),
        Some(false) => (Role::Quiet, "   off now"),
        None => (Role::Quiet, ""),
    };
    before
        .word(Role::Strong, &turn.actor)
        .plain(&format!(" {}", turn.in_words()))
        .word(role, now)
}
