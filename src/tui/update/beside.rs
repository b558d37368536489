//! The dialogs of what stands beside a checklist: which part of the screen keeps each up to date and says what is to be recorded.

use super::{
    blocker_edit, blocker_form, blockers, incident_details, incident_form, package_form, scan,
    take_back, which,
};
use crate::domain::package::read_note;
use crate::tui::dialog::{Beside, Dialog, TEXT};
use crate::tui::effect::{Backfill, Effect};
use crate::tui::keymap::Context;
use crate::tui::model::Model;
use crate::tui::page::ImportPreview;

/// Brings what depends on the typed text up to date.
pub(super) fn changed(model: &Model, dialog: &mut Dialog, what: &Beside) {
    match what {
        Beside::RaiseBlocker => blocker_form::changed(model, dialog),
        Beside::EditBlocker(id) => blocker_edit::changed(model, &mut dialog.form, id),
        Beside::NoteBlocker(_) => {
            let is_said = !dialog.form.text(TEXT).is_empty();
            dialog.form.set_button("go", is_said);
        }
        Beside::IncidentDetails(id) => incident_details::changed(model, &mut dialog.form, id),
        Beside::CloseBlocker(_, needs_reason) => {
            let ready = !needs_reason || !dialog.form.text(TEXT).is_empty();
            dialog.form.set_button("go", ready);
        }
        Beside::AddIncident => incident_form::add_changed(model, &mut dialog.form),
        Beside::IncidentStatus(id) => incident_form::status_changed(&mut dialog.form, id),
        Beside::Escalate(_)
        | Beside::CloseIncident(_)
        | Beside::TakeBackIncident(..)
        | Beside::TakeBackPackages(_)
        | Beside::Backfill(_)
        | Beside::UndoBackfill => dialog.form.set_button("go", true),
        Beside::Package(asked) => package_form::changed(&mut dialog.form, asked),
        Beside::Scan => scan::changed(&mut dialog.form),
        Beside::Which => which::changed(model, &mut dialog.form),
    }
}

/// Returns what the button asks for.
pub(super) fn submitted(model: &Model, dialog: &Dialog, what: &Beside) -> Vec<Effect> {
    match what {
        Beside::RaiseBlocker => blocker_form::submitted(model, dialog),
        Beside::EditBlocker(id) => blocker_edit::submitted(model, dialog, id),
        Beside::NoteBlocker(id) => blocker_edit::noted(dialog, id),
        Beside::IncidentDetails(id) => incident_details::submitted(model, &dialog.form, id),
        Beside::TakeBackIncident(id, is_redo) => {
            let command = take_back::of_incident(*is_redo);
            vec![Effect::ChangeIncident(id.clone(), command)]
        }
        Beside::TakeBackPackages(is_redo) => {
            vec![Effect::RecordPackages(take_back::of_packages(*is_redo))]
        }
        Beside::CloseBlocker(blocker, _) => blockers::closed(dialog, blocker),
        Beside::AddIncident => incident_form::added(model, &dialog.form),
        Beside::IncidentStatus(id) => incident_form::status_given(&dialog.form, id),
        Beside::Escalate(id) => incident_form::escalated(id),
        Beside::CloseIncident(id) => incident_form::closed(&dialog.form, id),
        Beside::Package(asked) => package_form::submitted(&dialog.form, asked),
        Beside::Backfill(seen) => vec![Effect::Backfill(Backfill::Make(seen.clone()))],
        Beside::UndoBackfill => vec![Effect::Backfill(Backfill::Undo)],
        Beside::Scan => scan::submitted(&dialog.form),
        Beside::Which => which::submitted(&dialog.form),
    }
}

/// Opens the form that a pasted text belongs to: a note of packages on their page, a bug report on the blockers. A rollout that is
/// pasted there is still a rollout.
pub(super) fn pasted(model: &mut Model, text: &str) -> Option<Vec<Effect>> {
    let context = model.page_context();
    let is_packages = matches!(context, Context::Packages | Context::OpenedPackages);
    if is_packages && !read_note(text).is_empty() {
        return Some(package_form::add(model, text));
    }
    let is_report = context == Context::Blockers && text.trim().contains('\n');
    if is_report
        && !ImportPreview::new(text.to_owned(), "paste".to_owned())
            .reading
            .is_rollout
    {
        return Some(blocker_form::open(model, Some(text)));
    }
    None
}
