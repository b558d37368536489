//! The dialog for the result of a test. No result is preselected, and none but a pass is recorded without words.

use super::{dialogs, fleet};
use crate::domain::cohort::Cohort;
use crate::domain::plan::{StageKind, StepKind};
use crate::domain::rollout::{Command, QaEntry, QaScope, Verdict};
use crate::projection::{RolloutView, StageView, StepView};
use crate::tui::dialog::{Dialog, Purpose, QaAsked, TEXT};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{Form, Item, Radio, buttons, multi, single, words};
use crate::tui::key::{Key, KeyCode};
use crate::tui::keymap::{Action, Context, Record};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

const VERDICT: &str = "verdict";
const SCOPE: &str = "scope";
const ENVIRONMENT: &str = "environment";
pub(super) const BUILD: &str = "build";
pub(super) const TESTER: &str = "tester";
const LINK: &str = "link";
/// The field for the reason to accept an inconclusive result.
pub(super) const ACCEPT: &str = "accept";
/// The box that lets a fail raise a blocker.
pub(super) const BLOCKER: &str = "blocker";
/// Whether the way back is opened next.
pub(super) const WAY_BACK: &str = "way-back";
/// The question which data was tried.
const COHORT: &str = "cohort";

/// Opens the dialog for the selected step or, on the fleet, for the next test of the selected rollout.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let is_fleet = model.page_context() == Context::Fleet;
    let Some(view) = model.view() else {
        if is_fleet {
            return fleet::read_then(model, Action::Record(Record::Qa));
        }
        return vec![];
    };
    let found = if is_fleet {
        let test = next_test(view);
        test.map(|(stage, step)| (stage, step.or_else(|| of_the_stay(model, stage))))
    } else {
        model.stage().map(|stage| (stage, model.step()))
    };
    let Some((stage, step)) = found else {
        model.tell(Tone::Warn, "this rollout has nothing to test");
        return vec![];
    };
    let asked = QaAsked {
        scopes: scopes(model, stage, step),
        evidence: vec![],
        accepted: String::new(),
    };
    let title = step.filter(|step| step.kind.has_state()).map_or_else(
        || format!("QA result: stage {} {}", stage.number, stage.title),
        |step| format!("QA result: {} {}", step.number, step.text),
    );
    let about = step.map_or_else(|| stage.id.to_string(), |step| step.id.to_string());
    let form = form(view, stage, &asked);
    let dialog = Dialog::new(title, Purpose::Qa(asked), form, model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("qa/{}/{about}", view.id));
    dialogs::open(model, dialog)
}

/// Returns the next test that is not settled, else the stage that is gone through.
fn next_test(view: &RolloutView) -> Option<(&StageView, Option<&StepView>)> {
    let stage = view.current_stage().or_else(|| view.stages.first())?;
    let mut steps = stage.steps.iter().flat_map(StepView::outline);
    let test = steps.find(|step| step.kind == StepKind::Qa && !step.state.is_settled());
    Some((stage, test))
}

/// Returns the step of the percentage that is kept, where it is one of this stage: what is tested then is this percentage.
fn of_the_stay<'a>(model: &Model, stage: &'a StageView) -> Option<&'a StepView> {
    let stay = model.opened()?.stay.as_ref()?;
    let mut steps = stage.steps.iter().flat_map(StepView::outline);
    steps.find(|step| step.id == stay.step)
}

/// Returns what the result may be about: a test, or any other step or its whole stage.
fn scopes(model: &Model, stage: &StageView, step: Option<&StepView>) -> Vec<(QaScope, String)> {
    let whole = (
        QaScope::Stage(stage.id.clone()),
        format!("stage {}", stage.number),
    );
    match step.filter(|step| step.kind.has_state()) {
        None => vec![whole],
        Some(step) => {
            let stay = model.opened().and_then(|open| open.stay.as_ref());
            let stay = stay.filter(|stay| stay.step == step.id);
            let at = stay.and_then(|stay| stay.text.strip_prefix("stay "));
            let words =
                at.map_or_else(|| step.number.clone(), |at| format!("{} {at}", step.number));
            let own = (QaScope::Step(step.id.clone()), words);
            let is_test = step.kind == StepKind::Qa;
            if is_test { vec![own] } else { vec![own, whole] }
        }
    }
}

