//! Items made into steps: kinds, states, what is optional, what is only a note. It numbers and names nothing.

use super::block::{Block, Fence, Item, Prose};
use super::section::Section;
use super::{branches, command, duration, vocabulary};
use crate::chatops;
use crate::domain::id::StepId;
use crate::domain::plan::{Dialect, Instruction, Step, StepKind, StepState};

/// How the items of a document are to be taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Whether items count without a box, because the document has none.
    pub(super) without_boxes: bool,
    /// The state of what has no box.
    pub(super) unmarked: StepState,
}

/// Makes the steps of a section.
pub(super) fn of_section(section: &Section, manner: Manner) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let is_rollback = section.is_rollback();
    let loose = manner.without_boxes && !section.is_panel();
    let mut announced: Option<&Prose> = None;
    for block in &section.blocks {
        match block {
            Block::List(items) => {
                let manner = Manner {
                    without_boxes: loose || (is_rollback && !items.iter().any(Item::has_box)),
                    ..manner
                };
                let list = of_list(items, manner, false);
                if steps.is_empty() {
                    steps = list;
                } else {
                    steps.extend(list);
                }
            }
            Block::Fence(fence) => {
                let every = loose || is_rollback;
                let lines = of_fence(fence, manner, every);
                steps.extend(under(announced.filter(|_| loose), lines, manner));
            }
            Block::Prose(prose) if loose || is_rollback => steps.extend(of_prose(prose, manner)),
            Block::Prose(_) | Block::Heading(_) => {}
        }
        announced = match block {
            Block::Prose(prose) if prose.ends_with_colon() => Some(prose),
            Block::Prose(_) | Block::Heading(_) | Block::List(_) | Block::Fence(_) => None,
        };
    }
    if let Some(wait) = section
        .lead
        .as_ref()
        .and_then(|lead| duration::seconds(&lead.text))
        && let Some(step) = steps
            .iter_mut()
            .find(|step| step.instructions.iter().any(Instruction::is_ramp))
    {
        step.wait_s = Some(wait);
    }
    branches::with_decisions(steps, manner.unmarked)
}

/// Makes the steps of a list; of a list without any box only what runs something counts, unless boxes are not expected.
pub(super) fn of_list(items: &[Item], manner: Manner, inside_task: bool) -> Vec<Step> {
    let counts = inside_task || manner.without_boxes || items.iter().any(Item::has_box);
    // Steps are large and stay for long, so a list has room for what is in it and no more.
    let mut steps = Vec::with_capacity(items.len());
    let all = items.iter().map(|item| of_item(item, manner, inside_task));
    steps.extend(all.filter(|step| counts || runs_an_operation(step)));
    branches::with_decisions(steps, manner.unmarked)
}

fn runs_an_operation(step: &Step) -> bool {
    step.instructions.iter().any(command::is_operation) || step.steps.iter().any(runs_an_operation)
}

fn of_item(item: &Item, manner: Manner, inside_task: bool) -> Step {
    let instructions = command::of_item(item);
    let is_task = item.is_box() || (manner.without_boxes && !inside_task);
    let below = inside_task || item.is_box();
    let nested_in_task = below && !manner.without_boxes;
    let mut lists = item
        .lists()
        .map(|items| of_list(items, manner, nested_in_task));
    let mut steps = lists.next().unwrap_or_default();
    let of_first = steps.len();
    steps.extend(lists.flatten());
    // The steps of one list alone have their decisions.
    let is_settled = steps.len() == of_first;
    let mut step = blank_step(item.prose.text.clone(), item.line, manner.unmarked);
    let said = vocabulary::step_kind(&item.prose.text);
    step.kind = kind(item, &instructions, &steps, (is_task, said));
    step.wait_s = wait(&step, said);
    step.stay_s = stay(&step);
    step.optional = vocabulary::is_optional(&step.text);
    step.initial = state(item, manner);
    step.mark.clone_from(&item.mark);
    step.instructions = instructions;
    step.steps = if is_settled {
        steps
    } else {
        branches::with_decisions(steps, manner.unmarked)
    };
    settle_text(&mut step);
    inherit_optional(&mut step);
    step
}

fn kind(
    item: &Item,
    instructions: &[Instruction],
    steps: &[Step],
    (is_task, said): (bool, Option<StepKind>),
) -> StepKind {
    let text = &item.prose.text;
    let has_steps = steps.iter().any(|step| step.kind != StepKind::Note);
    let is_group = !item.is_box() && has_steps && (!is_task || item.is_plain);
    if is_group && instructions.is_empty() {
        return StepKind::Group;
    }
    if !is_task && instructions.is_empty() {
        return StepKind::Note;
    }
    let runs = instructions
        .iter()
        .any(|line| line.dialect != Dialect::QuickAction);
    // A wait between the steps below it is theirs to keep: the item itself is done when they are.
    let said = said.filter(|said| *said != StepKind::Wait || !steps.iter().any(runs_an_operation));
    match said {
        Some(StepKind::Wait) if !runs || vocabulary::words(text).starts_with("wait") => {
            StepKind::Wait
        }
        _ if !instructions.is_empty() => StepKind::Instruction,
        Some(StepKind::Watch) if duration::seconds(text).is_none() => StepKind::Action,
        Some(said) => said,
        None => StepKind::Action,
    }
}

