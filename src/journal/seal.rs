//! Sealing: events become envelopes, each chained to the one before. What could not be read back is refused.

use super::chain::digest;
use super::codec::{EncodeError, Kept, encode};
use super::envelope::{Envelope, Stamp, Tip};
use super::hash::Hash;
use super::stream::StreamId;
use crate::domain::Timestamp;

/// Puts `events` into envelopes that follow `tip`; `None` begins the stream.
///
/// A clock that jumped backwards does not make time in the stream run backwards: an event is recorded at the later one of
/// its clock and the event before it, so `at` may be later than `stamp.now`.
///
/// # Errors
///
/// When an event could not be read back from what would be kept of it.
pub fn seal<Event: Kept>(
    stream: &StreamId,
    tip: Option<&Tip>,
    events: &[Event],
    stamp: &Stamp,
) -> Result<Vec<Envelope>, EncodeError> {
    let mut tip = tip.copied().unwrap_or(Tip {
        at: stamp.now,
        ..Tip::EMPTY
    });
    let at = in_milliseconds(stamp.now.max(tip.at));
    let mut envelopes = Vec::with_capacity(events.len());
    for event in events {
        let encoded = encode(event)?;
        let mut envelope = Envelope {
            stream: stream.clone(),
            seq: tip.seq.next(),
            at,
            said_at: stamp.said_at.map(in_milliseconds),
            actor: stamp.actor.clone(),
            kind: encoded.kind,
            version: encoded.version,
            payload: encoded.payload,
            prev_hash: tip.hash,
            hash: Hash::ZERO,
        };
        envelope.hash = digest(&envelope);
        tip = envelope.tip();
        envelopes.push(envelope);
    }
    Ok(envelopes)
}

fn in_milliseconds(moment: Timestamp) -> Timestamp {
    Timestamp::from_timestamp_millis(moment.timestamp_millis()).unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::domain::id::{Actor, Seq};
    use crate::domain::rollout::Event;
    use crate::journal::verify_chain;

    fn stamp(now: Timestamp) -> Stamp {
        Stamp {
            now,
            said_at: None,
            actor: Actor::from("ada"),
        }
    }

    fn moment() -> Timestamp {
        Timestamp::from_timestamp(1_700_000_000, 123_456_789).unwrap()
    }

    #[test]
    fn sealed_events_follow_the_tip_and_each_other() {
        let stream = StreamId::ledger();
        let both = [Event::RolloutStarted, Event::RolloutClosed];
        let first = seal(&stream, None, &both, &stamp(moment())).unwrap();
        let tip = first.last().unwrap().tip();
        let then = seal(&stream, Some(&tip), &both, &stamp(moment())).unwrap();
        let all = [first, then].concat();
        let numbers: Vec<u64> = all.iter().map(|envelope| envelope.seq.get()).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
        assert_eq!(all[0].prev_hash, Hash::ZERO);
        assert_eq!(all[2].prev_hash, tip.hash);
        assert_eq!(verify_chain(&all), []);
    }

    #[test]
    fn times_are_kept_in_whole_milliseconds() {
        let stamp = Stamp {
            said_at: Some(moment() - TimeDelta::hours(1)),
            ..stamp(moment())
        };
        let sealed = seal(&StreamId::ledger(), None, &[Event::RolloutStarted], &stamp).unwrap();
        assert_eq!(sealed[0].at.timestamp_subsec_nanos(), 123_000_000);
        let hour_before = sealed[0].at - TimeDelta::hours(1);
        assert_eq!(sealed[0].happened_at(), hour_before);
    }

    #[test]
    fn a_clock_that_jumps_backwards_does_not_turn_time_round() {
        let tip = Tip {
            seq: Seq::new(4),
            hash: Hash::ZERO,
            at: in_milliseconds(moment()),
        };
        let yesterday = stamp(moment() - TimeDelta::days(1));
        let stream = StreamId::ledger();
        let sealed = seal(&stream, Some(&tip), &[Event::RolloutStarted], &yesterday).unwrap();
        assert_eq!((sealed[0].seq, sealed[0].at), (Seq::new(5), tip.at));
    }

    #[test]
    fn a_clock_before_1970_begins_a_stream_as_it_is() {
        let early = Timestamp::from_timestamp(-86_400, 0).unwrap();
        let stream = StreamId::ledger();
        let sealed = seal(&stream, None, &[Event::RolloutStarted], &stamp(early)).unwrap();
        assert_eq!(sealed[0].at, early);
        assert_eq!(sealed[0].happened_at(), early);
    }

    #[test]
    fn no_event_makes_no_envelope() {
        let none: [Event; 0] = [];
        let sealed = seal(&StreamId::ledger(), None, &none, &stamp(moment())).unwrap();
        assert_eq!(sealed, []);
    }
}
