//! The loop without a terminal: messages change the model, effects are carried out, their answers are messages again.

use std::collections::VecDeque;
use std::fmt;

use super::clipboard::Place;
use super::data::OpenData;
use super::effects::{Answer, perform, refresh};
use super::errands::Errands;
use super::forge::Forges;
use super::scan::{self, ScanDone};
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
    /// The text that is to be edited in the person's own editor.
    pub to_edit: Option<String>,
    place: Place,
    errands: Errands,
    set: SetSetting,
}

/// Keeps a setting, of a name and a value, in the settings file.
pub struct SetSetting(pub Box<KeepSetting>);

type KeepSetting = dyn Fn(&str, &str) -> Result<(), String>;

impl Default for SetSetting {
    fn default() -> Self {
        Self(Box::new(|_, _| Err("there is no settings file".to_owned())))
    }
}

impl fmt::Debug for SetSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetSetting")
    }
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
            set: SetSetting::default(),
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

    /// Lets it keep settings.
    #[must_use]
    pub(super) fn setting(mut self, set: SetSetting) -> Self {
        self.set = set;
        self
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
                let answer = (self.set.0)(&name, &value).map(|()| value);
                Answer::Messages(vec![Message::Kept { name, answer }])
            } else {
                perform(effect, &mut self.data, self.place)
            };
            match answer {
                Answer::Messages(messages) => {
                    for message in messages {
                        waiting.extend(update(&mut self.model, message));
                    }
                }
                Answer::Edit(text) => {
                    self.to_edit = Some(text);
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
