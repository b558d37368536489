//! The page of packages: which of them an environment can go back to, and what one of them brought. It shows no line to copy in doubt.

use super::chrome::{framed, path, rule};
use super::cut::{around, within};
use super::package_detail;
use crate::domain::package::{PackageName, Place};
use crate::projection::{PackageLine, PackagesView, Standing};
use crate::tui::keymap::{Action, App, Record};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role, beside};
use crate::tui::shown::Shown;

/// Draws the page of its own, without message and hints.
pub(super) fn rows(model: &Model, size: Size) -> Vec<Line> {
    let (width, height) = (
        usize::from(model.width),
        usize::from(super::page_height(model)),
    );
    let place = if size >= Size::Medium {
        "rollgate › Packages and post-deploy migrations"
    } else {
        "Packages"
    };
    let mut rows = vec![path(model, place, ""), bar(model, width)];
    rows.extend(body(model, (size, (width, height.saturating_sub(4)))));
    rows
}

/// Draws the bar: release, what runs, how far back it can go; each part whole or not at all.
pub(super) fn bar(model: &Model, width: usize) -> Line {
    let mut parts = Vec::new();
    if model.demo {
        parts.push("DEMO".to_owned());
    }
    parts.extend(model.packages.scanning.as_ref().map(|found| {
        let seconds = (model.now - found.since).num_seconds().max(0);
        let far = if found.words.is_empty() {
            "looking for its packages"
        } else {
            &found.words
        };
        format!("READING A REPOSITORY, {seconds} s: {far}")
    }));
    let Some(view) = model.packages_view() else {
        parts.push("reading the packages".to_owned());
        return Line::shown(Role::Bar, joined(&parts).pad(width));
    };
    let horizon = &view.horizon;
    let place = horizon.environment;
    parts.push(match &horizon.running {
        Some(running) => format!("{place} runs {}", running.product_version()),
        None => format!("{place}: nobody said what runs"),
    });
    parts.push(match (horizon.doubts.is_empty(), horizon.safe.last()) {
        (false, _) => "rollback IN DOUBT".to_owned(),
        (true, Some(oldest)) => format!("oldest safe {}", oldest.product_version()),
        (true, None) => "no earlier package is safe".to_owned(),
    });
    let (executed, pending) = (view.executed(), horizon.pending_migrations.len());
    parts.push(format!("PDM executed {executed}, pending {pending}"));
    let release = horizon.running.as_ref().map(PackageName::release);
    parts.extend(release.map(|release| format!("RELEASE {release}")));
    while parts.len() > 1 && joined(&parts).width() > width {
        parts.pop();
    }
    Line::shown(Role::Bar, joined(&parts).pad(width))
}

fn joined(parts: &[String]) -> Shown {
    Shown::of(&format!("▌{}", parts.join(" │ ")))
}

const OPEN: Action = Action::App(App::Open);

