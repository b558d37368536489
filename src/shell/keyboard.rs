//! Keys and pastes, read by our own wait on the terminal: one that is gone is noticed, never spun on.

use std::io;
use std::sync::mpsc::Sender;
use std::time::Duration;

use crossterm::event::{Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers};
use rustix::event::{PollFd, PollFlags, poll};

use super::inbox::Incoming;
use crate::tui::{Key, KeyCode};

/// What a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pressed {
    /// Pressed a key.
    Key(Key),
    /// Pasted text.
    Paste(String),
}

/// Starts the thread that waits for keys.
pub(super) fn listen(inbox: Sender<Incoming>) -> io::Result<()> {
    std::thread::Builder::new()
        .name("keyboard".to_owned())
        .spawn(move || {
            while wait_for_input() {
                if !forward(&inbox) {
                    return;
                }
            }
            let _nobody_listens = inbox.send(Incoming::Gone);
        })?;
    Ok(())
}

/// Waits until there is something to read; `false` when the terminal is gone.
fn wait_for_input() -> bool {
    let stdin = io::stdin();
    loop {
        let mut descriptors = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut descriptors, None) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => return false,
        }
        let found = descriptors
            .first()
            .map_or(PollFlags::empty(), PollFd::revents);
        if found.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return false;
        }
        if found.contains(PollFlags::IN) {
            return true;
        }
    }
}

/// Puts everything that can be read now into the inbox; `false` when nobody takes it or nothing can be read.
fn forward(inbox: &Sender<Incoming>) -> bool {
    loop {
        match crossterm::event::poll(Duration::ZERO) {
            Ok(true) => {}
            Ok(false) => return true,
            Err(_) => return false,
        }
        let Ok(event) = crossterm::event::read() else {
            return false;
        };
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
        Event::Key(_)
        | Event::Mouse(_)
        | Event::Resize(..)
        | Event::FocusGained
        | Event::FocusLost => None,
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
