//! The time that runs for a step: begun, made longer, made to stand still, ended early. Each can be given a reason; less time than there was to be needs one.

use super::{dialogs, record};
use crate::domain::id::StepId;
use crate::domain::plan::StepState;
use crate::domain::rollout::{Command, TimerChange, spoken};
use crate::projection::TimerRow;
use crate::tui::dialog::{Dialog, Purpose, TEXT, TimerVerb};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, buttons, multi, single, words};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// The field for how long.
const SPAN: &str = "span";

/// Returns the time that is meant: that of the selected step, else the one that ends first.
fn running(model: &Model) -> Option<TimerRow> {
    let is_running = |timer: &&TimerRow| !timer.is_over(model.now);
    let own = model.step().and_then(|step| step.timer.as_ref());
    let first = || model.windows().into_iter().find(is_running);
    own.filter(is_running).or_else(first).cloned()
}

/// Lets time begin for the selected step; asks how long where its document does not say.
pub(super) fn start(model: &mut Model) -> Vec<Effect> {
    let Some(step) = model.step() else {
        return none(model);
    };
    if step.wait_s.is_some() || step.timer.is_some() {
        return record::mark(model, StepState::Doing);
    }
    let (id, number) = (step.id.clone(), step.number.clone());
    let title = format!("{} {}", step.number, step.text);
    open(model, (title, TimerVerb::Start), (&id, &number), None)
}

/// Asks how much longer.
pub(super) fn extend(model: &mut Model) -> Vec<Effect> {
    of_running(model, TimerVerb::Extend)
}

/// Asks why it ends early.
pub(super) fn stop(model: &mut Model) -> Vec<Effect> {
    of_running(model, TimerVerb::Stop)
}

fn of_running(model: &mut Model, verb: TimerVerb) -> Vec<Effect> {
    let Some(timer) = running(model) else {
        return none(model);
    };
    let title = format!("{} {}", timer.number, timer.text);
    let step = (&timer.step, timer.number.as_str());
    open(model, (title, verb), step, Some(&timer))
}

fn none(model: &mut Model) -> Vec<Effect> {
    model.tell(Tone::Warn, "no time runs here");
    vec![]
}

/// Asks why the time is to stand still or to go on; it may be left unsaid.
pub(super) fn pause(model: &mut Model) -> Vec<Effect> {
    let Some(timer) = running(model) else {
        return none(model);
    };
    let verb = match timer.paused_with {
        Some(_) => TimerVerb::Resume,
        None => TimerVerb::Pause,
    };
    of_running(model, verb)
}

fn open(
    model: &mut Model,
    (title, verb): (String, TimerVerb),
    (step, number): (&StepId, &str),
    timer: Option<&TimerRow>,
) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let mut items = vec![words(Role::Title, view.name().to_owned())];
    items.extend(timer.map(|timer| left(timer, model)));
    let (label, button) = match verb {
        TimerVerb::Start => ("How long? 15m, 2h", format!("Start the time of {number}")),
        TimerVerb::Extend => ("Longer by? 15m, 2h", format!("Extend the time of {number}")),
        TimerVerb::Pause => ("", format!("Pause the time of {number}")),
        TimerVerb::Resume => ("", format!("Let the time of {number} go on")),
        TimerVerb::Stop => ("", format!("Stop the time of {number}")),
    };
    if verb == TimerVerb::Stop {
        items.push(multi(
            TEXT,
            "Why does it end before its time? This is kept for ever.",
            3,
        ));
    } else {
        items.extend((!label.is_empty()).then(|| single(SPAN, label)));
        items.push(single(TEXT, "Why? (may stay empty)"));
    }
    let ready = matches!(verb, TimerVerb::Pause | TimerVerb::Resume);
    items.push(buttons("go", button, ready));
    let purpose = Purpose::Timer(step.clone(), verb);
    let dialog = Dialog::new(title, purpose, Form::new(items), model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("{}/timer/{step}", view.id));
    dialogs::open(model, dialog)
}

fn left(timer: &TimerRow, model: &Model) -> Item {
    let (left, all) = (timer.seconds_left(model.now), timer.seconds_in_all());
    let still = if timer.paused_with.is_some() {
        ", and it stands still"
    } else {
        ""
    };
    let text = format!("◷ {} left of {}{still}", spoken(left), spoken(all));
    words(Role::Wait, text)
}

/// Lets the button be pressed when it is known how long, or why.
pub(super) fn changed(form: &mut Form, verb: TimerVerb) {
    let ready = match verb {
        TimerVerb::Start | TimerVerb::Extend => seconds(&form.text(SPAN)).is_some(),
        TimerVerb::Pause | TimerVerb::Resume => true,
        TimerVerb::Stop => !form.text(TEXT).is_empty(),
    };
    form.set_button("go", ready);
}

/// Returns what is to be recorded.
pub(super) fn command(form: &Form, step: &StepId, verb: TimerVerb) -> Option<Command> {
    let change = match verb {
        TimerVerb::Start => TimerChange::Start(seconds(&form.text(SPAN))?),
        TimerVerb::Extend => TimerChange::Extend(seconds(&form.text(SPAN))?),
        TimerVerb::Pause => TimerChange::Pause,
        TimerVerb::Resume => TimerChange::Resume,
        TimerVerb::Stop => TimerChange::Stop,
    };
    Some(Command::ChangeTimer {
        step: step.clone(),
        change,
        reason: Some(form.text(TEXT)).filter(|reason| !reason.is_empty()),
    })
}

/// Reads `15m`, `1h 30m`, `2d`; a number alone is minutes. Nothing at all is no time.
pub(super) fn seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    if let Ok(minutes) = text.parse::<u64>() {
        return minutes.checked_mul(60).filter(|seconds| *seconds > 0);
    }
    let mut total: u64 = 0;
    let mut digits = String::new();
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let size = match letter {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => return None,
        };
        let count: u64 = digits.parse().ok()?;
        digits.clear();
        total = total.checked_add(count.checked_mul(size)?)?;
    }
    (digits.is_empty() && total > 0).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn spans_are_read_as_people_write_them() {
        for (text, expected) in [
            ("15", Some(900)),
            ("15m", Some(900)),
            ("1h 30m", Some(5400)),
            ("2d", Some(172_800)),
            ("0", None),
            ("", None),
            ("m", None),
            ("5x", None),
            ("99999999999999999999d", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
