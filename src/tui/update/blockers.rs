//! What is done on the view of blockers and incidents. A tick of a plan is recorded at once, for undo takes it back; the rest asks.

use super::copy::Made;
use super::{
    blocker_edit, board, dialogs, fleet, incident_details, incident_form, movement, record,
};
use crate::domain::id::BlockerId;
use crate::domain::rollout::Command;
use crate::projection::{BlockerView, RolloutView};
use crate::tui::dialog::{Beside, Dialog, Purpose, ReasonFor, TEXT};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{Form, Item, buttons, gap, multi, words};
use crate::tui::keymap::{Action, App, Record};
use crate::tui::model::{Model, Tone};
use crate::tui::page::{InTheWay, Page, RolloutPage, Tab};
use crate::tui::screen::Role;

/// The box that closes it on every rollout it was raised on.
const EVERYWHERE: &str = "everywhere";

/// Shows what stands in the way of the open rollout or, on the fleet, of the selected one.
pub(super) fn show(model: &mut Model) -> Vec<Effect> {
    if model.rollout_page().is_some() {
        return super::app::show(model, Tab::Blockers);
    }
    if let Some(Page::Rollback(page)) = model.pages.last() {
        let mut page = RolloutPage::new(page.id.clone());
        page.tab = Tab::Blockers;
        model.pages.push(Page::Rollout(page));
        return vec![];
    }
    if matches!(model.pages.last(), Some(Page::Board)) {
        return board::open(model);
    }
    if model.pages.is_empty() {
        let effects = fleet::open_selected(model);
        super::app::show(model, Tab::Blockers);
        return effects;
    }
    let key = model.key_of(Action::App(App::Fleet));
    model.tell(
        Tone::Warn,
        format!("open a rollout first: {key} goes to the fleet"),
    );
    vec![]
}

/// Leaves closed ones out, or shows them again.
pub(super) fn open_only(model: &mut Model) -> Vec<Effect> {
    if let Some(page) = model.blockers_page_mut() {
        page.open_only = !page.open_only;
    }
    vec![]
}

/// Selects another one.
pub(super) fn move_by(model: &mut Model, rows: isize) {
    let ids: Vec<String> = model
        .in_the_way()
        .into_iter()
        .map(|found| found.id().to_owned())
        .collect();
    let selected = model
        .selected_in_the_way()
        .map(|found| found.id().to_owned());
    let place = ids.iter().position(|id| Some(id) == selected.as_ref());
    if let Some(page) = model.blockers_page_mut() {
        page.selected = ids.get(movement::moved(place, rows, ids.len())).cloned();
        page.step = None;
    }
}

/// Selects another step of the plan.
pub(super) fn move_in_plan(model: &mut Model, steps: isize) {
    let count = model
        .selected_blocker()
        .map_or(0, |blocker| blocker.plan.len());
    let place = model.plan_step().map(|step| step.order.saturating_sub(1));
    if count == 0 {
        return;
    }
    let wanted = movement::moved(place, steps, count) + 1;
    if let Some(page) = model.blockers_page_mut() {
        page.step = Some(wanted);
    }
}

/// Shows the selected one alone; of an incident, asks for status and policy.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if let Some(InTheWay::Incident(_)) = model.selected_in_the_way() {
        return incident_form::status(model);
    }
    if let Some(page) = model.rollout_page_mut() {
        page.zoomed = !page.zoomed;
        page.detail_from = 0;
    }
    vec![]
}

/// Ticks or unticks the step of the plan.
pub(super) fn tick(model: &mut Model) -> Vec<Effect> {
    let (Some(blocker), Some(step)) = (model.selected_blocker(), model.plan_step()) else {
        let key = model.key_of(Action::Record(Record::RaiseBlocker));
        let text = format!("there is no plan here: {key} adds a blocker with one");
        model.tell(Tone::Warn, text);
        return vec![];
    };
    if !blocker.open {
        let text = format!("{} is closed", blocker.id);
        model.tell(Tone::Warn, text);
        return vec![];
    }
    let command = Command::MarkBlockerStep {
        blocker: BlockerId::new(blocker.id.clone()),
        order: step.order,
        done: !step.done,
    };
    record::dispatch(model, command, false)
}

