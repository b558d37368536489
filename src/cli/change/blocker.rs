//! What stands in the way: raised on one rollout or on several, worked off step by step, closed with a reason.

use super::{changed, wish};
use crate::checklist::bug_report;
use crate::cli::answer::Answer;
use crate::cli::args::{BlockerAdd, BlockerChange, BlockerVerb, OneBlocker, PlanState};
use crate::cli::moment::parse_span;
use crate::cli::read;
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::id::BlockerId;
use crate::domain::rollout::{BlockerDetails, BlockerEdit, Command};
use crate::error::Report;

/// Does what is wished about blockers.
pub(crate) fn blocker(session: &mut Session<'_, '_>, verb: &BlockerVerb) -> Result<Answer, Report> {
    match verb {
        BlockerVerb::Add(args) => add(session, args),
        BlockerVerb::List {
            flag: Some(flag), ..
        } => read::blockers(session, flag),
        BlockerVerb::List { flag: None, by } => read::blocker_board(session, (*by).into()),
        BlockerVerb::Show(one) => read::blocker(session, one),
        BlockerVerb::Text(one) => read::blocker_text(session, one),
        BlockerVerb::Step { one, order, state } => {
            let command = Command::MarkBlockerStep {
                blocker: id(one),
                order: *order,
                done: *state == PlanState::Done,
            };
            wish(session, &one.flag, &command)
        }
        BlockerVerb::Close {
            one,
            reason,
            everywhere,
        } => close(session, one, (reason.as_deref(), *everywhere)),
        BlockerVerb::Edit(args) => edit(session, args),
        BlockerVerb::Note { one, text } => {
            let command = Command::NoteBlocker {
                blocker: id(one),
                text: session.text(text)?,
            };
            wish(session, &one.flag, &command)
        }
    }
}

fn id(one: &OneBlocker) -> BlockerId {
    BlockerId::new(one.blocker.trim().to_uppercase())
}

fn add(session: &mut Session<'_, '_>, args: &BlockerAdd) -> Result<Answer, Report> {
    let report = args.from.as_deref().map(|name| session.document(name));
    let report = report.transpose()?.map(|text| bug_report(&text));
    let report = report.unwrap_or_default();
    let title = args.title.clone().unwrap_or(report.title);
    let details = BlockerDetails {
        kind: args.kind.map(Into::into),
        severity: args.severity.map(Into::into),
        owner: args.owner.clone(),
        due: args
            .due
            .as_deref()
            .map(|text| due(session, text))
            .transpose()?,
        soft: args.soft,
        description: report.description,
        why: report.why,
        plan: [report.plan, args.steps.clone()].concat(),
        expected: [report.expected, args.expected.clone()].concat(),
        shared: None,
    };
    let mut tracker = session.open_to_change()?;
    let first = tracker.find(&args.flag)?;
    let mut ids = vec![first.clone()];
    for name in &args.also {
        let id = tracker.find(name)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let link = args.link.as_deref();
    let events = tracker.raise_on_each(&ids, (&title, link), &details)?;
    changed(session, &tracker, &first, &events)
}

fn due(session: &Session<'_, '_>, text: &str) -> Result<Timestamp, Report> {
    let Some(span) = parse_span(text) else {
        return session.moment(text);
    };
    let moment = session.now.checked_add_signed(span);
    moment.ok_or_else(|| usage(format!("{text} is too long"), "write it like 2d"))
}

fn edit(session: &Session<'_, '_>, args: &BlockerChange) -> Result<Answer, Report> {
    let edit = BlockerEdit {
        title: args.title.clone(),
        link: args.link.clone(),
        kind: args.kind.map(Into::into),
        severity: args.severity.map(|word| Some(word.into())),
        owner: args.owner.clone(),
        due: match args.due.as_deref() {
            None => None,
            Some("none" | "") => Some(None),
            Some(text) => Some(Some(due(session, text)?)),
        },
        soft: args.soft,
        description: args.description.clone(),
        steps: args.steps.clone(),
        expected: args.expected.clone(),
    };
    let mut tracker = session.open_to_change()?;
    let rollout = tracker.find(&args.one.flag)?;
    let mut each = vec![(rollout.clone(), id(&args.one))];
    if args.everywhere {
        each.extend(tracker.same_elsewhere(&rollout, &id(&args.one))?);
    }
    let mut events = Vec::new();
    for (rollout, blocker) in each {
        let edit = Box::new(edit.clone());
        events.extend(tracker.dispatch(&rollout, &Command::EditBlocker { blocker, edit }, None)?);
    }
    changed(session, &tracker, &rollout, &events)
}

fn close(
    session: &Session<'_, '_>,
    one: &OneBlocker,
    (reason, everywhere): (Option<&str>, bool),
) -> Result<Answer, Report> {
    let reason = reason.unwrap_or_default().to_owned();
    let blocker = id(one);
    let mut tracker = session.open_to_change()?;
    let rollout = tracker.find(&one.flag)?;
    let events = if everywhere {
        tracker.close_everywhere(&rollout, &blocker, &reason)?
    } else {
        let command = Command::CloseBlocker { blocker, reason };
        tracker.dispatch(&rollout, &command, None)?
    };
    changed(session, &tracker, &rollout, &events)
}
