//! One rollout as a page: the flag's state first, then stages, steps, gates, and what comes next. It computes nothing.

use super::gate_page::{gate_page, override_page};
use super::way_back::{drilled, safe};
use crate::cli::moment::{in_words, when};
use crate::cli::output::{Line, Page, Role, role_of};
use crate::cli::suggest::next_command;
use crate::domain::flag::Environment;
use crate::domain::plan::{StepKind, StepState};
use crate::projection::{RampView, RolloutView, StageView, StepView, WallClock};

/// Which stages are shown with their steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stages {
    /// The current one.
    Current,
    /// The one with this number.
    Only(u32),
}

impl Stages {
    const fn shows(self, stage: &StageView) -> bool {
        match self {
            Self::Current => stage.current,
            Self::Only(number) => stage.number == number,
        }
    }
}

/// Shows a rollout; `ramp` adds what the next value in production has to pass.
pub(crate) fn rollout_page(
    view: &RolloutView,
    clock: WallClock,
    (stages, ramp): (Stages, Option<&RampView>),
) -> Page {
    let mut page = Page::new();
    head(&mut page, view, clock);
    page.gap();
    for stage in &view.stages {
        stage_lines(&mut page, stage, clock, stages.shows(stage));
    }
    if let Some(run) = &view.rollback.last {
        let state = if run.finished {
            "finished"
        } else {
            "under way"
        };
        let safe = safe(run, clock);
        let safe = safe.map_or_else(String::new, |words| format!(", {words}"));
        let words = format!("ROLLBACK {} {state}{safe}: {}", run.id, run.reason);
        page.push(Line::new().word(Role::Bad, &words));
    }
    if let Some(words) = drilled(view, clock) {
        page.push(Line::new().word(Role::Quiet, &words));
    }
    page.gap();
    page.extend(gate_page(view, ramp));
    page.extend(override_page(view, clock));
    next(&mut page, view);
    page
}

fn head(page: &mut Page, view: &RolloutView, clock: WallClock) {
    let name = Line::new().word(Role::Strong, view.name());
    let title = if view.flag.is_some() {
        format!("   {}", view.title)
    } else {
        String::new()
    };
    page.push(name.plain(&title));
    let mut line = Line::new()
        .mark(view.state)
        .word(role_of(view.state), &format!(" {}", view.label()));
    if view.attempt > 1 {
        line = line.plain(&format!("   attempt {}", view.attempt));
    }
    if let Some(production) = view.environments.get(&Environment::Production) {
        line = line
            .plain("   ")
            .word(Role::Strong, &format!("PRODUCTION {}", production.in_words));
    }
    for (place, environment) in &view.environments {
        if *place != Environment::Production && !environment.claimed.is_untouched() {
            line = line.plain(&format!("   {place} {}", environment.in_words));
        }
    }
    let progress = view.progress;
    page.push(line.plain(&format!("   {}/{} steps", progress.done, progress.total)));
    drift(page, view);
    if let Some(hold) = &view.hold {
        let words = format!(
            "HELD since {} by {}: {}",
            when(hold.at, clock),
            hold.by,
            hold.text
        );
        page.push(Line::new().word(Role::Bad, &words));
    }
    for blocker in view.blockers.iter().filter(|blocker| blocker.open) {
        page.push(Line::new().word(
            Role::Bad,
            &format!("BLOCKER {}: {}", blocker.id, blocker.title),
        ));
    }
    for timer in &view.timers {
        let kind = if timer.kind == StepKind::Wait {
            "wait"
        } else {
            "watch"
        };
        let left = if timer.is_over(clock.now) {
            "is over".to_owned()
        } else {
            format!("has {} left", in_words(timer.seconds_left(clock.now)))
        };
        page.push(Line::new().word(Role::Waiting, &format!("{kind} {} {left}", timer.number)));
    }
}

/// Says where what was seen differs from what was claimed, and under which change issue it goes on.
fn drift(page: &mut Page, view: &RolloutView) {
    for (place, environment) in &view.environments {
        for words in &environment.drift {
            page.push(Line::new().word(Role::Bad, &format!("DRIFT in {place}: {words}")));
        }
    }
    if let Some(link) = &view.change_issue {
        page.push(Line::new().word(Role::Quiet, &format!("change issue {link}")));
    }
}

fn stage_lines(page: &mut Page, stage: &StageView, clock: WallClock, open: bool) {
    let progress = stage.progress;
    let here = if stage.current {
        Role::Strong
    } else {
        Role::Plain
    };
    let optional = if stage.optional { "   optional" } else { "" };
    let count = format!("   {}/{}{optional}", progress.done, progress.total);
    let line = Line::new()
        .mark(stage.state)
        .word(here, &format!(" {} {}", stage.number, stage.title));
    page.push(line.word(Role::Quiet, &count));
    if open {
        for step in &stage.steps {
            step_lines(page, step, clock, 1);
        }
    }
}

fn step_lines(page: &mut Page, step: &StepView, clock: WallClock, depth: usize) {
    let indent = "  ".repeat(depth);
    let mut line = Line::new().plain(&indent);
    let words = format!(" {} {}", step.number, step.text);
    line = if step.kind.has_state() {
        line.mark(step.state).plain(&words)
    } else {
        line.plain(" ").word(Role::Quiet, &words)
    };
    if !matches!(step.state, StepState::Todo | StepState::Done) && step.kind.has_state() {
        line = line.word(role_of(step.state), &format!("   {}", step.state.label()));
    }
    if let Some(verdict) = step.verdict {
        line = line.word(Role::Strong, &format!("   QA {verdict}"));
    }
    if let Some(set) = &step.set {
        line = line.word(
            Role::Quiet,
            &format!("   {} {}", set.by, when(set.at, clock)),
        );
    }
    page.push(line);
    let under = format!("{indent}    ");
    if let Some(reason) = &step.reason {
        page.push(Line::new().word(Role::Quiet, &format!("{under}because {reason}")));
    }
    if let Some(answer) = &step.answer {
        page.push(Line::new().plain(&format!("{under}answer: {answer}")));
    }
    let lines = step.instructions.iter();
    for instruction in lines.filter(|line| line.normalised != step.text) {
        page.push(Line::new().plain(&format!("{under}{}", instruction.normalised)));
    }
    let runs = step.runs.iter().filter(|run| **run != step.text);
    for run in runs {
        page.push(Line::new().word(Role::Quiet, &format!("{under}ran {run}")));
    }
    for note in &step.notes {
        page.push(Line::new().word(
            Role::Quiet,
            &format!("{under}note by {}: {}", note.by, note.text),
        ));
    }
    for part in &step.steps {
        step_lines(page, part, clock, depth + 1);
    }
}

fn next(page: &mut Page, view: &RolloutView) {
    page.push(
        Line::new()
            .plain("Next: ")
            .word(Role::Strong, &view.next.in_one_line()),
    );
    if let Some(instruction) = view
        .next
        .instruction
        .as_ref()
        .filter(|line| **line != view.next.text)
    {
        page.say(&format!("      {instruction}"));
    }
    for reason in view.next.reasons.iter().filter(|_| view.next.held) {
        page.push(Line::new().plain("      ").word(Role::Bad, reason));
    }
    page.push(Line::new().word(Role::Quiet, &format!("      {}", next_command(view))));
}
