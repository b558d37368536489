//! The program in a real terminal: what it shows, and that the terminal is as before however it ends. No rule is tested here.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking, like tests"
)]

#[path = "terminal/attacks.rs"]
mod attacks;
#[path = "terminal/driver.rs"]
mod driver;
#[path = "terminal/endings.rs"]
mod terminal;
#[path = "support/long.rs"]
mod long;
#[path = "terminal/keys.rs"]
mod keys;
#[path = "terminal/early.rs"]
mod early;
#[path = "terminal/linear.rs"]
mod linear;
#[path = "terminal/settings.rs"]
mod settings;
