//! The form of a blocker, with all that the shell command takes. A bug report that is pasted into it fills its fields; none is guessed.

use super::blocker_edit::lines;
use super::when::{due, zone_word};
use super::{dialogs, qa};
use crate::checklist::{BugReport, bug_report, what_and_why};
use crate::domain::id::{RolloutId, Seq};
use crate::domain::rollout::{BlockerDetails, BlockerKind, Command, Severity};
use crate::projection::FleetRow;
use crate::tui::dialog::{Beside, Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, Radio, buttons, multi, single, words};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

const KIND: &str = "kind";
const SEVERITY: &str = "severity";
const HOLDS: &str = "holds";
const OWNER: &str = "owner";
const DUE: &str = "due";
const LINK: &str = "link";
const WHAT: &str = "what";
const PLAN: &str = "plan";
const EXPECTED: &str = "expected";
const ALSO: &str = "also";

/// The kinds, in the order of the form.
pub(super) const KINDS: [BlockerKind; 5] = [
    BlockerKind::Bug,
    BlockerKind::Incident,
    BlockerKind::Change,
    BlockerKind::Lock,
    BlockerKind::Data,
];

/// The severities, the worst first.
pub(super) const SEVERITIES: [Severity; 4] =
    [Severity::S1, Severity::S2, Severity::S3, Severity::S4];

/// Asks what stands in the way; `report` is the text of a bug report that fills the form.
pub(super) fn open(model: &mut Model, report: Option<&str>) -> Vec<Effect> {
    let Some(view) = model.view() else {
        model.tell(Tone::Warn, "no rollout is open");
        return vec![];
    };
    let kinds: Vec<(&str, &str)> = KINDS
        .iter()
        .map(|kind| (kind.as_str(), kind.as_str()))
        .collect();
    let severities = [("s1", "S1"), ("s2", "S2"), ("s3", "S3"), ("s4", "S4")];
    let holds = [("hard", "closes gates"), ("soft", "only warns")];
    let form = Form::new(vec![
        words(Role::Title, view.name().to_owned()),
        single(TEXT, "What      "),
        Item::Radio(Radio::new(KIND, "Kind      ", &kinds)),
        Item::Radio(Radio::new(SEVERITY, "Severity  ", &severities)),
        Item::Radio(Radio::new(HOLDS, "It        ", &holds).with(0)),
        single(OWNER, "Owner     "),
        single(DUE, format!("Due, {:<5}", zone_word(model.clock()))),
        single(LINK, "Link      "),
        multi(WHAT, "What happens, for the issue", 2),
        multi(PLAN, "Plan: a step on each line", 3),
        multi(EXPECTED, "Expected when done: a line for each", 2),
        single(ALSO, "Also holds"),
        words(Role::Wait, ""),
        buttons("go", "Add the blocker", false),
    ]);
    let mut dialog = Dialog::new(
        "Add a blocker",
        Purpose::Beside(Beside::RaiseBlocker),
        form,
        model.now,
    )
    .about(view.id.clone(), view.seq);
    "paste a bug report into it".clone_into(&mut dialog.right);
    match report {
        Some(text) => fill(&mut dialog.form, &bug_report(text)),
        None => dialog.draft = Some(format!("{}/blocker", view.id)),
    }
    dialogs::open(model, dialog)
}

/// Fills the form from a pasted text of many lines; tells whether the dialog takes such a text.
pub(super) fn pasted(dialog: &mut Dialog, text: &str) -> bool {
    let is_report = text.trim().contains('\n')
        && dialog.purpose == Purpose::Beside(Beside::RaiseBlocker)
        && dialog.form.focused() == TEXT;
    if is_report {
        fill(&mut dialog.form, &bug_report(text));
    }
    is_report
}

fn fill(form: &mut Form, report: &BugReport) {
    let why = report.why.as_ref().map(|why| format!("Why: {why}"));
    let description = report.description.clone().into_iter().chain(why);
    let description = description.collect::<Vec<String>>().join("\n\n");
    let texts = [
        (TEXT, report.title.clone()),
        (WHAT, description),
        (PLAN, report.plan.join("\n")),
        (EXPECTED, report.expected.join("\n")),
    ];
    for (name, text) in texts {
        if let Some(field) = form.field_mut(name).filter(|_| !text.is_empty()) {
            field.set(&text);
        }
    }
}

