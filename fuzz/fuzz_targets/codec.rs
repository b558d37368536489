//! Kept events with any damage: each is an error or an event that reads back as itself, the chain sees it, and replaying breaks nothing.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rollgate::domain::{incident, package, rollout};
use rollgate::journal::{Envelope, Hash, Kept, StreamId, decode, digest, encode, verify_chain};

static EVENTS: LazyLock<Vec<Envelope>> = LazyLock::new(rollgate_fuzz::events);

fuzz_target!(|damage: (u16, u16, u8, String, u16)| {
    let (which, from, most, text, version) = damage;
    Hash::parse(&text);
    StreamId::parse(&text);
    let Some(event) = EVENTS.get(usize::from(which) % EVENTS.len()) else {
        return;
    };
    let mut damaged = event.clone();
    let payload: Vec<char> = event.payload.chars().collect();
    let from = usize::from(from) % (payload.len() + 1);
    let to = (from + usize::from(most)).min(payload.len());
    let (head, tail) = (&payload[..from], &payload[to..]);
    damaged.payload = head
        .iter()
        .copied()
        .chain(text.chars())
        .chain(tail.iter().copied())
        .collect();
    if version % 16 == 15 {
        damaged.version = version;
    }
    if version % 8 == 7 {
        damaged.kind = text;
    }
    let is_changed = damaged != *event;
    assert_eq!(digest(&damaged) != event.hash, is_changed, "{damaged:?}");
    assert_eq!(
        verify_chain(std::slice::from_ref(&damaged)).is_empty(),
        !is_changed && event.prev_hash == Hash::ZERO
    );
    same_again::<incident::Event>(&damaged);
    same_again::<package::Event>(&damaged);
    if let Some(event) = same_again::<rollout::Event>(&damaged) {
        replay_with(&damaged.stream, event);
    }
});

fn same_again<Event: Kept + std::fmt::Debug>(envelope: &Envelope) -> Option<Event> {
    let event: Event = decode(&envelope.kind, envelope.version, &envelope.payload).ok()?;
    let kept = encode(&event).expect("what was read can be kept");
    let again: Event =
        decode(&kept.kind, kept.version, &kept.payload).expect("what is kept can be read");
    assert_eq!(again, event);
    Some(event)
}

/// Replays the stream with one event in the middle that no rule has let through.
fn replay_with(stream: &StreamId, event: rollout::Event) {
    let Some(id) = stream.rollout_id() else {
        return;
    };
    let history = EVENTS.iter().filter(|kept| kept.stream == *stream);
    let mut events: Vec<rollout::Event> = history.filter_map(|kept| kept.event().ok()).collect();
    events.insert(events.len() / 2, event.clone());
    events.push(event);
    let _replayed = rollout::replay(rollout::Rollout::new(id), &events);
}
