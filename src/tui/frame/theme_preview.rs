//! How each state looks in the themes for a dark and for a light terminal, and a test of the signs. It changes no theme.

use super::chrome::role_of;
use crate::domain::plan::StepState;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;
use crate::tui::symbols::{Symbols, slot};
use crate::tui::view::{Palette, Theme};

/// The signs that must take one column each, between lines that show it.
const SIGNS: &str = "|☐|▸|✓|~|⊘|✗|◷|↷|⚑|↺|◌|";
const LETTERS: &str = "|x|x|x|x|x|x|x|x|x|x|x|";
/// Columns of a state as it looks now, of its ASCII sign, and of each theme.
const COLUMNS: (usize, usize, usize) = (17, 8, 29);

/// Shows the states in as many of `room` lines as they need: a table with the colours of both themes, else only how they look now; nothing
/// where there is room for neither.
pub(super) fn lines(width: usize, room: usize) -> Vec<Line> {
    let head = || vec![Line::new(), Line::of("  ").and(Role::Title, "PREVIEW")];
    let table = || [table(), vec![Line::new()], signs()].concat();
    let short = [head(), states(width), vec![Line::new()], signs()].concat();
    let bare = [vec![Line::new()], states(width), signs()].concat();
    let all = [
        (width >= columns()).then(table),
        Some(short),
        Some(bare),
        Some(states(width)),
    ];
    let fits = all.into_iter().flatten();
    fits.into_iter()
        .find(|lines| lines.len() <= room)
        .unwrap_or_default()
}

const fn columns() -> usize {
    let (now, ascii, theme) = COLUMNS;
    2 + now + ascii + 2 * theme
}

/// One row for each state: as it looks now, its ASCII sign, and how the dark and the light theme show it, in words.
fn table() -> Vec<Line> {
    let (now, ascii, wide) = COLUMNS;
    let themes = [Palette::Dark, Palette::Light];
    let head = Line::of("  ")
        .and(Role::Title, "PREVIEW")
        .fit(2 + now)
        .and(Role::Title, "ascii")
        .fit(2 + now + ascii);
    let head = themes.iter().fold(head, |line, theme| {
        line.and_shown(Role::Title, Shown::of(theme.name()).pad(wide))
    });
    let themes = themes.map(Theme::new);
    let rows = StepState::ALL.into_iter().map(|state| {
        let role = role_of(state);
        let mark = Line::new().and(role, &slot(state));
        let bracketed = Symbols::Ascii.applied(mark.clone()).text();
        let line = Line::of("  ")
            .and_line(mark)
            .and(role, state.label())
            .fit(2 + now)
            .and(Role::Body, &bracketed)
            .fit(2 + now + ascii);
        themes.iter().fold(line, |line, theme| {
            line.and_shown(Role::Body, Shown::of(&theme.told(role)).pad(wide))
        })
    });
    let mut lines = vec![Line::new(), head];
    lines.extend(rows);
    lines
}

/// How each state looks now, side by side.
fn states(width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut row = Line::of("  ");
    for state in StepState::ALL {
        let text = format!("{} {}  ", slot(state).trim_end(), state.label());
        let columns = Shown::of(&text).width();
        if row.width() + columns + 2 > width {
            lines.push(std::mem::replace(&mut row, Line::of("  ")));
        }
        let marked = row.and(role_of(state), &slot(state));
        row = marked.and(Role::Body, &format!("{}  ", state.label()));
    }
    lines.push(row);
    lines
}

fn signs() -> Vec<Line> {
    vec![
        Line::of(&format!("  {SIGNS}  one column each, in line?")),
        Line::of(&format!("  {LETTERS}  if not, set ascii")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(width: usize, room: usize) -> String {
        let lines = lines(width, room);
        assert!(lines.len() <= room, "{width} {room}");
        let lines = lines.iter().map(Line::text);
        lines.collect::<Vec<String>>().join("\n")
    }

    #[test]
    fn a_wide_page_shows_the_colours_of_both_themes() {
        let text = text(90, 25);
        for words in [
            "dark",
            "light",
            "#55dfc0",
            "#2d7a6a",
            "default text, dim",
            "[x]",
        ] {
            assert!(text.contains(words), "{words}\n{text}");
        }
    }

    #[test]
    fn where_there_is_less_room_every_state_is_still_shown() {
        for (width, room) in [(90, 8), (76, 8), (58, 6), (58, 4)] {
            let text = text(width, room);
            for state in StepState::ALL {
                assert!(text.contains(state.label()), "{width}x{room}\n{text}");
            }
        }
        assert_eq!(text(58, 1), "");
    }
}
