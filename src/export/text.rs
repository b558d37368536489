//! Texts that are ready to be posted: about a step, or about a rollout. Nothing is posted from here, and no text breaks out of its quotation.

use super::handover::handover;
use super::markdown::{code, quotation, table};
use super::shown::shown;
use super::{crosspost, history_tables, tables};
use crate::domain::Timestamp;
use crate::domain::cohort::Cohort;
use crate::domain::flag::Environment;
use crate::projection::{QaView, RampView, RolloutView, StepView, TimelineEntry};

/// A text that can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Copy {
    /// A comment on the issue.
    Issue,
    /// A message in a channel.
    Slack,
    /// The whole rollout with its steps, QA and ramp, or one step.
    Markdown,
    /// For whoever takes over.
    Handover,
    /// A step's line to run, with the message for the other channels and the comment for the issue.
    CrossPost,
}

/// What a text is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The rollout.
    pub view: &'a RolloutView,
    /// One step of it; without one, the whole.
    pub step: Option<&'a StepView>,
    /// Its ramp.
    pub ramp: Option<&'a RampView>,
    /// Its log, oldest first.
    pub log: &'a [TimelineEntry],
    /// The moment.
    pub now: Timestamp,
}

impl Copy {
    /// Returns its name: `slack`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Slack => "slack",
            Self::Markdown => "markdown",
            Self::Handover => "handover",
            Self::CrossPost => "crosspost",
        }
    }
}

/// Returns the lines of a text.
///
/// # Errors
/// Why there is none: a line with an open blank, or a step without a line. Only a cross-post is ever refused.
pub fn text(form: Copy, about: &About<'_>) -> Result<Vec<String>, String> {
    let view = about.view;
    Ok(match (form, about.step) {
        (Copy::Issue, None) => about_rollout(view),
        (Copy::Issue | Copy::Markdown, Some(step)) => about_step(view, step),
        (Copy::Slack, step) => slack(view, step),
        (Copy::Markdown, None) => markdown(view, about.ramp),
        (Copy::Handover, _) => handover(view, about.log, about.now),
        (Copy::CrossPost, step) => crosspost::crosspost(view, step)?,
    })
}

/// Says how a rollout stands, as a message for a channel.
fn slack(view: &RolloutView, step: Option<&StepView>) -> Vec<String> {
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
            view.label(),
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
fn markdown(view: &RolloutView, ramp: Option<&RampView>) -> Vec<String> {
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
    let results = tables::qa(view);
    if !results.rows.is_empty() {
        lines.extend([String::new(), "## QA".to_owned(), String::new()]);
        lines.extend(table(&results));
    }
    if let Some(ramp) = ramp.filter(|ramp| !ramp.points.is_empty()) {
        lines.extend([String::new(), "## Ramp".to_owned(), String::new()]);
        lines.extend(table(&history_tables::ramp(ramp)));
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

fn about_rollout(view: &RolloutView) -> Vec<String> {
    let progress = view.progress;
    let mut lines = vec![
        format!("**{}: {}**", code(view.name()), view.label()),
        String::new(),
    ];
    if let Some(production) = view.environments.get(&Environment::Production) {
        lines.push(format!("- production: {}", production.in_words));
    }
    lines.push(format!("- steps: {} of {}", progress.done, progress.total));
    if let Some(stage) = view.current_stage() {
        lines.push(format!("- stage: {} {}", stage.number, shown(&stage.title)));
    }
    if let Some(hold) = &view.hold {
        lines.push(format!("- held: {}", shown(&hold.text)));
    }
    for blocker in view.blockers.iter().filter(|blocker| blocker.open) {
        lines.push(format!(
            "- blocker {}: {}",
            blocker.id,
            shown(&blocker.title)
        ));
    }
    lines.push(format!("- next: {}", shown(&view.next.in_one_line())));
    for result in view
        .qa
        .iter()
        .filter(|result| result.attempt == view.attempt)
    {
        lines.push(String::new());
        lines.extend(result_lines(result, &result.about));
    }
    lines
}

pub(super) fn about_step(view: &RolloutView, step: &StepView) -> Vec<String> {
    let name = format!("{} {}", step.number, shown(&step.text));
    let results = view
        .qa
        .iter()
        .filter(|result| result.about == step.number && result.attempt == view.attempt);
    let mut lines: Vec<String> = Vec::new();
    for result in results {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(result_lines(result, &name));
    }
    if !lines.is_empty() {
        return lines;
    }
    lines.push(format!("**{}**: {name}", step.state.label()));
    if let Some(set) = &step.set {
        lines.push(format!(
            "- {} {} UTC",
            shown(&set.by),
            set.at.format("%Y-%m-%d %H:%M")
        ));
    }
    for run in &step.runs {
        lines.push(format!("- {}", code(run)));
    }
    for note in &step.notes {
        lines.extend(quotation(&note.text));
    }
    lines
}

/// Says the last result, and the blocker that was raised with it where it is open, in words that are ready for the issue.
pub fn result_text(view: &RolloutView) -> Vec<String> {
    let last = view.qa.last();
    let mut lines = last.map_or_else(Vec::new, |result| {
        let step = view.steps().find(|step| step.number == result.about);
        let words = step.map(|step| format!("{} {}", step.number, shown(&step.text)));
        let words = words.or_else(|| stage_words(view, &result.about));
        result_lines(result, words.as_deref().unwrap_or(&result.about))
    });
    // One event raises a blocker with a result, so both have one time; what was raised at another is about something else.
    let at = last.and_then(|result| result.at);
    let open = view
        .blockers
        .iter()
        .filter(|blocker| blocker.open && blocker.at == at);
    let open = open.map(|blocker| format!("- blocker {}: {}", blocker.id, shown(&blocker.title)));
    let open: Vec<String> = open.collect();
    if !open.is_empty() {
        lines.push(String::new());
    }
    lines.extend(open);
    lines
}

/// Says which stage a result is about: `stage 4 Global rollout`.
fn stage_words(view: &RolloutView, about: &str) -> Option<String> {
    let mut stages = view.stages.iter();
    let stage = stages.find(|stage| stage.number.to_string() == about)?;
    Some(format!("stage {} {}", stage.number, shown(&stage.title)))
}

fn result_lines(result: &QaView, about: &str) -> Vec<String> {
    let mut lines = vec![format!("**QA {}**: {about}", result.verdict.to_uppercase())];
    let facts = [
        ("environment", result.environment.as_deref()),
        ("data", result.cohort.map(Cohort::text)),
        ("build", result.build.as_deref()),
        ("tester", result.tester.as_deref().or(result.by.as_deref())),
        ("accepted because", result.accepted.as_deref()),
    ];
    for (label, fact) in facts {
        lines.extend(fact.map(|fact| format!("- {label}: {}", shown(fact))));
    }
    if let Some(at) = result.at {
        lines.push(format!("- time: {} UTC", at.format("%Y-%m-%d %H:%M")));
    }
    lines.extend(
        result
            .evidence
            .iter()
            .map(|link| format!("- evidence: {}", shown(link))),
    );
    lines.extend(result.note.as_deref().map(quotation).unwrap_or_default());
    lines
}
