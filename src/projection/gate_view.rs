//! A gate as a reader sees it: open or closed, and every reason in words.

use serde::Serialize;

use crate::domain::rollout::{Gate, GateKind};

/// A gate at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GateView {
    /// Which.
    pub id: GateKind,
    /// What it asks for.
    pub text: String,
    /// Whether it lets the rollout through.
    pub open: bool,
    /// Whether passing it closed needs an override that is kept for ever.
    pub hard: bool,
    /// Why it is closed, or what was overridden.
    pub reasons: Vec<String>,
    /// What it asks besides; it holds nothing back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// The reason of the override that holds it open.
    pub overridden: Option<String>,
}

impl GateView {
    /// Shows a gate.
    pub fn of(gate: &Gate) -> Self {
        Self {
            id: gate.id,
            text: gate.text.clone(),
            open: gate.open,
            hard: gate.hard,
            reasons: gate
                .reasons
                .iter()
                .map(|reason| reason.text.clone())
                .collect(),
            asks: gate.asks.iter().map(|reason| reason.text.clone()).collect(),
            overridden: gate.overridden.clone(),
        }
    }
}