fn state(item: &Item, manner: Manner) -> StepState {
    let struck = item.prose.text.trim_start().starts_with("~~");
    match item.ticked {
        Some(_) if struck => return StepState::NotApplicable,
        Some(true) => return StepState::Done,
        Some(false) => return StepState::Todo,
        None => {}
    }
    match item.mark.as_ref().map(|mark| mark.symbol.as_str()) {
        Some("~" | "-") => StepState::NotApplicable,
        Some(_) if struck => StepState::NotApplicable,
        Some("x" | "X") => StepState::Done,
        Some(blank) if blank.trim().is_empty() => StepState::Todo,
        Some(_) => StepState::Unknown,
        None => manner.unmarked,
    }
}

fn wait(step: &Step, said: Option<StepKind>) -> Option<u64> {
    let waits = matches!(step.kind, StepKind::Wait | StepKind::Watch)
        || (step.kind.has_state() && said == Some(StepKind::Wait));
    waits.then(|| duration::seconds(&step.text)).flatten()
}

/// Returns how long the sentence of a ramp asks to stay between its percentages; `None` for a wait, which says it itself.
fn stay(step: &Step) -> Option<u64> {
    let is_said = step.speaks_of_each_percentage() && step.wait_s.is_none();
    is_said.then(|| duration::seconds(&step.text)).flatten()
}

/// Gives a step words where it has none, and takes the strike-through from those it has.
fn settle_text(step: &mut Step) {
    if step.text.contains("~~") {
        step.text = step.text.replace("~~", "");
    }
    if step.text.trim().is_empty() {
        let first = step
            .instructions
            .first()
            .and_then(|line| line.normalised.lines().next());
        step.text = first.unwrap_or("(empty)").to_owned();
    }
    let mut blanks = chatops::blanks(&step.text);
    for blank in step.instructions.iter().flat_map(|line| &line.blanks) {
        if !blanks.contains(blank) {
            blanks.push(blank.clone());
        }
    }
    step.blanks = blanks;
}

/// What is nested in something optional is optional, and so is what is nested in a condition that opens no branch.
fn inherit_optional(step: &mut Step) {
    let is_contingency = step.kind == StepKind::Group
        && vocabulary::branch(&step.text).is_none()
        && ["if ", "or ", "when "]
            .iter()
            .any(|word| step.text.to_lowercase().starts_with(word));
    if step.optional || is_contingency {
        step.optional = true;
        branches::set_optional(&mut step.steps, true);
    }
}

/// Makes a step of each line to run in a fence; of shell lines only when `every` line counts.
fn of_fence(fence: &Fence, manner: Manner, every: bool) -> Vec<Step> {
    command::of_fence(fence)
        .into_iter()
        .filter(|(_, line)| every || command::is_operation(line))
        .map(|(number, line)| {
            let words = chatops::comment(&line.raw).filter(|_| line.dialect == Dialect::Chatops);
            let text = words.map_or_else(String::new, |comment| {
                format!("{comment}: {}", line.normalised)
            });
            let mut step = blank_step(text, number, manner.unmarked);
            step.kind = StepKind::Instruction;
            step.instructions = vec![line];
            settle_text(&mut step);
            step
        })
        .collect()
}

/// Puts steps below the paragraph that announces them, when there is one that is not about the fence's own stage.
fn under(announced: Option<&Prose>, steps: Vec<Step>, manner: Manner) -> Vec<Step> {
    let Some(prose) = announced.filter(|_| !steps.is_empty()) else {
        return steps;
    };
    let mut group = blank_step(
        prose.text.trim_end_matches(':').to_owned(),
        prose.line,
        manner.unmarked,
    );
    group.kind = StepKind::Group;
    group.steps = branches::with_decisions(steps, manner.unmarked);
    settle_text(&mut group);
    inherit_optional(&mut group);
    vec![group]
}

/// Makes a step of a paragraph that holds a line to run.
fn of_prose(prose: &Prose, manner: Manner) -> Option<Step> {
    let instructions = command::of_prose(prose);
    if !instructions.iter().any(command::is_operation) {
        return None;
    }
    let mut step = blank_step(prose.text.clone(), prose.line, manner.unmarked);
    step.kind = StepKind::Instruction;
    step.instructions = instructions;
    settle_text(&mut step);
    Some(step)
}

/// Makes a step that says nothing but its words.
pub(super) fn blank_step(text: String, line: usize, initial: StepState) -> Step {
    Step {
        id: StepId::new(""),
        number: String::new(),
        text,
        kind: StepKind::Action,
        initial,
        optional: false,
        line,
        mark: None,
        instructions: Vec::new(),
        blanks: Vec::new(),
        wait_s: None,
        stay_s: None,
        decision: None,
        branch: None,
        steps: Vec::new(),
    }
}
