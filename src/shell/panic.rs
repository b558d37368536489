//! What happens when the program breaks: the terminal is given back first, then one readable paragraph says where it broke.

use std::backtrace::Backtrace;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use super::terminal;
use crate::tui::shown::Shown;

/// Installs the hook. A report is written into `folder`; it holds no data of the person's.
pub(super) fn install(folder: Option<PathBuf>) {
    std::panic::set_hook(Box::new(move |info| {
        terminal::give_back();
        tell(info, folder.as_deref());
        if std::thread::current().name() != Some("main") {
            leave();
        }
    }));
}

/// Ends the program as a panic on the main thread does: a broken helper must not leave a screen that answers nobody.
#[expect(clippy::exit, reason = "nothing else would end the main thread")]
fn leave() -> ! {
    std::process::exit(101)
}

fn tell(info: &PanicHookInfo<'_>, folder: Option<&Path>) {
    let place = info
        .location()
        .map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let what = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let what = what.unwrap_or("no message");
    let what = without_data(what);
    let report = folder.and_then(|folder| write_report(folder, &place, &what));
    let mut stderr = std::io::stderr().lock();
    // Standard error may be closed, and a second panic here would abort without a word.
    let _ignored = writeln!(stderr, "\nrollgate broke at {place}: {what}");
    let _ignored = writeln!(
        stderr,
        "Everything that was recorded is kept: a record is on disk before it is shown."
    );
    if let Some(path) = report {
        let _ignored = writeln!(
            stderr,
            "A report without any of your data is in {}",
            path.display()
        );
    }
}

/// The most that is repeated of a message, in characters.
const MOST: usize = 200;

/// Leaves out what a message of the standard library repeats of the person's text, and what acts on a terminal.
///
/// Source: `core::str::slice_error_fail` ends with the text between backquotes, `Result::unwrap` with the error behind a colon.
fn without_data(what: &str) -> String {
    let ends = [" of `", "; it is inside ", " value: "];
    let end = ends.iter().filter_map(|end| what.find(end)).min();
    let what = end.and_then(|end| what.get(..end)).unwrap_or(what);
    let head: String = what.chars().take(MOST).collect();
    Shown::of(&head).to_string()
}

fn write_report(folder: &Path, place: &str, what: &str) -> Option<PathBuf> {
    std::fs::create_dir_all(folder).ok()?;
    let path = folder.join(format!("crash-{}.txt", std::process::id()));
    let trace = Backtrace::force_capture();
    let version = env!("CARGO_PKG_VERSION");
    let text = format!("rollgate {version}\n{place}: {what}\n\n{trace}\n");
    std::fs::write(&path, text).ok()?;
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::without_data;

    #[test]
    fn no_text_of_a_person_and_nothing_that_acts_is_repeated() {
        let text = "a note with ß \u{1b}]0;owned\u{7} and more";
        let broken = std::panic::catch_unwind(|| text.split_at(13).0.len()).unwrap_err();
        let message = broken.downcast_ref::<String>().map(String::as_str);
        let message = message.or_else(|| broken.downcast_ref::<&str>().copied());
        for what in [
            message.unwrap(),
            "byte index 13 is not a char boundary; it is inside 'ß' (bytes 12..14) of `a note with ß`",
            "called `Result::unwrap()` on an `Err` value: \"a note\"",
        ] {
            let told = without_data(what);
            assert!(!told.contains("a note") && !told.contains('ß'), "{told}");
            assert!(!told.is_empty());
        }
        assert_eq!(without_data("asked to break"), "asked to break");
        assert_eq!(without_data("\u{1b}[2J"), "␛[2J");
        assert_eq!(without_data(&"x".repeat(1000)).len(), 200);
    }
}
