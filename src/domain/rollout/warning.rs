//! What should be known and closes no gate. It refuses nothing.

use super::facts::{Phase, Rollout};
use super::gate::Reason;
use super::ready::unannounced;
use super::switch::share;
use super::writes::is_unsaid;
use crate::domain::flag::{Environment, Percentage};

/// Says what should be known that closes no gate: blockers that only warn, and what nobody has said at the ramp.
pub fn warnings(rollout: &Rollout) -> Vec<Reason> {
    let soft = rollout
        .facts
        .blockers
        .iter()
        .filter(|blocker| blocker.warns());
    let soft = soft.map(|blocker| {
        let text = format!(
            "{} is open, it does not hold: {}",
            blocker.id, blocker.title
        );
        Reason::new(blocker.id.as_str(), text)
    });
    let unsaid = is_unsaid(rollout).then(|| {
        let text = "nobody has said what is written while the flag is off: old data may not work";
        Reason::new("writes", text)
    });
    soft.chain(unsaid)
        .chain(unannounced(rollout))
        .chain(left_alone(rollout))
        .chain(left_on(rollout))
        .collect()
}

/// Says that production is still on for somebody after a rollback, or part of the way up where the rollout is over.
fn left_on(rollout: &Rollout) -> Option<Reason> {
    let production = rollout.believed_gates(Environment::Production);
    let is_part = share(&production) < Percentage::ALL;
    let how = match rollout.facts.phase {
        Phase::RolledBack => "the rollback is over",
        Phase::Abandoned => "the rollout was given up",
        Phase::Closed if is_part => "the rollout is closed",
        Phase::Planned | Phase::Active | Phase::RollingBack | Phase::Closed => return None,
    };
    production.is_on_for_anyone().then(|| {
        let text = format!(
            "{how} and production is still {}: users have the flag",
            production.in_words()
        );
        Reason::new("production", text)
    })
}

/// Says that staging was switched off under production. A way back may do so, for it is never refused; its plan has the order.
///
/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`, consistency check: staging goes off only after production.
fn left_alone(rollout: &Rollout) -> Option<Reason> {
    let production = rollout.gates_in(Environment::Production);
    let is_left = rollout.gates_in(Environment::Staging).boolean == Some(false)
        && !rollout.gates_in(Environment::Staging).is_on_for_anyone()
        && production.is_on_for_anyone();
    is_left.then(|| {
        let text = format!(
            "staging is off while production is {}: production is switched off first",
            production.in_words()
        );
        Reason::new("consistency", text)
    })
}