/// Says what is missing, and lets the button be pressed when nothing is.
pub(super) fn changed(model: &Model, dialog: &mut Dialog) {
    let form = &mut dialog.form;
    let due = due(&form.text(DUE), model.clock());
    let about = dialog.about.as_ref().map(|(id, _)| id);
    let missing = match others(model, about, &form.text(ALSO)) {
        _ if form.text(TEXT).is_empty() => String::new(),
        _ if due.is_err() => {
            "Write the due time as 2d, 18:00, 2022-03-11 or 2022-03-11 18:00.".to_owned()
        }
        Err(why) => why,
        Ok(_) => String::new(),
    };
    let is_ready = !form.text(TEXT).is_empty() && missing.is_empty();
    form.set_button("go", is_ready);
    let label = if form.chosen(HOLDS) == Some("soft") {
        "Add the blocker, which only warns"
    } else {
        "Add the blocker, which closes gates"
    };
    form.label_button("go", label.to_owned());
    qa::say_before(form, "", &missing);
}

/// Finds the other rollouts by their names, or by parts that fit only one.
fn others(model: &Model, about: Option<&RolloutId>, names: &str) -> Result<Vec<RolloutId>, String> {
    let rows = model.snapshot.iter().flat_map(|snapshot| &snapshot.fleet);
    let rows: Vec<&FleetRow> = rows
        .filter(|row| !row.is_over() && Some(&row.id) != about)
        .collect();
    let names = names.split([',', ' ']).filter(|name| !name.is_empty());
    let found = names.map(|name| {
        if let Some(row) = rows.iter().find(|row| row.name() == name) {
            return Ok(row.id.clone());
        }
        let mut fits = rows.iter().filter(|row| row.name().contains(name));
        match (fits.next(), fits.next()) {
            (Some(row), None) => Ok(row.id.clone()),
            (Some(_), Some(_)) => Err(format!("{name} fits several rollouts.")),
            (None, _) => Err(format!("No other rollout that goes on is called {name}.")),
        }
    });
    found.collect()
}

/// Returns what is to be recorded: the same on every rollout that it holds.
pub(super) fn submitted(model: &Model, dialog: &Dialog) -> Vec<Effect> {
    let form = &dialog.form;
    let Some((first, seen)) = dialog.about.clone() else {
        return vec![];
    };
    let Ok(others) = others(model, Some(&first), &form.text(ALSO)) else {
        return vec![];
    };
    let shared = (!others.is_empty()).then(|| {
        let count = model.view().map_or(0, |view| view.blockers.len());
        format!("{first}/B{}", count + 1)
    });
    let said = |name: &str| Some(form.text(name)).filter(|text| !text.is_empty());
    let chosen = |name: &str| form.chosen(name);
    let (what, why) = what_and_why(&form.text(WHAT));
    let command = Command::RaiseBlocker {
        title: form.text(TEXT),
        link: said(LINK),
        details: BlockerDetails {
            kind: KINDS
                .into_iter()
                .find(|kind| chosen(KIND) == Some(kind.as_str())),
            severity: SEVERITIES
                .into_iter()
                .find(|severity| chosen(SEVERITY) == Some(severity.as_str())),
            owner: said(OWNER),
            due: due(&form.text(DUE), model.clock()).unwrap_or_default(),
            soft: chosen(HOLDS) == Some("soft"),
            description: Some(what).filter(|what| !what.is_empty()),
            why,
            plan: lines(&form.text(PLAN)),
            shared,
            expected: lines(&form.text(EXPECTED)),
        },
    };
    let dispatch = |rollout: RolloutId, seen: Option<Seq>| Effect::Dispatch {
        rollout,
        command: command.clone(),
        seen,
    };
    let others = others.into_iter().map(|other| dispatch(other, None));
    std::iter::once(dispatch(first, Some(seen)))
        .chain(others)
        .collect()
}
