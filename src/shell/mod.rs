//! Where the terminal happens: raw mode in and out, keys and signals in, frames out, effects carried out. It decides nothing.

mod terminal;
mod panic;
mod signals;
mod probe;
mod ear;
mod answers;
mod bell;
mod keyboard;
mod link;
mod painter;
mod inbox;
mod scan;
mod browser;
mod pager;
mod out;
mod clipboard;
mod data;
mod files;
mod hints;
#[cfg(test)]
mod fixture;
mod beside;
mod editor;
mod effects;
mod errands;
mod forge;
mod imports;
mod settings;
mod source;
mod desk;
mod options;
mod run;

pub use clipboard::{Place, way_to_copy};
pub use data::OpenData;
pub use desk::{Desk, Then};
pub use editor::ToEdit;
pub use forge::{ForgeError, Forges};
pub use options::Options;
pub use pager::page;
pub use panic::{Broken, in_terminal};
pub use probe::can_be_asked;
pub use run::run;
pub use settings::{KeepSetting, ReadSettings, SettingsDesk};
pub use source::DataSource;
pub use terminal::size;
