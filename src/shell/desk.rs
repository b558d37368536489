//! The loop without a terminal: messages change the model, effects are carried out, their answers are messages again.

use std::collections::VecDeque;

use super::clipboard::Place;
use super::data::OpenData;
use super::editor::ToEdit;
use super::effects::{Answer, perform, refresh};
use super::errands::Errands;
use super::forge::Forges;
use super::scan::{self, ScanDone};
use super::settings::SettingsDesk;
use crate::domain::Timestamp;
use crate::domain::id::Seq;
use crate::projection::ClockSkew;
use crate::tui::model::Tone;
use crate::tui::screen::Screen;
use crate::tui::{Effect, Message, Model, screen, update};

/// The model and the data that it is about.
#[derive(Debug)]
pub struct Desk {
    /// What the screen knows.
    pub model: Model,
    /// What it is about.
    pub data: OpenData,
    /// What is to be edited in the person's own editor.
    pub to_edit: Option<ToEdit>,
    place: Place,
    errands: Errands,
    settings: SettingsDesk,
}

/// What the terminal has to do after something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Then {
    /// Nothing but to show the screen.
    GoOn,
    /// Paint everything again.
    Repaint,
    /// Let [`Desk::to_edit`] be edited.
    Edit,
    /// Stop as Ctrl-Z does.
    Suspend,
    /// End.
    Quit,
}

impl Desk {
    /// Makes a desk.
    pub fn new(model: Model, data: OpenData, place: Place) -> Self {
        let errands = Errands::new(Forges::on(None), None);
        Self {
            model,
            data,
            to_edit: None,
            place,
            errands,
            settings: SettingsDesk::default(),
        }
    }

    /// Lets it ask the forges for the texts of issues, waiting for each.
    #[must_use]
    pub fn asking(self, forges: Forges) -> Self {
        self.sending(Errands::new(forges, None))
    }

    /// Lets it send somebody for what takes long.
    #[must_use]
    pub(super) fn sending(mut self, errands: Errands) -> Self {
        self.model.arrival.programs = errands.programs();
        self.errands = errands;
        self
    }

    /// Lets it reach the settings file.
    #[must_use]
    pub fn setting(mut self, settings: SettingsDesk) -> Self {
        self.settings = settings;
        self
    }

    /// Lets the first reading be of what a frame of so many rows shows; [`Desk::read_the_rest`] reads the others.
    #[must_use]
    pub const fn beginning_with(mut self, rows: u16) -> Self {
        self.data.read_first(rows as u32);
        self
    }

    /// Reads what the first frame has left for later. Nothing that it shows becomes another by that.
    pub fn read_the_rest(&mut self) {
        if self.data.is_beginning() {
            for message in refresh(&mut self.data) {
                self.say(message);
            }
        }
    }

    /// Reads the settings file again, after somebody edited it.
    pub fn read_settings(&mut self) {
        let read = (self.settings.read)();
        self.say(Message::SettingsRead(read));
    }

    /// Returns the moment that is now.
    pub fn now(&self) -> Timestamp {
        self.data.now()
    }

    /// Returns what is to be seen.
    pub fn screen(&self) -> Screen {
        screen(&self.model)
    }

    /// Says something to the screen and carries out all that follows from it.
    pub fn say(&mut self, message: Message) -> Then {
        let effects = update(&mut self.model, message);
        self.carry_out(effects)
    }

    /// Carries out effects and all that follows from them.
    pub fn carry_out(&mut self, effects: Vec<Effect>) -> Then {
        let mut waiting = VecDeque::from(effects);
        let mut then = Then::GoOn;
        while let Some(effect) = waiting.pop_front() {
            let answer = if let Effect::AskForge(link) = effect {
                Answer::Messages(self.errands.ask_forge(link))
            } else if let Effect::ScanPackages(folder) = effect {
                Answer::Messages(scan::begin(&mut self.data, &self.errands, &folder))
            } else if let Effect::Set { name, value } = effect {
                let answer = (self.settings.keep)(&name, &value).map(|()| value);
                Answer::Messages(vec![Message::Kept { name, answer }])
            } else if effect == Effect::EditSettings {
                match &self.settings.file {
                    Some(file) => Answer::Edit(ToEdit::File(file.clone())),
                    None => Answer::Messages(vec![Message::SettingsRead((self.settings.read)())]),
                }
            } else {
                perform(effect, &mut self.data, self.place)
            };
            match answer {
                Answer::Messages(messages) => {
                    for message in messages {
                        waiting.extend(update(&mut self.model, message));
                    }
                }
                Answer::Edit(what) => {
                    self.to_edit = Some(what);
                    then = Then::Edit;
                }
                Answer::Suspend => then = Then::Suspend,
                Answer::Redraw => then = Then::Repaint,
                Answer::Quit => return Then::Quit,
            }
        }
        then
    }

    /// Takes in what was read of a repository.
    pub(super) fn take_scan(&mut self, done: ScanDone) -> Then {
        let mut then = Then::GoOn;
        for message in scan::record(&mut self.data, done) {
            then = self.say(message);
        }
        then
    }

    /// Says that the clock here is behind that of somebody who wrote, where it is.
    pub(super) fn tell_skew(&mut self) {
        let snapshot = self.model.snapshot.as_ref();
        let skew = snapshot.and_then(|snapshot| ClockSkew::of(&snapshot.fleet, self.data.now()));
        if let Some(skew) = skew {
            self.model.tell(Tone::Warn, skew.to_string());
        }
    }

    /// Reads the data anew when another process has written, and tells the person what.
    pub fn look_for_others(&mut self) {
        if !self.data.has_changed_elsewhere() {
            return;
        }
        let before = self.model.view().map(|view| Seq::new(view.seq));
        for message in refresh(&mut self.data) {
            self.say(message);
        }
        let news = self
            .data
            .open_rollout()
            .cloned()
            .zip(before)
            .and_then(|(rollout, before)| {
                let history = self.data.tracker().history(&rollout).ok()?;
                let told = history.last().filter(|told| told.seq > before)?;
                Some(format!(
                    "{} recorded: {}",
                    told.by,
                    history.words(told).text
                ))
            });
        if let Some(words) = news {
            self.say(Message::ChangedElsewhere { words });
        }
        self.tell_skew();
    }
}
