//! The screen as pure functions: a message changes the model, the model makes a screen. It asks for effects and has none.

pub mod effect;
pub mod key;
pub mod message;

pub use effect::Effect;
pub use key::{Key, KeyCode};
pub use message::Message;
