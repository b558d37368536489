//! Where the terminal happens: raw mode in and out, keys and signals in, frames out, effects carried out. It decides nothing.

mod terminal;
mod panic;
mod signals;
mod keyboard;
mod inbox;
mod browser;
mod clipboard;
mod data;
mod editor;
mod effects;
mod desk;
mod run;

pub use clipboard::Place;
pub use data::{DataSource, OpenData};
pub use desk::{Desk, Then};
pub use run::{Options, run};
