//! `explain`: what an instruction means, and what chatops would refuse it for. No server is asked.

use crate::chatops::{self, Profile, print};
use crate::cli::answer::Answer;
use crate::cli::args::Explain;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::domain::plan::Instruction;
use crate::error::Report;

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
    let read: Vec<Option<Instruction>> = lines
        .iter()
        .map(|line| chatops::parse_line(line).map(|read| said(read, profile)))
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
