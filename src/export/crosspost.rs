//! A step for several places at once: the line to run, the message for the other channels, the comment for the issue. A line with an open blank is refused.

use super::markdown::code;
use super::shown::shown;
use super::text::about_step;
use crate::domain::flag::Environment;
use crate::domain::plan::ReferenceKind;
use crate::projection::{RolloutView, StepView};

/// Returns the bundle for `step`, or for the next one that has something to run.
pub(super) fn crosspost(
    view: &RolloutView,
    step: Option<&StepView>,
) -> Result<Vec<String>, String> {
    let next = || {
        let number = view.next.step.as_ref()?;
        view.steps().find(|step| step.number == *number)
    };
    let step = step.or_else(next).ok_or("no step comes next: name one")?;
    if step.instructions.is_empty() {
        return Err(format!("{} has no command", step.number));
    }
    if !step.blanks.is_empty() {
        return Err(format!("{} is not filled", step.blanks.join(", ")));
    }
    let runs = step.instructions.iter();
    let runs: Vec<String> = runs.map(|line| shown(&line.normalised)).collect();
    let mut lines = vec!["--- run".to_owned()];
    lines.extend(runs.iter().cloned());
    let channels = view.references.iter();
    let channels = channels.filter(|reference| reference.kind == ReferenceKind::Channel);
    let mut channels: Vec<String> = channels.map(|reference| shown(&reference.target)).collect();
    channels.dedup();
    let channels = if channels.is_empty() {
        "the channels that the document names".to_owned()
    } else {
        channels.join(", ")
    };
    lines.extend([String::new(), format!("--- cross-post to {channels}")]);
    let production = view.environments.get(&Environment::Production);
    let production = production.map_or_else(String::new, |place| {
        format!(" (production: {} before it)", place.in_words)
    });
    let about = format!("{} {}", step.number, shown(&step.text));
    lines.push(format!("{}: {about}{production}", code(view.name())));
    lines.extend(runs.iter().map(|run| code(run)));
    let back = view.rollback.plan.steps.iter();
    let back = back.filter_map(|step| step.command().map(String::as_str));
    lines.extend(back.map(|line| format!("way back: {}", code(line))));
    lines.extend([String::new(), "--- comment on the issue".to_owned()]);
    lines.extend(about_step(view, step));
    Ok(lines)
}
