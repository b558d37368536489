//! The chain of hashes: each event is bound to all events before it. It finds what was changed, left out or moved, and mends nothing.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::envelope::{Envelope, Tip};
use super::hash::Hash;
use super::stream::StreamId;
use crate::domain::Timestamp;
use crate::domain::id::Seq;

/// An event that is not as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// Which event of its stream.
    pub seq: Seq,
    /// What is wrong with it.
    pub why: String,
}

/// Computes the hash of an event from everything else in its envelope.
///
/// ```text
/// hash      = SHA-256(prev_hash ‖ canonical)
/// prev_hash = the 32 bytes of the hash before it, 32 zero bytes for the first event of a stream
/// canonical = field(stream) ‖ field(seq) ‖ field(at) ‖ field(said_at) ‖ field(actor) ‖ field(kind) ‖ field(version) ‖ field(payload)
/// field(x)  = the length of x in bytes, as 8 bytes big-endian ‖ x
/// ```
///
/// Text is its UTF-8 bytes as stored. `seq` is 8 bytes, unsigned; `version` is 2 bytes, unsigned; `at` and `said_at` are
/// milliseconds since 1970-01-01T00:00:00Z as 8 bytes, signed; all big-endian. A `said_at` that is not there has length 0.
pub fn digest(envelope: &Envelope) -> Hash {
    let milliseconds = |moment: Timestamp| moment.timestamp_millis().to_be_bytes();
    let said_at = envelope.said_at.map(milliseconds);
    let mut hasher = Sha256::new();
    hasher.update(envelope.prev_hash.as_bytes());
    for field in [
        envelope.stream.as_str().as_bytes(),
        &envelope.seq.get().to_be_bytes(),
        &milliseconds(envelope.at),
        said_at.as_ref().map_or(&[], <[u8; 8]>::as_slice),
        envelope.actor.as_str().as_bytes(),
        envelope.kind.as_bytes(),
        &envelope.version.to_be_bytes(),
        envelope.payload.as_bytes(),
    ] {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field);
    }
    Hash::from_bytes(hasher.finalize().into())
}

/// Checks a whole stream from its first event and returns what is broken, in order.
///
/// A stream that lost its last events looks whole: the chain binds an event to the past, not to the future.
pub fn verify_chain(envelopes: &[Envelope]) -> Vec<Broken> {
    let Some(first) = envelopes.first() else {
        return Vec::new();
    };
    let mut chain = Chain::after(&first.stream, &Tip::EMPTY);
    envelopes
        .iter()
        .filter_map(|envelope| chain.check(envelope))
        .collect()
}

/// Checks the events of one stream one after the other.
#[derive(Debug)]
pub struct Chain<'a> {
    stream: &'a StreamId,
    last: Option<(Seq, Hash)>,
}

impl<'a> Chain<'a> {
    /// Begins behind `tip`; behind [`Tip::EMPTY`] for a whole stream.
    pub const fn after(stream: &'a StreamId, tip: &Tip) -> Self {
        Self {
            stream,
            last: Some((tip.seq, tip.hash)),
        }
    }

    /// Passes over an event that could not be read: the one after it is checked by itself only.
    pub const fn skip(&mut self) {
        self.last = None;
    }

    /// Checks the next event; `None` when it is as it was sealed and where it belongs.
    pub fn check(&mut self, envelope: &Envelope) -> Option<Broken> {
        let why = self.flaw(envelope);
        self.last = Some((envelope.seq, envelope.hash));
        why.map(|why| Broken {
            seq: envelope.seq,
            why,
        })
    }

    fn flaw(&self, envelope: &Envelope) -> Option<String> {
        if envelope.stream != *self.stream {
            return Some(format!("it belongs to {}", envelope.stream));
        }
        if let Some((seq, hash)) = self.last {
            if envelope.seq != seq.next() {
                return Some(format!("event {} should stand here", seq.next()));
            }
            if envelope.prev_hash != hash {
                return Some("it does not follow the event before it".to_owned());
            }
        }
        (digest(envelope) != envelope.hash).then(|| "its hash does not fit what it says".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Actor;
    use crate::domain::rollout::Event;
    use crate::journal::{Stamp, seal};

    fn chain() -> Vec<Envelope> {
        let moment = Timestamp::from_timestamp_millis(1_700_000_000_123).unwrap();
        let stamp = Stamp {
            now: moment,
            said_at: Some(moment),
            actor: Actor::from("ada"),
        };
        let events = [
            Event::RolloutStarted,
            Event::NoteAdded {
                step: None,
                text: "héllo".to_owned(),
            },
            Event::RolloutClosed,
        ];
        seal(&StreamId::incident("7"), None, &events, &stamp).unwrap()
    }

    #[test]
    fn a_chain_as_sealed_is_whole() {
        assert_eq!(verify_chain(&chain()), []);
        assert_eq!(verify_chain(&[]), []);
    }

    #[test]
    fn the_hash_is_the_one_that_the_document_describes() {
        let mut first = chain().swap_remove(0);
        first.said_at = None;
        let mut bytes = vec![0_u8; 32];
        for field in [
            b"incident/7".as_slice(),
            &[0, 0, 0, 0, 0, 0, 0, 1],
            &1_700_000_000_123_i64.to_be_bytes(),
            b"",
            b"ada",
            b"rollout_started",
            &[0, 1],
            b"null",
        ] {
            bytes.extend([0, 0, 0, 0, 0, 0, 0, u8::try_from(field.len()).unwrap()]);
            bytes.extend(field);
        }
        let expected: [u8; 32] = Sha256::digest(&bytes).into();
        assert_eq!(digest(&first), Hash::from_bytes(expected));
    }

    fn flipped(text: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for index in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.as_bytes().to_vec();
                bytes[index] ^= 1 << bit;
                texts.extend(String::from_utf8(bytes));
            }
        }
        texts
    }

