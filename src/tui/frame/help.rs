//! Help for a page, made from the key map: what stands here is what the keys do.

use super::chrome::{framed, message, rule};
use super::help_all;
use super::hints::hints;
use super::menu::{Block, columns};
use crate::domain::plan::StepState;
use crate::tui::keymap::{Action, App, Class, Context, Group, KeyMap, Keys, Record};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws the whole screen of help from line `from` on.
pub(super) fn rows(model: &Model, size: Size, from: usize) -> Vec<Line> {
    let (width, height) = (usize::from(model.width), usize::from(model.height));
    let text = text(model);
    let room = height.saturating_sub(5);
    let last = text.len().saturating_sub(room);
    let from = from.min(last);
    let shown = text.iter().skip(from).take(room).cloned().enumerate();
    let shown = shown.map(|(place, line)| {
        let lead = if place == 0 {
            Line::of(" ").selected()
        } else {
            Line::of(" ")
        };
        lead.and_line(line)
    });
    let right = if last > 0 {
        let pages = text.len().div_ceil(room.max(1));
        format!(
            "{} of {pages}, PgDn more",
            (from + room).div_ceil(room.max(1)).min(pages)
        )
    } else {
        String::new()
    };
    let title = if !model.reading.wanted.is_empty() {
        format!("Help for: {}", model.reading.wanted)
    } else if model.reading.all {
        "Help: all keys".to_owned()
    } else {
        format!("Help for: {}", name(about(model)))
    };
    let path = Line::new().and(Role::Title, &format!(" rollgate › {title}"));
    let mut rows = vec![path];
    if size <= Size::Small {
        rows.push(rule("", &right, width));
        rows.extend(shown);
    } else {
        rows.extend(framed(
            &title,
            &right,
            shown.collect(),
            (width, height.saturating_sub(3)),
        ));
    }
    rows.resize(height.saturating_sub(2), Line::new());
    rows.push(message(model));
    rows.push(hints(model, size));
    rows
}

/// Returns how many lines of help there are.
pub(in crate::tui) fn length(model: &Model) -> usize {
    text(model).len()
}

/// Returns what it is the help for: the settings or the page.
fn about(model: &Model) -> Context {
    if model.look.page.is_some() {
        Context::Settings
    } else {
        model.page_context()
    }
}

/// Names a page.
pub(super) const fn name(context: Context) -> &'static str {
    match context {
        Context::Fleet => "Fleet",
        Context::Checklist | Context::Opened | Context::Working | Context::Base => "Checklist",
        Context::Ramp => "Ramp",
        Context::Blockers => "Blockers and incidents",
        Context::Board => "Blockers of all rollouts",
        Context::Packages | Context::OpenedPackages => "Packages",
        Context::Plain => "Plain text",
        Context::Timeline => "Timeline",
        Context::Info => "Info",
        Context::Help => "Help",
        Context::Settings => "Settings",
        Context::FirstRun => "First page",
        Context::ImportPreview => "Import preview",
        Context::Rollback => "Rollback",
    }
}

fn text(model: &Model) -> Vec<Line> {
    let width = usize::from(model.width).saturating_sub(4);
    if model.reading.all || !model.reading.wanted.is_empty() {
        return help_all::lines(model, width);
    }
    let blocks = blocks(&model.keys, about(model));
    let keys: usize = blocks.iter().map(|(_, items)| items.len() + 1).sum();
    let most = (width / 36).max(1);
    let mut lines = columns(&blocks, (width, keys.div_ceil(most)), 36);
    lines.push(Line::new());
    lines.extend(states(width));
    lines.push(Line::new());
    lines.extend(wrapped(&asks(model), width));
    lines.push(Line::new());
    let again = model.key_of(Action::App(App::Help));
    let search = model.keys.spoken(Context::Help, Action::App(App::Filter));
    let more = format!("MORE  {again} again: every key of every page   {search} searches them");
    lines.extend(wrapped(&[more], width));
    if let Some(source) = &model.keys.source {
        lines.extend(wrapped(&[format!("these are your keys: {source}")], width));
    }
    lines
}

/// Says what asks before it happens; the first line is a heading.
pub(super) fn asks(model: &Model) -> Vec<String> {
    let undo = model.key_of(Action::Record(Record::Undo));
    let lines = [
        "WHAT ASKS BEFORE IT HAPPENS".to_owned(),
        format!("nothing    moving, copying, ticking a step: {undo} undoes a record"),
        "a dialog   a reason, a note, a decision, advancing, QA, a blocker".to_owned(),
        "a number   a ramp: type the percentage that you have set".to_owned(),
        "a word     override and abandon: type the first word of the flag".to_owned(),
    ];
    lines.into()
}

/// Breaks lines at the width; one in capitals is a heading.
fn wrapped(texts: &[String], width: usize) -> Vec<Line> {
    let lines = texts.iter().flat_map(|text| {
        let is_heading = !text.contains(char::is_lowercase);
        let role = if is_heading { Role::Title } else { Role::Body };
        let lines = Shown::of(text).wrap(width).into_iter();
        lines.map(move |line| Line::shown(role, line))
    });
    lines.collect()
}

fn blocks(map: &KeyMap, context: Context) -> Vec<Block> {
    let blocks = Group::ALL.into_iter().map(|group| {
        let own = map.bindings(context);
        let own = own.filter(|binding| binding.group == group && !binding.alias);
        let items = own.map(|binding| {
            let keys = spoken((map, context), binding.keys, binding.action);
            let mark = if binding.class == Class::Typed {
                " (type a word)"
            } else {
                ""
            };
            (keys, format!("{}{mark}", binding.label))
        });
        (group.title(), items.collect::<Vec<_>>())
    });
    blocks.filter(|(_, items)| !items.is_empty()).collect()
}

/// Returns the keys of a binding, with a one-key alias beside them.
fn spoken((map, context): (&KeyMap, Context), keys: Keys, action: Action) -> String {
    let alias = map
        .bindings(context)
        .find(|other| other.alias && other.action == action && matches!(other.keys, Keys::One(_)));
    match alias {
        Some(alias) => format!("{} {}", keys.spoken(), alias.keys.spoken()),
        None => keys.spoken(),
    }
}

fn states(width: usize) -> Vec<Line> {
    let words: Vec<String> = StepState::ALL
        .into_iter()
        .map(|state| format!("{} {}", state.mark(), state.label().to_lowercase()))
        .collect();
    let text = format!("STATES  {}", words.join("  "));
    let lines = Shown::of(&text).wrap(width);
    lines
        .into_iter()
        .map(|line| Line::shown(Role::Body, line))
        .collect()
}
