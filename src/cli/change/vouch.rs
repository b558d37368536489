//! `vouch`: something that no line shows, said by a person: the code is there, support knows, the type of the flag.

use super::wish;
use crate::cli::answer::Answer as Said;
use crate::cli::args::Vouch;
use crate::cli::read;
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::flag::Environment;
use crate::domain::rollout::{Answer, Command, Statement};
use crate::error::Report;

/// Records what is vouched for, or shows what was.
pub(crate) fn vouch(session: &Session<'_, '_>, args: &Vouch) -> Result<Said, Report> {
    let Some(topic) = args.topic else {
        return read::statements(session, &args.flag);
    };
    let answer = Answer::parse(&args.answer).ok_or_else(|| {
        let hint =
            "say yes, no or na; for type: beta, ops, gitlab_com_derisk, wip, experiment, worker";
        usage(format!("{} is no answer", args.answer), hint)
    })?;
    let environment = args.environment.as_deref().map(place).transpose()?;
    let statement = Statement {
        topic: topic.into(),
        environment,
        answer,
        note: args.note.clone(),
    };
    wish(session, &args.flag, &Command::State(statement))
}

fn place(name: &str) -> Result<Environment, Report> {
    Environment::parse(name).ok_or_else(|| {
        let known: Vec<&str> = Environment::ALL
            .iter()
            .map(|known| known.as_str())
            .collect();
        let hint = format!("the environments are {}", known.join(", "));
        usage(format!("{name} is no environment"), hint)
    })
}
