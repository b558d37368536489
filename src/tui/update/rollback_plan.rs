//! The plan of a way back in words: what changes, in which order, and what to know before. It plans nothing by itself.

use crate::domain::flag::Environment;
use crate::projection::{PackagesView, RollbackPlanView, RollbackStepView, RolloutView};
use crate::tui::form::{Form, Item, gap, words};
use crate::tui::layout::Size;
use crate::tui::page::{short, verb};
use crate::tui::screen::Role;
use crate::tui::shown::Shown;

/// The rows of a screen that has room for what can wait.
const ROOMY: u16 = 30;

/// Returns the lines that would be run now.
pub(super) fn lines(view: &RolloutView) -> Vec<String> {
    let steps = view.rollback.plan.steps.iter();
    steps.filter_map(|step| step.command().cloned()).collect()
}

/// Says that there is nothing to copy and run, and what to do instead.
pub(super) fn without_command(view: &RolloutView) -> Vec<Item> {
    let plan = &view.rollback.plan;
    let mut items: Vec<Item> = plan
        .console
        .iter()
        .chain(&plan.impossible)
        .map(|why| words(Role::Special, format!("No command. {why}")))
        .collect();
    if let Some((sentence, _)) = sentence(view) {
        items.push(words(Role::Body, "Ctrl-Y copies the sentence to send:"));
        items.push(Item::Copyable(sentence));
    }
    if items.is_empty() {
        items.push(words(
            Role::Special,
            "No command: nothing is recorded as on.",
        ));
    }
    items
}

/// Returns the sentence that asks somebody else for what no command can do, and what it is.
pub(super) fn sentence(view: &RolloutView) -> Option<(String, String)> {
    let asked: Vec<&str> = view
        .rollback
        .plan
        .steps
        .iter()
        .filter(|step| step.who.is_some())
        .map(|step| step.text.as_str())
        .collect();
    let text = format!("Rollback of {}: please {}", view.name(), asked.join("; "));
    (!asked.is_empty()).then(|| (text, format!("{}  sentence to send", view.name())))
}

/// Returns what becomes of the flag there: off where a step of the plan is about it.
fn after(plan: &RollbackPlanView, place: Environment) -> Option<&'static str> {
    let step = plan
        .steps
        .iter()
        .find(|step| step.environment == Some(place))?;
    Some(if step.who.is_none() {
        "off"
    } else {
        "off, by somebody with a console"
    })
}

/// Returns `   production 25% of actors -> off,  staging on -> off`; nothing where nothing is on.
pub(super) fn changes_in_one_line(view: &RolloutView, scope: &[Environment]) -> Option<String> {
    let plan = view.rollback.plan.within(scope);
    let from = plan.from.iter().rev();
    let parts: Vec<String> = from
        .map(|(place, now)| match after(&plan, *place) {
            Some(after) => format!("{place} {now} -> {after}"),
            None => format!("{place} stays {now}"),
        })
        .collect();
    (!parts.is_empty()).then(|| format!("   {}", parts.join(",  ")))
}

/// Makes the page of the plan.
pub(super) fn page(
    (view, scope): (&RolloutView, &[Environment]),
    packages: Option<&PackagesView>,
    buttons: Item,
    size: (u16, u16),
) -> Form {
    let plan = &view.rollback.plan.within(scope);
    let mut items = changes(view, plan, usize::from(size.0));
    items.extend([gap(), words(Role::Title, "STEPS, IN ORDER")]);
    let width = usize::from(size.0.min(80)).saturating_sub(4);
    items.extend(plan.steps.iter().flat_map(|found| step(found, width)));
    if plan.steps.is_empty() {
        items.push(words(Role::Body, "  none"));
    }
    // Where there is little room, the checklist says it.
    let then = plan.afterwards.iter().filter(|_| size.1 >= ROOMY);
    items.extend(then.flat_map(|what| below("  then ", what, width)));
    let horizon = packages.map_or_else(Vec::new, |packages| horizon(view, packages));
    let is_plain = plan.console.is_none() && plan.impossible.is_empty();
    if !is_plain || !plan.warnings.is_empty() || !horizon.is_empty() {
        items.extend([gap(), words(Role::Title, "CHECK BEFORE YOU GO ON")]);
    }
    let why = |text: &String| words(Role::Special, format!("  ⚑ {text}"));
    items.extend(plan.console.iter().chain(&plan.impossible).map(why));
    items.extend(plan.warnings.iter().map(why));
    items.extend(horizon);
    items.extend([gap(), buttons]);
    let mut form = Form::new(items);
    form.focus = form.stops().len().saturating_sub(1);
    read_from_top(form, size)
}

