//! What the screen asked for, carried out. Every effect answers with messages; none changes the screen by itself.

use std::collections::BTreeMap;

use super::clipboard::{self, Place};
use super::data::OpenData;
use super::editor::ToEdit;
use super::{answers, beside, browser, files, hints, imports, out};
use crate::domain::Timestamp;
use crate::domain::flag::{Basis, Percentage};
use crate::domain::id::{BlockerId, RolloutId, Seq, StepId};
use crate::domain::package;
use crate::domain::rollout::{Command, GateKind, Passage};
use crate::error::{Exit, Report};
use crate::tracker::{Recorded, RunReport, TrackerError};
use crate::tui::hint::Hint;
use crate::tui::message::Failure;
use crate::tui::{Effect, Message};

/// What the loop has to do itself after an effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// Say these to the screen.
    Messages(Vec<Message>),
    /// Let this be edited in the person's own editor.
    Edit(ToEdit),
    /// Stop as Ctrl-Z does.
    Suspend,
    /// Paint everything again.
    Redraw,
    /// End.
    Quit,
}

/// Carries out one effect.
#[expect(clippy::too_many_lines, reason = "a table: one arm for each effect")]
pub(super) fn perform(effect: Effect, data: &mut OpenData, place: Place) -> Answer {
    let messages = match effect {
        Effect::Dispatch {
            rollout,
            command,
            seen,
        } => dispatch(data, &rollout, &command, seen),
        Effect::StartRollback {
            rollout,
            command,
            seen,
            raised,
        } => start_rollback(data, (&rollout, &command), seen, raised.as_deref()),
        Effect::RunStep {
            rollout,
            step,
            blanks,
            reply,
        } => run_step(data, (&rollout, &step), blanks, reply),
        Effect::TakeAnswer { rollout, text } => answers::take(data, &rollout, &text),
        Effect::SetPercentage {
            rollout,
            percentage,
            reason,
            overrides,
            reply,
        } => {
            let report = passing((reason, overrides), reply);
            set_percentage(data, &rollout, percentage, &report)
        }
        Effect::AddIncident {
            title,
            alert,
            record,
            about,
        } => beside::add_incident(data, &title, (alert, record), about),
        Effect::ChangeIncident(id, command) => beside::change_incident(data, &id, &command),
        Effect::CloseEverywhere {
            rollout,
            blocker,
            reason,
        } => close_everywhere(data, &rollout, (&blocker, &reason)),
        Effect::RecordPackages(command) => beside::record_packages(data, &command),
        Effect::Backfill(what) => beside::backfill(data, &what),
        Effect::NameCode { rollout, package } => beside::name_code(data, &rollout, &package),
        Effect::ReadPackages(place) => read_packages(data, place),
        Effect::ReadBoard(is_read) => read_board(data, is_read),
        Effect::Browse(address) => browse(&address),
        Effect::Export { rollout, form, at } => out::export(data, &rollout, form, at),
        Effect::ReadDays { rollouts, count } => out::days(data, &rollouts, count),
        Effect::Open(rollout) => open(data, rollout),
        Effect::LookAt(moment) => look_at(data, moment),
        Effect::ReadOver(wanted) => read_over(data, wanted),
        Effect::Refresh => refresh(data),
        Effect::Import(wish) => imports::import(data, *wish),
        Effect::FindPlan(rollout) => imports::find_plan(data, rollout),
        // The desk does these itself before they come here.
        Effect::AskForge(_)
        | Effect::Set { .. }
        | Effect::ScanPackages(_)
        | Effect::EditSettings => vec![],
        Effect::ReadFile(name) => vec![files::read(name)],
        Effect::Copy { text, label } => copy(data, (&text, &label), place),
        Effect::SaveDraft { key, text } => save_draft(data, &key, &text),
        Effect::FindDraft(key) => find_draft(data, key),
        Effect::EnterDemo => enter_demo(data),
        Effect::LeaveDemo => leave_demo(data),
        Effect::AdvanceDemoClock(minutes) => advance_demo(data, minutes),
        Effect::Edit(text) => return Answer::Edit(ToEdit::Text(text)),
        Effect::Suspend => return Answer::Suspend,
        Effect::Redraw => return Answer::Redraw,
        Effect::Quit => return Answer::Quit,
    };
    Answer::Messages(messages)
}

fn run_step(
    data: &mut OpenData,
    (rollout, step): (&RolloutId, &StepId),
    blanks: BTreeMap<String, String>,
    reply: Option<String>,
) -> Vec<Message> {
    let report = RunReport {
        reply,
        ..RunReport::succeeded(blanks)
    };
    let recorded = data.tracker().run_step(rollout, step, &report);
    let is_recorded = recorded.is_ok();
    let mut messages = told(data, rollout, recorded);
    if is_recorded {
        answers::doubt(
            data,
            (rollout, step),
            report.reply.as_deref(),
            &mut messages,
        );
    }
    messages
}

fn set_percentage(
    data: &mut OpenData,
    rollout: &RolloutId,
    percentage: (Percentage, Basis),
    report: &RunReport,
) -> Vec<Message> {
    let recorded = data.tracker().set_percentage(rollout, percentage, report);
    told(data, rollout, recorded)
}

