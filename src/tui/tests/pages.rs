//! Every page and every dialog that there is, by the keys that open it. A new one is one more line here.

use super::{
    Message, Model, beside_fixture, empty, fixture, model, opened, press, rollback, settings,
    update,
};
use crate::domain::package::DeployStatus;

/// How a page is made at a size.
pub(super) type Make = fn(u16, u16) -> Model;

/// Every page.
pub(super) const PAGES: &[(&str, Make)] = &[
    ("fleet", model),
    ("first_run", empty),
    ("checklist", opened),
    ("ramp", |width, height| after(width, height, "2")),
    ("blockers", |width, height| {
        beside_fixture::at("3", (width, height))
    }),
    ("incident", |width, height| {
        beside_fixture::at("3jj", (width, height))
    }),
    ("packages", |width, height| {
        beside_fixture::at("4", (width, height))
    }),
    ("fleet_packages", |width, height| {
        beside_fixture::fleet_packages("", DeployStatus::Success, (width, height))
    }),
    ("board", |width, height| {
        beside_fixture::board("", (width, height))
    }),
    ("days", |width, height| {
        let mut days = model(width, height);
        press(&mut days, "vh");
        days
    }),
    ("timeline", |width, height| after(width, height, "5")),
    ("info", |width, height| after(width, height, "6")),
    ("zoomed", |width, height| after(width, height, "z")),
    ("help", |width, height| after(width, height, "?")),
    ("plain", |width, height| after(width, height, "Y")),
    ("menu", |width, height| after(width, height, " ")),
    ("help_all", |width, height| after(width, height, "??")),
    ("help_search", |width, height| {
        after(width, height, "?/copy\n")
    }),
    ("errors", |width, height| after(width, height, "ge")),
    ("settings", settings::settings),
    ("palette", |width, height| after(width, height, ":")),
    ("import", import),
    ("rollback", |width, height| {
        rollback::checklist(width, height, &rollback::going_back())
    }),
];

/// Every dialog that records something consequential: the stage of the fixture, and the keys that open it.
pub(super) const DIALOGS: &[(&str, &str)] = &[
    ("r2", "r"),
    ("r2", "!"),
    ("r2", "%"),
    ("r1", "tx"),
    ("r1", "tc"),
    ("r2", "sn"),
    ("r2", "ss"),
    ("r2", "sb"),
    ("r2", "so"),
    ("r2", "sa"),
    ("r2", "an"),
    ("r2", "ab"),
    ("r2", "ac"),
    ("r1", "d"),
    ("r2", " h"),
    ("r2", " -"),
    ("r2", "av"),
    ("r1", "th"),
    ("r1", "td"),
    ("r1", "aw"),
    ("r1", "at"),
    ("r2", "ye"),
    ("r2", "ai"),
    (BESIDE, "3c"),
    (BESIDE, "3an"),
    (BESIDE, "3ae"),
    (BESIDE, "3ab"),
    (BESIDE, "3jjan"),
    (BESIDE, "3jjae"),
    (BESIDE, "3jjsi"),
    (BESIDE, "3jjse"),
    (BESIDE, "3jjc"),
    (BESIDE, "3jjui"),
    (BESIDE, "4e"),
    (BESIDE, "4ap"),
    (BESIDE, "4am"),
    (BESIDE, "4ad"),
    (BESIDE, "4af"),
    (BESIDE, "4ul"),
    (BESIDE, "4gw"),
    (BESIDE, "4ar"),
    (BESIDE, "3uf"),
    (FLEET, " u"),
];

/// The stage of the rollout with blockers, incidents and packages.
const BESIDE: &str = "beside";

/// No stage: the dialog opens on the fleet.
const FLEET: &str = "fleet";

/// Returns every page at a size, with its name.
pub(super) fn pages(width: u16, height: u16) -> Vec<(&'static str, Model)> {
    let pages = PAGES.iter();
    pages
        .map(|(name, make)| (*name, make(width, height)))
        .collect()
}

/// Returns a dialog that is open; `None` where the fixture cannot open it at that stage.
pub(super) fn dialog(width: u16, height: u16, (stage, keys): (&str, &str)) -> Option<Model> {
    let model = match stage {
        BESIDE => beside_fixture::at(keys, (width, height)),
        FLEET => {
            let mut model = model(width, height);
            press(&mut model, keys);
            model
        }
        _ => {
            let mut model = opened(width, height);
            fixture::at_stage(&mut model, stage);
            press(&mut model, keys);
            model
        }
    };
    model.dialog.is_some().then_some(model)
}

fn after(width: u16, height: u16, keys: &str) -> Model {
    let mut model = opened(width, height);
    press(&mut model, keys);
    model
}

fn import(width: u16, height: u16) -> Model {
    let mut preview = model(width, height);
    let text = "# Rollout of `a_b`\n\n## Production\n\n- [ ] one\n- [ ] two\n";
    update(&mut preview, Message::Pasted(text.to_owned()));
    preview
}