    fn moved(moment: Timestamp) -> Vec<Timestamp> {
        let flip = |bit: u32| moment.timestamp_millis() ^ (1_i64 << bit);
        (0..64)
            .filter_map(|bit| Timestamp::from_timestamp_millis(flip(bit)))
            .collect()
    }

    fn flipped_hash(hash: Hash) -> impl Iterator<Item = Hash> {
        (0..256).map(move |bit: usize| {
            let mut bytes = *hash.as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            Hash::from_bytes(bytes)
        })
    }

    /// Every envelope that differs from `sealed` by one bit of one field.
    fn damaged(sealed: &Envelope) -> Vec<Envelope> {
        let mut all = Vec::new();
        let mut with = |change: &dyn Fn(&mut Envelope)| {
            let mut envelope = sealed.clone();
            change(&mut envelope);
            all.push(envelope);
        };
        for text in flipped(sealed.stream.as_str()) {
            if let Some(stream) = StreamId::parse(&text) {
                with(&|envelope| envelope.stream = stream.clone());
            }
        }
        for bit in 0..64 {
            with(&|envelope| envelope.seq = Seq::new(envelope.seq.get() ^ (1 << bit)));
        }
        for at in moved(sealed.at) {
            with(&|envelope| envelope.at = at);
            with(&|envelope| envelope.said_at = Some(at));
        }
        with(&|envelope| envelope.said_at = None);
        for actor in flipped(sealed.actor.as_str()) {
            with(&|envelope| envelope.actor = Actor::new(actor.clone()));
        }
        for kind in flipped(&sealed.kind) {
            with(&|envelope| envelope.kind.clone_from(&kind));
        }
        for bit in 0..16 {
            with(&|envelope| envelope.version ^= 1 << bit);
        }
        for payload in flipped(&sealed.payload) {
            with(&|envelope| envelope.payload.clone_from(&payload));
        }
        for hash in flipped_hash(sealed.prev_hash) {
            with(&|envelope| envelope.prev_hash = hash);
        }
        for hash in flipped_hash(sealed.hash) {
            with(&|envelope| envelope.hash = hash);
        }
        all
    }

    #[test]
    fn any_flipped_bit_of_any_field_is_found_where_it_is() {
        let sealed = chain();
        for (index, envelope) in sealed.iter().enumerate() {
            let variants = damaged(envelope);
            assert!(variants.len() > 700, "only {} were tried", variants.len());
            for variant in variants {
                let mut stream = sealed.clone();
                stream[index] = variant.clone();
                let broken = verify_chain(&stream);
                let found = broken.iter().any(|broken| broken.seq == variant.seq);
                let moved = index == 0 && variant.stream != envelope.stream;
                assert!(found || moved && !broken.is_empty(), "{variant:?}");
            }
        }
    }

    #[test]
    fn an_event_left_out_moved_or_repeated_is_found() {
        let sealed = chain();
        let pick = |places: [usize; 2]| places.map(|place| sealed[place].clone());
        for places in [[0, 2], [1, 2], [1, 0], [0, 0]] {
            assert!(!verify_chain(&pick(places)).is_empty(), "{places:?}");
        }
    }

    #[test]
    fn an_event_rewritten_with_its_own_hash_betrays_itself_in_the_next() {
        let mut stream = chain();
        stream[1].payload = r#"{"step":null,"text":"other"}"#.to_owned();
        stream[1].hash = digest(&stream[1]);
        let broken = verify_chain(&stream);
        assert_eq!(broken.len(), 1);
        assert_eq!(broken[0].seq, Seq::new(3));
    }
}
