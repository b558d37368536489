//! The loop: what came in becomes messages, messages change the model, a changed screen is written. It sleeps in between.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::bell::Bell;
use super::data::OpenData;
use super::desk::{Desk, Then};
use super::editor::{self, Edited, ToEdit};
use super::errands::Errands;
use super::inbox::Incoming;
use super::keyboard::{self, Keyboard, Mouse, Pressed};
use super::options::Options;
use super::painter::Painter;
use super::{panic, probe, signals, terminal};
use crate::domain::Timestamp;
use crate::projection::{Snapshot, TimerRow};
use crate::tui::model::Tone;
use crate::tui::{Effect, Message, Model, Symbols};

/// How long to sleep at most while others may write to the same data.
const LOOK_FOR_OTHERS: Duration = Duration::from_secs(2);

/// How long to sleep while a time is shown by the second.
const SECOND: Duration = Duration::from_secs(1);

/// From this many seconds before its end on, a time is shown by the second.
const HOUR: u64 = 3600;

struct Loop {
    desk: Desk,
    bell: Bell,
    painter: Painter,
    /// Whether the terminal tells clicks now.
    captured: bool,
    keyboard: Keyboard,
    editor: Option<OsString>,
    folder: Option<PathBuf>,
}

/// Runs the screen until the person ends it.
///
/// # Errors
/// When the terminal cannot be taken over or written to.
pub fn run(options: Options) -> anyhow::Result<()> {
    let (sender, inbox) = channel();
    signals::listen(sender.clone())?;
    let folder = options.report_folder.clone();
    let last_words = move |broken: &panic::Broken| broken.tell(folder.as_deref());
    panic::in_terminal(last_words, || run_in_terminal(options, sender, &inbox))?
}

fn run_in_terminal(
    options: Options,
    sender: Sender<Incoming>,
    inbox: &Receiver<Incoming>,
) -> anyhow::Result<()> {
    let is_matter = options.symbols == Symbols::Unicode || options.look.wishes.wants_background();
    let probe = (options.ask_terminal && is_matter)
        .then(probe::ask)
        .transpose()?;
    let keyboard = keyboard::listen(sender.clone(), probe)?;
    let errands = Errands::new(options.forges.clone(), Some(sender));
    let mut looped = Loop::begin(options, keyboard, errands)?;
    looped.go_on(inbox)
}

impl Loop {
    fn begin(options: Options, keyboard: Keyboard, errands: Errands) -> anyhow::Result<Self> {
        let (width, height) = crossterm::terminal::size()?;
        let painter = Painter::on(terminal::frames()?, (width, height).into());
        let data = OpenData::new(options.data, options.open.clone());
        let mut model = Model::new(width, height, data.now());
        model.symbols = options.symbols;
        model.fleet.compact = options.is_compact;
        model.look = options.look;
        model.keys = options.keys;
        model.mouse.on = options.mouse;
        model.data_path = options.data_path;
        model.fine_clock = options.clock_runs;
        model.arrival = options.arrival;
        model.begin_at(options.open.clone());
        let mut begun = Self {
            desk: Desk::new(model, data, options.place)
                .beginning_with(height)
                .sending(errands)
                .setting(options.settings),
            bell: Bell::default(),
            painter,
            captured: false,
            keyboard,
            editor: options.editor,
            folder: options.report_folder,
        };
        let demo = options.demo.then_some(Effect::EnterDemo);
        let first = demo.unwrap_or(Effect::Open(options.open));
        begun.desk.carry_out(vec![first]);
        begun.desk.tell_skew();
        let keys = options.keys_problem;
        let keys = keys.map(|text| format!("your keys are left out   {text}"));
        if let Some(text) = keys.or(options.look_problem) {
            begun.desk.model.tell(Tone::Warn, text);
        }
        Ok(begun)
    }

