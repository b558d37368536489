//! The mouse as the model knows it: whether it is listened to, and the last click. No click ever records anything.

use chrono::TimeDelta;

use crate::domain::Timestamp;

/// How long after a click another one on the same row makes it a double click, in milliseconds.
const DOUBLE_MS: i64 = 500;

/// What is known of the mouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mouse {
    /// Whether it is listened to; the plain view lets it go all the same.
    pub on: bool,
    last: Option<(Timestamp, usize)>,
}

impl Default for Mouse {
    fn default() -> Self {
        Self {
            on: true,
            last: None,
        }
    }
}

impl Mouse {
    /// Takes a click on the place `row` of a list; tells whether it is the second of a double click.
    pub fn click(&mut self, now: Timestamp, row: usize) -> bool {
        let span = TimeDelta::milliseconds(DOUBLE_MS);
        let is_second = self
            .last
            .is_some_and(|(at, before)| before == row && now - at <= span);
        self.last = (!is_second).then_some((now, row));
        is_second
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_quick_clicks_on_a_row_are_one_double_click() {
        let mut mouse = Mouse::default();
        let at = |ms: i64| Timestamp::UNIX_EPOCH + TimeDelta::milliseconds(ms);
        let clicks = [(0, 1), (200, 2), (600, 2), (650, 2), (1300, 2), (1800, 2)];
        let told: Vec<bool> = clicks
            .iter()
            .map(|(ms, row)| mouse.click(at(*ms), *row))
            .collect();
        assert_eq!(told, [false, false, true, false, false, true]);
    }
}
