//! The wizard of the way back: reason, plan, confirmation. Nothing is recorded before the word is typed and the button pressed.

use super::qa::say_before;
use super::when::{NotPast, past, zone_word};
use super::{copy, dialogs, fleet, rollback_plan, rollback_run, rollback_scope, rollback_word};
use crate::domain::Timestamp;
use crate::domain::flag::Environment;
use crate::domain::rollout::{Command, Phase};
use crate::projection::{IncidentView, RolloutView, WallClock};
use crate::tui::dialog::{Dialog, Purpose, TEXT, WORD};
use crate::tui::effect::Effect;
use crate::tui::form::{Button, CANCEL, Form, Item, Radio, filled, gap, single, words};
use crate::tui::keymap::{Action, Context, Copied, Record};
use crate::tui::layout::Size;
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// The button that turns to the next page.
pub(super) const NEXT: &str = "next";
/// The button that turns back.
pub(super) const BACK: &str = "back";

const WHY: &str = "why";
const WHEN: &str = "when";
const ALREADY: &str = "already";
const TIME: &str = "time";
const SEEN: &str = "seen";

/// The reasons to choose from; the words of the last one must be typed.
const REASONS: [(&str, &str); 5] = [
    ("qa", "QA failed"),
    ("errors", "errors or latency"),
    ("incident", "incident"),
    ("owner", "owner asked"),
    ("other", "other"),
];

/// Opens the wizard or, while a rollback runs, its checklist. On the fleet it is about the selected row.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return if model.page_context() == Context::Fleet {
            fleet::read_then(model, Action::Record(Record::Rollback))
        } else {
            vec![]
        };
    };
    match view.phase {
        Phase::Closed => {
            model.tell(Tone::Warn, "the rollout is closed: nothing to roll back");
            return vec![];
        }
        Phase::RollingBack => return rollback_run::open(model),
        Phase::RolledBack if view.rollback.plan.from.is_empty() => {
            return rollback_run::open(model);
        }
        Phase::Planned | Phase::Active | Phase::RolledBack | Phase::Abandoned => {}
    }
    let purpose = Purpose::Rollback(rollback_word::confirming(model, view));
    let mut form = reason_page(view, model.width < 80);
    if Size::of(model.width, model.height) == Size::Line {
        // Whoever is in a hurry reads the line to run before the first question.
        form = rollback_plan::read_from_top(form, (model.width, model.height));
    }
    let mut dialog = Dialog::new("Roll back", purpose, form, model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("rollback/{}", view.id));
    dialog.right = progress(0);
    dialogs::open(model, dialog)
}

fn progress(page: usize) -> String {
    let names = ["1 Reason", "2 Plan", "3 Confirm", "4 Run"];
    let parts = names.into_iter().enumerate().map(|(place, name)| {
        let mark = if place < page { "✓" } else { "▸" };
        match place {
            3 => name.to_owned(),
            _ if place == page => format!("[{name}] {mark}"),
            _ => format!("{name} {mark}"),
        }
    });
    parts.collect::<Vec<String>>().join(" ")
}

/// Makes the buttons of a page: the one that changes nothing always comes first.
fn turns(back: bool, name: &'static str, label: &str) -> Item {
    let button = |name, label: &str, enabled| Button {
        name,
        label: label.to_owned(),
        enabled,
    };
    let mut buttons = vec![button(CANCEL, "Cancel", true)];
    if back {
        buttons.push(button(BACK, "◂ Back", true));
    }
    buttons.push(button(name, label, back && name == NEXT));
    Item::Buttons(buttons)
}

