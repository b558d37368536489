//! A text that is no rollout: what it looks like instead, and the offer to keep it as what stands in the way.

use super::dialogs;
use crate::tui::dialog::{Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::form::{Button, CANCEL, Form, Item, buttons, filled, gap, words};
use crate::tui::model::Model;
use crate::tui::page::ImportPreview;
use crate::tui::screen::Role;

/// How much of the first line is told, in characters.
const TOLD: usize = 120;

/// Says what the text looks like, and offers to keep it as what stands in the way of the rollout that is open.
pub(super) fn open(model: &mut Model, preview: &ImportPreview) -> Vec<Effect> {
    let mut lines = preview.text.lines().filter(|line| !line.trim().is_empty());
    let first: String = lines
        .next()
        .unwrap_or_default()
        .trim()
        .chars()
        .take(TOLD)
        .collect();
    let count = preview.text.lines().count();
    let counted = if count == 1 {
        "one line".to_owned()
    } else {
        format!("{count} lines")
    };
    let mut items = vec![
        words(
            Role::Body,
            format!(
                "No checklist and no chatops command in the {counted} from {}.",
                preview.source
            ),
        ),
        words(Role::Body, format!("The first line is: \"{first}\"")),
        gap(),
    ];
    for found in &preview.reading.diagnostics {
        items.push(words(Role::Bad, found.message.clone()));
        items.extend(
            found
                .hint
                .iter()
                .map(|hint| words(Role::Body, hint.clone())),
        );
    }
    items.push(gap());
    let view = model
        .view()
        .map(|view| (view.name(), view.id.clone(), view.seq));
    let about = view.as_ref().map(|(_, id, seq)| (id.clone(), *seq));
    match view {
        Some((name, _, _)) => items.extend([
            filled(TEXT, "Blocker", &first),
            words(Role::Title, format!("of {name}")),
            gap(),
            buttons("go", "Add it as a blocker", false),
        ]),
        None => items.push(Item::Buttons(vec![Button {
            name: CANCEL,
            label: "Close".to_owned(),
            enabled: true,
        }])),
    }
    let title = "I could not read this as a rollout";
    let form = Form::new(items).focused_on(CANCEL);
    let mut dialog = Dialog::new(title, Purpose::NotARollout, form, model.now);
    if let Some((id, seq)) = about {
        dialog = dialog.about(id, seq);
    }
    dialogs::open(model, dialog)
}
