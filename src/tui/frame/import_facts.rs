//! What a document is about, as the preview of an import says it: flag, owners, channel, issue, and what became of its boxes.

use crate::checklist::Form;
use crate::domain::plan::ReferenceKind;
use crate::tui::keymap::{Action, App, Context, KeyMap};
use crate::tui::page::ImportPreview;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Says what it is about, in one line for each kind of fact.
pub(super) fn facts(
    preview: &ImportPreview,
    keys: &KeyMap,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let plan = &preview.reading.plan;
    let owners: Vec<String> = plan
        .owners
        .iter()
        .map(|owner| format!("{} {}", owner.role, owner.name))
        .collect();
    let targets = |kind: ReferenceKind| {
        let found = plan
            .references
            .iter()
            .filter(move |found| found.kind == kind);
        found
            .map(|found| found.target.clone())
            .collect::<Vec<String>>()
    };
    let flag = plan
        .flag
        .as_ref()
        .map_or_else(|| format!("none   {}", plan.title), ToString::to_string);
    let mut issues = targets(ReferenceKind::Issue);
    match &preview.link {
        Some(link) => issues.insert(0, link.to_string()),
        None if issues.is_empty() && height > 14 => {
            let keeps = keys.spoken(Context::ImportPreview, Action::App(App::FromLink));
            issues.push(format!("no link found   {keeps} keeps one"));
        }
        None => {}
    }
    let facts = [
        ("FLAG  ", vec![flag]),
        ("OWNER ", owners),
        ("SLACK ", targets(ReferenceKind::Channel)),
        ("ISSUE ", issues),
    ];
    facts
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .take(height / 3)
        .map(|(name, values)| {
            let text = Shown::of(&values.join(", ")).cut_end(width.saturating_sub(8));
            Line::of(" ")
                .and(Role::Title, name)
                .and(Role::Body, " ")
                .and_shown(Role::Body, text)
        })
        .collect()
}

/// Says what is to be known of its boxes.
pub(super) fn foot(preview: &ImportPreview, keys: &KeyMap) -> Vec<Line> {
    let mut lines = Vec::new();
    let left_out = preview.reading.counts.boxes_na;
    if left_out > 0 {
        let text = format!(" ~ {left_out} arrive as n/a: marked so in the text");
        lines.push(Line::new().and(Role::Dim, &text));
    }
    if preview.reading.form == Form::Rendered && preview.done_to.is_none() {
        let says = keys.spoken(Context::ImportPreview, Action::App(App::DoneTo));
        let text = format!(" ! no ticks are left in this text: {says} says what is done");
        lines.push(Line::new().and(Role::Wait, &text));
    }
    if let Some(number) = &preview.done_to {
        let text = format!(" ✓ done up to {number}, as you say");
        lines.push(Line::new().and(Role::Done, &text));
    }
    lines
}
