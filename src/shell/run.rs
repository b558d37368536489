//! The loop: what came in becomes messages, messages change the model, a changed screen is written. It sleeps in between.

use std::fmt;
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::clipboard::Place;
use super::data::{DataSource, OpenData};
use super::effects::{Answer, perform, refresh};
use super::inbox::Incoming;
use super::keyboard::{self, Pressed};
use super::terminal::{self, Guard};
use super::{panic, signals};
use crate::domain::id::{RolloutId, Seq};
use crate::tui::screen::Screen;
use crate::tui::view::{self, Theme};
use crate::tui::{Effect, Message, Model, Symbols, screen, update};

/// How the screen is to begin and to look.
#[derive(Debug)]
pub struct Options {
    /// The data.
    pub data: DataSource,
    /// The rollout to open at once.
    pub open: Option<RolloutId>,
    /// Whether to begin with the demo.
    pub demo: bool,
    /// Which marks to draw with.
    pub symbols: Symbols,
    /// Which colours to draw with.
    pub theme: Theme,
    /// Where the data lives, as the first page says.
    pub data_path: String,
    /// Where a report of a crash goes.
    pub report_folder: Option<PathBuf>,
    /// What is known of the machine, for copying.
    pub session: Session,
    /// Whether the clock runs; one that stands still cannot tell keys that were typed ahead.
    pub clock_runs: bool,
    /// Breaks at the first key, to show that the terminal is given back.
    pub break_at_first_key: bool,
}

/// What is known of the session that the program runs in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts about a session"
)]
pub struct Session {
    /// Whether the terminal is on another machine.
    pub over_ssh: bool,
    /// Whether tmux stands between.
    pub in_tmux: bool,
    /// Whether there is a Wayland session.
    pub wayland: bool,
    /// Whether there is an X11 session.
    pub x11: bool,
}

/// How long to sleep at most while others may write to the same data.
const LOOK_FOR_OTHERS: Duration = Duration::from_secs(2);

/// How long to sleep while a time is shown by the second.
const SECOND: Duration = Duration::from_secs(1);

/// From this many seconds before its end on, a time is shown by the second.
const HOUR: u64 = 3600;

struct Loop {
    model: Model,
    data: OpenData,
    place: Place,
    theme: Theme,
    terminal: Terminal<CrosstermBackend<BufWriter<std::fs::File>>>,
    shown: Option<Screen>,
    break_at_first_key: bool,
}

impl fmt::Debug for Loop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loop").finish_non_exhaustive()
    }
}

/// Runs the screen until the person ends it.
///
/// # Errors
/// When the terminal cannot be taken over or written to.
pub fn run(options: Options) -> anyhow::Result<()> {
    panic::install(options.report_folder.clone());
    let (sender, inbox) = channel();
    signals::listen(sender.clone())?;
    let guard = Guard::enter()?;
    keyboard::listen(sender)?;
    let mut looped = Loop::begin(options)?;
    let ended = looped.go_on(&inbox);
    drop(guard);
    ended
}

impl Loop {
    fn begin(options: Options) -> anyhow::Result<Self> {
        let backend = CrosstermBackend::new(BufWriter::new(terminal::frames()?));
        let terminal = Terminal::new(backend)?;
        let size = terminal.size()?;
        let data = OpenData::new(options.data, options.open.clone());
        let mut model = Model::new(size.width, size.height, data.now());
        model.symbols = options.symbols;
        model.data_path = options.data_path;
        model.fine_clock = options.clock_runs;
        let session = options.session;
        let place = Place {
            over_ssh: session.over_ssh,
            in_tmux: session.in_tmux,
            wayland: session.wayland,
            x11: session.x11,
        };
        let mut begun = Self {
            model,
            data,
            place,
            theme: options.theme,
            terminal,
            shown: None,
            break_at_first_key: options.break_at_first_key,
        };
        let first = if options.demo {
            Effect::EnterDemo
        } else {
            Effect::Open(options.open)
        };
        begun.carry_out(vec![first])?;
        Ok(begun)
    }

