//! The way to the terminal: a frame leaves in one piece, and tells by how long it waits how quick the way is. It asks the terminal nothing.

use std::cell::RefCell;
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

/// The way to the terminal, and what is known of it.
#[derive(Debug)]
pub(super) struct Link {
    terminal: File,
    /// What was written of the next frame.
    frame: Rc<RefCell<Vec<u8>>>,
    /// Whether the answer took long.
    is_far: bool,
    /// How many frames are still to be written without waiting before it counts as quick.
    wary: u32,
}

impl Link {
    /// Makes a way of which nothing is known.
    pub(super) fn new(terminal: File) -> Self {
        Self {
            terminal,
            frame: Rc::default(),
            is_far: false,
            wary: 0,
        }
    }

    /// Returns what the next frame is written with.
    pub(super) fn pen(&self) -> Pen {
        Pen(Rc::clone(&self.frame))
    }

    /// Takes in that an answer took so long.
    pub(super) fn answered(&mut self, after: Duration) {
        self.is_far = (LONG_ANSWER..NO_ANSWER).contains(&after);
    }

    /// Sends the frame that was written: the terminal's reader is woken once for it.
    ///
    /// # Errors
    /// When the terminal takes no bytes; what it did not take is lost.
    pub(super) fn send(&mut self) -> io::Result<()> {
        let began = Instant::now();
        self.terminal.write_all(&self.frame.borrow())?;
        self.waited(began.elapsed());
        self.frame.borrow_mut().clear();
        Ok(())
    }

    /// Takes in how long a frame was being written.
    fn waited(&mut self, took: Duration) {
        self.wary = if took >= LONG_WRITE {
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

/// Writes on the next frame of a [`Link`]. Flushing sends nothing: those who draw flush after each thing they draw.
#[derive(Debug)]
pub(super) struct Pen(Rc<RefCell<Vec<u8>>>);

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> Link {
        Link::new(tempfile::tempfile().unwrap())
    }

    fn waited(link: &mut Link, millis: u64) -> bool {
        link.waited(Duration::from_millis(millis));
        link.is_slow()
    }

    #[test]
    fn a_line_of_which_nothing_is_known_is_quick() {
        assert!(!link().is_slow());
    }

    #[test]
    fn an_answer_from_afar_makes_the_line_slow_and_a_key_much_later_does_not() {
        for (millis, expected) in [(3, false), (249, false), (250, true), (60_000, false)] {
            let mut link = link();
            link.answered(Duration::from_millis(millis));
            assert_eq!(link.is_slow(), expected, "{millis}");
        }
    }

    #[test]
    fn a_frame_that_had_to_wait_makes_it_slow_until_twenty_in_a_row_did_not() {
        let mut link = link();
        assert!(!waited(&mut link, 99));
        assert!(waited(&mut link, 100));
        for _ in 0..10 {
            assert!(waited(&mut link, 1));
        }
        assert!(waited(&mut link, 400), "the count begins again");
        for _ in 0..19 {
            assert!(waited(&mut link, 1));
        }
        assert!(!waited(&mut link, 1));
    }

    #[test]
    fn a_frame_leaves_whole_when_it_is_sent_and_once() {
        let path = tempfile::NamedTempFile::new().unwrap();
        let read = || std::fs::read(path.path()).unwrap();
        let mut link = Link::new(path.reopen().unwrap());
        let mut pen = link.pen();
        pen.write_all(b"a fr").unwrap();
        pen.flush().unwrap();
        pen.write_all(b"ame").unwrap();
        assert_eq!(read(), b"");
        link.send().unwrap();
        link.send().unwrap();
        assert_eq!(read(), b"a frame");
    }
}
