//! What is put on the clipboard. A line with an open blank never is: nobody could run it as it stands.

use super::{answer, blockers, board, fleet, packages, rollback_run};
use crate::domain::flag::Environment;
use crate::domain::plan::{Instruction, ReferenceKind};
use crate::domain::rollout::Phase;
use crate::export::{About, Copy, text, web_address};
use crate::projection::{RollbackStepView, RolloutView};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Action, App, Context, Copied};
use crate::tui::model::Model;

/// How the message begins when nothing was copied.
pub(super) const NOTHING: &str = "nothing copied";

/// Copies `what`.
pub(super) fn perform(model: &mut Model, what: Copied) -> Vec<Effect> {
    if model.view().is_none() && model.page_context() == Context::Fleet {
        return fleet::read_then(model, Action::Copy(what));
    }
    let made = match what {
        Copied::RollbackStep => rollback_run::copied(model),
        Copied::Instruction => instruction(model),
        Copied::Rollback => model.view().map_or_else(no_rollout, rollback),
        Copied::Entry => entry(model),
        Copied::PackageAnswer => packages::answer(model),
        Copied::PackageNote => packages::note(model),
        Copied::ReleaseNote => packages::release_note(model),
        Copied::RollbackCheck => packages::check(model),
        Copied::Text(Copy::Issue) if model.page_context() == Context::Blockers => {
            blockers::text(model)
        }
        Copied::Text(Copy::Issue) if model.page_context() == Context::Board => board::text(model),
        Copied::Text(form) => text_of(model, form),
        Copied::Link => link(model),
        Copied::Unsaved => unsaved(model),
    };
    match made {
        Ok((text, label)) => vec![Effect::Copy { text, label }],
        Err(why) => answer::not_copied(model, why),
    }
}

/// A text and what it is, or why there is none.
pub(super) type Made = Result<(String, String), String>;

fn no_rollout() -> Made {
    Err("no rollout is open".to_owned())
}

/// Returns the record that the store could not take, in words.
fn unsaved(model: &Model) -> Made {
    let found = model.pending.unsaved.as_ref();
    let unsaved = found.ok_or_else(|| "every record is saved".to_owned())?;
    Ok((
        unsaved.words.clone(),
        "the record that is not saved".to_owned(),
    ))
}

/// Returns the instruction of the selected step.
fn instruction(model: &Model) -> Made {
    let (Some(view), Some(step)) = (model.view(), model.step()) else {
        return no_rollout();
    };
    if step.instructions.is_empty() {
        return Err(format!("{} has no command", step.number));
    }
    let open: Vec<&str> = step
        .instructions
        .iter()
        .flat_map(|line| line.blanks.iter().map(String::as_str))
        .collect();
    if !open.is_empty() {
        let key = model.key_of(Action::App(App::Open));
        let open = open.join(", ");
        return Err(format!("{open} is not filled: {key} fills it"));
    }
    let lines: Vec<&str> = step
        .instructions
        .iter()
        .map(|line| line.normalised.as_str())
        .collect();
    let what = step
        .instructions
        .iter()
        .map(set)
        .collect::<Option<Vec<String>>>();
    let what = what.map_or_else(|| step.text.clone(), |set| set.join(", "));
    let label = format!("{}  {} {what}", view.name(), step.number);
    Ok((lines.join("\n"), label))
}

/// Says what a line sets and where, which is what is looked at before it is run; `None` for a line that sets nothing.
fn set(line: &Instruction) -> Option<String> {
    let value = line.value.as_ref().filter(|_| line.changes_a_flag())?;
    let places: Vec<&str> = line
        .environments
        .iter()
        .map(|place| place.as_str())
        .collect();
    let whom: Vec<String> = line
        .scopes
        .iter()
        .map(|scope| format!(" for {}", scope.values.join(", ")))
        .collect();
    let places = if places.is_empty() {
        String::new()
    } else {
        format!(" ({})", places.join(", "))
    };
    Some(format!("{value}{}{places}", whom.concat()))
}

/// Returns the lines of the way back: of the one that runs, else of the one that would begin now.
fn rollback(view: &RolloutView) -> Made {
    let running = view.rollback.last.as_ref().filter(|run| !run.finished);
    let steps: Vec<&RollbackStepView> = match running {
        Some(run) if view.phase == Phase::RollingBack => run
            .steps
            .iter()
            .filter(|step| !step.state.is_settled())
            .collect(),
        _ => view.rollback.plan.steps.iter().collect(),
    };
    let lines: Vec<&str> = steps
        .iter()
        .filter_map(|step| step.command().map(String::as_str))
        .collect();
    if lines.is_empty() {
        let plan = &view.rollback.plan;
        let whys: Vec<&str> = plan
            .console
            .iter()
            .chain(&plan.impossible)
            .map(String::as_str)
            .collect();
        let impossible = whys.join("; ");
        return Err(if impossible.is_empty() {
            format!("{} has nothing to roll back", view.name())
        } else {
            impossible
        });
    }
    if let Some(line) = lines
        .iter()
        .find(|line| !crate::chatops::blanks(line).is_empty())
    {
        return Err(format!("something in {line} is not filled"));
    }
    let mut places: Vec<&str> = steps
        .iter()
        .filter_map(|step| step.environment.map(Environment::as_str))
        .collect();
    places.dedup();
    // A line of the document's own may say no environment.
    let places: Vec<String> = places.iter().map(|place| format!(", {place}")).collect();
    let label = format!("{}  rollback{}", view.name(), places.concat());
    Ok((lines.join("\n"), label))
}

fn entry(model: &Model) -> Made {
    let (Some(view), Some(entry)) = (model.view(), model.entry()) else {
        return Err("no entry is selected".to_owned());
    };
    let at = model.clock().format(entry.at, "%Y-%m-%d %H:%M:%S %Z");
    let reason = entry.reason.as_ref().map(|reason| format!(" ({reason})"));
    let text = format!(
        "{at} {}: {}{}",
        entry.actor,
        entry.text,
        reason.unwrap_or_default()
    );
    Ok((text, format!("{}  entry {}", view.name(), entry.seq)))
}

/// Returns a text that is ready to be posted; a cross-post is about the selected step.
fn text_of(model: &Model, form: Copy) -> Made {
    let Some(open) = model.opened() else {
        return no_rollout();
    };
    let ramp = open.ramp(model.moment());
    let is_about_step = form == Copy::CrossPost && model.page_context() == Context::Checklist;
    let about = About {
        view: &open.view,
        step: is_about_step.then(|| model.step()).flatten(),
        ramp: ramp.as_ref(),
        log: &open.timeline,
        now: model.moment(),
    };
    let lines = text(form, &about)?;
    let what = match form {
        Copy::Slack => "text for Slack",
        Copy::Issue => "text for an issue",
        Copy::Markdown => "checklist as Markdown",
        Copy::Handover => "handover pack",
        Copy::CrossPost => "cross-post: command, message, comment",
    };
    let label = format!("{}  {what}, {} lines", open.view.name(), lines.len());
    Ok((lines.join("\n"), label))
}

/// Returns the first issue of the web that the document names.
fn link(model: &Model) -> Made {
    let Some(view) = model.view() else {
        return no_rollout();
    };
    let issues = view.references.iter();
    let mut issues = issues.filter(|reference| reference.kind == ReferenceKind::Issue);
    let found = issues.find_map(|reference| web_address(&reference.target));
    let found = found.ok_or("the document names no issue")?;
    Ok((found.to_owned(), format!("{}  {found}", view.name())))
}