fn reason_page(view: &RolloutView, is_small: bool) -> Form {
    // The first line of a small screen has the name already.
    let mut items = Vec::new();
    items.extend((!is_small).then(|| words(Role::Title, view.name().to_owned())));
    let lines = rollback_plan::lines(view);
    if lines.is_empty() {
        items.extend(rollback_plan::without_command(view));
    } else {
        let hurry =
            "IN A HURRY?  Ctrl-Y copies the command now. Come back and choose \"already ran it\".";
        items.push(words(Role::Special, hurry));
        let more = lines.len() - 1;
        items.extend(lines.into_iter().take(1).map(Item::Copyable));
        if more > 0 {
            let more = format!("and {more} more for the other environments");
            items.push(words(Role::Dim, more));
        }
    }
    let when = [("now", "I will run it now"), (ALREADY, "already ran it")];
    items.extend((!is_small).then(gap));
    items.extend([
        Item::Radio(Radio::new(WHY, "Why     ", &REASONS)),
        single(TEXT, "In words"),
    ]);
    items.extend(rollback_scope::names(view));
    items.push(Item::Radio(Radio::new(WHEN, "When    ", &when).with(0)));
    items.extend(rollback_scope::boxes(view));
    items.extend([
        Item::Tick {
            name: SEEN,
            label: "users saw something worse: retries need a change issue".to_owned(),
            on: false,
        },
        words(Role::Wait, ""),
        turns(false, NEXT, "Next: see the plan ▸"),
    ]);
    Form::new(items)
}

fn confirm_page(view: &RolloutView, word: &str, scope: &[Environment]) -> Form {
    let mut items = vec![
        words(Role::Body, "You start the rollback of"),
        words(Role::Title, format!("   {}", view.name())),
    ];
    items.extend(
        rollback_plan::changes_in_one_line(view, scope).map(|line| words(Role::Body, line)),
    );
    let pinned = items.len();
    items.extend([
        gap(),
        words(
            Role::Body,
            format!("Type this beginning of the name, or all of it:   {word}"),
        ),
        single(WORD, "  "),
        gap(),
        words(
            Role::Body,
            "Nothing runs by itself. The next page is your checklist.",
        ),
        turns(true, "go", "Start the rollback"),
    ]);
    // The name stands above the dialog; what becomes of it stays in sight.
    Form::new(items).focused_on(CANCEL).pinning(2..pinned)
}

/// Turns a page; what was typed stays on it.
pub(super) fn turn(model: &mut Model, button: &str) -> Vec<Effect> {
    let (Some(mut dialog), Some(view)) = (model.dialog.take(), model.view()) else {
        return vec![];
    };
    let Purpose::Rollback(word) = dialog.purpose.clone() else {
        return vec![];
    };
    if button == BACK {
        if let Some(form) = dialog.pages.pop() {
            dialog.form = form;
        }
    } else {
        let size = (model.width, model.height);
        let page = if let Some(first) = dialog.pages.first() {
            let scope = rollback_scope::chosen(first, view);
            rollback_plan::read_from_top(confirm_page(view, &word, &scope), size)
        } else {
            let next = turns(true, NEXT, "Next: confirm ▸");
            let scope = rollback_scope::chosen(&dialog.form, view);
            rollback_plan::page((view, &scope), model.packages_view(), next, size)
        };
        let before = std::mem::replace(&mut dialog.form, page);
        dialog.pages.push(before);
    }
    dialog.right = progress(dialog.pages.len());
    dialog.opened_at = model.now;
    let was_dirty = dialog.dirty;
    model.dialog = Some(dialog);
    dialogs::changed(model);
    if let Some(dialog) = &mut model.dialog {
        dialog.dirty = was_dirty;
    }
    vec![]
}

/// Lets the page be left when all is there that it asks for.
pub(super) fn changed(model: &Model, dialog: &mut Dialog) {
    let clock = model.clock();
    let Purpose::Rollback(word) = &dialog.purpose else {
        return;
    };
    match dialog.pages.len() {
        0 => reason_changed(&mut dialog.form, clock, incidents(model)),
        1 => {}
        _ => {
            let typed = dialog.form.text(WORD);
            let name = dialog.form.items.iter().find_map(|item| {
                if let Item::Words(Role::Title, name) = item {
                    Some(name.trim())
                } else {
                    None
                }
            });
            let matches = typed == *word || Some(typed.as_str()) == name;
            dialog.form.set_button("go", matches);
        }
    }
}

fn incidents(model: &Model) -> &[IncidentView] {
    let read = model.snapshot.as_ref();
    read.map_or(&[], |snapshot| &snapshot.incidents)
}

