//! The form that changes what is known of a blocker, and the one that writes something down about it. Only what is different is recorded.

use super::blocker_form::KINDS;
use super::when::{due, zone_word};
use super::{dialogs, qa, severity};
use crate::domain::Timestamp;
use crate::domain::id::BlockerId;
use crate::domain::rollout::{BlockerEdit, BlockerKind, Command};
use crate::projection::{BlockerView, WallClock};
use crate::tui::dialog::{Beside, Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{Form, Item, Radio, buttons, filled, gap, multi, words};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

const TITLE: &str = "title";
const KIND: &str = "kind";
const HOLDS: &str = "holds";
const OWNER: &str = "owner";
const DUE: &str = "due";
const LINK: &str = "link";
const WHAT: &str = "what";
const STEPS: &str = "steps";
const EXPECTED: &str = "expected";

/// Asks what is different about a blocker.
pub(super) fn open(model: &mut Model, blocker: &BlockerView) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    if !blocker.open {
        let text = format!("{} is closed", blocker.id);
        model.tell(Tone::Warn, text);
        return vec![];
    }
    let clock = model.clock();
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let form = Form::new(vec![
        filled(TITLE, "What      ", &blocker.title),
        kinds(blocker),
        severity::choice(blocker.severity),
        holds(blocker),
        filled(OWNER, "Owner     ", &said(&blocker.owner)),
        filled(
            DUE,
            format!("Due, {:<5}", zone_word(clock)),
            &written(blocker.due, clock),
        ),
        filled(LINK, "Link      ", &said(&blocker.link)),
        long(
            WHAT,
            "What happens, for the issue",
            &said(&blocker.description),
        ),
        long(
            EXPECTED,
            "Expected when done: a line for each",
            &blocker.expected.join("\n"),
        ),
        multi(STEPS, "More steps of its plan: a step on each line", 2),
        words(Role::Wait, ""),
        buttons("go", format!("Change {}", blocker.id), false),
    ]);
    let id = BlockerId::new(blocker.id.clone());
    let title = format!("Change {}", blocker.id);
    let purpose = Purpose::Beside(Beside::EditBlocker(id));
    let dialog = Dialog::new(title, purpose, form, model.now).about(view.id.clone(), view.seq);
    dialogs::open(model, dialog)
}

fn kinds(blocker: &BlockerView) -> Item {
    let kinds = KINDS.map(|kind| (kind.as_str(), kind.as_str()));
    let radio = Radio::new(KIND, "Kind      ", &kinds);
    let place = KINDS.iter().position(|kind| Some(*kind) == blocker.kind);
    Item::Radio(match place {
        Some(place) => radio.with(place),
        None => radio,
    })
}

fn holds(blocker: &BlockerView) -> Item {
    let holds = [("hard", "closes gates"), ("soft", "only warns")];
    Item::Radio(Radio::new(HOLDS, "It        ", &holds).with(usize::from(!blocker.hard)))
}

fn long(name: &'static str, label: &str, text: &str) -> Item {
    Item::Field {
        name,
        label: label.to_owned(),
        field: Field::multi().with(text),
        rows: 2,
    }
}

/// Writes a time as the form reads it; nothing where there is none.
fn written(due: Option<Timestamp>, clock: WallClock) -> String {
    due.map(|due| clock.format(due, "%Y-%m-%d %H:%M"))
        .unwrap_or_default()
}

/// Says what is missing, and lets the button be pressed when something is different.
pub(super) fn changed(model: &Model, form: &mut Form, id: &BlockerId) {
    let missing = if form.text(TITLE).is_empty() {
        "A blocker needs a title."
    } else if due(&form.text(DUE), model.clock()).is_err() {
        "Write the due time as 2d, 18:00, 2022-03-11 or 2022-03-11 18:00."
    } else {
        ""
    };
    let is_different = edit(model, form, id).is_some_and(|edit| edit != BlockerEdit::default());
    form.set_button("go", missing.is_empty() && is_different);
    qa::say_before(form, "", missing);
}

/// Returns what is different from what is known.
fn edit(model: &Model, form: &Form, id: &BlockerId) -> Option<BlockerEdit> {
    let mut known = model.view()?.blockers.iter();
    let known = known.find(|known| known.id == id.as_str())?;
    let text = |name: &str, before: Option<&str>| {
        let text = form.text(name);
        (text != before.unwrap_or_default().trim()).then_some(text)
    };
    let kind = KINDS
        .into_iter()
        .find(|kind| form.chosen(KIND) == Some(BlockerKind::as_str(*kind)));
    let severity = severity::chosen(form);
    let is_due_left = form.text(DUE) == written(known.due, model.clock());
    let until = due(&form.text(DUE), model.clock()).ok();
    let soft = form.chosen(HOLDS) == Some("soft");
    let expected = lines(&form.text(EXPECTED));
    Some(BlockerEdit {
        title: text(TITLE, Some(&known.title)),
        link: text(LINK, known.link.as_deref()),
        kind: kind.filter(|kind| Some(*kind) != known.kind),
        severity: (severity != known.severity).then_some(severity),
        owner: text(OWNER, known.owner.as_deref()),
        due: until.filter(|_| !is_due_left),
        soft: (soft == known.hard).then_some(soft),
        description: text(WHAT, known.description.as_deref()),
        steps: lines(&form.text(STEPS)),
        expected: if expected == known.expected {
            vec![]
        } else {
            expected
        },
    })
}

/// Returns the lines of a text that say something.
pub(super) fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Returns what is to be recorded.
pub(super) fn submitted(model: &Model, dialog: &Dialog, id: &BlockerId) -> Vec<Effect> {
    let edit = edit(model, &dialog.form, id);
    let command = edit.map(|edit| Command::EditBlocker {
        blocker: id.clone(),
        edit: Box::new(edit),
    });
    dispatched(dialog, command)
}

/// Asks what is to be written down about a blocker.
pub(super) fn note(model: &mut Model, blocker: &BlockerView) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let items = vec![
        words(Role::Title, format!("{}  {}", blocker.id, blocker.title)),
        multi(TEXT, "What is there to know?", 4),
        gap(),
        buttons("go", "Add the note", false),
    ];
    let id = BlockerId::new(blocker.id.clone());
    let purpose = Purpose::Beside(Beside::NoteBlocker(id));
    let title = format!("Note on {}", blocker.id);
    let dialog = Dialog::new(title, purpose, Form::new(items), model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("{}/note/{}", view.id, blocker.id));
    dialogs::open(model, dialog)
}

/// Returns the note that is to be recorded.
pub(super) fn noted(dialog: &Dialog, id: &BlockerId) -> Vec<Effect> {
    let command = Command::NoteBlocker {
        blocker: id.clone(),
        text: dialog.form.text(TEXT),
    };
    dispatched(dialog, Some(command))
}

fn dispatched(dialog: &Dialog, command: Option<Command>) -> Vec<Effect> {
    let wish = dialog.about.clone().zip(command);
    wish.map(|((rollout, seen), command)| Effect::Dispatch {
        rollout,
        command,
        seen: Some(seen),
    })
    .into_iter()
    .collect()
}
