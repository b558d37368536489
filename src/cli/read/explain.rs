//! `explain`: what an instruction means, and what chatops would refuse it for. No server is asked.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::chatops::{self, Guard, Meaning, Profile, Stands, meaning, print};
use crate::cli::answer::Answer;
use crate::cli::args::Explain;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::domain::flag::FlagName;
use crate::domain::plan::Instruction;
use crate::error::Report;

/// An instruction and what it means.
#[derive(Debug, Serialize)]
struct Explained {
    #[serde(flatten)]
    instruction: Instruction,
    #[serde(flatten)]
    meaning: Meaning,
}

impl Explained {
    fn of(instruction: Instruction) -> Self {
        let meaning = meaning(&instruction);
        Self {
            instruction,
            meaning,
        }
    }
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
    let profile = args.dialect.map(Profile::from).or(session.dialect());
    let known = known(session, &lines);
    let read: Vec<Option<Explained>> = lines
        .iter()
        .map(|line| read_with(line, &known).map(|read| Explained::of(said(read, profile))))
        .collect();
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

/// Returns the flags that the lines name and that have a rollout, each with what its placeholders are filled with; none where no
/// data can be read.
fn known(session: &Session<'_, '_>, lines: &[String]) -> Vec<(FlagName, BTreeMap<String, String>)> {
    let Ok(tracker) = session.open() else {
        return Vec::new();
    };
    let rows = tracker.fleet_going_on().unwrap_or_default();
    let is_named = |flag: &String| lines.iter().any(|line| line.contains(flag.as_str()));
    let named = rows
        .iter()
        .filter(|row| row.flag.as_ref().is_some_and(is_named));
    let histories = named.filter_map(|row| tracker.history(&row.id).ok());
    let flags = histories.filter_map(|history| {
        let flag = history.rollout.plan.as_deref()?.flag.clone()?;
        Some((flag, (*history.rollout.facts.blanks).clone()))
    });
    flags.collect()
}

/// Reads a line as a person who knows the rollouts does: a flag's name and its value run together are parted, placeholders filled.
fn read_with(line: &str, known: &[(FlagName, BTreeMap<String, String>)]) -> Option<Instruction> {
    let parted = known
        .iter()
        .find_map(|(flag, _)| chatops::split_glued(line, flag));
    let mut read = chatops::parse_line(parted.as_deref().unwrap_or(line))?;
    line.clone_into(&mut read.raw);
    let is_its = |flag: &FlagName| read.flag.as_deref() == Some(flag.as_str());
    let blanks = known.iter().find(|(flag, _)| is_its(flag));
    Some(match blanks {
        Some((_, blanks)) => chatops::fill(&read, blanks),
        None => read,
    })
}

/// Says an instruction in the form that is wanted, as it would be copied.
fn said(instruction: Instruction, profile: Option<Profile>) -> Instruction {
    let normalised = profile.map(|profile| print(&instruction, profile));
    Instruction {
        normalised: normalised.unwrap_or_else(|| instruction.normalised.clone()),
        ..instruction
    }
}

fn explained(page: &mut Page, explained: &Explained) {
    let (instruction, meaning) = (&explained.instruction, &explained.meaning);
    page.gap();
    page.push(Line::new().word(Role::Strong, &instruction.normalised));
    page.push(Line::new().plain("  ").plain(&meaning.meaning));
    for suspicion in &meaning.suspected {
        page.push(labelled("suspected", Role::Bad, suspicion));
    }
    for blank in &instruction.blanks {
        page.push(labelled(
            "open",
            Role::Waiting,
            &format!("{blank} is not filled"),
        ));
    }
    match meaning.changes.as_deref() {
        None => page.push(labelled("changes", Role::Waiting, "not known here")),
        Some([]) => page.push(labelled("changes", Role::Good, "nothing")),
        Some(changes) => {
            for change in changes {
                page.push(labelled("changes", Role::Plain, change));
            }
        }
    }
    // The guards of a flag's own commands say what is missing themselves.
    let problems = instruction.problems.iter();
    for problem in problems.filter(|_| meaning.guards.is_empty()) {
        page.push(labelled("refused", Role::Bad, &problem.message));
    }
    for guard in &meaning.guards {
        page.extend(guarded(guard));
    }
    for note in &meaning.notes {
        page.push(labelled("note", Role::Quiet, note));
    }
}

fn labelled(label: &str, role: Role, text: &str) -> Line {
    Line::new()
        .word(Role::Quiet, &format!("  {label}"))
        .to(16)
        .word(role, text)
}

/// Says a guard that is not simply passed.
fn guarded(guard: &Guard) -> Page {
    let mut page = Page::new();
    let (label, role) = match guard.stands {
        Stands::Passed => return page,
        Stands::Refused => ("refused", Role::Bad),
        Stands::Depends => ("checked", Role::Waiting),
        Stands::Overridden => ("passed over", Role::Bad),
    };
    let text = guard.reason.as_deref().unwrap_or(guard.text);
    let option = guard.overridden_by.filter(|option| !text.contains(option));
    let words = match (guard.stands, option) {
        (Stands::Overridden, Some(option)) => format!("{text} (by {option})"),
        (_, Some(option)) => format!("{text} ({option} passes it over)"),
        (_, None) => text.to_owned(),
    };
    page.push(labelled(label, role, &words));
    page
}
