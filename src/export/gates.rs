//! The gates of a stage in lines: those that are open in one, each that is closed or was overridden in its own.

use crate::domain::plan::StepState;
use crate::projection::GateView;

/// A line about gates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GateLine {
    /// The state that gives it mark and colour.
    pub(super) state: StepState,
    /// What it says.
    pub(super) text: String,
}

/// Says the gates, the most important first.
pub(super) fn lines(gates: &[GateView]) -> Vec<GateLine> {
    let mut lines = Vec::new();
    for gate in gates {
        if let Some(reason) = &gate.overridden {
            lines.push(GateLine {
                state: StepState::Overridden,
                text: format!("{} overridden: {reason}", gate.id),
            });
        } else if !gate.open {
            let state = if gate.hard {
                StepState::Blocked
            } else {
                StepState::Unknown
            };
            lines.push(GateLine {
                state,
                text: format!("{}: {}", gate.id, gate.reasons.join("; ")),
            });
        }
    }
    let open = gates
        .iter()
        .filter(|gate| gate.open && gate.overridden.is_none());
    let open: Vec<&str> = open.map(|gate| gate.id.as_str()).collect();
    if !open.is_empty() {
        lines.push(GateLine {
            state: StepState::Done,
            text: open.join(" · "),
        });
    }
    lines
}