/// Asks what is to be written down about the selected one; for an incident, on the rollout, where the note names it.
pub(super) fn note(model: &mut Model) -> Vec<Effect> {
    if let Some(blocker) = model.selected_blocker().cloned() {
        return blocker_edit::note(model, &blocker);
    }
    let Some((found, view)) = model.selected_in_the_way().zip(model.view()) else {
        return super::reason::note(model);
    };
    let id = found.id().to_owned();
    let items = vec![
        words(Role::Title, format!("{id}  {}", found.title())),
        Item::Field {
            name: TEXT,
            label: "What is there to know?".to_owned(),
            field: Field::multi().with(&format!("{id}: ")),
            rows: 4,
        },
        gap(),
        buttons("go", "Add the note", false),
    ];
    let what = Purpose::Reason(ReasonFor::Note(None));
    let title = format!("Note on {id}");
    let dialog = Dialog::new(title, what, Form::new(items), model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("{}/note/{id}", view.id));
    dialogs::open(model, dialog)
}

/// Asks what is different about the selected one.
pub(super) fn edit(model: &mut Model) -> Vec<Effect> {
    if let Some(effects) = board::of_blocker(model, Action::Record(Record::EditSelected)) {
        return effects;
    }
    match model.selected_in_the_way() {
        Some(InTheWay::Blocker(blocker)) => {
            let blocker = blocker.clone();
            blocker_edit::open(model, &blocker)
        }
        Some(InTheWay::Incident(_)) => incident_details::open(model),
        None => {
            model.tell(Tone::Warn, "nothing stands in the way");
            vec![]
        }
    }
}

/// Asks why the selected one does not stand in the way any more.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    if let Some(effects) = board::of_blocker(model, Action::Record(Record::CloseSelected)) {
        return effects;
    }
    let Some(found) = model.selected_in_the_way() else {
        model.tell(Tone::Warn, "nothing stands in the way");
        return vec![];
    };
    if !found.is_open() {
        let text = format!("{} is closed already", found.id());
        model.tell(Tone::Warn, text);
        return vec![];
    }
    match found {
        InTheWay::Incident(_) => incident_form::close(model),
        InTheWay::Blocker(blocker) => {
            let blocker = blocker.clone();
            close_blocker(model, &blocker)
        }
    }
}

fn close_blocker(model: &mut Model, blocker: &BlockerView) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let open = blocker.plan.iter().filter(|step| !step.done).count();
    let is_worked_off = open == 0 && !blocker.plan.is_empty();
    let head = format!("{}  {}", blocker.id, blocker.title);
    let mut items = vec![words(Role::Title, head)];
    let (plan, question) = if is_worked_off {
        ("All steps of its plan are done.", "Why? (may stay empty)")
    } else if open > 0 {
        (
            "Its plan is not worked off. The reason is kept for ever.",
            "Why does it not stand in the way any more?",
        )
    } else {
        (
            "It has no plan.",
            "Why does it not stand in the way any more?",
        )
    };
    let role = if open > 0 { Role::Special } else { Role::Body };
    items.extend([words(role, plan), gap(), multi(TEXT, question, 4)]);
    if blocker.shared.is_some() {
        items.push(Item::Tick {
            name: EVERYWHERE,
            label: "on every rollout that it was raised on".to_owned(),
            on: false,
        });
    }
    items.extend([
        gap(),
        buttons("go", format!("Close {}", blocker.id), is_worked_off),
    ]);
    let id = BlockerId::new(blocker.id.clone());
    let purpose = Purpose::Beside(Beside::CloseBlocker(id, !is_worked_off));
    let title = format!("Close {}", blocker.id);
    let dialog = Dialog::new(title, purpose, Form::new(items), model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("{}/close/{}", view.id, blocker.id));
    dialogs::open(model, dialog)
}

/// Returns what is to be recorded of a blocker that is closed.
pub(super) fn closed(dialog: &Dialog, blocker: &BlockerId) -> Vec<Effect> {
    let Some((rollout, seen)) = dialog.about.clone() else {
        return vec![];
    };
    let reason = dialog.form.text(TEXT);
    let blocker = blocker.clone();
    if dialog.form.is_ticked(EVERYWHERE) {
        return vec![Effect::CloseEverywhere {
            rollout,
            blocker,
            reason,
        }];
    }
    vec![Effect::Dispatch {
        rollout,
        command: Command::CloseBlocker { blocker, reason },
        seen: Some(seen),
    }]
}

/// Returns the selected blocker as text that is ready for an issue.
pub(super) fn text(model: &Model) -> Made {
    let view: &RolloutView = model.view().ok_or("no rollout is open")?;
    let blocker = model
        .selected_blocker()
        .ok_or("no blocker is selected: an incident has no text for an issue")?;
    let label = format!("{}  {} for an issue", view.name(), blocker.id);
    Ok((blocker.markdown(view.name()), label))
}
