//! What was asked and is not answered yet: the record on its way, the record that could not be saved, the dialog that is out of date.

use std::collections::BTreeMap;

use super::dialog::Dialog;
use super::effect::Effect;

/// What was asked and is not answered yet.
#[derive(Debug, Clone, Default)]
pub struct Pending {
    /// The record that is on its way to the store.
    pub sent: Option<Effect>,
    /// The record that the store could not take; no other one is made before it is.
    pub unsaved: Option<Unsaved>,
    /// The dialog about a rollout that somebody else has changed since it opened.
    pub stale: Option<Box<Dialog>>,
    /// What was typed and the store could not keep, by the name of the draft; it lives as long as the program.
    pub drafts: BTreeMap<String, String>,
}

/// A record that the store could not take.
#[derive(Debug, Clone)]
pub struct Unsaved {
    /// The record, to be tried again.
    pub effect: Effect,
    /// What it is, in words.
    pub words: String,
    /// Why it could not be saved.
    pub why: String,
}
