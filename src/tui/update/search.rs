//! Looking for text: on the fleet and in the log it hides the rest, in the checklist it goes there.

use super::movement;
use crate::domain::id::{StageId, StepId};
use crate::projection::StepView;
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::key::{Key, KeyCode};
use crate::tui::keymap::{Action, App, Context, Move};
use crate::tui::model::{Model, Tone, contains};
use crate::tui::page::{Page, Tab};

/// Begins to look for text.
pub(super) fn begin(model: &mut Model) -> Vec<Effect> {
    if model.help.is_some() {
        model.search = Some(Field::single().with(&model.reading.wanted));
        return vec![];
    }
    if !matches!(model.page_context(), Context::Info | Context::Ramp) {
        let before = filter(model).clone();
        model.search = Some(Field::single().with(&before));
    }
    vec![]
}

/// Takes a key of the text that is looked for.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if key.code == KeyCode::Enter {
        model.search = None;
    } else if key.code == KeyCode::Esc {
        model.search = None;
        filter(model).clear();
    } else if let Some(field) = &mut model.search {
        field.press(key);
        look_for_it(model);
    }
    vec![]
}

/// Takes text that was pasted for text that is looked for.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(field) = &mut model.search {
        field.paste(text);
        look_for_it(model);
    }
    vec![]
}

/// Shows what the text in the field finds.
fn look_for_it(model: &mut Model) {
    let text = model.search.as_ref().map(Field::text).unwrap_or_default();
    *filter(model) = text;
    if model.help.is_some() {
        model.help = Some(0);
    } else if model.page_context() == Context::Checklist {
        to_match(model, Way::Here);
    }
}

/// Goes to the next match, or to the one before.
pub(super) fn step(model: &mut Model, forward: bool) -> Vec<Effect> {
    if filter(model).is_empty() {
        let key = model.key_of(Action::App(App::Filter));
        model.tell(Tone::Warn, format!("nothing is looked for: {key} begins"));
        return vec![];
    }
    if model.page_context() == Context::Checklist {
        to_match(model, if forward { Way::Forward } else { Way::Back });
        return vec![];
    }
    movement::go(model, if forward { Move::Down } else { Move::Up })
}

fn filter(model: &mut Model) -> &mut String {
    if model.help.is_some() {
        return &mut model.reading.wanted;
    }
    match model.pages.last_mut() {
        Some(Page::Rollout(page)) if page.tab != Tab::Packages => &mut page.filter,
        Some(Page::Rollout(_) | Page::Packages) => &mut model.packages.filter,
        Some(Page::Board) => &mut model.board.filter,
        Some(Page::ImportPreview(_) | Page::Rollback(_)) | None => &mut model.fleet.filter,
    }
}

/// Where the next match is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// At the selected step and after it.
    Here,
    /// After it.
    Forward,
    /// Before it.
    Back,
}

/// Selects the first step after the selected one, in whatever stage, that says the text; round the end to the beginning.
fn to_match(model: &mut Model, way: Way) {
    let (forward, here_too) = (way != Way::Back, way == Way::Here);
    let wanted = filter(model).clone();
    let all = all_steps(model);
    let selected = model.step().map(|step| step.id.clone());
    let place = all
        .iter()
        .position(|(_, id, _)| Some(id) == selected.as_ref());
    let (place, count) = (place.unwrap_or(0), all.len());
    let offsets = usize::from(!here_too)..=count.saturating_sub(usize::from(here_too));
    let places = offsets.map(|offset| {
        let place = if forward {
            place + offset
        } else {
            place + count - offset
        };
        place % count.max(1)
    });
    let found = places
        .filter_map(|place| all.get(place))
        .find(|(_, _, text)| contains(text, &wanted));
    match found.cloned() {
        Some((stage, step, _)) => {
            if let Some(page) = model.rollout_page_mut() {
                page.stage = Some(stage);
                page.step = Some(step);
            }
        }
        None => model.tell(Tone::Warn, format!("no step says {wanted}")),
    }
}

fn all_steps(model: &Model) -> Vec<(StageId, StepId, String)> {
    let stages = model.view().into_iter().flat_map(|view| &view.stages);
    stages
        .flat_map(|stage| {
            let steps = stage.steps.iter().flat_map(StepView::outline);
            steps.map(|step| {
                let text = format!("{} {}", step.number, step.text);
                (stage.id.clone(), step.id.clone(), text)
            })
        })
        .collect()
}
