//! The link of an issue: kept, and its text asked for through a program of the person's own after Enter for its very command.

use super::{arrival, dialogs, import_preview};
use crate::domain::issue_link::IssueLink;
use crate::tui::dialog::{Dialog, ImportAsked, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::form::{Button, CANCEL, Form, Item, buttons, filled, gap, words};
use crate::tui::keymap::{Action, App, Link};
use crate::tui::message::Failure;
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// The button that keeps the link and asks nobody.
const KEEP: &str = "keep";

/// Asks for a link; on the preview, for that of its document.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let known = import_preview::preview(model).and_then(|preview| preview.link.clone());
    let known = known.or_else(|| model.arrival.link.clone());
    open_field(
        model,
        &known.map(|link| link.to_string()).unwrap_or_default(),
    )
}

fn open_field(model: &mut Model, text: &str) -> Vec<Effect> {
    let form = Form::new(vec![
        words(
            Role::Body,
            format!(
                "The address of the issue, on GitLab or GitHub. It is kept with the rollout: {} opens it.",
                model.key_of(Action::App(App::Browse(Link::Issue)))
            ),
        ),
        filled(TEXT, "Link", text),
        buttons("go", "Go on", !text.is_empty()),
    ]);
    let purpose = Purpose::Import(ImportAsked::Link);
    let dialog = Dialog::new("A link to the issue", purpose, form, model.now)
        .draft("import/link".to_owned());
    dialogs::open(model, dialog)
}

/// Takes a link: for the document in the preview, else for one that is to come.
pub(super) fn given(model: &mut Model, text: &str) -> Vec<Effect> {
    let link = match IssueLink::parse(text) {
        Ok(link) => link,
        Err(error) => {
            let effects = open_field(model, text.trim());
            if let Some(dialog) = &mut model.dialog {
                dialog.errors = vec![error.to_string()];
            }
            return effects;
        }
    };
    if let Some(preview) = import_preview::preview(model) {
        preview.link = Some(link.clone());
        model.say(format!("kept with the document: {link}"));
        return vec![];
    }
    model.arrival.link = Some(link.clone());
    if model.arrival.can_ask(link.forge()) {
        agree(model, link)
    } else {
        by_hand(model, &link, vec![])
    }
}

/// Shows the very command that would be run.
fn agree(model: &mut Model, link: IssueLink) -> Vec<Effect> {
    let program = link.forge().program();
    let button = |name, label: String| Button {
        name,
        label,
        enabled: true,
    };
    let form = Form::new(vec![
        words(
            Role::Body,
            format!("I do not go online. I can ask {program}, and it will use your login."),
        ),
        words(Role::Body, "This is run, once, and nothing else:"),
        gap(),
        Item::Copyable(link.command().join(" ")),
        gap(),
        Item::Buttons(vec![
            button(CANCEL, "Cancel".to_owned()),
            button(KEEP, "Only keep the link".to_owned()),
            button("go", format!("Run {program}")),
        ]),
    ])
    .focused_on("go");
    let purpose = Purpose::Import(ImportAsked::Agree(link));
    let dialog = Dialog::new("Ask for the text?", purpose, form, model.now);
    dialogs::open(model, dialog)
}

/// Says how to copy the text; what is pasted now is it.
fn by_hand(model: &mut Model, link: &IssueLink, why: Vec<String>) -> Vec<Effect> {
    let program = link.forge().program();
    let mut items = vec![words(Role::Title, link.to_string())];
    if why.is_empty() {
        let text = format!("The link is kept. I do not go online, and {program} is not installed.");
        items.push(words(Role::Body, text));
    } else {
        items.push(words(Role::Body, "The link is kept."));
    }
    items.extend([
        gap(),
        words(
            Role::Body,
            "Open the issue, choose Edit, copy all of the text, and paste it here.",
        ),
        words(Role::Body, "The edit box has the ticks; the page does not."),
        gap(),
        Item::Buttons(vec![Button {
            name: CANCEL,
            label: "Close, the link stays".to_owned(),
            enabled: true,
        }]),
    ]);
    let purpose = Purpose::Import(ImportAsked::ByHand);
    let mut dialog = Dialog::new(
        "The text of the issue",
        purpose,
        Form::new(items),
        model.now,
    );
    dialog.errors = why;
    dialogs::open(model, dialog)
}

/// Acts on a button of the question whether the command may be run.
pub(super) fn agreed(model: &mut Model, link: &IssueLink, button: &str) -> Vec<Effect> {
    if button == KEEP {
        return by_hand(model, link, vec![]);
    }
    let program = link.forge().program();
    let form = Form::new(vec![
        words(
            Role::Body,
            format!(
                "{program} is asked for {}; it has half a minute.",
                link.name()
            ),
        ),
        words(
            Role::Dim,
            "Whoever closes this does not wait; the link stays.",
        ),
        gap(),
        Item::Buttons(vec![Button {
            name: CANCEL,
            label: "Do not wait".to_owned(),
            enabled: true,
        }]),
    ]);
    let purpose = Purpose::Import(ImportAsked::Waiting(link.clone()));
    let dialog = Dialog::new("Waiting for the text", purpose, form, model.now);
    let mut effects = dialogs::open(model, dialog);
    effects.push(Effect::AskForge(link.clone()));
    effects
}

/// Takes the answer of the program: shows the text, where it is still waited for.
pub(super) fn answered(
    model: &mut Model,
    link: &IssueLink,
    answer: Result<String, Failure>,
) -> Vec<Effect> {
    let waiting = Purpose::Import(ImportAsked::Waiting(link.clone()));
    if model
        .dialog
        .as_ref()
        .is_none_or(|dialog| dialog.purpose != waiting)
    {
        let text = format!(
            "the answer about {} came when nobody waited for it",
            link.name()
        );
        model.tell(Tone::Warn, text);
        return vec![];
    }
    match answer {
        Ok(text) => {
            model.arrival.link = Some(link.clone());
            arrival::open(model, text, link.name())
        }
        Err(failure) => by_hand(model, link, vec![failure.message]),
    }
}
