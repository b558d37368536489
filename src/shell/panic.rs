//! What happens when the program breaks: the terminal is given back first, then one readable paragraph says where it broke.

use std::backtrace::Backtrace;
use std::io::{self, Write as _};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::terminal::{self, Guard};
use crate::tui::shown::Shown;

/// Where and why the program broke; it holds no data of the person's.
#[derive(Debug)]
pub struct Broken {
    /// The file, the line and the column.
    pub place: String,
    /// The message, without what it repeats of anybody's text.
    pub what: String,
    trace: Backtrace,
}

/// The thread that says the last words.
const LAST_WORDS: &str = "last words";

/// Whether the program has broken already.
static BROKEN: AtomicBool = AtomicBool::new(false);

/// Holds the terminal while `work` runs. When any thread breaks meanwhile, the terminal is given back, `last_words` are said and the program ends
/// with 101.
///
/// # Errors
/// When the terminal cannot be taken over.
pub fn in_terminal<T>(
    last_words: impl Fn(&Broken) + Send + Sync + 'static,
    work: impl FnOnce() -> T,
) -> io::Result<T> {
    install(Arc::new(last_words));
    let guard = Guard::enter()?;
    let done = work();
    drop(guard);
    Ok(done)
}

/// Nothing is unwound: a destructor that breaks on the way would end the program without a word. A record is on disk before it is shown, so there
/// is nothing to save.
fn install(last_words: Arc<dyn Fn(&Broken) + Send + Sync>) {
    std::panic::set_hook(Box::new(move |info| {
        terminal::give_back();
        if thread::current().name() == Some(LAST_WORDS) {
            let place = place(info);
            let _ignored = writeln!(io::stderr(), "\nrollgate broke, and broke again at {place}");
            leave();
        }
        if BROKEN.swap(true, Ordering::SeqCst) {
            // Another thread is saying why.
            loop {
                thread::park();
            }
        }
        say(&Arc::new(Broken::of(info)), &last_words);
        leave();
    }));
}

/// Lets the last words be said on a thread of their own: one that breaks inside of a hook would abort the program.
fn say(broken: &Arc<Broken>, last_words: &Arc<dyn Fn(&Broken) + Send + Sync>) {
    let (told, words) = (Arc::clone(broken), Arc::clone(last_words));
    let named = thread::Builder::new().name(LAST_WORDS.to_owned());
    match named.spawn(move || words(&told)) {
        Ok(said) => drop(said.join()),
        Err(_no_more_threads) => last_words(broken),
    }
}

/// Ends the program as a panic on the main thread does: a broken helper must not leave a screen that answers nobody.
#[expect(clippy::exit, reason = "nothing else would end the main thread")]
fn leave() -> ! {
    std::process::exit(101)
}

fn place(info: &PanicHookInfo<'_>) -> String {
    info.location()
        .map_or_else(|| "an unknown place".to_owned(), ToString::to_string)
}

impl Broken {
    fn of(info: &PanicHookInfo<'_>) -> Self {
        let payload = info.payload();
        let text = payload.downcast_ref::<&str>().copied();
        let what = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Self {
            place: place(info),
            what: without_data(what.unwrap_or("no message")),
            trace: Backtrace::force_capture(),
        }
    }

    /// Says it in one readable paragraph on standard error, and more in a report in `folder`.
    pub fn tell(&self, folder: Option<&Path>) {
        let report = folder.and_then(|folder| self.write_report(folder));
        let mut stderr = io::stderr().lock();
        // Standard error may be closed, and then there is nobody to tell.
        let _ignored = writeln!(stderr, "\nrollgate broke at {}: {}", self.place, self.what);
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

    fn write_report(&self, folder: &Path) -> Option<PathBuf> {
        std::fs::create_dir_all(folder).ok()?;
        let path = folder.join(format!("crash-{}.txt", std::process::id()));
        let version = env!("CARGO_PKG_VERSION");
        let Self { place, what, trace } = self;
        let text = format!("rollgate {version}\n{place}: {what}\n\n{trace}\n");
        std::fs::write(&path, text).ok()?;
        Some(path)
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
