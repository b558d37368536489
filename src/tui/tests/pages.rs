//! Every page and every dialog that there is, by the keys that open it. A new one is one more line here.

use super::{Message, Model, empty, fixture, model, opened, press, rollback, update};

/// How a page is made at a size.
pub(super) type Make = fn(u16, u16) -> Model;

/// Every page.
pub(super) const PAGES: &[(&str, Make)] = &[
    ("fleet", model),
    ("first_run", empty),
    ("checklist", opened),
    ("ramp", |width, height| after(width, height, "2")),
    ("timeline", |width, height| after(width, height, "5")),
    ("info", |width, height| after(width, height, "6")),
    ("zoomed", |width, height| after(width, height, "z")),
    ("help", |width, height| after(width, height, "?")),
    ("plain", |width, height| after(width, height, "Y")),
    ("menu", |width, height| after(width, height, " ")),
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
];

/// Returns every page at a size, with its name.
pub(super) fn pages(width: u16, height: u16) -> Vec<(&'static str, Model)> {
    let pages = PAGES.iter();
    pages
        .map(|(name, make)| (*name, make(width, height)))
        .collect()
}

/// Returns a dialog that is open; `None` where the fixture cannot open it at that stage.
pub(super) fn dialog(width: u16, height: u16, (stage, keys): (&str, &str)) -> Option<Model> {
    let mut model = opened(width, height);
    fixture::at_stage(&mut model, stage);
    press(&mut model, keys);
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
