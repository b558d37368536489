//! The times that ran, each on its own scale: what was planned is the outline, what it took is the bar.

use super::dossier::Dossier;
use super::span::in_words;
use super::svg::{Drawing, Picture};
use crate::projection::WindowView;

const WIDTH: i64 = 960;
const LEFT: i64 = 220;

/// How wide the outline of what was planned is.
const PLANNED: i64 = 300;

/// The longest bar: what took longer than twice the time ends here.
const LONGEST: i64 = PLANNED * 2;

const ROW: i64 = 26;

/// Draws the times.
pub(super) fn windows(dossier: &Dossier) -> Picture {
    let mut drawing = Drawing::new(WIDTH);
    let title = format!("Windows of {}, planned and real", dossier.view.name());
    let all = &dossier.course.windows;
    if all.is_empty() {
        drawing.text((0, 24), "", "No wait, watch or stay has begun.");
        return drawing.finish(40, &title, "no time has begun");
    }
    let mut y = 0;
    for window in all {
        row(&mut drawing, dossier, window, y);
        y += ROW;
    }
    drawing.line((LEFT + PLANNED, 0), (LEFT + PLANNED, y), "now");
    drawing.text((LEFT + PLANNED, y + 14), "s c", "as planned");
    let says: Vec<String> = all
        .iter()
        .map(|window| {
            format!(
                "{} {}: {}",
                window.what,
                window.number,
                verdict(dossier, window)
            )
        })
        .collect();
    drawing.finish(y + 22, &title, &says.join("; "))
}

fn row(drawing: &mut Drawing, dossier: &Dossier, window: &WindowView, y: i64) {
    let name = format!("◷ {} {}", window.what, window.number);
    drawing.cut((0, y + 17), "", &name, 30);
    let took = i128::from(window.took_s(dossier.now));
    let planned = i128::from(window.planned_s.max(1));
    let wide = i64::try_from(took * i128::from(PLANNED) / planned).unwrap_or(LONGEST);
    let wide = wide.clamp(2, LONGEST);
    let is_running = window.to.is_none();
    let class = match (is_running, took < planned) {
        (true, _) => "wait",
        (false, true) => "bad",
        (false, false) => "done",
    };
    let words = verdict(dossier, window);
    drawing.rect((LEFT, y + 6), (wide, 12), class, &words);
    drawing.rect((LEFT, y + 4), (PLANNED, 16), "planned", &words);
    let x = LEFT + wide.max(PLANNED) + 8;
    if x > WIDTH - 200 {
        drawing.text((LEFT + wide - 6, y + 16), "s i e", &words);
    } else {
        drawing.text((x, y + 17), "s", &words);
    }
}

/// Says how long it took, and how far that is from what was planned.
pub(super) fn verdict(dossier: &Dossier, window: &WindowView) -> String {
    let took = window.took_s(dossier.now);
    let (planned, took_words) = (in_words(window.planned_s), in_words(took));
    if window.to.is_none() {
        let left = u64::try_from((window.due - dossier.now).num_seconds()).unwrap_or(0);
        return if left > 0 {
            format!("{planned} planned, {} left", in_words(left))
        } else {
            format!("{planned} planned, over, nobody has said so")
        };
    }
    if took < window.planned_s {
        let less = in_words(window.planned_s - took);
        format!("{planned} planned, {took_words} real: {less} short")
    } else {
        let more = in_words(took - window.planned_s);
        format!("{planned} planned, {took_words} real: {more} more")
    }
}