/// Draws list and detail in the room that there is.
pub(super) fn body(model: &Model, (size, (width, height)): (Size, (usize, usize))) -> Vec<Line> {
    let Some(view) = model.packages_view() else {
        return vec![Line::of(" reading the packages").fit(width).selected()];
    };
    let selected = model.package_line();
    let name = selected.map_or_else(String::new, |line| line.row.package.to_string());
    if model.packages.zoomed {
        let lines = package_detail::lines(model, view, selected, width - 4);
        let lines = within(lines, (width - 2, height - 2), "Y");
        let back = format!("{} back", model.key_of(OPEN));
        return framed(&name, &back, lines, (width, height));
    }
    if size == Size::Large {
        let answer = 50.min(width * 2 / 5);
        let detail = package_detail::lines(model, view, selected, width - answer - 4);
        // What a short list does not need is for what one package brought.
        let list_needs = (model.package_lines().len() + 5).min(height / 2);
        let least = 14.min(height / 2);
        let below = (detail.len() + 2).clamp(least, (height - list_needs).max(least));
        let above = height - below;
        let list = list(model, view, (size, width - 2), above - 2);
        let right = format!("‹ {} ›  PDM = post-deploy migrations", model.packages.place);
        let mut rows = framed("Packages, newest first", &right, list, (width, above));
        let opens = model.key_of(OPEN);
        let detail = within(detail, (width - answer - 2, below - 2), &opens);
        let detail = framed(
            &name,
            &format!("{opens} shows it alone"),
            detail,
            (width - answer, below),
        );
        let back = package_detail::answer(model, view, answer - 4);
        let back = within(back, (answer - 2, below - 2), "Y");
        let title = format!("How far back can {} go?", model.packages.place);
        rows.extend(beside(detail, framed(&title, "", back, (answer, below))));
        return rows;
    }
    let above = match size {
        Size::Medium => height / 2,
        Size::Small => height * 3 / 5,
        Size::Line | Size::TooSmall | Size::Large => height * 2 / 3,
    };
    let above = above.min(model.package_lines().len() + 3).max(4);
    let mut rows = list(model, view, (size, width), above);
    rows.push(rule(&name, "", width));
    let room = height.saturating_sub(rows.len());
    let detail = package_detail::short(model, view, selected, width);
    rows.extend(within(detail, (width, room), &model.key_of(OPEN)));
    rows
}

/// The columns of the table: package, on, PDM, executed; the rest says whether one can go back.
struct Columns {
    name: usize,
    on: usize,
    count: usize,
    executed: usize,
}

impl Columns {
    const fn of(size: Size) -> Self {
        let (name, on, count, executed) = match size {
            Size::Large => (46, 18, 5, 13),
            Size::Medium => (20, 15, 4, 0),
            Size::Small => (19, 14, 0, 0),
            Size::Line | Size::TooSmall => (19, 0, 0, 0),
        };
        Self {
            name,
            on,
            count,
            executed,
        }
    }

    fn head(&self, place: Place) -> Line {
        let cell = |text: &str, width: usize| {
            if width == 0 {
                Shown::default()
            } else {
                Shown::of(text).cut_end(width - 1).pad(width)
            }
        };
        Line::of("   ")
            .and_shown(Role::Dim, cell("PACKAGE", self.name))
            .and_shown(Role::Dim, cell("ON", self.on))
            .and_shown(Role::Dim, cell("PDM", self.count))
            .and_shown(Role::Dim, cell("EXECUTED", self.executed))
            .and(Role::Dim, &format!("ROLL {place} BACK TO IT?"))
    }

    fn row(&self, line: &PackageLine, place: Place) -> Line {
        let cell = |text: &str, width: usize| {
            if width == 0 {
                Shown::default()
            } else {
                Shown::of(text).cut_end(width - 1).pad(width)
            }
        };
        let row = &line.row;
        let name = row.package.to_string();
        let name = if name.len() < self.name {
            Shown::of(&name).pad(self.name)
        } else {
            cell(&row.package.product_version(), self.name)
        };
        let (role, words) = standing(&line.standing, place, self.count == 0);
        let runs = row.on.contains(&place);
        Line::of("  ")
            .and_shown(if runs { Role::Title } else { Role::Body }, name)
            .and_shown(Role::Body, cell(&on(line, place), self.on))
            .and_shown(Role::Body, cell(&count(line), self.count))
            .and_shown(Role::Body, cell(&executed(line), self.executed))
            .and(role, &words)
    }
}

