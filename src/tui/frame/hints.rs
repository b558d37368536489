//! The line of hints: what can be done here, the most important first. It names no key that does nothing.

use crate::tui::dialog::Purpose;
use crate::tui::key::Key;
use crate::tui::keymap::{Action, App, BACK, Context, Record};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// What does nothing on a page on which nothing stands.
const NEEDS_ONE: [Action; 3] = [
    Action::App(App::Open),
    Action::Record(Record::BlockerStep),
    Action::Record(Record::CloseSelected),
];

/// Returns the hints: help first, the way back always, of the rest what fits, each whole or not at all.
pub(super) fn hints(model: &Model, size: Size) -> Line {
    let hints: Vec<(u8, String, String)> = if model.palette.is_some() {
        palette_hints()
    } else if model.look.editing.is_some() && model.help.is_none() {
        editing_hints()
    } else if model.dialog.is_some() && model.plain.is_none() {
        dialog_hints(model)
    } else if let Some(prefix) = model.prefix {
        prefix_hints(prefix)
    } else {
        // While one looks back, what records is refused; the way back says so itself.
        let is_now = model.as_of().is_none();
        let nothing = is_empty(model);
        let wanted = |action: Action| {
            let records = matches!(action, Action::Record(_));
            (is_now || !records || action == Action::Record(Record::Rollback))
                && !(nothing && NEEDS_ONE.contains(&action))
        };
        let hints = model.keys.hints_of(model.context(), &wanted).into_iter();
        // The second page of help is the last one: its key closes it.
        let closes = model.help.is_some() && model.reading.all;
        let said =
            |words: &str| words.replace("all keys", if closes { "close" } else { "all keys" });
        hints
            .filter(|(_, _, words)| !closes || *words != "close")
            .filter(|(_, key, _)| !nothing || key != "s")
            .map(|(place, key, words)| (place, key, said(words)))
            .collect()
    };
    let gap = if size == Size::Large { 3 } else { 2 };
    let wide = |(_, key, words): &(u8, String, String)| {
        Shown::of(key).width() + 1 + Shown::of(words).width() + gap
    };
    let (must, may): (Vec<_>, Vec<_>) = hints.into_iter().partition(|(place, _, _)| *place <= 1);
    // One blank stands before the first hint, and no gap after the last.
    let mut room = usize::from(model.width) + gap - 1;
    room = room.saturating_sub(must.iter().map(wide).sum::<usize>());
    let mut kept = must;
    for hint in may {
        if wide(&hint) <= room {
            room -= wide(&hint);
            kept.push(hint);
        }
    }
    // The ways back stand at the end, where they are looked for.
    kept.sort_by_key(|(place, _, _)| match *place {
        1 => 89,
        BACK => 90,
        place => place,
    });
    let gaps = std::iter::once(1).chain(std::iter::repeat(gap));
    kept.into_iter()
        .zip(gaps)
        .fold(Line::new(), |line, ((_, key, words), gap)| {
            line.and(Role::Body, &" ".repeat(gap))
                .and(Role::Title, &key)
                .and(Role::Body, &format!(" {words}"))
        })
}

fn dialog_hints(model: &Model) -> Vec<(u8, String, String)> {
    let dialog = model.dialog.as_ref();
    let is_typing = dialog.is_some_and(|dialog| dialog.form.is_typing());
    let hint = |place, key: &str, words: &str| (place, key.to_owned(), words.to_owned());
    let (next, close) = if model.width < 60 {
        ("next", "close")
    } else {
        ("next field", "close, text kept")
    };
    let mut hints = vec![hint(2, "Tab", next), hint(3, "Esc", close)];
    if is_typing {
        hints.insert(0, hint(0, "F1", "help"));
        hints.push(hint(4, "Ctrl-J", "new line"));
    } else {
        hints.insert(0, hint(0, "?", "help"));
        hints.push(hint(4, "Space", "chooses"));
        hints.push(hint(5, "Enter", "presses"));
    }
    let copies = dialog.is_some_and(|dialog| {
        matches!(dialog.purpose, Purpose::Rollback(_)) || !dialog.form.copyable().is_empty()
    });
    hints.extend(copies.then(|| hint(6, "Ctrl-Y", "copy")));
    hints
}

fn palette_hints() -> Vec<(u8, String, String)> {
    let hint = |place, key: &str, words: &str| (place, key.to_owned(), words.to_owned());
    vec![
        hint(0, "Enter", "does it, asks first where it says so"),
        hint(2, "↑↓", "choose"),
        hint(3, "Esc", "closes"),
    ]
}

fn editing_hints() -> Vec<(u8, String, String)> {
    let hint = |place, key: &str, words: &str| (place, key.to_owned(), words.to_owned());
    vec![
        hint(0, "F1", "help"),
        hint(2, "Enter", "saves it"),
        hint(3, "Esc", "leaves it as it is"),
        hint(4, "Ctrl-U", "empties it"),
    ]
}

fn prefix_hints(prefix: Key) -> Vec<(u8, String, String)> {
    vec![
        (0, "?".to_owned(), "help".to_owned()),
        (2, prefix.to_string(), "…".to_owned()),
        (3, "Esc".to_owned(), "closes".to_owned()),
    ]
}

/// Tells whether the page is about what stands in the way, and nothing does.
fn is_empty(model: &Model) -> bool {
    model.context() == Context::Blockers && model.selected_in_the_way().is_none()
}
