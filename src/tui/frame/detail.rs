//! All there is to know about the selected step, and the way back should it go wrong.

use super::chrome::role_of;
use super::{time, windows};
use crate::domain::plan::StepKind;
use crate::projection::{RollbackStepView, RolloutView, StepView};
use crate::tui::keymap::{Action, App, Copied, Record};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

const WAY_BACK: Action = Action::Copy(Copied::Rollback);
const OPEN: Action = Action::App(App::Open);
const COMMAND: Action = Action::Copy(Copied::Instruction);
const ADVANCE: Action = Action::Record(Record::Advance);
const NOTE: Action = Action::Record(Record::Note);

/// Draws the whole detail in lines of at most `width` columns.
pub(super) fn lines(model: &Model, view: &RolloutView, width: usize) -> Vec<Line> {
    let Some(step) = model.step() else {
        return vec![Line::of(" no step is selected")];
    };
    let mut lines = wrapped(&step.text, Role::Title, width);
    lines.push(Line::new());
    lines.push(state(step, model));
    lines.extend(
        step.timer
            .iter()
            .map(|timer| windows::of_step(timer, model.clock())),
    );
    // What a decision answers stands beside its question.
    let reason = step.reason.iter().filter(|_| step.answer.is_none());
    lines.extend(reason.flat_map(|why| wrapped(&format!("WHY    {why}"), Role::Body, width)));
    lines.extend(
        since(step, model)
            .into_iter()
            .flat_map(|text| wrapped(&text, Role::Body, width)),
    );
    lines.extend(command(model, step, width));
    lines.extend(question(model, step, width));
    if step.kind == StepKind::Qa || step.verdict.is_some() {
        let verdict = step.verdict.unwrap_or("not recorded");
        lines.push(Line::new());
        lines.push(Line::of(&format!(" QA     {verdict}     r records")));
    }
    lines.extend(gates(model, view, width));
    lines.extend(notes(step, model, width));
    lines.push(Line::new());
    let copies = format!("   {} copies the way back", model.key_of(WAY_BACK));
    let copies = if has_way_back(view) {
        copies.as_str()
    } else {
        ""
    };
    lines.push(
        Line::new()
            .and(Role::Title, " GOES WRONG?")
            .and(Role::Body, copies),
    );
    lines.extend(wrapped(&way_back(view), Role::Special, width));
    lines
}

/// Draws the five lines that matter most.
pub(super) fn short(model: &Model, view: &RolloutView, width: usize) -> Vec<Line> {
    let Some(step) = model.step() else {
        return vec![Line::of(" no step is selected")];
    };
    let since = since(step, model)
        .map(|text| format!("   {text}"))
        .unwrap_or_default();
    let mut lines = vec![state(step, model).and(Role::Body, &since)];
    let line = step.instructions.first();
    match line {
        Some(line) => {
            let copies = format!(" {} copies ", model.key_of(COMMAND));
            let right = Line::new().and(Role::Dim, &copies);
            lines.push(Line::of(&format!(" {}", line.normalised)).and_right(right, width));
        }
        None => lines.push(Line::of(&format!(" {}", step.text))),
    }
    if let Some(decision) = &step.decision {
        lines.push(Line::of(&format!(" {}", decision.question)));
    }
    let closed = view.gates.iter().filter(|gate| !gate.open);
    let reasons: Vec<String> = closed.flat_map(|gate| gate.reasons.clone()).collect();
    lines.push(Line::of(&gate_in_one_line(model, &reasons, width)));
    if let Some(note) = step.notes.last() {
        let at = time::bare(note.at, model.clock());
        lines.push(Line::of(&format!(" NOTE  {at} {}  {}", note.by, note.text)));
    }
    let key = model.key_of(WAY_BACK);
    let copies = format!("{key} copies: ");
    let copies = if has_way_back(view) {
        copies.as_str()
    } else {
        ""
    };
    let back = format!(" GOES WRONG?  {copies}{}", way_back(view));
    lines.truncate(4);
    lines.push(Line::of(&back));
    lines.into_iter().map(|line| line.fit(width)).collect()
}

/// Says what holds the stage: of a long reason the middle gives way, for what is not met stands at its end.
fn gate_in_one_line(model: &Model, reasons: &[String], width: usize) -> String {
    let Some(first) = reasons.first() else {
        return " GATES of this stage are open".to_owned();
    };
    let more = match reasons.len() {
        1 => String::new(),
        count => {
            let key = model.key_of(ADVANCE);
            format!(", and {} more   {key} shows all", count - 1)
        }
    };
    let lead = " GATE  ";
    let room = |more: &str| width.saturating_sub(lead.len() + Shown::of(more).width());
    // In very little room the rest is a number, and the reason keeps its words.
    let more = if room(&more) < 24 && reasons.len() > 1 {
        format!(" +{}", reasons.len() - 1)
    } else {
        more
    };
    let room = room(&more);
    format!("{lead}{}{more}", Shown::of(first).cut_middle(room))
}

