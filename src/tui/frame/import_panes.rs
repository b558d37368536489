//! What stands in each part of the preview of an import. Only the rows that fit are ever made, however long the document is.

use super::import_changes;
use super::import_facts::{facts, foot};
use crate::checklist::{Confidence, Diagnostic, Question, Repair, RepairKind, Severity};
use crate::domain::plan::{Step, StepKind, StepState};
use crate::tui::keymap::KeyMap;
use crate::tui::page::{Asked, FLAG, ImportPreview, Part, PlanRow};
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// How many lines of a text are shown before and after a repair.
const MOST_LINES: usize = 6;

/// What the parts tell beside the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aside<'a> {
    /// What the keys mean.
    pub(super) keys: &'a KeyMap,
    /// Why it cannot be saved.
    pub(super) warned: Option<&'a str>,
}

/// Draws a part in at most so many columns and rows.
pub(super) fn lines(
    preview: &ImportPreview,
    (part, aside): (Part, &Aside<'_>),
    (width, height): (usize, usize),
) -> Vec<Line> {
    let reading = &preview.reading;
    let cursor = preview.cursor(part);
    let at = (cursor, preview.part == part);
    match part {
        Part::Steps => steps(preview, aside.keys, at, (width, height)),
        Part::Repairs if reading.repairs.is_empty() => nothing("nothing had to be mended"),
        Part::Repairs => around(&reading.repairs, at, height, |repair| mended(repair, width)),
        Part::Warnings => {
            let mut lines: Vec<Line> = aside
                .warned
                .into_iter()
                .flat_map(|text| told(Role::Bad, "! ", text, width))
                .collect();
            let room = height.saturating_sub(lines.len());
            if reading.diagnostics.is_empty() && lines.is_empty() {
                return nothing("nothing is doubtful");
            }
            lines.extend(around(&reading.diagnostics, at, room, |found| {
                warning(found, width)
            }));
            lines
        }
        Part::Answers => answers(preview, at, (width, height)),
        Part::Changes => import_changes::lines(preview, at, (width, height)),
    }
}

pub(super) fn nothing(text: &str) -> Vec<Line> {
    vec![Line::new().and(Role::Dim, text)]
}

/// Draws what stands around the cursor until the rows are full.
pub(super) fn around<T>(
    items: &[T],
    (at, has_focus): (usize, bool),
    height: usize,
    draw: impl Fn(&T) -> Vec<Line>,
) -> Vec<Line> {
    let mut first = at;
    let mut above = 0;
    while let Some(item) = first.checked_sub(1).and_then(|place| items.get(place)) {
        above += draw(item).len();
        if above > height / 2 {
            break;
        }
        first -= 1;
    }
    let mut lines = Vec::new();
    for (place, item) in items.iter().enumerate().skip(first) {
        if lines.len() >= height {
            break;
        }
        let mut drawn = draw(item).into_iter();
        if let Some(line) = drawn.next() {
            let is_here = place == at && has_focus;
            let mark = if is_here { "▌" } else { " " };
            let line = Line::of(mark).and_line(line);
            let line = if is_here { line.selected() } else { line };
            lines.push(line.for_row(place));
        }
        lines.extend(drawn.map(|line| Line::of(" ").and_line(line)));
    }
    lines.truncate(height);
    lines
}

pub(super) fn told(role: Role, mark: &str, text: &str, width: usize) -> Vec<Line> {
    let indent = Shown::of(mark).width();
    let wrapped = Shown::of(text).wrap(width.saturating_sub(indent + 1));
    let lines = wrapped.into_iter().enumerate().map(|(place, line)| {
        let lead = if place == 0 {
            Shown::of(mark)
        } else {
            Shown::blanks(indent)
        };
        Line::shown(role, lead).and_shown(Role::Body, line)
    });
    lines.collect()
}

fn mended(repair: &Repair, width: usize) -> Vec<Line> {
    let sure = match repair.confidence {
        Confidence::Low => "a guess: ",
        Confidence::Medium => "likely: ",
        Confidence::High => "",
    };
    let (mark, role) = if repair.accepted {
        ("[x]", Role::Body)
    } else {
        ("[ ]", Role::Dim)
    };
    let head = format!("{mark} line {}  {sure}{}", repair.line, kind(repair.kind));
    let head = Line::new().and(role, &head);
    let mut lines = vec![head.fit(width.saturating_sub(1))];
    let mut show = |role: Role, mark: &str, text: &str| {
        let text: Vec<&str> = text.lines().take(MOST_LINES).collect();
        lines.extend(text.iter().flat_map(|line| told(role, mark, line, width)));
    };
    show(Role::Bad, "  - ", &repair.before);
    show(Role::Done, "  + ", &repair.after);
    lines
}

const fn kind(kind: RepairKind) -> &'static str {
    match kind {
        RepairKind::Bullet => "a bullet had lost its place",
        RepairKind::TornLine => "one line was torn into several",
        RepairKind::GluedWords => "two words had lost the space between them",
        RepairKind::RunTogether => "several things had run together into one line",
        RepairKind::Heading => "a heading had lost its marks",
        RepairKind::Nesting => "items had lost what they were nested in",
        RepairKind::Duplicate => "a line stood twice",
        RepairKind::Placeholder => "a placeholder was filled from the document",
        RepairKind::PageFurniture => "a line of the page around the document",
    }
}

fn warning(found: &Diagnostic, width: usize) -> Vec<Line> {
    let (role, mark) = match found.severity {
        Severity::Note => (Role::Dim, "· "),
        Severity::Warning => (Role::Wait, "! "),
        Severity::Error => (Role::Bad, "✗ "),
    };
    let place = match found.line {
        0 => String::new(),
        line => format!("line {line}: "),
    };
    let mut lines = told(role, mark, &format!("{place}{}", found.message), width);
    if let Some(hint) = &found.hint {
        lines.extend(told(Role::Dim, "  ", hint, width));
    }
    lines
}

