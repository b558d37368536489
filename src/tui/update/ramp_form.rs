//! What stands in the dialog of the ramp, in its four parts. It is made anew with every key; what was typed is carried over.

use super::draft;
use super::ramp::{self, Weighed};
use crate::domain::flag::Percentage;
use crate::domain::rollout::GateKind;
use crate::projection::{GateView, Placed, RampView};
use crate::tui::dialog::{RampAsked, TEXT, WORD};
use crate::tui::form::{Button, CANCEL, Form, Item, Radio, buttons, gap, single, words};
use crate::tui::keymap::{Action, App, Record};
use crate::tui::layout::Size;
use crate::tui::screen::Role;

/// How the part with the line to run begins; above it, there is room for the chart.
pub(in crate::tui) const RUN: &str = "3 RUN";

/// From this many points on, a step up asks why, in thousandths.
const LARGE: u32 = 25_000;

/// Returns what is asked first, with the next percentage chosen.
pub(super) fn first(asked: &RampAsked, ramp: &RampView) -> Vec<Item> {
    items(asked, ramp, None, (&Form::default(), Room::Tall), &|_| {
        String::new()
    })
}

/// How much room the dialog has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Room {
    /// For what has to be read and typed.
    Tight,
    /// For gaps between the parts too.
    Roomy,
    /// For every open gate by itself.
    Tall,
}

impl Room {
    /// Returns the room on a screen of so many columns and rows.
    pub(super) fn of(width: u16, height: u16) -> Self {
        match Size::of(width, height) {
            Size::Large if height >= TALL => Self::Tall,
            Size::Large => Self::Roomy,
            Size::TooSmall | Size::Line | Size::Small | Size::Medium => Self::Tight,
        }
    }
}

/// The rows from which on every open gate is listed and the buttons are still on the screen.
const TALL: u16 = 48;

/// Returns everything that stands in the dialog.
pub(super) fn items(
    asked: &RampAsked,
    ramp: &RampView,
    weighed: Option<&Weighed>,
    (old, room): (&Form, Room),
    key_of: &dyn Fn(Action) -> String,
) -> Vec<Item> {
    let space = || (room > Room::Tight).then(gap);
    let mut items = choose(asked, ramp, old);
    items.extend(space());
    items.extend(check(key_of, weighed, room));
    items.push(single(TEXT, why(weighed)));
    items.extend(space());
    items.push(words(
        Role::Title,
        format!("{RUN}  copy this and run it yourself; nothing is run from here"),
    ));
    items.extend(run(weighed));
    items.push(single(ramp::REPLY, "Bot reply (may stay empty)"));
    items.extend(space());
    items.extend(record(asked, weighed, old));
    items
}

