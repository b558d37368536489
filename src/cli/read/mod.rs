//! The commands that change nothing: each reads, and answers with data and a page.

mod backup;
mod export;
mod fleet;
mod incident;
mod log;
mod next;
mod program;
mod ramp;
mod reading_document;
mod reading_page;
mod rollout;
mod rollout_page;
mod text;
mod timers;
mod verify;
mod wait;
mod way_back;

pub(crate) use backup::backup;
pub(crate) use export::export;
pub(crate) use fleet::{demo, list, status};
pub(crate) use incident::{incident, incidents, policies};
pub(crate) use log::log;
pub(crate) use next::next;
pub(crate) use program::{completion, man};
pub(crate) use ramp::{actor, explain, ramp};
pub(crate) use reading_document::ReadingDocument;
pub(crate) use reading_page::reading_page;
pub(crate) use rollout::show;
pub(crate) use rollout_page::{Stages, rollout_page};
pub(crate) use text::text;
pub(crate) use timers::timers;
pub(crate) use verify::verify;
pub(crate) use wait::wait;
pub(crate) use way_back::{blockers, rollback_plan, rollback_run};
