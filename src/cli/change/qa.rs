//! `qa`: the result of a test, about a step or about a stage.

use super::changed;
use crate::cli::answer::{Answer, Body};
use crate::cli::args::Qa;
use crate::cli::output::{Line, Role};
use crate::cli::refusal::{not_found, refused};
use crate::cli::session::Session;
use crate::domain::plan::{StepKind, StepState};
use crate::domain::rollout::{Command, QaEntry, QaScope, Verdict};
use crate::error::Report;
use crate::export::result_text;
use crate::projection::{History, RolloutView, StageView, StepView};
use crate::tracker::Tracker;

/// Records the result of a test.
pub(crate) fn qa(session: &mut Session<'_, '_>, args: &Qa) -> Result<Answer, Report> {
    let note = args
        .note
        .as_deref()
        .map(|note| session.text(note))
        .transpose()?;
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let history = tracker.history(&id)?;
    let scope = scope(&tracker, &history, args)?;
    let note = note
        .map(|note| note.trim().to_owned())
        .filter(|note| !note.is_empty());
    let result = QaEntry {
        scope,
        environment: args.environment.clone(),
        build: args.build.clone(),
        tester: args.tester.clone(),
        verdict: args.verdict.into(),
        accepted: args.accept.clone(),
        note,
        evidence: args.evidence.clone(),
        cohort: args.cohort.map(Into::into),
    };
    let command = Command::RecordQa {
        result,
        raise_blocker: args.blocker.clone(),
    };
    let events = tracker.dispatch(&id, &command, None)?;
    let answer = changed(session, &tracker, &id, &events)?;
    if matches!(args.verdict.into(), Verdict::Fail | Verdict::Blocked) {
        let view = tracker.view(&id, None)?;
        let answer = with_text(answer, &result_text(&view));
        return Ok(answer.warn(offer(&view, args).into_iter().collect()));
    }
    Ok(answer)
}

/// Offers to raise what a failed test found, filled in from the result; nothing where a blocker was raised with it.
fn offer(view: &RolloutView, args: &Qa) -> Option<String> {
    if args.blocker.is_some() {
        return None;
    }
    let about = view.qa.last().map(|result| result.about.as_str())?;
    let found = args.note.as_deref().and_then(|note| note.lines().next());
    let title = found.map_or_else(
        || format!("QA failed: {about}"),
        |note| note.trim().to_owned(),
    );
    let title = title.replace('\'', "'\\''");
    Some(format!(
        "nothing stands in the way for it yet: rollgate blocker add {} '{title}'",
        view.name()
    ))
}

/// Puts the text that is ready for the issue beside what was recorded.
fn with_text(mut answer: Answer, lines: &[String]) -> Answer {
    if let Some(data) = answer.data.as_object_mut() {
        data.insert("text".to_owned(), lines.join("\n").into());
    }
    if let Body::Word(page) = &mut answer.body {
        page.gap();
        page.push(Line::new().word(Role::Quiet, "For the issue:"));
        page.gap();
        for line in lines {
            page.say(line);
        }
    }
    answer
}

fn scope(tracker: &Tracker, history: &History, args: &Qa) -> Result<QaScope, Report> {
    if let Some(name) = &args.step {
        return Ok(QaScope::Step(tracker.find_step(history, name)?));
    }
    let view = tracker.view(&history.rollout.id, None)?;
    if let Some(number) = args.stage {
        return Ok(QaScope::Stage(stage(&view, number)?.id.clone()));
    }
    let current = view.current_stage();
    let current =
        current.ok_or_else(|| refused("WRONG_STATE", "there is no current stage to test"))?;
    let steps = current.steps.iter().flat_map(StepView::outline);
    let test = steps.into_iter().find(|step| is_open_test(step));
    Ok(test.map_or_else(
        || QaScope::Stage(current.id.clone()),
        |step| QaScope::Step(step.id.clone()),
    ))
}

fn is_open_test(step: &StepView) -> bool {
    step.kind == StepKind::Qa
        && step.verdict != Some("pass")
        && !matches!(
            step.state,
            StepState::Done | StepState::NotApplicable | StepState::Skipped | StepState::Overridden
        )
}

/// Finds a stage by its number.
fn stage(view: &RolloutView, number: u32) -> Result<&StageView, Report> {
    let found = view.stages.iter().find(|stage| stage.number == number);
    found.ok_or_else(|| {
        let hint = format!("the stages are 1 to {}", view.stages.len());
        not_found(format!("there is no stage {number}"), hint)
    })
}
