//! What the button of a dialog asks of the shell. The dialog waits for the answer, so that nothing typed is lost by a refusal.

use super::{
    advance, arrival, beside, browse, draft, drill, export, from_link, from_template,
    import_preview, qa, ramp, reason, rollback, rollback_say, run, shown, stale, take_in, timer,
    vouch, watch, writes,
};
use crate::domain::id::{BlockerId, DecisionKey, StepId};
use crate::domain::plan::StepState;
use crate::domain::rollout::{BlockerDetails, Command, GateKind};
use crate::tui::dialog::{Beside, Dialog, ImportAsked, Purpose, ReasonFor, TEXT};
use crate::tui::effect::Effect;
use crate::tui::model::Model;

/// Acts on the button of this name.
pub(super) fn submit(model: &mut Model, button: &str) -> Vec<Effect> {
    let Some(dialog) = model.dialog.take() else {
        return vec![];
    };
    if dialog.purpose == Purpose::Stale {
        return stale::pressed(model, button);
    }
    if button == writes::ASK {
        return writes::open(model);
    }
    if stale::is(model, &dialog) {
        return stale::open(model, dialog);
    }
    let mut effects = match &dialog.purpose {
        Purpose::Reason(what) => one(&dialog, with_reason(&dialog, what)),
        Purpose::Confirm(command) => one(&dialog, Some(command.clone())),
        Purpose::Advance => one(&dialog, Some(Command::Advance)),
        Purpose::Override(_) => one(&dialog, override_gate(&dialog)),
        Purpose::Qa(asked) => one(&dialog, qa::command(&dialog.form, asked)),
        Purpose::Rollback(_) => rollback::submitted(model, &dialog),
        Purpose::RollbackItem(order, state) => item_of_rollback(model, &dialog, (*order, *state)),
        Purpose::NotARollout => one(
            &dialog,
            Some(Command::RaiseBlocker {
                title: dialog.form.text(TEXT),
                link: None,
                details: BlockerDetails::default(),
            }),
        ),
        Purpose::Shown(text) => shown::submitted(&dialog, text),
        Purpose::Beside(what) => beside::submitted(model, &dialog, what),
        Purpose::Ramp(asked) => ramp::submitted(&dialog, asked),
        Purpose::Timer(step, verb) => one(&dialog, timer::command(&dialog.form, step, *verb)),
        Purpose::Drill => one(&dialog, drill::command(&dialog, model.now)),
        Purpose::Vouch => one(&dialog, vouch::command(&dialog.form)),
        Purpose::Writes => one(&dialog, writes::command(&dialog.form)),
        Purpose::Watch(verb) => one(&dialog, watch::command(model, &dialog.form, *verb)),
        Purpose::Browse => browse::submitted(&dialog.form),
        Purpose::Export(_) => export::submitted(model, &dialog),
        Purpose::Decide => answers(model, &dialog),
        Purpose::Run(step) => ran(model, &dialog, step),
        Purpose::Blank(blank) => import_preview::fill(model, blank, &dialog.form.text(TEXT)),
        Purpose::OpenFile => arrival::named(model, &dialog.form.text(TEXT)),
        Purpose::Import(asked) => import(model, (&dialog, asked), button),
        Purpose::Failure | Purpose::Stale => vec![],
        Purpose::Quit => vec![Effect::Quit],
        Purpose::LeaveDemo => vec![Effect::LeaveDemo],
    };
    let asks_again = model.dialog.as_ref();
    let asks_again = asks_again.is_some_and(|again| again.purpose == dialog.purpose);
    let is_taken = !asks_again && draft::is_short(&dialog.purpose);
    let forgotten = dialog.draft.clone().filter(|_| is_taken);
    let waits = model.dialog.is_none() && is_answered(&dialog.purpose) && !effects.is_empty();
    model.sent = Some(dialog).filter(|_| waits);
    // What nobody answers is taken at once, and so no draft any more.
    effects.extend(forgotten.map(|key| Effect::SaveDraft {
        key,
        text: String::new(),
    }));
    effects
}

fn item_of_rollback(model: &Model, dialog: &Dialog, item: (usize, StepState)) -> Vec<Effect> {
    let (command, copy) = rollback_say::said(model, &dialog.form, item);
    let mut effects = one(dialog, Some(command));
    effects.extend(copy);
    effects
}

