//! The names by which things are called: newtypes over text and numbers, so that a stage can never be taken for a step.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Names it by `text`, as it is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// Returns the text of the name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

text_id!(
    /// Names one rollout for ever; a UUID in text, ordered by creation.
    RolloutId
);
text_id!(
    /// Names a stage of a plan; made from its heading path, so that it outlives edits elsewhere in the document.
    StageId
);
text_id!(
    /// Names a step of a plan; made from heading path, text and ordinal, never from its line.
    StepId
);
text_id!(
    /// Names a decision of a plan within its rollout, as a person types it: `actor`, `actor-kind`.
    DecisionKey
);
text_id!(
    /// Names who did something, as they call themselves.
    Actor
);
text_id!(
    /// Names a blocker within its rollout: `B1`, `B2`, ….
    BlockerId
);

text_id!(
    /// Names one incident for ever: `I1`, `I2`, ….
    IncidentId
);
text_id!(
    /// Names an escalation policy, as the configuration has it.
    PolicyName
);

/// Counts the events of one stream from 1; 0 is the state before the first.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(u64);

impl Seq {
    /// The state before the first event.
    pub const ZERO: Self = Self(0);

    /// Makes the number from a count of events.
    pub const fn new(count: u64) -> Self {
        Self(count)
    }

    /// Returns the count as a number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Returns the number of the event after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
