//! The dialog of the ramp as it is seen: where there is room, the chart stands beside what is chosen and checked.

use super::dialog::{Drawn, drawn_items};
use super::ramp_chart;
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::form::Item;
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role, beside};
use crate::tui::update::RUN;

/// How wide the dialog is on a large screen.
pub(super) const WIDE: usize = 106;

/// Draws what stands in the dialog in lines of `width` columns, and says which has the focus.
pub(super) fn lines(model: &Model, dialog: &Dialog, size: Size, width: usize) -> Drawn {
    let choice = if let Purpose::Ramp(asked) = &dialog.purpose {
        asked.choice
    } else {
        None
    };
    let items = &dialog.form.items;
    let Some(ramp) = model.ramp().filter(|_| size >= Size::Small) else {
        return drawn_items(&dialog.form, 0..items.len(), width);
    };
    if size < Size::Medium || width < 76 {
        let chart = ramp_chart::in_one_line(&ramp, choice, width);
        let (mut lines, cursor) = drawn_items(&dialog.form, 0..items.len(), width);
        lines.insert(0, chart);
        return (lines, cursor.map(|cursor| cursor + 1));
    }
    let is_run = |item: &Item| matches!(item, Item::Words(_, text) if text.starts_with(RUN));
    let split = items.iter().position(is_run).unwrap_or(items.len());
    let left = if size == Size::Large { 48 } else { 32 };
    let (upper, above) = drawn_items(&dialog.form, 0..split, width - left - 2);
    let (lower, below) = drawn_items(&dialog.form, split..items.len(), width);
    let mut chart = ramp_chart::lines(&ramp, choice, model.clock(), left);
    if size == Size::Large {
        chart.push(Line::new());
        chart.push(ramp_chart::legend());
    }
    let height = upper.len().max(chart.len());
    let fill = |lines: Vec<Line>, width: usize| {
        let mut lines: Vec<Line> = lines.into_iter().map(|line| line.fit(width)).collect();
        lines.resize(height, Line::new().fit(width));
        lines
    };
    let chart = fill(chart, left);
    let gap = vec![Line::new().and(Role::Body, "  "); height];
    let mut lines = beside(beside(chart, gap), fill(upper, width - left - 2));
    let cursor = above.or_else(|| below.map(|below| below + lines.len()));
    lines.extend(lower);
    (lines, cursor)
}
