//! An event read from its name and its payload where they lie, without a tree of JSON in between. What stands behind the payload is refused.

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, MapAccess};

/// Reads an event: what `{"kind": <kind>, "data": <payload>}` would be.
///
/// # Errors
///
/// When the payload is no JSON, or not that of such an event.
pub(super) fn read<Event: DeserializeOwned>(
    kind: &str,
    payload: &str,
) -> Result<Event, serde_json::Error> {
    let next = Next::Kind;
    let tagged = Tagged {
        kind,
        payload,
        next,
    };
    Event::deserialize(MapAccessDeserializer::new(tagged))
}

/// The two entries of an event.
struct Tagged<'de> {
    kind: &'de str,
    payload: &'de str,
    next: Next,
}

/// Which entry comes next.
#[derive(Clone, Copy)]
enum Next {
    Kind,
    Data,
    End,
}

impl<'de> MapAccess<'de> for Tagged<'de> {
    type Error = serde_json::Error;

    fn next_key_seed<Key: DeserializeSeed<'de>>(
        &mut self,
        seed: Key,
    ) -> Result<Option<Key::Value>, Self::Error> {
        let key = match self.next {
            Next::Kind => "kind",
            Next::Data => "data",
            Next::End => return Ok(None),
        };
        seed.deserialize(BorrowedStrDeserializer::new(key))
            .map(Some)
    }

    fn next_value_seed<Value: DeserializeSeed<'de>>(
        &mut self,
        seed: Value,
    ) -> Result<Value::Value, Self::Error> {
        if matches!(self.next, Next::Kind) {
            self.next = Next::Data;
            return seed.deserialize(BorrowedStrDeserializer::new(self.kind));
        }
        self.next = Next::End;
        let mut reader = serde_json::Deserializer::from_str(self.payload);
        let value = seed.deserialize(&mut reader)?;
        reader.end()?;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::domain::rollout::Event;

    fn through_a_tree(kind: &str, payload: &str) -> Option<Event> {
        let data: Value = serde_json::from_str(payload).ok()?;
        let both = [("kind", Value::from(kind)), ("data", data)];
        serde_json::from_value(Value::from_iter(both)).ok()
    }

    #[test]
    fn what_is_read_is_what_a_tree_of_json_would_be() {
        for (kind, payload) in [
            ("note_added", r#"{"step":null,"text":"a"}"#),
            ("note_added", r#" {"text":"a\n\u00e9","step":"1.1"} "#),
            ("note_added", r#"{"text":"a"}"#),
            ("note_added", r#"{"step":null,"text":1}"#),
            ("note_added", "null"),
            ("note_added", ""),
            ("rollout_started", "null"),
            ("rollout_started", "{}"),
            ("rollout_started", "[1]"),
            ("rollout_started", ""),
            ("coffee_made", "null"),
        ] {
            let read = read::<Event>(kind, payload).ok();
            assert_eq!(read, through_a_tree(kind, payload), "{kind} {payload}");
        }
    }

    #[test]
    fn what_stands_behind_the_payload_is_refused() {
        for payload in ["null null", "null}", r#"null,"kind":"rollout_closed""#] {
            assert!(
                read::<Event>("rollout_started", payload).is_err(),
                "{payload}"
            );
        }
    }
}
