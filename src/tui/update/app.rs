//! What changes the view or asks for something of the program. Nothing here is recorded.

use super::{
    arrival, blockers, board, browse, export, fleet, from_link, from_template, hook,
    import_preview, keys, look_back, mouse, next_thing, open_step, packages, palette, pending,
    rollback_run, search, settings, which,
};
use crate::tui::effect::Effect;
use crate::tui::keymap::{self, App, Context};
use crate::tui::model::{Model, Tone};
use crate::tui::page::{Page, Tab};
use crate::tui::reading::Reading;

/// Does `what`.
pub(super) fn perform(model: &mut Model, what: App) -> Vec<Effect> {
    match what {
        App::Open => open(model),
        App::Back => back(model),
        App::Leave => leave(model),
        App::Help => help(model),
        App::Errors => errors(model),
        App::Menu => keys::menu(model),
        App::Filter => search::begin(model),
        App::NextMatch => search::step(model, true),
        App::PreviousMatch => search::step(model, false),
        App::NextThing => next_thing::go(model),
        App::Fleet => to_fleet(model),
        App::ToggleDone => toggle_done(model),
        App::Zoom => zoom(model),
        App::Compact => toggle(&mut model.fleet.compact),
        App::Preview => toggle(&mut model.fleet.preview_hidden),
        App::Mouse => mouse::toggle(model),
        App::Reload => pending::again(model),
        App::Redraw => vec![Effect::Redraw],
        App::Suspend => vec![Effect::Suspend],
        App::Import => arrival::ask(model),
        App::ImportAgain => arrival::ask_again(model),
        App::FromLink => from_link::ask(model),
        App::FromTemplate => from_template::ask(model),
        App::Hints => hints(model),
        App::Paste => paste(model),
        App::Demo => vec![Effect::EnterDemo],
        App::DemoClock => demo_clock(model),
        // Ctrl-C is answered before any key is looked up.
        App::Interrupt => vec![],
        App::Checklist => show(model, Tab::Checklist),
        App::Ramp => show(model, Tab::Ramp),
        App::Blockers => blockers::show(model),
        App::OpenOnly => blockers::open_only(model),
        App::Packages => packages::show(model),
        App::Board => board::show(model),
        App::Order => board::turn_order(model),
        App::Which => which::open(model),
        App::LookAt => look_back::toggle(model),
        App::Zone => turn_zone(model),
        App::Plain => plain(model),
        App::Palette => palette::open(model),
        App::Settings => settings::toggle(model),
        App::Change => settings::enter(model),
        App::EditSettings => vec![Effect::EditSettings],
        App::Export => export::open(model),
        App::Days => export::toggle_days(model),
        App::Browse(link) => browse::open(model, link),
        App::Timeline => show(model, Tab::Timeline),
        App::Info => show(model, Tab::Info),
        App::DoneTo => import_preview::done_to(model),
        App::Choose => import_preview::choose(model),
        App::AcceptAll => import_preview::accept_all(model),
        App::Fold => import_preview::fold(model),
        App::NextPart => turn_part(model, false),
        App::PreviousPart => turn_part(model, true),
        App::Part(place) => import_preview::to_part(model, usize::from(place)),
        App::SaveImport => import_preview::save(model),
    }
}

/// Shows what went wrong before.
fn errors(model: &mut Model) -> Vec<Effect> {
    model.told.is_shown = true;
    model.plain = Some(0);
    vec![]
}

fn paste(model: &mut Model) -> Vec<Effect> {
    model.say("paste the text now: Ctrl-Shift-V, Cmd-V, or the terminal's menu");
    vec![]
}

fn demo_clock(model: &mut Model) -> Vec<Effect> {
    if model.demo {
        return vec![Effect::AdvanceDemoClock(15)];
    }
    model.tell(Tone::Warn, "only the demo's clock can be moved");
    vec![]
}

fn turn_zone(model: &mut Model) -> Vec<Effect> {
    model.turn_zone();
    vec![]
}

fn turn_part(model: &mut Model, is_back: bool) -> Vec<Effect> {
    if model.context() == Context::Settings {
        settings::turn_part(model, is_back);
        return vec![];
    }
    import_preview::turn_part(model, is_back)
}

fn toggle(switch: &mut bool) -> Vec<Effect> {
    *switch = !*switch;
    vec![]
}

fn toggle_done(model: &mut Model) -> Vec<Effect> {
    let shown = !model.fleet.done_shown;
    model.fleet.done_shown = shown;
    vec![Effect::ReadOver(shown)]
}

