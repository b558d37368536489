//! The codec: an event becomes a name, a version and JSON, and comes back. What cannot be read is an error, never a default.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::tagged;
use crate::domain::{incident, package, rollout};

/// A family of events that can be kept: each has a name under `kind` and the rest under `data`, and reads back as it was.
pub trait Kept: Serialize + DeserializeOwned + PartialEq {}

impl Kept for rollout::Event {}
impl Kept for incident::Event {}
impl Kept for package::Event {}

/// An event in the form in which it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The name of the event: `step_marked`.
    pub kind: String,
    /// The version of its form, from 1.
    pub version: u16,
    /// What it holds, as JSON with sorted keys; `null` for an event that holds nothing.
    pub payload: String,
}

/// An event that could not be read back once it is written.
#[derive(Debug, thiserror::Error)]
#[error("an event cannot be kept: {source}; nothing was written")]
pub struct EncodeError {
    /// What goes wrong.
    source: serde_json::Error,
}

/// A kept event that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// Its payload is no JSON, or not that of such an event.
    #[error("a `{kind}` of version {version} cannot be read: {source}")]
    Unreadable {
        /// The name of the event.
        kind: String,
        /// The version of its form.
        version: u16,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A later version of this program wrote it.
    #[error(
        "a `{kind}` of version {version} was written by a newer rollgate, this one reads up to version {known}; upgrade it"
    )]
    Newer {
        /// The name of the event.
        kind: String,
        /// The version of its form.
        version: u16,
        /// The newest version that can be read.
        known: u16,
    },
}

/// How the payload of an old version becomes that of the next one.
struct Upcast {
    kind: &'static str,
    from: u16,
    rewrite: fn(Value) -> Value,
}

/// Every change of form that an event has gone through. A row is added when a form changes, and never removed.
const UPCASTS: &[Upcast] = &[];

/// Brings an event into the form in which it is kept.
///
/// # Errors
///
/// When the event could not be read back, as one that is nested deeper than a JSON reader goes.
pub fn encode<Event: Kept>(event: &Event) -> Result<Encoded, EncodeError> {
    let value = serde_json::to_value(event).map_err(|source| EncodeError { source })?;
    let kind = value.get("kind").and_then(Value::as_str);
    let kind = kind.unwrap_or_default().to_owned();
    let payload = value.get("data").unwrap_or(&Value::Null).to_string();
    let read_back: Event =
        tagged::read(&kind, &payload).map_err(|source| EncodeError { source })?;
    if read_back != *event {
        let source = serde::de::Error::custom(format!("a `{kind}` would come back changed"));
        return Err(EncodeError { source });
    }
    Ok(Encoded {
        version: current(UPCASTS, &kind),
        kind,
        payload,
    })
}

/// Reads an event from the form in which it is kept, old forms included.
///
/// # Errors
///
/// When the payload is damaged, the name is unknown, or a later version of this program wrote it.
pub fn decode<Event: Kept>(kind: &str, version: u16, payload: &str) -> Result<Event, DecodeError> {
    decode_by(UPCASTS, kind, version, payload)
}

fn decode_by<Event: Kept>(
    upcasts: &[Upcast],
    kind: &str,
    version: u16,
    payload: &str,
) -> Result<Event, DecodeError> {
    let known = current(upcasts, kind);
    if version > known {
        return Err(DecodeError::Newer {
            kind: kind.to_owned(),
            version,
            known,
        });
    }
    let read = if version == known {
        tagged::read(kind, payload)
    } else {
        serde_json::from_str(payload)
            .map(|data| upcast(upcasts, kind, version, data))
            .and_then(|data| typed(kind, data))
    };
    read.map_err(|source| DecodeError::Unreadable {
        kind: kind.to_owned(),
        version,
        source,
    })
}

/// Returns the version in which events of this name are written now.
fn current(upcasts: &[Upcast], kind: &str) -> u16 {
    let of_kind = upcasts.iter().filter(|upcast| upcast.kind == kind);
    of_kind.map(|upcast| upcast.from + 1).max().unwrap_or(1)
}

