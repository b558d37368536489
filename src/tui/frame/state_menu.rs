//! What the menu of states says: which step gets one, and what each asks before it is recorded. It records nothing.

use crate::projection::StepView;
use crate::tui::key::Key;
use crate::tui::keymap::{Action, Binding, Context, Record};
use crate::tui::model::Model;
use crate::tui::shown::Shown;

/// The columns of the words of a state, before what it asks.
const WORDS: usize = 26;

/// Returns the title of the menu of `prefix` where it is about the selected step.
pub(super) fn title(model: &Model, prefix: Key) -> Option<String> {
    let step = model.step().filter(|_| is_about_a_step(model, prefix))?;
    Some(format!("set the state of {} {}", step.number, step.text))
}

/// Says what a binding does and, where there is room, what comes of it.
pub(super) fn told(model: &Model, binding: &Binding) -> String {
    let label = binding.label;
    let step = model.step().filter(|_| model.width >= 60);
    let step = step.filter(|_| model.page_context() == Context::Checklist);
    match step.and_then(|step| comes_of(model, binding.action, step)) {
        Some(what) => format!("{} {what}", Shown::of(label).pad(WORDS)),
        None => label.to_owned(),
    }
}

fn is_about_a_step(model: &Model, prefix: Key) -> bool {
    prefix == Key::char('s') && model.page_context() == Context::Checklist
}

/// Says what comes of a state: what it asks first, or that it is recorded at once.
fn comes_of(model: &Model, action: Action, step: &StepView) -> Option<&'static str> {
    let Action::Record(record) = action else {
        return None;
    };
    let mut lines = step.instructions.iter();
    let has_blank = lines.any(|line| !line.blanks.is_empty());
    if record == Record::Done && has_blank {
        Some("asks what the blanks were filled with")
    } else if matches!(record, Record::Done | Record::Todo) {
        Some("recorded at once, can be undone")
    } else if matches!(record, Record::NotApplicable | Record::Skip | Record::Block) {
        Some("asks why")
    } else if record == Record::Override {
        Some("asks which gate, why, and for a word")
    } else if record == Record::Advance {
        let mut gates = model.view().into_iter().flat_map(|view| &view.gates);
        Some(if gates.all(|gate| gate.open) {
            "asks first: every gate is open"
        } else {
            "says which gates are closed"
        })
    } else {
        None
    }
}