fn reason_changed(form: &mut Form, clock: WallClock, known: &[IncidentView]) {
    let is_already = form.chosen(WHEN) == Some(ALREADY);
    let is_when = |item: &Item| matches!(item, Item::Radio(radio) if radio.name == WHEN);
    let after = form.items.iter().position(is_when).map(|place| place + 1);
    match (after, form.field(TIME).is_some()) {
        (Some(after), false) if is_already => {
            let item = filled(
                TIME,
                format!("   at, {}", zone_word(clock)),
                &clock.format(clock.now, "%H:%M"),
            );
            form.items.insert(after, item);
        }
        (Some(after), true) if !is_already => {
            form.items.remove(after);
        }
        _ => {}
    }
    let missing = match (form.chosen(WHY), already_at(form, clock)) {
        (None, _) => "Space chooses why.",
        (Some("other"), _) if form.text(TEXT).is_empty() => "Say why in words.",
        (_, Err(why)) => why,
        _ => "",
    };
    let beside = rollback_scope::missing(form, known).filter(|_| missing.is_empty());
    let missing = beside.as_deref().unwrap_or(missing);
    form.set_button(NEXT, missing.is_empty());
    say_before(form, "", missing);
}

/// Returns when it was run already, if it was.
fn already_at(form: &Form, clock: WallClock) -> Result<Option<Timestamp>, &'static str> {
    if form.chosen(WHEN) != Some(ALREADY) {
        return Ok(None);
    }
    let words = "Write the time as 14:44, or as 2022-03-09 14:44.";
    match past(&form.text(TIME), clock) {
        Ok(Some(at)) => Ok(Some(at)),
        Err(NotPast::Ahead) => Err("That time is ahead of this clock."),
        Ok(None) | Err(NotPast::Unread) => Err(words),
    }
}

/// Returns the wish, with the incident that it belongs to or that is raised for it.
pub(super) fn submitted(model: &Model, dialog: &Dialog) -> Vec<Effect> {
    let (Some((rollout, seen)), Some((command, raised))) =
        (dialog.about.clone(), command(model, dialog))
    else {
        return vec![];
    };
    let seen = Some(seen);
    let has_incident =
        matches!(&command, Command::TriggerRollback { details, .. } if details.incident.is_some());
    vec![if has_incident || raised.is_some() {
        Effect::StartRollback {
            rollout,
            command,
            seen,
            raised,
        }
    } else {
        Effect::Dispatch {
            rollout,
            command,
            seen,
        }
    }]
}

/// Returns what is to be recorded, and the title of the incident that is to be raised for it, if one is.
fn command(model: &Model, dialog: &Dialog) -> Option<(Command, Option<String>)> {
    let clock = model.clock();
    let form = dialog.pages.first()?;
    let why = form.chosen(WHY)?;
    let spoken = REASONS
        .iter()
        .find(|(key, _)| *key == why)
        .map(|(_, words)| *words)?;
    let said = form.text(TEXT);
    let reason = match (why, said.is_empty()) {
        ("other", _) => said,
        (_, true) => spoken.to_owned(),
        (_, false) => format!("{spoken}: {said}"),
    };
    let view = model.view()?;
    let incident = rollback_scope::incident(form, incidents(model)).ok()?;
    let title = format!("Rollback of {}: {reason}", view.name());
    let command = Command::TriggerRollback {
        reason,
        already_at: already_at(form, clock).ok()?,
        seen_by_users: form.is_ticked(SEEN),
        details: rollback_scope::details(form, view, incident.name),
    };
    Some((command, Some(title).filter(|_| incident.raise)))
}

/// Copies the commands of the way back or, where there are none, the sentence to send.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let sentence = model.view().and_then(rollback_plan::sentence);
    let has_lines = model
        .view()
        .is_some_and(|view| !rollback_plan::lines(view).is_empty());
    match (sentence, has_lines) {
        (Some((text, label)), false) => vec![Effect::Copy { text, label }],
        _ => copy::perform(model, Copied::Rollback),
    }
}
