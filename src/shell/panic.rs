//! What happens when the program breaks: the terminal is given back first, then one readable paragraph says where it broke.

use std::backtrace::Backtrace;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use super::terminal;

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
    let report = folder.and_then(|folder| write_report(folder, &place, what));
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

fn write_report(folder: &Path, place: &str, what: &str) -> Option<PathBuf> {
    std::fs::create_dir_all(folder).ok()?;
    let path = folder.join(format!("crash-{}.txt", std::process::id()));
    let trace = Backtrace::force_capture();
    let version = env!("CARGO_PKG_VERSION");
    let text = format!("rollgate {version}\n{place}: {what}\n\n{trace}\n");
    std::fs::write(&path, text).ok()?;
    Some(path)
}
