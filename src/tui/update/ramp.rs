//! The dialog of the ramp: choose a percentage, see every gate of it, copy the line, type the number that was set. Until then it records nothing.

use super::{dialogs, ramp_form};
use crate::domain::flag::{Basis, FlagValue, Percentage};
use crate::domain::rollout::{GateKind, Passage, Phase, Rejection};
use crate::projection::{OpenRollout, Placed, RampView};
use crate::tui::dialog::{Dialog, Purpose, RampAsked, TEXT, WORD};
use crate::tui::effect::Effect;
use crate::tui::form::Form;
use crate::tui::model::{Model, Tone};

/// The name of the question which percentage is meant.
pub(super) const RUNG: &str = "rung";
/// The answer that another one is typed.
pub(super) const OTHER: &str = "other";
/// The name of the question what it counts.
pub(super) const BY: &str = "by";
/// The field for what the bot answered.
pub(super) const REPLY: &str = "reply";
/// The button that copies the line.
pub(super) const COPY: &str = "copy";
/// The names of the percentages that are offered, by their places.
pub(super) const NAMES: [&str; 9] = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];

/// What came of weighing a percentage.
pub(super) type Weighed = Result<Placed, Rejection>;

/// Opens the dialog.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let Some(ramp) = model.ramp() else {
        model.tell(Tone::Warn, "this rollout is about no flag");
        return vec![];
    };
    if view.phase != Phase::Active {
        let text = format!("no percentage is set now: {}", view.next.text);
        model.tell(Tone::Warn, text);
        return vec![];
    }
    let asked = RampAsked {
        rungs: offered(&ramp),
        choice: None,
        lawful: lawful(model, &ramp),
    };
    let title = format!("Ramp {}", view.name());
    let form = Form::new(ramp_form::first(&asked, &ramp)).pinning(0..1);
    let mut dialog = Dialog::new(title, Purpose::Ramp(asked), form, model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("{}/ramp", view.id));
    dialog.right = format!("now {}", ramp.in_words);
    dialogs::open(model, dialog)
}

/// Returns what is offered: the percentages above the present one from the lowest up, then those below it.
fn offered(ramp: &RampView) -> Vec<Percentage> {
    let (below, above): (Vec<_>, Vec<_>) = ramp
        .ladder
        .iter()
        .copied()
        .filter(|rung| *rung != ramp.share)
        .partition(|rung| *rung < ramp.share);
    let mut offered: Vec<Percentage> = above.into_iter().chain(below.into_iter().rev()).collect();
    offered.truncate(NAMES.len());
    offered
}

/// Says of each percentage above the present one when it can be set at the earliest, as the ladder of the ramp's view does.
fn lawful(model: &Model, ramp: &RampView) -> Vec<String> {
    let rungs = model.opened().map_or(&[][..], |open| &open.rungs);
    let above = rungs.iter().filter(|rung| rung.percentage > ramp.share);
    let words = above.map(|rung| {
        let words = crate::tui::frame::rung_in_words(rung, model.clock());
        format!("{}% {words}", rung.percentage)
    });
    words.collect()
}

/// Returns the percentage that is chosen or typed.
pub(super) fn choice(form: &Form, asked: &RampAsked) -> Option<Percentage> {
    let chosen = form.chosen(RUNG)?;
    if chosen == OTHER {
        return Percentage::parse(&form.text(OTHER));
    }
    let place = NAMES.iter().position(|name| *name == chosen)?;
    asked.rungs.get(place).copied()
}

/// Returns what the percentage counts.
pub(super) fn basis(form: &Form) -> Basis {
    if form.chosen(BY) == Some("time") {
        Basis::Time
    } else {
        Basis::Actors
    }
}

/// Returns the gates that are ticked to be passed.
fn overrides(form: &Form) -> Vec<GateKind> {
    let kinds = GateKind::OF_A_SWITCH.into_iter();
    kinds.filter(|kind| form.is_ticked(kind.as_str())).collect()
}

fn said(form: &Form, name: &str) -> Option<String> {
    Some(form.text(name)).filter(|text| !text.is_empty())
}

fn weigh(open: &OpenRollout, form: &Form, to: Percentage, model: &Model) -> Weighed {
    let passage = Passage {
        reason: said(form, TEXT),
        overrides: overrides(form),
        ..Passage::default()
    };
    let value = FlagValue::Percentage(to);
    open.place((&value, basis(form)), passage, model.now)
}

/// Weighs what is chosen and typed, and shows it.
pub(super) fn changed(model: &Model, dialog: &mut Dialog) {
    let (Some(open), Some(ramp)) = (model.opened(), model.ramp()) else {
        return;
    };
    let Purpose::Ramp(asked) = &mut dialog.purpose else {
        return;
    };
    asked.choice = choice(&dialog.form, asked);
    asked.lawful = lawful(model, &ramp);
    let weighed = asked.choice.map(|to| weigh(open, &dialog.form, to, model));
    let room = ramp_form::Room::of(model.width, model.height);
    let old = (&dialog.form, room);
    let key_of = |action| model.key_of(action);
    let items = ramp_form::items(asked, &ramp, weighed.as_ref(), old, &key_of);
    ramp_form::put(&mut dialog.form, items);
}

/// Weighs again, because time has passed or something was recorded.
pub(super) fn weigh_again(model: &mut Model) {
    let is_ramp = |dialog: &Dialog| matches!(dialog.purpose, Purpose::Ramp(_));
    let Some(dialog) = model.dialog.take_if(|dialog| is_ramp(dialog)) else {
        return;
    };
    let mut dialog = dialog;
    changed(model, &mut dialog);
    model.dialog = Some(dialog);
}

/// Says why the button is off, or returns what is recorded.
pub(super) fn ready(
    form: &Form,
    choice: Option<Percentage>,
    weighed: Option<&Weighed>,
) -> Result<Percentage, String> {
    let to = choice.ok_or("Choose a percentage, from 0 to 100.")?;
    let placed = match weighed {
        Some(Ok(placed)) => placed,
        Some(Err(rejection)) => return Err(rejection.to_string()),
        None => return Err(String::new()),
    };
    let closed = placed.gates.iter().filter(|gate| !gate.open).count();
    if closed > 0 {
        let gates = if closed == 1 { "gate is" } else { "gates are" };
        return Err(format!(
            "The button stays off: {closed} {gates} closed, and neither met nor passed with a reason."
        ));
    }
    let open: Vec<&str> = placed
        .lines
        .iter()
        .flat_map(|line| line.blanks.iter().map(String::as_str))
        .collect();
    if !open.is_empty() {
        return Err(format!("{} is not filled.", open.join(", ")));
    }
    match Percentage::parse(&form.text(WORD)) {
        Some(typed) if typed == to => Ok(to),
        Some(typed) => Err(format!("{typed}% was typed, and {to}% is chosen.")),
        None => Err(format!("Type {to} once it is set.")),
    }
}

/// Returns what the button asks for.
pub(super) fn submitted(dialog: &Dialog, asked: &RampAsked) -> Vec<Effect> {
    let form = &dialog.form;
    let Some(((rollout, _), to)) = dialog.about.clone().zip(asked.choice) else {
        return vec![];
    };
    vec![Effect::SetPercentage {
        rollout,
        percentage: (to, basis(form)),
        reason: said(form, TEXT),
        overrides: overrides(form),
        reply: said(form, REPLY),
    }]
}
