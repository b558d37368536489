//! `explain`: what an instruction means, and what chatops would refuse it for. No server is asked.

use serde::Serialize;

use crate::chatops::{self, Guard, Meaning, Profile, Stands, meaning, print};
use crate::cli::answer::Answer;
use crate::cli::args::Explain;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
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
    let read: Vec<Option<Explained>> = lines
        .iter()
        .map(|line| chatops::parse_line(line).map(|read| Explained::of(said(read, profile))))
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