fn choose(asked: &RampAsked, ramp: &RampView, old: &Form) -> Vec<Item> {
    let names = ramp::NAMES.iter().copied();
    let rungs = asked.rungs.iter().map(|rung| label(ramp.share, *rung));
    let mut options: Vec<(&'static str, String)> = names.zip(rungs).collect();
    options.push((ramp::OTHER, "other".to_owned()));
    let has_next = asked.rungs.first().is_some_and(|first| *first > ramp.share);
    let rungs = Radio {
        name: ramp::RUNG,
        label: "to",
        options,
        at: 0,
        chosen: has_next.then_some(0),
    };
    let by = [("actors", "actors"), ("time", "time: deprecated")];
    let is_by_time = ramp.basis == crate::domain::flag::Basis::Time;
    let head = format!("1 CHOOSE  production now {}", ramp.in_words);
    let mut items = vec![words(Role::Title, head), Item::Radio(rungs)];
    if old.chosen(ramp::RUNG) == Some(ramp::OTHER) {
        items.push(single(ramp::OTHER, "    percentage"));
    }
    if !asked.lawful.is_empty() {
        let lawful = format!("earliest lawful: {}", asked.lawful.join("; "));
        items.push(words(Role::Dim, lawful));
    }
    let by = Radio::new(ramp::BY, "by", &by).with(usize::from(is_by_time));
    items.push(Item::Radio(by));
    items
}

fn label(from: Percentage, to: Percentage) -> String {
    if to < from {
        return format!("{to}% down");
    }
    let points = Percentage::from_thousandths(to.distance(from)).unwrap_or(Percentage::NONE);
    let asks = if to.distance(from) > LARGE {
        ", asks why"
    } else {
        ""
    };
    format!("{to}% +{points}{asks}")
}

fn check(key_of: &dyn Fn(Action) -> String, weighed: Option<&Weighed>, room: Room) -> Vec<Item> {
    match weighed {
        None => vec![words(Role::Title, "2 CHECK")],
        Some(Err(rejection)) => vec![
            words(Role::Title, "2 CHECK   it cannot be recorded here"),
            words(Role::Bad, format!("✗ {rejection}")),
        ],
        Some(Ok(placed)) => gates(key_of, placed, room),
    }
}

fn gates(key_of: &dyn Fn(Action) -> String, placed: &Placed, room: Room) -> Vec<Item> {
    let (is_roomy, is_tall) = (room > Room::Tight, room == Room::Tall);
    let met = placed.gates.iter().filter(|gate| gate.open).count();
    let count = placed.gates.len();
    let head = if count == 0 {
        format!(
            "2 CHECK   a way down passes no gate; step {}",
            placed.number
        )
    } else {
        let asking = placed.gates.iter().filter(|gate| asks(gate)).count();
        let open = if asking > 0 && is_roomy {
            format!("{met} of {count} open, {asking} asks")
        } else {
            format!("{met} of {count} gates open")
        };
        format!("2 CHECK   {open}; step {}", placed.number)
    };
    let mut items = vec![words(Role::Title, head)];
    let listed = placed.gates.iter().filter(|gate| !is_roomy || !asks(gate));
    let (plain, special): (Vec<_>, Vec<_>) =
        listed.partition(|gate| !is_tall && gate.reasons.is_empty());
    items.extend(special.into_iter().flat_map(|found| gate(key_of, found)));
    if !plain.is_empty() {
        let view = key_of(Action::App(App::Ramp));
        let others = if plain.len() == count {
            format!("✓ all {count} are open; {view} lists them")
        } else {
            format!("✓ {} others are open; {view} lists them", plain.len())
        };
        items.push(words(Role::Done, others));
    }
    items
}

/// Tells whether a gate only asks: the view of the ramp and a warning say what, the dialog has no room for it.
fn asks(gate: &GateView) -> bool {
    gate.open && gate.reasons.is_empty() && !gate.asks.is_empty()
}

fn gate(key_of: &dyn Fn(Action) -> String, gate: &GateView) -> Vec<Item> {
    let (mark, role) = match (gate.open, &gate.overridden) {
        (_, Some(_)) => ('⚑', Role::Special),
        (true, None) => ('✓', Role::Done),
        (false, None) => ('☐', Role::Bad),
    };
    let mut items = vec![words(role, format!("{mark} {}", gate.text))];
    let reasons = gate.reasons.iter();
    items.extend(reasons.map(|reason| words(Role::Body, format!("  {reason}"))));
    if gate.reasons.is_empty() || !gate.hard {
        return items;
    }
    if gate.id == GateKind::Hold {
        let key = key_of(Action::Record(Record::Hold));
        let text = format!("  {key} resumes; it cannot be passed");
        items.push(words(Role::Dim, text));
    } else {
        items.push(Item::Tick {
            name: gate.id.as_str(),
            label: "pass it against the rules".to_owned(),
            on: false,
        });
    }
    items
}

fn why(weighed: Option<&Weighed>) -> &'static str {
    let is_asked = |placed: &Placed| placed.gates.iter().any(|gate| !gate.reasons.is_empty());
    match weighed {
        Some(Ok(placed)) if is_asked(placed) => "Why (kept for ever)",
        _ => "Why (may stay empty)",
    }
}

