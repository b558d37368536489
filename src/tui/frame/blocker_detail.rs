//! All that is known of one blocker: what it holds, where it was found, its plan, and what it takes to close it.

use super::blocker_words::{severity_line, state_line, until};
use super::blockers::state;
use super::fleet_preview::labelled;
use super::time;
use crate::domain::rollout::{Event, GateKind, QaEntry, QaScope};
use crate::export::Copy;
use crate::projection::{BlockerView, NoteView, RolloutView, WallClock};
use crate::tui::keymap::{Action, App, Copied, Link, Record};
use crate::tui::model::Model;
use crate::tui::page::InTheWay;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws everything but the plan.
pub(super) fn lines(
    model: &Model,
    view: &RolloutView,
    blocker: &BlockerView,
    width: usize,
) -> Vec<Line> {
    let mut lines = facts(model, view, blocker, width);
    if let Some(text) = &blocker.description {
        lines.extend(section("WHAT HAPPENS", text, width));
    }
    if let Some(text) = &blocker.why {
        lines.extend(section("WHY", text, width));
    }
    if let Some(text) = decision(view) {
        lines.push(Line::new());
        lines.extend(labelled("DECISION", &text, width));
    }
    let notes = notes(view, blocker, model.clock());
    lines.push(Line::new());
    let key = |what| model.key_of(what);
    let adds = format!("{} adds", key(Action::Record(Record::Note)));
    let right = Line::new().and(Role::Dim, &adds);
    let head = format!(" NOTES {}", notes.len());
    lines.push(Line::new().and(Role::Title, &head).and_right(right, width));
    for note in notes {
        lines.extend(indented(&note, width));
    }
    lines.push(Line::new());
    lines.extend(labelled("TO CLOSE", &to_close(model, blocker), width));
    let edit = key(Action::Record(Record::EditSelected));
    let copy = key(Action::Copy(Copied::Text(Copy::Issue)));
    let keys = format!("{copy} copies its text for an issue");
    lines.extend(labelled("KEYS", &keys, width));
    if blocker.open {
        let keys = format!("{edit} changes owner, due, link, what it is");
        lines.extend(labelled("", &keys, width));
    }
    lines
}

/// Draws the lines that matter most, one or two of each kind.
pub(super) fn short(
    model: &Model,
    view: &RolloutView,
    blocker: &BlockerView,
    width: usize,
) -> Vec<Line> {
    let mut all: Vec<(&str, String)> = vec![("HOLDS", held_in_short(view, blocker))];
    all.extend(found_in(model, view, blocker).map(|text| ("FOUND IN", text)));
    all.extend(blocker.link.clone().map(|text| ("LINK", text)));
    all.push(("STATE", state_line(blocker, model.clock())));
    let first = blocker.description.as_deref().unwrap_or_default();
    let first = first.lines().next().unwrap_or_default();
    if !first.is_empty() {
        all.push(("WHAT", first.to_owned()));
    }
    all.extend(blocker.why.clone().map(|text| ("WHY", text)));
    all.extend(decision(view).map(|text| ("DECISION", text)));
    if !blocker.expected.is_empty() {
        all.push(("EXPECTED", blocker.expected.join("; ")));
    }
    let last = notes(view, blocker, model.clock()).into_iter().next_back();
    all.extend(last.map(|note| ("NOTES", note)));
    all.push(("TO CLOSE", to_close(model, blocker)));
    let lines = all.iter();
    lines
        .flat_map(|(label, text)| in_two(label, text, width))
        .collect()
}

/// Returns `text` behind its label in at most two lines, the second cut where it is longer.
fn in_two(label: &str, text: &str, width: usize) -> Vec<Line> {
    const LABEL: usize = 11;
    let room = width.saturating_sub(LABEL);
    let wrapped = Shown::of(text).wrap(room);
    let rest = wrapped.iter().skip(1).map(Shown::as_str);
    let rest = rest.collect::<Vec<&str>>().join(" ");
    let head = Line::new().and(Role::Title, &format!(" {label:<10}"));
    let first = wrapped.first().cloned().unwrap_or_default();
    let mut lines = vec![head.and_shown(Role::Body, first)];
    if !rest.is_empty() {
        let rest = Shown::of(&rest).cut_end(room);
        let indent = Line::new().to_column(LABEL);
        lines.push(indent.and_shown(Role::Body, rest));
    }
    lines
}

