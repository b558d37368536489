//! Whom a flag is on for, and what an instruction means. All of it is computed here; no server is asked.

use serde::Serialize;

use crate::chatops;
use crate::cli::answer::Answer;
use crate::cli::args::{Actor, Explain};
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::flag::{Bucket, Environment, FlagName, FlipperId, GateValues, Percentage};
use crate::domain::plan::Instruction;
use crate::error::{Exit, Report};

#[derive(Debug, Serialize)]
struct Turn<'a> {
    actor: &'a str,
    bucket: u32,
    turns_on_at: Percentage,
    on_at_current: Option<bool>,
}

/// Shows at which percentage actors turn on.
pub(crate) fn actor(session: &Session<'_, '_>, args: &Actor) -> Result<Answer, Report> {
    let (flag, gates) = flag_of(session, &args.flag)?;
    let mut ids = Vec::new();
    for text in &args.actors {
        ids.push(FlipperId::parse(text).ok_or_else(|| {
            usage(
                format!("{text} is no actor"),
                "write CLASS:ID, as in Project:278964",
            )
        })?);
    }
    let mut page = Page::new();
    let mut turns = Vec::new();
    for id in &ids {
        let bucket = Bucket::of(&flag, std::slice::from_ref(id));
        let turn = Turn {
            actor: id.as_str(),
            bucket: bucket.get(),
            turns_on_at: bucket.turns_on_at(),
            on_at_current: gates.as_ref().and_then(|gates| is_on(gates, bucket)),
        };
        let now = match turn.on_at_current {
            Some(true) => "   on now",
            Some(false) => "   off now",
            None => "",
        };
        let words = format!(" turns on at {}% of actors{now}", turn.turns_on_at);
        page.push(Line::new().word(Role::Strong, turn.actor).plain(&words));
        turns.push(turn);
    }
    Answer::new(&turns, page)
}

/// Returns the flag of the rollout that is meant, with its gates in production; the name itself where there is none.
fn flag_of(
    session: &Session<'_, '_>,
    name: &str,
) -> Result<(FlagName, Option<GateValues>), Report> {
    let tracker = session.open()?;
    match session.view(&tracker, name) {
        Ok((_, view)) => {
            let flag = view.flag.as_deref().and_then(FlagName::parse);
            let flag = flag.ok_or_else(|| {
                usage(
                    format!("{} has no flag", view.name()),
                    "name a rollout of a flag",
                )
            })?;
            let place = view.environments.get(&Environment::Production);
            Ok((flag, place.map(|place| place.claimed.clone())))
        }
        Err(report) if report.exit == Exit::NotFound && report.code == "NOT_FOUND" => {
            let flag = FlagName::parse(name).ok_or(report)?;
            Ok((flag, None))
        }
        Err(report) => Err(report),
    }
}

/// Tells whether a bucket is on in production; `None` where nobody has said anything about production.
fn is_on(gates: &GateValues, bucket: Bucket) -> Option<bool> {
    if gates.is_untouched() {
        return None;
    }
    let share = gates.percentage_of_actors.unwrap_or(Percentage::NONE);
    Some(gates.boolean == Some(true) || bucket.is_on_at(share))
}

/// Shows what instructions mean; a line that is none is `null`.
pub(crate) fn explain(session: &mut Session<'_, '_>, args: &Explain) -> Result<Answer, Report> {
    let mut lines = Vec::new();
    for line in &args.lines {
        let text = session.text(line)?;
        lines.extend(
            text.lines()
                .filter(|line| !line.trim().is_empty())
                .map(str::to_owned),
        );
    }
    let read: Vec<Option<Instruction>> =
        lines.iter().map(|line| chatops::parse_line(line)).collect();
    let mut page = Page::new();
    for (line, instruction) in lines.iter().zip(&read) {
        match instruction {
            Some(instruction) => explained(&mut page, instruction),
            None => page.push(
                Line::new()
                    .plain(line)
                    .word(Role::Quiet, "   is no instruction"),
            ),
        }
    }
    Answer::new(&read, page)
}

fn explained(page: &mut Page, instruction: &Instruction) {
    page.push(Line::new().word(Role::Strong, &instruction.normalised));
    let places: Vec<&str> = instruction
        .environments
        .iter()
        .map(|place| place.as_str())
        .collect();
    let value = instruction
        .value
        .as_ref()
        .map(|value| format!(" to {value}"));
    let flag = instruction.flag.as_deref().map(|flag| format!(" {flag}"));
    let place = if places.is_empty() {
        String::new()
    } else {
        format!(" in {}", places.join(", "))
    };
    let words = [Some(instruction.verb.to_string()), flag, value, Some(place)];
    let words: String = words.into_iter().flatten().collect();
    page.push(Line::new().plain("  ").plain(&words));
    for blank in &instruction.blanks {
        page.push(Line::new().word(Role::Waiting, &format!("  {blank} is not filled")));
    }
    for problem in &instruction.problems {
        page.push(Line::new().word(Role::Bad, &format!("  refused: {}", problem.message)));
    }
}