fn upcast(upcasts: &[Upcast], kind: &str, version: u16, mut data: Value) -> Value {
    for step in upcasts {
        if step.kind == kind && step.from >= version {
            data = (step.rewrite)(data);
        }
    }
    data
}

fn typed<Event: Kept>(kind: &str, data: Value) -> Result<Event, serde_json::Error> {
    serde_json::from_value(Value::from_iter([
        ("kind", Value::from(kind)),
        ("data", data),
    ]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::plan::Plan;
    use crate::domain::rollout::Event;
    use crate::journal::samples::{nested_plan, one_of_each};

    #[test]
    fn every_event_comes_back_as_it_was() {
        for event in one_of_each() {
            let encoded = encode(&event).unwrap();
            let decoded: Event = decode(&encoded.kind, encoded.version, &encoded.payload).unwrap();
            assert_eq!(decoded, event);
        }
    }

    #[test]
    fn an_event_has_one_form_only() {
        let encoded = encode(&Event::NoteAdded {
            step: None,
            text: "z\n\u{0}é".to_owned(),
        })
        .unwrap();
        assert_eq!(encoded.kind, "note_added");
        assert_eq!(encoded.version, 1);
        assert_eq!(encoded.payload, r#"{"step":null,"text":"z\n\u0000é"}"#);
        assert_eq!(encode(&Event::RolloutStarted).unwrap().payload, "null");
    }

    fn imported(plan: Plan) -> Event {
        Event::RolloutImported {
            plan: Box::new(plan),
            source: "paste".to_owned(),
        }
    }

    #[test]
    fn an_event_that_could_not_be_read_back_is_refused() {
        assert!(encode(&imported(nested_plan(20))).is_ok());
        let refused = encode(&imported(nested_plan(100))).unwrap_err();
        assert!(
            refused.to_string().contains("nothing was written"),
            "{refused}"
        );
    }

    #[test]
    fn what_cannot_be_read_says_what_it_was() {
        let wrong = [
            ("note_added", "{\"text\":"),
            ("note_added", "{\"step\":null}"),
            ("note_added", "null"),
            ("coffee_made", "null"),
            ("", ""),
        ];
        for (kind, payload) in wrong {
            let error = decode::<Event>(kind, 1, payload).unwrap_err().to_string();
            let expected = format!("a `{kind}` of version 1 cannot be read");
            assert!(error.starts_with(&expected), "{error}");
        }
    }

    #[test]
    fn an_event_from_a_newer_program_asks_for_an_upgrade() {
        let error = decode::<Event>("rollout_started", 2, "null").unwrap_err();
        assert!(
            matches!(
                error,
                DecodeError::Newer {
                    version: 2,
                    known: 1,
                    ..
                }
            ),
            "{error}"
        );
    }

    const CHANGES: &[Upcast] = &[
        Upcast {
            kind: "note_added",
            from: 1,
            rewrite: |old| json!({ "words": old }),
        },
        Upcast {
            kind: "note_added",
            from: 2,
            rewrite: |old| json!({ "step": null, "text": old.get("words") }),
        },
    ];

    #[test]
    fn an_old_form_is_brought_up_to_date_step_by_step() {
        let note = Event::NoteAdded {
            step: None,
            text: "hello".to_owned(),
        };
        let forms = [
            (1, r#""hello""#),
            (2, r#"{"words":"hello"}"#),
            (3, r#"{"step":null,"text":"hello"}"#),
        ];
        for (version, payload) in forms {
            let decoded: Event = decode_by(CHANGES, "note_added", version, payload).unwrap();
            assert_eq!(decoded, note, "version {version}");
        }
        assert!(decode_by::<Event>(CHANGES, "note_added", 4, "null").is_err());
        assert_eq!(current(CHANGES, "rollout_started"), 1);
    }
}
