//! The settings page: its parts, every setting with its value and where that comes from, and how each state looks. It changes none.

use super::chrome::{framed, message, path, rule};
use super::hints::hints;
use super::theme_preview;
use crate::tui::layout::{Size, window};
use crate::tui::look::SettingLine;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::setting::Category;
use crate::tui::shown::Shown;

/// Columns of the list of parts, with its frame.
const PARTS: usize = 28;

/// Draws the whole page.
pub(super) fn rows(model: &Model, size: Size) -> Vec<Line> {
    let (width, height) = (usize::from(model.width), usize::from(model.height));
    let part = part(model);
    let place = format!("rollgate › Settings › {}", part.title());
    let mut rows = vec![path(model, &place, &file(model, size))];
    match size {
        Size::Large => {
            let tall = height.saturating_sub(4);
            let inner = width.saturating_sub(PARTS + 3);
            let body = body(model, (inner, tall.saturating_sub(2)));
            let parts = framed("Settings", "", parts(model), (PARTS, tall));
            let title = part.title();
            let body = framed(title, "", body, (width.saturating_sub(PARTS), tall));
            let both = parts.into_iter().zip(body);
            rows.extend(both.map(|(left, right)| left.and_line(right)));
        }
        Size::Medium => {
            rows.push(tabs(model));
            rows.push(rule("", "", width));
            rows.extend(body(model, (width, height.saturating_sub(6))));
        }
        Size::Small | Size::Line | Size::TooSmall => {
            let kept = kept(model);
            let place = kept.iter().position(|found| *found == part);
            let right = format!("{} of {}", place.unwrap_or(0) + 1, kept.len());
            rows.push(rule("", &right, width));
            rows.extend(body(model, (width, height.saturating_sub(4))));
        }
    }
    rows.resize(height.saturating_sub(2), Line::new());
    rows.push(message(model));
    rows.push(hints(model, size));
    rows
}

/// Names the file, as far as there is room for it.
fn file(model: &Model, size: Size) -> String {
    let room = match size {
        Size::Large => 60,
        Size::Medium => 24,
        Size::Small | Size::Line | Size::TooSmall => return String::new(),
    };
    Shown::of(&model.look.file)
        .cut_middle(room)
        .as_str()
        .to_owned()
}

/// Returns the part of the selected setting.
fn part(model: &Model) -> Category {
    let line = model.look.selected();
    line.map_or(Category::Look, |line| Category::of(line.name))
}

/// Returns the parts that have a setting.
fn kept(model: &Model) -> Vec<Category> {
    let lines = &model.look.settings;
    let has = |part: &Category| lines.iter().any(|line| Category::of(line.name) == *part);
    Category::ALL.into_iter().filter(has).collect()
}

fn parts(model: &Model) -> Vec<Line> {
    let own = part(model);
    let lines = kept(model).into_iter().map(|part| {
        if part == own {
            Line::of(" ").and(Role::Title, &format!("▌ {}", part.title()))
        } else {
            Line::of(&format!("   {}", part.title()))
        }
    });
    lines.collect()
}

fn tabs(model: &Model) -> Line {
    let own = part(model);
    kept(model).into_iter().fold(Line::of(" "), |line, part| {
        if part == own {
            line.and(Role::Title, &format!("[{}] ", part.short()))
        } else {
            line.and(Role::Body, &format!(" {}  ", part.short()))
        }
    })
}

fn body(model: &Model, (width, room): (usize, usize)) -> Vec<Line> {
    let part = part(model);
    let selected = model.look.page.unwrap_or_default();
    let all = model.look.settings.iter().enumerate();
    let own: Vec<(usize, &SettingLine)> = all
        .filter(|(_, line)| Category::of(line.name) == part)
        .collect();
    let about = about(model, width);
    // The list and what the selected row is for come first; the preview takes what is left.
    let most = room.saturating_sub(about.len()).max(1);
    let place = own.iter().position(|(place, _)| *place == selected);
    let seen = window(own.len(), place.unwrap_or(0), most);
    let shown = own.into_iter().skip(seen.start).take(seen.len());
    let mut lines: Vec<Line> = shown
        .map(|(place, line)| {
            row(model, line, (place == selected, width))
                .fit(width)
                .for_row(place)
        })
        .collect();
    lines.extend(about);
    let left = room.saturating_sub(lines.len());
    let below = match part {
        Category::Look => theme_preview::lines(width, left),
        Category::Keys
        | Category::Timers
        | Category::Copy
        | Category::You
        | Category::Data
        | Category::About => vec![],
    };
    lines.extend(below);
    lines
}

fn row(model: &Model, line: &SettingLine, (is_selected, width): (bool, usize)) -> Line {
    let mark = if is_selected { "▌ " } else { "  " };
    let name = Line::new().and(Role::Title, &format!("{mark}{:<16}", line.name));
    let name = if is_selected { name.selected() } else { name };
    let typed = model.look.editing.as_ref().filter(|_| is_selected);
    if let Some(field) = typed {
        let lines = field.lines(width.saturating_sub(20), 1, true);
        return name
            .unselected()
            .and(Role::Focus, "> ")
            .and_line(lines.into_iter().next().unwrap_or_default());
    }
    let value = if line.choices.is_empty() {
        format!("  {}", line.value)
    } else {
        format!("‹ {} ›", line.value)
    };
    let origin = if line.name == "theme" {
        let chosen = &model.look.chosen;
        format!("{}   {} ({})", line.origin, chosen.name, chosen.why)
    } else {
        line.origin.to_owned()
    };
    let room = width.saturating_sub(19);
    let value = Shown::of(&value).cut_middle(room);
    let wide = value.width().max(24).min(room);
    let shown = name.and_shown(Role::Body, value.pad(wide));
    let left = room.saturating_sub(wide + 2);
    if line.is_fact || left < 7 {
        return shown;
    }
    let origin = Shown::of(&origin).cut_end(left);
    shown.and(Role::Body, "  ").and_shown(Role::Dim, origin)
}

/// Says what the selected setting is for and what it may be.
fn about(model: &Model, width: usize) -> Vec<Line> {
    let Some(line) = model.look.selected() else {
        return vec![];
    };
    let room = width.saturating_sub(2);
    let mut lines = vec![Line::new()];
    let told = |text: &str| -> Vec<Line> {
        let wrapped = Shown::of(text).wrap(room).into_iter();
        wrapped
            .map(|text| Line::of("  ").and_shown(Role::Body, text))
            .collect()
    };
    lines.extend(told(line.about));
    if !line.choices.is_empty() {
        let default = format!(
            "one of {}   without it: {}",
            line.choices.join(", "),
            line.default
        );
        lines.extend(told(&default));
    } else if !line.is_fact {
        lines.extend(told(&format!("any text   without it: {}", line.default)));
    }
    if !line.is_fact {
        lines.extend(told(&format!(
            "in a shell: rollgate config set {} VALUE",
            line.name
        )));
    }
    lines
}
