//! Signals, on a thread of their own, so that a stuck frame never keeps the terminal from being given back.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::inbox::Incoming;
use super::terminal;

/// Whether the terminal is lent to another program.
static LENT: AtomicBool = AtomicBool::new(false);

/// Says whether the terminal is lent to another program: Ctrl-C there is not meant for this one.
pub(super) fn lend(on: bool) {
    LENT.store(on, Ordering::SeqCst);
}

/// Starts the thread. What concerns the screen is put into the inbox; what ends the program ends it here.
pub(super) fn listen(inbox: Sender<Incoming>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in &mut signals {
                match signal {
                    SIGWINCH => {
                        let _nobody_listens = inbox.send(Incoming::Resized);
                    }
                    // Another program has the terminal: its keys are not ours.
                    SIGINT | SIGQUIT | SIGCONT if LENT.load(Ordering::SeqCst) => {}
                    SIGCONT => {
                        if terminal::take().is_ok() {
                            let _nobody_listens = inbox.send(Incoming::Continued);
                        }
                    }
                    SIGTSTP => stop(),
                    deadly => {
                        terminal::give_back();
                        let _unreached = emulate_default_handler(deadly);
                    }
                }
            }
        })?;
    Ok(())
}

/// Stops as Ctrl-Z does, unless nobody could continue it: a session leader has no shell above it.
pub(super) fn stop() {
    if rustix::process::getsid(None).is_ok_and(|session| session == rustix::process::getpid()) {
        return;
    }
    terminal::give_back();
    let _continued = emulate_default_handler(SIGTSTP);
}
