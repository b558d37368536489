//! Writing out: a menu of forms, and the file that comes of it. The screen asks; the shell writes.

use super::{dialogs, fleet};
use crate::export::Form as Written;
use crate::projection::DaysView;
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, buttons, words};
use crate::tui::keymap::{Action, App, Context};
use crate::tui::layout::Size;
use crate::tui::model::{Model, Tone};
use crate::tui::page::Page;
use crate::tui::screen::Role;

/// The name of the question which form is meant.
const FORM: &str = "form";

/// How many days the fleet shows.
const DAYS: u32 = 28;

/// Opens the menu of forms.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        if model.page_context() == Context::Fleet {
            return fleet::read_then(model, Action::App(App::Export));
        }
        return vec![];
    };
    let (name, id, seq) = (view.name().to_owned(), view.id.clone(), view.seq);
    let is_now = model.as_of().is_none();
    // The document is written as it stands now: of the past there is none.
    let offered = Written::ALL
        .into_iter()
        .filter(|form| is_now || !matches!(form, Written::Markdown | Written::Checklist));
    let options = offered.map(|form| {
        let words = format!("{:<14}{}", form.as_str(), form.words());
        (form.as_str().to_owned(), words)
    });
    let form = Form::new(vec![
        words(Role::Title, name.clone()),
        Item::Choice {
            name: FORM.to_owned(),
            label: "As what? It is written into the working folder.".to_owned(),
            options: options.collect(),
            at: 0,
            chosen: None,
        },
        buttons("go", "Write it", false),
    ]);
    let dialog = Dialog::new("Export", Purpose::Export(name), form, model.now).about(id, seq);
    dialogs::open(model, dialog)
}

/// Says on the button which file is written.
pub(super) fn changed(form: &mut Form, name: &str) {
    let chosen = form.chosen(FORM).and_then(Written::parse);
    form.set_button("go", chosen.is_some());
    if let Some(chosen) = chosen {
        form.label_button("go", format!("Write {}", chosen.file_name(name)));
    }
}

/// Returns what the button asks for.
pub(super) fn submitted(model: &Model, dialog: &Dialog) -> Vec<Effect> {
    let form = dialog.form.chosen(FORM).and_then(Written::parse);
    let about = dialog.about.clone().zip(form);
    about
        .map(|((rollout, _), form)| Effect::Export {
            rollout,
            form,
            at: model.as_of(),
        })
        .into_iter()
        .collect()
}

/// Shows the days that were read, unless they are wanted no more.
pub(super) fn days_read(model: &mut Model, days: Vec<DaysView>) -> Vec<Effect> {
    model.fleet.days = model.fleet.days.take().map(|_| days);
    vec![]
}

/// Shows the days of the fleet, or no longer.
pub(super) fn toggle_days(model: &mut Model) -> Vec<Effect> {
    if model.fleet.days.take().is_some() {
        return vec![];
    }
    model.fleet.days = Some(Vec::new());
    if Size::of(model.width, model.height) != Size::Large {
        model.tell(Tone::Warn, "the days need 110 columns and 30 rows");
    }
    read_days(model)
}

/// Asks for the days of the fleet, where they are shown.
pub(super) fn read_days(model: &Model) -> Vec<Effect> {
    let is_on_fleet = !model
        .pages
        .iter()
        .any(|page| matches!(page, Page::Rollout(_)));
    if model.fleet.days.is_none() || !is_on_fleet {
        return vec![];
    }
    // More than fit on a screen are not read.
    let shown = model.rows();
    let rows = shown.iter().take(usize::from(model.height));
    let rollouts = rows.map(|row| row.id.clone()).collect();
    vec![Effect::ReadDays {
        rollouts,
        count: DAYS,
    }]
}
