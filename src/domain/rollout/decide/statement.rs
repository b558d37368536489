//! Which statements are taken: each about what it can be about, with an answer that fits. What is so already is not said twice.

use super::wrong_state;
use crate::domain::calendar::FlagType;
use crate::domain::plan::Plan;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::{Phase, Rollout};
use crate::domain::rollout::rejection::Rejection;
use crate::domain::rollout::statement::{Answer, Statement, Topic};

pub(super) fn state(
    rollout: &Rollout,
    plan: &Plan,
    statement: &Statement,
) -> Result<Vec<Event>, Rejection> {
    if matches!(rollout.facts.phase, Phase::Abandoned | Phase::Closed) {
        return Err(wrong_state("the rollout is over"));
    }
    let is_about_the_flag = matches!(statement.topic, Topic::Code | Topic::Type);
    if is_about_the_flag && plan.flag.is_none() {
        return Err(wrong_state("this rollout has no flag"));
    }
    fits(statement)?;
    let note = statement.note.as_deref().map(str::trim);
    let statement = Statement {
        note: note.filter(|note| !note.is_empty()).map(str::to_owned),
        ..statement.clone()
    };
    let last = rollout.facts.stated.iter().rev().find(|said| {
        let said = &said.statement;
        said.topic == statement.topic && said.environment == statement.environment
    });
    let is_so = last.is_some_and(|said| {
        let counts = !statement.topic.is_of_an_attempt() || said.attempt == rollout.facts.attempt;
        counts && said.statement == statement
    });
    if is_so {
        return Ok(vec![]);
    }
    if let Answer::Type(kind) = statement.answer {
        return Ok(vec![Event::FlagTyped {
            kind,
            since: rollout.facts.flag_type.and_then(|(_, since)| since),
            note: statement.note,
        }]);
    }
    Ok(vec![Event::Stated(statement)])
}

/// Refuses an answer that says nothing about its topic.
fn fits(statement: &Statement) -> Result<(), Rejection> {
    let topic = statement.topic;
    let is_type = matches!(statement.answer, Answer::Type(_));
    if is_type != (topic == Topic::Type) {
        let word = statement.answer.as_str();
        let kinds = FlagType::ALL.map(FlagType::as_str).join(", ");
        return Err(wrong_state(&if topic == Topic::Type {
            format!("{word} is no type of a flag: say one of {kinds}")
        } else {
            format!("{word} says nothing about {}", topic.text())
        }));
    }
    if topic == Topic::Code && statement.environment.is_none() {
        return Err(wrong_state(
            "the code is deployed somewhere: name the environment",
        ));
    }
    if topic != Topic::Code && statement.environment.is_some() {
        return Err(wrong_state(&format!(
            "{} in every environment or in none",
            topic.text()
        )));
    }
    Ok(())
}
