//! What people vouched for, as a reader sees it: the last word about each topic that still counts.

use serde::Serialize;

use super::history::History;
use super::step_view::set;
use crate::domain::Timestamp;
use crate::domain::flag::Environment;
use crate::domain::rollout::{Stated, Topic};

/// A statement at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementView {
    /// About what.
    pub topic: Topic,
    /// Where; only for the code.
    pub environment: Option<Environment>,
    /// The answer in one word: `yes`, `no`, `na`, or a type of flag.
    pub answer: &'static str,
    /// What shows it.
    pub note: Option<String>,
    /// All of it in words.
    pub text: String,
    /// When it was said.
    pub at: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
}

/// Shows what was said last about each topic, in the order in which topics are told.
pub(super) fn statement_views(history: &History) -> Vec<StatementView> {
    let rollout = &history.rollout;
    let stated = &rollout.facts.stated;
    let counts = |said: &Stated| {
        let topic = said.statement.topic;
        let is_of_now = !topic.is_of_an_attempt() || said.attempt == rollout.facts.attempt;
        let is_last = !stated.iter().any(|other| {
            other.seq > said.seq
                && other.statement.topic == topic
                && other.statement.environment == said.statement.environment
        });
        is_of_now && is_last
    };
    let mut said: Vec<&Stated> = stated.iter().filter(|said| counts(said)).collect();
    said.sort_by_key(|said| (said.statement.topic, said.statement.environment));
    let views = said.into_iter().map(|said| {
        let set = set(history, said.seq);
        StatementView {
            topic: said.statement.topic,
            environment: said.statement.environment,
            answer: said.statement.answer.as_str(),
            note: said.statement.note.clone(),
            text: said.statement.to_string(),
            at: set.as_ref().map(|set| set.at),
            by: set.map(|set| set.by),
        }
    });
    views.collect()
}
