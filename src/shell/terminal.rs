//! The terminal's modes, into the program's hands and back. Whatever ends the program, the way back is one prepared string.

use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::AsFd as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::getpgrp;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};

/// Keeps the window's title; alternate screen, bracketed paste, steady block cursor left as it is.
const ENTER: &[u8] = b"\x1b[22;0t\x1b[?1049h\x1b[?2004h\x1b[H\x1b[2J";
/// Lets presses of the mouse be told; drags and moves stay the terminal's.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";
/// Ends a synchronised frame, the mouse, paste mode, attributes; shows the cursor; leaves the alternate screen; brings the title back.
const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l\x1b[23;0t";

/// Ends what another program may have left: every way to tell the mouse, keys for applications, attributes.
const AFTER_ANOTHER: &[u8] = b"\x1b[?1003l\x1b[?1002l\x1b[?1l\x1b>\x1b[0m";

/// Its own descriptor of the terminal: writing to it waits for no lock that a stuck frame may hold.
static OUTPUT: OnceLock<File> = OnceLock::new();
static ENTERED: AtomicBool = AtomicBool::new(false);
/// The modes of the terminal before it was taken over, which are those that it gets back.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// Holds the terminal in the program's hands; gives it back when dropped.
#[derive(Debug)]
pub(super) struct Guard(());

impl Guard {
    /// Takes the terminal over.
    pub(super) fn enter() -> io::Result<Self> {
        let output = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let _kept_from_an_earlier_run = OUTPUT.set(output);
        take()?;
        Ok(Self(()))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Takes the terminal over, or takes it over again after a stop.
pub(super) fn take() -> io::Result<()> {
    let before = tcgetattr(io::stdin()).ok();
    enable_raw_mode()?;
    *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = before;
    ENTERED.store(true, Ordering::SeqCst);
    write(ENTER)
}

/// Takes the terminal over again from a program that it was lent to, which may have left it in any mode.
pub(super) fn take_back() -> io::Result<()> {
    let before = BEFORE
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    if let Some(before) = before {
        tcsetattr(io::stdin(), OptionalActions::Now, &before)?;
    }
    write(AFTER_ANOTHER)?;
    take()
}

/// Tells whether the terminal is in the program's hands now.
pub(super) fn is_taken() -> bool {
    ENTERED.load(Ordering::SeqCst)
}

/// Tells whether the program is the one that the terminal listens to; one in the background is not.
pub(super) fn is_in_front() -> bool {
    tcgetpgrp(io::stdin()).is_ok_and(|group| group == getpgrp())
}

/// Gives the terminal back as it was. Safe from any thread, any number of times.
pub(super) fn give_back() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        // The terminal may be gone or take nothing any more, and then there is nobody to tell.
        if takes_bytes() {
            let _ignored = write(LEAVE);
        }
        let _ignored = disable_raw_mode();
    }
}

/// Returns columns and rows of the terminal; `None` where there is none.
pub fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

/// How long a terminal that takes nothing is waited for before the program ends without a word to it.
const PATIENCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

/// Tells whether the terminal takes bytes, soon: one whose reader stopped would hold the program for ever.
fn takes_bytes() -> bool {
    let Some(output) = OUTPUT.get() else {
        return false;
    };
    let mut descriptors = [PollFd::new(output, PollFlags::OUT)];
    let found = poll(&mut descriptors, Some(&PATIENCE));
    let [terminal] = &descriptors;
    found.is_ok_and(|count| count > 0) && terminal.revents().contains(PollFlags::OUT)
}

/// Listens to the mouse, or lets it go.
pub(super) fn listen_to_mouse(on: bool) -> io::Result<()> {
    write(if on { MOUSE_ON } else { MOUSE_OFF })
}

/// Writes bytes to the terminal past every buffer.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let Some(mut output) = OUTPUT.get() else {
        return Ok(());
    };
    output.write_all(bytes)?;
    output.flush()
}

/// Returns another descriptor of the terminal for frames.
pub(super) fn frames() -> io::Result<File> {
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}
