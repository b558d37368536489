//! The rows that say that a record is not saved. They stand below the bar of truth until it is, and cover nothing.

use crate::tui::keymap::{Action, App, Copied};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// The most rows that it takes.
const MOST: usize = 2;

/// Returns its rows; none where every record is saved.
pub(super) fn rows(model: &Model) -> Vec<Line> {
    let Some(unsaved) = &model.pending.unsaved else {
        return vec![];
    };
    let again = model.key_of(Action::App(App::Reload));
    let copies = model.key_of(Action::Copy(Copied::Unsaved));
    let what = format!(
        "1 record is kept in memory (\"{}\")   {again} tries again   {copies} copies it",
        unsaved.words
    );
    let head = "! NOT SAVED  ";
    let width = usize::from(model.width);
    let one = Shown::of(&format!("{head}{}: {what}", unsaved.why));
    let rows = if one.width() <= width {
        vec![one]
    } else {
        let why = Shown::of(&format!("{head}{}", unsaved.why));
        vec![why.cut_end(width), Shown::of(&what).cut_end(width)]
    };
    let rows = rows.into_iter().take(MOST);
    rows.map(|row| Line::shown(Role::Error, row)).collect()
}
