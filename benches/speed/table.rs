//! The table: what was measured, beside what, and whether the ratio is within its line. It prints; it fails nobody.

use std::fmt;
use std::time::{Duration, Instant};

/// How a ratio is judged.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Line {
    /// It may be this at most.
    AtMost(f64),
    /// It has to be this at least.
    AtLeast(f64),
    /// Nothing is asked: the figure stands for itself.
    None,
}

/// What was measured.
#[derive(Debug, Clone)]
struct Row {
    measure: &'static str,
    what: String,
    figure: String,
    ratio: Option<f64>,
    line: Line,
}

/// All that was measured.
#[derive(Debug, Default)]
pub(crate) struct Table(Vec<Row>);

impl Table {
    /// Adds a figure that stands for itself.
    pub(crate) fn tell(&mut self, measure: &'static str, what: impl Into<String>, figure: String) {
        self.0.push(Row {
            measure,
            what: what.into(),
            figure,
            ratio: None,
            line: Line::None,
        });
    }

    /// Adds a time beside the time of something else; the ratio is ours by theirs.
    pub(crate) fn compare(
        &mut self,
        measure: &'static str,
        what: impl Into<String>,
        (ours, theirs): (Duration, Duration),
        line: Line,
    ) {
        let ratio = match line {
            // What has to be large is a rate: theirs by ours.
            Line::AtLeast(_) => theirs.as_secs_f64() / ours.as_secs_f64(),
            Line::AtMost(_) | Line::None => ours.as_secs_f64() / theirs.as_secs_f64(),
        };
        self.0.push(Row {
            measure,
            what: what.into(),
            figure: format!("{} / {}", milliseconds(ours), milliseconds(theirs)),
            ratio: Some(ratio),
            line,
        });
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<4} {:<52} {:>24} {:>8}  {:<8} within",
            "row", "what, and beside what", "ours / theirs", "ratio", "line"
        )?;
        for row in &self.0 {
            let ratio = row.ratio.map(|ratio| format!("{ratio:.2}"));
            let (line, within) = match (row.line, row.ratio) {
                (Line::AtMost(most), Some(ratio)) => (format!("<= {most}"), said(ratio <= most)),
                (Line::AtLeast(least), Some(ratio)) => {
                    (format!(">= {least}"), said(ratio >= least))
                }
                _ => (String::new(), ""),
            };
            writeln!(
                f,
                "{:<4} {:<52} {:>24} {:>8}  {line:<8} {within}",
                row.measure,
                row.what,
                row.figure,
                ratio.unwrap_or_default(),
            )?;
        }
        Ok(())
    }
}

const fn said(within: bool) -> &'static str {
    if within { "yes" } else { "NO" }
}

/// Says a time in milliseconds.
pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// Returns the time at this percentage of sorted times; no time at all where there is none.
pub(crate) fn at(times: &[Duration], percent: usize) -> Duration {
    let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(place).copied().unwrap_or_default()
}

/// Runs `work` so often and returns the median of its times.
pub(crate) fn median(
    count: u32,
    mut work: impl FnMut() -> anyhow::Result<()>,
) -> anyhow::Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..count {
        let begin = Instant::now();
        work()?;
        times.push(begin.elapsed());
    }
    times.sort_unstable();
    Ok(at(&times, 50))
}
