//! `text`: words that are ready to be posted. Nothing is posted from here, and no text breaks out of its quotation.

use serde_json::json;

use super::handover::{markdown, slack};
use crate::cli::answer::{Answer, Body};
use crate::cli::args::{Text, TextForm};
use crate::cli::output::{Page, shown};
use crate::cli::session::Session;
use crate::domain::flag::Environment;
use crate::domain::id::RolloutId;
use crate::error::Report;
use crate::projection::{QaView, RolloutView, StepView, handover, timeline};
use crate::tracker::Tracker;

/// Prints a text: about one step, or about the rollout.
pub(crate) fn text(session: &Session<'_, '_>, args: &Text) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (id, view) = session.view(&tracker, &args.flag)?;
    let history = tracker.history(&id)?;
    let wanted = args.step.as_deref();
    let wanted = wanted
        .map(|name| tracker.find_step(&history, name))
        .transpose()?;
    let step = wanted.and_then(|id| view.steps().find(|step| step.id == id));
    let now = session.at()?.unwrap_or(session.now);
    let (form, lines) = match (args.form, step) {
        (TextForm::Issue, None) => ("issue", about_rollout(&view)),
        (TextForm::Issue, Some(step)) => ("issue", about_step(&view, step)),
        (TextForm::Slack, step) => ("slack", slack(&view, step)),
        (TextForm::Markdown, None) => ("markdown", markdown(&view)),
        (TextForm::Markdown, Some(step)) => ("markdown", about_step(&view, step)),
        (TextForm::Handover, _) => (
            "handover",
            handover(&view, &timeline(&history.at(now)), now),
        ),
    };
    let mut page = Page::new();
    for line in &lines {
        page.say(line);
    }
    Answer::with(
        &json!({ "form": form, "text": lines.join("\n") }),
        Body::Page(page),
    )
}

/// Returns what somebody has to know who takes a rollout over now.
pub(crate) fn pack(
    session: &Session<'_, '_>,
    tracker: &Tracker,
    id: &RolloutId,
) -> Result<Vec<String>, Report> {
    let history = tracker.history(id)?;
    let view = tracker.view(id, None)?;
    let now = session.at()?.unwrap_or(session.now);
    Ok(handover(&view, &timeline(&history), now))
}

fn about_rollout(view: &RolloutView) -> Vec<String> {
    let progress = view.progress;
    let mut lines = vec![
        format!("**{}: {}**", code(view.name()), view.state.label()),
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

fn about_step(view: &RolloutView, step: &StepView) -> Vec<String> {
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

/// Says the last result, and the blockers that are open, in words that are ready for the issue.
pub(crate) fn result_text(view: &RolloutView) -> Vec<String> {
    let last = view.qa.last();
    let mut lines = last.map_or_else(Vec::new, |result| {
        let step = view.steps().find(|step| step.number == result.about);
        let words = step.map(|step| format!("{} {}", step.number, shown(&step.text)));
        result_lines(result, words.as_deref().unwrap_or(&result.about))
    });
    let mut open = view
        .blockers
        .iter()
        .filter(|blocker| blocker.open)
        .peekable();
    if open.peek().is_some() {
        lines.push(String::new());
    }
    lines
        .extend(open.map(|blocker| format!("- blocker {}: {}", blocker.id, shown(&blocker.title))));
    lines
}

fn result_lines(result: &QaView, about: &str) -> Vec<String> {
    let mut lines = vec![format!("**QA {}**: {about}", result.verdict.to_uppercase())];
    let facts = [
        ("environment", result.environment.as_deref()),
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

/// Quotes a note line by line, so that no fence or heading in it reaches the rest of the comment.
pub(super) fn quotation(text: &str) -> Vec<String> {
    std::iter::once(String::new())
        .chain(text.lines().map(|line| format!("> {}", shown(line))))
        .collect()
}

/// Puts a text between backticks, as many as it needs.
pub(super) fn code(text: &str) -> String {
    let text = shown(text);
    let longest = text
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 {
        format!("{fence}{text}{fence}")
    } else {
        format!("{fence} {text} {fence}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_backticks_stays_code() {
        assert_eq!(code("new_search"), "`new_search`");
        assert_eq!(code("a `b`"), "`` a `b` ``");
    }

    #[test]
    fn every_line_of_a_note_is_quoted() {
        assert_eq!(
            quotation("seen\n```\n# no"),
            ["", "> seen", "> ```", "> # no"]
        );
    }
}
