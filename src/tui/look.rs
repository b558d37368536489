//! How the screen looks and what can be set: the theme, and the rows of the settings page. It writes no file itself.

use super::field::Field;
use super::model::{Model, Tone};
pub use super::setting::SettingLine;
use super::symbols::Symbols;
use super::view::{Chosen, Wishes};
use crate::projection::{WallClock, Zone};

/// How the screen looks, and what can be set about it.
#[derive(Debug, Clone)]
pub struct Look {
    /// What is said about colours.
    pub wishes: Wishes,
    /// The theme that follows from it.
    pub chosen: Chosen,
    /// Whether the bell is rung when a time is over.
    pub bell: bool,
    /// Whether times are painted by the minute, as over a slow line; `None` where the line itself says.
    pub slow: Option<bool>,
    /// Whether the terminal's cursor is hidden where no text is typed.
    pub cursor_hidden: bool,
    /// The zone in which times are shown, and read where they name none.
    pub zone: Zone,
    /// The zone of this machine.
    pub local: Zone,
    /// Every setting, in the order of its page.
    pub settings: Vec<SettingLine>,
    /// Where they are kept, as the page says it.
    pub file: String,
    /// The selected row of the settings page, while it is open.
    pub page: Option<usize>,
    /// What is typed for it.
    pub editing: Option<Field>,
}

impl Default for Look {
    fn default() -> Self {
        Self::new(Wishes {
            wanted: true,
            ..Wishes::default()
        })
    }
}

impl Look {
    /// Makes the look that `wishes` ask for, without settings.
    pub fn new(wishes: Wishes) -> Self {
        Self {
            chosen: wishes.chosen(),
            wishes,
            bell: true,
            slow: None,
            zone: Zone::Utc,
            local: Zone::Utc,
            settings: Vec::new(),
            file: String::new(),
            page: None,
            cursor_hidden: false,
            editing: None,
        }
    }

    /// Shows times in the zone of this machine, or in UTC.
    pub const fn show_local(&mut self, is_wanted: bool) {
        self.zone = if is_wanted { self.local } else { Zone::Utc };
    }

    /// Returns the setting that is selected on the page.
    pub fn selected(&self) -> Option<&SettingLine> {
        self.settings.get(self.page?)
    }
}

impl Model {
    /// Returns the clock that is shown: the moment, in the zone that is shown.
    pub fn clock(&self) -> WallClock {
        WallClock {
            now: self.moment(),
            zone: self.look.zone,
        }
    }

    /// Shows times in the zone of this machine, or in UTC again.
    pub fn turn_zone(&mut self) {
        let is_local = !self.look.zone.is_local();
        self.look.show_local(is_local);
        let label = self.look.zone.label(self.now);
        if is_local && !self.look.zone.is_local() {
            self.tell(Tone::Warn, "the zone of this machine is not known");
        } else if is_local {
            self.say(format!("times are those of this machine now, {label}"));
        } else {
            self.say("times are UTC now");
        }
    }

    /// Takes in what the terminal said of itself: it may change the colours, and signs that it draws too wide are drawn no more.
    pub fn answered(&mut self, is_light: Option<bool>, is_wide: bool) {
        self.look.wishes.is_light = is_light;
        self.look.chosen = self.look.wishes.chosen();
        if is_wide && self.symbols == Symbols::Unicode {
            self.symbols = Symbols::Ascii;
            let text = "this terminal draws lines two columns wide: ASCII signs are used";
            self.tell(Tone::Warn, text);
        }
    }

    /// Lets a setting hold at once, as far as it can.
    pub fn apply_setting(&mut self, name: &str, value: &str) {
        let is_on = value == "true";
        match name {
            "theme" => {
                self.look.wishes.named = Some(value.to_owned());
                self.look.chosen = self.look.wishes.chosen();
            }
            "ascii" if is_on => self.symbols = Symbols::Ascii,
            "ascii" => self.symbols = Symbols::Unicode,
            "density" => self.fleet.compact = value == "compact",
            "cursor" => self.look.cursor_hidden = value == "hidden",
            "mouse" => self.mouse.on = is_on,
            "bell" => self.look.bell = is_on,
            "slow" => self.look.slow = matches!(value, "true" | "false").then_some(is_on),
            "time" => self.look.show_local(value == "local"),
            _ => {}
        }
    }
}
