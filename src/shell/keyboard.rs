//! Keys and pastes, read by our own wait on the terminal: one that is gone is noticed, never spun on.

use std::io::{self, PipeReader, PipeWriter, Read as _, Write as _};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crossterm::event::{
    Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use rustix::event::{PollFd, PollFlags, poll};

use super::inbox::Incoming;
use super::probe::{LateAnswer, Probe};
use crate::tui::{Key, KeyCode};

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
            let Some(mut late) = answered(&inbox, probe) else {
                return;
            };
            loop {
                match wait_for_input(&heard) {
                    Woken::Input if forward(&inbox, &mut late) => {}
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

/// Waits for the terminal's answers and puts them into the inbox, with what was typed meanwhile; `None` when nobody takes it.
fn answered(inbox: &Sender<Incoming>, probe: Option<Probe>) -> Option<LateAnswer> {
    let mut late = LateAnswer::default();
    let Some(probe) = probe else {
        return Some(late);
    };
    let answers = probe.listen(|pressed| inbox.send(Incoming::Pressed(pressed)).is_ok())?;
    late.expected = answers.is_light.is_none();
    inbox.send(Incoming::Answered(answers)).ok()?;
    Some(late)
}

/// Why the thread woke.
enum Woken {
    /// There is something to read.
    Input,
    /// It is to rest.
    Bell,
    /// The terminal is gone.
    Gone,
}

/// Waits until there is something to do.
fn wait_for_input(bell: &PipeReader) -> Woken {
    let stdin = io::stdin();
    loop {
        let mut descriptors = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(bell, PollFlags::IN),
        ];
        match poll(&mut descriptors, None) {
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

/// Puts everything that can be read now into the inbox; `false` when nobody takes it or nothing can be read.
fn forward(inbox: &Sender<Incoming>, late: &mut LateAnswer) -> bool {
    loop {
        match crossterm::event::poll(Duration::ZERO) {
            Ok(true) => {}
            Ok(false) => return true,
            Err(_) => return false,
        }
        let Ok(event) = crossterm::event::read() else {
            return false;
        };
        if late.takes(&event) {
            continue;
        }
        if let Some(pressed) = pressed(event)
            && inbox.send(Incoming::Pressed(pressed)).is_err()
        {
            return false;
        }
    }
}

fn pressed(event: Event) -> Option<Pressed> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Pressed::Key),
        Event::Paste(text) => Some(Pressed::Paste(text)),
        Event::Mouse(event) => mouse(event).map(Pressed::Mouse),
        Event::Key(_) | Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

/// Shift leaves the mouse to the terminal, which selects text with it.
fn mouse(event: MouseEvent) -> Option<Mouse> {
    if event.modifiers.contains(KeyModifiers::SHIFT) {
        return None;
    }
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Click(event.column, event.row)),
        MouseEventKind::Down(MouseButton::Right) => Some(Mouse::Other),
        MouseEventKind::ScrollUp => Some(Mouse::Wheel(-WHEEL)),
        MouseEventKind::ScrollDown => Some(Mouse::Wheel(WHEEL)),
        MouseEventKind::Down(MouseButton::Middle)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        Code::Char(character) => KeyCode::Char(character),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::F(number) => KeyCode::Function(number),
        Code::Insert
        | Code::Null
        | Code::CapsLock
        | Code::ScrollLock
        | Code::NumLock
        | Code::PrintScreen
        | Code::Pause
        | Code::Menu
        | Code::KeypadBegin
        | Code::Media(_)
        | Code::Modifier(_) => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(Key { code, ctrl, alt })
}
