//! Which package brought a migration, asked from anywhere. It answers with every match, and records nothing.

use super::dialogs;
use crate::domain::package::{Ledger, MigrationKind, WhichMatch, which};
use crate::projection::Zone;
use crate::tui::dialog::{Beside, Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, buttons, gap, single, words};
use crate::tui::model::Model;
use crate::tui::screen::Role;

/// The most matches that are shown.
const MOST: usize = 6;

/// Asks for a migration or a package.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let form = Form::new(vec![
        single(TEXT, "Migration or package"),
        words(Role::Wait, ""),
        gap(),
        buttons("go", "Copy the answer", false),
    ]);
    let purpose = Purpose::Beside(Beside::Which);
    let dialog = Dialog::new("Which package brought it?", purpose, form, model.now);
    dialogs::open(model, dialog)
}

/// Answers again when the packages were read.
pub(super) fn look_again(model: &mut Model) {
    let Some(mut dialog) = model.dialog.take() else {
        return;
    };
    if dialog.purpose == Purpose::Beside(Beside::Which) {
        changed(model, &mut dialog.form);
    }
    model.dialog = Some(dialog);
}

/// Shows the answer to what was typed.
pub(super) fn changed(model: &Model, form: &mut Form) {
    let query = form.text(TEXT);
    let read = model.packages_view();
    let lines = read.map_or_else(Vec::new, |view| {
        answers(&view.ledger, &query, model.look.zone)
    });
    let head = match (read, query.is_empty(), lines.len()) {
        (None, _, _) => "reading the packages".to_owned(),
        (Some(_), true, _) => {
            "A path, the name of a file, a timestamp, or a part of one.".to_owned()
        }
        (Some(_), false, 0) => format!("No migration and no package fits {query}."),
        (Some(_), false, 1) => "1 match".to_owned(),
        (Some(_), false, count) if count > MOST => {
            format!("{count} matches, the first {MOST} of them:")
        }
        (Some(_), false, count) => format!("{count} matches"),
    };
    form.items.truncate(1);
    form.items.extend([words(Role::Wait, head), gap()]);
    let is_found = !lines.is_empty();
    for line in lines.into_iter().take(MOST) {
        form.items.extend([Item::Copyable(line), gap()]);
    }
    form.items.push(buttons("go", "Copy the answer", is_found));
}

/// Answers in a line for each match: migrations first, else the package that is named.
fn answers(ledger: &Ledger, query: &str, zone: Zone) -> Vec<String> {
    let found = which(ledger, query);
    if !found.is_empty() || query.is_empty() {
        return found.iter().map(|found| answer(found, zone)).collect();
    }
    let Ok(package) = ledger.find(query) else {
        return Vec::new();
    };
    let listing = ledger.packages.get(package);
    let added = listing.into_iter().flat_map(|listing| &listing.added);
    let post: Vec<&str> = added
        .filter(|migration| migration.is_post())
        .map(crate::domain::package::Migration::file)
        .collect();
    let brought = if post.is_empty() {
        "no post-deploy migration is listed for it".to_owned()
    } else {
        format!("brought {}", post.join(", "))
    };
    vec![format!("{package}: {brought}")]
}

fn answer(found: &WhichMatch, zone: Zone) -> String {
    let earlier = if found.or_earlier {
        " or an earlier package"
    } else {
        ""
    };
    let removed = found.removed_in.as_ref();
    let removed = removed.map(|package| {
        found.renamed_to.as_ref().map_or_else(
            || format!(", gone with {package}"),
            |name| format!(", renamed to {} with {package}", name.file()),
        )
    });
    let introduced = found.renamed_from.as_ref().map_or_else(
        || format!("came with {}{earlier}", found.introduced_in),
        |before| {
            let (file, first) = (before.migration.file(), &before.introduced_in);
            let renamed = &found.introduced_in;
            format!("came with {first} as {file}, renamed with {renamed}{earlier}")
        },
    );
    let runs = found.executed.iter().map(|run| {
        let at = zone.format(run.at, "%d %b %H:%M %Z");
        format!("{} {at}", run.environment)
    });
    let runs: Vec<String> = runs.collect();
    let executed = match (runs.is_empty(), found.kind) {
        (false, _) => format!("executed {}", runs.join(", ")),
        (true, MigrationKind::Post) => "no run is recorded".to_owned(),
        (true, MigrationKind::Regular) => "it runs with the deployment".to_owned(),
    };
    format!(
        "{} {introduced}{}; {executed}",
        found.migration.file(),
        removed.unwrap_or_default()
    )
}

/// Copies the answer.
pub(super) fn submitted(form: &Form) -> Vec<Effect> {
    let text = form.copyable().join("\n");
    let label = format!("{}  which package", form.text(TEXT));
    if text.is_empty() {
        vec![]
    } else {
        vec![Effect::Copy { text, label }]
    }
}