fn list(
    model: &Model,
    view: &PackagesView,
    (size, width): (Size, usize),
    height: usize,
) -> Vec<Line> {
    let place = view.horizon.environment;
    let columns = Columns::of(size);
    let mut head = Vec::new();
    if size >= Size::Medium {
        head.push(columns.head(place).fit(width));
    }
    if size < Size::Large {
        head.push(rule("", &format!("‹ {place} ›"), width));
    }
    let lines = model.package_lines();
    if lines.is_empty() {
        let text = if view.lines.is_empty() {
            let add = model.key_of(Action::Record(Record::AddPackage));
            format!(" no package is known   {add} adds one, a note can be pasted")
        } else {
            let back = model.key_of(Action::App(App::Back));
            format!(" no package says that   {back} shows all")
        };
        head.push(Line::of(&text).fit(width).selected());
        return head;
    }
    let selected = model.package_line().map(|line| &line.row.package);
    let mut rows = Vec::new();
    let mut cursor = 0;
    let is_below = |line: &PackageLine| matches!(line.standing, Standing::NotSafe(_));
    let mut line_drawn = false;
    for (place_in_list, line) in lines.into_iter().enumerate() {
        if is_below(line) && !line_drawn {
            line_drawn = true;
            rows.push(rollback_line(place, width));
        }
        let is_selected = Some(&line.row.package) == selected;
        let mark = if is_selected { "▌" } else { " " };
        let drawn = Line::of(mark).and_line(columns.row(line, place));
        let drawn = drawn.fit(width).for_row(place_in_list);
        if is_selected {
            cursor = rows.len();
            rows.push(drawn.selected());
        } else {
            rows.push(drawn);
        }
    }
    let room = height.saturating_sub(head.len());
    head.extend(around(rows, cursor, (width, room)));
    head.resize(height.max(1), Line::new().fit(width));
    head
}

/// Draws the line below which nothing is safe.
fn rollback_line(place: Place, width: usize) -> Line {
    let text = if width >= 90 {
        format!(
            "code below it does not know a migration that already ran on {}",
            place.database()
        )
    } else {
        "no way back below it".to_owned()
    };
    let left = Shown::of("  ─── rollback line ───  ");
    Line::shown(Role::Special, left)
        .and(Role::Dim, &text)
        .fit(width)
}

/// Says where a package is: where it runs, else whether it ran on the environment before.
fn on(line: &PackageLine, place: Place) -> String {
    let row = &line.row;
    if row.on.contains(&place) {
        return format!("{place}  now");
    }
    let names: Vec<&str> = row.on.iter().map(|place| place.as_str()).collect();
    match (names.is_empty(), row.was_on.contains(&place)) {
        (false, _) => names.join(" "),
        (true, true) => "before".to_owned(),
        (true, false) => String::new(),
    }
}

fn count(line: &PackageLine) -> String {
    match line.row.post {
        Some(0) => "-".to_owned(),
        Some(count) => count.to_string(),
        None => "?".to_owned(),
    }
}

fn executed(line: &PackageLine) -> String {
    match line.row.post {
        Some(0) => "-".to_owned(),
        Some(count) => format!("{} of {count}", line.executed),
        None => "none listed".to_owned(),
    }
}

/// Says whether one can go back to a package.
pub(super) fn standing(standing: &Standing, place: Place, is_short: bool) -> (Role, String) {
    match standing {
        Standing::Runs => (Role::Title, "runs now".to_owned()),
        Standing::Newer => (Role::Dim, format!("newer than {place}")),
        Standing::Safe(true) if is_short => (Role::Done, "✓ yes, the oldest".to_owned()),
        Standing::Safe(true) => (Role::Done, "✓ yes, the oldest safe one".to_owned()),
        Standing::Safe(false) => (Role::Done, "✓ yes".to_owned()),
        Standing::NotSafe(Some(migration)) => {
            let after = if is_short { "ran" } else { "ran after it" };
            (
                Role::Bad,
                format!("✗ no: {} {after}", migration.timestamp()),
            )
        }
        Standing::NotSafe(None) if is_short => (Role::Bad, "✗ no: it ran them".to_owned()),
        Standing::NotSafe(None) => (Role::Bad, "✗ no: migrations ran with it".to_owned()),
        Standing::InDoubt => (Role::Question, "? not known: in doubt".to_owned()),
        Standing::Unknown => (Role::Question, "? no run is recorded".to_owned()),
    }
}
