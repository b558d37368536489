//! The conversation without a screen: a sentence, a numbered list, a line typed, a line said. It holds no rule and draws nothing.
//!
//! ```text
//!  Place ─► facts ─► Scene (sentence, choices) ─► printed
//!    ▲                        │
//!    └──── Reply ◄── Talk::hear(line, Scene) ──► words of a command ─► the same commands as in a shell
//! ```

mod choice;
mod flag;
mod fleet;
mod place;
mod rollout;
mod run;
mod spoken;
mod step;
mod talk;
mod words;

pub(crate) use run::linear;
#[cfg(test)]
pub(crate) use words::words;
