//! Stores as their users meet them: one contract for every store, and what the file of SQLite has to survive.

mod contract;
mod damage;
mod file;
mod sharing;
mod support;
