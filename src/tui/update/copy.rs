//! What is put on the clipboard. A line with an open blank never is: nobody could run it as it stands.

use super::{answer, fleet, rollback_run};
use crate::domain::flag::Environment;
use crate::domain::rollout::Phase;
use crate::projection::{RollbackStepView, RolloutView};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Action, Context, Copied};
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
        Copied::Unsaved => unsaved(model),
        Copied::Issue => model.view().map_or_else(no_rollout, |view| Ok(issue(view))),
    };
    match made {
        Ok((text, label)) => vec![Effect::Copy { text, label }],
        Err(why) => answer::not_copied(model, why),
    }
}

/// A text and what it is, or why there is none.
type Made = Result<(String, String), String>;

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
        return Err(format!("{} is not filled: Enter fills it", open.join(", ")));
    }
    let lines: Vec<&str> = step
        .instructions
        .iter()
        .map(|line| line.normalised.as_str())
        .collect();
    let label = format!("{}  {} {}", view.name(), step.number, step.text);
    Ok((lines.join("\n"), label))
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
        .filter_map(|step| step.instruction.as_deref())
        .collect();
    if lines.is_empty() {
        let impossible = view.rollback.plan.impossible.join("; ");
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
    let label = format!("{}  rollback, {}", view.name(), places.join(", "));
    Ok((lines.join("\n"), label))
}

fn entry(model: &Model) -> Made {
    let (Some(view), Some(entry)) = (model.view(), model.entry()) else {
        return Err("no entry is selected".to_owned());
    };
    let at = entry.at.format("%Y-%m-%d %H:%M:%S UTC");
    let reason = entry.reason.as_ref().map(|reason| format!(" ({reason})"));
    let text = format!(
        "{at} {}: {}{}",
        entry.actor,
        entry.text,
        reason.unwrap_or_default()
    );
    Ok((text, format!("{}  entry {}", view.name(), entry.seq)))
}

/// Returns what somebody who reads the issue wants to know.
fn issue(view: &RolloutView) -> (String, String) {
    let mut lines = vec![
        format!("**`{}`**: {}", view.name(), view.state.label()),
        String::new(),
    ];
    if let Some(stage) = view.current_stage() {
        lines.push(format!("- Stage: {} {}", stage.number, stage.title));
    }
    lines.push(format!(
        "- Steps: {} of {}",
        view.progress.done, view.progress.total
    ));
    let places = view.environments.iter();
    lines.extend(places.map(|(place, state)| format!("- {place}: {}", state.in_words)));
    let open = view.blockers.iter().filter(|blocker| blocker.open);
    lines.extend(open.map(|blocker| format!("- Blocker {}: {}", blocker.id, blocker.title)));
    lines.push(format!("- Next: {}", view.next.in_one_line()));
    (
        lines.join("\n"),
        format!("{}  text for an issue", view.name()),
    )
}
