//! Text and surroundings that mean harm, against the whole program: what comes out of it, and that it ends in words. No rule is tested here.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

#[path = "attacks/canary.rs"]
mod canary;
#[path = "attacks/corpus.rs"]
mod corpus;
#[path = "attacks/documents.rs"]
mod documents;
#[path = "attacks/grammars.rs"]
mod grammars;
#[path = "support/long.rs"]
mod long;
#[path = "attacks/paste.rs"]
mod paste;
#[path = "attacks/streams.rs"]
mod streams;
#[path = "attacks/surfaces.rs"]
mod surfaces;
#[path = "attacks/surroundings.rs"]
mod surroundings;
