//! What leaves the program from the screen: files in the working folder, under names that are free. It writes over nothing.

use std::path::{Path, PathBuf};

use super::data::OpenData;
use super::effects::failed;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::error::Report;
use crate::export::Form;
use crate::tracker::{Existing, OutFileError, write_out};
use crate::tui::Message;

/// How many names are tried.
const MOST: u32 = 99;

/// Writes a rollout out, and says where.
pub(super) fn export(
    data: &mut OpenData,
    rollout: &RolloutId,
    form: Form,
    at: Option<Timestamp>,
) -> Vec<Message> {
    let tracker = data.tracker();
    let written = tracker
        .view(rollout, None)
        .and_then(|view| Ok((view.name().to_owned(), tracker.written(rollout, form, at)?)))
        .map_err(Report::from)
        .and_then(|(name, written)| {
            let bytes = written.text.as_bytes();
            let path = write_free(Path::new(""), &form.file_name(&name), bytes)?;
            Ok((path, bytes.len(), written.left_out.len()))
        });
    match written {
        Ok((path, bytes, left_out)) => {
            let whole = std::fs::canonicalize(&path).unwrap_or(path);
            let without = match left_out {
                0 => String::new(),
                1 => "; the state of 1 step has no box in it".to_owned(),
                more => format!("; the state of {more} steps has no box in it"),
            };
            let words = format!("wrote {} ({bytes} bytes){without}", whole.display());
            vec![Message::Exported { words }]
        }
        Err(report) => vec![failed(report)],
    }
}

/// Writes a file into a folder; where its name is taken, the next one: `a-2.html`.
fn write_free(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Report> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let mut last = None;
    for number in 1..=MOST {
        let name = match number {
            1 => name.to_owned(),
            _ => format!("{stem}-{number}.{ending}"),
        };
        let path = folder.join(name);
        match write_out(&path, bytes, Existing::Keep) {
            Ok(()) => return Ok(path),
            Err(error @ (OutFileError::Exists { .. } | OutFileError::NoPlainFile { .. })) => {
                last = Some(error);
            }
            Err(error) => return Err(error.into()),
        }
    }
    let taken = last.map(Report::from);
    Err(taken.unwrap_or_else(|| Report::from(OutFileError::NoName { path: name.into() })))
}

/// Reads the days of rollouts.
pub(super) fn days(data: &mut OpenData, rollouts: &[RolloutId], count: u32) -> Vec<Message> {
    let tracker = data.tracker();
    let read = tracker.fleet().and_then(|mut rows| {
        rows.retain(|row| rollouts.contains(&row.id));
        tracker.days(&rows, count)
    });
    match read {
        Ok(days) => vec![Message::DaysRead(days)],
        Err(error) => vec![failed(error.into())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let folder = tempfile::tempdir().unwrap();
        let write = |text: &str| write_free(folder.path(), "a-ramp.svg", text.as_bytes()).unwrap();
        assert_eq!(write("one"), folder.path().join("a-ramp.svg"));
        assert_eq!(write("two"), folder.path().join("a-ramp-2.svg"));
        assert_eq!(
            std::fs::read(folder.path().join("a-ramp.svg")).unwrap(),
            b"one"
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("gone");
        assert!(write_free(&nowhere, "a.html", b"x").is_err());
    }
}
