//! Keys and pastes, read by our own wait on the terminal: one that is gone is noticed, never spun on.

use std::io::{self, PipeReader, PipeWriter, Read as _, Write as _};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::ear::{Ear, Heard};
use super::inbox::Incoming;
use super::probe::Probe;
use crate::tui::Key;

/// What a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pressed {
    /// Pressed a key.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// Did something with the mouse.
    Mouse(Mouse),
}

/// What a person did with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mouse {
    /// Clicked a cell: column and row from 0.
    Click(u16, u16),
    /// Clicked with the other button.
    Other,
    /// Turned the wheel by so many rows; down is positive.
    Wheel(i16),
}

/// How many rows a turn of the wheel is.
pub(super) const WHEEL: i16 = 3;

/// The thread that waits for keys, and the way to let it rest while another program has the terminal.
#[derive(Debug)]
pub(super) struct Keyboard {
    bell: PipeWriter,
    resting: Receiver<()>,
    go_on: Sender<()>,
}

impl Keyboard {
    /// Lets the thread rest; returns when it reads no more.
    pub(super) fn rest(&mut self) -> io::Result<()> {
        self.bell.write_all(b"r")?;
        self.resting.recv().map_err(io::Error::other)
    }

    /// Lets the thread go on.
    pub(super) fn go_on(&self) {
        let _nobody_listens = self.go_on.send(());
    }
}

/// Starts the thread that waits for keys, and before them for the answers to `probe`.
pub(super) fn listen(inbox: Sender<Incoming>, probe: Option<Probe>) -> io::Result<Keyboard> {
    let (heard, bell) = io::pipe()?;
    let (rests, resting) = channel();
    let (go_on, goes_on) = channel();
    std::thread::Builder::new()
        .name("keyboard".to_owned())
        .spawn(move || {
            let mut heard = heard;
            let mut asked = probe.map(|probe| probe.asked);
            let Some(mut ear) = answered(&inbox, probe, &mut asked) else {
                return;
            };
            loop {
                match wait_for_input(&heard, ear.patience()) {
                    Woken::Input if forward(&inbox, &mut ear, &mut asked) => {}
                    Woken::Silence => {
                        if !told(&inbox, ear.give_up(), &mut asked) {
                            return;
                        }
                    }
                    // What cannot be read is as good as gone: a screen that hears nobody must not stay.
                    Woken::Input | Woken::Gone => break,
                    Woken::Bell => {
                        let is_heard = heard.read_exact(&mut [0]).is_ok();
                        if !is_heard || rests.send(()).is_err() || goes_on.recv().is_err() {
                            return;
                        }
                    }
                }
            }
            let _nobody_listens = inbox.send(Incoming::Gone);
        })?;
    Ok(Keyboard {
        bell,
        resting,
        go_on,
    })
}

/// Waits for the terminal's answers and puts them into the inbox, after what was typed meanwhile; `None` when nobody takes it.
fn answered(
    inbox: &Sender<Incoming>,
    probe: Option<Probe>,
    asked: &mut Option<Instant>,
) -> Option<Ear> {
    let mut ear = Ear::default();
    ear.is_early = true;
    if let Some(probe) = probe {
        let tell = |pressed| inbox.send(Incoming::Pressed(pressed)).is_ok();
        let answers = probe.listen(&mut ear, tell)?;
        if answers.after.is_some() {
            *asked = None;
        }
        inbox.send(Incoming::Answered(answers)).ok()?;
    }
    ear.is_early = false;
    Some(ear)
}

/// Why the thread woke.
enum Woken {
    /// There is something to read.
    Input,
    /// Nothing more came of what has begun.
    Silence,
    /// It is to rest.
    Bell,
    /// The terminal is gone.
    Gone,
}

/// Waits until there is something to do.
fn wait_for_input(bell: &PipeReader, patience: Option<Duration>) -> Woken {
    let stdin = io::stdin();
    loop {
        let mut descriptors = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(bell, PollFlags::IN),
        ];
        let timeout = patience.map(|patience| Timespec {
            tv_sec: 0,
            tv_nsec: patience.subsec_nanos().into(),
        });
        match poll(&mut descriptors, timeout.as_ref()) {
            Ok(0) => return Woken::Silence,
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => return Woken::Gone,
        }
        let [keys, bell] = &descriptors;
        if !bell.revents().is_empty() {
            return Woken::Bell;
        }
        let found = keys.revents();
        if found.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Woken::Gone;
        }
        if found.contains(PollFlags::IN) {
            return Woken::Input;
        }
    }
}

/// Puts what can be read now into the inbox; `false` when nobody takes it or nothing can be read.
fn forward(inbox: &Sender<Incoming>, ear: &mut Ear, asked: &mut Option<Instant>) -> bool {
    let mut buffer = [0; 4096];
    let read = match rustix::io::read(io::stdin(), &mut buffer) {
        Ok(read) => read,
        Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => return true,
        Err(_) => return false,
    };
    let bytes = buffer.get(..read).unwrap_or_default();
    !bytes.is_empty()
        && ear
            .hear(bytes)
            .into_iter()
            .all(|heard| told(inbox, Some(heard), asked))
}

/// Puts what a person did into the inbox; `false` when nobody takes it. An answer that comes after its time is no key; it only
/// tells how far away the terminal is.
fn told(inbox: &Sender<Incoming>, heard: Option<Heard>, asked: &mut Option<Instant>) -> bool {
    match heard {
        Some(Heard::Pressed(pressed)) => inbox.send(Incoming::Pressed(pressed)).is_ok(),
        Some(Heard::Column(_)) => match asked.take() {
            Some(asked) => inbox.send(Incoming::Late(asked.elapsed())).is_ok(),
            None => true,
        },
        Some(Heard::Color(_)) | None => true,
    }
}
