//! The preview of an import: what was understood beside what was mended, and what is open. Nothing of it is saved yet.

use super::chrome::{framed, path};
use super::import_panes as panes;
use crate::tui::keymap::{Action, App, Context, KeyMap};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::page::{ImportPreview, Page, Part};
use crate::tui::screen::{Line, Role, beside};
use crate::tui::shown::Shown;

/// Draws it.
pub(super) fn rows(model: &Model, size: Size) -> Vec<Line> {
    let Some(Page::ImportPreview(preview)) = model.pages.last() else {
        return Vec::new();
    };
    let (width, height) = (
        usize::from(model.width),
        usize::from(super::page_height(model)),
    );
    let place = if size >= Size::Medium {
        format!("rollgate › Import preview of {}", preview.source)
    } else {
        format!("Import preview of {}", preview.source)
    };
    let mut rows = vec![path(model, &place, ""), bar(preview, width)];
    let room = height.saturating_sub(rows.len() + 2);
    let keys = &model.keys;
    let saves = key(keys, App::SaveImport);
    let warned = preview
        .misfit()
        .map(|why| format!("{why}: {saves} is refused"));
    let aside = panes::Aside {
        keys,
        warned: warned.as_deref(),
    };
    if size == Size::Large {
        rows.extend(all(preview, &aside, (width, room)));
    } else {
        rows.extend(one(preview, &aside, (width, room)));
    }
    rows
}

/// Returns the bar: that nothing is saved, and how much there is; what does not fit is dropped whole.
fn bar(preview: &ImportPreview, width: usize) -> Line {
    let counts = &preview.reading.counts;
    let several = |count: usize, one: &str, more: &str| {
        format!("{count} {}", if count == 1 { one } else { more })
    };
    let asked = preview.asked();
    let open = asked
        .iter()
        .filter(|asked| asked.answer().is_none())
        .count();
    let onto = preview.onto.as_ref().map(|onto| {
        let (changed, added, removed) = onto.counts();
        format!("again: {changed} changed, {added} new, {removed} gone")
    });
    let parts = std::iter::once(preview.reading.plan.name().to_owned()).chain(onto);
    let parts = parts.chain([
        several(counts.steps, "step", "steps"),
        several(counts.repairs, "repair", "repairs"),
        format!("{open} to answer"),
        several(counts.stages, "stage", "stages"),
        several(counts.instructions, "command", "commands"),
        several(counts.waits + counts.watches, "timer", "timers"),
    ]);
    let mut text = "▌NOTHING IS SAVED YET".to_owned();
    for part in parts {
        let longer = format!("{text} │ {part}");
        if Shown::of(&longer).width() <= width {
            text = longer;
        }
    }
    Line::shown(Role::Bar, Shown::of(&text).pad(width))
}

/// Draws every part in a frame of its own.
fn all(
    preview: &ImportPreview,
    aside: &panes::Aside<'_>,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let below = (preview.count(Part::Answers) * 2 + 4).clamp(4, height / 4);
    let above = height.saturating_sub(below);
    let left = width / 2;
    let right = width - left;
    let upper = above * 3 / 5;
    let pane = |part: Part, wide: usize, high: usize| {
        let (title, hint) = title(preview, aside.keys, part);
        let lines = panes::lines(
            preview,
            (part, aside),
            (wide.saturating_sub(3), high.saturating_sub(2)),
        );
        let lines = lines.into_iter().map(|line| Line::of(" ").and_line(line));
        framed(&title, &hint, lines.collect(), (wide, high))
    };
    let mut others = pane(Part::Repairs, right, upper);
    others.extend(pane(Part::Warnings, right, above - upper));
    let first = if preview.part == Part::Changes {
        Part::Changes
    } else {
        Part::Steps
    };
    let mut rows = beside(pane(first, left, above), others);
    rows.extend(pane(Part::Answers, width, below));
    rows
}

/// Names the keys of a command of this page.
fn key(keys: &KeyMap, app: App) -> String {
    keys.spoken(Context::ImportPreview, Action::App(app))
}

fn title(preview: &ImportPreview, keys: &KeyMap, part: Part) -> (String, String) {
    let name = match part {
        Part::Steps => "What I understood",
        Part::Repairs | Part::Warnings => part.title(),
        Part::Answers => "Only you can answer",
        Part::Changes => "What changes",
    };
    let mark = if preview.part == part { "▸ " } else { "" };
    let title = format!("{mark}{} {name} {}", part.place() + 1, preview.count(part));
    let hint = match part {
        Part::Answers if preview.count(part) > 0 => {
            format!("{} answers, or later", key(keys, App::Fold))
        }
        Part::Repairs if preview.count(part) > 0 => {
            format!("{} accept or refuse", key(keys, App::Choose))
        }
        Part::Changes => format!("{} shows the steps", key(keys, App::Part(0))),
        Part::Steps if preview.onto.is_some() => {
            format!("{} shows what changes", key(keys, App::Part(4)))
        }
        Part::Steps | Part::Repairs | Part::Warnings | Part::Answers => String::new(),
    };
    (title, hint)
}

/// Draws the part that has the cursor, under the names of all.
fn one(
    preview: &ImportPreview,
    aside: &panes::Aside<'_>,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let name = |part: Part, is_short: bool| {
        let (place, count) = (part.place() + 1, preview.count(part));
        if part == preview.part {
            format!("[{place} {} {count}] ", part.title())
        } else if is_short {
            format!(" {place}: {count}  ")
        } else {
            format!(" {place} {} {count}  ", part.title())
        }
    };
    let wide: usize = preview.parts().map(|part| name(part, false).len()).sum();
    let is_short = wide > width;
    let tabs = preview.parts().fold(Line::of(" "), |tabs, part| {
        let role = if part == preview.part {
            Role::Title
        } else {
            Role::Body
        };
        tabs.and(role, &name(part, is_short))
    });
    let mut rows = vec![tabs.fit(width), super::chrome::rule("", "", width)];
    let room = height.saturating_sub(rows.len());
    let lines = panes::lines(
        preview,
        (preview.part, aside),
        (width.saturating_sub(2), room),
    );
    rows.extend(lines.into_iter().map(|line| Line::of(" ").and_line(line)));
    rows
}
