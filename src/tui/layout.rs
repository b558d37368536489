//! How much a screen holds at a size. It gets smaller step by step; it never refuses above 40 by 12.

use std::ops::Range;

/// The steps in which the screen gets smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// Below 40 by 12: numbers and the bar of truth.
    TooSmall,
    /// One line for each thing.
    Line,
    /// One pane.
    Small,
    /// Two panes.
    Medium,
    /// Three panes.
    Large,
}

impl Size {
    /// Returns what fits into so many columns and rows.
    pub const fn of(width: u16, height: u16) -> Self {
        match (width, height) {
            (0..40, _) | (_, 0..12) => Self::TooSmall,
            (40..60, _) | (_, 12..18) => Self::Line,
            (60..80, _) | (_, 18..22) => Self::Small,
            (80..110, _) | (_, 22..30) => Self::Medium,
            _ => Self::Large,
        }
    }
}

/// Returns which of `total` rows are shown in `room`, with the one at `cursor` as near to the middle as can be.
pub fn window(total: usize, cursor: usize, room: usize) -> Range<usize> {
    let last = total.saturating_sub(room);
    let first = cursor.saturating_sub(room / 2).min(last);
    first..total.min(first + room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_the_table() {
        let table = [
            ((120, 36), Size::Large),
            ((110, 30), Size::Large),
            ((120, 29), Size::Medium),
            ((80, 24), Size::Medium),
            ((79, 24), Size::Small),
            ((60, 20), Size::Small),
            ((100, 17), Size::Line),
            ((40, 12), Size::Line),
            ((39, 50), Size::TooSmall),
            ((200, 11), Size::TooSmall),
        ];
        for ((width, height), size) in table {
            assert_eq!(Size::of(width, height), size, "{width}x{height}");
        }
    }

    #[test]
    fn the_cursor_is_always_in_the_window() {
        for total in 1..12 {
            for cursor in 0..total {
                for room in 1..14 {
                    let window = window(total, cursor, room);
                    assert!(window.contains(&cursor));
                    assert_eq!(window.len(), total.min(room));
                }
            }
        }
    }
}
