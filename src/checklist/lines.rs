//! Where lines begin in a text, so that a line and a column become a place in bytes. Lines end at LF, CRLF or CR.

/// How long a line of a document is, about, in bytes.
const LENGTH: usize = 32;

/// The beginnings of all lines of a text.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / LENGTH + 1);
        starts.push(0);
        if !text.contains('\r') {
            starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
            return Self { starts };
        }
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends_line {
                starts.push(at + 1);
            }
        }
        Self { starts }
    }

    /// Returns the place of a column, both counted from 1, columns in bytes.
    pub(super) fn offset(&self, line: usize, column: usize) -> Option<usize> {
        let start = self.starts.get(line.checked_sub(1)?)?;
        Some(start + column.checked_sub(1)?)
    }

    /// Returns where every line begins.
    pub(super) fn starts(&self) -> &[usize] {
        &self.starts
    }

    /// Returns place and text of a line, without its end.
    pub(super) fn text<'t>(&self, text: &'t str, line: usize) -> Option<(usize, &'t str)> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        Some((start, text.get(start..end)?.trim_end_matches(['\n', '\r'])))
    }

    /// Returns the line, from 1, in which a place lies.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }
}

/// Goes through the lines of `text` without their ends, numbered from 1.
pub(super) fn numbered(text: &str) -> Vec<(usize, &str)> {
    let lines = Lines::of(text);
    let ends = lines.starts.iter().skip(1).copied().chain([text.len()]);
    lines
        .starts
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(index, (start, end))| {
            let line = text.get(*start..end).unwrap_or_default();
            (index + 1, line.trim_end_matches(['\n', '\r']))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_ends_a_line() {
        let text = "a\nb\r\nc\rd";
        let expected = [(1, "a"), (2, "b"), (3, "c"), (4, "d")];
        assert_eq!(numbered(text), expected);
        let lines = Lines::of(text);
        assert_eq!(lines.offset(3, 1), Some(5));
        assert_eq!(lines.line_at(5), 3);
        assert_eq!(lines.offset(0, 1), None);
    }
}
