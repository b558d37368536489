//! What people vouched for, put in force. The type of the flag is one fact, whichever way it was said.

use crate::domain::Timestamp;
use crate::domain::calendar::FlagType;
use crate::domain::cohort::Writes;
use crate::domain::id::Seq;
use crate::domain::rollout::facts::Facts;
use crate::domain::rollout::record::WritesSaid;
use crate::domain::rollout::statement::{Answer, Stated, Statement, Topic};

/// Keeps what is written while the flag is off. A link alone makes no other data.
pub(super) fn writes(facts: &mut Facts, answer: Writes, seq: Seq) {
    let before = facts.writes.as_ref();
    let same = before.filter(|said| said.answer.makes_the_data_of(&answer));
    let since = same.map_or(seq, |said| said.since);
    facts.writes = Some(WritesSaid { answer, seq, since });
}

/// Keeps a statement; one about the type of the flag keeps when the flag was introduced.
pub(super) fn state(facts: &mut Facts, statement: Statement, seq: Seq) {
    if let (Topic::Type, Answer::Type(kind)) = (statement.topic, statement.answer) {
        let since = facts.flag_type.and_then(|(_, since)| since);
        facts.flag_type = Some((kind, since));
    }
    let attempt = facts.attempt;
    facts.stated.push(Stated {
        statement,
        attempt,
        seq,
    });
}

/// Keeps the type of the flag, as a statement too.
pub(super) fn flag_type(
    facts: &mut Facts,
    (kind, since): (FlagType, Option<Timestamp>),
    note: Option<String>,
    seq: Seq,
) {
    let statement = Statement {
        topic: Topic::Type,
        environment: None,
        answer: Answer::Type(kind),
        note,
    };
    state(facts, statement, seq);
    facts.flag_type = Some((kind, since));
}
