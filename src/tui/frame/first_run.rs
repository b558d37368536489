//! The first page, when there is no rollout: what to do, and what this program never does.

use super::chrome::{framed, path};
use crate::tui::keymap::{Action, App, Context};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws it.
pub(super) fn rows(model: &Model, size: Size) -> Vec<Line> {
    let width = usize::from(model.width);
    let mut rows = vec![path(model, "rollgate", ""), Line::new()];
    let is_short = size <= Size::Small;
    if size < Size::Large {
        let lines = lines(model, is_short);
        rows.push(Line::new().and(Role::Title, "  No rollouts yet."));
        rows.extend(lines.into_iter().map(|line| Line::of("  ").and_line(line)));
        return rows;
    }
    let lines = lines(model, false);
    let lines = lines.into_iter().map(|line| Line::of("  ").and_line(line));
    let wide = 79;
    let mut body = vec![Line::new()];
    body.extend(lines);
    let height = body.len() + 3;
    let column = width.saturating_sub(wide) / 2;
    rows.extend([Line::new(), Line::new(), Line::new()]);
    for line in framed("No rollouts yet", "", body, (wide, height)) {
        rows.push(Line::new().to_column(column).and_line(line));
    }
    rows
}

/// What it does, and what it never does.
const PROMISE: [&str; 3] = [
    "It keeps state, timers, QA results, who and when.",
    "It never runs a command, posts to Slack or edits an",
    "issue: you copy, it records.",
];

fn lines(model: &Model, is_short: bool) -> Vec<Line> {
    let key = |app: App, words: &str, more: &str| {
        let key = model.keys.spoken(Context::FirstRun, Action::App(app));
        let line = Line::of("  ").and_shown(Role::Title, Shown::of(&key).pad(1));
        if is_short {
            line.and(Role::Body, &format!("   {words}"))
        } else {
            line.and(Role::Body, &format!("   {words:<40}"))
                .and(Role::Dim, more)
        }
    };
    let cursor = Line::of("  ").selected();
    let words = "Paste the text of a rollout issue";
    let first = key(App::Paste, words, "or just paste it now");
    let first = cursor.and_line(first.slice(2, 76));
    let mut lines = vec![
        Line::of("Turn a rollout issue into a checklist"),
        Line::of("that knows what comes next."),
        Line::new(),
    ];
    if super::page_height(model) < 16 {
        lines.clear();
    }
    let shell = if is_short {
        "From a shell:   rollgate import issue.md"
    } else {
        "From a shell:   rollgate import issue.md   pbpaste | rollgate import -"
    };
    lines.extend([
        first,
        key(App::Import, "Open a file", "markdown or plain text"),
        key(
            App::FromLink,
            "I have a link to the issue",
            "gitlab or github",
        ),
        key(
            App::FromTemplate,
            "New rollout from a template",
            "you only type the flag",
        ),
        Line::new(),
        key(
            App::Demo,
            "Look around with a demo",
            "thrown away when you leave",
        ),
        Line::new(),
        Line::of(shell),
        Line::new(),
    ]);
    lines.extend(PROMISE.map(Line::of));
    if !is_short && !model.data_path.is_empty() {
        lines.push(Line::new());
        lines.push(Line::of(&format!(
            "Your data   {}   one file, yours",
            model.data_path
        )));
    }
    lines
}
