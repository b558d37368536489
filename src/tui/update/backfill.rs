//! The backfill of incidents: first what it would make, one line each, then the yes. What changed meanwhile is not made unseen.

use super::dialogs;
use crate::domain::id::IncidentId;
use crate::domain::incident::{BackfillItem, BackfillPlan};
use crate::tui::dialog::{Beside, Dialog, Purpose};
use crate::tui::effect::{Backfill, Effect};
use crate::tui::form::{Form, Item, buttons, gap, words};
use crate::tui::keymap::Record;
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// Asks what a backfill would make, or whether the last one is to be taken back.
pub(super) fn perform(model: &mut Model, what: Record) -> Vec<Effect> {
    if what == Record::UndoBackfill {
        return take_back(model);
    }
    vec![Effect::Backfill(Backfill::Plan)]
}

/// Lists what it would make, before anybody says yes.
pub(super) fn planned(model: &mut Model, plan: &BackfillPlan) -> Vec<Effect> {
    if model.dialog.is_some() {
        return vec![];
    }
    if plan.filled.is_empty() {
        let text = format!(
            "nothing to backfill: {} a record, {} without an alert and {} None",
            has(plan.kept.len()),
            plan.left.len(),
            if plan.left.len() == 1 {
                "stays"
            } else {
                "stay"
            },
        );
        model.tell(Tone::Warn, text);
        return vec![];
    }
    let count = plan.filled.len();
    let head = match count {
        1 => "1 incident with an alert has no record. It gets the one its alert says:".to_owned(),
        _ => format!(
            "{count} incidents with an alert have no record. Each gets the one its alert says:"
        ),
    };
    let mut items = vec![words(Role::Body, head), gap()];
    items.extend(plan.filled.iter().map(line));
    items.push(gap());
    items.extend(rest(
        &plan.kept,
        "has a record and keeps it",
        "have a record and keep it",
    ));
    items.extend(rest(
        &plan.left,
        "has no alert and stays None",
        "have no alert and stay None",
    ));
    let label = match count {
        1 => "Make 1 record".to_owned(),
        _ => format!("Make {count} records"),
    };
    items.extend([gap(), buttons("go", label, true)]);
    let seen: Vec<IncidentId> = plan
        .filled
        .iter()
        .map(|item| item.incident.clone())
        .collect();
    let mut form = Form::new(items);
    // The list is read from its top, however far below the button stands.
    form.up = count + 6;
    let purpose = Purpose::Beside(Beside::Backfill(seen));
    dialogs::open(
        model,
        Dialog::new(
            "Backfill of incidents: what it would make",
            purpose,
            form,
            model.now,
        ),
    )
}

fn has(count: usize) -> String {
    match count {
        1 => "1 incident has".to_owned(),
        _ => format!("{count} incidents have"),
    }
}

fn line(item: &BackfillItem) -> Item {
    let record = &item.record;
    let policy = record.policy.as_ref();
    let policy = policy.map(|policy| format!(", policy {policy}"));
    let since = record.escalations_started_at;
    let since = since.map(|at| format!(", escalating since {}", at.format("%d %b %H:%M UTC")));
    words(
        Role::Body,
        format!(
            "{:<4} {}: {}{}{}",
            item.incident.as_str(),
            item.title,
            record.status.as_str().to_uppercase(),
            policy.unwrap_or_default(),
            since.unwrap_or_default()
        ),
    )
}

/// Names those that stay as they are.
fn rest(ids: &[IncidentId], one: &str, many: &str) -> Option<Item> {
    let names: Vec<&str> = ids.iter().map(IncidentId::as_str).collect();
    let says = if names.len() == 1 { one } else { many };
    let text = format!("{} {says}.", names.join(", "));
    (!names.is_empty()).then(|| words(Role::Dim, text))
}

/// Asks whether the last backfill is to be taken back.
fn take_back(model: &mut Model) -> Vec<Effect> {
    let items = vec![
        words(
            Role::Body,
            "The records that the last backfill made will not count any more.",
        ),
        words(
            Role::Body,
            "An incident that somebody has changed since keeps its record.",
        ),
        gap(),
        buttons("go", "Take the backfill back", true),
    ];
    let purpose = Purpose::Beside(Beside::UndoBackfill);
    dialogs::open(
        model,
        Dialog::new(
            "Take the backfill back",
            purpose,
            Form::new(items),
            model.now,
        ),
    )
}
