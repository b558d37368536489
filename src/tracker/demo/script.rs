//! What has happened in each rollout of the demo, in minutes before now. The documents are our own.

use crate::domain::rollout::Verdict;

/// One rollout of the demo.
#[derive(Debug)]
pub(super) struct Demo {
    pub(super) name: &'static str,
    pub(super) document: &'static str,
    pub(super) minutes_ago: i64,
    pub(super) scenes: &'static [Scene],
}

/// Something that somebody did.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) minutes_ago: i64,
    pub(super) by: Option<&'static str>,
    pub(super) act: Act,
}

/// What was done; steps are named by their numbers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    Done(&'static [&'static str]),
    Begin(&'static str),
    LeaveOut(&'static str, &'static str),
    Run(&'static str, &'static str, &'static str),
    Qa(&'static str, Verdict, &'static str, &'static str),
    Decide(&'static str, &'static str),
    Note(&'static str),
    Advance,
}

pub(super) const DEMOS: &[Demo] = &[];
