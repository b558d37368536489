//! Where the terminal happens: raw mode in and out, keys and signals in, frames out, effects carried out. It decides nothing.

mod terminal;
mod panic;
mod signals;
mod keyboard;
mod inbox;
mod clipboard;
mod data;
mod effects;
mod run;

pub use data::{DataSource, OpenData};
pub use run::{Options, Session, run};
