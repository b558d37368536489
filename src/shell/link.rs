//! How quick the way to the terminal is: measured by its answer, and by how long frames take to be written. It asks nothing by itself.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// From so long on, an answer came over a slow way: every key is felt to lag then.
const LONG_ANSWER: Duration = Duration::from_millis(250);
/// After so long it was no answer, but a key that looks like one.
const NO_ANSWER: Duration = Duration::from_secs(5);
/// From so long on, the writing of a frame had to wait until what lies between here and the terminal had room again.
const LONG_WRITE: Duration = Duration::from_millis(100);
/// So many frames in a row are written without waiting before the way counts as quick again.
const QUICK_FRAMES: u32 = 20;

/// What is known of the way to the terminal.
#[derive(Debug, Default)]
pub(super) struct Link {
    /// Whether the answer took long.
    is_far: bool,
    /// How many frames are still to be written without waiting before it counts as quick.
    wary: u32,
    /// How long writing has taken since it was looked at last.
    took: Rc<Cell<Duration>>,
}

impl Link {
    /// Returns a way into `file` whose time is taken.
    pub(super) fn over(&self, file: File) -> Wire {
        Wire {
            file,
            took: Rc::clone(&self.took),
        }
    }

    /// Takes in that an answer took so long.
    pub(super) fn answered(&mut self, after: Duration) {
        self.is_far = (LONG_ANSWER..NO_ANSWER).contains(&after);
    }

    /// Takes in that a frame was written.
    pub(super) fn wrote(&mut self) {
        self.wary = if self.took.take() >= LONG_WRITE {
            QUICK_FRAMES
        } else {
            self.wary.saturating_sub(1)
        };
    }

    /// Tells whether what can wait had better not be written.
    pub(super) const fn is_slow(&self) -> bool {
        self.is_far || self.wary > 0
    }
}

/// The terminal as a file; it takes the time of what is written.
#[derive(Debug)]
pub(super) struct Wire {
    file: File,
    took: Rc<Cell<Duration>>,
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let began = Instant::now();
        let written = self.file.write(bytes);
        self.took.set(self.took.get() + began.elapsed());
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrote(link: &mut Link, millis: u64) -> bool {
        link.took.set(Duration::from_millis(millis));
        link.wrote();
        link.is_slow()
    }

    #[test]
    fn a_line_of_which_nothing_is_known_is_quick() {
        assert!(!Link::default().is_slow());
    }

    #[test]
    fn an_answer_from_afar_makes_the_line_slow_and_a_key_much_later_does_not() {
        for (millis, expected) in [(3, false), (249, false), (250, true), (60_000, false)] {
            let mut link = Link::default();
            link.answered(Duration::from_millis(millis));
            assert_eq!(link.is_slow(), expected, "{millis}");
        }
    }

    #[test]
    fn a_frame_that_had_to_wait_makes_it_slow_until_twenty_in_a_row_did_not() {
        let mut link = Link::default();
        assert!(!wrote(&mut link, 99));
        assert!(wrote(&mut link, 100));
        for _ in 0..10 {
            assert!(wrote(&mut link, 1));
        }
        assert!(wrote(&mut link, 400), "the count begins again");
        for _ in 0..19 {
            assert!(wrote(&mut link, 1));
        }
        assert!(!wrote(&mut link, 1));
    }

    #[test]
    fn what_is_written_arrives_and_its_time_is_taken_once() {
        let path = tempfile::NamedTempFile::new().unwrap();
        let mut link = Link::default();
        let mut wire = link.over(path.reopen().unwrap());
        wire.write_all(b"a frame").unwrap();
        wire.flush().unwrap();
        assert_eq!(std::fs::read(path.path()).unwrap(), b"a frame");
        link.wrote();
        assert_eq!(link.took.get(), Duration::ZERO);
    }
}