fn wrapped(text: &str, role: Role, width: usize) -> Vec<Line> {
    let lines = text.lines().flat_map(|line| Shown::of(line).wrap(width));
    lines
        .map(|line| Line::of(" ").and_shown(role, line))
        .collect()
}

fn state(step: &StepView, model: &Model) -> Line {
    let timer = step
        .timer
        .as_ref()
        .map(|timer| format!("  {}", time::spent_of(timer, model.moment())));
    let state = step.state;
    Line::new()
        .and(Role::Title, " STATE  ")
        .and(
            role_of(state),
            &format!("{} {}", state.mark(), state.label()),
        )
        .and(Role::Body, &timer.unwrap_or_default())
}

fn since(step: &StepView, model: &Model) -> Option<String> {
    let set = step.set.as_ref()?;
    let (at, ago) = (
        time::zoned(set.at, model.clock()),
        time::ago(set.at, model.moment()),
    );
    Some(format!("SINCE  {at} ({ago}), {}", set.by))
}

fn command(model: &Model, step: &StepView, width: usize) -> Vec<Line> {
    if step.instructions.is_empty() {
        return vec![];
    }
    let mut lines = vec![
        Line::new(),
        Line::new().and(Role::Title, " COMMAND").and(
            Role::Dim,
            &format!(
                "   {} copies, {} opens",
                model.key_of(COMMAND),
                model.key_of(OPEN)
            ),
        ),
    ];
    for line in &step.instructions {
        lines.extend(wrapped(&line.normalised, Role::Body, width));
        for blank in &line.blanks {
            lines.extend(wrapped(
                &format!("? {blank} is not filled"),
                Role::Question,
                width,
            ));
        }
        for problem in &line.problems {
            lines.extend(wrapped(&format!("! {}", problem.message), Role::Bad, width));
        }
    }
    lines
}

fn question(model: &Model, step: &StepView, width: usize) -> Vec<Line> {
    let Some(decision) = &step.decision else {
        return vec![];
    };
    let mut lines = vec![Line::new()];
    lines.extend(wrapped(&decision.question, Role::Question, width));
    for option in &decision.options {
        let mark = if step.answer.as_ref() == Some(&option.key) {
            "(*)"
        } else {
            "( )"
        };
        lines.extend(wrapped(
            &format!("{mark} {}", option.label),
            Role::Body,
            width,
        ));
    }
    let answers = format!(" {} answers", model.key_of(OPEN));
    lines.push(Line::new().and(Role::Dim, &answers));
    lines
}

fn gates(model: &Model, view: &RolloutView, width: usize) -> Vec<Line> {
    let closed: Vec<_> = view.gates.iter().filter(|gate| !gate.open).collect();
    if closed.is_empty() {
        return vec![];
    }
    let mut lines = vec![
        Line::new(),
        Line::new().and(Role::Title, " GATES CLOSED").and(
            Role::Dim,
            &format!("   {} shows them", model.key_of(ADVANCE)),
        ),
    ];
    for gate in closed {
        lines.push(super::rail::gate(gate, &gate.text));
        for reason in gate.reasons.iter().take(3) {
            let wrapped = Shown::of(reason).wrap(width.saturating_sub(3));
            lines.extend(
                wrapped
                    .into_iter()
                    .map(|line| Line::of("    ").and_shown(Role::Body, line)),
            );
        }
    }
    lines
}

fn notes(step: &StepView, model: &Model, width: usize) -> Vec<Line> {
    let mut lines = vec![
        Line::new(),
        Line::new()
            .and(Role::Title, &format!(" NOTES {}", step.notes.len()))
            .and(Role::Dim, &format!("   {} adds", model.key_of(NOTE))),
    ];
    for note in &step.notes {
        let at = time::bare(note.at, model.clock());
        lines.extend(wrapped(
            &format!("{at} {}  {}", note.by, note.text),
            Role::Body,
            width,
        ));
    }
    lines
}

/// Tells whether there is something to copy: nothing on is nothing to switch back.
fn has_way_back(view: &RolloutView) -> bool {
    let plan = &view.rollback.plan;
    plan.console.is_some() || plan.steps.iter().any(|step| step.command().is_some())
}

/// Returns the first line of the way back, or says that there is none.
fn way_back(view: &RolloutView) -> String {
    let plan = &view.rollback.plan;
    let mut lines = plan.steps.iter().filter_map(RollbackStepView::command);
    match (lines.next(), lines.count()) {
        (Some(line), 0) => line.clone(),
        (Some(line), more) => format!("{line}  and {more} more"),
        (None, _) => plan
            .console
            .clone()
            .or_else(|| plan.impossible.first().cloned())
            .unwrap_or_else(|| "nothing to roll back".to_owned()),
    }
}
