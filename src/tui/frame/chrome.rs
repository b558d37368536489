//! What every page has: the path with the clock, frames round panes, the message, the hints.

use super::{name, time};
use crate::domain::plan::StepState;
use crate::projection::WallClock;
use crate::tui::keymap::{Action, App, Context, Copied, Record};
use crate::tui::layout::Size;
use crate::tui::model::{Model, Tone};
use crate::tui::page::Tab;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Returns the row that says where one is, with the clock at its end.
pub(super) fn path(model: &Model, place: &str, right: &str) -> Line {
    let part = Some((0, right.to_owned())).filter(|(_, right)| !right.is_empty());
    path_with(model, place, part.into_iter().collect())
}

/// Returns the row that says where one is: the name whole, then what of `parts` fits beside the clock. Each comes with how easily it is
/// missed: what is missed most easily is dropped first.
pub(super) fn path_with(model: &Model, place: &str, mut parts: Vec<(u8, String)>) -> Line {
    let width = usize::from(model.width);
    // The clock of the frame tells what time it is, also while one looks back.
    let now = WallClock {
        now: model.now,
        ..model.clock()
    };
    let clock = if width >= 110 {
        time::long(now)
    } else {
        time::short(model.now, now)
    };
    let joined = |parts: &[(u8, String)]| {
        let parts = parts.iter().map(|(_, part)| part.as_str());
        let parts: Vec<&str> = parts.chain([clock.as_str()]).collect();
        parts.join("   ")
    };
    let place_width = Shown::of(place).width();
    while place_width + Shown::of(&joined(&parts)).width() + 4 > width {
        let missed = parts.iter().enumerate().max_by_key(|(_, (rank, _))| *rank);
        let Some((least, _)) = missed else { break };
        parts.remove(least);
    }
    let right = Line::of(&format!(" {} ", joined(&parts)));
    let room = width.saturating_sub(right.width() + 1);
    let place = Shown::of(place).cut_middle(room);
    Line::of(" ")
        .and_shown(Role::Title, place)
        .and_right(right, width)
}

/// Returns the role of a state's mark and word.
pub(super) const fn role_of(state: StepState) -> Role {
    match state {
        StepState::Unknown => Role::Question,
        StepState::Todo => Role::Body,
        StepState::Doing => Role::Doing,
        StepState::Done => Role::Done,
        StepState::NotApplicable | StepState::Skipped => Role::Dim,
        StepState::Blocked => Role::Bad,
        StepState::Failed => Role::Failed,
        StepState::Waiting => Role::Wait,
        StepState::Elapsed => Role::Elapsed,
        StepState::Overridden | StepState::RolledBack => Role::Special,
    }
}

/// Returns a state's word in a column of `width`; colour, underline and reverse end with the word.
pub(super) fn badge(role: Role, word: &str, width: usize) -> Line {
    let word = Shown::of(word).cut_end(width.saturating_sub(1));
    let blanks = Shown::blanks(width - word.width().min(width));
    Line::shown(role, word).and_shown(Role::Body, blanks)
}

/// Puts a frame round `body`: `height` rows of `width` columns in all.
pub(super) fn framed(
    title: &str,
    right: &str,
    body: Vec<Line>,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let inner = width.saturating_sub(2);
    let mut rows = vec![edge(("┌─", "─┐"), title, right, width)];
    let mut body = body.into_iter();
    for _ in 0..height.saturating_sub(2) {
        let line = body.next().unwrap_or_default().fit(inner);
        let line = Line::new().and(Role::Frame, "│").and_line(line);
        rows.push(line.and(Role::Frame, "│"));
    }
    let bottom = format!("└{}┘", "─".repeat(inner));
    rows.push(Line::new().and(Role::Frame, &bottom));
    rows
}

fn edge((left, end): (&str, &str), title: &str, right: &str, width: usize) -> Line {
    let spaced = |text: &str| {
        if text.is_empty() {
            String::new()
        } else {
            format!(" {text} ")
        }
    };
    let (left, end) = (Shown::of(left), Shown::of(end));
    let room = width.saturating_sub(left.width() + end.width());
    let right = Shown::of(&spaced(right));
    let right = if right.width() + 6 > room {
        Shown::default()
    } else {
        right
    };
    let title_room = room.saturating_sub(right.width() + 2);
    let title = Shown::of(title).cut_end(title_room);
    let title = Shown::of(&spaced(title.as_str()));
    let line = "─".repeat(room.saturating_sub(title.width() + right.width()));
    Line::shown(Role::Frame, left)
        .and_shown(Role::Title, title)
        .and(Role::Frame, &line)
        .and_shown(Role::Dim, right)
        .and_shown(Role::Frame, end)
}

