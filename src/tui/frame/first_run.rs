//! The first page, when there is no rollout: what to do, and what this program never does.

use super::chrome::{framed, path};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};

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

fn lines(model: &Model, is_short: bool) -> Vec<Line> {
    let key = |key: &str, words: &str, more: &str| {
        let line = Line::of("  ").and(Role::Title, key);
        if is_short {
            line.and(Role::Body, &format!("   {words}"))
        } else {
            line.and(Role::Body, &format!("   {words:<40}"))
                .and(Role::Dim, more)
        }
    };
    let cursor = Line::of("  ").selected();
    let first = cursor.and_line(
        key(
            "p",
            "Paste the text of a rollout issue",
            "or just paste it now",
        )
        .slice(2, 76),
    );
    let mut lines = vec![
        Line::of("Turn a rollout issue into a checklist"),
        Line::of("that knows what comes next."),
        Line::new(),
    ];
    if model.height < 16 {
        lines.clear();
    }
    let shell = if is_short {
        "From a shell:   rollgate import issue.md"
    } else {
        "From a shell:   rollgate import issue.md   pbpaste | rollgate import -"
    };
    lines.extend([
        first,
        key("f", "Open a file", "markdown or plain text"),
        key("u", "I have a link to the issue", "gitlab or github"),
        key("n", "New rollout from a template", "you only type the flag"),
        Line::new(),
        key("d", "Look around with a demo", "thrown away when you leave"),
        Line::new(),
        Line::of(shell),
        Line::new(),
        Line::of("It keeps state, timers, QA results, who and when."),
        Line::of("It never runs a command, posts to Slack or edits an"),
        Line::of("issue: you copy, it records."),
    ]);
    if !is_short && !model.data_path.is_empty() {
        lines.push(Line::new());
        lines.push(Line::of(&format!(
            "Your data   {}   one file, yours",
            model.data_path
        )));
    }
    lines
}
