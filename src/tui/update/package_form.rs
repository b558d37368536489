//! The dialogs of packages: known, deployed, their migrations run, the code of a flag. All of it asks.

use super::{dialogs, qa};
use crate::domain::counted;
use crate::domain::id::RolloutId;
use crate::domain::package::{Command, DeployStatus, Migration, PackageName, Place, read_note};
use crate::tui::dialog::{Beside, Dialog, PackageAsked, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{Form, Item, Radio, buttons, multi, words};
use crate::tui::keymap::{Action, Record};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

const PLACE: &str = "place";
const HOW: &str = "how";
const FLAG: &str = "flag";

const STATUSES: [DeployStatus; 4] = [
    DeployStatus::Running,
    DeployStatus::Success,
    DeployStatus::Failed,
    DeployStatus::Paused,
];

/// Opens the dialog of `what`.
pub(super) fn open(model: &mut Model, what: Record) -> Vec<Effect> {
    if what == Record::AddPackage {
        return add(model, "");
    }
    let Some(package) = model.package_line().map(|line| line.row.package.clone()) else {
        let key = model.key_of(Action::Record(Record::AddPackage));
        let text = format!("no package is selected: {key} adds one");
        model.tell(Tone::Warn, text);
        return vec![];
    };
    if what == Record::AddMigration {
        return migrations(model, package);
    }
    if what == Record::Deployed {
        return deployed(model, package);
    }
    if what == Record::NameCode {
        return code(model, package);
    }
    executed(model, package)
}

/// Asks for packages with their migrations; `text` is a note that was pasted.
pub(super) fn add(model: &mut Model, text: &str) -> Vec<Effect> {
    let form = Form::new(vec![
        words(
            Role::Body,
            "A package, and below it the migrations it brought. A note of a release can be pasted whole.",
        ),
        Item::Field {
            name: TEXT,
            label: "Packages and migrations".to_owned(),
            field: Field::multi().with(text),
            rows: 6,
        },
        words(Role::Wait, ""),
        buttons("go", "Add the packages", false),
    ]);
    show(model, ("Add packages".to_owned(), PackageAsked::Add), form)
}

fn migrations(model: &mut Model, package: PackageName) -> Vec<Effect> {
    let form = Form::new(vec![
        words(Role::Title, package.to_string()),
        multi(
            TEXT,
            "Which migrations did it bring? Paths, or a text with them",
            5,
        ),
        words(Role::Wait, ""),
        buttons("go", "Add the migrations", false),
    ]);
    let title = "Migrations of a package".to_owned();
    show(model, (title, PackageAsked::Migrations(package)), form)
}

/// Asks for an environment among `places`; the one of the page is chosen.
fn places(model: &Model, places: &[Place]) -> Item {
    let words: Vec<(&str, &str)> = places
        .iter()
        .map(|place| (place.as_str(), place.as_str()))
        .collect();
    let radio = Radio::new(PLACE, "Where   ", &words);
    let own = model.packages.place;
    let found = places.iter().position(|place| *place == own);
    let found = found.or_else(|| places.iter().position(|place| *place == own.database()));
    Item::Radio(match found {
        Some(place) => radio.with(place),
        None => radio,
    })
}

fn deployed(model: &mut Model, package: PackageName) -> Vec<Effect> {
    let all: Vec<(&str, &str)> = STATUSES
        .iter()
        .map(|status| (status.as_str(), status.as_str()))
        .collect();
    let form = Form::new(vec![
        words(Role::Title, package.to_string()),
        Item::Radio(Radio::new(HOW, "Stands  ", &all)),
        places(model, &Place::ALL),
        words(Role::Wait, ""),
        buttons("go", "Record the deployment", false),
    ]);
    let title = "How does its deployment stand?".to_owned();
    show(model, (title, PackageAsked::Deployed(package)), form)
}

fn executed(model: &mut Model, package: PackageName) -> Vec<Effect> {
    let view = model.packages_view();
    let listed = view.and_then(|view| view.migrations(&package));
    let pending = listed.iter().flatten().filter(|line| line.ran.is_none());
    let pending = pending.map(|line| words(Role::Wait, format!("  ☐ {}", line.migration.file())));
    let pending: Vec<Item> = pending.take(6).collect();
    let databases: Vec<Place> = Place::ALL
        .into_iter()
        .filter(|place| place.database() == *place)
        .collect();
    let result = [("ok", "all of them worked"), ("failed", "they failed")];
    let mut items = vec![
        words(Role::Title, package.to_string()),
        words(
            Role::Body,
            "A run executes whatever is pending in the package that runs at that moment.",
        ),
    ];
    items.extend(pending);
    items.extend([
        Item::Radio(Radio::new(HOW, "Result  ", &result)),
        places(model, &databases),
        words(Role::Wait, ""),
        buttons("go", "Record the run", false),
    ]);
    let title = "Post-deploy migrations ran with it".to_owned();
    let asked = PackageAsked::Executed(package);
    show(model, (title, asked), Form::new(items))
}

fn code(model: &mut Model, package: PackageName) -> Vec<Effect> {
    let open = model.rollout_page().map(|page| page.id.clone());
    let rows = model.snapshot.iter().flat_map(|read| &read.fleet);
    let rows = rows.filter(|row| row.flag.is_some() && !row.is_over());
    let options: Vec<(String, String)> = rows
        .filter(|row| open.as_ref().is_none_or(|open| row.id == *open))
        .map(|row| (row.id.to_string(), row.name().to_owned()))
        .collect();
    if options.is_empty() {
        model.tell(Tone::Warn, "no rollout with a flag goes on here");
        return vec![];
    }
    let chosen = (options.len() == 1).then_some(0);
    let form = Form::new(vec![
        words(Role::Title, package.to_string()),
        Item::Choice {
            name: FLAG.to_owned(),
            label: "The code of which flag came with it first?".to_owned(),
            options,
            at: 0,
            chosen,
        },
        words(Role::Wait, ""),
        buttons("go", "Record it", false),
    ]);
    let title = "The code of a flag".to_owned();
    show(model, (title, PackageAsked::Code(package)), form)
}

fn show(model: &mut Model, (title, asked): (String, PackageAsked), form: Form) -> Vec<Effect> {
    // A text that was pasted is there already.
    let has_text = form
        .field(TEXT)
        .is_some_and(|field| field.text().is_empty());
    let draft = format!("packages/{title}");
    let purpose = Purpose::Beside(Beside::Package(asked));
    let mut dialog = Dialog::new(title, purpose, form, model.now);
    dialog.draft = has_text.then_some(draft);
    dialogs::open(model, dialog)
}

/// Says what was understood, and lets the button be pressed when that is enough.
pub(super) fn changed(form: &mut Form, asked: &PackageAsked) {
    let text = form.text(TEXT);
    let (said, is_ready) = match asked {
        PackageAsked::Add => {
            let read = read_note(&text);
            let count: usize = read.iter().map(|(_, migrations)| migrations.len()).sum();
            let said = match (text.is_empty(), read.len()) {
                (true, _) => String::new(),
                (false, 0) => "No name of a package is in it.".to_owned(),
                (false, names) => format!(
                    "{}, {}",
                    counted(names, "package"),
                    counted(count, "migration")
                ),
            };
            (said, !read.is_empty())
        }
        PackageAsked::Migrations(_) => {
            let found = Migration::all_in(&text).len();
            let said = match (text.is_empty(), found) {
                (true, _) => String::new(),
                (false, 0) => "No path of a migration is in it: db/post_migrate/…".to_owned(),
                (false, found) => counted(found, "migration"),
            };
            (said, found > 0)
        }
        PackageAsked::Deployed(_) | PackageAsked::Executed(_) => {
            let place = form.chosen(PLACE).map(str::to_owned);
            let how = form.chosen(HOW).map(str::to_uppercase);
            let is_ready = place.is_some() && how.is_some();
            if let (Some(place), Some(how)) = (place, how) {
                form.label_button("go", format!("Record {how} on {place}"));
            }
            let said = if is_ready { "" } else { "Space chooses." };
            (said.to_owned(), is_ready)
        }
        PackageAsked::Code(_) => (String::new(), form.chosen(FLAG).is_some()),
    };
    form.set_button("go", is_ready);
    qa::say_before(form, "", &said);
}

/// Returns what is to be recorded.
pub(super) fn submitted(form: &Form, asked: &PackageAsked) -> Vec<Effect> {
    let text = form.text(TEXT);
    let place = form.chosen(PLACE).and_then(Place::parse);
    let how = form.chosen(HOW);
    let command = match asked {
        PackageAsked::Add => Some(Command::Add {
            packages: read_note(&text),
        }),
        PackageAsked::Migrations(package) => Some(Command::Add {
            packages: vec![(package.clone(), Migration::all_in(&text))],
        }),
        PackageAsked::Deployed(package) => {
            let status = STATUSES
                .into_iter()
                .find(|status| how == Some(status.as_str()));
            place
                .zip(status)
                .map(|(environment, status)| Command::Deploy {
                    environment,
                    package: package.to_string(),
                    status,
                })
        }
        PackageAsked::Executed(package) => {
            place.zip(how).map(|(environment, how)| Command::Execute {
                environment,
                package: package.to_string(),
                ok: how == "ok",
            })
        }
        PackageAsked::Code(package) => {
            let chosen = form.chosen(FLAG).map(RolloutId::new);
            let named = chosen.map(|rollout| Effect::NameCode {
                rollout,
                package: package.to_string(),
            });
            return named.into_iter().collect();
        }
    };
    command.map(Effect::RecordPackages).into_iter().collect()
}