/// Draws what is asked, and how much is asked later.
fn answers(
    preview: &ImportPreview,
    at: (usize, bool),
    (width, height): (usize, usize),
) -> Vec<Line> {
    let asked = preview.asked();
    if asked.is_empty() {
        return nothing("the document leaves nothing open");
    }
    let mut lines = around(&asked, at, height, |asked| question(asked, width));
    let later = preview.not_asked();
    if later > 0 && lines.len() < height {
        let text =
            format!("   {later} more: asked when these are answered, or when a step needs them");
        lines.push(Line::new().and(Role::Dim, &text));
    }
    lines
}

fn question(asked: &Asked<'_>, width: usize) -> Vec<Line> {
    let (text, options) = match asked {
        Asked::Question(found, Some(flag)) if found.key == FLAG => {
            (found.text.as_str(), format!("[ {flag} ]"))
        }
        Asked::Question(found, None) if found.key == FLAG => {
            (found.text.as_str(), "[ ] later".to_owned())
        }
        Asked::Question(found, answer) => (found.text.as_str(), choices(found, *answer)),
        Asked::Blank(blank, Some(value)) => (*blank, format!("[ {value} ]")),
        Asked::Blank(blank, None) => (*blank, "[ ] later".to_owned()),
    };
    let one = format!("{text}   {options}");
    if Shown::of(&one).width() + 3 <= width {
        return told(Role::Question, "? ", &one, width);
    }
    let mut lines = told(Role::Question, "? ", text, width);
    lines.extend(told(Role::Question, "  ", &options, width));
    lines
}

fn choices(question: &Question, answer: Option<&str>) -> String {
    let mark = |is_chosen: bool| if is_chosen { "(*)" } else { "( )" };
    let options = question.options.iter().map(|option| {
        let is_chosen = answer == Some(option.as_str());
        format!("{} {option}   ", mark(is_chosen))
    });
    let options: String = options.collect();
    format!("{options}{} later", mark(answer.is_none()))
}

/// Draws what was understood: what the document is about, then its stages and steps.
fn steps(
    preview: &ImportPreview,
    keys: &KeyMap,
    (at, has_focus): (usize, bool),
    (width, height): (usize, usize),
) -> Vec<Line> {
    let mut lines = facts(preview, keys, (width, height));
    if height > 14 {
        lines.push(Line::new());
    }
    let foot = foot(preview, keys);
    let room = height.saturating_sub(lines.len() + foot.len());
    let rows = preview.rows();
    let list = around(&rows, (at, has_focus), room, |row| {
        vec![plan_row(row, width)]
    });
    let blanks = room.saturating_sub(list.len());
    lines.extend(list);
    lines.extend(std::iter::repeat_n(Line::new(), blanks));
    lines.extend(foot);
    lines
}

fn plan_row(row: &PlanRow<'_>, width: usize) -> Line {
    let width = width.saturating_sub(1);
    match row {
        PlanRow::Stage(_, stage, is_folded) => {
            let mark = if *is_folded { "▸" } else { "▾" };
            let optional = if stage.optional { "(optional) " } else { "" };
            let count = crate::domain::plan::Outline::of(&stage.steps).count();
            let right = format!(" {count} {} ", if count == 1 { "step" } else { "steps" });
            Line::new()
                .and(
                    Role::Title,
                    &format!("{mark} {} {optional}{}", stage.number, stage.title),
                )
                .and_right(Line::new().and(Role::Dim, &right), width)
        }
        PlanRow::Step(depth, step, is_done) => {
            let (role, mark) = mark(step, *is_done);
            let indent = Shown::blanks(2 + depth * 2);
            Line::shown(Role::Body, indent)
                .and(role, &mark)
                .and(Role::Body, &format!(" {} {}", step.number, step.text))
                .and_right(Line::new().and(Role::Dim, &what(step)), width)
        }
        PlanRow::Rollback(steps) => {
            let lines: usize = steps.iter().map(|step| step.instructions.len()).sum();
            let right = if lines == 0 {
                format!(" {} to do, no command ", steps.len())
            } else {
                format!(" {lines} to copy ")
            };
            Line::new()
                .and(Role::Special, "↺ Rollback")
                .and_right(Line::new().and(Role::Dim, &right), width)
        }
    }
}

fn mark(step: &Step, is_done: bool) -> (Role, String) {
    if !step.kind.has_state() {
        return (Role::Dim, "·".to_owned());
    }
    let state = if is_done {
        StepState::Done
    } else {
        step.initial
    };
    (super::chrome::role_of(state), state.mark().to_string())
}

/// Says what kind of step it is, where that is not plain.
fn what(step: &Step) -> String {
    let wait = step
        .wait_s
        .map(crate::domain::rollout::spoken)
        .unwrap_or_default();
    match step.kind {
        StepKind::Instruction => format!(" {} to copy ", step.instructions.len()),
        StepKind::Qa => " QA ".to_owned(),
        StepKind::Wait => format!(" ◷ wait {wait} "),
        StepKind::Watch => format!(" ◷ watch {wait} "),
        StepKind::Decision => " ? decision ".to_owned(),
        StepKind::Announce => " tell ".to_owned(),
        StepKind::Action if !step.instructions.is_empty() => {
            format!(" {} to copy ", step.instructions.len())
        }
        StepKind::Action | StepKind::Group | StepKind::Note => String::new(),
    }
}