fn form(view: &RolloutView, stage: &StageView, asked: &QaAsked) -> Form {
    let place = if stage.kind == StageKind::Nonprod {
        "staging"
    } else {
        "production"
    };
    let verdicts = [
        ("pass", "pass"),
        ("fail", "fail"),
        ("inconclusive", "inconclusive"),
        ("blocked", "blocked"),
    ];
    let verdicts = Radio::new(VERDICT, "Result     ", &verdicts);
    let mut items = vec![
        words(Role::Title, view.name().to_owned()),
        Item::Radio(verdicts),
    ];
    if let [(_, step), (_, stage)] = asked.scopes.as_slice() {
        let about = [("0", step.as_str()), ("1", stage.as_str())];
        items.push(Item::Radio(
            Radio::new(SCOPE, "About      ", &about).with(0),
        ));
    }
    items.extend(cohorts(view));
    items.extend([
        Item::Field {
            name: ENVIRONMENT,
            label: "Environment".to_owned(),
            field: Field::single().with(place),
            rows: 1,
        },
        single(BUILD, "Build      "),
        single(TESTER, "Checked by "),
        multi(TEXT, "What you saw, for the issue", 3),
        words(Role::Body, ""),
        single(LINK, "Evidence   "),
        words(Role::Wait, ""),
        buttons("go", "Record the result", false),
    ]);
    Form::new(items)
}

/// Asks which data was tried, where somebody has said what is written while the flag is off; none is chosen.
fn cohorts(view: &RolloutView) -> Option<Item> {
    let asked = view.writes.cohorts.iter().filter(|known| known.asked);
    let mut options = vec![("", "not said")];
    options.extend(asked.map(|known| {
        let words = match (known.cohort, known.passed) {
            (Cohort::Before, Some(true)) => "before the flag ✓",
            (Cohort::WhileOff, Some(true)) => "while off ✓",
            (Cohort::AfterOn, Some(true)) => "after on ✓",
            (Cohort::Before, _) => "before the flag",
            (Cohort::WhileOff, _) => "while off",
            (Cohort::AfterOn, _) => "after on",
        };
        (known.cohort.as_str(), words)
    }));
    let radio = Radio::new(COHORT, "Data made  ", &options).with(0);
    (options.len() > 1).then_some(Item::Radio(radio))
}

/// Acts on a key that means more here than in other forms; tells whether it was one. Enter adds a link, Backspace in an empty
/// field takes the last one up again.
pub(super) fn press(model: &mut Model, key: Key) -> bool {
    let Some(dialog) = &mut model.dialog else {
        return false;
    };
    let place = dialog.form.stop().0;
    let (Some(Item::Field { name, field, .. }), Purpose::Qa(asked)) =
        (dialog.form.items.get_mut(place), &mut dialog.purpose)
    else {
        return false;
    };
    if *name != LINK {
        return false;
    }
    if key.code == KeyCode::Enter && !field.is_blank() {
        asked.evidence.push(field.text().trim().to_owned());
        field.set("");
    } else if key.code == KeyCode::Backspace
        && field.text().is_empty()
        && let Some(last) = asked.evidence.pop()
    {
        field.set(&last);
    } else {
        return false;
    }
    dialogs::changed(model);
    true
}

