//! Signals, on a thread of their own, so that a stuck frame never keeps the terminal from being given back.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, SyncSender, channel, sync_channel};
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::inbox::Incoming;
use super::terminal;

/// Whether the terminal is lent to another program.
static LENT: AtomicBool = AtomicBool::new(false);

/// How long the loop is waited for to take notice of the end; one that hangs is not waited for.
const NOTICE: Duration = Duration::from_millis(150);

/// How long a loop that has taken notice may keep what was typed; a disk that hangs is not waited for.
const KEEPING: Duration = Duration::from_secs(2);

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
                    SIGCONT => go_on(&inbox),
                    SIGTSTP => stop(),
                    deadly => {
                        let_it_keep(&inbox);
                        terminal::give_back();
                        let _unreached = emulate_default_handler(deadly);
                    }
                }
            }
        })?;
    Ok(())
}

/// Takes the terminal over again after a stop; in the background, where another program has it, the stop goes on.
fn go_on(inbox: &Sender<Incoming>) {
    if !terminal::is_taken() && !terminal::is_in_front() {
        stop();
    } else if terminal::take().is_ok() {
        let _nobody_listens = inbox.send(Incoming::Continued);
    }
}

/// Lets the loop keep what was typed, if it is there to hear of it.
fn let_it_keep(inbox: &Sender<Incoming>) {
    let (farewell, told) = sync_channel(2);
    let is_heard = inbox.send(Incoming::Ending(Farewell(farewell))).is_ok();
    if is_heard && told.recv_timeout(NOTICE).is_ok() {
        let _kept_or_late = told.recv_timeout(KEEPING);
    }
}

/// The loop's answer to the end of the program.
#[derive(Debug)]
pub(super) struct Farewell(SyncSender<()>);

impl Farewell {
    /// Says that the end is known of, lets `keep` work, says that it has, and waits for the end.
    pub(super) fn after(self, keep: impl FnOnce()) {
        let _nobody_waits = self.0.send(());
        keep();
        let _nobody_waits = self.0.send(());
        // The terminal is being given back: a frame now would be drawn over what comes after.
        let (nobody, silence) = channel::<()>();
        let _the_end_comes_first = silence.recv_timeout(KEEPING);
        drop(nobody);
    }
}

/// Stops as Ctrl-Z does, unless nobody could continue it: a session leader has no shell above it.
pub(super) fn stop() {
    if rustix::process::getsid(None).is_ok_and(|session| session == rustix::process::getpid()) {
        return;
    }
    terminal::give_back();
    let _continued = emulate_default_handler(SIGTSTP);
}