/// Returns a rule over the whole width with a title in it.
pub(super) fn rule(title: &str, right: &str, width: usize) -> Line {
    if title.is_empty() && right.is_empty() {
        return Line::new().and(Role::Frame, &"─".repeat(width));
    }
    edge(("──", "──"), title, right, width)
}

/// Returns the message line, or the text that is looked for.
pub(super) fn message(model: &Model) -> Line {
    let width = usize::from(model.width);
    if let Some(field) = &model.search {
        let typed = field.lines(width.saturating_sub(2), 1, true);
        let typed = typed.into_iter().next().unwrap_or_default();
        return Line::new().and(Role::Title, " /").and_line(typed);
    }
    let walk = model
        .walk_line()
        .filter(|_| model.demo && model.as_of().is_none() && model.dialog.is_none());
    let walk = model.hint.map(|hint| hint.words(model)).or(walk);
    let Some(notice) = &model.notice else {
        if let Some(text) = walk {
            let text = Shown::of(&text).cut_end(width.saturating_sub(6));
            return Line::new()
                .and(Role::Doing, " hint ")
                .and_shown(Role::Body, text);
        }
        return model.as_of().map_or_else(
            || more_keys(model, width),
            |at| {
                let at = model.clock().format(at, "%d %b %H:%M:%S %Z");
                let back = model.key_of(Action::App(App::Back));
                let text = format!("as of {at}: nothing is recorded   {back} goes back to now");
                Line::new().and(Role::Wait, " !   ").and(Role::Body, &text)
            },
        );
    };
    let (mark, role) = match notice.tone {
        Tone::Ok => (" ok  ", Role::Done),
        Tone::Warn => (" !   ", Role::Wait),
        Tone::Error => (" err ", Role::Error),
    };
    let room = width.saturating_sub(5);
    let text = if Shown::of(&notice.text).width() <= room {
        notice.text.clone()
    } else {
        name::fitted(&notice.text, (name::of(model), &name::all(model)), room)
    };
    let text = with_its_end(&text, room);
    let text_role = if notice.tone == Tone::Error {
        Role::Error
    } else {
        Role::Body
    };
    Line::new().and(role, mark).and_shown(text_role, text)
}

/// Returns `text` for `room` columns: what is done about it stands at its end and stays.
fn with_its_end(text: &str, room: usize) -> Shown {
    let whole = Shown::of(text);
    let split = text
        .split_once("   ")
        .map(|(head, end)| (head, Shown::of(&format!("   {end}"))));
    match split.filter(|(_, end)| whole.width() > room && end.width() * 2 <= room) {
        Some((head, end)) => {
            let head = Shown::of(head).cut_end(room.saturating_sub(end.width()));
            Shown::of(&format!("{head}{end}"))
        }
        None => whole.cut_end(room),
    }
}

/// Returns more keys where the line of hints has not room for them and no message stands here.
fn more_keys(model: &Model, width: usize) -> Line {
    let is_checklist = model
        .rollout_page()
        .is_some_and(|page| page.tab == Tab::Checklist);
    let is_small = || Size::of(model.width, super::page_height(model)) == Size::Small;
    if !is_checklist || !is_small() || model.dialog.is_some() || model.prefix.is_some() {
        return Line::new();
    }
    let keys = [
        (Action::Copy(Copied::Instruction), "copy command"),
        (Action::Copy(Copied::Rollback), "copy rollback"),
        (Action::App(App::Zoom), "detail"),
        (Action::Record(Record::Undo), "undo"),
    ];
    let mut line = Line::new();
    for (action, words) in keys {
        let key = model.key_of(action);
        let wide = line.width() + Shown::of(&key).width() + words.len() + 3;
        if key.is_empty() || wide > width {
            continue;
        }
        let lead = if line.width() == 0 { " " } else { "  " };
        line = line
            .and(Role::Title, &format!("{lead}{key}"))
            .and(Role::Body, &format!(" {words}"));
    }
    line
}

/// Returns a page that waits for its data.
pub(super) fn waiting(model: &Model) -> Vec<Line> {
    let is_fleet = model.page_context() == Context::Fleet;
    let place = if is_fleet {
        "rollgate  Fleet"
    } else {
        "rollgate"
    };
    vec![
        path(model, place, ""),
        Line::new(),
        Line::of(" reading the data"),
    ]
}