    fn go_on(&mut self, inbox: &Receiver<Incoming>) -> anyhow::Result<()> {
        loop {
            self.draw()?;
            let first = match inbox.recv_timeout(self.longest_sleep()) {
                Ok(incoming) => Some(incoming),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            let is_idle = first.is_none();
            self.say(Message::Ticked(self.data.now()))?;
            for incoming in first.into_iter().chain(inbox.try_iter()) {
                if !self.take_in(incoming)? {
                    return Ok(());
                }
            }
            if is_idle && self.data.has_changed_elsewhere() {
                self.tell_of_change()?;
            }
        }
    }

    /// A timer that is shown is painted once a second; otherwise others' changes are looked for every two.
    fn longest_sleep(&self) -> Duration {
        let now = self.data.now();
        let snapshot = self.model.snapshot.iter();
        let timers = snapshot.flat_map(|snapshot| snapshot.timers());
        let mut last_hour = timers
            .filter(|timer| timer.paused_with.is_none())
            .map(|timer| timer.seconds_left(now))
            .filter(|left| (1..=HOUR).contains(left));
        if last_hour.next().is_some() {
            SECOND
        } else {
            LOOK_FOR_OTHERS
        }
    }

    /// Says something that came in; `false` ends the loop.
    fn take_in(&mut self, incoming: Incoming) -> anyhow::Result<bool> {
        match incoming {
            Incoming::Pressed(Pressed::Key(key)) => {
                self.break_if_asked();
                self.say(Message::Key(key))
            }
            Incoming::Pressed(Pressed::Paste(text)) => self.say(Message::Pasted(text)),
            Incoming::Resized => {
                let size = self.terminal.size()?;
                self.repaint()?;
                self.say(Message::Resized {
                    width: size.width,
                    height: size.height,
                })
            }
            Incoming::Continued => {
                self.repaint()?;
                let size = self.terminal.size()?;
                self.say(Message::Resized {
                    width: size.width,
                    height: size.height,
                })
            }
            Incoming::Gone => Ok(false),
        }
    }

    #[expect(
        clippy::panic,
        reason = "asked for, to show that the terminal is given back"
    )]
    fn break_if_asked(&self) {
        if self.break_at_first_key {
            panic!("asked to break");
        }
    }

    fn say(&mut self, message: Message) -> anyhow::Result<bool> {
        let effects = update(&mut self.model, message);
        self.carry_out(effects)
    }

    /// Carries out effects and what follows from them; `false` ends the loop.
    fn carry_out(&mut self, effects: Vec<Effect>) -> anyhow::Result<bool> {
        let mut waiting: std::collections::VecDeque<Effect> = effects.into();
        while let Some(effect) = waiting.pop_front() {
            match perform(effect, &mut self.data, &self.place) {
                Answer::Messages(messages) => {
                    for message in messages {
                        waiting.extend(update(&mut self.model, message));
                    }
                }
                Answer::Suspend => signals::stop(),
                Answer::Redraw => self.repaint()?,
                Answer::Quit => return Ok(false),
            }
        }
        Ok(true)
    }

    fn tell_of_change(&mut self) -> anyhow::Result<()> {
        let before = self.model.view().map(|view| Seq::new(view.seq));
        for message in refresh(&mut self.data) {
            self.say(message)?;
        }
        if let (Some(rollout), Some(before)) = (self.data.open_rollout().cloned(), before) {
            let history = self.data.tracker().history(&rollout);
            let last = history.ok().and_then(|history| {
                let told = history.last().filter(|told| told.seq > before)?;
                Some(format!(
                    "{} recorded: {}",
                    told.by,
                    history.words(told).text
                ))
            });
            if let Some(words) = last {
                self.say(Message::ChangedElsewhere { words })?;
            }
        }
        Ok(())
    }

    /// Makes the next frame a whole one, without asking the terminal anything.
    fn repaint(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal
            .resize(ratatui::layout::Rect::new(0, 0, size.width, size.height))?;
        self.shown = None;
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        let screen = screen(&self.model);
        if self.shown.as_ref() == Some(&screen) {
            return Ok(());
        }
        crossterm::queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let theme = &self.theme;
        self.terminal.draw(|frame| {
            let area = frame.area();
            if let Some(cursor) = view::render(&screen, theme, area, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        crossterm::queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.terminal.backend_mut().flush()?;
        self.shown = Some(screen);
        Ok(())
    }
}