/// Tells whether the shell answers, so that the dialog waits for it: a refusal brings it back.
const fn is_answered(purpose: &Purpose) -> bool {
    if let Purpose::Import(asked) = purpose {
        return matches!(asked, ImportAsked::TakeIn(_));
    }
    !matches!(
        purpose,
        Purpose::Failure
            | Purpose::Quit
            | Purpose::LeaveDemo
            | Purpose::Browse
            | Purpose::Beside(Beside::Which | Beside::Scan)
            | Purpose::Export(_)
    )
}

/// Goes on with what was said about a document on its way in.
fn import(
    model: &mut Model,
    (dialog, asked): (&Dialog, &ImportAsked),
    button: &str,
) -> Vec<Effect> {
    match asked {
        ImportAsked::Flag => import_preview::name_flag(model, &dialog.form.text(TEXT)),
        ImportAsked::Link => from_link::given(model, &dialog.form.text(TEXT)),
        ImportAsked::Agree(link) => from_link::agreed(model, link, button),
        ImportAsked::Template => from_template::chosen(model, &dialog.form),
        ImportAsked::Blanks(name) => from_template::filled(model, name, &dialog.form),
        ImportAsked::TakeIn(_) => take_in::submitted(model),
        ImportAsked::Waiting(_) | ImportAsked::ByHand => vec![],
    }
}

fn one(dialog: &Dialog, command: Option<Command>) -> Vec<Effect> {
    let dispatch = dialog.about.clone().zip(command);
    dispatch
        .map(|((rollout, seen), command)| Effect::Dispatch {
            rollout,
            command,
            seen: Some(seen),
        })
        .into_iter()
        .collect()
}

fn with_reason(dialog: &Dialog, what: &ReasonFor) -> Option<Command> {
    let reason = dialog.form.text(TEXT);
    Some(match what {
        ReasonFor::Mark(step, state) => Command::MarkStep {
            step: step.clone(),
            state: *state,
            reason: Some(reason),
        },
        ReasonFor::Note(step) => Command::AddNote {
            step: step.clone(),
            text: reason,
        },
        ReasonFor::Hold => Command::Hold { reason },
        ReasonFor::Resume => Command::Resume {
            reason: Some(reason).filter(|reason| !reason.is_empty()),
        },
        ReasonFor::Abandon(_) => Command::Abandon { reason },
        ReasonFor::CloseBlocker => Command::CloseBlocker {
            blocker: BlockerId::new(dialog.form.chosen(reason::BLOCKER)?),
            reason,
        },
    })
}

fn override_gate(dialog: &Dialog) -> Option<Command> {
    let gate = GateKind::parse(dialog.form.chosen(advance::GATE)?)?;
    Some(Command::OverrideGate {
        gate,
        reason: dialog.form.text(TEXT),
    })
}

/// Records every answer that is not what it was.
fn answers(model: &Model, dialog: &Dialog) -> Vec<Effect> {
    let Some((rollout, _)) = &dialog.about else {
        return vec![];
    };
    let before = |key: &str| {
        let mut decisions = model.view().into_iter().flat_map(|view| &view.decisions);
        decisions
            .find(|decision| decision.key.as_str() == key)
            .and_then(|decision| decision.answer.clone())
    };
    let decisions = model.view().into_iter().flat_map(|view| &view.decisions);
    let names = decisions.map(|decision| decision.key.as_str());
    names
        .filter_map(|name| Some((name, dialog.form.chosen(name)?)))
        .filter(|(name, option)| before(name).as_deref() != Some(*option))
        .map(|(name, option)| Effect::Dispatch {
            rollout: rollout.clone(),
            command: Command::Decide {
                decision: DecisionKey::new(name),
                option: option.to_owned(),
            },
            // The answers are independent of each other, and the first moves the count of events.
            seen: None,
        })
        .collect()
}

fn ran(model: &Model, dialog: &Dialog, step: &StepId) -> Vec<Effect> {
    let step = model.step_with(step);
    let (Some((rollout, _)), Some(step)) = (&dialog.about, step) else {
        return vec![];
    };
    let reply = dialog.form.text(TEXT);
    vec![Effect::RunStep {
        rollout: rollout.clone(),
        step: step.id.clone(),
        blanks: run::typed(step, &dialog.form),
        reply: Some(reply).filter(|reply| !reply.is_empty()),
    }]
}
