//! Cutting and filling by the columns that text takes. A character two columns wide is never halved.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::Shown;
use super::plain::is_plain;

/// What stands where something was cut out.
const CUT: char = '…';

impl Shown {
    /// Returns how many columns it takes.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Returns it in at most `columns`, cut at its end.
    #[must_use]
    pub fn cut_end(&self, columns: usize) -> Self {
        if self.width() <= columns {
            return self.clone();
        }
        let Some(room) = columns.checked_sub(1) else {
            return Self::default();
        };
        Self::clean(format!("{}{CUT}", head(&self.text, room)))
    }

    /// Returns it in at most `columns`, cut in its middle: both ends tell names apart.
    #[must_use]
    pub fn cut_middle(&self, columns: usize) -> Self {
        if self.width() <= columns {
            return self.clone();
        }
        let Some(room) = columns.checked_sub(1) else {
            return Self::default();
        };
        let end = tail(&self.text, room / 2);
        let head = head(&self.text, room - width(end));
        Self::clean(format!("{head}{CUT}{end}"))
    }

    /// Returns exactly `columns` of it: cut at its end or filled with blanks.
    #[must_use]
    pub fn pad(&self, columns: usize) -> Self {
        let Self { mut text, width } = self.cut_end(columns);
        let blanks = columns.saturating_sub(width);
        text.extend(std::iter::repeat_n(' ', blanks));
        Self::clean(text)
    }

    /// Returns the columns from `from` up to `to`; half of a wide character becomes a blank.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> Self {
        if is_plain(&self.text) {
            let signs = self.text.chars().skip(from);
            return Self::clean(signs.take(to.saturating_sub(from)).collect());
        }
        let mut slice = String::new();
        let mut column = 0;
        for grapheme in self.text.graphemes(true) {
            let wide = grapheme.width();
            let end = column + wide;
            if column >= from && end <= to {
                slice.push_str(grapheme);
            } else {
                let inside = end.min(to).saturating_sub(column.max(from));
                slice.extend(std::iter::repeat_n(' ', inside));
            }
            column = end;
        }
        Self::clean(slice)
    }

    /// Returns it in lines of at most `columns`, broken between words where there is a place to.
    pub fn wrap(&self, columns: usize) -> Vec<Self> {
        let columns = columns.max(2);
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in self.text.split_inclusive(' ') {
            let bare = word.trim_end();
            if !line.is_empty() && width(&line) + width(bare) > columns {
                lines.push(Self::clean(line.trim_end().to_owned()));
                line.clear();
            }
            let mut rest = word;
            while width(rest.trim_end()) + width(&line) > columns {
                let first = head(rest, columns - width(&line));
                if first.is_empty() && line.is_empty() {
                    // A single sign can be wider than a very narrow line.
                    let sign = rest.graphemes(true).next().unwrap_or_default();
                    lines.push(Self::clean(CUT.to_string()));
                    rest = rest.get(sign.len()..).unwrap_or_default();
                    continue;
                }
                lines.push(Self::clean(format!("{line}{first}")));
                line.clear();
                rest = rest.get(first.len()..).unwrap_or_default();
            }
            line.push_str(rest);
        }
        if !line.trim_end().is_empty() || lines.is_empty() {
            lines.push(Self::clean(line.trim_end().to_owned()));
        }
        lines
    }
}

/// Returns how many columns `text` takes.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else if is_plain(text) {
        text.chars().count()
    } else {
        text.graphemes(true).map(str::width).sum()
    }
}

/// Returns the longest beginning of `text` in at most `columns`.
fn head(text: &str, columns: usize) -> &str {
    let mut taken = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        taken += grapheme.width();
        if taken > columns {
            return text.get(..start).unwrap_or_default();
        }
    }
    text
}

/// Returns the longest end of `text` in at most `columns`.
fn tail(text: &str, columns: usize) -> &str {
    let mut taken = 0;
    for (start, grapheme) in text.grapheme_indices(true).rev() {
        taken += grapheme.width();
        if taken > columns {
            return text.get(start + grapheme.len()..).unwrap_or_default();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Shown {
        Shown::of(text)
    }

    #[test]
    fn both_ends_of_a_name_survive() {
        let flag = shown("product_intelligence_database_event_tracking");
        let cut = flag.cut_middle(27);
        assert_eq!(cut.as_str(), "product_intel…vent_tracking");
        assert_eq!(cut.width(), 27);
    }

    #[test]
    fn every_cut_of_wide_text_fits() {
        let text = shown("ab世界cd漢字ef");
        for columns in 0..16 {
            assert!(text.cut_end(columns).width() <= columns);
            assert!(text.cut_middle(columns).width() <= columns);
            assert_eq!(text.pad(columns).width(), columns);
            let slice = text.slice(3, 3 + columns);
            assert_eq!(slice.width(), columns.min(text.width() - 3), "{slice}");
        }
    }

    #[test]
    fn lines_break_between_words_and_long_words_anywhere() {
        let lines = shown("run the averyveryverylongword now").wrap(10);
        let lines: Vec<&str> = lines.iter().map(Shown::as_str).collect();
        assert_eq!(lines, ["run the", "averyveryv", "erylongwor", "d now"]);
    }

    #[test]
    fn a_sign_wider_than_the_line_is_left_out_visibly() {
        let wide = "\u{1ee3b}\u{11f03}\u{11f03}\u{11f03}";
        assert!(shown(wide).width() > 2);
        let lines = shown(&format!("a{wide}b")).wrap(2);
        assert!(lines.iter().all(|line| line.width() <= 2), "{lines:?}");
        assert!(lines.iter().any(|line| line.as_str() == "…"));
    }

    #[test]
    fn wrapping_wide_text_ends_and_fits() {
        for columns in 0..8 {
            for line in shown("世界 世界世界 x").wrap(columns) {
                assert!(line.width() <= columns.max(2));
            }
        }
    }
}
