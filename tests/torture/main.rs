//! What the store has to survive: kills, cut power, full disks, damage, crowds, clocks. Each test begins with its row in `docs/reliability.md`.
//!
//! The counts are small, so that all of it takes seconds. With `ROLLGATE_TORTURE=1` in the environment, as in `just torture`, they are those of the
//! table. What needs `strace` or a mount says so and passes where there is none.

// The second is always true here; by it Clippy knows the helpers for parts of a test.
#![cfg(unix)]
#![cfg(test)]

mod child;
mod clocks;
mod crowd;
mod damage;
mod full;
mod kills;
mod migration;
mod place;
mod power;
mod projection;
mod support;
mod syncs;
mod trace;
