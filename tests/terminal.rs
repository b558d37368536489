//! The program in a real terminal: what it shows, and that the terminal is as before however it ends. No rule is tested here.

#[path = "terminal/driver.rs"]
mod driver;
#[path = "terminal/endings.rs"]
mod terminal;
