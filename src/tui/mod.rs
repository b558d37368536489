//! The screen as pure functions: a message changes the model, the model makes a screen. It asks for effects and has none.

pub mod arrival;
pub mod effect;
pub mod key;
pub mod message;

pub mod keymap;

pub mod shown;

pub mod screen;

pub mod symbols;

pub mod field;
pub mod form;

pub mod dialog;
pub mod layout;

pub mod look;
pub mod setting;
pub mod reading;
pub mod model;
pub mod mouse;
pub mod notice;
pub mod pending;
pub mod page;
pub mod palette;
pub mod walk;
pub mod hint;

pub mod shown_rows;
mod windows;
mod frame;
mod update;

pub mod view;

#[cfg(test)]
mod tests;

pub use effect::{Effect, ImportWish};
pub use frame::screen;
pub use key::{Key, KeyCode};
pub use message::Message;
pub use model::Model;
pub use symbols::Symbols;
pub use update::update;
