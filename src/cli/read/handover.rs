//! Texts about a whole rollout: a message for a channel, its checklist. Nothing is posted from here.

use super::text::code;
use crate::cli::output::shown;
use crate::projection::{RolloutView, StepView};

/// Says how a rollout stands, as a message for a channel.
pub(super) fn slack(view: &RolloutView, step: Option<&StepView>) -> Vec<String> {
    let name = code(view.name());
    if let Some(step) = step {
        let about = format!("{} {}", step.number, shown(&step.text));
        let mut lines = vec![format!("{name}: {} {about}", step.state.label())];
        lines.extend(step.runs.last().map(|run| code(run)));
        return lines;
    }
    let places = view.environments.iter();
    let places: Vec<String> = places
        .filter(|(_, place)| !place.claimed.is_untouched())
        .map(|(name, place)| format!("{name} {}", place.in_words))
        .collect();
    let on = if places.is_empty() {
        "not set anywhere".to_owned()
    } else {
        places.join(", ")
    };
    let progress = view.progress;
    let mut lines = vec![
        format!("{name}: {on}"),
        format!(
            "{}, {} of {} steps",
            view.state.label(),
            progress.done,
            progress.total
        ),
    ];
    for blocker in view.blockers.iter().filter(|blocker| blocker.open) {
        lines.push(format!(
            "blocked by {}: {}",
            blocker.id,
            shown(&blocker.title)
        ));
    }
    lines.push(format!("next: {}", shown(&view.next.in_one_line())));
    lines
}

/// Says every stage with its steps, as Markdown.
pub(super) fn markdown(view: &RolloutView) -> Vec<String> {
    let mut lines = vec![format!("# {}", shown(&view.title))];
    for stage in &view.stages {
        let title = shown(&stage.title);
        lines.extend([
            String::new(),
            format!("## {} {title} ({})", stage.number, stage.state.label()),
            String::new(),
        ]);
        for step in &stage.steps {
            step_lines(&mut lines, step, 0);
        }
    }
    lines
}

fn step_lines(lines: &mut Vec<String>, step: &StepView, depth: usize) {
    let indent = "  ".repeat(depth);
    let mark = if step.kind.has_state() {
        format!("[{}] ", step.state.task_mark())
    } else {
        String::new()
    };
    let because = step.reason.as_deref();
    let because = because.map_or_else(String::new, |reason| format!(" ({})", shown(reason)));
    let verdict = step
        .verdict
        .map_or_else(String::new, |verdict| format!(" QA {verdict}"));
    lines.push(format!(
        "{indent}- {mark}{} {}{verdict}{because}",
        step.number,
        shown(&step.text)
    ));
    for part in &step.steps {
        step_lines(lines, part, depth + 1);
    }
}
