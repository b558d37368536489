//! Gates as a page: those of the stage, those before the next value in production, those passed against the rules. It judges none.

use crate::cli::moment::when;
use crate::cli::output::{Line, Page, Role};
use crate::projection::{GateView, RampView, RolloutView, WallClock};

/// Shows every open and closed gate with its reasons.
pub(super) fn gate_page(view: &RolloutView, ramp: Option<&RampView>) -> Page {
    let mut page = Page::new();
    for gate in &view.gates {
        gate_lines(&mut page, gate);
    }
    let known = |gate: &&GateView| view.gates.iter().any(|stage| stage.id == gate.id);
    let Some(ramp) = ramp.filter(|ramp| !ramp.gates.is_empty()) else {
        return page;
    };
    let value = ramp.next.map_or_else(
        || "true, on for everybody".to_owned(),
        |next| format!("{next}%"),
    );
    page.push(Line::new().plain(&format!("Before {value} in production")));
    for gate in ramp.gates.iter().filter(|gate| !known(gate)) {
        gate_lines(&mut page, gate);
    }
    page
}

/// Shows what was passed against the rules; nothing where nothing was.
pub(super) fn override_page(view: &RolloutView, clock: WallClock) -> Page {
    let mut page = Page::new();
    for passed in &view.overrides {
        let line = Line::new()
            .word(Role::Strong, "AGAINST THE RULES")
            .plain("  ");
        let line = line.plain(&format!("{}: {}", passed.text, passed.reason));
        let who = format!("   {} {}", passed.by, when(passed.at, clock));
        page.push(line.word(Role::Quiet, &who));
    }
    page
}

fn gate_lines(page: &mut Page, gate: &GateView) {
    let (role, word) = match (&gate.overridden, gate.open) {
        (Some(_), _) => (Role::Strong, "OVERRIDE"),
        (None, true) if gate.asks.is_empty() => (Role::Quiet, "open"),
        (None, true) => (Role::Waiting, "asks"),
        (None, false) => (Role::Bad, "closed"),
    };
    let text = gate.overridden.as_ref().unwrap_or(&gate.text);
    let line = Line::new().word(role, &format!("gate {}  {word}", gate.id));
    page.push(line.plain(&format!("  {text}")));
    let reasons = gate.reasons.iter().filter(|_| !gate.open);
    for reason in reasons.chain(&gate.asks) {
        page.push(Line::new().plain(&format!("    {reason}")));
    }
}