fn close_everywhere(
    data: &mut OpenData,
    rollout: &RolloutId,
    (blocker, reason): (&BlockerId, &str),
) -> Vec<Message> {
    let closed = data.tracker().close_everywhere(rollout, blocker, reason);
    told(data, rollout, closed)
}

fn read_packages(data: &mut OpenData, place: Option<package::Place>) -> Vec<Message> {
    data.read_packages(place);
    refresh(data)
}

fn read_board(data: &mut OpenData, is_read: bool) -> Vec<Message> {
    data.read_board(is_read);
    refresh(data)
}

fn browse(address: &str) -> Vec<Message> {
    let words = browser::open(address);
    vec![Message::Browsed { words }]
}

fn copy(data: &mut OpenData, (text, label): (&str, &str), place: Place) -> Vec<Message> {
    let words = clipboard::copy(text, label, place);
    let mut messages = vec![Message::Copied { words }];
    if place.over_ssh {
        messages.extend(hints::once(data, Hint::Clipboard));
    }
    messages
}

fn open(data: &mut OpenData, rollout: Option<RolloutId>) -> Vec<Message> {
    data.open(rollout);
    refresh(data)
}

fn read_over(data: &mut OpenData, wanted: bool) -> Vec<Message> {
    data.read_over(wanted);
    refresh(data)
}

fn look_at(data: &mut OpenData, moment: Option<Timestamp>) -> Vec<Message> {
    data.look_at(moment);
    refresh(data)
}

fn leave_demo(data: &mut OpenData) -> Vec<Message> {
    data.leave_demo();
    [vec![Message::DemoEntered(false)], refresh(data)].concat()
}

fn advance_demo(data: &mut OpenData, minutes: u32) -> Vec<Message> {
    data.advance_demo(minutes);
    [vec![Message::Ticked(data.now())], refresh(data)].concat()
}

fn enter_demo(data: &mut OpenData) -> Vec<Message> {
    match data.enter_demo() {
        Ok(()) => [vec![Message::DemoEntered(true)], refresh(data)].concat(),
        Err(error) => vec![failed(error.into())],
    }
}

/// Reports that all went well, gates passed for this reason.
fn passing(
    (reason, overrides): (Option<String>, Vec<GateKind>),
    reply: Option<String>,
) -> RunReport {
    let passage = Passage {
        reason,
        overrides,
        ..Passage::default()
    };
    RunReport {
        reply,
        passage,
        ..RunReport::succeeded(BTreeMap::new())
    }
}

/// Reads what is on the screen.
pub(super) fn refresh(data: &mut OpenData) -> Vec<Message> {
    match data.snapshot() {
        Ok(snapshot) => vec![Message::Refreshed(Box::new(snapshot))],
        Err(report) => vec![failed(report)],
    }
}

fn dispatch(
    data: &mut OpenData,
    rollout: &RolloutId,
    command: &Command,
    seen: Option<Seq>,
) -> Vec<Message> {
    let recorded = data.tracker().dispatch(rollout, command, seen);
    told(data, rollout, recorded)
}

fn start_rollback(
    data: &mut OpenData,
    (rollout, command): (&RolloutId, &Command),
    seen: Option<Seq>,
    raised: Option<&str>,
) -> Vec<Message> {
    let begun = data
        .tracker()
        .start_rollback(rollout, command, seen, raised);
    told(data, rollout, begun)
}

pub(super) fn told(
    data: &mut OpenData,
    rollout: &RolloutId,
    recorded: Result<Vec<Recorded>, TrackerError>,
) -> Vec<Message> {
    match recorded {
        Ok(recorded) => {
            let mut messages = refresh(data);
            let hint = hints::after(data, &recorded, &messages);
            let texts = recorded.into_iter().map(|recorded| recorded.text).collect();
            messages.push(Message::Recorded {
                rollout: rollout.clone(),
                texts,
            });
            messages.extend(hint);
            messages
        }
        Err(error) => [refresh(data), vec![failed(error.into())]].concat(),
    }
}

fn save_draft(data: &mut OpenData, key: &str, text: &str) -> Vec<Message> {
    let tracker = data.tracker();
    if text.is_empty() {
        // One that stays is offered again, which harms nobody; the record that it was for is saved.
        tracker.drop_draft(key).ok();
        return vec![];
    }
    match tracker.save_draft(key, text) {
        Ok(()) => vec![],
        Err(error) => vec![Message::DraftNotKept {
            key: key.to_owned(),
            text: text.to_owned(),
            why: Report::from(error).message,
        }],
    }
}

fn find_draft(data: &mut OpenData, key: String) -> Vec<Message> {
    match data.tracker().store().draft(&key) {
        Ok(Some(text)) => vec![Message::DraftFound { key, text }],
        Ok(None) => vec![],
        Err(error) => vec![failed(error.into())],
    }
}

/// Says a failure to the screen.
pub(super) fn failed(report: Report) -> Message {
    Message::Failed(failure(report))
}

/// Tells a failure as the screen does.
pub(super) fn failure(report: Report) -> Failure {
    let refused = report.is_refusal();
    let unsaved = report.exit == Exit::Data;
    Failure {
        message: report.message,
        reasons: report.reasons,
        hint: report.hint,
        refused,
        unsaved,
    }
}