/// Says what is on in each environment now and after it: in columns as wide as what stands in them, or where there is no room for
/// columns in words.
fn changes(view: &RolloutView, plan: &RollbackPlanView, width: usize) -> Vec<Item> {
    let from = &plan.from;
    let places = view.environments.iter().rev();
    let rows: Vec<(String, &str, String)> = places
        .map(|(place, state)| {
            let now = from.get(place).unwrap_or(&state.in_words);
            let after = match after(plan, *place) {
                Some(after) => after.to_owned(),
                None if from.contains_key(place) => format!("{now} (not chosen)"),
                None => format!("{now} (stays)"),
            };
            (format!("  {place}"), now.as_str(), after)
        })
        .collect();
    if rows.is_empty() {
        let head = words(Role::Title, "WHAT WILL CHANGE");
        return vec![head, words(Role::Body, "  no flag is known")];
    }
    let widest = rows.iter().map(|(_, now, _)| Shown::of(now).width()).max();
    let now_width = widest.unwrap_or(0).max(3);
    let after_width = rows
        .iter()
        .map(|(_, _, after)| Shown::of(after).width())
        .max();
    let fits = 18 + now_width + 2 + after_width.unwrap_or(0).max(5) + 4 <= width.min(80);
    let head = if fits {
        format!(
            "{} {}  AFTER",
            pad("WHAT WILL CHANGE", 18),
            pad("NOW", now_width)
        )
    } else {
        "WHAT WILL CHANGE".to_owned()
    };
    let row = |(place, now, after): (String, &str, String)| {
        let text = if fits {
            format!("{} {}  {after}", pad(&place, 18), pad(now, now_width))
        } else {
            format!("{place}: {now} -> {after}")
        };
        words(Role::Body, text)
    };
    let head = words(Role::Title, head);
    std::iter::once(head)
        .chain(rows.into_iter().map(row))
        .collect()
}

/// Says how far the package can go back, where the flag alone does not help; nothing where no package is known.
fn horizon(view: &RolloutView, packages: &PackagesView) -> Vec<Item> {
    if packages.lines.is_empty() {
        return vec![];
    }
    let horizon = &packages.horizon;
    let place = horizon.environment;
    let mut said = vec![
        "Post-deploy migrations are not undone by turning the flag off. If the package has to go back as well:"
            .to_owned(),
    ];
    said.push(match (horizon.doubts.is_empty(), horizon.safe.last()) {
        (false, _) => format!(
            "how far {place} can go back is in doubt: {}",
            horizon.doubts.join("; ")
        ),
        (true, Some(oldest)) => format!("{place} only down to {}", oldest.product_version()),
        (true, None) => format!("{place} to no earlier package"),
    });
    let flag = view.flag.as_deref();
    said.extend(horizon.flags_at_risk.iter().map(|risk| {
        let package = risk.code_in.product_version();
        if Some(risk.flag.as_str()) == flag {
            format!("The code of this flag came with {package}: turn it off before any package goes below that.")
        } else {
            format!("{}: its code came with {package}, off before any package goes below that", risk.flag)
        }
    }));
    let lines = said.into_iter().enumerate();
    let mark = |place: usize| if place == 1 { "    " } else { "  ⚑ " };
    lines
        .map(|(place, text)| words(Role::Special, format!("{}{text}", mark(place))))
        .collect()
}

/// Shows a page whose focus is on its buttons from its first line on, where it is longer than the screen.
pub(super) fn read_from_top(mut form: Form, size: (u16, u16)) -> Form {
    form.up = above(&form, size);
    form
}

/// Returns how far above its buttons the page is shown, so that it is read from its first line on.
fn above(form: &Form, (width, height): (u16, u16)) -> usize {
    let is_least = Size::of(width, height) <= Size::Line;
    let width = usize::from(width.min(80)).saturating_sub(4);
    let lines: usize = form
        .items
        .iter()
        .map(|item| match item {
            Item::Words(_, text) | Item::Copyable(text) => Shown::of(text).wrap(width).len(),
            Item::Field { rows, .. } => rows + usize::from(*rows > 1),
            Item::Choice { options, .. } => 1 + 2 * options.len(),
            Item::Radio(_) | Item::Boxes(_) | Item::Tick { .. } => 1,
            Item::Buttons(buttons) => buttons.len(),
        })
        .sum();
    // Where one field is shown at a time, a page without any begins with its first line: any way up shows it.
    let mut stops = form.stops().into_iter();
    let has_a_field =
        stops.any(|(item, _)| !matches!(form.items.get(item), Some(Item::Buttons(_))));
    if is_least {
        return if has_a_field { lines } else { lines.min(1) };
    }
    // What is around the page takes six rows, so that it never begins below its first line.
    lines.saturating_sub(usize::from(height).saturating_sub(8))
}

/// Returns a step of the plan; its words go on beneath themselves, and the line to run stands whole.
fn step(step: &RollbackStepView, width: usize) -> Vec<Item> {
    let lead = format!("  {} {} ", step.order, verb(step));
    let mut lines = below(&lead, &short(step), width);
    let line = step.command();
    lines.extend(line.map(|line| Item::Copyable(line.clone())));
    lines
}

/// Returns words behind a lead; they go on beneath themselves.
fn below(lead: &str, text: &str, width: usize) -> Vec<Item> {
    let indent = Shown::of(lead).width();
    let text = Shown::of(text).wrap(width.saturating_sub(indent).max(1));
    let lines = text.into_iter().enumerate().map(|(place, line)| {
        let before = if place == 0 {
            lead.to_owned()
        } else {
            " ".repeat(indent)
        };
        words(Role::Body, format!("{before}{line}"))
    });
    lines.collect()
}

fn pad(text: &str, columns: usize) -> String {
    Shown::of(text).pad(columns).to_string()
}
