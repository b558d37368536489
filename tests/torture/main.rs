//! What the store has to survive: kills, cut power, full disks, damage, crowds, clocks. Each test begins with its row in `docs/reliability.md`.
//!
//! The counts are small, so that all of it takes seconds. With `ROLLGATE_TORTURE=1` in the environment, as in `just torture`, they are those of the
//! table. What needs `strace` or a mount says so and passes where there is none.

#![cfg(unix)]

// The attributes are always true here; by them Clippy knows the helpers for parts of a test.
#[cfg(test)]
mod child;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod crowd;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod full;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod migration;
#[cfg(test)]
mod place;
#[cfg(test)]
mod power;
#[cfg(test)]
mod projection;
#[cfg(test)]
mod support;
#[cfg(test)]
mod syncs;
#[cfg(test)]
mod trace;
