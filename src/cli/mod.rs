//! The same rollouts without a screen: what is typed goes in, one document or one page comes out. It opens no data itself.

mod answer;
mod args;
mod change;
mod confirm;
mod finish;
mod host;
mod io;
mod linear;
mod moment;
mod output;
mod package;
mod pair;
mod read;
#[cfg(test)]
mod readme;
mod refusal;
mod run;
mod session;
mod setting;
mod suggest;
mod way_out;

pub use host::{
    Data, Examination, Finding, Host, KeyRow, KeyTable, ScreenWish, SettingRow, Surroundings,
};
pub use io::{Io, Terminal};
pub use run::run;
pub use setting::Setting;
