//! The fleet in one page, one picture, one table: what needs somebody, what is stale? One mark for a stage and one for a day.

use super::page::{Page, PageError, Section, Template};
use super::span::minute;
use super::svg::{Drawing, Picture, class_of};
use super::table::{Cell, Table};
use crate::domain::Timestamp;
use crate::domain::plan::StepState;
use crate::projection::{DaysView, FleetRow};

const WIDTH: i64 = 960;
const STAGES: i64 = 300;
const DAYS: i64 = 560;
const TOP: i64 = 34;
const ROW: i64 = 28;

/// Prints the fleet as a page.
///
/// # Errors
/// When the template is wrong.
pub fn fleet_page(
    rows: &[FleetRow],
    days: &[DaysView],
    now: Timestamp,
    template: &Template,
) -> Result<String, PageError> {
    let mut page = Page::new("Fleet", "Every rollout", format!("{} UTC", minute(now)));
    let need = rows.iter().filter(|row| row.needs_me(now)).count();
    let over = rows.iter().filter(|row| row.is_over()).count();
    page.fact("rollouts", Cell::of(rows.len().to_string()));
    let class = if need > 0 { "bad" } else { "" };
    page.fact("need somebody", Cell::of(need.to_string()).class(class));
    page.fact("over", Cell::of(over.to_string()));
    page.sections = vec![
        Section::new("fleet", "Fleet", "What needs somebody, what is stale?")
            .picture(&fleet_strips(rows, days, now))
            .table(fleet_table(rows, now))
            .or_else("there is no rollout"),
    ];
    page.printed(template)
}

/// Draws the fleet: the states of the stages, and the days.
pub fn fleet_strips(rows: &[FleetRow], days: &[DaysView], now: Timestamp) -> Picture {
    let mut drawing = Drawing::new(WIDTH);
    drawing.text((0, 16), "s", "ROLLOUT");
    drawing.text((STAGES, 16), "s", "STAGES");
    drawing.text((DAYS, 16), "s", "DAYS, the last one today");
    let mut y = TOP;
    for row in rows {
        let state = row.state_at(now);
        let mark = format!("m {}", class_of(state));
        drawing.text((0, y + 15), &mark, &state.mark().to_string());
        drawing.cut((20, y + 15), "", row.name(), 36);
        stages(&mut drawing, row, y);
        let found = days.iter().find(|days| days.id == row.id);
        if let Some(found) = found {
            marks(&mut drawing, found, y);
        }
        y += ROW;
    }
    if let Some(days) = days.first() {
        scale(&mut drawing, days, y);
    }
    let says: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row.name(), row.label_at(now)))
        .collect();
    drawing.finish(y + 24, "The fleet", &says.join("; "))
}

fn stages(drawing: &mut Drawing, row: &FleetRow, y: i64) {
    let count = i64::try_from(row.stages.len().max(1)).unwrap_or(1);
    let step = ((DAYS - STAGES - 24) / count).clamp(4, 24);
    for (place, state) in row.stages.iter().enumerate() {
        let x = STAGES + i64::try_from(place).unwrap_or(0) * step;
        cell(drawing, *state, (x, y), (step - 2, state.label()));
    }
}

fn marks(drawing: &mut Drawing, days: &DaysView, y: i64) {
    let step = day_width(days);
    for (place, state) in days.days.iter().enumerate() {
        let x = DAYS + i64::try_from(place).unwrap_or(0) * step;
        let date = days.date(place);
        let is_before = date < days.began;
        let words = date.map(|date| date.format("%d %b").to_string());
        let words = words.unwrap_or_default();
        match state {
            Some(state) => {
                let words = format!("{words}: {}", state.label());
                cell(drawing, *state, (x, y), (step - 2, &words));
            }
            None if is_before => {}
            None => drawing.rect((x + step / 2 - 2, y + 9), (3, 3), "dot", &words),
        }
    }
}

fn cell(drawing: &mut Drawing, state: StepState, (x, y): (i64, i64), (wide, hover): (i64, &str)) {
    drawing.rect((x, y), (wide, 20), class_of(state), hover);
    if wide >= 12 {
        let text = match class_of(state) {
            "open" | "left-out" => "c",
            _ => "c i",
        };
        drawing.text((x + wide / 2, y + 15), text, &state.mark().to_string());
    }
}

fn day_width(days: &DaysView) -> i64 {
    let count = i64::try_from(days.days.len().max(1)).unwrap_or(1);
    ((WIDTH - DAYS) / count).max(4)
}

/// Writes every seventh date under the days.
fn scale(drawing: &mut Drawing, days: &DaysView, y: i64) {
    let step = day_width(days);
    let last = days.days.len().saturating_sub(1);
    for place in (0..days.days.len()).filter(|place| (last - place).is_multiple_of(7)) {
        let x = DAYS + i64::try_from(place).unwrap_or(0) * step;
        let words = days
            .date(place)
            .map(|date| date.format("%d %b").to_string());
        drawing.text((x + step - 2, y + 12), "s e", &words.unwrap_or_default());
    }
}

/// Shows the fleet.
pub fn fleet_table(rows: &[FleetRow], now: Timestamp) -> Table {
    let mut table = Table::new(&[
        "rollout",
        "state",
        "stage",
        "stages",
        "production",
        "steps",
        "blockers",
        "next",
        "updated",
        "by",
    ]);
    for row in rows {
        let stage = row
            .stage
            .as_ref()
            .map(|(number, title)| format!("{number} {title}"));
        table.rows.push(vec![
            Cell::of(row.name()),
            Cell::labelled(row.state_at(now), row.label_at(now)),
            Cell::maybe(stage.as_ref()),
            Cell::code(row.stages_strip()),
            Cell::of(
                row.production
                    .clone()
                    .unwrap_or_else(|| "no flag".to_owned()),
            ),
            Cell::of(format!("{}/{}", row.done, row.total)).class("number"),
            Cell::of(row.blockers.join("; ")),
            Cell::of(row.next_at(now)),
            Cell::number(minute(row.updated_at)),
            Cell::of(row.updated_by.clone()),
        ]);
    }
    table
}