fn open(model: &mut Model) -> Vec<Effect> {
    match model.page_context() {
        Context::Fleet => fleet::open_selected(model),
        Context::Checklist => open_step::open(model),
        Context::Rollback => rollback_run::enter(model),
        Context::Ramp => super::record::perform(model, keymap::Record::Percentage),
        Context::Timeline => next_thing::go_to_step_of_entry(model),
        Context::Blockers => blockers::open(model),
        Context::Board => board::open(model),
        Context::Packages | Context::OpenedPackages => packages::zoom(model),
        Context::Info => browse::open(model, keymap::Link::Any),
        Context::Base
        | Context::Working
        | Context::Opened
        | Context::Plain
        | Context::Help
        | Context::Settings
        | Context::FirstRun
        | Context::ImportPreview => vec![],
    }
}

/// Shows the hints of the demo, or no longer.
fn hints(model: &mut Model) -> Vec<Effect> {
    model.walk.is_off = !model.walk.is_off;
    if model.walk.is_off {
        let key = model.key_of(keymap::Action::App(App::Hints));
        model.say(format!("hints are off   {key} brings them back"));
    } else {
        model.walk.begin();
        model.say("hints are on; they walk through the demo");
    }
    vec![]
}

/// Goes one level back, never out of the program.
fn back(model: &mut Model) -> Vec<Effect> {
    if model.help.is_some() && !std::mem::take(&mut model.reading.wanted).is_empty() {
        model.help = Some(0);
        return vec![];
    }
    if model.help.take().is_some() || model.plain.take().is_some() {
        return vec![];
    }
    if model.look.page.take().is_some() {
        return vec![];
    }
    if model.as_of().is_some() && model.rollout_page().is_some() {
        return look_back::to_now(model);
    }
    if clear_filter(model) || packages::unzoomed(model) || board::unzoomed(model) {
        return vec![];
    }
    if let Some(page) = model.rollout_page_mut()
        && page.zoomed
    {
        page.zoomed = false;
        return vec![];
    }
    if model.pages.pop().is_none() {
        return vec![];
    }
    let read = model.snapshot.as_ref().and_then(|read| read.open.as_ref());
    let read = read.map(|open| &open.view.id);
    match (model.pages.is_empty(), model.rollout_page()) {
        (true, _) => vec![Effect::Open(None)],
        // Another rollout may have been opened from a page above it.
        (false, Some(page)) if read != Some(&page.id) => vec![Effect::Open(Some(page.id.clone()))],
        (false, _) => vec![],
    }
}

fn clear_filter(model: &mut Model) -> bool {
    let filter = match model.pages.last_mut() {
        Some(Page::Rollout(page)) if page.tab != Tab::Packages => &mut page.filter,
        Some(Page::Rollout(_) | Page::Packages) => &mut model.packages.filter,
        Some(Page::Board) => &mut model.board.filter,
        Some(Page::ImportPreview(_) | Page::Rollback(_)) => return false,
        None => &mut model.fleet.filter,
    };
    !std::mem::take(filter).is_empty()
}

fn leave(model: &mut Model) -> Vec<Effect> {
    if model.plain.is_some() || (model.help.is_none() && model.look.page.is_some()) {
        return back(model);
    }
    if model.help.is_none() && model.pages.is_empty() {
        return hook::quit(model);
    }
    if model.help.is_none() {
        clear_filter(model);
    }
    back(model)
}

/// Opens help for the page; asked again it shows every key, and then closes.
fn help(model: &mut Model) -> Vec<Effect> {
    let shows_all = model.help.is_some() && !model.reading.all;
    let closes = model.help.is_some() && model.reading.all;
    model.reading = Reading {
        all: shows_all,
        wanted: String::new(),
    };
    model.help = (!closes).then_some(0);
    model.prefix = None;
    vec![]
}

/// Shows what is selected as plain text, or no longer.
fn plain(model: &mut Model) -> Vec<Effect> {
    model.told.is_shown = false;
    model.plain = if model.plain.is_some() { None } else { Some(0) };
    model.prefix = None;
    vec![]
}

fn to_fleet(model: &mut Model) -> Vec<Effect> {
    if model.pages.is_empty() {
        return vec![];
    }
    model.pages.clear();
    vec![Effect::Open(None)]
}

fn zoom(model: &mut Model) -> Vec<Effect> {
    if model.page_context() == Context::OpenedPackages {
        return packages::zoom(model);
    }
    if model.page_context() == Context::Board {
        return board::zoom(model);
    }
    if let Some(page) = model.rollout_page_mut() {
        page.zoomed = !page.zoomed;
        page.detail_from = 0;
    }
    vec![]
}

pub(super) fn show(model: &mut Model, tab: Tab) -> Vec<Effect> {
    if let Some(page) = model.rollout_page_mut() {
        page.tab = tab;
        page.zoomed = false;
        page.filter.clear();
    }
    vec![]
}