    fn go_on(&mut self, inbox: &Receiver<Incoming>) -> anyhow::Result<()> {
        self.draw()?;
        self.follow_mouse()?;
        self.desk.read_the_rest();
        let mut looked = Instant::now();
        loop {
            self.draw()?;
            self.ring()?;
            self.follow_mouse()?;
            let first = match inbox.recv_timeout(self.longest_sleep()) {
                Ok(incoming) => Some(incoming),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            let is_idle = first.is_none();
            if !is_idle || self.is_worth_painting() {
                self.desk.say(Message::Ticked(self.desk.now()));
            }
            for incoming in first.into_iter().chain(inbox.try_iter()) {
                if self.take_in(incoming)? == Then::Quit {
                    return Ok(());
                }
            }
            // Somebody who types without a pause sees others' changes too.
            if is_idle || looked.elapsed() >= LOOK_FOR_OTHERS {
                self.desk.look_for_others();
                looked = Instant::now();
            }
        }
    }

    /// A time that is shown is painted once a second; otherwise others' changes are looked for every two.
    fn longest_sleep(&self) -> Duration {
        let now = self.desk.now();
        let snapshot = self.desk.model.snapshot.iter();
        let timers = snapshot.flat_map(Snapshot::timers);
        let mut last_hour = timers
            .filter(|timer| timer.paused_with.is_none())
            .map(|timer| timer.seconds_left(now))
            .filter(|left| (1..=HOUR).contains(left));
        if last_hour.next().is_some() && !self.is_slow() {
            SECOND
        } else {
            LOOK_FOR_OTHERS
        }
    }

    /// Tells whether the line is slow: as the settings say, else as it was measured.
    fn is_slow(&self) -> bool {
        let wanted = self.desk.model.look.slow;
        wanted.unwrap_or_else(|| self.painter.link.is_slow())
    }

    /// Over a slow line a time that runs is painted by the minute.
    fn is_worth_painting(&self) -> bool {
        let minute = |time: Timestamp| time.timestamp().div_euclid(60);
        !self.is_slow() || minute(self.desk.now()) != minute(self.desk.model.now)
    }

    /// Says something that came in, and does what the terminal has to do for it.
    fn take_in(&mut self, incoming: Incoming) -> anyhow::Result<Then> {
        let then = match incoming {
            Incoming::Pressed(Pressed::Key(key)) => self.desk.say(Message::Key(key)),
            Incoming::Pressed(Pressed::Mouse(what)) => self.desk.say(match what {
                Mouse::Click(column, row) => Message::Clicked { column, row },
                Mouse::Other => Message::ClickedOther,
                Mouse::Wheel(rows) => Message::Scrolled(rows),
            }),
            Incoming::Pressed(Pressed::Paste(text)) => self.desk.say(Message::Pasted(text)),
            Incoming::Said(message) => self.desk.say(message),
            Incoming::Scanned(done) => self.desk.take_scan(*done),
            Incoming::Late(after) => {
                self.painter.link.answered(after);
                Then::GoOn
            }
            Incoming::Answered(answers) => {
                self.desk.model.answered(answers.is_light, answers.is_wide);
                Then::GoOn
            }
            Incoming::Resized | Incoming::Continued => {
                self.repaint()?;
                self.say_size()?
            }
            Incoming::Ending(farewell) => {
                farewell.after(|| self.keep_typed());
                Then::Quit
            }
            Incoming::Gone => {
                self.keep_typed();
                Then::Quit
            }
        };
        match then {
            Then::Suspend => signals::stop(),
            Then::Edit => self.edit()?,
            Then::Repaint => self.repaint()?,
            Then::GoOn | Then::Quit => {}
        }
        Ok(then)
    }

    /// Keeps what was typed and not sent, as a tick of the clock does.
    fn keep_typed(&mut self) {
        self.desk.say(Message::Ticked(self.desk.now()));
    }

    /// Lends the terminal to the person's editor, and takes it back however that ends.
    fn edit(&mut self) -> anyhow::Result<()> {
        let Some(what) = self.desk.to_edit.take() else {
            return Ok(());
        };
        self.keyboard.rest()?;
        signals::lend(true);
        terminal::give_back();
        let edited = match what {
            ToEdit::Text(text) => {
                editor::edit(&text, self.editor.as_deref(), self.folder.as_deref())
            }
            ToEdit::File(path) => editor::edit_file(&path, self.editor.as_deref()),
        };
        signals::lend(false);
        terminal::take_back()?;
        self.keyboard.go_on();
        self.repaint()?;
        self.desk.say(Message::Ticked(self.desk.now()));
        match edited {
            Edited::Text(text) => {
                self.desk.say(Message::Edited(text));
            }
            Edited::File => self.desk.read_settings(),
            Edited::Failed(why) => self.desk.model.tell(Tone::Warn, why),
        }
        self.say_size()?;
        Ok(())
    }

    fn say_size(&mut self) -> io::Result<Then> {
        let (width, height) = crossterm::terminal::size()?;
        Ok(self.desk.say(Message::Resized { width, height }))
    }

    /// Rings the bell once for a time that ended while the screen was open.
    fn ring(&mut self) -> io::Result<()> {
        let Some(snapshot) = &self.desk.model.snapshot else {
            return Ok(());
        };
        let timers: Vec<&TimerRow> = snapshot.timers().collect();
        if self.bell.is_due(&timers, self.desk.now()) && self.desk.model.look.bell {
            terminal::write(b"\x07")?;
        }
        Ok(())
    }

    /// Listens to the mouse where the screen wants it; the plain view leaves it to the terminal.
    fn follow_mouse(&mut self) -> io::Result<()> {
        let wanted = self.desk.model.wants_mouse();
        if wanted != self.captured {
            terminal::listen_to_mouse(wanted)?;
            self.captured = wanted;
        }
        Ok(())
    }

    /// Makes the next frame a whole one, without asking the terminal anything.
    fn repaint(&mut self) -> io::Result<()> {
        let size = crossterm::terminal::size()?;
        self.painter.begin_anew(size.into())?;
        // Whoever had the terminal meanwhile has let the mouse go.
        self.captured = false;
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        // While the program is stopped, or on its way to be, the terminal is another's.
        if !terminal::is_taken() {
            return Ok(());
        }
        let screen = self.desk.screen();
        let model = &self.desk.model;
        // A console without windows would print the title: it is one of those that get ASCII.
        let has_window = model.symbols == Symbols::Unicode;
        let has_cursor = !model.look.cursor_hidden || screen.has_caret();
        let theme = &model.look.chosen.theme;
        self.painter.show(screen, theme, (has_window, has_cursor))
    }
}
