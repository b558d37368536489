//! What is done on the page of packages: going about, asking for another environment, copying what there is to say.

use super::copy::Made;
use super::{app, movement};
use crate::domain::package::{Place, write_note};
use crate::projection::{self, PackageLine, PackagesView, Standing, rollback_check};
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::page::{Page, Tab};

/// Shows the packages: as a view of the open rollout, else on a page of their own.
pub(super) fn show(model: &mut Model) -> Vec<Effect> {
    if model.rollout_page().is_some() {
        return app::show(model, Tab::Packages);
    }
    if !matches!(model.pages.last(), Some(Page::Packages)) {
        model.pages.push(Page::Packages);
    }
    vec![]
}

/// Asks the shell to read the packages when something on the screen begins to be about them, and to stop when nothing is any more.
pub(super) fn asked_for(model: &mut Model, mut effects: Vec<Effect>) -> Vec<Effect> {
    let wanted = model.wanted_packages();
    if model.packages.read != wanted {
        model.packages.read = wanted;
        effects.push(Effect::ReadPackages(wanted));
    }
    effects
}

/// Selects another package.
pub(super) fn move_by(model: &mut Model, rows: isize) {
    let names: Vec<_> = model
        .package_lines()
        .into_iter()
        .map(|line| line.row.package.clone())
        .collect();
    let selected = model.package_line().map(|line| &line.row.package);
    let place = names.iter().position(|name| Some(name) == selected);
    model.packages.selected = names
        .get(movement::moved(place, rows, names.len()))
        .cloned();
}

/// Asks about the next environment, or about the one before.
pub(super) fn turn_place(model: &mut Model, by: isize) {
    let place = Place::ALL
        .iter()
        .position(|place| *place == model.packages.place);
    let next = movement::moved(place, by, Place::ALL.len());
    if let Some(next) = Place::ALL.get(next) {
        model.packages.place = *next;
    }
}

/// Shows the selected package alone, or the list again.
pub(super) fn zoom(model: &mut Model) -> Vec<Effect> {
    model.packages.zoomed = !model.packages.zoomed;
    vec![]
}

/// Shows the list again; tells whether a package was shown alone.
pub(super) fn unzoomed(model: &mut Model) -> bool {
    let is_page = match model.pages.last() {
        Some(Page::Packages) => true,
        Some(Page::Rollout(page)) => page.tab == Tab::Packages,
        Some(Page::ImportPreview(_) | Page::Rollback(_) | Page::Board) | None => false,
    };
    is_page && std::mem::take(&mut model.packages.zoomed)
}

fn selected(model: &Model) -> Result<(&PackagesView, &PackageLine), String> {
    let found = model.packages_view().zip(model.package_line());
    found.ok_or_else(|| "no package is selected".to_owned())
}

/// Returns what there is to say about the selected package, in one line.
pub(super) fn answer(model: &Model) -> Made {
    let (view, line) = selected(model)?;
    let place = view.horizon.environment;
    let package = &line.row.package;
    let back = match &line.standing {
        Standing::Runs => format!("runs on {place} now"),
        Standing::Newer => format!("newer than what runs on {place}"),
        _ if !view.horizon.doubts.is_empty() => {
            format!(
                "rolling {place} back to it is in doubt: {}",
                view.horizon.doubts.join("; ")
            )
        }
        Standing::Safe(true) => format!("{place} can go back to it, and no further"),
        Standing::Safe(false) => format!("{place} can go back to it"),
        Standing::NotSafe(Some(migration)) => {
            format!(
                "{place} cannot go back to it: it does not know {}",
                migration.file()
            )
        }
        Standing::NotSafe(None) => {
            format!("{place} cannot go back to it: post-deploy migrations ran")
        }
        Standing::InDoubt => "it is not known whether one can go back to it".to_owned(),
        Standing::Unknown => format!("no run on {} is recorded", place.database()),
    };
    let migrations = match line.row.post {
        None => "its post-deploy migrations are not listed".to_owned(),
        Some(0) => "no post-deploy migration".to_owned(),
        Some(count) => format!(
            "{} of {count} post-deploy migrations executed on {}",
            line.executed,
            place.database()
        ),
    };
    let text = format!("{package}: {back}; {migrations}");
    Ok((text, format!("{package}  answer")))
}

/// Returns the note for the release issue about the selected package.
pub(super) fn note(model: &Model) -> Made {
    let (view, line) = selected(model)?;
    let entry = view.note(&line.row.package);
    let entry = entry.ok_or_else(|| "no package is selected".to_owned())?;
    let label = format!("{}  note for the release issue", line.row.package);
    Ok((write_note(None, &[entry]), label))
}

/// Returns the note for the release issue about the whole release of the selected package.
pub(super) fn release_note(model: &Model) -> Made {
    let (view, line) = selected(model)?;
    let release = &line.row.release;
    let text = projection::release_note(&view.ledger, release);
    let text = text.ok_or_else(|| format!("no package of {release} is known"))?;
    Ok((
        text,
        format!("release {release}  note for the release issue"),
    ))
}

/// Returns the line that asks chatops whether one can go back; never while the target is in doubt.
pub(super) fn check(model: &Model) -> Made {
    let view = model
        .packages_view()
        .ok_or("the packages are not read yet")?;
    let horizon = &view.horizon;
    let line = rollback_check(horizon).ok_or_else(|| horizon.reason.clone())?;
    Ok((line, format!("{}  rollback check", horizon.environment)))
}