fn facts(model: &Model, view: &RolloutView, blocker: &BlockerView, width: usize) -> Vec<Line> {
    let clock = model.clock();
    let (mark, role, _) = state(InTheWay::Blocker(blocker));
    let text = state_line(blocker, clock);
    let mut lines = vec![
        Line::new()
            .and(Role::Title, " STATE       ")
            .and(role, &format!("{} ", mark.mark()))
            .and(Role::Body, &text)
            .fit(width),
    ];
    if let Some(reason) = &blocker.closed {
        lines.extend(labelled("CLOSED", reason, width));
    }
    lines.extend(labelled("SEVERITY", &severity_line(blocker), width));
    let due = blocker.due.filter(|_| blocker.open);
    if blocker.owner.is_some() || due.is_some() {
        let owner = blocker.owner.as_deref().unwrap_or("nobody is named");
        let due = due.map(|due| format!(", {}", until(due, clock)));
        let text = format!("{owner}{}", due.unwrap_or_default());
        lines.extend(labelled("OWNER", &text, width));
    }
    if let Some(text) = found_in(model, view, blocker) {
        lines.extend(labelled("FOUND IN", &text, width));
    }
    if let Some(link) = &blocker.link {
        lines.extend(labelled(
            "LINK",
            &format!(
                "{link}  ({})",
                model.key_of(Action::App(App::Browse(Link::Issue)))
            ),
            width,
        ));
    }
    if is_on_others(model, blocker) {
        lines.extend(labelled(
            "SHARED",
            "it was raised on other rollouts too",
            width,
        ));
    }
    lines
}

/// Tells whether it stands in the way of other rollouts too; one that stands for an incident does where the incident is about
/// several.
fn is_on_others(model: &Model, blocker: &BlockerView) -> bool {
    let Some(incident) = &blocker.incident else {
        return blocker.shared.is_some();
    };
    let mut known = model.snapshot.iter().flat_map(|read| &read.incidents);
    let known = known.find(|known| known.id == *incident);
    known.is_some_and(|known| known.rollouts.len() > 1)
}

/// Says in which test it was found, where a result raised it.
fn found_in(model: &Model, view: &RolloutView, blocker: &BlockerView) -> Option<String> {
    let told = &model.opened()?.history.told;
    let result: &QaEntry = told.iter().rev().find_map(|told| {
        let Event::QaRecorded {
            result,
            blocker: Some(cause),
        } = &told.event
        else {
            return None;
        };
        (cause.id.as_str() == blocker.id).then_some(result)
    })?;
    let about = match &result.scope {
        QaScope::Step(step) => view
            .steps()
            .find(|known| known.id == *step)
            .map_or_else(|| step.to_string(), |known| known.number.clone()),
        QaScope::Stage(stage) => {
            let mut stages = view.stages.iter();
            let found = stages.find(|known| known.id == *stage)?;
            format!("stage {}", found.number)
        }
    };
    let place = result.environment.as_ref();
    let place = place.map(|place| format!(" on {place}"));
    let verdict = result.verdict.as_str().to_uppercase();
    Some(format!(
        "QA of {about}{}, result {verdict}",
        place.unwrap_or_default()
    ))
}

/// Says what it holds up, in parts.
fn held(view: &RolloutView, blocker: &BlockerView) -> Vec<String> {
    if !blocker.open {
        return vec!["nothing any more".to_owned()];
    }
    if !blocker.hard {
        return vec!["nothing: it only warns".to_owned()];
    }
    let is_closed = view
        .gates
        .iter()
        .any(|gate| gate.id == GateKind::Blockers && !gate.open);
    let gate = if is_closed {
        "gate closed"
    } else {
        "gate passed by an override"
    };
    let stage = view.current_stage();
    let mut held: Vec<String> = stage
        .map(|stage| format!("leaving stage {} {}: {gate}", stage.number, stage.title))
        .into_iter()
        .collect();
    if view.flag.is_some() {
        held.push("raising the flag in production: gate closed".to_owned());
    }
    held
}

