//! The program in a real terminal: what it shows, and that the terminal is as before however it ends. No rule is tested here.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking, like tests"
)]

#[path = "terminal/attacks.rs"]
mod attacks;
#[path = "terminal/breaks.rs"]
mod breaks;
#[path = "terminal/drafts.rs"]
mod drafts;
#[path = "terminal/driver.rs"]
mod driver;
#[path = "terminal/editor.rs"]
mod editor;
#[path = "terminal/endings.rs"]
mod terminal;
#[path = "terminal/full.rs"]
mod full;
#[path = "terminal/keys.rs"]
mod keys;
#[path = "terminal/limits.rs"]
mod limits;
#[path = "support/long.rs"]
mod long;
#[path = "terminal/process.rs"]
mod process;
#[path = "terminal/sequences.rs"]
mod sequences;
#[path = "terminal/soak.rs"]
mod soak;
#[path = "terminal/stops.rs"]
mod stops;
#[path = "terminal/early.rs"]
mod early;
#[path = "terminal/linear.rs"]
mod linear;
#[path = "terminal/settings.rs"]
mod settings;