/// Shows what the result asks for, and lets the button be pressed when all of it is there.
pub(super) fn changed(dialog: &mut Dialog) {
    let form = &mut dialog.form;
    let Purpose::Qa(asked) = &mut dialog.purpose else {
        return;
    };
    let verdict = verdict(form);
    if form.field(ACCEPT).is_some() {
        asked.accepted = form.text(ACCEPT);
    }
    let (wants_reason, wants_blocker) = (
        verdict == Some(Verdict::Inconclusive),
        verdict == Some(Verdict::Fail),
    );
    show(form, ACCEPT, wants_reason, || {
        let label = "Good enough, because".to_owned();
        Item::Field {
            name: ACCEPT,
            label,
            field: Field::single().with(&asked.accepted),
            rows: 1,
        }
    });
    show(form, BLOCKER, wants_blocker, || Item::Tick {
        name: BLOCKER,
        label: "a fail also opens a blocker: first line its name, all of it its text".to_owned(),
        on: true,
    });
    show(form, WAY_BACK, wants_blocker, || Item::Tick {
        name: WAY_BACK,
        label: "then opens the way back".to_owned(),
        on: false,
    });
    let links = asked.evidence.iter().enumerate();
    let links: Vec<String> = links
        .map(|(place, link)| format!("Evidence {}  {link}", place + 1))
        .collect();
    say_before(form, LINK, &links.join("\n"));
    let missing = missing(form, verdict);
    let about = scope(form, asked).map(|(_, about)| about.clone());
    let label = verdict.map(|verdict| {
        let verdict = verdict.as_str().to_uppercase();
        format!("Record {verdict} of {}", about.unwrap_or_default())
    });
    let label = label.unwrap_or_else(|| "Record the result".to_owned());
    form.set_button("go", missing.is_empty());
    form.label_button("go", label);
    say_before(form, "", missing);
}

/// Puts an item above the last words, or takes it away.
pub(super) fn show(form: &mut Form, name: &str, wanted: bool, make: impl FnOnce() -> Item) {
    let place = form.items.iter().position(|item| item.name() == name);
    match (place, wanted) {
        (Some(place), false) => {
            form.items.remove(place);
        }
        (None, true) => {
            let place = form.items.len().saturating_sub(2);
            form.items.insert(place, make());
        }
        _ => {}
    }
}

/// Changes the words that stand before the field of this name; without a name, those before the buttons.
pub(super) fn say_before(form: &mut Form, name: &str, text: &str) {
    let is_it =
        |item: &Item| item.name() == name && (!name.is_empty() || matches!(item, Item::Buttons(_)));
    let place = form.items.iter().position(is_it);
    let before = place.and_then(|place| form.items.get_mut(place.checked_sub(1)?));
    if let Some(Item::Words(_, words)) = before {
        text.clone_into(words);
    }
}

fn missing(form: &Form, verdict: Option<Verdict>) -> &'static str {
    let has_words = !form.text(TEXT).is_empty() || !form.text(ACCEPT).is_empty();
    match verdict {
        None => "Space chooses a result.",
        Some(Verdict::Pass) => "",
        Some(_) if has_words => "",
        Some(_) => "This result needs a sentence on what you saw.",
    }
}

fn verdict(form: &Form) -> Option<Verdict> {
    let all = [
        Verdict::Pass,
        Verdict::Fail,
        Verdict::Inconclusive,
        Verdict::Blocked,
    ];
    let chosen = form.chosen(VERDICT)?;
    all.into_iter().find(|verdict| verdict.as_str() == chosen)
}

fn scope<'a>(form: &Form, asked: &'a QaAsked) -> Option<&'a (QaScope, String)> {
    let place = usize::from(form.chosen(SCOPE) == Some("1"));
    asked.scopes.get(place)
}

/// Returns what is to be recorded.
pub(super) fn command(form: &Form, asked: &QaAsked) -> Option<Command> {
    let said = |name: &str| Some(form.text(name)).filter(|text| !text.is_empty());
    let verdict = verdict(form)?;
    let mut evidence = asked.evidence.clone();
    evidence.extend(said(LINK));
    let note = said(TEXT);
    let title = note
        .as_ref()
        .and_then(|note| note.lines().next().map(str::to_owned));
    Some(Command::RecordQa {
        result: QaEntry {
            scope: scope(form, asked)?.0.clone(),
            environment: said(ENVIRONMENT),
            build: said(BUILD),
            tester: said(TESTER),
            verdict,
            accepted: said(ACCEPT),
            note,
            evidence,
            cohort: Cohort::ALL
                .into_iter()
                .find(|cohort| form.chosen(COHORT) == Some(cohort.as_str())),
        },
        raise_blocker: title.filter(|_| form.is_ticked(BLOCKER)),
    })
}