fn run(weighed: Option<&Weighed>) -> Vec<Item> {
    let Some(Ok(placed)) = weighed else {
        return vec![words(Role::Dim, "no command: that cannot be recorded here")];
    };
    let lines = placed.lines.iter();
    let mut items: Vec<Item> = lines
        .map(|line| Item::Copyable(line.normalised.clone()))
        .collect();
    items.push(Item::Buttons(vec![Button {
        name: ramp::COPY,
        label: "Ctrl-Y Copy".to_owned(),
        enabled: true,
    }]));
    items
}

fn record(asked: &RampAsked, weighed: Option<&Weighed>, old: &Form) -> Vec<Item> {
    let ready = ramp::ready(old, asked.choice, weighed);
    // A choice that cannot be recorded at all has said why under 2 CHECK.
    let is_refused = matches!(weighed, Some(Err(_)));
    let unready = ready.as_ref().err().cloned().filter(|_| !is_refused);
    let number = asked
        .choice
        .map_or_else(|| "it".to_owned(), |choice| format!("{choice}%"));
    let stays = asked.choice.is_some_and(|choice| choice > Percentage::NONE);
    let label = if stays {
        format!("Record {number} and start the stay")
    } else {
        format!("Record {number}")
    };
    let mut row = buttons("go", label, ready.is_ok());
    let offers_empty = old.items.iter().any(|item| {
        matches!(item, Item::Buttons(buttons) if buttons.iter().any(|button| button.name == draft::EMPTY))
    });
    if let Some(row) = row.buttons_mut().filter(|_| offers_empty) {
        let button = Button {
            name: draft::EMPTY,
            label: "Start empty".to_owned(),
            enabled: true,
        };
        row.insert(1.min(row.len()), button);
    }
    vec![
        single(WORD, "4 RECORD  Type the percentage set"),
        words(Role::Wait, unready.unwrap_or_default()),
        row,
    ]
}

/// Puts `items` into the form; what was typed, chosen and ticked stays, and so does the focus.
pub(super) fn put(form: &mut Form, items: Vec<Item>) {
    let focus = focused(form);
    let items: Vec<Item> = items.into_iter().map(|item| carried(form, item)).collect();
    form.items = items;
    let stops = form.stops();
    let place = stops
        .iter()
        .position(|(item, part)| name_of(form, *item, *part) == focus);
    form.focus = place.unwrap_or(form.focus.min(stops.len().saturating_sub(1)));
}

fn focused(form: &Form) -> String {
    let (item, part) = form.stop();
    name_of(form, item, part)
}

fn name_of(form: &Form, item: usize, part: usize) -> String {
    match form.items.get(item) {
        Some(Item::Buttons(buttons)) => buttons
            .get(part)
            .map_or_else(|| CANCEL.to_owned(), |button| format!("[{}]", button.name)),
        Some(item) => item.name().to_owned(),
        None => String::new(),
    }
}

/// Returns `new` with what was typed into the old one of its name.
fn carried(form: &Form, new: Item) -> Item {
    let before = form
        .items
        .iter()
        .find(|item| !item.name().is_empty() && item.name() == new.name());
    match (new, before) {
        (
            Item::Field {
                name, label, rows, ..
            },
            Some(Item::Field { field, .. }),
        ) => Item::Field {
            name,
            label,
            field: field.clone(),
            rows,
        },
        (Item::Radio(radio), Some(Item::Radio(old)))
            if radio.options.len() == old.options.len() =>
        {
            Item::Radio(Radio {
                at: old.at,
                chosen: old.chosen,
                ..radio
            })
        }
        (Item::Tick { name, label, .. }, Some(Item::Tick { on, .. })) => Item::Tick {
            name,
            label,
            on: *on,
        },
        (new, _) => new,
    }
}
