//! What the store has to survive: kills, cut power, full disks, damage, crowds, clocks. Each test begins with its row in `docs/reliability.md`.
//!
//! The counts are small, so that all of it takes seconds. With `ROLLGATE_TORTURE=1` in the environment, as in `just torture`, they are those of the
//! table. What needs `strace` or a mount says so and passes where there is none.

// The attributes are always true here; by them Clippy knows the helpers for parts of a test.
#[cfg(all(test, unix))]
mod child;
#[cfg(all(test, unix))]
mod clocks;
#[cfg(all(test, unix))]
mod crowd;
#[cfg(all(test, unix))]
mod damage;
#[cfg(all(test, unix))]
mod full;
#[cfg(all(test, unix))]
mod kills;
#[cfg(all(test, unix))]
mod migration;
#[cfg(all(test, unix))]
mod place;
#[cfg(all(test, unix))]
mod power;
#[cfg(all(test, unix))]
mod projection;
#[cfg(all(test, unix))]
mod support;
#[cfg(all(test, unix))]
mod syncs;
#[cfg(all(test, unix))]
mod trace;
