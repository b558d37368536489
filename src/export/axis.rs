//! Time from left to right: true to scale, with as many marks as can be read. It knows no clock.

use chrono::TimeDelta;

use super::svg::Drawing;
use crate::domain::Timestamp;

/// A span of time laid on pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    from: Timestamp,
    to: Timestamp,
    left: i64,
    width: i64,
}

/// The distances of marks, in seconds: minutes, hours, days, weeks.
const STEPS: [i64; 17] = [
    60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 345_600, 604_800,
    1_209_600, 2_419_200, 7_257_600,
];

/// The most marks.
const MOST: i64 = 8;

const DAY: i64 = 86_400;

impl Axis {
    /// Lays the time between two moments, and a little more at both ends, on `width` pixels from `left` on.
    pub(super) fn new((from, to): (Timestamp, Timestamp), left: i64, width: i64) -> Self {
        let span = (to - from).num_seconds().max(60);
        let edge = TimeDelta::seconds(span / 40);
        Self {
            from: from.checked_sub_signed(edge).unwrap_or(from),
            to: to
                .max(from + TimeDelta::seconds(60))
                .checked_add_signed(edge)
                .unwrap_or(to),
            left,
            width,
        }
    }

    /// Returns where a moment lies; one outside lies at the edge.
    pub(super) fn x(&self, at: Timestamp) -> i64 {
        let at = at.clamp(self.from, self.to);
        let span = (self.to - self.from).num_seconds().max(1);
        let gone = (at - self.from).num_seconds();
        let pixels = i128::from(gone) * i128::from(self.width) / i128::from(span);
        self.left + i64::try_from(pixels).unwrap_or(self.width)
    }

    /// Tells whether a moment lies on it.
    pub(super) fn holds(&self, at: Timestamp) -> bool {
        (self.from..=self.to).contains(&at)
    }

    /// Returns the last pixel.
    pub(super) const fn right(&self) -> i64 {
        self.left + self.width
    }

    /// Returns the moments that get a mark, and how they are told.
    fn marks(&self) -> Vec<(Timestamp, String)> {
        let span = (self.to - self.from).num_seconds().max(1);
        let fits = |step: &&i64| span / **step <= MOST;
        let last = span / MOST + 1;
        let step = STEPS.iter().find(fits).copied().unwrap_or(last);
        let first = (self.from.timestamp().div_euclid(step) + 1) * step;
        let mut marks = Vec::new();
        let mut at = first;
        while at <= self.to.timestamp() && marks.len() < 20 {
            if let Some(moment) = Timestamp::from_timestamp(at, 0) {
                let is_day = at.rem_euclid(DAY) == 0 || marks.is_empty();
                let form = match (step >= DAY, is_day) {
                    (true, _) => "%d %b",
                    (false, true) => "%d %b %H:%M",
                    (false, false) => "%H:%M",
                };
                marks.push((moment, moment.format(form).to_string()));
            }
            at += step;
        }
        marks
    }

    /// Draws the marks from `top` to `bottom`, their words under it.
    pub(super) fn draw(&self, drawing: &mut Drawing, top: i64, bottom: i64) {
        for (moment, words) in self.marks() {
            let x = self.x(moment);
            drawing.line((x, top), (x, bottom), "grid");
            drawing.text((x, bottom + 15), "s c", &words);
        }
    }

    /// Draws the line of now.
    pub(super) fn draw_now(
        &self,
        drawing: &mut Drawing,
        now: Timestamp,
        (top, bottom): (i64, i64),
    ) {
        if !self.holds(now) {
            return;
        }
        let x = self.x(now);
        drawing.line((x, top), (x, bottom), "now");
        drawing.text((x, top - 4), "s c", "now");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_timestamp(1_646_784_000 + seconds, 0).unwrap()
    }

    #[test]
    fn twice_the_time_is_twice_the_way() {
        let axis = Axis::new((at(0), at(1000)), 100, 1000);
        let (a, b, c) = (axis.x(at(0)), axis.x(at(500)), axis.x(at(1000)));
        assert!(((c - b) - (b - a)).abs() <= 1, "{a} {b} {c}");
        assert!(a > 100 && c < axis.right());
        assert_eq!(axis.x(at(-90_000)), 100);
    }

    #[test]
    fn any_span_has_a_few_marks() {
        for span in [0, 1, 90, 3600, 86_400, 40 * 86_400, 4000 * 86_400] {
            let axis = Axis::new((at(0), at(span)), 0, 900);
            let marks = axis.marks();
            assert!((1..=20).contains(&marks.len()), "{span}: {marks:?}");
        }
    }
}
