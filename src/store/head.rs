//! The end of a stream as it is kept beside its events. It tells that events are gone; it does not bring them back.

use std::collections::BTreeMap;

use crate::domain::id::Seq;
use crate::journal::{Hash, StreamId};

/// The last event of a stream, kept apart from the events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Of which stream.
    pub stream: StreamId,
    /// The number of the last event.
    pub seq: Seq,
    /// Its hash.
    pub hash: Hash,
}

/// All heads of a store, compared with the streams one by one.
#[derive(Debug)]
pub(super) struct Heads {
    /// `None` where the store is of a version that kept none.
    left: Option<BTreeMap<StreamId, Head>>,
}

impl Heads {
    pub(super) fn new(heads: Option<Vec<Head>>) -> Self {
        let by_stream = |heads: Vec<Head>| {
            let pairs = heads.into_iter().map(|head| (head.stream.clone(), head));
            pairs.collect()
        };
        Self {
            left: heads.map(by_stream),
        }
    }

    /// Compares the head of a stream with its last event, whose hash is `None` when it cannot be read; says which event is wrong, and why.
    pub(super) fn flaw(
        &mut self,
        stream: &StreamId,
        last: (Seq, Option<Hash>),
    ) -> Option<(Seq, String)> {
        let heads = self.left.as_mut()?;
        let (seq, hash) = last;
        let Some(head) = heads.remove(stream) else {
            return Some((seq, "no end of the stream is kept beside it".to_owned()));
        };
        if head.seq > seq {
            return Some((seq.next(), gone(seq.next(), head.seq)));
        }
        let is_same = head.seq == seq && hash.is_none_or(|hash| hash == head.hash);
        (!is_same).then(|| {
            let why = format!(
                "another end of the stream is kept beside it, event {}",
                head.seq
            );
            (seq, why)
        })
    }

    /// Returns the streams of which nothing was found, each with what is gone.
    pub(super) fn lost(self) -> impl Iterator<Item = (StreamId, String)> {
        let left = self.left.into_iter().flatten();
        left.map(|(stream, head)| (stream, gone(Seq::new(1), head.seq)))
    }
}

fn gone(first: Seq, last: Seq) -> String {
    if first == last {
        format!("event {last} is gone, the last of the stream")
    } else {
        format!("events {first} to {last} are gone, the last of the stream")
    }
}