/// Says the same in one line, without the titles.
fn held_in_short(view: &RolloutView, blocker: &BlockerView) -> String {
    let held = held(view, blocker);
    if !blocker.open || !blocker.hard {
        return held.join(", ");
    }
    let stage = view.current_stage();
    let stage = stage.map(|stage| format!("leaving stage {}", stage.number));
    let flag = view.flag.is_some().then(|| "raising the flag".to_owned());
    let parts: Vec<String> = stage.into_iter().chain(flag).collect();
    let is_overridden = held.iter().any(|text| text.contains("override"));
    let gate = if is_overridden {
        "one passed by an override"
    } else {
        "closed"
    };
    let gates = if parts.len() == 1 { "gate" } else { "gates" };
    format!("{}: {gates} {gate}", parts.join(", "))
}

/// Draws what it holds up, and what it does not.
pub(super) fn holds(view: &RolloutView, blocker: &BlockerView, width: usize) -> Vec<Line> {
    let mut lines = vec![Line::new().and(Role::Title, " HOLDS")];
    for text in held(view, blocker) {
        let text = format!("{} holds {text}", blocker.id);
        lines.extend(indented(&text, width));
    }
    if blocker.open && blocker.hard {
        let text = format!("{} does not hold: other steps, the way back", blocker.id);
        lines.extend(indented(&text, width));
    }
    lines
}

fn decision(view: &RolloutView) -> Option<String> {
    let writes = &view.writes;
    let answer = writes.answer?;
    let who = writes.by.as_deref().unwrap_or_default();
    let day = writes.at.map(|at| at.format(" %d %b").to_string());
    Some(format!(
        "written while the flag is off: {answer}   {who}{}",
        day.unwrap_or_default()
    ))
}

/// Returns what was written down about the blocker, and the notes on the rollout that name it, oldest first.
fn notes(view: &RolloutView, blocker: &BlockerView, clock: WallClock) -> Vec<String> {
    let is_about_it = |note: &&NoteView| {
        let mut words = note.text.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| word == blocker.id)
    };
    let head = format!("{}: ", blocker.id);
    let on_rollout = view.notes.iter().filter(is_about_it).map(|note| {
        let text = note.text.strip_prefix(&head).unwrap_or(&note.text);
        (Some(note.at), note.by.as_str(), text)
    });
    let own = blocker.notes.iter();
    let own = own.map(|note| {
        let by = note.by.as_deref().unwrap_or_default();
        (note.at, by, note.text.as_str())
    });
    let mut all: Vec<_> = on_rollout.chain(own).collect();
    all.sort_by_key(|(at, ..)| *at);
    let said = all.into_iter().map(|(at, by, text)| {
        let at = at.map(|at| time::bare(at, clock)).unwrap_or_default();
        format!("{at} {by}  {text}")
    });
    said.collect()
}

fn to_close(model: &Model, blocker: &BlockerView) -> String {
    let open = blocker.plan.iter().filter(|step| !step.done).count();
    let key = model.key_of(Action::Record(Record::CloseSelected));
    if !blocker.open {
        return "it is closed".to_owned();
    }
    match (blocker.plan.is_empty(), open) {
        (true, _) => format!("{key} and a reason"),
        (false, 0) => format!("{key}: its plan is worked off"),
        (false, open) => format!(
            "{open} more of {} plan steps, or {key} and a reason",
            blocker.plan.len()
        ),
    }
}

fn section(title: &str, text: &str, width: usize) -> Vec<Line> {
    let mut lines = vec![
        Line::new(),
        Line::new().and(Role::Title, &format!(" {title}")),
    ];
    let wrapped = text.lines().flat_map(|line| Shown::of(line).wrap(width));
    lines.extend(wrapped.map(|line| Line::of(" ").and_shown(Role::Body, line)));
    lines
}

fn indented(text: &str, width: usize) -> Vec<Line> {
    let lines = Shown::of(text).wrap(width.saturating_sub(3)).into_iter();
    lines
        .map(|line| Line::of("   ").and_shown(Role::Body, line))
        .collect()
}
